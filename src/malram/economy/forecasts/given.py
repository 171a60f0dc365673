# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""What people have forecast for a line: a total is the sum of its lines, or what was said of the total."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from typing import NamedTuple

from malram.economy.definitions import Layout, Line
from malram.economy.forecasts.computed import amount
from malram.economy.forecasts.lines import summed
from malram.measures.reading.measurement import Measurement
from malram.measures.reading.query import Measurements
from malram.values import Period, month_text, year_of

MANAGER, PLAN = "chef", "forvaltningsplan"
Lookup = Callable[[str], Measurement | None]


def at(
    m: Measurements, layout: Layout, line: Line, unit_id: str, kind: str, month: int
) -> Measurement | None:
    """What was forecast for the month's year at the follow-up that ended with it."""
    year = year_of(month)
    asked = _Asked(m, layout, unit_id, month)
    return _of(asked, line, lambda measure: m.forecasts.at(measure, unit_id, year, kind, month))


def latest(
    m: Measurements, layout: Layout, line: Line, unit_id: str, kind: str, month: int
) -> Measurement | None:
    """What was forecast last by then. One from an earlier follow-up says so in a note."""
    year = year_of(month)

    def look_up(measure: str) -> Measurement | None:
        found = m.forecasts.latest(measure, unit_id, year, kind, month)
        given = m.forecasts.given(measure, unit_id, year, kind)
        if found is None or month in given or kind != MANAGER:
            return found
        last = max(one for one in given if one <= month)
        return replace(found, notes=(*found.notes, f"Prognosen är från {month_text(last)}."))

    return _of(_Asked(m, layout, unit_id, month), line, look_up)


class _Asked(NamedTuple):
    m: Measurements
    layout: Layout
    unit: str
    month: int


def _of(asked: _Asked, line: Line, look_up: Lookup) -> Measurement | None:
    """A total is the sum of its lines where every line that is in use has a forecast."""
    parts = summed(asked.layout, line, asked.m.catalogue)
    found = {part.id: one for part in parts if (one := look_up(part.outcome)) is not None}
    if found and all(part.id in found or _unused(asked, part) for part in parts):
        return _sum(asked.m, line, list(found.values()))
    return look_up(line.outcome)


def _unused(asked: _Asked, line: Line) -> bool:
    """Whether nothing has been booked on a line this year or the year before: nobody forecasts it."""
    year = Period.year(year_of(asked.month))
    periods = (Period(year.first, asked.month), year.previous_year())
    return not any(asked.m.value(line.outcome, asked.unit, one).figure.value for one in periods)


def _sum(m: Measurements, line: Line, parts: list[Measurement]) -> Measurement:
    total = sum((one.numerator for one in parts if one.numerator is not None), Fraction(0))
    return Measurement(
        *(line.outcome, parts[0].unit, amount(m, line, total), Period.year(year_of(parts[0].period.last))),
        numerator=total,
        rows=sum(one.rows for one in parts),
        notes=tuple(dict.fromkeys(note for one in parts for note in one.notes)),
        built_of=tuple(parts),
    )
