# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The page about units, for those who write definitions."""

from __future__ import annotations

from malram.values.units import SCALE_WORDS, SPELLINGS, UNITS, Unit

KINDS = {
    "plain": "tal",
    "share": "andel",
    "points": "skillnad mellan andelar",
    "money": "pengar",
    "count": "antal",
    "rate": "kvot",
    "time": "tid",
    "area": "yta",
    "intensity": "förbrukning",
    "index": "index",
    "word": "ord",
}


def unit_page() -> str:
    """Return docs/reference/units.md: every unit with what is printed and what can be read."""
    rows = [_HEAD, "| kod | trycks | slag | läses också |\n| --- | --- | --- | --- |"]
    rows += [_row(unit) for unit in UNITS.values()]
    words = ", ".join(f"`{word}` (10^{power})" for word, power in SCALE_WORDS.items())
    return "\n".join([*rows, "", f"Ett utskrivet tiotal flyttar talet: {words}.", ""])


def _row(unit: Unit) -> str:
    shown = unit.symbol.replace("\N{NO-BREAK SPACE}", " ") or "bara talet"
    if unit.code == "ja/nej":
        shown = "ja eller nej"
    if unit.singular:
        shown += f" (ett: {unit.singular})"
    also = ", ".join(f"`{spelling}`" for spelling in _spellings(unit))
    code = unit.code or '""'
    return f"| `{code}` | {shown} | {KINDS[unit.kind]} | {also} |"


def _spellings(unit: Unit) -> list[str]:
    """What is read as this unit besides its code."""
    return sorted(
        spelling for spelling, found in SPELLINGS.items() if found is unit and spelling != unit.code
    )


_HEAD = """<!--
SPDX-FileCopyrightText: 2026 The Målram contributors
SPDX-License-Identifier: EUPL-1.2
-->
# Enheter

Skriven av `malram.values.unit_page.unit_page()`; ändra i `malram/values/units.py`. Koden står i måttens och
indikatorernas `unit`. Pengar räknas i hela ören och delas först när de trycks. Skillnaden mellan två andelar
trycks i procentenheter.
"""
