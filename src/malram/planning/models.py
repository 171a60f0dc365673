# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""A planning year: who says what by which day, from the directive to each unit's plan, and what-if budgets.

A step is open until its body has decided it; from then on nothing in it changes. A branch is a budget that
somebody proposes: drafts of postings, which become a decision's postings when the branch is merged.
"""

from django.db import models
from django.db.models import F, Q

from malram.audit.append_only import AppendOnly, Recorded
from malram.frames.models import Account, Component, Decision, FrameYear, Posting


class PlanningYear(models.Model):
    """The year that is planned. The row is also the lock that two who decide at the same time share."""

    year = models.OneToOneField(FrameYear, models.PROTECT, primary_key=True, related_name="planning")

    class Meta:
        ordering = ["year"]
        verbose_name = "planeringsår"
        verbose_name_plural = "planeringsår"

    def __str__(self) -> str:
        return str(self.year_id)


class Step(models.Model):
    """What a body does in a planning year, and by which day."""

    DIRECTIVE = "directive"  # preliminary frames and instructions
    RESPONSE = "response"  # what is to be reprioritised, and what is needed beyond the frame
    FRAMES = "frames"  # the assembly decides the boards' frames
    PLAN = "plan"  # a board decides its plan and budget
    OPERATIONS = "operations"  # a unit decides its operational plan
    KINDS = (DIRECTIVE, RESPONSE, FRAMES, PLAN, OPERATIONS)  # in the order of the year

    planning = models.ForeignKey(PlanningYear, models.PROTECT, related_name="steps")
    kind = models.CharField("slag", max_length=20)
    body = models.ForeignKey(Account, models.PROTECT, related_name="planning_steps")
    due = models.DateField("senast")

    class Meta:
        ordering = ["due", "id"]
        constraints = [models.UniqueConstraint(fields=["planning", "kind", "body"], name="a_step_once")]
        verbose_name = "planeringssteg"
        verbose_name_plural = "planeringssteg"

    def __str__(self) -> str:
        return f"{self.planning_id} {self.kind} {self.body_id}"


class StepRecord(Recorded):
    """That a step has been decided: what it says, when, under which case number and written down by whom."""

    step = models.OneToOneField(Step, models.PROTECT, related_name="record")
    text = models.TextField("innehåll")
    case_number = models.CharField("diarienummer", max_length=50, blank=True)
    decided_on = models.DateField("beslutsdag")

    class Meta:
        ordering = ["id"]
        verbose_name = "beslutat planeringssteg"
        verbose_name_plural = "beslutade planeringssteg"

    def __str__(self) -> str:
        return f"{self.step}: {self.decided_on}"


class StepRow(models.Model):
    """A row of a step: an amount in öre and its reason. It can be taken away until the step is decided."""

    step = models.ForeignKey(Step, models.PROTECT, related_name="%(class)ss")
    amount = models.BigIntegerField("öre")
    reason = models.TextField("skäl")
    written_by = models.CharField("skriven av", max_length=200)

    class Meta:
        abstract = True
        ordering = ["id"]


class PlanningFrame(StepRow):
    """What a directive tells a board or a unit to plan for."""

    account = models.ForeignKey(Account, models.PROTECT, related_name="+")

    class Meta(StepRow.Meta):
        constraints = [models.UniqueConstraint(fields=["step", "account"], name="one_planning_frame")]
        verbose_name = "planeringsram"
        verbose_name_plural = "planeringsramar"

    def __str__(self) -> str:
        return f"{self.account_id} {self.amount}"


class Reprioritisation(StepRow):
    """What a response frees in one place for another. Decided, it is reported back in the annual report."""

    source = models.ForeignKey(Account, models.PROTECT, related_name="+")
    target = models.ForeignKey(Account, models.PROTECT, related_name="+")
    effect = models.TextField("effekt")

    class Meta(StepRow.Meta):
        constraints = [
            models.CheckConstraint(condition=~Q(source=F("target")), name="it_goes_somewhere_else"),
        ]
        verbose_name = "omprioritering"
        verbose_name_plural = "omprioriteringar"

    def __str__(self) -> str:
        return f"{self.source_id} → {self.target_id} {self.amount}"


class PlanningNeed(StepRow):
    """What a response asks for beyond the frame; 1 is asked for first."""

    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    priority = models.PositiveSmallIntegerField("prioritet")

    class Meta(StepRow.Meta):
        ordering = ["priority", "id"]
        verbose_name = "behov"
        verbose_name_plural = "behov"

    def __str__(self) -> str:
        return f"{self.account_id} {self.amount}"


class ReprioritisationReport(AppendOnly):
    """How a decided reprioritisation went, as a person reports it. The latest report is what holds."""

    DONE = "done"
    PARTLY = "partly"
    NOT_DONE = "not-done"
    STATUSES = (DONE, PARTLY, NOT_DONE)

    reprioritisation = models.ForeignKey(Reprioritisation, models.PROTECT, related_name="reports")
    status = models.CharField("läge", max_length=10)
    amount = models.BigIntegerField("frigjort, öre", null=True)
    text = models.TextField("utfall")
    reported_by = models.CharField("rapporterad av", max_length=200)
    reported_at = models.DateTimeField("rapporterad")

    class Meta:
        ordering = ["id"]
        verbose_name = "återrapportering"
        verbose_name_plural = "återrapporteringar"

    def __str__(self) -> str:
        return f"{self.reprioritisation_id}: {self.status}"


class Branch(models.Model):
    """A what-if budget of a body. One is merged by the body's decision; the others are closed and kept."""

    OPEN = "open"
    MERGED = "merged"
    CLOSED = "closed"

    planning = models.ForeignKey(PlanningYear, models.PROTECT, related_name="branches")
    body = models.ForeignKey(Account, models.PROTECT, related_name="branches")
    name = models.CharField("namn", max_length=100)
    reason = models.TextField("syfte")
    state = models.CharField("läge", max_length=10, default=OPEN)
    proposed_by = models.CharField("skapat av", max_length=200)
    proposed_at = models.DateTimeField("skapat")
    decision = models.OneToOneField(Decision, models.PROTECT, null=True, related_name="branch")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["planning", "body", "name"], name="a_branch_has_its_own_name"),
            models.UniqueConstraint(
                fields=["planning", "body"], condition=Q(state="merged"), name="one_branch_is_merged"
            ),
        ]
        verbose_name = "budgetförslag"
        verbose_name_plural = "budgetförslag"

    def __str__(self) -> str:
        return self.name


class Draft(models.Model):
    """A posting that a branch proposes for its year: öre into an account (plus) or out of it (minus)."""

    branch = models.ForeignKey(Branch, models.PROTECT, related_name="drafts")
    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    amount = models.BigIntegerField("öre")
    kind = models.CharField("slag", max_length=20, default=Posting.ALLOCATION)
    component = models.ForeignKey(Component, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [models.CheckConstraint(condition=~Q(amount=0), name="a_draft_moves_something")]
        verbose_name = "föreslagen post"
        verbose_name_plural = "föreslagna poster"

    def __str__(self) -> str:
        return f"{self.account_id} {self.amount}"
