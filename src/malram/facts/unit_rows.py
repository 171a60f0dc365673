# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""A region's organisation.csv: one row per unit, span of days and day it became known.

A row known later never overwrites an earlier one: it corrects what was known from its own first day
and on, and the earlier row still tells what was known before it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby
from pathlib import Path

from malram.facts.authored import nearest
from malram.facts.authored_rows import Row, read_rows
from malram.facts.problems import Place, Problem

NOWHERE = Place("")
COLUMNS = ("unit", "parent", "name", "level", "regi", "valid_from", "valid_to")
OPTIONAL = ("known_from", "successor")
ALWAYS = date.min  # known since before anybody kept count


@dataclass(frozen=True)
class UnitRow:
    """A unit and where it stands, from a day to and including another, as known from a third.

    `successors` are the units that carry on from the day after the last: one after a merger or a change
    of id, several after a split, none after a closure.
    """

    unit: str
    parent: str
    name: str
    level: str
    regi: str = "own"
    valid_from: date = date.min
    valid_to: date | None = None
    place: Place = NOWHERE
    known_from: date = ALWAYS
    successors: tuple[str, ...] = ()

    @property
    def last(self) -> date:
        return self.valid_to or date.max

    def in_force(self, day: date) -> bool:
        return self.valid_from <= day <= self.last

    def overlaps(self, other: UnitRow) -> bool:
        return self.valid_from <= other.last and other.valid_from <= self.last


def known_rows(rows: Iterable[UnitRow], known_at: date | None = None) -> list[UnitRow]:
    """What was known on a day, or is known now: at most one row per unit and day, in the order of the file.

    What became known of a unit on one day replaces all that was known of it before, from its first day and
    on. Days before that keep what they had.
    """
    spans: dict[str, list[UnitRow]] = {}
    for row in rows:
        if known_at is None or row.known_from <= known_at:
            spans.setdefault(row.unit, []).append(row)
    return [row for spells in spans.values() for row in _corrected(spells)]


def _corrected(spells: list[UnitRow]) -> list[UnitRow]:
    """The rows of one unit, the later known upon the earlier."""
    if len(spells) == 1:  # as nearly all are
        return spells
    found: list[UnitRow] = []
    for _, together in groupby(sorted(spells, key=_known_from), key=_known_from):
        newer = sorted(together, key=lambda row: row.valid_from)
        first = newer[0].valid_from
        found = [_cut(row, first) for row in found if row.valid_from < first] + newer
    return found


def _known_from(row: UnitRow) -> date:
    return row.known_from


def _cut(row: UnitRow, first: date) -> UnitRow:
    """The row up to the day before `first`. What came after it is no longer what was said to."""
    if row.last < first:
        return row
    return replace(row, valid_to=first - timedelta(days=1), successors=())


def by_unit(rows: Iterable[UnitRow]) -> dict[str, list[UnitRow]]:
    """The rows of every unit, in the order of the rows."""
    spans: dict[str, list[UnitRow]] = {}
    for row in rows:
        spans.setdefault(row.unit, []).append(row)
    return spans


def read_units(path: Path) -> tuple[list[UnitRow], list[Problem]]:
    """Return the rows that can be read and everything that is wrong with the file."""
    found, problems = read_rows(path, COLUMNS, "O001")
    rows = [row for raw in found if (row := _read_row(raw, problems)) is not None]
    return rows, problems + check_units(rows)


def _read_row(raw: Row, problems: list[Problem]) -> UnitRow | None:
    place = raw.place
    if not raw["unit"]:
        problems.append(Problem("O012", place, "Enheten har inget id.", "Skriv id:t i kolumnen 'unit'."))
        return None
    try:
        valid_from = date.fromisoformat(raw["valid_from"])
        valid_to = date.fromisoformat(raw["valid_to"]) if raw["valid_to"] else None
        known_from = date.fromisoformat(raw["known_from"]) if raw.get("known_from") else ALWAYS
    except ValueError:
        problems.append(Problem("O002", place, "En dag går inte att läsa.", "Skriv dagar som 2024-12-31."))
        return None
    if valid_to is not None and valid_to < valid_from:
        problems.append(Problem("O003", place, "Sista dagen ligger före den första.", "Byt plats på dem."))
        return None
    texts = (raw["unit"], raw["parent"], raw["name"], raw["level"], raw["regi"])
    successors = tuple(raw.get("successor").split())
    return UnitRow(*texts, valid_from, valid_to, place, known_from, successors)


def check_units(rows: Sequence[UnitRow]) -> list[Problem]:
    """Everything wrong with the register as it was known on any day, each thing once."""
    problems = [*_overlapping(rows), *_wrong_successors(rows)]
    for known_at in sorted({row.known_from for row in rows}):
        spans = by_unit(known_rows(rows, known_at))
        for spells in spans.values():
            for row in spells:
                problems += _wrong_parent(row, spans)
                problems += _wrong_succession(row, spans)
    return list(dict.fromkeys(problems))


def _overlapping(rows: Iterable[UnitRow]) -> Iterator[Problem]:
    """Two rows of a unit that became known together and are about the same day."""
    seen: dict[tuple[str, date], list[UnitRow]] = {}
    for row in rows:
        together = seen.setdefault((row.unit, row.known_from), [])
        if any(row.overlaps(other) for other in together):
            hint = "Avsluta den förra raden dagen före, eller skriv i 'known_from' när den nya blev känd."
            yield Problem("O004", row.place, f"'{row.unit}' har två platser samma dag.", hint)
        together.append(row)


def _wrong_parent(row: UnitRow, spans: dict[str, list[UnitRow]]) -> Iterator[Problem]:
    """A parent that does not exist, that is not in force as long as the unit, or that stands below it."""
    if not row.parent:
        return
    if row.parent not in spans:
        message = f"Den överordnade enheten '{row.parent}' finns inte."
        yield Problem("O005", row.place, message, nearest(row.parent, set(spans)))
    elif _stands_below_itself(row, spans):
        hint = "Rätta en av raderna i ringen."
        yield Problem("O006", row.place, f"'{row.unit}' är överordnad sig själv.", hint)
    elif (gap := _first_day_without(spans[row.parent], row)) is not None:
        message = f"'{row.unit}' står under '{row.parent}', som inte finns {gap}."
        hint = f"Skriv en rad som säger var '{row.unit}' står från och med den dagen."
        yield Problem("O007", row.place, message, hint)


def _stands_below_itself(row: UnitRow, spans: dict[str, list[UnitRow]]) -> bool:
    """Follow the parents in force on the row's first day."""
    seen, above = {row.unit}, row.parent
    while above:
        if above in seen:
            return above == row.unit
        seen.add(above)
        now = next((up for up in spans.get(above, ()) if up.in_force(row.valid_from)), None)
        above = now.parent if now else ""
    return False


def _first_day_without(spells: list[UnitRow], row: UnitRow) -> date | None:
    """The first of the row's days that none of the spells holds."""
    day = row.valid_from
    for spell in sorted(spells, key=lambda spell: spell.valid_from):
        if spell.in_force(day):
            if spell.last >= row.last:
                return None
            day = spell.last + timedelta(days=1)
    return day


def _wrong_successors(rows: Sequence[UnitRow]) -> Iterator[Problem]:
    """Successors that no row names as units, and successors of what does not end."""
    known = {row.unit for row in rows}
    for row in rows:
        for name in row.successors:
            if name not in known:
                message = f"Efterträdaren '{name}' finns inte."
                yield Problem("O008", row.place, message, nearest(name, known))
        if row.successors and row.valid_to is None:
            hint = "Skriv enhetens sista dag i 'valid_to'."
            yield Problem("O009", row.place, f"'{row.unit}' har en efterträdare men ingen sista dag.", hint)


def _wrong_succession(row: UnitRow, spans: dict[str, list[UnitRow]]) -> Iterator[Problem]:
    """Successors that are not there the day after the unit's last, by a ring or otherwise."""
    if not row.successors or row.valid_to is None:
        return
    day = row.valid_to + timedelta(days=1)
    for name in row.successors:
        if name not in spans or any(spell.in_force(day) for spell in spans[name]):
            continue
        if row.unit in _followed_by(name, spans):
            hint = "Låt en av enheterna i ringen finnas kvar, eller ange en annan efterträdare."
            yield Problem("O010", row.place, f"'{row.unit}' efterträder sig själv.", hint)
        else:
            hint = f"Ange en enhet som finns då, eller ändra när '{name}' börjar eller slutar."
            yield Problem("O011", row.place, f"Efterträdaren '{name}' finns inte {day}.", hint)


def _followed_by(unit: str, spans: dict[str, list[UnitRow]]) -> set[str]:
    """All that carries on from a unit, in any number of steps; itself too when they lead back to it."""
    found: set[str] = set()
    ahead = [unit]
    while ahead:
        later = {name for row in spans.get(ahead.pop(), ()) for name in row.successors} - found
        found |= later
        ahead += later
    return found
