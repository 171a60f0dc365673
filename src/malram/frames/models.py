# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Frames as double entry: accounts in a tree, decisions, and postings in whole öre that are never changed.

What comes in is positive and what goes out negative. The balance of an account and all below it is the
frame of the unit it stands for: what it has passed on inside itself nets to nothing. The balance of the
account alone is what nobody has been given yet, *till förfogande*.
"""

from django.db import models
from django.db.models import F, Q

from malram.audit.append_only import AppendOnly, Recorded
from malram.organisation.models import Unit


class Account(models.Model):
    """A place where room for cost can be: a unit's frame, a purpose, a grant, a reserve, or a source."""

    FRAME = "frame"  # a unit of the organisation
    PURPOSE = "purpose"  # what money is set aside for, inside the frames
    RESERVE = "reserve"  # kept back, to be given out later
    GRANT = (
        "grant"  # expected income that pays for part of the frames; stands at what is expected, with minus
    )
    SOURCE = "source"  # where the assembly's money comes from; stands at what has been given out, with minus
    CONTRA = "contra"  # the other side of purposes whose money lies in the units' frames
    KINDS = (FRAME, PURPOSE, RESERVE, GRANT, SOURCE, CONTRA)
    MAY_BE_NEGATIVE = frozenset({GRANT, SOURCE, CONTRA})

    id = models.SlugField(primary_key=True, max_length=100)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    name = models.CharField("namn", max_length=200)
    kind = models.CharField("slag", max_length=10)
    level = models.CharField("nivå", max_length=50, blank=True)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="frame_accounts")
    # The board without which nothing moves between boards.
    executive = models.BooleanField("styrelsen", default=False)
    # A rate, such as "heltidsresurs": the balance is kronor per one of these, and in no frame.
    per = models.CharField("per", max_length=100, blank=True)
    order = models.PositiveSmallIntegerField("ordning", default=0)

    class Meta:
        ordering = ["order", "id"]
        constraints = [models.CheckConstraint(condition=~Q(parent=F("id")), name="no_account_under_itself")]
        verbose_name = "ramkonto"
        verbose_name_plural = "ramkonton"

    def __str__(self) -> str:
        return self.name

    @property
    def may_be_negative(self) -> bool:
        return self.kind in self.MAY_BE_NEGATIVE


class Component(models.Model):
    """What a posting is for, in the region's words: *läkemedel*, *vårdplatser*. Some are part of another."""

    id = models.SlugField(primary_key=True, max_length=100)
    name = models.CharField("namn", max_length=200)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="parts")
    priority = models.BooleanField("prioriterad satsning", default=False)
    order = models.PositiveSmallIntegerField("ordning", default=0)

    class Meta:
        ordering = ["order", "id"]
        verbose_name = "ramkomponent"
        verbose_name_plural = "ramkomponenter"

    def __str__(self) -> str:
        return self.name


class FrameYear(models.Model):
    """A year that frames are decided for. The row is also the lock that closing and posting share."""

    year = models.PositiveSmallIntegerField("år", primary_key=True)
    closed = models.BooleanField("stängt", default=False)

    class Meta:
        ordering = ["year"]
        verbose_name = "ramår"
        verbose_name_plural = "ramår"

    def __str__(self) -> str:
        return str(self.year)


class Decision(Recorded):
    """What a body decided, when, under which case number and why. Its postings say what it moved."""

    PRELIMINARY = "preliminary"
    FIXED = "fixed"

    # What a region's file calls the decision, so that loading it again finds it; empty for others.
    key = models.SlugField(max_length=100, null=True, unique=True)
    body = models.ForeignKey(Account, models.PROTECT, related_name="decisions")
    decided_on = models.DateField("beslutsdag")
    case_number = models.CharField("diarienummer", max_length=50, blank=True)
    title = models.CharField("rubrik", max_length=300)
    reason = models.TextField("skäl")
    # How firm the allocations in it are; empty where it allocates nothing.
    firmness = models.CharField("fördelningens läge", max_length=20, blank=True)
    corrects = models.OneToOneField("self", models.PROTECT, null=True, related_name="corrected_by")

    class Meta:
        ordering = ["decided_on", "id"]
        verbose_name = "rambeslut"
        verbose_name_plural = "rambeslut"

    def __str__(self) -> str:
        return self.title


class Posting(AppendOnly):
    """Öre into an account (plus) or out of it (minus) for a year, by a decision."""

    BASE = "base"
    ADDITION = "addition"
    INDEXATION = "indexation"
    EFFICIENCY = "efficiency"
    ALLOCATION = "allocation"
    GRANT = "grant"
    TRANSFER = "transfer"
    KINDS = (BASE, ADDITION, INDEXATION, EFFICIENCY, ALLOCATION, GRANT, TRANSFER)

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="postings")
    account = models.ForeignKey(Account, models.PROTECT, related_name="postings")
    year = models.ForeignKey(FrameYear, models.PROTECT, related_name="postings")
    amount = models.BigIntegerField("öre")
    kind = models.CharField("slag", max_length=20)
    component = models.ForeignKey(Component, models.PROTECT, null=True, related_name="postings")

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["account", "year"], name="postings_of_an_account")]
        constraints = [models.CheckConstraint(condition=~Q(amount=0), name="a_posting_moves_something")]
        verbose_name = "post"
        verbose_name_plural = "poster"

    def __str__(self) -> str:
        return f"{self.account_id} {self.year_id} {self.amount}"


class AllocationRule(AppendOnly):
    """At which level a board decides its allocation of a year, and what it lets a delegate move there.

    The latest rule of a board and year is in force.
    """

    board = models.ForeignKey(Account, models.PROTECT, related_name="rules")
    year = models.ForeignKey(FrameYear, models.PROTECT, related_name="+")
    level = models.CharField("beslutsnivå", max_length=50)
    delegate = models.CharField("delegat", max_length=200, blank=True)
    limit = models.BigIntegerField("delegatens gräns, öre", default=0)
    recorded_at = models.DateTimeField("införd")

    class Meta:
        ordering = ["board", "year", "-id"]
        verbose_name = "beslutsnivå"
        verbose_name_plural = "beslutsnivåer"

    def __str__(self) -> str:
        return f"{self.board_id} {self.year_id}: {self.level}"


class Transfer(models.Model):
    """A *budgetväxling*: proposed, decided by all it concerns, then effective as a decision with postings.

    Only the state changes. What is moved stands in its lines and is never edited; a proposal that should
    say something else is refused and made again.
    """

    PROPOSED = "proposed"
    DECIDED = "decided"
    EFFECTIVE = "effective"
    REFUSED = "refused"

    # As for a decision: what a region's file calls it.
    key = models.SlugField(max_length=100, null=True, unique=True)
    year = models.ForeignKey(FrameYear, models.PROTECT, related_name="transfers")
    on_behalf_of = models.ForeignKey(Account, models.PROTECT, related_name="+")
    # The post, board or executive whose decision it becomes.
    decided_in = models.ForeignKey(Account, models.PROTECT, related_name="+")
    title = models.CharField("rubrik", max_length=300)
    reason = models.TextField("skäl")
    case_number = models.CharField("diarienummer", max_length=50, blank=True)
    effective_on = models.DateField("gäller från")
    state = models.CharField("läge", max_length=10, default=PROPOSED)
    proposed_by = models.CharField("föreslagen av", max_length=200)
    proposed_at = models.DateTimeField("föreslagen")
    decision = models.OneToOneField(Decision, models.PROTECT, null=True, related_name="transfer")

    class Meta:
        ordering = ["-proposed_at", "-id"]
        verbose_name = "budgetväxling"
        verbose_name_plural = "budgetväxlingar"

    def __str__(self) -> str:
        return self.title


class TransferLine(AppendOnly):
    """What a transfer takes from an account (minus) or gives it (plus), in öre."""

    transfer = models.ForeignKey(Transfer, models.PROTECT, related_name="lines")
    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    amount = models.BigIntegerField("öre")

    class Meta:
        ordering = ["id"]
        verbose_name = "växlad post"
        verbose_name_plural = "växlade poster"

    def __str__(self) -> str:
        return f"{self.account_id} {self.amount}"


class Need(AppendOnly):
    """An answer a transfer cannot do without: a board's decision, or the consent of a unit it burdens."""

    DECIDES = "decides"
    CONSENTS = "consents"

    transfer = models.ForeignKey(Transfer, models.PROTECT, related_name="needs")
    body = models.ForeignKey(Account, models.PROTECT, related_name="+")
    role = models.CharField("roll", max_length=10)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["transfer", "body"], name="one_answer_per_body")]
        verbose_name = "svar som behövs"
        verbose_name_plural = "svar som behövs"

    def __str__(self) -> str:
        return f"{self.body_id} {self.role} {self.transfer_id}"


class Approval(AppendOnly):
    """The answer, yes or no, by whom and when."""

    need = models.OneToOneField(Need, models.PROTECT, related_name="answer")
    approved = models.BooleanField("bifall")
    delegated = models.BooleanField("på delegation", default=False)
    reason = models.TextField("skäl", blank=True)
    by = models.CharField("av", max_length=200)
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        verbose_name = "svar på budgetväxling"
        verbose_name_plural = "svar på budgetväxlingar"

    def __str__(self) -> str:
        return f"{self.need}: {self.approved}"


class DelegatedDecision(models.Model):
    """A decision a delegate took for a board. It waits on the list until it is reported to a meeting."""

    approval = models.OneToOneField(Approval, models.PROTECT, related_name="delegated_decision")
    board = models.ForeignKey(Account, models.PROTECT, related_name="delegated_decisions")
    reported_on = models.DateField("anmält vid sammanträde", null=True)

    class Meta:
        ordering = ["id"]
        verbose_name = "delegationsbeslut"
        verbose_name_plural = "delegationsbeslut"

    def __str__(self) -> str:
        return f"{self.board_id}: {self.approval_id}"
