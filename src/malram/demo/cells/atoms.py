# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The rows a region's demo is made of, as its `demo/cells/*.yaml` declares them.

```yaml
- contract: contacts
  periods: [2023, 2024]     # each period's rows are fitted by themselves; at: end puts them in its last month
  season: vard              # how the rows fall on the months; even without it
  set:                      # what the rows hold
    kind: lakarbesok        #   one value
    care: [somatik, psykiatri]       #   a list: rows of their own for each, fitted by themselves
    unit: {kirurgen: 3, ortopeden: 2}  # shares: rows divided as three to two
    days: {from: 0, to: 30}          #   a span: any whole number in it
  parts: [{…}, {…}]         # more of `set`, rows of their own for each
  total: 1200               # rows of all parts together in a period, where nothing printed says it
  rows: 12                  # rows of each kind in a period, where not their number but their sum is fitted
  sum: [amount]             # columns whose sum is fitted, each with its bounds: {answer: [1, 5]}
  fixed: {amount: 12.5}     # sums that are declared
```
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import product
from pathlib import Path
from typing import Any

from malram.facts.authored import Entry, nearest, posts_of, read_authored, shown, unknown_keys
from malram.facts.contract import Contract
from malram.facts.contracts import CONTRACTS
from malram.facts.problems import Place, Problem
from malram.values import Period, PeriodError

KEYS = {"contract", "periods", "at", "season", "set", "parts", "total", "rows", "sum", "fixed"}
FOLDER = "demo/cells"
MOST = 10**15  # no column holds a greater number
STORED = {"milli": 1000, "ore": 100}


@dataclass(frozen=True)
class Span:
    """Any whole number from one to another, both included."""

    low: int
    high: int


@dataclass(frozen=True)
class Shares:
    """Rows divided among values by weight."""

    weights: tuple[tuple[Any, float], ...]


@dataclass(frozen=True)
class Atom:
    """Rows that are alike in all a measure asks for. `count` is None where it is fitted.

    `sums` are the columns whose sum is fitted, with the bounds of a single row; `fixed` those that are given.
    """

    place: Place
    contract: Contract
    months: tuple[int, ...]
    columns: dict[str, Any]
    count: int | None = None
    sums: dict[str, tuple[int | None, int | None]] = field(default_factory=dict)
    fixed: dict[str, int] = field(default_factory=dict)
    season: str = ""
    family: str = ""  # atoms that together have `total` rows
    total: int | None = None


def read_atoms(folder: Path) -> tuple[list[Atom], list[Problem]]:
    """All rows that the files in a folder declare, and what is wrong in them."""
    atoms: list[Atom] = []
    problems: list[Problem] = []
    for path in sorted(folder.glob("*.yaml")):
        authored = read_authored(path, shown_as=f"{FOLDER}/{path.name}")
        problems += authored.problems
        for entry in _listed(authored.content, f"{FOLDER}/{path.name}", problems):
            found = list(_problems(entry))
            problems += found
            if not found:
                atoms += _atoms(entry)
    return atoms, problems


def _listed(content: Any, name: str, problems: list[Problem]) -> list[Entry]:
    """The posts of a file; what is none is told of."""
    posts = posts_of(content)
    if any(not isinstance(one, Entry) for one in posts) or isinstance(content, Entry):
        hint = "Börja varje post med '- contract: …'."
        problems.append(Problem("G005", Place(name, 1), "Filen ska vara en lista med poster.", hint))
        return []
    return posts


def _problems(entry: Entry) -> Iterator[Problem]:
    yield from unknown_keys(entry, KEYS, "G001")
    name = str(entry.get("contract"))
    if name not in CONTRACTS:
        yield Problem(
            "G002", entry.at("contract"), f"Okänt kontrakt '{shown(name)}'.", nearest(name, set(CONTRACTS))
        )
    for code in posts_of(entry.get("periods")):
        try:
            Period.parse(str(code))
        except PeriodError as error:
            yield Problem("G003", entry.at("periods"), str(error), "Skriv till exempel [2023, 2024].")
    if not isinstance(entry.get("periods"), list) or not entry["periods"]:
        yield Problem("G003", entry.at("periods"), "'periods' saknas.", "Skriv till exempel [2023, 2024].")
    for key in ("total", "rows"):
        if type(entry.get(key, 0)) is not int or entry.get(key, 0) < 0:
            yield _not(entry, key, "ett heltal, minst 0")
    parts = entry.get("parts", [])
    if not isinstance(parts, list) or not all(isinstance(part, Entry) for part in parts):
        yield _not(entry, "parts", "en lista med '{kolumn: värde}'")
        parts = []
    for key in ("set", "fixed"):
        if not isinstance(entry.get(key, Entry()), Entry):
            yield _not(entry, key, "kolumner med värden")
    for held in (entry.get("set"), *parts):
        if isinstance(held, Entry):
            yield from (_not(held, name, SORTS) for name, said in held.items() if not _can_be_held(said))
    fixed = entry.get("fixed")
    if isinstance(fixed, Entry):
        yield from (_not(fixed, name, "ett tal") for name, said in fixed.items() if not _is_number(said))
    if not _are_bounds(entry.get("sum", [])):
        yield _not(entry, "sum", "en lista med kolumner, eller '{kolumn: [minst, högst]}'")


SORTS = "ett värde, en lista med värden, '{from: 0, to: 30}' eller '{värde: andel}'"


def _not(entry: Entry, key: str, sort: str) -> Problem:
    hint = f"Ändra det. Nu står där '{shown(entry[key])}'."
    return Problem("G005", entry.at(key), f"'{key}' ska vara {sort}.", hint)


def _is_number(said: Any) -> bool:
    return isinstance(said, int | float) and not isinstance(said, bool) and abs(said) < MOST


def _can_be_held(said: Any) -> bool:
    if isinstance(said, dict):
        whole = set(said) != {"from", "to"} or all(type(one) is int for one in said.values())
        return bool(said) and whole and all(map(_is_number, said.values()))
    if isinstance(said, list):
        return bool(said) and all(not isinstance(one, list) and _can_be_held(one) for one in said)
    return said is not None and (not isinstance(said, float) or _is_number(said))


def _are_bounds(said: Any) -> bool:
    if isinstance(said, dict):
        return all(
            pair is None
            or (
                isinstance(pair, list)
                and len(pair) == 2
                and all(one is None or _is_number(one) for one in pair)
            )
            for pair in said.values()
        )
    return isinstance(said, list) and all(isinstance(one, str) for one in said)


def _atoms(entry: Entry) -> Iterator[Atom]:
    contract = CONTRACTS[entry["contract"]]
    for code in entry["periods"]:
        period = Period.parse(str(code))
        months = (period.last,) if entry.get("at") == "end" else tuple(period.months)
        for chosen in product(*_alternatives(entry.get("set", {}))):
            shared = dict(chosen)
            family = f"{entry.place.file}:{entry.place.line} {code} {sorted(shared.items(), key=str)}"
            for part in entry.get("parts", [{}]):
                for more in product(*_alternatives(part)):
                    columns = {
                        name: _value(contract, name, value)
                        for name, value in {**shared, **dict(more)}.items()
                    }
                    yield Atom(
                        entry.place,
                        contract,
                        months,
                        columns,
                        entry.get("rows"),
                        _bounds(entry.get("sum", ())),
                        {
                            name: _stored(contract, name, value)
                            for name, value in entry.get("fixed", {}).items()
                        },
                        str(entry.get("season", "")),
                        family,
                        entry.get("total"),
                    )


def _alternatives(said: dict[str, Any]) -> list[list[tuple[str, Any]]]:
    return [[(name, one) for one in (v if isinstance(v, list) else [v])] for name, v in said.items()]


def _bounds(said: Any) -> dict[str, tuple[int | None, int | None]]:
    if isinstance(said, dict):
        return {name: tuple(bounds or (None, None)) for name, bounds in said.items()}
    return dict.fromkeys(said, (None, None))


def _value(contract: Contract, name: str, said: Any) -> Any:
    if isinstance(said, dict):
        if set(said) == {"from", "to"}:
            return Span(int(said["from"]), int(said["to"]))
        return Shares(tuple((key, float(weight)) for key, weight in said.items()))
    return _stored(contract, name, said)


def _stored(contract: Contract, name: str, said: Any) -> Any:
    """Numbers as the facts hold them: öre and thousandths."""
    kind = next((column.kind for column in contract.columns if column.name == name), "")
    if kind in STORED and isinstance(said, int | float) and not isinstance(said, bool):
        return int(Fraction(str(said)) * STORED[kind])
    return said
