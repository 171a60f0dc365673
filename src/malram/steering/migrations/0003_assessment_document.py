# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("steering", "0002_indicator_lag"),
    ]

    operations = [
        migrations.AddField(
            model_name="assessment",
            name="document",
            field=models.CharField(blank=True, max_length=200, verbose_name="tryckt i"),
        ),
    ]
