# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Internal control: a plan per board and year, its risks, what is checked, found and done."""

from django.db import models

from malram.audit.append_only import Dated
from malram.organisation.models import Unit
from malram.work.models import ResponsibleRole


class ControlPlan(models.Model):
    """A board's plan for a year, decided by the board and submitted to the executive, which oversees."""

    id = models.SlugField(primary_key=True, max_length=100)
    board = models.ForeignKey(Unit, models.PROTECT, related_name="control_plans")
    year = models.PositiveSmallIntegerField("år")
    decided_on = models.DateField("beslutad", null=True)
    submitted_on = models.DateField("lämnad till regionstyrelsen", null=True)
    case_number = models.TextField("diarienummer", blank=True)

    class Meta:
        ordering = ["-year", "board"]
        constraints = [models.UniqueConstraint(fields=["board", "year"], name="one_plan_per_year")]
        verbose_name = "internkontrollplan"
        verbose_name_plural = "internkontrollplaner"

    def __str__(self) -> str:
        return f"{self.board_id} {self.year}"


class Risk(models.Model):
    """What could go wrong, how likely it is and what it would mean, each in steps from 1."""

    id = models.SlugField(primary_key=True, max_length=100)
    plan = models.ForeignKey(ControlPlan, models.PROTECT, related_name="risks")
    title = models.TextField("risk")
    likelihood = models.PositiveSmallIntegerField("sannolikhet")
    consequence = models.PositiveSmallIntegerField("konsekvens")
    note = models.TextField("anmärkning", blank=True)
    order = models.PositiveSmallIntegerField("ordning", default=0)

    class Meta:
        ordering = ["order", "id"]
        verbose_name = "risk"
        verbose_name_plural = "risker"

    def __str__(self) -> str:
        return self.title

    @property
    def value(self) -> int:
        return self.likelihood * self.consequence


class ControlPoint(models.Model):
    """Something that is checked during the year, or gone into more deeply."""

    id = models.SlugField(primary_key=True, max_length=100)
    plan = models.ForeignKey(ControlPlan, models.PROTECT, related_name="points")
    scope = models.CharField("omfattning", max_length=10)  # one of words.SCOPES
    kind = models.CharField("slag", max_length=20)  # one of words.KINDS
    title = models.TextField("kontrollmoment")
    risk = models.ForeignKey(Risk, models.PROTECT, null=True, related_name="points")
    owner = models.ForeignKey(ResponsibleRole, models.PROTECT, null=True, related_name="+")
    carried_from = models.OneToOneField("self", models.PROTECT, null=True, related_name="carried_to")
    measures = models.TextField("vad som görs", blank=True)  # what goes on, without owner and last day
    order = models.PositiveSmallIntegerField("ordning", default=0)

    class Meta:
        ordering = ["order", "id"]
        verbose_name = "kontrollmoment"
        verbose_name_plural = "kontrollmoment"

    def __str__(self) -> str:
        return self.title


class Check(Dated):
    """What a check found on a day. The latest holds; none is changed."""

    point = models.ForeignKey(ControlPoint, models.PROTECT, related_name="checks")
    result = models.CharField("resultat", max_length=20)  # one of words.RESULTS
    finding = models.TextField("iakttagelse", blank=True)

    class Meta(Dated.Meta):
        verbose_name = "kontroll"
        verbose_name_plural = "kontroller"

    def __str__(self) -> str:
        return f"{self.point_id} {self.date} {self.result}"


class ControlAction(models.Model):
    """What is to be done about a finding, by which role and by when; written and done on a day.

    It follows its point: one that is carried over while it is open is open in the later plan too.
    """

    point = models.ForeignKey(ControlPoint, models.PROTECT, related_name="actions")
    title = models.TextField("åtgärd")
    owner = models.ForeignKey(ResponsibleRole, models.PROTECT, related_name="+")
    due = models.DateField("senast")
    written_on = models.DateField("införd", null=True)  # not known of all that came from a file
    done_on = models.DateField("klar", null=True)

    class Meta:
        ordering = ["due", "id"]
        constraints = [models.UniqueConstraint(fields=["point", "title"], name="an_action_once")]
        verbose_name = "åtgärd"
        verbose_name_plural = "åtgärder"

    def __str__(self) -> str:
        return self.title
