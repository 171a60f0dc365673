# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial_trail")]

    operations = [
        migrations.AddField(
            model_name="auditentry",
            name="unit",
            field=models.CharField(blank=True, db_index=True, default="", max_length=100),
        ),
    ]
