# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The register of matters: what the diary says now. The diary's deliveries and their history are facts.

A matter holds no name of a person: the diary's contract has no column for one.
"""

from django.db import models

from malram.organisation.models import Unit


class Matter(models.Model):
    case_number = models.TextField("diarienummer", unique=True)
    kind = models.TextField("ärendetyp")
    title = models.TextField("ärendemening")
    # The party or organisation that raised it; several are parted by semicolons.
    party = models.TextField("väckt av", blank=True)

    class Meta:
        ordering = ["case_number"]
        verbose_name = "ärende"
        verbose_name_plural = "ärenden"

    def __str__(self) -> str:
        return f"{self.case_number} {self.title}"


class MatterEvent(models.Model):
    """Something that happened to a matter on a day, in a forum, and which unit's list it belongs to.

    Rows lie in the order of the diary, and those of the same day stay in it.
    """

    matter = models.ForeignKey(Matter, models.CASCADE, related_name="events")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="matter_events")
    forum = models.TextField("instans")
    kind = models.CharField("händelse", max_length=20)  # one of facts.contracts.DIARY_EVENTS
    date = models.DateField("dag")
    about = models.TextField("gäller", blank=True)
    # The landed file, by its short hash, and the line in it.
    file = models.CharField("fil", max_length=64)
    line = models.PositiveIntegerField("rad")

    class Meta:
        ordering = ["date", "id"]
        indexes = [models.Index(fields=["unit", "date"], name="matter_events_of_a_unit")]
        verbose_name = "händelse i ärende"
        verbose_name_plural = "händelser i ärenden"

    def __str__(self) -> str:
        return f"{self.matter_id} {self.kind} {self.date}"

    @property
    def text(self) -> str:
        """What a list of events prints: what the event was about, or else the matter's title."""
        return self.about or self.matter.title
