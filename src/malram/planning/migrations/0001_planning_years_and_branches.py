# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("frames", "0001_frames_as_double_entry"),
    ]

    operations = [
        migrations.CreateModel(
            name="PlanningYear",
            fields=[
                (
                    "year",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="planning",
                        serialize=False,
                        to="frames.frameyear",
                    ),
                ),
            ],
            options={
                "verbose_name": "planeringsår",
                "verbose_name_plural": "planeringsår",
                "ordering": ["year"],
            },
        ),
        migrations.CreateModel(
            name="Branch",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=100, verbose_name="namn")),
                ("reason", models.TextField(verbose_name="syfte")),
                ("state", models.CharField(default="open", max_length=10, verbose_name="läge")),
                ("proposed_by", models.CharField(max_length=200, verbose_name="skapat av")),
                ("proposed_at", models.DateTimeField(verbose_name="skapat")),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="branches",
                        to="frames.account",
                    ),
                ),
                (
                    "decision",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="branch",
                        to="frames.decision",
                    ),
                ),
                (
                    "planning",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="branches",
                        to="planning.planningyear",
                    ),
                ),
            ],
            options={
                "verbose_name": "budgetförslag",
                "verbose_name_plural": "budgetförslag",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Reprioritisation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("amount", models.BigIntegerField(verbose_name="öre")),
                ("reason", models.TextField(verbose_name="skäl")),
                ("written_by", models.CharField(max_length=200, verbose_name="skriven av")),
                ("effect", models.TextField(verbose_name="effekt")),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="frames.account"
                    ),
                ),
                (
                    "target",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="frames.account"
                    ),
                ),
            ],
            options={
                "verbose_name": "omprioritering",
                "verbose_name_plural": "omprioriteringar",
                "ordering": ["id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ReprioritisationReport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("status", models.CharField(max_length=10, verbose_name="läge")),
                ("amount", models.BigIntegerField(null=True, verbose_name="frigjort, öre")),
                ("text", models.TextField(verbose_name="utfall")),
                ("reported_by", models.CharField(max_length=200, verbose_name="rapporterad av")),
                ("reported_at", models.DateTimeField(verbose_name="rapporterad")),
                (
                    "reprioritisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reports",
                        to="planning.reprioritisation",
                    ),
                ),
            ],
            options={
                "verbose_name": "återrapportering",
                "verbose_name_plural": "återrapporteringar",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Step",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=20, verbose_name="slag")),
                ("due", models.DateField(verbose_name="senast")),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="planning_steps",
                        to="frames.account",
                    ),
                ),
                (
                    "planning",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="planning.planningyear",
                    ),
                ),
            ],
            options={
                "verbose_name": "planeringssteg",
                "verbose_name_plural": "planeringssteg",
                "ordering": ["due", "id"],
            },
        ),
        migrations.AddField(
            model_name="reprioritisation",
            name="step",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="%(class)ss", to="planning.step"
            ),
        ),
        migrations.CreateModel(
            name="PlanningNeed",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("amount", models.BigIntegerField(verbose_name="öre")),
                ("reason", models.TextField(verbose_name="skäl")),
                ("written_by", models.CharField(max_length=200, verbose_name="skriven av")),
                ("priority", models.PositiveSmallIntegerField(verbose_name="prioritet")),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="frames.account"
                    ),
                ),
                (
                    "step",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="planning.step",
                    ),
                ),
            ],
            options={
                "verbose_name": "behov",
                "verbose_name_plural": "behov",
                "ordering": ["priority", "id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PlanningFrame",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("amount", models.BigIntegerField(verbose_name="öre")),
                ("reason", models.TextField(verbose_name="skäl")),
                ("written_by", models.CharField(max_length=200, verbose_name="skriven av")),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="frames.account"
                    ),
                ),
                (
                    "step",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="planning.step",
                    ),
                ),
            ],
            options={
                "verbose_name": "planeringsram",
                "verbose_name_plural": "planeringsramar",
                "ordering": ["id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="StepRecord",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField(verbose_name="innehåll")),
                ("case_number", models.CharField(blank=True, max_length=50, verbose_name="diarienummer")),
                ("decided_on", models.DateField(verbose_name="beslutsdag")),
                ("recorded_by", models.CharField(max_length=200, verbose_name="införd av")),
                ("recorded_at", models.DateTimeField(verbose_name="införd")),
                (
                    "step",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="record", to="planning.step"
                    ),
                ),
            ],
            options={
                "verbose_name": "beslutat planeringssteg",
                "verbose_name_plural": "beslutade planeringssteg",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Draft",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("amount", models.BigIntegerField(verbose_name="öre")),
                ("kind", models.CharField(default="allocation", max_length=20, verbose_name="slag")),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="frames.account"
                    ),
                ),
                (
                    "branch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="drafts",
                        to="planning.branch",
                    ),
                ),
                (
                    "component",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="frames.component",
                    ),
                ),
            ],
            options={
                "verbose_name": "föreslagen post",
                "verbose_name_plural": "föreslagna poster",
                "ordering": ["id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("amount", 0), _negated=True), name="a_draft_moves_something"
                    )
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="branch",
            constraint=models.UniqueConstraint(
                fields=("planning", "body", "name"), name="a_branch_has_its_own_name"
            ),
        ),
        migrations.AddConstraint(
            model_name="branch",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "merged")),
                fields=("planning", "body"),
                name="one_branch_is_merged",
            ),
        ),
        migrations.AddConstraint(
            model_name="step",
            constraint=models.UniqueConstraint(fields=("planning", "kind", "body"), name="a_step_once"),
        ),
        migrations.AddConstraint(
            model_name="reprioritisation",
            constraint=models.CheckConstraint(
                condition=models.Q(("source", models.F("target")), _negated=True),
                name="it_goes_somewhere_else",
            ),
        ),
        migrations.AddConstraint(
            model_name="planningframe",
            constraint=models.UniqueConstraint(fields=("step", "account"), name="one_planning_frame"),
        ),
    ]
