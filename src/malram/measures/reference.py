# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Compares every figure a region has printed with the one computed from its facts.

The printed rows lie in `regions/<region>/reference/<document>/`, as they were printed. A binding says
what gives a row, or all rows of a file: a measure, or something a room above this one computes and hands
in as a `Source`. It never holds a value. What nothing gives is listed in `left-out.csv`, and what cannot
be true together with other printed figures in `contradictions.csv`, each with a reason.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

from malram.facts.authored import Entry
from malram.measures.reading.measurement import Measurement, compare
from malram.measures.reading.query import NATION, Measurements
from malram.measures.reference_rows import SOURCE_KEYS, PrintedRow, Reference, printed_rows
from malram.values import Figure, Interval, Period, PeriodError, Printed, State, round_half_away, unit

LEAST_ROWS = 30
# Kinds of figures that somebody has said or decided; the others are computed from rows of facts.
SAID = ("reported", "frames", "investments", "effect-expected", "effect-reported")


@dataclass(frozen=True)
class Found:
    """What a binding's source gives for a row, and what that rests on: fact tables and how many rows."""

    figure: Figure
    kind: str
    word: str | None = None
    facts: tuple[str, ...] = ()
    rows: int = 0


# Computes a printed row from its binding. Raises `KeyError` for a binding that points at nothing.
Source = Callable[[PrintedRow, Entry], Found]


@dataclass(frozen=True)
class Outcome:
    """What became of one printed row: agrees, wrong, contradictory, left-out, unbound or not-compared."""

    row: PrintedRow
    state: str
    computed: str = ""
    kind: str = ""
    facts: tuple[str, ...] = ()
    rows: int = 0
    reason: str = ""


def check(folder: Path, sources: Mapping[str, Source]) -> list[Outcome]:
    """Compare every printed row, in the order of the documents.

    `sources` are those of `SOURCE_KEYS` that there are; rows bound to another are not compared.
    """
    reference = Reference.load(folder)
    return [_judge(row, reference, sources) for row in printed_rows(folder)]


def measured(m: Measurements) -> Source:
    """Return the source of everything that a measure gives."""
    return lambda row, binding: found_of(_compute(row, binding, m), m)


def _judge(row: PrintedRow, reference: Reference, sources: Mapping[str, Source]) -> Outcome:
    where = (row.document, row.file, row.key)
    if where in reference.left_out:
        return Outcome(row, "left-out", reason=reference.left_out[where]["reason"])
    binding = reference.binding(row)
    contradiction = reference.contradictions.get(where)
    if binding is None:
        if contradiction:
            return Outcome(row, "contradictory", reason=contradiction["reason"])
        return Outcome(row, "unbound", reason="Raden har ingen bindning och står inte bland de utelämnade.")
    named = next((name for name in SOURCE_KEYS if name in binding), "measure")
    if named not in sources:
        return Outcome(row, "not-compared", reason=named)
    try:
        found = sources[named](row, binding)
    except (KeyError, PeriodError) as error:
        return Outcome(row, "wrong", reason=f"Bindningen går inte att räkna: {error}")
    agrees = _agrees(row, binding, found)
    state = "agrees" if agrees else "contradictory" if contradiction else "wrong"
    if agrees and contradiction:
        return _outcome(row, binding, "wrong", found, "Står bland motsägelserna men stämmer.")
    return _outcome(row, binding, state, found, contradiction["reason"] if contradiction else "")


def _outcome(row: PrintedRow, binding: Entry, state: str, found: Found, reason: str) -> Outcome:
    """What is shown as computed has the printed figure's sign, so that the two can be held side by side."""
    value, missing = found.figure.value, found.figure.reason
    shown = found.word or (
        str(round_half_away(value * binding.get("sign", 1), row.decimals or 0))
        if value is not None
        else f"saknas ({missing.label if missing else ''})"
    )
    return Outcome(row, state, shown, found.kind, found.facts, found.rows, reason)


def found_of(found: Measurement, m: Measurements) -> Found:
    """A measurement with its kind, "reported" when it is that only, and the fact tables at the bottom."""
    facts: set[str] = set()
    for leaf in found.leaves:
        parts = m.catalogue[leaf.measure].parts
        facts |= {"reported_values"} if leaf.reported else {part.fact for part in parts}
    only_reported = all(leaf.reported for leaf in found.leaves)
    kind = "reported" if only_reported else m.catalogue[found.measure].kind
    return Found(found.figure, kind, found.word, tuple(sorted(facts)), found.rows)


def _compute(row: PrintedRow, binding: Entry, m: Measurements) -> Measurement:
    """The measurement a binding asks for."""
    name = binding["measure"]
    unit_id = binding.get("units", {}).get(row.unit) or binding.get("unit") or row.unit
    period = Period.parse(str(binding.get("period") or row.period))
    sex, group = binding.get("sex") or row.sex, binding.get("group", "")
    if unit_id == NATION:
        return m.benchmark(name, period) or m.value(name, NATION, period)
    if "extreme" in binding or "tally" in binding:
        return _over_units(name, binding, period, m)
    if "change" in binding:
        return m.change(
            name, unit_id, period, Period.parse(str(binding["against"])), sex, binding["change"], group
        )
    if "deviation" in binding:
        wanted = binding["deviation"]
        sign, as_ = (
            -1 if wanted.get("formula") == "budget-minus-outcome" else 1,
            wanted.get("as", "difference"),
        )
        if "forecast" in binding:
            forecast = _forecast(name, unit_id, period, str(binding["forecast"]), m)
            return compare(forecast, m.value(wanted["budget"], unit_id, period), as_)
        return m.deviation(name, wanted["budget"], unit_id, period, as_, sign, group)
    if "forecast" in binding:
        return _forecast(name, unit_id, period, str(binding["forecast"]), m)
    return m.value(name, unit_id, period, sex, group)


def _forecast(name: str, unit_id: str, period: Period, by: str, m: Measurements) -> Measurement:
    """What was forecast for the year of a period, last by a month."""
    year, month = period.last // 12, Period.parse(by).last
    found = m.forecasts.latest(name, unit_id, year, "chef", month)
    if found is None:
        raise KeyError(f"ingen prognos för {name} i {unit_id} till och med {by}")
    return found


TALLIES = {
    "with_value": lambda value: True,
    "zero": lambda value: value == 0,
    "above_zero": lambda value: value > 0,
}


def _over_units(name: str, binding: Entry, period: Period, m: Measurements) -> Measurement:
    """The lowest or highest value among units, or how many of them have a value of some sort."""
    units = m.tree.of_level(binding["level"], binding.get("under"))
    least = int(binding.get("at_least", 1))
    if "tally" in binding:
        found = [m.value(name, unit, period) for unit in units]
        chosen = [
            f for f in found if f.figure.value is not None and TALLIES[binding["tally"]](f.figure.value)
        ]
        count = Figure(Fraction(len(chosen)), unit("st"), 0)
        return replace(found[0], figure=count, rows=sum(f.rows for f in chosen))
    above_zero = binding["extreme"] == "lowest_above_zero"
    if above_zero:
        units = [u for u in units if (m.value(name, u, period).figure.value or 0) > 0]
    pair = m.extremes(name, units, period, least)
    if pair is None:
        raise KeyError(f"inga enheter på nivån {binding['level']}")
    return pair[1] if binding["extreme"] == "highest" else pair[0]


def _agrees(row: PrintedRow, binding: Entry, found: Found) -> bool:
    if not row.value:
        return found.figure.value is None and found.word is None and found.figure.state is State.MISSING
    if row.is_word:
        return found.word == row.value
    value = found.figure.value
    if value is None:
        return False
    printed, decimals = Decimal(row.value), row.decimals or 0
    if binding.get("absolute") or row.key.rpartition("|")[2] in binding.get("unsigned", ()):
        printed, value = abs(printed), abs(value)
    value *= binding.get("sign", 1)
    qualifier = binding.get("precision")
    if qualifier:
        return _within(Printed(printed, decimals, None, qualifier), value)
    return round_half_away(value, decimals) == printed


def _within(printed: Printed, value: Fraction) -> bool:
    """Whether an approximate statement covers the value; a negative one is read as its size."""
    if printed.value < 0:
        printed, value = replace(printed, value=-printed.value), -value
    return Interval.of(printed).contains(value)


def summary(outcomes: list[Outcome]) -> dict[str, Any]:
    """Counts as `malram reference check` prints them.

    `printed` are the rows with a number that something gives or that contradict others; words and
    empty cells are counted by themselves.
    """
    compared = [o for o in outcomes if o.state not in ("left-out", "not-compared")]
    numbers = [o for o in compared if o.row.value and not o.row.is_word]
    words = [o for o in compared if o.row.is_word or not o.row.value]
    agreed = [o for o in numbers if o.state == "agrees"]
    reported = [o for o in agreed if o.kind == "reported"]
    wrong = [o for o in (*numbers, *words) if o.state in ("wrong", "unbound")]
    return {
        "printed": len(numbers),
        "reproduced": len(agreed),
        "reported": len(reported),
        "contradictory": sum(o.state == "contradictory" for o in numbers),
        "wrong": [_line(o) for o in wrong],
        "words": _counted_words(words),
        "by_kind": dict(sorted(Counter(o.kind for o in agreed).items())),
        "by_fact": dict(sorted(Counter(fact for o in agreed for fact in o.facts).items())),
        "contradictions": [_line(o) for o in numbers if o.state == "contradictory"],
        "reported_rows": [o.row.place for o in reported],
        "not_compared": dict(Counter(o.reason for o in outcomes if o.state == "not-compared")),
        "few_rows": _resting_on_few(agreed),
        "left_out": [{"row": o.row.place, "reason": o.reason} for o in outcomes if o.state == "left-out"],
    }


def _counted_words(words: list[Outcome]) -> dict[str, int]:
    return {
        "printed": len(words),
        "ja_nej": sum(o.row.is_word for o in words),
        "missing_with_reason": sum(not o.row.value for o in words),
        "agree": sum(o.state == "agrees" for o in words),
    }


def _resting_on_few(agreed: list[Outcome]) -> list[dict[str, Any]]:
    """Figures computed from few rows of facts. Who says or decides something does so in one row."""
    few = [o for o in agreed if o.kind not in SAID and o.rows < LEAST_ROWS]
    return [{"row": o.row.place, "rows": o.rows} for o in few]


def _line(outcome: Outcome) -> dict[str, str]:
    return {
        "row": outcome.row.place,
        "printed": outcome.row.value,
        "computed": outcome.computed,
        "reason": outcome.reason,
    }
