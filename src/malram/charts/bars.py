# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Amounts side by side: horizontal bars from zero with their value at the end."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from fractions import Fraction
from typing import Any

from malram.charts import style
from malram.charts.chart import Chart
from malram.charts.scale import axis
from malram.charts.words import with_unit

BAR = 24  # pixels from one bar to the next


def bars(
    items: Sequence[tuple[str, Fraction | None]],
    title: str,
    unit: str,
    decimals: int,
    target: Fraction | None = None,
    highlight: Collection[str] = (),
    *,
    id: str = "bars",
    saying: str | None = None,
) -> Chart:
    """Draw the items in the order given; those in `highlight` in colour when there are any."""
    values = [float(value) for _, value in items if value is not None]
    low, high, _ = axis([*values, *([float(target)] if target is not None else [])], from_zero=True)
    y = {
        "field": "label",
        "type": "nominal",
        "sort": None,
        "axis": {"title": None, "labelLimit": 300, "labelColor": style.INK, "domain": False, "ticks": False},
    }
    x = {
        "field": "value",
        "type": "quantitative",
        "scale": {"domain": [low, high], "nice": False},
        "axis": None,
    }
    rows = [
        {
            "label": label,
            "value": None if value is None else float(value),
            "text": with_unit(value, decimals, unit),
            "colour": style.BLUE if not highlight or label in highlight else "#9db2c4",
            "side": 6 if value is None or value >= 0 else -6,
        }
        for label, value in items
    ]
    layers: list[dict[str, Any]] = [_bars(rows, x, y), *_texts(rows, x, y)]
    if target is not None:
        layers.append(_target(x, target, with_unit(target, decimals, unit)))
    spec = style.framed(layers, saying or title, title if saying else "", height=max(BAR * len(items), BAR))
    return Chart(id, spec, title, _alternative(title, items, decimals, unit), _rows(items, unit, decimals))


def _bars(rows: list[dict[str, Any]], x: dict[str, Any], y: dict[str, Any]) -> dict[str, Any]:
    colour = {"field": "colour", "type": "nominal", "scale": None}
    mark = {"type": "bar", "height": {"band": 0.68}}
    return {"data": {"values": rows}, "mark": mark, "encoding": {"x": x, "y": y, "color": colour}}


def _texts(rows: list[dict[str, Any]], x: dict[str, Any], y: dict[str, Any]) -> list[dict[str, Any]]:
    def side(chosen: list[dict[str, Any]], align: str, dx: int) -> dict[str, Any]:
        text = {"field": "text", "type": "nominal"}
        mark = {"type": "text", "align": align, "baseline": "middle", "dx": dx}
        return {"data": {"values": chosen}, "mark": mark, "encoding": {"x": x, "y": y, "text": text}}

    right = [row for row in rows if row["side"] > 0]
    left = [row for row in rows if row["side"] < 0]
    return [
        side(chosen, align, dx) for chosen, align, dx in ((right, "left", 6), (left, "right", -6)) if chosen
    ]


def _target(x: dict[str, Any], target: Fraction, text: str) -> dict[str, Any]:
    rule = {"mark": {"type": "rule", "color": style.VERMILION, "strokeWidth": 1.2}, "encoding": {"x": x}}
    name = {
        "mark": {
            "type": "text",
            "align": "center",
            "baseline": "bottom",
            "dy": -4,
            "y": 0,
            "color": "#a84900",
        },
        "encoding": {"x": x, "text": {"value": f"mål {text}"}},
    }
    return {"data": {"values": [{"value": float(target)}]}, "layer": [rule, name]}


def _alternative(title: str, items: Sequence[tuple[str, Fraction | None]], decimals: int, unit: str) -> str:
    listed = "; ".join(f"{label} {with_unit(value, decimals, unit)}" for label, value in items)
    return f"Stapeldiagram: {title}. {listed}."


def _rows(
    items: Sequence[tuple[str, Fraction | None]], unit: str, decimals: int
) -> tuple[tuple[str, ...], ...]:
    head = ("", f"Värde ({unit})" if unit else "Värde")
    return (head, *((label, with_unit(value, decimals, "")) for label, value in items))
