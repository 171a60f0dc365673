# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("organisation", "0002_editors_become_approvers"),
        ("work", "0002_effect_measures"),
    ]

    operations = [
        migrations.CreateModel(
            name="Investment",
            fields=[
                ("id", models.SlugField(max_length=100, primary_key=True, serialize=False)),
                ("category", models.CharField(max_length=200, verbose_name="kategori")),
                ("title", models.TextField(verbose_name="objekt")),
                ("number", models.CharField(blank=True, max_length=50, verbose_name="nummer")),
                ("case_number", models.TextField(blank=True, verbose_name="diarienummer")),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="ordning")),
                (
                    "board",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisation.unit"
                    ),
                ),
            ],
            options={
                "verbose_name": "investering",
                "verbose_name_plural": "investeringar",
                "ordering": ["order", "id"],
            },
        ),
        migrations.CreateModel(
            name="InvestmentEvent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=20, verbose_name="händelse")),
                ("date", models.DateField(verbose_name="dag")),
                ("amount", models.BigIntegerField(default=0, verbose_name="öre")),
                ("comment", models.TextField(blank=True, verbose_name="kommentar")),
                ("recorded_by", models.CharField(max_length=200, verbose_name="införd av")),
                ("recorded_at", models.DateTimeField(verbose_name="införd")),
                (
                    "investment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="events",
                        to="work.investment",
                    ),
                ),
                (
                    "to",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="received",
                        to="work.investment",
                    ),
                ),
            ],
            options={
                "verbose_name": "händelse i investering",
                "verbose_name_plural": "händelser i investeringar",
                "ordering": ["date", "id"],
            },
        ),
        migrations.CreateModel(
            name="StateGrant",
            fields=[
                ("id", models.SlugField(max_length=100, primary_key=True, serialize=False)),
                ("title", models.TextField(verbose_name="rubrik")),
                ("payer", models.CharField(max_length=200, verbose_name="bidragsgivare")),
                ("period", models.CharField(max_length=30, verbose_name="period")),
                ("report_due", models.DateField(null=True, verbose_name="redovisas senast")),
                ("case_number", models.TextField(blank=True, verbose_name="diarienummer")),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="ordning")),
                (
                    "board",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisation.unit"
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
            ],
            options={
                "verbose_name": "statsbidrag",
                "verbose_name_plural": "statsbidrag",
                "ordering": ["order", "id"],
            },
        ),
        migrations.CreateModel(
            name="GrantPart",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=20, verbose_name="slag")),
                ("title", models.TextField(verbose_name="rubrik")),
                ("budget", models.BigIntegerField(verbose_name="budget i öre")),
                ("indicator", models.SlugField(blank=True, max_length=100, verbose_name="indikator")),
                ("condition", models.TextField(blank=True, verbose_name="villkor")),
                (
                    "grant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="parts",
                        to="work.stategrant",
                    ),
                ),
            ],
            options={
                "verbose_name": "del av statsbidrag",
                "verbose_name_plural": "delar av statsbidrag",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="GrantEvent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=20, verbose_name="händelse")),
                ("date", models.DateField(verbose_name="dag")),
                ("amount", models.BigIntegerField(default=0, verbose_name="öre")),
                ("comment", models.TextField(blank=True, verbose_name="kommentar")),
                ("recorded_by", models.CharField(max_length=200, verbose_name="införd av")),
                ("recorded_at", models.DateTimeField(verbose_name="införd")),
                (
                    "grant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="events",
                        to="work.stategrant",
                    ),
                ),
            ],
            options={
                "verbose_name": "händelse i statsbidrag",
                "verbose_name_plural": "händelser i statsbidrag",
                "ordering": ["date", "id"],
            },
        ),
    ]
