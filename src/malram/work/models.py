# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""What somebody has been told to do, what is done, how it goes, and what it is meant to save or bring in.

An assignment is given; an activity is how it is carried out. One activity may serve several assignments,
and one assignment be served by several. How each goes is a history of statuses that is only added to.
"""

from django.db import models
from django.db.models import Q

from malram.audit.append_only import Dated
from malram.occasions.models import Occasion
from malram.organisation.models import Unit


class ResponsibleRole(models.Model):
    """A role that answers for something: never a person, who may leave while the assignment stays."""

    id = models.SlugField(primary_key=True, max_length=100)
    name = models.CharField("namn", max_length=200)

    class Meta:
        ordering = ["name"]
        verbose_name = "ansvarig roll"
        verbose_name_plural = "ansvariga roller"

    def __str__(self) -> str:
        return self.name


class Area(models.Model):
    """A heading that a board's assignments stand under. The same assignment may stand under several."""

    id = models.SlugField(primary_key=True, max_length=100)
    board = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    name = models.CharField("namn", max_length=200)
    order = models.PositiveSmallIntegerField("ordning", default=0)

    class Meta:
        ordering = ["order", "id"]
        verbose_name = "område"
        verbose_name_plural = "områden"

    def __str__(self) -> str:
        return self.name


class Undertaking(models.Model):
    """What an assignment and an activity have in common."""

    id = models.SlugField(primary_key=True, max_length=100)
    board = models.ForeignKey(Unit, models.PROTECT, related_name="+")  # in whose register it stands
    kind = models.CharField("slag", max_length=100, blank=True)
    title = models.TextField("rubrik")
    period = models.CharField("period", max_length=30)  # a period's code
    open_ended = models.BooleanField("tills vidare", default=False)
    responsible = models.ForeignKey(ResponsibleRole, models.PROTECT, null=True, related_name="+")
    areas = models.ManyToManyField(Area, related_name="%(class)s_set")
    part_of = models.ForeignKey("self", models.PROTECT, null=True, related_name="parts")
    note = models.TextField("anmärkning", blank=True)
    order = models.PositiveSmallIntegerField("ordning", default=0)

    class Meta:
        abstract = True
        ordering = ["order", "id"]

    def __str__(self) -> str:
        return self.title


class Assignment(Undertaking):
    giver = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    recipients = models.ManyToManyField(Unit, related_name="+")
    # The matter it was decided in; the diary may know more of it.
    case_number = models.TextField("diarienummer", blank=True)

    class Meta(Undertaking.Meta):
        verbose_name = "uppdrag"
        verbose_name_plural = "uppdrag"


class Activity(Undertaking):
    assignments = models.ManyToManyField(Assignment, related_name="activities")

    class Meta(Undertaking.Meta):
        verbose_name = "aktivitet"
        verbose_name_plural = "aktiviteter"


class Status(Dated):
    """How an assignment or an activity goes on a day. The latest holds; none is changed."""

    assignment = models.ForeignKey(Assignment, models.PROTECT, null=True, related_name="statuses")
    activity = models.ForeignKey(Activity, models.PROTECT, null=True, related_name="statuses")
    date = models.DateField("per dag")
    # The follow-up it was given at; none for what came with the region's files.
    occasion = models.ForeignKey(Occasion, models.PROTECT, null=True, related_name="+")
    word = models.CharField("läge", max_length=50)  # of the steering model's status words
    completion = models.CharField("slutförande", max_length=20)  # one of words.COMPLETION
    comment = models.TextField("kommentar", blank=True)

    class Meta(Dated.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(assignment=None) ^ Q(activity=None), name="a_status_of_one_thing"
            )
        ]
        verbose_name = "läge"
        verbose_name_plural = "lägen"

    def __str__(self) -> str:
        return f"{self.assignment_id or self.activity_id} {self.date} {self.word}"


class EffectMeasure(models.Model):
    """Something that is to lower a cost, bring in more or need fewer: what is expected, and how it is known.

    Amounts are whole öre of money and thousandths of anything else, a saving always plus.
    """

    id = models.SlugField(primary_key=True, max_length=100)
    board = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    title = models.TextField("rubrik")
    part_of = models.ForeignKey("self", models.PROTECT, null=True, related_name="parts")
    aim = models.CharField("syfte", max_length=20)  # one of words.AIMS
    value_unit = models.CharField("enhet", max_length=50)  # a unit's code, such as mnkr or årsarbetare
    decimals = models.PositiveSmallIntegerField("decimaler", default=1)
    period = models.CharField("period", max_length=30)
    within_budget = models.BooleanField("inom budget", default=True)
    base = models.CharField("jämförelsebas", max_length=20)  # one of words.BASES
    base_day = models.DateField("jämförs med dagen", null=True)
    known = models.CharField("effekten är", max_length=20)  # one of words.KNOWN
    # Of a computed effect: the measure of the cost, income or number, its budget, and where it is taken.
    measure = models.CharField("mått", max_length=100, blank=True)
    budget_measure = models.CharField("mått för budgeten", max_length=100, blank=True)
    units = models.ManyToManyField(Unit, related_name="+")
    why_inseparable = models.TextField("varför den inte kan särskiljas", blank=True)
    responsible = models.ForeignKey(ResponsibleRole, models.PROTECT, null=True, related_name="+")
    case_number = models.TextField("diarienummer", blank=True)
    order = models.PositiveSmallIntegerField("ordning", default=0)

    class Meta:
        ordering = ["order", "id"]
        verbose_name = "effektåtgärd"
        verbose_name_plural = "effektåtgärder"

    def __str__(self) -> str:
        return self.title


class ExpectedEffect(Dated):
    """What an effect measure was expected to give, as said on a day. The latest holds.

    An expectation may be a span; `amount` is then the lower end, which is what sums count with.
    """

    effect = models.ForeignKey(EffectMeasure, models.PROTECT, related_name="expected")
    amount = models.BigIntegerField("belopp i minsta enhet")
    at_most = models.BigIntegerField("högst, i minsta enhet", null=True)
    reason = models.TextField("skäl", blank=True)

    class Meta(Dated.Meta):
        verbose_name = "beräknad effekt"
        verbose_name_plural = "beräknade effekter"

    def __str__(self) -> str:
        return f"{self.effect_id} {self.date}: {self.amount}"


class RealisedEffect(Dated):
    """What an effect measure has given so far, as somebody says of a day, where facts cannot tell."""

    effect = models.ForeignKey(EffectMeasure, models.PROTECT, related_name="realised")
    date = models.DateField("till och med")
    amount = models.BigIntegerField("belopp i minsta enhet")
    occasion = models.ForeignKey(Occasion, models.PROTECT, null=True, related_name="+")
    comment = models.TextField("kommentar", blank=True)

    class Meta(Dated.Meta):
        verbose_name = "realiserad effekt"
        verbose_name_plural = "realiserade effekter"

    def __str__(self) -> str:
        return f"{self.effect_id} {self.date}: {self.amount}"


class StateGrant(models.Model):
    """A *statsbidrag*: what an authority pays on conditions, in a fixed part and by performance. In öre."""

    id = models.SlugField(primary_key=True, max_length=100)
    board = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    title = models.TextField("rubrik")
    payer = models.CharField("bidragsgivare", max_length=200)
    period = models.CharField("period", max_length=30)
    report_due = models.DateField("redovisas senast", null=True)
    responsible = models.ForeignKey(ResponsibleRole, models.PROTECT, null=True, related_name="+")
    case_number = models.TextField("diarienummer", blank=True)
    order = models.PositiveSmallIntegerField("ordning", default=0)

    class Meta:
        ordering = ["order", "id"]
        verbose_name = "statsbidrag"
        verbose_name_plural = "statsbidrag"

    def __str__(self) -> str:
        return self.title


class GrantPart(models.Model):
    """A part of a grant with its budget; one by performance says the indicator it is paid by."""

    grant = models.ForeignKey(StateGrant, models.CASCADE, related_name="parts")
    kind = models.CharField("slag", max_length=20)  # one of words.PARTS
    title = models.TextField("rubrik")
    budget = models.BigIntegerField("budget i öre")
    indicator = models.SlugField("indikator", max_length=100, blank=True)
    condition = models.TextField("villkor", blank=True)

    class Meta:
        ordering = ["id"]
        verbose_name = "del av statsbidrag"
        verbose_name_plural = "delar av statsbidrag"

    def __str__(self) -> str:
        return self.title


class GrantEvent(Dated):
    """Something that happened to a grant on a day, with its amount where it has one."""

    grant = models.ForeignKey(StateGrant, models.PROTECT, related_name="events")
    kind = models.CharField("händelse", max_length=20)  # one of words.GRANT_EVENTS
    amount = models.BigIntegerField("öre", default=0)
    comment = models.TextField("kommentar", blank=True)

    class Meta(Dated.Meta):
        verbose_name = "händelse i statsbidrag"
        verbose_name_plural = "händelser i statsbidrag"

    def __str__(self) -> str:
        return f"{self.grant_id} {self.kind} {self.date}"


class Investment(models.Model):
    """An object that means are granted for. Its balance is what its events leave, in öre."""

    id = models.SlugField(primary_key=True, max_length=100)
    board = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    category = models.CharField("kategori", max_length=200)
    title = models.TextField("objekt")
    number = models.CharField("nummer", max_length=50, blank=True)
    case_number = models.TextField("diarienummer", blank=True)
    order = models.PositiveSmallIntegerField("ordning", default=0)

    class Meta:
        ordering = ["order", "id"]
        verbose_name = "investering"
        verbose_name_plural = "investeringar"

    def __str__(self) -> str:
        return self.title


class InvestmentEvent(Dated):
    """What happened to an object's means on a day. A transfer names the object that got them."""

    investment = models.ForeignKey(Investment, models.PROTECT, related_name="events")
    kind = models.CharField("händelse", max_length=20)  # one of words.MEANS
    amount = models.BigIntegerField("öre", default=0)
    to = models.ForeignKey(Investment, models.PROTECT, null=True, related_name="received")
    # When means that are carried over were first granted, if that is known: the two-year rule asks it.
    granted_on = models.DateField("först beviljat", null=True)
    comment = models.TextField("kommentar", blank=True)

    class Meta(Dated.Meta):
        verbose_name = "händelse i investering"
        verbose_name_plural = "händelser i investeringar"

    def __str__(self) -> str:
        return f"{self.investment_id} {self.kind} {self.date}"
