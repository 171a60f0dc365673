# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Rows that are written once: what is to be said differently is said in another row."""

from typing import Any, Never

from django.db import models

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
