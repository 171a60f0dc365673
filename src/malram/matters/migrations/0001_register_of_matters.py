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
            name="Matter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("case_number", models.TextField(unique=True, verbose_name="diarienummer")),
                ("kind", models.TextField(verbose_name="ärendetyp")),
                ("title", models.TextField(verbose_name="ärendemening")),
                ("party", models.TextField(blank=True, verbose_name="väckt av")),
            ],
            options={
                "verbose_name": "ärende",
                "verbose_name_plural": "ärenden",
                "ordering": ["case_number"],
            },
        ),
        migrations.CreateModel(
            name="MatterEvent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("forum", models.TextField(verbose_name="instans")),
                ("kind", models.CharField(max_length=20, verbose_name="händelse")),
                ("date", models.DateField(verbose_name="dag")),
                ("about", models.TextField(blank=True, verbose_name="gäller")),
                ("file", models.CharField(max_length=64, verbose_name="fil")),
                ("line", models.PositiveIntegerField(verbose_name="rad")),
                (
                    "matter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="events",
                        to="matters.matter",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="matter_events",
                        to="organisation.unit",
                    ),
                ),
            ],
            options={
                "verbose_name": "händelse i ärende",
                "verbose_name_plural": "händelser i ärenden",
                "ordering": ["date", "id"],
                "indexes": [models.Index(fields=["unit", "date"], name="matter_events_of_a_unit")],
            },
        ),
    ]
