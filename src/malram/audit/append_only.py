# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Rows that are written once: what is to be said differently is said in another row."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Never, TypeVar

from django.db import models
from django.utils import timezone

CHANGED = "What has been written is never changed. Write another row."
DELETED = "What has been written is never deleted. Write another row."


class AppendOnlyQuerySet(models.QuerySet):
    """Refuses what would reach many rows at once and past their `save`."""

    def update(self, **kwargs: Any) -> int:
        raise TypeError(CHANGED)

    def delete(self) -> tuple[int, dict[str, int]]:
        raise TypeError(DELETED)


class AppendOnly(models.Model):
    """A model whose rows are added and never changed."""

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise TypeError(CHANGED)
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Never:
        raise TypeError(DELETED)


class Recorded(AppendOnly):
    """What somebody wrote down at a time."""

    recorded_by = models.CharField("införd av", max_length=200)
    recorded_at = models.DateTimeField("införd")

    class Meta:
        abstract = True


class Dated(Recorded):
    """What was said of a day. Of two that were said of one day, the one written last holds."""

    date = models.DateField("dag")

    class Meta:
        abstract = True
        ordering = ["date", "id"]


def signed(actor: object) -> dict[str, Any]:
    """Return who writes a row down, and when: now."""
    return {"recorded_by": str(actor), "recorded_at": timezone.now()}


Said = TypeVar("Said", bound=Dated)


def latest(rows: Iterable[Said], day: date | None = None) -> Said | None:
    """Return what holds on a day, or now."""
    there = [row for row in rows if day is None or row.date <= day]
    return max(there, key=lambda row: (row.date, row.pk), default=None)
