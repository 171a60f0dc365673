# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("organisation", "0001_initial_units"),
    ]

    operations = [
        migrations.CreateModel(
            name="ReportBuild",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("folder", models.CharField(max_length=200, unique=True, verbose_name="mapp")),
                ("template", models.CharField(max_length=100, verbose_name="mall")),
                ("title", models.CharField(max_length=200, verbose_name="titel")),
                ("period", models.CharField(max_length=30, verbose_name="period")),
                ("built_at", models.DateTimeField(verbose_name="byggd")),
                ("built_by", models.CharField(max_length=200, verbose_name="byggd av")),
                ("snapshot", models.CharField(max_length=100, verbose_name="ögonblicksbild")),
                ("facts", models.CharField(max_length=100, verbose_name="faktaunderlag")),
                (
                    "board",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reports",
                        to="organisation.unit",
                    ),
                ),
            ],
            options={
                "verbose_name": "rapport",
                "verbose_name_plural": "rapporter",
                "ordering": ["-built_at", "-id"],
            },
        ),
    ]
