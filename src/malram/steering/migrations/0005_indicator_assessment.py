# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("steering", "0004_indicator_owner_and_base_year"),
    ]

    operations = [
        migrations.CreateModel(
            name="IndicatorAssessment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("grade", models.CharField(max_length=50, verbose_name="bedömning")),
                ("reason", models.TextField(verbose_name="skäl")),
                ("decided_by", models.CharField(max_length=200, verbose_name="beslutad av")),
                ("document", models.CharField(blank=True, max_length=200, verbose_name="tryckt i")),
                ("at", models.DateTimeField()),
                (
                    "goal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="indicator_assessments",
                        to="steering.goal",
                    ),
                ),
                (
                    "indicator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assessments",
                        to="steering.indicator",
                    ),
                ),
            ],
            options={
                "verbose_name": "bedömning av indikator",
                "verbose_name_plural": "bedömningar av indikatorer",
                "ordering": ["goal", "indicator", "-at", "-id"],
            },
        ),
    ]
