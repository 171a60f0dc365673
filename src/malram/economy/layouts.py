# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads the files of layouts: their lines, their columns, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

from malram.economy.columns import AMOUNTS
from malram.economy.definitions import (
    COMPARED,
    PERIODS,
    SIGNS,
    WHOLE_YEAR,
    Column,
    Layout,
    Line,
    Tolerance,
)
from malram.facts.authored import (
    Entry,
    entries_below,
    nearest,
    posts_of,
    read_authored,
    shown,
    texts_in,
    unknown_keys,
)
from malram.facts.problems import Place, Problem
from malram.measures.region import catalogue_of

LAYOUT_KEYS = {
    *("id", "title", "board", "unit", "note", "lines", "columns"),
    *("variant_of", "gross_cost", "reason_beyond", "outside", "reported_for"),
}
LINE_KEYS = {"id", "label", "outcome", "budget", "role", "sign", "note"}
AMOUNT_KEYS = {"id", "kind", "head", "period", "years", "sign"}
WHOLE_YEAR_KEYS = {"id", "kind", "head", "sign"}
COMPARED_KEYS = {"id", "kind", "head", "of", "base", "sign"}
FAR = 20  # years from the one that is asked for
ROLES = {"item", "of-which", "subtotal", "total"}


def lines_of(region: Path) -> frozenset[str]:
    """The measures that some statement of the region has a line for. Raises `DefinitionsError`."""
    layouts, _ = load_layouts(region / "statements", catalogue_of(region).ids)
    return frozenset(line.outcome for layout in layouts for line in layout.lines)


def load_layouts(
    folder: Path, measures: Collection[str], board: str | None = None
) -> tuple[list[Layout], list[Problem]]:
    """The layouts of a folder that are right, and all problems. `board` passes over the others' layouts."""
    read = [_read(path, set(measures), board) for path in sorted(folder.glob("*.yaml"))]
    problems = [problem for _, found in read for problem in found]
    layouts: dict[str, Layout] = {}
    for layout, _ in read:
        if layout is not None and layouts.setdefault(layout.id, layout) is not layout:
            message = f"Uppställningen '{layout.id}' finns redan i {layouts[layout.id].place.file}."
            problems.append(Problem("E013", layout.place, message, "Ge den ena ett annat id."))
    for layout in list(layouts.values()):
        if layout.variant_of and layout.variant_of not in layouts:
            message = f"Ingen annan uppställning heter '{layout.variant_of}'."
            problems.append(Problem("E009", layout.place, message, nearest(layout.variant_of, [*layouts])))
            del layouts[layout.id]
        elif not layout.lines:
            layouts[layout.id] = replace(layout, lines=layouts[layout.variant_of].lines)
    return list(layouts.values()), problems


def _read(path: Path, measures: set[str], board: str | None) -> tuple[Layout | None, list[Problem]]:
    """One layout; every measure it names must exist."""
    authored = read_authored(path, shown_as=f"statements/{path.name}")
    problems = list(authored.problems)
    entry = authored.content
    if not isinstance(entry, Entry):
        hint = "Börja med 'id: …', 'title: …', 'board: …', 'columns:' och 'lines:'."
        none = Problem("E001", Place(f"statements/{path.name}", 1), "Ingen uppställning.", hint)
        return None, problems or [none]
    if board is not None and entry.get("board") != board:
        return None, []
    problems += unknown_keys(entry, LAYOUT_KEYS, "E002")
    problems += texts_in(
        entry, ("id", "title", "board", "unit", "note", "variant_of", "gross_cost", "reported_for"), "E014"
    )
    columns = _columns(entries_below(entry, "columns", "E014", problems), problems)
    lines = [_line(raw, measures, problems) for raw in entries_below(entry, "lines", "E014", problems)]
    needed = ("id", "title", "board", "columns") + (() if "variant_of" in entry else ("lines",))
    _needs(entry, needed, "Nyckeln", problems)
    beyond = _tolerance(entry, problems)
    _known_measures(entry, ("gross_cost",), measures, problems)
    if problems:
        return None, problems
    return (
        Layout(
            entry["id"],
            entry["title"],
            entry["board"],
            tuple(lines),
            tuple(columns),
            entry.get("note", ""),
            entry.get("variant_of", ""),
            beyond,
            entry.get("gross_cost", ""),
            tuple(map(str, posts_of(entry.get("outside")))),
            entry.get("reported_for", ""),
            entry.place,
        ),
        [],
    )


def _tolerance(entry: Entry, problems: list[Problem]) -> Tolerance | None:
    """How far a forecast may be from the baseline without a reason: whole percent, and whole tkr."""
    raw = entry.get("reason_beyond")
    if raw is None:
        return None
    numbers = [raw.get(key) for key in ("percent", "tkr")] if isinstance(raw, Entry) else []
    if not numbers or len(raw) != 2 or not all(type(one) is int and 0 <= one < 10**9 for one in numbers):
        hint = "Skriv till exempel 'reason_beyond: {percent: 3, tkr: 500}'."
        message = "'reason_beyond' är två hela tal, procent och tkr."
        problems.append(Problem("E020", entry.at("reason_beyond"), message, hint))
        return None
    return Tolerance(raw["percent"], raw["tkr"] * 1000 * 100)


def _needs(entry: Entry, keys: tuple[str, ...], what: str, problems: list[Problem]) -> None:
    said = "Nyckeln '{}' saknas." if what == "Nyckeln" else what + " saknar '{}'."
    problems += [
        Problem("E003", entry.place, said.format(key), f"Lägg till '{key}: …'.")
        for key in keys
        if key not in entry or entry[key] in ([], None)
    ]


def _line(raw: Entry, measures: set[str], problems: list[Problem]) -> Line:
    problems += unknown_keys(raw, LINE_KEYS, "E002")
    _needs(raw, ("id", "label", "outcome"), "Raden", problems)
    _known_measures(raw, ("outcome", "budget"), measures, problems)
    problems += texts_in(raw, ("id", "label", "outcome", "budget", "note"), "E014")
    if raw.get("sign", 1) not in (1, -1):
        message = f"'sign' kan inte vara '{shown(raw['sign'])}'."
        problems.append(Problem("E006", raw.at("sign"), message, "Skriv 1, eller -1 för ombytt tecken."))
    role = raw.get("role", "item")
    if role not in ROLES:
        problems.append(
            Problem("E005", raw.at("role"), f"Okänd radroll '{shown(role)}'.", nearest(str(role), ROLES))
        )
    return Line(
        raw.get("id", ""),
        raw.get("label", ""),
        raw.get("outcome", ""),
        raw.get("budget"),
        role,
        raw.get("sign", 1),
        raw.get("note", ""),
        place=raw.place,
    )


def _known_measures(raw: Entry, keys: tuple[str, ...], measures: set[str], problems: list[Problem]) -> None:
    for key in keys:
        if raw.get(key) and raw[key] not in measures:
            message = f"Måttet '{shown(raw[key])}' finns inte."
            problems.append(Problem("E004", raw.at(key), message, nearest(raw[key], measures)))


def _columns(entries: list[Entry], problems: list[Problem]) -> list[Column]:
    """The columns from left to right; a comparison may only use those before it."""
    columns: list[Column] = []
    for raw in entries:
        column = _column(raw, [one.id for one in columns], problems)
        if any(column.id == one.id for one in columns):
            message = f"Kolumnen '{column.id}' står två gånger."
            problems.append(Problem("E008", raw.at("id"), message, "Ge den ena ett annat id."))
        columns.append(column)
    return columns


def _column(raw: Entry, before: list[str], problems: list[Problem]) -> Column:
    kind = raw.get("kind", "")
    compares = kind in COMPARED
    problems += texts_in(raw, ("id", "head"), "E014")
    if not isinstance(raw.get("years", 0), int) or abs(raw.get("years", 0)) > FAR:
        message = f"'years' kan inte vara '{shown(raw['years'])}'."
        problems.append(Problem("E006", raw.at("years"), message, "Skriv -1 för året före."))
    problems += unknown_keys(raw, _keys(kind), "E002")
    _needs(raw, ("id", "kind", "head"), "Kolumnen", problems)
    for key, known in (("kind", (*AMOUNTS, *COMPARED)), ("period", PERIODS), ("sign", SIGNS)):
        _one_of(raw, key, known, problems)
    if compares:
        named = ("of", "base") if kind == "percent" else ("of",)
        _needs(raw, named, "Kolumnen", problems)
        _known_columns(raw, before, problems)
    of = raw.get("of", ())
    return Column(
        raw.get("id", ""),
        kind,
        raw.get("head", ""),
        raw.get("period", "year" if kind in WHOLE_YEAR else "asked"),
        raw.get("years", 0),
        (of[0], of[1]) if isinstance(of, list) and len(of) == 2 else (),
        raw.get("base", ""),
        raw.get("sign", "line"),
        _month(raw, problems),
    )


def _keys(kind: str) -> set[str]:
    if kind in COMPARED:
        return COMPARED_KEYS
    if kind not in WHOLE_YEAR:
        return AMOUNT_KEYS
    return WHOLE_YEAR_KEYS | ({"occasion"} if kind == "forecast" else set())


def _month(raw: Entry, problems: list[Problem]) -> int:
    """The follow-up whose forecast the column shows, by its last month; 0 for the last one given."""
    month = raw.get("occasion", 0)
    if "occasion" in raw and (type(month) is not int or not 1 <= month <= 12):
        message = f"'occasion' kan inte vara '{shown(month)}'."
        problems.append(Problem("E006", raw.at("occasion"), message, "Skriv månadens nummer, 1 till 12."))
        return 0
    return month


def _one_of(raw: Entry, key: str, known: Collection[str], problems: list[Problem]) -> None:
    if key in raw and raw[key] not in known:
        message = f"'{key}' kan inte vara '{shown(raw[key])}'."
        problems.append(Problem("E006", raw.at(key), message, nearest(str(raw[key]), set(known))))


def _known_columns(raw: Entry, before: list[str], problems: list[Problem]) -> None:
    """Two columns are compared, in percent of one more, and all stand to the left."""
    of, base = raw.get("of"), raw.get("base")
    if of is not None and (not isinstance(of, list) or len(of) != 2):
        message = "'of' är två kolumner, den andra dras från den första."
        problems.append(Problem("E007", raw.at("of"), message, "Skriv till exempel [budget, outcome]."))
        return
    for key, name in (*(("of", one) for one in of or ()), *((("base", base),) if base else ())):
        if name not in before:
            message = f"Ingen kolumn före '{raw.get('id')}' heter '{shown(name)}'."
            problems.append(Problem("E007", raw.at(key), message, nearest(str(name), before)))
