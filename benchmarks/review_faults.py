# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Eight ways to spoil one figure or one word of a report.

A change that rounding could explain is no fault, and is not made.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from random import Random

from benchmarks.review_cases import Cell, Report, SentenceCase, TableCase, shown


@dataclass(frozen=True)
class Fault:
    """What was spoilt: part and line within it, what stood there and what stands there now."""

    kind: str
    part: int
    line: int
    old: str
    new: str


def spoil(made: Report, kind: str, random: Random) -> Fault | None:
    """Plant one fault of a kind, in place; None when this report has no room for it."""
    return _FAULTS[kind](made, random)


def _in_tables(
    made: Report,
    random: Random,
    change: Callable[[Cell, list[Cell], Random], str | None],
    kind: str,
    wanted: Callable[[TableCase, int, Cell], bool],
) -> Fault | None:
    places = [
        (at, part, row, cell)
        for at, part in enumerate(made.parts)
        if isinstance(part, TableCase)
        for row, cells in enumerate(part.rows)
        for cell in cells
        if cell.text and wanted(part, row, cell)
    ]
    random.shuffle(places)
    for at, part, row, cell in places:
        new = change(cell, part.rows[row], random)
        if new is not None and _tells(cell.text, new):
            old, cell.text = cell.text, new
            return Fault(kind, at, row + 2, old, new)
    return None


def _tells(old: str, new: str) -> bool:
    """Whether a change is too large for rounding to explain: over 2 per cent and over 8 in the last place."""
    before, after = _value(old), _value(new)
    unit = Fraction(1, 10) if "," in old else Fraction(1)
    return before != after and abs(after - before) > max(8 * unit, abs(before) / 50)


def _value(text: str) -> Fraction:
    return Fraction(re.sub(r"[^\d,\-]", "", text).replace(",", "."))


def _digits(text: str) -> list[int]:
    return [at for at, sign in enumerate(text) if sign.isdigit()]


def _regrouped(text: str) -> str:
    """Put the thousands' spaces where they belong after a digit has come or gone."""
    match = re.fullmatch(r"([+-]?)([\d ]+)(,\d+)?( %)?", text)
    if match is None:
        return text
    whole = f"{int(match[2].replace(' ', '')):,}".replace(",", " ")
    return f"{match[1]}{whole}{match[3] or ''}{match[4] or ''}"


def _swapped(cell: Cell, row: list[Cell], random: Random) -> str | None:
    at = _digits(cell.text)
    pairs = [(a, b) for a, b in pairwise(at) if cell.text[a] != cell.text[b]]
    pairs = [(a, b) for a, b in pairs if not (a == at[0] and cell.text[b] == "0")]
    if not pairs:
        return None
    a, b = random.choice(pairs)
    signs = list(cell.text)
    signs[a], signs[b] = signs[b], signs[a]
    return "".join(signs)


def _dropped(cell: Cell, row: list[Cell], random: Random) -> str | None:
    at = _digits(cell.text.split(",")[0])
    if len(at) < 3:
        return None
    out = random.choice(at[1:])
    return _regrouped(cell.text[:out] + cell.text[out + 1 :])


def _turned(cell: Cell, row: list[Cell], random: Random) -> str | None:
    return cell.text[1:] if cell.text.startswith("-") else f"-{cell.text}"


def _last_years(cell: Cell, row: list[Cell], random: Random) -> str | None:
    return next((other.text for other in row if other.role == "before"), None)


def _off(cell: Cell, row: list[Cell], random: Random) -> str | None:
    decimals = 1 if "," in cell.text else 0
    return shown(_value(cell.text) * (100 + random.choice((-1, 1)) * random.randint(3, 15)) / 100, decimals)


def _percent_off(cell: Cell, row: list[Cell], random: Random) -> str | None:
    suffix = " %" if cell.text.endswith("%") else ""
    moved = Fraction(random.choice((-1, 1)) * random.randint(9, 60), 10)
    return shown(_value(cell.text) + moved, 1) + suffix


def _scaled(cell: Cell, row: list[Cell], random: Random) -> str | None:
    """Thousands in a table of millions, or a comma where the space of the thousands was."""
    if re.fullmatch(r"\d{1,3} \d{3}", cell.text):
        return cell.text.replace(" ", ",")
    return shown(_value(cell.text) * 1000, 0) if "," in cell.text else None


def _wrong_word(made: Report, random: Random) -> Fault | None:
    places = [
        (at, part) for at, part in enumerate(made.parts) if isinstance(part, SentenceCase) and part.direction
    ]
    if not places:
        return None
    at, part = random.choice(places)
    assert part.direction
    old, new = part.direction
    part.text = part.text.replace(old, new)
    return Fault("wrong direction word", at, 0, old, new)


def _sentence_percent(made: Report, random: Random) -> Fault | None:
    """A percentage of a sentence, or of a table: whichever is drawn."""
    places = [
        (at, part, match)
        for at, part in enumerate(made.parts)
        if isinstance(part, SentenceCase)
        for match in re.finditer(r"«([\d,]+)»(?= procent[,.)])", part.text)
        if "från" not in part.text.split("«")[0]
    ]
    if not places or random.random() < 0.5:
        return _in_tables(
            made, random, _percent_off, "wrong percentage", lambda _, __, cell: cell.role == "percent"
        )
    at, part, match = random.choice(places)
    old = match[1]
    new = shown(_value(old) + random.randint(3, 12), 1 if "," in old else 0)
    part.text = part.text[: match.start(1)] + new + part.text[match.end(1) :]
    return Fault("wrong percentage", at, 0, old, new)


def _unit_slip(made: Report, random: Random) -> Fault | None:
    """Thousands for millions in a sentence, or a figure of another scale in a table."""
    places = [
        (at, part)
        for at, part in enumerate(made.parts)
        if isinstance(part, SentenceCase) and part.text.count(" mnkr") > 1
    ]
    if not places or random.random() < 0.5:
        roles = ("outcome", "budget", "part")
        return _in_tables(made, random, _scaled, "unit slip", lambda _, __, cell: cell.role in roles)
    at, part = random.choice(places)
    spots = [match.start() for match in re.finditer(" mnkr", part.text)]
    spot = random.choice(spots)
    part.text = part.text[:spot] + " tkr" + part.text[spot + 5 :]
    return Fault("unit slip", at, 0, "mnkr", "tkr")


def _any_amount(table: TableCase, row: int, cell: Cell) -> bool:
    return cell.role in ("outcome", "budget", "before", "deviation", "part", "frame")


_FAULTS: dict[str, Callable[[Report, Random], Fault | None]] = {
    "digits swapped": lambda made, random: _in_tables(made, random, _swapped, "digits swapped", _any_amount),
    "digit dropped": lambda made, random: _in_tables(made, random, _dropped, "digit dropped", _any_amount),
    "sign": lambda made, random: _in_tables(
        made, random, _turned, "sign", lambda _, __, cell: cell.role in ("deviation", "percent")
    ),
    "last year's row": lambda made, random: _in_tables(
        made, random, _last_years, "last year's row", lambda _, __, cell: cell.role == "outcome"
    ),
    "wrong total": lambda made, random: _in_tables(
        made,
        random,
        _off,
        "wrong total",
        lambda part, row, cell: row in part.totals and cell.role != "percent",
    ),
    "wrong percentage": _sentence_percent,
    "wrong direction word": _wrong_word,
    "unit slip": _unit_slip,
}
KINDS = tuple(_FAULTS)
