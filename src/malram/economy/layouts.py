# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""A statement layout is data: which lines, which measures they show, with which sign."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from malram.facts.authored import Entry, nearest, read_authored, unknown_keys
from malram.facts.problems import Place, Problem

LAYOUT_KEYS = {"id", "title", "board", "unit", "note", "lines"}
LINE_KEYS = {"id", "label", "outcome", "budget", "role", "sign", "note"}
ROLES = {"item", "of-which", "subtotal", "total"}


@dataclass(frozen=True)
class Line:
    """One line. `sign` is how the line is printed: −1 turns an income, negative in the ledger, positive."""

    id: str
    label: str
    outcome: str
    budget: str | None
    role: str
    sign: int
    note: str = ""


@dataclass(frozen=True)
class Layout:
    """The lines of a board's statement, in order."""

    id: str
    title: str
    board: str
    lines: tuple[Line, ...]
    note: str = ""


def load_layout(
    path: Path, measures: set[str], board: str | None = None
) -> tuple[Layout | None, list[Problem]]:
    """Read one layout; every measure it names must exist. `board` passes over the others' layouts."""
    authored = read_authored(path, shown_as=f"statements/{path.name}")
    problems = list(authored.problems)
    entry = authored.content
    if not isinstance(entry, Entry):
        hint = "Börja med 'id: …', 'title: …' och 'lines:'."
        return None, [
            *problems,
            Problem("E001", Place(f"statements/{path.name}", 1), "Ingen uppställning.", hint),
        ]
    if board is not None and entry.get("board") != board:
        return None, []
    problems += unknown_keys(entry, LAYOUT_KEYS, "E002")
    lines = [_line(raw, measures, problems) for raw in entry.get("lines", ())]
    for key in ("id", "title", "board", "lines"):
        if key not in entry:
            problems.append(
                Problem("E003", entry.place, f"Nyckeln '{key}' saknas.", f"Lägg till '{key}: …'.")
            )
    if problems:
        return None, problems
    return Layout(entry["id"], entry["title"], entry["board"], tuple(lines), entry.get("note", "")), []


def _line(raw: Entry, measures: set[str], problems: list[Problem]) -> Line:
    problems += unknown_keys(raw, LINE_KEYS, "E002")
    for key in ("id", "label", "outcome"):
        if key not in raw:
            problems.append(Problem("E003", raw.place, f"Raden saknar '{key}'.", f"Lägg till '{key}: …'."))
    for key in ("outcome", "budget"):
        if raw.get(key) and raw[key] not in measures:
            message = f"Måttet '{raw[key]}' finns inte."
            problems.append(Problem("E004", raw.at(key), message, nearest(raw[key], measures)))
    role = raw.get("role", "item")
    if role not in ROLES:
        problems.append(
            Problem("E005", raw.at("role"), f"Okänd radroll '{role}'.", nearest(str(role), ROLES))
        )
    sign = int(raw.get("sign", 1))
    return Line(
        raw.get("id", ""),
        raw.get("label", ""),
        raw.get("outcome", ""),
        raw.get("budget"),
        role,
        sign,
        raw.get("note", ""),
    )
