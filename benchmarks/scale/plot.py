# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Cost against rows, units and indicators, drawn as everything else is."""

from __future__ import annotations

from typing import Any

from benchmarks.scale.run import Point
from malram.charts import style, svg

COLOURS = {
    "bare scan": style.QUIET,
    "Målram": style.BLUE,
    "hand-written SQL": style.VERMILION,
    "plain Polars": style.ORANGE,
}
PANELS = {
    "rows": ("Rows", "log"),
    "units": ("Units, with 0.9 million rows", "linear"),
    "indicators": ("Indicators, with 9 million rows", "linear"),
}


def drawing(points: list[Point]) -> str:
    """The three panels side by side as SVG."""
    return svg(
        {
            "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
            "config": style.CONFIG | {"legend": {"title": None, "orient": "bottom", "labelFontSize": 12}},
            "padding": 8,
            "spacing": 36,
            "title": {"text": "Seconds from facts to every unit, month and window"},
            "hconcat": [_panel(along, points) for along in PANELS],
        }
    )


def _panel(along: str, points: list[Point]) -> dict[str, Any]:
    title, scale = PANELS[along]
    values = [
        {"size": point.size, "seconds": round(point.seconds, 3), "method": point.method}
        for point in points
        if point.along == along
    ]
    axes = {"scale": {"type": scale, "nice": False, "zero": scale == "linear"}, "type": "quantitative"}
    return {
        "width": 240,
        "height": 240,
        "data": {"values": values},
        "mark": {"type": "line", "point": True},
        "encoding": {
            "x": axes
            | {"field": "size", "axis": {"title": title, "grid": False, "format": "s", "tickCount": 4}},
            "y": axes | {"field": "seconds", "axis": {"title": "seconds", "tickCount": 5}},
            "color": {
                "field": "method",
                "type": "nominal",
                "scale": {"domain": list(COLOURS), "range": list(COLOURS.values())},
            },
        },
    }
