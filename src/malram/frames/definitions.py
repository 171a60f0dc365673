# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""A region's files about frames, read and checked whole before anything is stored."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from malram.facts.authored import Entry, nearest, read_authored, shown, unknown_keys
from malram.facts.problems import Place, Problem
from malram.frames.models import Account, Posting
from malram.frames.money import in_words, to_ore
from malram.values import NumberError, exact, round_half_away

FOLDER = "frames"
ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
YEARS = range(2000, 2100)
SCALES = {"kr", "tkr", "mnkr"}
Keys = tuple[set[str], set[str]]  # needed and optional
KEYS: dict[str, Keys] = {
    "accounts": ({"id", "name", "kind"}, {"parent", "level", "unit", "executive", "per"}),
    "components": ({"id", "name"}, {"parent", "priority"}),
    "years": ({"year"}, {"closed", "rules"}),
    "decisions": (
        {"id", "decided", "reason"},
        {
            "body",
            "title",
            "case",
            "year",
            "in",
            "firmness",
            "total",
            "from",
            "moves",
            "efficiency",
            "corrects",
        },
    ),
    "transfers": (
        {"id", "year", "on_behalf_of", "decided", "title", "reason", "moved"},
        {"case", "in", "delegated"},
    ),
}
MOVE_KEYS = ({"to", "kind", "amount"}, {"from", "component"})
RULE_KEYS = ({"board", "level"}, {"delegate", "limit", "reason"})


@dataclass(frozen=True)
class Move:
    """Öre from one account to another: two postings that cannot but balance."""

    source: str
    target: str
    ore: int
    kind: str
    component: str | None = None


@dataclass(frozen=True)
class DecisionRow:
    """A decision as the file has it; one that `corrects` another has no moves of its own."""

    id: str
    place: Place
    body: str
    decided: date
    title: str
    reason: str
    case_number: str
    firmness: str
    year: int
    moves: tuple[Move, ...]
    corrects: str = ""


@dataclass(frozen=True)
class TransferRow:
    id: str
    place: Place
    year: int
    on_behalf_of: str
    decided: date
    title: str
    reason: str
    case_number: str
    moved: Mapping[str, int]
    delegated: bool


@dataclass
class FrameFiles:
    """Everything the files say, and everything that is wrong with them."""

    accounts: list[Entry] = field(default_factory=list)
    components: list[Entry] = field(default_factory=list)
    years: list[Entry] = field(default_factory=list)
    decisions: list[DecisionRow] = field(default_factory=list)
    transfers: list[TransferRow] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read_frames(folder: Path, units: set[str]) -> FrameFiles:
    """Read a region's `frames/`; a region without the folder has no frames, which is no problem."""
    files = FrameFiles()
    if not (folder / FOLDER).is_dir():
        return files
    raw = {
        name: list(entries_of(folder / FOLDER / f"{name}.yaml", keys, files.problems))
        for name, keys in KEYS.items()
    }
    if files.problems:
        return files
    files.accounts, files.components, files.years = raw["accounts"], raw["components"], raw["years"]
    files.problems += _tree_problems(files.accounts) + _tree_problems(files.components)
    files.problems += _account_problems(files.accounts, units)
    reader = Reader(
        {one["id"] for one in files.accounts},
        {one["id"] for one in files.components},
        files.problems,
    )
    for year in files.years:
        reader.year(year)
    files.decisions = list(filter(None, map(reader.decision, raw["decisions"])))
    files.transfers = list(filter(None, map(reader.transfer, raw["transfers"])))
    return files


def entries_of(path: Path, keys: Keys, problems: list[Problem]) -> Iterator[Entry]:
    """The entries of a file of the folder: every key known, the needed ones there, and no id twice."""
    file = f"{FOLDER}/{path.name}"
    if not path.exists():
        problems.append(
            Problem("N001", Place(file, 1), "Filen finns inte.", "Skriv den, om så en tom lista: [].")
        )
        return
    authored = read_authored(path, shown_as=file)
    problems += authored.problems
    if not isinstance(authored.content, list) and not authored.problems:
        problems.append(
            Problem("N001", Place(file, 1), "Filen är ingen lista.", "Börja posterna med '- id: …'.")
        )
        return
    seen: set[str] = set()
    for entry in authored.content or ():
        if not isinstance(entry, Entry):
            problems.append(
                Problem("N001", Place(file, 1), f"'{shown(entry)}' är ingen post.", "Skriv '- id: …'.")
            )
            continue
        problems += key_problems(entry, keys)
        name = str(entry.get("id", entry.get("year")))
        if not ID.fullmatch(name):
            hint = "Skriv små bokstäver a–z, siffror och bindestreck."
            problems.append(Problem("N015", entry.place, f"'{shown(name)}' är inget id.", hint))
        if name in seen:
            problems.append(Problem("N009", entry.place, f"'{name}' står två gånger.", "Byt id på den ena."))
        seen.add(name)
        yield entry


def key_problems(entry: Entry, keys: Keys) -> list[Problem]:
    needed, optional = keys
    missing = [
        Problem("N003", entry.place, f"Nyckeln '{key}' saknas.", f"Lägg till '{key}: …'.")
        for key in sorted(needed - set(entry))
    ]
    return unknown_keys(entry, needed | optional, "N002") + missing


def _tree_problems(entries: Iterable[Entry]) -> list[Problem]:
    """Parents that are not there, and rings."""
    parents = {entry["id"]: entry.get("parent") for entry in entries}
    problems = []
    for entry in entries:
        parent = entry.get("parent")
        if parent is not None and parent not in parents:
            hint = nearest(str(parent), set(parents))
            problems.append(Problem("N004", entry.at("parent"), f"'{parent}' finns inte.", hint))
        elif entry["id"] in _above(entry["id"], parents):
            message = f"'{entry['id']}' står under sig självt."
            problems.append(
                Problem("N010", entry.place, message, "Rätta 'parent' i en av posterna i ringen.")
            )
    return problems


def _above(id_: str, parents: Mapping[str, str | None]) -> list[str]:
    found: list[str] = []
    at = parents.get(id_)
    while at is not None and at not in found:
        found.append(at)
        at = parents.get(at)
    return found


def _account_problems(entries: Iterable[Entry], units: set[str]) -> list[Problem]:
    problems = []
    for entry in entries:
        if entry["kind"] not in Account.KINDS:
            hint = nearest(str(entry["kind"]), set(Account.KINDS))
            problems.append(Problem("N006", entry.at("kind"), f"Okänt slag '{shown(entry['kind'])}'.", hint))
        unit = entry.get("unit")
        if unit is not None and unit not in units:
            problems.append(
                Problem(
                    "N005",
                    entry.at("unit"),
                    f"Enheten '{shown(unit)}' finns inte.",
                    nearest(str(unit), units),
                )
            )
    return problems


def text_of(entry: Entry, key: str) -> str:
    """What stands there as text; a number in a title is one too, and nothing is nothing."""
    said = entry.get(key)
    return "" if said is None else str(said)


class Reader:
    """Reads entries into rows; what is wrong is collected in `problems` and the row left out."""

    def __init__(self, accounts: set[str], components: set[str], problems: list[Problem]) -> None:
        self.accounts, self.components, self.problems = accounts, components, problems
        self.decided: set[str] = set()

    def wrong(self, code: str, place: Place, message: str, hint: str) -> None:
        self.problems.append(Problem(code, place, message, hint))

    def year(self, entry: Entry) -> None:
        self.whole(entry, "year")
        for rule in self.entries(entry, "rules"):
            self.problems += key_problems(rule, RULE_KEYS)
            self.account(rule, "board")
            if "limit" in rule:
                rule["limit"] = self.ore(rule, "limit", "kr")

    def decision(self, entry: Entry) -> DecisionRow | None:
        before = len(self.problems)
        if "corrects" in entry:
            if entry["corrects"] not in self.decided:
                message = f"Beslutet '{shown(entry['corrects'])}' står inte före."
                self.wrong("N004", entry.at("corrects"), message, nearest(entry["corrects"], self.decided))
        else:
            own = {"body", "title", "year", "from", "moves"}
            self.problems += [one for one in key_problems(entry, (own, set(entry))) if one.code == "N003"]
            self.account(entry, "body")
            self.whole(entry, "year")
        moves = self.moves(entry)
        decided = self.day(entry)
        self.decided.add(entry["id"])
        if len(self.problems) > before or decided is None:
            return None
        return DecisionRow(
            entry["id"],
            entry.place,
            entry.get("body", ""),
            decided,
            text_of(entry, "title"),
            text_of(entry, "reason"),
            text_of(entry, "case"),
            text_of(entry, "firmness"),
            entry.get("year", 0),
            moves,
            entry.get("corrects", ""),
        )

    def moves(self, entry: Entry) -> tuple[Move, ...]:
        scale = self.scale(entry)
        found = []
        for raw in self.entries(entry, "moves"):
            wrong = key_problems(raw, MOVE_KEYS)
            self.problems += wrong
            if wrong:
                continue
            source = self.account(raw, "from") if "from" in raw else self.account(entry, "from")
            component = raw.get("component")
            if component is not None and component not in self.components:
                hint = nearest(str(component), self.components)
                self.wrong("N004", raw.at("component"), f"Komponenten '{component}' finns inte.", hint)
            self.kind(raw, Posting.KINDS)
            ore = self.ore(raw, "amount", scale)
            found.append(Move(source, self.account(raw, "to"), ore, raw["kind"], component))
        if "total" in entry:
            self.total(entry, found, scale)
        if "efficiency" in entry:
            try:
                found += efficiency(found, exact(Decimal(str(entry["efficiency"]))))
            except (ArithmeticError, ValueError):
                message = "Effektiviseringen är inget tal i procent."
                self.wrong("N007", entry.at("efficiency"), message, "Skriv till exempel 1.5.")
        return tuple(found)

    def total(self, entry: Entry, moves: list[Move], scale: str) -> None:
        """The author's own sum of the moves, before any efficiency requirement."""
        wanted, found = self.ore(entry, "total", scale), sum(move.ore for move in moves)
        if wanted != found:
            message = f"Posterna ger {in_words(found)}, inte {in_words(wanted)}."
            self.wrong("N008", entry.at("total"), message, "Rätta posterna eller summan.")

    def transfer(self, entry: Entry) -> TransferRow | None:
        before = len(self.problems)
        self.account(entry, "on_behalf_of")
        self.whole(entry, "year")
        scale, moved = self.scale(entry), {}
        if not isinstance(entry["moved"], Entry):
            self.wrong(
                "N001", entry.at("moved"), "'moved' är inga konton med belopp.", "Skriv 'konto: belopp'."
            )
            return None
        for account in entry["moved"]:
            if account not in self.accounts:
                hint = nearest(str(account), self.accounts)
                self.wrong("N004", entry.at("moved"), f"Kontot '{account}' finns inte.", hint)
            moved[account] = self.ore(entry["moved"], account, scale)
        decided = self.day(entry)
        if len(self.problems) > before or decided is None:
            return None
        return TransferRow(
            entry["id"],
            entry.place,
            entry["year"],
            entry["on_behalf_of"],
            decided,
            text_of(entry, "title"),
            text_of(entry, "reason"),
            text_of(entry, "case"),
            moved,
            bool(entry.get("delegated")),
        )

    def account(self, entry: Entry, key: str) -> str:
        name = str(entry.get(key, ""))
        if key in entry and name not in self.accounts:
            hint = nearest(name, self.accounts)
            self.wrong("N004", entry.at(key), f"Kontot '{shown(name)}' finns inte.", hint)
        return name

    def kind(self, entry: Entry, known: Iterable[str]) -> None:
        if entry["kind"] not in known:
            hint = nearest(str(entry["kind"]), set(known))
            self.wrong("N006", entry.at("kind"), f"Okänt slag '{shown(entry['kind'])}'.", hint)

    def entries(self, entry: Entry, key: str) -> Iterator[Entry]:
        """The mappings of a list below a key; anything else is a problem."""
        listed = entry.get(key, [])
        for raw in listed if isinstance(listed, list) else [listed]:
            if isinstance(raw, Entry):
                yield raw
            else:
                self.wrong(
                    "N001", entry.at(key), f"'{shown(raw)}' är ingen post.", "Skriv '- {nyckel: värde}'."
                )

    def scale(self, entry: Entry) -> str:
        scale = str(entry.get("in", "mnkr"))
        if scale in SCALES:
            return scale
        self.wrong("N006", entry.at("in"), f"Okänd skala '{scale}'.", nearest(scale, SCALES))
        return "mnkr"

    def ore(self, entry: Entry, key: str, scale: str) -> int:
        try:
            return to_ore(entry[key], scale)
        except NumberError as error:
            message = f"'{shown(entry[key])}' går inte att läsa som ett belopp: {error.reason}."
            hint = f"Skriv talet i {scale} med decimalpunkt, till exempel 12.5."
            self.wrong("N007", entry.at(key), message, hint)
            return 0

    def whole(self, entry: Entry, key: str) -> None:
        if key in entry and (type(entry[key]) is not int or entry[key] not in YEARS):
            self.wrong(
                "N011", entry.at(key), f"'{shown(entry[key])}' är inget år.", "Skriv till exempel 2026."
            )

    def day(self, entry: Entry, key: str = "decided") -> date | None:
        if type(entry[key]) is date:
            return entry[key]
        self.wrong("N011", entry.at(key), f"'{shown(entry[key])}' är ingen dag.", "Skriv 2025-12-31.")
        return None


def efficiency(moves: Iterable[Move], percent: Fraction) -> list[Move]:
    """Take back so many per cent of what each account was given, rounded to the öre, half away from zero."""
    given: dict[tuple[str, str], int] = {}
    for move in moves:
        given[move.target, move.source] = given.get((move.target, move.source), 0) + move.ore
    share = percent / 100
    taken = {pair: int(round_half_away(share * ore, 0)) for pair, ore in given.items()}
    return [Move(target, source, ore, Posting.EFFICIENCY) for (target, source), ore in taken.items() if ore]
