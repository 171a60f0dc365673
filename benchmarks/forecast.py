# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The baseline against two plainer rules on the demo's ledger, and a region's baselines against the clock."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from pathlib import Path
from statistics import median

from benchmarks.table import Clock, show
from malram.economy.forecasts.baseline import YEAR, History, baseline, outcome
from malram.economy.forecasts.computed import Histories
from malram.economy.layouts import load_layouts
from malram.measures.reading.query import Measurements
from malram.measures.region import chosen_region, open_measurements

APRIL = 2024 * YEAR + 3
MONTHS = (1, 4, 8)  # told one by one
Rule = Callable[[History, int], Fraction | None]


def run(home: Path) -> None:
    """Judge the rules over the snapshot of `home`, and time ours."""
    m = open_measurements(home)
    if m is None:
        raise SystemExit("Nothing has been computed in this home.")
    found = list(_units(m, home))
    for name, chosen in (("boards", _boards(found)), ("units below them", _below(found))):
        print(f"\n{name}: error in percent of the year, median of all months and of months {MONTHS}")
        for rule_name, rule in RULES.items():
            errors = list(_errors(chosen, rule))
            each = [errors, *([one for one in errors if one[0] == month] for month in MONTHS)]
            print(f"  {rule_name:18}", *(f"{float(median(e for _, e in some)):6.2f}" for some in each))
        held = list(_held(chosen))
        print(f"  inside the interval: {100 * sum(held) / len(held):.0f} % of {len(held)}")
    _time(found)


def _units(m: Measurements, home: Path) -> Iterator[Histories]:
    for layout in load_layouts(chosen_region(home) / "statements", m.catalogue.ids)[0]:
        if not layout.variant_of:
            yield from (Histories(m, layout, one) for one in m.tree.order if layout.board in m.tree.path(one))


def _boards(found: Sequence[Histories]) -> list[Histories]:
    return [one for one in found if one.unit == one.layout.board]


def _below(found: Sequence[Histories]) -> list[Histories]:
    return [one for one in found if one.unit != one.layout.board]


def _even(history: History, month: int) -> Fraction:
    """As much every month."""
    start = month - month % YEAR
    return Fraction(history.total(start, month + 1) * YEAR, month + 1 - start)


def _last_rest(history: History, month: int) -> Fraction:
    """What has come, and the rest of last year."""
    start = month - month % YEAR
    return Fraction(history.total(start, month + 1) + history.total(month + 1 - YEAR, start))


RULES: dict[str, Rule] = {
    "even months": _even,
    "last year's rest": _last_rest,
    "season": History.full_year,
}


def _lines(found: Sequence[Histories]) -> Iterator[History]:
    for one in found:
        for line in one.layout.lines:
            yield from one.parts(line) if line.role == "item" else ()


def _tried(history: History) -> Iterator[tuple[int, int]]:
    """Every month but the last of every ended year with one before it, and what the year came to."""
    for month in range(history.first + YEAR, history.stop - history.stop % YEAR):
        year = outcome([history], month // YEAR)
        if year and month % YEAR != YEAR - 1:
            yield month, year


def _errors(found: Sequence[Histories], rule: Rule) -> Iterator[tuple[int, Fraction]]:
    for history in _lines(found):
        for month, year in _tried(history):
            if (said := rule(history, month)) is not None:
                yield month % YEAR + 1, 100 * abs(said - year) / abs(year)


def _held(found: Sequence[Histories]) -> Iterator[bool]:
    for history in _lines(found):
        for month, year in _tried(history):
            said = baseline([history], month)
            if said is not None and (held := said.holds(year)) is not None:
                yield held


def _time(found: Sequence[Histories]) -> None:
    clock, lines = Clock(), 0
    for old in found:
        one = Histories(old.m, old.layout, old.unit)  # as a page makes it, with nothing read before
        lines += sum(one.baseline(line, APRIL) is not None for line in one.layout.lines)
    clock.lap("baselines")
    show(f"{lines} baselines of lines of units, with intervals", clock.laps, "baselines", {})
