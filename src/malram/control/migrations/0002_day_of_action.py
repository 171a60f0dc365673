# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("control", "0001_plans_and_checks")]

    operations = [
        migrations.AddField(
            model_name="controlaction",
            name="written_on",
            field=models.DateField(null=True, verbose_name="införd"),
        ),
    ]
