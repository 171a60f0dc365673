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
            name="Approval",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("approved", models.BooleanField(verbose_name="bifall")),
                ("delegated", models.BooleanField(default=False, verbose_name="på delegation")),
                ("reason", models.TextField(blank=True, verbose_name="skäl")),
                ("by", models.CharField(max_length=200, verbose_name="av")),
                ("at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "svar på budgetväxling",
                "verbose_name_plural": "svar på budgetväxlingar",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="FrameYear",
            fields=[
                (
                    "year",
                    models.PositiveSmallIntegerField(primary_key=True, serialize=False, verbose_name="år"),
                ),
                ("closed", models.BooleanField(default=False, verbose_name="stängt")),
            ],
            options={
                "verbose_name": "ramår",
                "verbose_name_plural": "ramår",
                "ordering": ["year"],
            },
        ),
        migrations.CreateModel(
            name="Account",
            fields=[
                ("id", models.SlugField(max_length=100, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=200, verbose_name="namn")),
                ("kind", models.CharField(max_length=10, verbose_name="slag")),
                ("level", models.CharField(blank=True, max_length=50, verbose_name="nivå")),
                ("executive", models.BooleanField(default=False, verbose_name="styrelsen")),
                ("per", models.CharField(blank=True, max_length=100, verbose_name="per")),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="ordning")),
                (
                    "parent",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="frames.account",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="frame_accounts",
                        to="organisation.unit",
                    ),
                ),
            ],
            options={
                "verbose_name": "ramkonto",
                "verbose_name_plural": "ramkonton",
                "ordering": ["order", "id"],
            },
        ),
        migrations.CreateModel(
            name="Component",
            fields=[
                ("id", models.SlugField(max_length=100, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=200, verbose_name="namn")),
                ("priority", models.BooleanField(default=False, verbose_name="prioriterad satsning")),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="ordning")),
                (
                    "parent",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parts",
                        to="frames.component",
                    ),
                ),
            ],
            options={
                "verbose_name": "ramkomponent",
                "verbose_name_plural": "ramkomponenter",
                "ordering": ["order", "id"],
            },
        ),
        migrations.CreateModel(
            name="Decision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.SlugField(max_length=100, null=True, unique=True)),
                ("decided_on", models.DateField(verbose_name="beslutsdag")),
                ("case_number", models.CharField(blank=True, max_length=50, verbose_name="diarienummer")),
                ("title", models.CharField(max_length=300, verbose_name="rubrik")),
                ("reason", models.TextField(verbose_name="skäl")),
                ("firmness", models.CharField(blank=True, max_length=20, verbose_name="fördelningens läge")),
                ("recorded_by", models.CharField(max_length=200, verbose_name="införd av")),
                ("recorded_at", models.DateTimeField(verbose_name="införd")),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="frames.account",
                    ),
                ),
                (
                    "corrects",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrected_by",
                        to="frames.decision",
                    ),
                ),
            ],
            options={
                "verbose_name": "rambeslut",
                "verbose_name_plural": "rambeslut",
                "ordering": ["decided_on", "id"],
            },
        ),
        migrations.CreateModel(
            name="DelegatedDecision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reported_on", models.DateField(null=True, verbose_name="anmält vid sammanträde")),
                (
                    "approval",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="delegated_decision",
                        to="frames.approval",
                    ),
                ),
                (
                    "board",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="delegated_decisions",
                        to="frames.account",
                    ),
                ),
            ],
            options={
                "verbose_name": "delegationsbeslut",
                "verbose_name_plural": "delegationsbeslut",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="AllocationRule",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("level", models.CharField(max_length=50, verbose_name="beslutsnivå")),
                ("delegate", models.CharField(blank=True, max_length=200, verbose_name="delegat")),
                ("limit", models.BigIntegerField(default=0, verbose_name="delegatens gräns, öre")),
                ("recorded_at", models.DateTimeField(verbose_name="införd")),
                (
                    "board",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="rules", to="frames.account"
                    ),
                ),
                (
                    "year",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="frames.frameyear"
                    ),
                ),
            ],
            options={
                "verbose_name": "beslutsnivå",
                "verbose_name_plural": "beslutsnivåer",
                "ordering": ["board", "year", "-id"],
            },
        ),
        migrations.CreateModel(
            name="Need",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("role", models.CharField(max_length=10, verbose_name="roll")),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="frames.account"
                    ),
                ),
            ],
            options={
                "verbose_name": "svar som behövs",
                "verbose_name_plural": "svar som behövs",
                "ordering": ["id"],
            },
        ),
        migrations.AddField(
            model_name="approval",
            name="need",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="answer", to="frames.need"
            ),
        ),
        migrations.CreateModel(
            name="Posting",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("amount", models.BigIntegerField(verbose_name="öre")),
                ("kind", models.CharField(max_length=20, verbose_name="slag")),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="postings",
                        to="frames.account",
                    ),
                ),
                (
                    "component",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="postings",
                        to="frames.component",
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="postings",
                        to="frames.decision",
                    ),
                ),
                (
                    "year",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="postings",
                        to="frames.frameyear",
                    ),
                ),
            ],
            options={
                "verbose_name": "post",
                "verbose_name_plural": "poster",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Transfer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.SlugField(max_length=100, null=True, unique=True)),
                ("title", models.CharField(max_length=300, verbose_name="rubrik")),
                ("reason", models.TextField(verbose_name="skäl")),
                ("case_number", models.CharField(blank=True, max_length=50, verbose_name="diarienummer")),
                ("effective_on", models.DateField(verbose_name="gäller från")),
                ("state", models.CharField(default="proposed", max_length=10, verbose_name="läge")),
                ("proposed_by", models.CharField(max_length=200, verbose_name="föreslagen av")),
                ("proposed_at", models.DateTimeField(verbose_name="föreslagen")),
                (
                    "decided_in",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="frames.account"
                    ),
                ),
                (
                    "decision",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="transfer",
                        to="frames.decision",
                    ),
                ),
                (
                    "on_behalf_of",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="frames.account"
                    ),
                ),
                (
                    "year",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="transfers",
                        to="frames.frameyear",
                    ),
                ),
            ],
            options={
                "verbose_name": "budgetväxling",
                "verbose_name_plural": "budgetväxlingar",
                "ordering": ["-proposed_at", "-id"],
            },
        ),
        migrations.AddField(
            model_name="need",
            name="transfer",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="needs", to="frames.transfer"
            ),
        ),
        migrations.CreateModel(
            name="TransferLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("amount", models.BigIntegerField(verbose_name="öre")),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="frames.account"
                    ),
                ),
                (
                    "transfer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="frames.transfer",
                    ),
                ),
            ],
            options={
                "verbose_name": "växlad post",
                "verbose_name_plural": "växlade poster",
                "ordering": ["id"],
            },
        ),
        migrations.AddConstraint(
            model_name="account",
            constraint=models.CheckConstraint(
                condition=models.Q(("parent", models.F("id")), _negated=True), name="no_account_under_itself"
            ),
        ),
        migrations.AddIndex(
            model_name="posting",
            index=models.Index(fields=["account", "year"], name="postings_of_an_account"),
        ),
        migrations.AddConstraint(
            model_name="posting",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount", 0), _negated=True), name="a_posting_moves_something"
            ),
        ),
        migrations.AddConstraint(
            model_name="need",
            constraint=models.UniqueConstraint(fields=("transfer", "body"), name="one_answer_per_body"),
        ),
    ]
