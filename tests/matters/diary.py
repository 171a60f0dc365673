# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""A small diary: three matters of one board and one of another, as the diary's system gives them."""

from __future__ import annotations

from pathlib import Path

from malram.accounts.actors import SYSTEM
from malram.facts.contracts import CONTRACTS
from malram.facts.intake import Receipt, intake
from malram.facts.mapping import Mapping
from malram.facts.store import Store
from malram.facts.units import UnitRegister
from malram.matters.actions import Refreshed, refresh_register
from malram.matters.diary import diary_rows

HEADER = "Diarienr;Typ;Rubrik;Från;Enhet;Instans;Händelse;Dag;Gäller\n"
ROWS = (
    "A/1;motion;Fler tider;KD;{a};fullmäktige;uppdrag;2024-02-13;\n"
    "A/2;nämndärende;Månadsuppföljning 2024;;{a};nämnden;beslut;2024-03-26;Månadsuppföljning 2024 - mars\n"
    "A/1;motion;Fler tider på kvällen;KD;{a};fullmäktige;beredd;2024-05-28;\n"
    "A/2;nämndärende;Månadsuppföljning 2024;;{a};nämnden;beslut;2024-05-28;Månadsuppföljning 2024 - april\n"
    "A/3;medborgarförslag;Bänkar i parken;;{a};nämnden;besvarad;2025-01-28;\n"
    "B/1;motion;Snabbare bussar;L;{b};fullmäktige;beredd;2024-06-11;\n"
)
COLUMNS = {
    "Diarienr": "case_number",
    "Typ": "kind",
    "Rubrik": "title",
    "Från": "party",
    "Enhet": "unit",
    "Instans": "forum",
    "Händelse": "event",
    "Dag": "date",
    "Gäller": "about",
}
WORDS = {
    "event": {
        "inkommen": "received",
        "uppdrag": "assigned",
        "beredd": "prepared",
        "beslut": "decided",
        "besvarad": "answered",
    }
}


def mapping(encoding: str = "utf-8") -> Mapping:
    return Mapping("diary", CONTRACTS["diary"], COLUMNS, encoding=encoding, values=WORDS)


def rows(a: str, b: str) -> str:
    return ROWS.format(a=a, b=b)


def send(home: Path, text: str | bytes, units: tuple[str, ...], encoding: str = "utf-8") -> Receipt:
    """Take a diary file in, under a name that replaces what was sent before."""
    path = home / "diarium.csv"
    path.write_bytes(text if isinstance(text, bytes) else (HEADER + text).encode(encoding))
    known = UnitRegister.of([{"unit": unit, "valid_from": "2021-01-01", "valid_to": ""} for unit in units])
    return intake(Store(home / "facts"), path, mapping(encoding), known)


def refresh(home: Path) -> Refreshed:
    return refresh_register(actor=SYSTEM, rows=diary_rows(Store(home / "facts")))
