# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""A measure in another organisation than today's, or as it was known on an earlier day.

Three views of the organisation: as it was then, as it is now, as if organised like a year. Whichever is
asked for, the total at the top is the same; see `places.py`.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from malram.measures.computing.engine import compute
from malram.measures.reading.query import Measurements
from malram.measures.region import catalogue_of, open_snapshot, store_of, tree_of
from malram.measures.snapshots.pinned import known_when
from malram.measures.tracing.explaining import standing_on
from malram.values import Period

THEN, NOW = "then", "now"
YEAR = re.compile(r"\d{4}")


def is_view(text: str) -> bool:
    return text in (THEN, NOW) or bool(YEAR.fullmatch(text) and int(text))


class UnknownView(ValueError):
    """A text that names no view; the message is for the person."""

    def __init__(self, text: str) -> None:
        super().__init__(f"Organisationen '{text}' går inte att förstå. Skriv then, now eller ett år.")


@dataclass(frozen=True)
class View:
    """The organisation of a day, and what was known on a day; None is what is known now."""

    day: date
    known_at: date | None = None

    @classmethod
    def of(cls, text: str, period: Period, known_at: date | None = None) -> View:
        """`then` is the last day of the period, `now` is today, a year its last day."""
        if not is_view(text):
            raise UnknownView(text)
        if text == THEN:
            return cls(_last_day(period), known_at)
        return cls(date.today() if text == NOW else date(int(text), 12, 31), known_at)


def _last_day(period: Period) -> date:
    after = period.last + 1
    return date(after // 12, after % 12 + 1, 1) - timedelta(days=1)


def in_view(home: Path, m: Measurements, view: View) -> Measurements:
    """The same facts, definitions and register as in a snapshot, in another organisation.

    It is kept among the snapshots, so that a report can be pinned to it, and pages go on reading theirs.
    """
    kept, store = m.snapshot.folder / "inputs", store_of(home)
    facts = store.as_known_at(known_when(m.snapshot, store))
    tree, inputs = tree_of(kept, view.day, view.known_at), sorted(kept.iterdir())
    return open_snapshot(compute(home, facts, m.catalogue, tree, inputs=inputs, current=False))


@contextmanager
def measured(home: Path, region: Path, measure: str, view: View) -> Iterator[Measurements]:
    """One measure with what it is built of, computed in a view, beside what pages and reports read."""
    catalogue = standing_on(catalogue_of(region), measure)
    tree, facts = tree_of(region, view.day, view.known_at), store_of(home)
    if view.known_at is not None:
        facts = facts.as_known_at(datetime.combine(view.known_at, time.max, UTC))
    with tempfile.TemporaryDirectory(prefix="malram-") as scratch:
        yield Measurements(compute(Path(scratch), facts, catalogue, tree), catalogue, tree)
