# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
from django.db import models

from malram.audit.append_only import AppendOnly
from malram.organisation.models import Unit


class Goal(models.Model):
    """A board's goal for a year, at a level the steering model names."""

    board = models.ForeignKey(Unit, models.PROTECT, related_name="goals")
    year = models.PositiveSmallIntegerField("år")
    slug = models.SlugField(max_length=100)
    level = models.CharField("nivå", max_length=50)
    parent = models.ForeignKey("self", models.PROTECT, related_name="children", null=True)
    name = models.CharField("namn", max_length=200)
    agenda2030 = models.JSONField("globala mål", default=list)
    strategy = models.JSONField("strategiområden", default=list)
    common = models.BooleanField("regiongemensamt", default=False)
    order = models.PositiveSmallIntegerField("ordning", default=0)

    class Meta:
        ordering = ["board", "year", "order"]
        constraints = [models.UniqueConstraint(fields=["board", "year", "slug"], name="one_goal_per_year")]
        verbose_name = "mål"
        verbose_name_plural = "mål"

    def __str__(self) -> str:
        return self.name


class Indicator(models.Model):
    """What is followed up: a measure with a method, a source and targets."""

    slug = models.SlugField(max_length=100, unique=True)
    name = models.CharField("namn", max_length=300)
    measure = models.CharField("mått", max_length=100)
    method = models.TextField("mätmetod", blank=True)
    source = models.CharField("datakälla", max_length=300, blank=True)
    owner = models.CharField("ägare", max_length=200, blank=True)  # a role, never a person
    periodicity = models.CharField("periodicitet", max_length=30, blank=True)
    direction = models.CharField("riktning", max_length=10)
    value_unit = models.CharField("måttenhet", max_length=50, blank=True)
    decimals = models.PositiveSmallIntegerField("decimaler", default=0)
    window = models.CharField("fönster", max_length=30)
    # How many months the newest value is behind when a report is written; the measure itself has no lag.
    lag_months = models.PositiveSmallIntegerField("eftersläpning i månader", default=0)
    # The year whose value later ones are compared with; none where nobody has said.
    base_year = models.PositiveSmallIntegerField("utgångsår", null=True)

    class Meta:
        ordering = ["slug"]
        verbose_name = "indikator"
        verbose_name_plural = "indikatorer"

    def __str__(self) -> str:
        return self.name


class GoalIndicator(models.Model):
    """That a goal is followed by an indicator, in which unit, and under which name the document prints it.

    The unit belongs here: two boards follow the same indicator, each in its own administration.
    """

    goal = models.ForeignKey(Goal, models.CASCADE, related_name="links")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="links")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    name = models.CharField("tryckt namn", max_length=300, blank=True)
    baseline = models.BooleanField("basmätning", default=False)
    order = models.PositiveSmallIntegerField("ordning", default=0)

    class Meta:
        ordering = ["goal", "order"]
        constraints = [models.UniqueConstraint(fields=["goal", "indicator"], name="one_link_per_goal")]

    def __str__(self) -> str:
        return self.name or self.indicator.name


class Target(models.Model):
    """What a board wants of an indicator in a year: an operator and a value, a word, or a trend."""

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="targets")
    board = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField("år")
    operator = models.CharField("villkor", max_length=10)
    value = models.DecimalField("målvärde", max_digits=18, decimal_places=6, null=True)
    text = models.CharField("tryckt målvärde", max_length=100, blank=True)

    class Meta:
        ordering = ["indicator", "board", "year"]
        constraints = [
            models.UniqueConstraint(fields=["indicator", "board", "year"], name="one_target_per_year")
        ]
        verbose_name = "målvärde"
        verbose_name_plural = "målvärden"

    def __str__(self) -> str:
        return self.text


class Decided(models.Model):
    """A verdict that somebody decided, with a reason. The latest one is in force; none is removed."""

    grade = models.CharField("bedömning", max_length=50)
    reason = models.TextField("skäl")
    decided_by = models.CharField("beslutad av", max_length=200)
    # A decision brought in from a published document was not taken on the day it was brought in.
    document = models.CharField("tryckt i", max_length=200, blank=True)
    at = models.DateTimeField()

    class Meta:
        abstract = True


class Assessment(Decided):
    """A verdict on a goal."""

    goal = models.ForeignKey(Goal, models.CASCADE, related_name="assessments")

    class Meta:
        ordering = ["goal", "-at", "-id"]
        verbose_name = "bedömning"
        verbose_name_plural = "bedömningar"

    def __str__(self) -> str:
        return f"{self.goal_id}: {self.grade}"


class IndicatorAssessment(AppendOnly, Decided):
    """A verdict on an indicator of a goal. The reason is empty where the rule's suggestion is confirmed.

    It is of the goal and the indicator and not of the link between them, which goes when a plan no longer
    follows the indicator: what was decided stays.
    """

    goal = models.ForeignKey(Goal, models.PROTECT, related_name="indicator_assessments")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="assessments")

    class Meta:
        ordering = ["goal", "indicator", "-at", "-id"]
        verbose_name = "bedömning av indikator"
        verbose_name_plural = "bedömningar av indikatorer"

    def __str__(self) -> str:
        return f"{self.goal_id}, {self.indicator_id}: {self.grade}"
