# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("organisation", "0002_editors_become_approvers"),
        ("work", "0003_grants_and_investments"),
    ]

    operations = [
        migrations.CreateModel(
            name="ControlPlan",
            fields=[
                ("id", models.SlugField(max_length=100, primary_key=True, serialize=False)),
                ("year", models.PositiveSmallIntegerField(verbose_name="år")),
                ("decided_on", models.DateField(null=True, verbose_name="beslutad")),
                ("submitted_on", models.DateField(null=True, verbose_name="lämnad till regionstyrelsen")),
                ("case_number", models.TextField(blank=True, verbose_name="diarienummer")),
                (
                    "board",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="control_plans",
                        to="organisation.unit",
                    ),
                ),
            ],
            options={
                "verbose_name": "internkontrollplan",
                "verbose_name_plural": "internkontrollplaner",
                "ordering": ["-year", "board"],
            },
        ),
        migrations.CreateModel(
            name="ControlPoint",
            fields=[
                ("id", models.SlugField(max_length=100, primary_key=True, serialize=False)),
                ("scope", models.CharField(max_length=10, verbose_name="omfattning")),
                ("kind", models.CharField(max_length=20, verbose_name="slag")),
                ("title", models.TextField(verbose_name="kontrollmoment")),
                ("measures", models.TextField(blank=True, verbose_name="vad som görs")),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="ordning")),
                (
                    "carried_from",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="carried_to",
                        to="control.controlpoint",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="work.responsiblerole",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="points",
                        to="control.controlplan",
                    ),
                ),
            ],
            options={
                "verbose_name": "kontrollmoment",
                "verbose_name_plural": "kontrollmoment",
                "ordering": ["order", "id"],
            },
        ),
        migrations.CreateModel(
            name="ControlAction",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.TextField(verbose_name="åtgärd")),
                ("due", models.DateField(verbose_name="senast")),
                ("done_on", models.DateField(null=True, verbose_name="klar")),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="work.responsiblerole",
                    ),
                ),
                (
                    "point",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="actions",
                        to="control.controlpoint",
                    ),
                ),
            ],
            options={
                "verbose_name": "åtgärd",
                "verbose_name_plural": "åtgärder",
                "ordering": ["due", "id"],
            },
        ),
        migrations.CreateModel(
            name="Check",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("date", models.DateField(verbose_name="dag")),
                ("result", models.CharField(max_length=20, verbose_name="resultat")),
                ("finding", models.TextField(blank=True, verbose_name="iakttagelse")),
                ("recorded_by", models.CharField(max_length=200, verbose_name="införd av")),
                ("recorded_at", models.DateTimeField(verbose_name="införd")),
                (
                    "point",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="checks",
                        to="control.controlpoint",
                    ),
                ),
            ],
            options={
                "verbose_name": "kontroll",
                "verbose_name_plural": "kontroller",
                "ordering": ["date", "id"],
            },
        ),
        migrations.CreateModel(
            name="Risk",
            fields=[
                ("id", models.SlugField(max_length=100, primary_key=True, serialize=False)),
                ("title", models.TextField(verbose_name="risk")),
                ("likelihood", models.PositiveSmallIntegerField(verbose_name="sannolikhet")),
                ("consequence", models.PositiveSmallIntegerField(verbose_name="konsekvens")),
                ("note", models.TextField(blank=True, verbose_name="anmärkning")),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="ordning")),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="risks",
                        to="control.controlplan",
                    ),
                ),
            ],
            options={
                "verbose_name": "risk",
                "verbose_name_plural": "risker",
                "ordering": ["order", "id"],
            },
        ),
        migrations.AddField(
            model_name="controlpoint",
            name="risk",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="points",
                to="control.risk",
            ),
        ),
        migrations.AddConstraint(
            model_name="controlplan",
            constraint=models.UniqueConstraint(fields=("board", "year"), name="one_plan_per_year"),
        ),
        migrations.AddConstraint(
            model_name="controlaction",
            constraint=models.UniqueConstraint(fields=("point", "title"), name="an_action_once"),
        ),
    ]
