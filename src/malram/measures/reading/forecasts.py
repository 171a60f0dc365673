# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Forecasts people have given, read as measurements: each leads to the row and the role it came from."""

from __future__ import annotations

from fractions import Fraction

from malram.measures.catalogue.definitions import Catalogue
from malram.measures.reading.amounts import money_scale
from malram.measures.reading.measurement import Measurement
from malram.measures.snapshots.snapshot import Forecast, Reported, Snapshot
from malram.values import Figure, Period, month_text, number, unit

CONTRACT = "forecast"
ORE = 100


class Forecasts:
    """All forecasts of a snapshot. What is given again at a follow-up replaces what was said there before."""

    def __init__(self, snapshot: Snapshot, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._given: dict[tuple[str, str, int, str], dict[int, Forecast]] = {}
        for one in snapshot.forecasts:
            self._given.setdefault((one.line, one.unit, one.year, one.kind), {})[one.month] = one

    def units(self, lines: frozenset[str], kind: str) -> frozenset[str]:
        """The units that have any forecast of these lines."""
        return frozenset(unit for line, unit, _, of in self._given if of == kind and line in lines)

    def given(self, line: str, unit_id: str, year: int, kind: str) -> dict[int, Forecast]:
        """The forecast in force of each follow-up, by its last month and the earliest first."""
        return self._given.get((line, unit_id, year, kind), {})

    def at(self, line: str, unit_id: str, year: int, kind: str, month: int) -> Measurement | None:
        """What was forecast at the follow-up that ended with `month`; None when nothing was."""
        found = self.given(line, unit_id, year, kind).get(month)
        return self._measured(found) if found is not None else None

    def latest(self, line: str, unit_id: str, year: int, kind: str, by: int) -> Measurement | None:
        """What was forecast last, at a follow-up that ended no later than month `by`."""
        months = [month for month in self.given(line, unit_id, year, kind) if month <= by]
        return self.at(line, unit_id, year, kind, max(months)) if months else None

    def _measured(self, one: Forecast) -> Measurement:
        measure, period = self._catalogue[one.line], Period.year(one.year)
        source = f"prognos {month_text(one.month)}, lämnad {one.date}"
        kronor = number(Fraction(one.amount, ORE), 2)
        row = Reported(
            *(one.line, one.unit, period.code, "total", kronor, one.reason, one.given_by, source),
            *(one.file, one.row, CONTRACT),
        )
        figure = Figure(Fraction(one.amount) / money_scale(measure), unit(measure.unit), measure.decimals)
        return Measurement(
            one.line, one.unit, figure, period, numerator=Fraction(one.amount), rows=1, reported=row
        )
