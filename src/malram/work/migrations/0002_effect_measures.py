# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("occasions", "0001_initial_occasions"),
        ("organisation", "0002_editors_become_approvers"),
        ("work", "0001_assignments_and_activities"),
    ]

    operations = [
        migrations.CreateModel(
            name="EffectMeasure",
            fields=[
                ("id", models.SlugField(max_length=100, primary_key=True, serialize=False)),
                ("title", models.TextField(verbose_name="rubrik")),
                ("aim", models.CharField(max_length=20, verbose_name="syfte")),
                ("value_unit", models.CharField(max_length=50, verbose_name="enhet")),
                ("decimals", models.PositiveSmallIntegerField(default=1, verbose_name="decimaler")),
                ("period", models.CharField(max_length=30, verbose_name="period")),
                ("within_budget", models.BooleanField(default=True, verbose_name="inom budget")),
                ("base", models.CharField(max_length=20, verbose_name="jämförelsebas")),
                ("base_day", models.DateField(null=True, verbose_name="jämförs med dagen")),
                ("known", models.CharField(max_length=20, verbose_name="effekten är")),
                ("measure", models.CharField(blank=True, max_length=100, verbose_name="mått")),
                (
                    "budget_measure",
                    models.CharField(blank=True, max_length=100, verbose_name="mått för budgeten"),
                ),
                (
                    "why_inseparable",
                    models.TextField(blank=True, verbose_name="varför den inte kan särskiljas"),
                ),
                ("case_number", models.TextField(blank=True, verbose_name="diarienummer")),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="ordning")),
                (
                    "board",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisation.unit"
                    ),
                ),
                (
                    "part_of",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parts",
                        to="work.effectmeasure",
                    ),
                ),
                (
                    "responsible",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="work.responsiblerole",
                    ),
                ),
                ("units", models.ManyToManyField(related_name="+", to="organisation.unit")),
            ],
            options={
                "verbose_name": "effektåtgärd",
                "verbose_name_plural": "effektåtgärder",
                "ordering": ["order", "id"],
            },
        ),
        migrations.CreateModel(
            name="ExpectedEffect",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("date", models.DateField(verbose_name="dag")),
                ("amount", models.BigIntegerField(verbose_name="belopp i minsta enhet")),
                ("reason", models.TextField(blank=True, verbose_name="skäl")),
                ("recorded_by", models.CharField(max_length=200, verbose_name="införd av")),
                ("recorded_at", models.DateTimeField(verbose_name="införd")),
                (
                    "effect",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="expected",
                        to="work.effectmeasure",
                    ),
                ),
            ],
            options={
                "verbose_name": "beräknad effekt",
                "verbose_name_plural": "beräknade effekter",
                "ordering": ["date", "id"],
            },
        ),
        migrations.CreateModel(
            name="RealisedEffect",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("date", models.DateField(verbose_name="till och med")),
                ("amount", models.BigIntegerField(verbose_name="belopp i minsta enhet")),
                ("comment", models.TextField(blank=True, verbose_name="kommentar")),
                ("recorded_by", models.CharField(max_length=200, verbose_name="införd av")),
                ("recorded_at", models.DateTimeField(verbose_name="införd")),
                (
                    "effect",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="realised",
                        to="work.effectmeasure",
                    ),
                ),
                (
                    "occasion",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="occasions.occasion",
                    ),
                ),
            ],
            options={
                "verbose_name": "realiserad effekt",
                "verbose_name_plural": "realiserade effekter",
                "ordering": ["date", "id"],
            },
        ),
    ]
