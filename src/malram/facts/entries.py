# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Lists of entries in a region's files, read key by key. All that is wrong is collected, with its place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

from malram.facts.authored import Entry, nearest, read_authored, shown, unknown_keys
from malram.facts.problems import Place, Problem
from malram.values import Period, PeriodError, exact, unit

ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
WIDEST = 2**63 - 1  # the largest whole number a database holds
DAYS = (date(1900, 1, 1), date(2100, 12, 31))


class EntryReader:
    """Reads the files of one room."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def wrong(self, code: str, place: Place, message: str, hint: str) -> None:
        self.problems.append(Problem(code, place, message, hint))

    def entries(self, path: Path, shown_as: str, needed: set[str], optional: set[str]) -> list[Entry]:
        """The posts of one file with every id its own. A region without the file has none."""
        if not path.exists():
            return []
        authored = read_authored(path, shown_as=shown_as)
        self.problems += authored.problems
        if authored.problems or authored.content is None:
            return []
        found = self._posts(authored.content, Place(shown_as, 1), needed | {"id"}, optional)
        seen: set[str] = set()
        for entry in found:
            name = str(entry.get("id"))
            if not ID.fullmatch(name):
                hint = "Skriv små bokstäver a–z, siffror och bindestreck."
                self.wrong("L007", entry.at("id"), f"'{shown(name)}' är inget id.", hint)
            if name in seen:
                self.wrong("L006", entry.at("id"), f"'{shown(name)}' står två gånger.", "Byt id på den ena.")
            seen.add(name)
        return [entry for entry in found if entry.get("id") is not None]

    def inner(self, entry: Entry, key: str, needed: set[str], optional: set[str]) -> list[Entry]:
        """The posts below a key, each with the keys that it needs; those that lack one are left out."""
        content = entry.get(key)
        if content is None:
            return []
        found = self._posts(content, entry.at(key), needed, optional)
        return [one for one in found if needed <= {name for name, value in one.items() if value is not None}]

    def below(self, entry: Entry, key: str, needed: set[str], optional: set[str]) -> Entry | None:
        """The keys and values below a key; None where there are none."""
        content = entry.get(key)
        found = [] if content is None else self._posts([content], entry.at(key), needed, optional)
        return found[0] if found else None

    def _posts(self, content: Any, place: Place, needed: set[str], optional: set[str]) -> list[Entry]:
        if not isinstance(content, list):
            self.wrong("L001", place, "Det står ingen lista här.", "Börja varje post med '- '.")
            return []
        found = []
        for one in content:
            if not isinstance(one, Entry):
                self.wrong("L001", place, f"'{shown(one)}' är ingen post.", "Skriv nycklar och värden.")
                continue
            self.problems += unknown_keys(one, needed | optional, "L002")
            for key in sorted(needed):
                if one.get(key) is None:
                    self.wrong("L003", one.place, f"Nyckeln '{key}' saknas.", f"Lägg till '{key}: …'.")
            found.append(one)
        return found

    def text(self, entry: Entry, key: str) -> str:
        """What stands there as text; nothing is nothing."""
        said = entry.get(key)
        return "" if said is None else str(said).strip()

    def named(self, entry: Entry, key: str, known: Iterable[str], what: str, listed_in: str = "") -> str:
        """A name that must be known, among those that a file lists; nothing where nothing stands."""
        name, names = self.text(entry, key), set(known)
        if name and name not in names:
            add = f" Lägg annars till den i {listed_in}." if listed_in else ""
            hint = nearest(name, names) + add
            self.wrong("L004", entry.at(key), f"{what} '{shown(name)}' finns inte.", hint)
        return name

    def all_named(self, entry: Entry, key: str, known: Iterable[str], what: str) -> tuple[str, ...]:
        """A list of names that must all be known; one name alone may stand without its brackets."""
        said, names = entry.get(key), set(known)
        listed = said if isinstance(said, list) else [] if said is None else [said]
        for name in listed:
            if str(name) not in names:
                self.wrong(
                    "L004", entry.at(key), f"{what} '{shown(name)}' finns inte.", nearest(str(name), names)
                )
        return tuple(map(str, listed))

    def word(self, entry: Entry, key: str, words: Iterable[str]) -> str:
        """One of a few words that the program knows."""
        said, known = self.text(entry, key), set(words)
        if said and said not in known:
            self.wrong("L004", entry.at(key), f"Okänt ord '{shown(said)}' för {key}.", nearest(said, known))
        return said

    def day(self, entry: Entry, key: str) -> date:
        said = entry.get(key)
        if isinstance(said, date) and type(said) is date and DAYS[0] <= said <= DAYS[1]:
            return said
        if said is not None:
            self.wrong("L005", entry.at(key), f"'{shown(said)}' är ingen dag.", "Skriv dagar som 2024-12-31.")
        return DAYS[0]

    def period(self, entry: Entry, key: str) -> str:
        """A period's shortest code; nothing where nothing can be read."""
        said = self.text(entry, key)
        try:
            return Period.parse(said).code if said else ""
        except PeriodError as error:
            self.wrong(
                "L005", entry.at(key), str(error), "Skriv 2024, 2024-T2, 2024-03 eller 2024-09/2025-03."
            )
            return ""

    def whole(self, entry: Entry, key: str, low: int, high: int) -> int:
        said = entry.get(key)
        if isinstance(said, int) and not isinstance(said, bool) and low <= said <= high:
            return said
        if said is not None:
            message = f"'{shown(said)}' är inget heltal från {low} till {high}."
            self.wrong("L005", entry.at(key), message, f"Skriv ett tal, till exempel {high}.")
        return low

    def smallest(self, entry: Entry, key: str, scale: str) -> int:
        """An amount counted in its smallest unit: öre of money, thousandths of anything else."""
        said = entry.get(key, 0)
        times = unit(scale).scale if unit(scale).kind == "money" else 1000
        number = _number(said)
        found = None if number is None else number * times
        if found is not None and found.denominator == 1 and abs(found.numerator) <= WIDEST:
            return found.numerator
        smallest = "ett öre" if unit(scale).kind == "money" else "en tusendel"
        hint = f"Skriv ett tal med decimalpunkt, i {scale}, inte finare än {smallest}."
        self.wrong("L005", entry.at(key), f"'{shown(said)}' går inte att läsa som ett belopp.", hint)
        return 0

    def no_rings(self, entries: Iterable[Entry], above: Mapping[str, str]) -> None:
        """Refuse what is a part of itself, however many steps round."""
        for entry in entries:
            name, seen = above.get(entry["id"], ""), set[str]()
            while name and name not in seen:
                seen.add(name)
                name = above.get(name, "")
            if entry["id"] in seen:
                self.wrong("L008", entry.place, f"'{entry['id']}' är en del av sig självt.", "Rätta part_of.")


def _number(said: object) -> Fraction | None:
    """A number as it is written in a file, exactly; None for what is none."""
    if said is None or isinstance(said, bool):
        return None
    try:
        return exact(Decimal(str(said)))
    except (ArithmeticError, ValueError):
        return None
