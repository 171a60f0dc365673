# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the registers of effect measures and of investments give for printed figures.

Sources for `measures.reference`, which compares and knows no database. Both read the register as the pages
and the reports do, for a board and a period. A binding names the board under `effects` or `investments`,
its `period`, and how the printed ids of a file are to be read:

    rows     printed row -> an effect measure, an object or a category; or a sum: `total`, and of effect
             measures `within-budget` and `beyond-budget`
    columns  printed column -> `expected`, `at-most` (the upper end of what is expected), `realised` or
             `attained` (realised as per cent of expected); of investments `budget`, `outcome` or `left`
    cell     [row, column] of a figure that stands outside the tables
    scale    the unit whose sum is asked for, where effects are counted in several
    among    of investments: `two-years`, only the objects that the two-year rule looks at
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from malram.facts.authored import Entry
from malram.measures.reading.query import Measurements
from malram.measures.reference import Found, PrintedRow, found_of
from malram.values import Figure, Period, unit
from malram.work.effects import Effect, Realised, amount, as_of, effects_of, figures_of, realised, totals
from malram.work.investments import Category, Object, by_category, objects_of, old, summed
from malram.work.models import EffectMeasure
from malram.work.words import COMPUTED

EXPECTED, REPORTED, COMPUTED_EFFECT, MEANS = (
    "effect-expected",
    "effect-reported",
    "effect-computed",
    "investments",
)
TOTAL = "total"
SIDES: Mapping[str, tuple[bool, ...]] = {
    TOTAL: (True, False),
    "within-budget": (True,),
    "beyond-budget": (False,),
}
TWO_YEARS = "two-years"
Row = tuple[Effect, Realised]


def asked(row: PrintedRow, binding: Entry) -> tuple[str, str]:
    """The row and the column of the register that a printed row is bound to."""
    if "cell" in binding:
        name, column = binding["cell"]
        return name, column
    name, column = row.key.split("|")
    return binding.get("rows", {}).get(name, name), binding.get("columns", {}).get(column, column)


class PrintedEffects:
    """Computes printed rows from effect measures; those of a board and a period are read once."""

    def __init__(self, m: Measurements) -> None:
        self._m = m
        self._read: dict[tuple[str, str], list[Row]] = {}

    def __call__(self, row: PrintedRow, binding: Entry) -> Found:
        name, column = asked(row, binding)
        board, period = binding["effects"], Period.parse(str(binding["period"]))
        if name in SIDES:
            rows = [one for one in self._rows(board, period) if one[0].within_budget in SIDES[name]]
            return self._sum(rows, column, binding.get("scale"))
        effect = self._effect(name, board, period.days[1])
        return self._one((effect, realised(effect, self._m, period)), column)

    def _rows(self, board: str, period: Period) -> list[Row]:
        key = board, period.code
        if key not in self._read:
            self._read[key] = [(one, realised(one, self._m, period)) for one in effects_of(board, period)]
        return self._read[key]

    def _effect(self, name: str, board: str, day: date) -> Effect:
        """The one named, as it stood; also one that works in another period than that of the document."""
        found = EffectMeasure.objects.filter(board_id=board, id=name).first()
        if found is None:
            raise KeyError(name)
        return as_of(found, day)

    def _one(self, row: Row, column: str) -> Found:
        effect, given = row
        if column == "at-most" and effect.at_most is None:
            raise KeyError(column)
        smallest = effect.at_most if column == "at-most" else effect.expected
        expected = amount(smallest, effect.unit, effect.decimals)
        return self._found([row], "expected" if column == "at-most" else column, expected, given.figure)

    def _sum(self, rows: list[Row], column: str, scale: str | None) -> Found:
        sums = [one for one in totals(rows) if scale in (None, one.unit)]
        if len(sums) != 1:
            raise KeyError(
                f"summan i {scale}" if scale else "summan, som finns i flera enheter: ange 'scale'"
            )
        expected, given = figures_of(sums[0])
        return self._found([one for one in rows if one[0].unit == sums[0].unit], column, expected, given)

    def _found(self, rows: list[Row], column: str, expected: Figure, given: Figure) -> Found:
        if column == "expected":
            return Found(expected, EXPECTED, facts=("effects",))
        if column not in ("realised", "attained"):
            raise KeyError(column)
        if column == "attained":
            if given.value is None or not expected.value:
                raise KeyError(column)
            given = Figure(100 * given.value / expected.value, unit("%"), 0)
        under = [found_of(one, self._m) for _, real in rows for pair in real.parts for one in pair]
        known = [effect.known for effect, real in rows if real.figure.value is not None]
        kind = COMPUTED_EFFECT if all(one == COMPUTED for one in known) else REPORTED
        facts = {"effects"} | {fact for one in under for fact in one.facts}
        return Found(given, kind, facts=tuple(sorted(facts)), rows=sum(one.rows for one in under))


class PrintedInvestments:
    """Computes printed rows from the dated events of investments."""

    def __init__(self) -> None:
        self._read: dict[tuple[str, str], list[Object]] = {}

    def __call__(self, row: PrintedRow, binding: Entry) -> Found:
        name, column = asked(row, binding)
        period = Period.parse(str(binding["period"]))
        objects = self._objects(binding["investments"], period)
        if binding.get("among") == TWO_YEARS:
            objects = old(objects, period.days[1])
        elif "among" in binding:
            raise KeyError(binding["among"])
        money = MONEY_COLUMNS[column](self._row(objects, name))
        return Found(
            Figure(Fraction(money) / unit("mnkr").scale, unit("mnkr"), 1), MEANS, facts=("investments",)
        )

    def _objects(self, board: str, period: Period) -> list[Object]:
        key = board, period.code
        if key not in self._read:
            self._read[key] = objects_of(board, period)
        return self._read[key]

    def _row(self, objects: list[Object], name: str) -> Object | Category:
        if name == TOTAL:
            return summed(name, objects)
        rows: dict[str, Object | Category] = {one.name: one for one in by_category(objects)}
        return (rows | {one.id: one for one in objects})[name]


MONEY_COLUMNS = {
    "budget": lambda one: one.budget,
    "outcome": lambda one: one.outcome,
    "left": lambda one: one.left,
}
