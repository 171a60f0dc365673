# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("occasions", "0001_initial_occasions"),
        ("organisation", "0002_editors_become_approvers"),
    ]

    operations = [
        migrations.CreateModel(
            name="ResponsibleRole",
            fields=[
                ("id", models.SlugField(max_length=100, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=200, verbose_name="namn")),
            ],
            options={
                "verbose_name": "ansvarig roll",
                "verbose_name_plural": "ansvariga roller",
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="Area",
            fields=[
                ("id", models.SlugField(max_length=100, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=200, verbose_name="namn")),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="ordning")),
                (
                    "board",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisation.unit"
                    ),
                ),
            ],
            options={
                "verbose_name": "område",
                "verbose_name_plural": "områden",
                "ordering": ["order", "id"],
            },
        ),
        migrations.CreateModel(
            name="Assignment",
            fields=[
                ("id", models.SlugField(max_length=100, primary_key=True, serialize=False)),
                ("kind", models.CharField(blank=True, max_length=100, verbose_name="slag")),
                ("title", models.TextField(verbose_name="rubrik")),
                ("period", models.CharField(max_length=30, verbose_name="period")),
                ("open_ended", models.BooleanField(default=False, verbose_name="tills vidare")),
                ("note", models.TextField(blank=True, verbose_name="anmärkning")),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="ordning")),
                ("case_number", models.TextField(blank=True, verbose_name="diarienummer")),
                ("areas", models.ManyToManyField(related_name="%(class)s_set", to="work.area")),
                (
                    "board",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisation.unit"
                    ),
                ),
                (
                    "giver",
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
                        to="work.assignment",
                    ),
                ),
                ("recipients", models.ManyToManyField(related_name="+", to="organisation.unit")),
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
                "verbose_name": "uppdrag",
                "verbose_name_plural": "uppdrag",
                "ordering": ["order", "id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Activity",
            fields=[
                ("id", models.SlugField(max_length=100, primary_key=True, serialize=False)),
                ("kind", models.CharField(blank=True, max_length=100, verbose_name="slag")),
                ("title", models.TextField(verbose_name="rubrik")),
                ("period", models.CharField(max_length=30, verbose_name="period")),
                ("open_ended", models.BooleanField(default=False, verbose_name="tills vidare")),
                ("note", models.TextField(blank=True, verbose_name="anmärkning")),
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
                        to="work.activity",
                    ),
                ),
                ("areas", models.ManyToManyField(related_name="%(class)s_set", to="work.area")),
                ("assignments", models.ManyToManyField(related_name="activities", to="work.assignment")),
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
                "verbose_name": "aktivitet",
                "verbose_name_plural": "aktiviteter",
                "ordering": ["order", "id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Status",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("date", models.DateField(verbose_name="per dag")),
                ("word", models.CharField(max_length=50, verbose_name="läge")),
                ("completion", models.CharField(max_length=20, verbose_name="slutförande")),
                ("comment", models.TextField(blank=True, verbose_name="kommentar")),
                ("recorded_by", models.CharField(max_length=200, verbose_name="införd av")),
                ("recorded_at", models.DateTimeField(verbose_name="införd")),
                (
                    "activity",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="statuses",
                        to="work.activity",
                    ),
                ),
                (
                    "assignment",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="statuses",
                        to="work.assignment",
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
                "verbose_name": "läge",
                "verbose_name_plural": "lägen",
                "ordering": ["date", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("assignment", None), ("activity", None), _connector="XOR"),
                        name="a_status_of_one_thing",
                    )
                ],
            },
        ),
    ]
