# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
from django.conf import settings
from django.db import models
from django.db.models import F, Q


class Unit(models.Model):
    """A node of the organisation. Where it sits is a matter of time and kept in placements."""

    id = models.SlugField(primary_key=True, max_length=100)
    name = models.CharField("namn", max_length=200)
    level = models.CharField("nivå", max_length=50)

    class Meta:
        ordering = ["id"]
        verbose_name = "enhet"
        verbose_name_plural = "enheter"

    def __str__(self) -> str:
        return self.name


class Placement(models.Model):
    """Under which unit a unit stands and who runs it, between two days, both included. No parent: a root."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="placements")
    parent = models.ForeignKey(Unit, models.PROTECT, related_name="child_placements", null=True)
    regi = models.CharField("regi", max_length=30, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        ordering = ["unit", "valid_from"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "valid_from"], name="one_placement_from_a_day"),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="placement_days_in_order",
            ),
            models.CheckConstraint(condition=~Q(parent=F("unit")), name="no_unit_under_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} under {self.parent_id}"


class Membership(models.Model):
    """A person's role (of `roles.ROLES`) in a unit and all below it, from a day to and including another."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=30)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "unit", "role", "valid_from"], name="a_role_once"),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="role_days_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.role} {self.unit_id}"
