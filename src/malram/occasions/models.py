# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
from django.conf import settings
from django.db import models

from malram.organisation.models import Unit


class Occasion(models.Model):
    """A board's follow-up of a period. Closed, nothing in it changes any more."""

    OPEN = "open"
    CLOSED = "closed"

    board = models.ForeignKey(Unit, models.PROTECT, related_name="occasions")
    kind = models.CharField("slag", max_length=30)
    period = models.CharField("period", max_length=30)
    state = models.CharField("läge", max_length=10, default=OPEN)

    class Meta:
        ordering = ["board", "period", "kind"]
        constraints = [
            models.UniqueConstraint(fields=["board", "kind", "period"], name="one_occasion_per_period")
        ]
        verbose_name = "uppföljningstillfälle"
        verbose_name_plural = "uppföljningstillfällen"

    def __str__(self) -> str:
        return f"{self.board_id} {self.kind} {self.period}"


class Comment(models.Model):
    """What a board says about something at an occasion. Each save counts the version up."""

    occasion = models.ForeignKey(Occasion, models.PROTECT, related_name="comments")
    about = models.CharField("om", max_length=200)
    body = models.TextField("text")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["occasion", "about"]
        constraints = [models.UniqueConstraint(fields=["occasion", "about"], name="one_comment_per_thing")]
        verbose_name = "kommentar"
        verbose_name_plural = "kommentarer"

    def __str__(self) -> str:
        return f"{self.occasion}: {self.about}"
