# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""From specification to picture, without a browser."""

from __future__ import annotations

import json
import re
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import vl_convert

from malram.charts.chart import Chart

FONTS = Path(__file__).resolve().parents[1] / "look" / "fonts"
VEGA_LITE = "5.21"
LOCALE = {"format_locale": "sv-SE", "time_format_locale": "sv-SE"}


@cache
def _register_fonts() -> None:
    """Our own type for charts; without the folder the program's built-in one is used."""
    if FONTS.is_dir():
        vl_convert.register_font_directory(str(FONTS))


def svg(chart: Chart | dict[str, Any], prefix: str = "") -> str:
    """The drawing as SVG; `prefix` keeps the ids inside it apart when one page shows many charts."""
    drawn = _drawn(json.dumps(_spec(chart), sort_keys=True))
    prefix = prefix or (chart.id if isinstance(chart, Chart) else "")
    if not prefix:
        return drawn
    drawn = re.sub(r'\bid="([^"]+)"', rf'id="{prefix}-\1"', drawn)
    return re.sub(r"url\(#([^)]+)\)", rf"url(#{prefix}-\1)", drawn)


def png(chart: Chart | dict[str, Any], scale: float = 2.5) -> bytes:
    """The drawing as PNG, for Word, which shows no SVG in its older versions."""
    return vl_convert.svg_to_png(_drawn(json.dumps(_spec(chart), sort_keys=True)), scale=scale)


@lru_cache(maxsize=256)  # one report draws each chart three times: page, PDF and Word
def _drawn(spec: str) -> str:
    _register_fonts()
    return vl_convert.vegalite_to_svg(json.loads(spec), vl_version=VEGA_LITE, **LOCALE)


def _spec(chart: Chart | dict[str, Any]) -> dict[str, Any]:
    return chart.spec if isinstance(chart, Chart) else chart
