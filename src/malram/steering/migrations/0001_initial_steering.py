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
            name="Indicator",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("slug", models.SlugField(max_length=100, unique=True)),
                ("name", models.CharField(max_length=300, verbose_name="namn")),
                ("measure", models.CharField(max_length=100, verbose_name="mått")),
                ("method", models.TextField(blank=True, verbose_name="mätmetod")),
                ("source", models.CharField(blank=True, max_length=300, verbose_name="datakälla")),
                ("periodicity", models.CharField(blank=True, max_length=30, verbose_name="periodicitet")),
                ("direction", models.CharField(max_length=10, verbose_name="riktning")),
                ("value_unit", models.CharField(blank=True, max_length=50, verbose_name="måttenhet")),
                ("decimals", models.PositiveSmallIntegerField(default=0, verbose_name="decimaler")),
                ("window", models.CharField(max_length=30, verbose_name="fönster")),
            ],
            options={
                "verbose_name": "indikator",
                "verbose_name_plural": "indikatorer",
                "ordering": ["slug"],
            },
        ),
        migrations.CreateModel(
            name="Goal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="år")),
                ("slug", models.SlugField(max_length=100)),
                ("level", models.CharField(max_length=50, verbose_name="nivå")),
                ("name", models.CharField(max_length=200, verbose_name="namn")),
                ("agenda2030", models.JSONField(default=list, verbose_name="globala mål")),
                ("strategy", models.JSONField(default=list, verbose_name="strategiområden")),
                ("common", models.BooleanField(default=False, verbose_name="regiongemensamt")),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="ordning")),
                (
                    "board",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="goals",
                        to="organisation.unit",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="steering.goal",
                    ),
                ),
            ],
            options={
                "verbose_name": "mål",
                "verbose_name_plural": "mål",
                "ordering": ["board", "year", "order"],
            },
        ),
        migrations.CreateModel(
            name="Assessment",
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
                ("at", models.DateTimeField()),
                (
                    "goal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="assessments",
                        to="steering.goal",
                    ),
                ),
            ],
            options={
                "verbose_name": "bedömning",
                "verbose_name_plural": "bedömningar",
                "ordering": ["goal", "-at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="GoalIndicator",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(blank=True, max_length=300, verbose_name="tryckt namn")),
                ("baseline", models.BooleanField(default=False, verbose_name="basmätning")),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="ordning")),
                (
                    "goal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="links", to="steering.goal"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisation.unit"
                    ),
                ),
                (
                    "indicator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="links",
                        to="steering.indicator",
                    ),
                ),
            ],
            options={
                "ordering": ["goal", "order"],
            },
        ),
        migrations.CreateModel(
            name="Target",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="år")),
                ("operator", models.CharField(max_length=10, verbose_name="villkor")),
                (
                    "value",
                    models.DecimalField(decimal_places=6, max_digits=18, null=True, verbose_name="målvärde"),
                ),
                ("text", models.CharField(blank=True, max_length=100, verbose_name="tryckt målvärde")),
                (
                    "board",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisation.unit"
                    ),
                ),
                (
                    "indicator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="targets",
                        to="steering.indicator",
                    ),
                ),
            ],
            options={
                "verbose_name": "målvärde",
                "verbose_name_plural": "målvärden",
                "ordering": ["indicator", "board", "year"],
            },
        ),
        migrations.AddConstraint(
            model_name="goal",
            constraint=models.UniqueConstraint(fields=("board", "year", "slug"), name="one_goal_per_year"),
        ),
        migrations.AddConstraint(
            model_name="goalindicator",
            constraint=models.UniqueConstraint(fields=("goal", "indicator"), name="one_link_per_goal"),
        ),
        migrations.AddConstraint(
            model_name="target",
            constraint=models.UniqueConstraint(
                fields=("indicator", "board", "year"), name="one_target_per_year"
            ),
        ),
    ]
