# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The units that ledger rows and employments carry: the leaves of the two boards' own organisation."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

import malram

REGION = Path(malram.__file__).parent / "regions" / "varmland"
HSN, RS = "hsn", "rs"
BOARDS = {"halso-och-sjukvarden": HSN, "regionstyrelsen": RS}
GROUPS = ("region-it", "regionfastigheter", "rlk-ovriga-verksamheter", "vo-52", "vo-90")

# Roughly how many people work at a unit of each level; the plan's områden hold no staff of their own.
PEOPLE = {
    "vardcentral": 48, "vardavdelning": 62, "mottagning": 58, "klinik": 26, "kostnadsstalle": 84,
    "enhet": 24, "verksamhet": 150,
}  # fmt: skip
PEOPLE_AT = {
    "medicinkliniken": 240, "kirurgkliniken-csk": 190, "akutmottagningen-csk": 150, "csk-operation": 260,
    "1177-pa-telefon": 60, "larm-och-ledningscentral": 45, "hs-kopt-vard": 4, "hs-lakemedel": 38,
    "samtalsmottagningen-torsby": 9, "rontgenmottagningen-arvika": 18, "regionservice-stad": 320,
    "regionservice-kost": 150, "bild-och-funktionsdiagnostik": 260, "laboratoriemedicin": 280,
}  # fmt: skip
CENTRAL = ("hs-ledning", "hs-kopt-vard", "hs-lakemedel")
SERVICE = ("regionservice-kost", "regionservice-stad", "regionservice-transport", "regionservice-hjalpmedel")


@dataclass(frozen=True)
class CostCentre:
    """A leaf with its board, the group its money is planned in, its level and its size in people."""

    id: str
    board: str
    group: str
    level: str
    people: float


def cost_centres() -> tuple[CostCentre, ...]:
    """All leaves in own regi throughout, below the health care administration or the regional executive."""
    rows = _units()
    parents = {row["unit"]: row["parent"] for row in rows}
    inner = set(parents.values())
    return tuple(
        CostCentre(row["unit"], board, group, row["level"], _people(row))
        for row in rows
        if row["unit"] not in inner
        and row["level"] in PEOPLE
        and row["regi"] == "own"
        and not row["valid_to"]
        for board, group in [_place(row["unit"], parents)]
        if board and row["valid_from"] < "2022"
    )


def of_board(board: str) -> tuple[CostCentre, ...]:
    return tuple(centre for centre in cost_centres() if centre.board == board)


def _units() -> list[dict[str, str]]:
    with (REGION / "organisation.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _place(unit: str, parents: dict[str, str]) -> tuple[str, str]:
    """The board above a unit, and the group of the executive's plan it belongs to."""
    group = ""
    while unit:
        group = unit if unit in GROUPS else group
        if unit in BOARDS:
            return BOARDS[unit], group or "hsn"
        unit = parents.get(unit, "")
    return "", ""


def _people(row: dict[str, str]) -> float:
    """The size of a unit, a little different for each so that no two are alike."""
    size = PEOPLE_AT.get(row["unit"], PEOPLE[row["level"]])
    return size * (0.8 + sum(map(ord, row["unit"])) % 41 / 100)
