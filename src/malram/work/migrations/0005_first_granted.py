# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("work", "0004_expected_span")]

    operations = [
        migrations.AddField(
            model_name="investmentevent",
            name="granted_on",
            field=models.DateField(null=True, verbose_name="först beviljat"),
        ),
    ]
