# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The baseline of a statement's lines at a unit, from the snapshot's months."""

from __future__ import annotations

from fractions import Fraction

from malram.economy.definitions import Layout, Line
from malram.economy.forecasts.baseline import (
    LEARNT,
    YEAR,
    Baseline,
    Hindcast,
    History,
    baseline,
    hindcasts,
    outcome,
)
from malram.economy.forecasts.lines import summed
from malram.measures.reading.amounts import money_scale
from malram.measures.reading.measurement import Measurement
from malram.measures.reading.query import Measurements
from malram.values import Figure, Period, Reason, unit, year_of


class Histories:
    """The months of a unit's lines. A line is read once, also when a total is made of it."""

    def __init__(self, m: Measurements, layout: Layout, unit_id: str) -> None:
        self.m, self.layout, self.unit = m, layout, unit_id
        self._known: dict[str, History | None] = {}

    def parts(self, line: Line) -> list[History]:
        """The history of a line, a total's line by line; empty where there is none.

        What a total has beside its lines, on accounts no line takes, is a part of its own.
        """
        own = self._of(line.outcome)
        if own is None:
            return []
        known = [self._of(part.outcome) for part in summed(self.layout, line, self.m.catalogue)]
        parts = [one for one in known if one is not None and (one.first, one.stop) == (own.first, own.stop)]
        if not known or len(parts) < len(known):
            return [own]
        rest = History(
            [own.total(at, at + 1) - sum(one.total(at, at + 1) for one in parts) for at in own.months],
            own.first,
        )
        return [*parts, rest] if any(rest.total(at, at + 1) for at in rest.months) else parts

    def baseline(self, line: Line, month: int) -> Baseline | None:
        """The forecast of the month's year, made of what was booked until then."""
        parts = self.parts(line)
        return baseline(parts, month) if parts else None

    def hindcasts(self, line: Line) -> list[Hindcast]:
        """What would have been forecast after each month of the ended years."""
        parts = self.parts(line)
        return hindcasts(parts) if parts else []

    def outcome(self, line: Line, year: int) -> int | None:
        """What a year came to in öre; None unless all its months are there."""
        parts = self.parts(line)
        there = parts and all(one.first <= year * YEAR and one.stop >= (year + 1) * YEAR for one in parts)
        return outcome(parts, year) if there else None

    def measured(self, line: Line, month: int) -> Measurement:
        """The baseline as a measurement of the whole year, built of the outcomes it was made from."""
        said, year = self.baseline(line, month), Period.year(year_of(month))
        if said is None:
            measure = self.m.catalogue[line.outcome]
            figure = Figure.missing(unit(measure.unit), measure.decimals, Reason.NOT_FOR_PERIOD)
            return Measurement(line.outcome, self.unit, figure, year)
        first = max(year_of(month) - LEARNT, max(part.first for part in self.parts(line)) // YEAR)
        used = [Period(year.first, month), *map(Period.year, range(first, year_of(month)))]
        return Measurement(
            *(line.outcome, self.unit, amount(self.m, line, said.amount), year),
            numerator=Fraction(said.amount),
            built_of=tuple(self.m.value(line.outcome, self.unit, period) for period in used),
        )

    def _of(self, measure: str) -> History | None:
        if measure not in self._known:
            self._known[measure] = self._read(measure)
        return self._known[measure]

    def _read(self, measure: str) -> History | None:
        """The last unbroken run of months, from its first January."""
        trend = self.m.trend(measure, self.unit)
        values = trend.whole(money_scale(self.m.catalogue[measure]))
        while values and values[-1] is None:
            values.pop()
        first = next((i + 1 for i in reversed(range(len(values))) if values[i] is None), 0)
        first += -(trend.months.start + first) % YEAR
        row = [value for value in values[first:] if value is not None]
        return History(row, trend.months.start + first) if row else None


def amount(m: Measurements, line: Line, ore: int | Fraction) -> Figure:
    """An amount in öre as a line prints it, with the ledger's sign."""
    measure = m.catalogue[line.outcome]
    return Figure(Fraction(ore) / money_scale(measure), unit(measure.unit), measure.decimals)
