# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""A measure over months or years, with its target, the year before and the country beside it."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from malram.charts import style
from malram.charts.chart import Chart
from malram.charts.scale import axis, spread
from malram.charts.words import (
    LONG_UNIT,
    SHORT,
    Points,
    alternative,
    known,
    message,
    month_name,
    with_unit,
    yearly,
)

LABEL_HEIGHT = 15  # pixels one line of direct label needs
LONGEST_LABEL = 18  # characters beside the plot; a longer label would make all of the drawing smaller
MONTH_EXPRESSION = (
    f"[{list(SHORT)!r}[datum.value % 12], datum.value % 12 == 0 || datum.index == 0"
    " ? '' + floor(datum.value / 12) : '']"
)
YEAR_EXPRESSION = "'' + floor(datum.value / 12)"


def trend(
    points: Points,
    title: str,
    unit: str,
    decimals: int,
    target: Fraction | None = None,
    previous: Points | None = None,
    benchmark: Fraction | Points | None = None,
    *,
    id: str = "trend",
    saying: str | None = None,
    target_text: str | None = None,
    benchmark_name: str = "riket",
    from_zero: bool = False,
    subtitle: bool = True,
    height: int = style.HEIGHT,
) -> Chart:
    """Draw `points` (month ordinal, value). `previous` is last year's curve on last year's months.

    Without `subtitle` the drawing has only its message: what it shows then stands in a caption.
    """
    shifted = [(month + 12, value) for month, value in previous or ()]
    country = _as_points(benchmark, points)
    target_text = target_text or with_unit(target, decimals, unit)
    lines = [("Mål", target_text)] if target is not None else []
    if known(country):
        lines.append((benchmark_name.capitalize(), with_unit(known(country)[-1][1], decimals, unit)))
    everything = [
        *known(points),
        *known(shifted),
        *known(country),
        *([(0, target)] if target is not None else []),
    ]
    low, high, ticks = axis([float(value) for _, value in everything], from_zero)
    frame = _Frame(points, low, high, ticks, unit, height)
    layers = [_target(frame, target)] if target is not None else []
    layers += [_curve(frame, shifted, style.PREVIOUS, [], 1.6)] if shifted else []
    layers += [_curve(frame, country, style.QUIET, [5, 3], 1.4)] if known(country) else []
    layers += [_curve(frame, points, style.BLUE, [], 2.6), _dots(frame, points, unit, decimals)]
    beside = "" if len(unit) > LONG_UNIT else unit
    ends = _ends(points, shifted, country, target, target_text, benchmark_name, beside, decimals)
    layers.append(_direct_labels(frame, ends))
    said = saying or message(
        [*(previous or ()), *points], decimals, unit, target_text if target is not None else ""
    )
    return Chart(
        id=id,
        spec=style.framed(layers, said, title if subtitle else "", height=height),
        title=title,
        alt=alternative(title, points, decimals, unit, lines),
        rows=_rows(points, unit, decimals),
    )


def _as_points(benchmark: Fraction | Points | None, points: Points) -> Points:
    """One published value for the country is drawn as a level across the whole chart."""
    if benchmark is None or not points:
        return []
    if isinstance(benchmark, Fraction | int):
        return [(points[0][0], Fraction(benchmark)), (points[-1][0], Fraction(benchmark))]
    return benchmark


class _Frame:
    """The axes all layers share."""

    def __init__(
        self, points: Points, low: float, high: float, ticks: list[float], unit: str, height: int
    ) -> None:
        self.first, self.last = (points[0][0], points[-1][0]) if points else (0, 1)
        self.low, self.high, self.ticks, self.unit, self.height = low, high, ticks, unit, height
        self.by_year = yearly(points)

    def x(self) -> dict[str, Any]:
        return {
            "field": "month",
            "type": "quantitative",
            "scale": {"domain": [self.first, max(self.last, self.first + 1)], "nice": False, "zero": False},
            "axis": {
                "title": None,
                "grid": False,
                "values": self.month_ticks(),
                "labelExpr": YEAR_EXPRESSION if self.by_year else MONTH_EXPRESSION,
                "labelOverlap": False,
            },
        }

    def month_ticks(self) -> list[int]:
        if self.by_year:
            return list(range(self.first, self.last + 1, 12))
        span = self.last - self.first
        step = next(step for step in (1, 2, 3, 6, 12) if span / step <= 14 or step == 12)
        return [month for month in range(self.first, self.last + 1) if month % step == 0]

    def y(self) -> dict[str, Any]:
        step = self.ticks[1] - self.ticks[0] if len(self.ticks) > 1 else 1
        decimals = next((n for n in (0, 1) if float(step * 10**n).is_integer()), 2)
        return {
            "field": "value",
            "type": "quantitative",
            "scale": {"domain": [self.low, self.high], "nice": False, "zero": False},
            "axis": {
                "title": self.unit or None,
                "values": self.ticks,
                "format": f",.{decimals}f",
                **(_LONG_TITLE if len(self.unit) > LONG_UNIT else _TITLE_ABOVE),
            },
        }


_TITLE_ABOVE = {"titleAngle": 0, "titleAlign": "right", "titleAnchor": "end", "titleX": -6, "titleY": -14}
# A unit of several words begins above the axis and runs over the plot, so as not to push it aside.
_LONG_TITLE = {**_TITLE_ABOVE, "titleAlign": "left", "titleX": -4}


def _data(points: Points) -> dict[str, Any]:
    return {"values": [{"month": m, "value": None if v is None else float(v)} for m, v in points]}


def _curve(frame: _Frame, points: Points, colour: str, dash: list[int], width: float) -> dict[str, Any]:
    mark = {"type": "line", "color": colour, "strokeWidth": width, "strokeDash": dash, "strokeCap": "round"}
    return {"data": _data(points), "mark": mark, "encoding": {"x": frame.x(), "y": frame.y()}}


def _dots(frame: _Frame, points: Points, unit: str, decimals: int) -> dict[str, Any]:
    """Few points are all marked; of many only the last, which is the one the text speaks about."""
    values = known(points)
    shown = values if len(values) <= 8 else values[-1:]
    data = [{"month": m, "value": float(v), "text": with_unit(v, decimals, unit)} for m, v in shown]
    mark = {"type": "point", "filled": True, "size": 46, "color": style.BLUE, "opacity": 1}
    tooltip = {"field": "text", "type": "nominal"}
    return {
        "data": {"values": data},
        "mark": mark,
        "encoding": {"x": frame.x(), "y": frame.y(), "tooltip": tooltip},
    }


def _target(frame: _Frame, target: Fraction) -> dict[str, Any]:
    mark = {"type": "line", "color": style.VERMILION, "strokeWidth": 1.2}
    level: Points = [(frame.first, target), (max(frame.last, frame.first + 1), target)]
    return {"data": _data(level), "mark": mark, "encoding": {"x": frame.x(), "y": frame.y()}}


End = tuple[float, str, str, str]  # level, words, colour, weight


def _ends(
    points: Points,
    previous: Points,
    country: Points,
    target: Fraction | None,
    target_text: str,
    benchmark_name: str,
    unit: str,
    decimals: int,
) -> list[End]:
    ends: list[End] = []
    if values := known(points):
        ends.append((float(values[-1][1]), with_unit(values[-1][1], decimals, unit), style.BLUE, "bold"))
    if values := known(previous):
        ends.append((float(values[-1][1]), "föregående år", style.QUIET, "normal"))
    if values := known(country):
        text = f"{benchmark_name} {with_unit(values[-1][1], decimals, unit)}"
        ends.append((float(values[-1][1]), text, style.QUIET, "normal"))
    if target is not None:
        said = target_text if len(target_text) <= LONGEST_LABEL else with_unit(target, decimals, unit)
        ends.append((float(target), f"mål {said}", "#a84900", "normal"))
    return ends


def _direct_labels(frame: _Frame, ends: list[End]) -> dict[str, Any]:
    """Names at the curves' right ends instead of a legend, moved apart where they would meet."""
    pixel = (frame.high - frame.low) / frame.height
    places = spread([level for level, *_ in ends], LABEL_HEIGHT * pixel)
    values = [
        {
            "month": max(frame.last, frame.first + 1),
            "value": place,
            "text": text,
            "colour": colour,
            "weight": weight,
        }
        for place, (_, text, colour, weight) in zip(places, ends, strict=True)
    ]
    mark = {"type": "text", "align": "left", "baseline": "middle", "dx": 9, "clip": False}
    return {
        "data": {"values": values},
        "mark": {**mark, "fontWeight": {"expr": "datum.weight"}},
        "encoding": {
            "x": frame.x(),
            "y": frame.y(),
            "text": {"field": "text", "type": "nominal"},
            "color": {"field": "colour", "type": "nominal", "scale": None},
        },
    }


def _rows(points: Points, unit: str, decimals: int) -> tuple[tuple[str, ...], ...]:
    by_year = yearly(points)
    head = ("År" if by_year else "Månad", f"Värde ({unit})" if unit else "Värde")
    return (head, *((month_name(m, by_year), with_unit(v, decimals, "")) for m, v in points))
