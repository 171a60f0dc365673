# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("steering", "0003_assessment_document"),
    ]

    operations = [
        migrations.AddField(
            model_name="indicator",
            name="owner",
            field=models.CharField(blank=True, max_length=200, verbose_name="ägare"),
        ),
        migrations.AddField(
            model_name="indicator",
            name="base_year",
            field=models.PositiveSmallIntegerField(null=True, verbose_name="utgångsår"),
        ),
    ]
