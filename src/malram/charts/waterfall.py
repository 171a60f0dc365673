# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""How one amount became another: a bar for each step, from where the step before it ended."""

from __future__ import annotations

import json
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from malram.charts import style
from malram.charts.chart import Chart
from malram.charts.scale import axis
from malram.charts.words import LONG_UNIT, MISSING, with_unit
from malram.values import NO_VALUE, number, round_half_away

Amount = tuple[str, Fraction]
Steps = Sequence[tuple[str, Fraction | None]]
FLAT = 0.75  # levels that all lie above this part of the highest would be flat from zero
BAR = 24  # pixels from one row to the next
BAND = 0.68  # of the height of a row, its bar

# Told apart without colour: what is whole is grey, what adds is filled, what takes away only outlined.
WHOLE = {"color": style.PREVIOUS}
MORE = {"color": style.BLUE}
LESS = {"color": "#fbeee5", "stroke": style.VERMILION, "strokeWidth": 1.6}


def waterfall(
    start: Amount,
    steps: Steps,
    end: Amount,
    title: str,
    unit: str,
    decimals: int,
    *,
    step_unit: str | None = None,
    id: str = "waterfall",
    saying: str | None = None,
) -> Chart:
    """Draw the way from `start` over signed `steps` to `end`, downwards in the order given.

    A step of None is drawn as a dash and changes nothing. `step_unit` is for steps that have another unit
    than the ends, as shares have. Raises ValueError when the steps do not sum exactly to the difference.
    """
    levels = _levels(start, steps, end)
    low, high, ticks = _axis(levels)
    changed_in = unit if step_unit is None else step_unit
    beside = changed_in if len(changed_in) <= LONG_UNIT else ""
    texts = [
        with_unit(start[1], decimals, unit),
        *(_signed(change, decimals, beside) for _, change in steps),
        with_unit(end[1], decimals, unit),
    ]
    base = min(max(0.0, low), high)
    rows = _rows_drawn(levels, texts, base)
    labels = [start[0], *(label for label, _ in steps), end[0]]
    x, y = _x(low, high, ticks, _axis_said(base, unit)), _y(labels)
    bars = [*_bars(rows, x, y), *_cuts(rows, x, y, base)]
    layers = [_foot(x, base), _links(rows, x, y), *bars, _texts(rows, x, y)]
    spec = style.framed(layers, saying or title, title if saying else "", height=BAR * len(rows))
    alt = _alternative(title, start, steps, end, decimals, unit, changed_in)
    table = _table(start, steps, end, levels, decimals, unit, changed_in)
    return Chart(id, spec, title, " ".join([alt, *_axis_said(base, unit)]), table)


def _signed(change: Fraction | None, decimals: int, unit: str = "") -> str:
    """A change with its sign; a dash where it is not known."""
    if change is None:
        return NO_VALUE
    plus = "+" if round_half_away(change, decimals) > 0 else ""
    return plus + with_unit(change, decimals, unit)


def _levels(start: Amount, steps: Steps, end: Amount) -> list[Fraction]:
    """Where each row ends: the start, every step added to what was before it, and the end."""
    levels = [start[1]]
    for _, change in steps:
        levels.append(levels[-1] + (change or 0))
    if levels[-1] != end[1]:
        raise ValueError(f"The steps lead to {levels[-1]}, not to the end {end[1]}.")
    return [*levels, end[1]]


def _axis(levels: Sequence[Fraction]) -> tuple[float, float, list[float]]:
    """From zero, unless the steps could then not be seen; below zero as the mirror of above it."""
    sign = -1 if max(levels) <= 0 else 1
    sizes = [float(sign * level) for level in levels]
    least, most = min(sizes), max(sizes)
    from_zero = least <= FLAT * most
    room = [] if from_zero else [least - (most - least) / 8]  # so that of each whole bar something is seen
    low, high, ticks = axis([*sizes, *room], from_zero)
    return (low, high, ticks) if sign > 0 else (-high, -low, [-tick for tick in reversed(ticks)])


def _x(low: float, high: float, ticks: list[float], said: list[str]) -> dict[str, Any]:
    """No axis from zero, where the texts say it all; its numbers where it begins elsewhere."""
    shown = {"title": said, "values": ticks, "grid": False}
    return {
        "field": "from",
        "type": "quantitative",
        "scale": {"domain": [low, high], "nice": False, "zero": False},
        "axis": shown if said else None,
    }


def _y(labels: list[str]) -> dict[str, Any]:
    """Rows by number, so that two steps may be called the same."""
    return {
        "field": "row",
        "type": "ordinal",
        "scale": {"domain": list(range(len(labels)))},
        "axis": {
            "title": None,
            "labelExpr": f"{json.dumps(labels, ensure_ascii=False)}[datum.value]",
            "labelLimit": 300,
            "labelColor": style.INK,
            "domain": False,
            "ticks": False,
        },
    }


def _rows_drawn(levels: Sequence[Fraction], texts: list[str], base: float) -> list[dict[str, Any]]:
    """Each row's bar, its text's place right of it, and its way of being drawn."""
    ends = [float(level) for level in levels]
    begins = [base, *ends[:-2], base]
    last = len(ends) - 1
    rows = []
    for i, (begin, stop) in enumerate(zip(begins, ends, strict=True)):
        kind = "whole" if i in (0, last) else "more" if stop > begin else "less"
        place = {"from": begin, "to": stop, "right": max(begin, stop)}
        rows.append({"row": i, "next": i + 1, **place, "text": texts[i], "kind": kind})
    return rows


def _bars(rows: list[dict[str, Any]], x: dict[str, Any], y: dict[str, Any]) -> list[dict[str, Any]]:
    layers: list[dict[str, Any]] = []
    for kind, look in (("whole", WHOLE), ("more", MORE), ("less", LESS)):
        chosen = [row for row in rows if row["kind"] == kind and row["from"] != row["to"]]
        mark = {"type": "bar", "height": {"band": BAND}, **look}
        encoding = {"x": x, "x2": {"field": "to"}, "y": y}
        layers += [{"data": {"values": chosen}, "mark": mark, "encoding": encoding}] if chosen else []
    return layers


def _cuts(
    rows: list[dict[str, Any]], x: dict[str, Any], y: dict[str, Any], base: float
) -> list[dict[str, Any]]:
    """A white gap near the foot of the whole bars when the axis does not begin at zero."""
    if not base:
        return []
    aside = 7 if base > 0 else -7
    mark = {"type": "tick", "color": "white", "thickness": 4, "opacity": 1, "size": BAR, "xOffset": aside}
    chosen = [row for row in rows if row["kind"] == "whole"]
    return [{"data": {"values": chosen}, "mark": mark, "encoding": {"x": x, "y": y}}]


def _foot(x: dict[str, Any], base: float) -> dict[str, Any]:
    """The line that the whole bars stand on."""
    mark = {"type": "rule", "color": "#aab1ba", "strokeWidth": 1}
    return {"data": {"values": [{"from": base}]}, "mark": mark, "encoding": {"x": x}}


def _links(rows: list[dict[str, Any]], x: dict[str, Any], y: dict[str, Any]) -> dict[str, Any]:
    """A thin line from where a row ends down to the next, which begins there."""
    down = {"y": {**y, "bandPosition": 0.5}, "y2": {"field": "next", "bandPosition": 0.5}}
    encoding = {"x": {**x, "field": "to"}, **down}
    mark = {"type": "rule", "color": style.QUIET, "strokeWidth": 1}
    return {"data": {"values": rows[:-1]}, "mark": mark, "encoding": encoding}


def _texts(rows: list[dict[str, Any]], x: dict[str, Any], y: dict[str, Any]) -> dict[str, Any]:
    mark = {"type": "text", "align": "left", "baseline": "middle", "dx": 6}
    encoding = {"x": {**x, "field": "right"}, "y": y, "text": {"field": "text", "type": "nominal"}}
    return {"data": {"values": rows}, "mark": mark, "encoding": encoding}


def _axis_said(base: float, unit: str) -> list[str]:
    """A sentence when the axis does not begin at zero."""
    if not base:
        return []
    exact = Fraction(str(base))
    decimals = next(d for d in range(20) if round_half_away(exact, d) == exact)
    return [f"Axeln börjar vid {with_unit(exact, decimals, unit)}, inte vid noll."]


def _alternative(
    title: str, start: Amount, steps: Steps, end: Amount, decimals: int, unit: str, changed_in: str
) -> str:
    """The whole way as a sentence."""
    listed = "; ".join(f"{label} {_signed(change, decimals, changed_in)}" for label, change in steps)
    first, last = (f"{label} {with_unit(value, decimals, unit)}" for label, value in (start, end))
    return f"Vattenfallsdiagram: {title}. Från {first} till {last}. Steg: {listed}."


def _table(
    start: Amount,
    steps: Steps,
    end: Amount,
    levels: Sequence[Fraction],
    decimals: int,
    unit: str,
    changed_in: str,
) -> tuple[tuple[str, ...], ...]:
    def head(word: str, of: str) -> str:
        return f"{word} ({of})" if of else word

    def level(value: Fraction) -> str:
        return number(value, decimals)

    middle = (
        (label, _signed(change, decimals), MISSING if change is None else level(after))
        for (label, change), after in zip(steps, levels[1:], strict=False)
    )
    return (
        ("", head("Ändring", changed_in), head("Nivå", unit)),
        (start[0], "", level(start[1])),
        *middle,
        (end[0], "", level(end[1])),
    )
