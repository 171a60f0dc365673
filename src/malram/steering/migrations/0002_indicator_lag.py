# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("steering", "0001_initial_steering"),
    ]

    operations = [
        migrations.AddField(
            model_name="indicator",
            name="lag_months",
            field=models.PositiveSmallIntegerField(default=0, verbose_name="eftersläpning i månader"),
        ),
    ]
