# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Risks in a matrix: likelihood by consequence, with how many there are in each cell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from malram.charts import style
from malram.charts.chart import Chart

CELL = 62
# Light to dark; what a cell holds is written in it, so no colour stands alone.
SHADES = ("#eef3f7", "#d3e1ec", "#f6dcb8", "#efb98a")


def matrix(
    places: Iterable[tuple[int, int]],
    likelihood: Sequence[str],
    consequence: Sequence[str],
    title: str,
    *,
    id: str = "matrix",
) -> Chart:
    """Draw risks at (likelihood, consequence), both counted from 1, the gravest at the top right."""
    counted = Counter(places)
    rows = [
        {
            "likelihood": word,
            "consequence": grave,
            "text": str(counted[i, j]) if counted[i, j] else "",
            "colour": _shade(i * j, len(likelihood) * len(consequence)),
        }
        for i, word in enumerate(likelihood, start=1)
        for j, grave in enumerate(consequence, start=1)
    ]
    x = _axis("consequence", "Konsekvens", consequence, 0)
    y = _axis("likelihood", "Sannolikhet", list(reversed(likelihood)), 0)
    colour = {"field": "colour", "type": "nominal", "scale": None}
    cells: dict[str, Any] = {
        "data": {"values": rows},
        "mark": {"type": "rect", "stroke": "white", "strokeWidth": 2},
        "encoding": {"x": x, "y": y, "color": colour},
    }
    texts: dict[str, Any] = {
        "data": {"values": [row for row in rows if row["text"]]},
        "mark": {"type": "text", "fontSize": 17, "fontWeight": 600},
        "encoding": {"x": x, "y": y, "text": {"field": "text", "type": "nominal"}},
    }
    size = {"width": CELL * 2 * len(consequence), "height": CELL * len(likelihood)}
    spec = style.framed([cells, texts], title, "", **size)
    return Chart(id, spec, title, _alternative(title, counted, likelihood, consequence), _rows(rows))


def _axis(field: str, title: str, words: Sequence[str], angle: int) -> dict[str, Any]:
    drawn = {"title": title, "labelAngle": angle, "domain": False, "ticks": False}
    return {"field": field, "type": "nominal", "sort": list(words), "axis": drawn}


def _shade(value: int, highest: int) -> str:
    """One of four shades by how large the product is of the largest there can be."""
    return SHADES[min(len(SHADES) - 1, (value - 1) * len(SHADES) // highest)]


def _alternative(
    title: str, counted: Counter[tuple[int, int]], likelihood: Sequence[str], consequence: Sequence[str]
) -> str:
    listed = "; ".join(
        f"{likelihood[i - 1]} och {consequence[j - 1]}: {n}"
        for (i, j), n in sorted(counted.items(), reverse=True)
    )
    return f"Riskmatris: {title}. {listed}."


def _rows(rows: Sequence[dict[str, str]]) -> tuple[tuple[str, ...], ...]:
    head = ("Sannolikhet", "Konsekvens", "Risker")
    return (head, *((row["likelihood"], row["consequence"], row["text"]) for row in rows if row["text"]))
