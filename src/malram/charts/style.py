# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""What every chart shares: colours, type and the absence of anything else."""

from __future__ import annotations

from textwrap import wrap
from typing import Any

# Okabe and Ito's palette, told apart by the colour blind; grey and black carry what is not the message.
BLUE, VERMILION, GREEN, ORANGE, PURPLE = "#0072B2", "#D55E00", "#009E73", "#E69F00", "#CC79A7"
INK, QUIET, GRID = "#1f2933", "#6b7280", "#e3e6ea"
PREVIOUS = "#8a9099"  # last year: 3 : 1 against white, and no hue

FONT = "'Source Sans 3', sans-serif"  # in quotes: a family name with a bare digit is not valid CSS
WIDTH, HEIGHT = 560, 190
LINE = 78  # characters of the message that are as wide as the drawing

CONFIG: dict[str, Any] = {
    "font": FONT,
    "background": "white",
    "view": {"stroke": None},
    "axis": {
        "labelFontSize": 12,
        "labelColor": QUIET,
        "titleColor": QUIET,
        "titleFontWeight": "normal",
        "domainColor": "#aab1ba",
        "tickColor": "#aab1ba",
        "gridColor": GRID,
        "labelPadding": 5,
    },
    "axisY": {"domain": False, "ticks": False},
    "title": {
        "anchor": "start",
        "frame": "group",
        "fontSize": 15,
        "fontWeight": 600,
        "color": INK,
        "subtitleColor": QUIET,
        "subtitleFontSize": 13,
        "offset": 12,
    },
    "text": {"fontSize": 12.5, "color": INK},
}


def framed(layers: list[dict[str, Any]], message: str, subject: str, **size: int) -> dict[str, Any]:
    """A whole specification around some layers, the message as its title."""
    lines = wrap(message, LINE, break_long_words=False)
    title: dict[str, Any] = {"text": lines if len(lines) > 1 else message}
    if subject:
        title["subtitle"] = subject
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "width": size.get("width", WIDTH),
        "height": size.get("height", HEIGHT),
        "padding": 4,
        "title": title,
        "config": CONFIG,
        "layer": layers,
    }
