# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The newest measurements. The one way the pages get numbers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings

from malram.measures.reading.query import Measurements
from malram.measures.region import open_measurements
from malram.values import Period, month_text


def measurements() -> Measurements | None:
    """The newest snapshot's query object, or None when nothing has been computed yet.

    Only the pointer to the newest snapshot is read each time; the region module keeps opened ones.
    """
    return open_measurements(Path(settings.MALRAM_HOME))


class NothingComputed:
    """Stands in before the first computation: no measure is known, so no value is asked for."""

    catalogue: tuple[str, ...] = ()

    def value(self, *asked: object) -> None:
        return None

    def benchmark(self, *asked: object) -> None:
        return None


@dataclass(frozen=True)
class Freshness:
    """When the numbers were computed and how far the facts reach."""

    computed: datetime
    until: int
    snapshot: str

    @property
    def until_text(self) -> str:
        return month_text(self.until)


def months() -> range | None:
    """The months the facts cover."""
    found = measurements()
    return found.snapshot.months if found is not None else None


def so_far(period: Period) -> Period:
    """The part of a period that there are facts of; the whole of one that there are none of."""
    known = months()
    last = min(period.last, known.stop - 1) if known else period.last
    return Period(period.first, last) if last >= period.first else period


def freshness() -> Freshness | None:
    found = measurements()
    if found is None:
        return None
    written = (found.snapshot.folder / "index.json").stat().st_mtime
    return Freshness(datetime.fromtimestamp(written, UTC), found.snapshot.months.stop - 1, found.snapshot.id)
