# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""A region's files about work, read and checked whole before anything is stored."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from malram.facts.authored import Entry, nearest
from malram.facts.entries import EntryReader
from malram.facts.problems import Place, Problem
from malram.measures.catalogue.definitions import Catalogue
from malram.work.effect_files import EffectReader, EffectRow
from malram.work.means_files import GrantRow, InvestmentRow, MeansReader
from malram.work.words import COMPLETION, ONGOING, ROLES

FOLDER = "work"
SHARED = {"kind", "areas", "responsible", "part_of", "note", "status", "open_ended"}
KEYS: dict[str, tuple[set[str], set[str]]] = {
    "roles": ({"name"}, set()),
    "areas": ({"board", "name"}, set()),
    "assignments": ({"board", "giver", "recipients", "title", "period"}, {"case", *SHARED}),
    "activities": ({"board", "title", "period"}, {"assignments", *SHARED}),
}
STATUS_KEYS = ({"date", "word"}, {"completion", "comment"})
# The status words of each board's steering model; None for a model that cannot be read.
Words = Mapping[str, Iterable[str] | None]


@dataclass(frozen=True)
class StatusRow:
    """How something went on a day, in the model's word and ours."""

    place: Place
    date: date
    word: str
    completion: str
    comment: str


@dataclass(frozen=True)
class UndertakingRow:
    """An assignment or an activity as its file has it; what an activity lacks is empty."""

    id: str
    place: Place
    kind: str
    board: str
    title: str
    period: str
    open_ended: bool
    responsible: str
    areas: tuple[str, ...]
    part_of: str
    note: str
    statuses: tuple[StatusRow, ...]
    giver: str = ""
    recipients: tuple[str, ...] = ()
    case_number: str = ""
    assignments: tuple[str, ...] = ()


@dataclass
class WorkFiles:
    """Everything the files say, and everything that is wrong with them."""

    roles: dict[str, str] = field(default_factory=dict)
    areas: dict[str, tuple[str, str]] = field(default_factory=dict)  # id: board, name
    assignments: list[UndertakingRow] = field(default_factory=list)
    activities: list[UndertakingRow] = field(default_factory=list)
    effects: list[EffectRow] = field(default_factory=list)
    grants: list[GrantRow] = field(default_factory=list)
    investments: list[InvestmentRow] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read_work(folder: Path, units: Mapping[str, str | None], words: Words, catalogue: Catalogue) -> WorkFiles:
    """Read a region's `work/`; a region without the folder has nothing in these registers.

    `units` are the organisation's, each with the unit above it.
    """
    reader = EntryReader()
    raw = {
        name: reader.entries(folder / FOLDER / f"{name}.yaml", f"{FOLDER}/{name}.yaml", *keys)
        for name, keys in KEYS.items()
    }
    files = WorkFiles(problems=reader.problems)
    files.roles = {entry["id"]: reader.text(entry, "name") for entry in raw["roles"]}
    files.areas = {
        entry["id"]: (reader.named(entry, "board", units, "Enheten"), reader.text(entry, "name"))
        for entry in raw["areas"]
    }
    read = _Undertakings(reader, set(units), words, files, {entry["id"] for entry in raw["assignments"]})
    files.assignments, files.activities = read.all(raw["assignments"]), read.all(raw["activities"])
    parents = {unit: above or "" for unit, above in units.items()}
    files.effects = EffectReader(reader, set(units), files.roles, catalogue).read(folder, parents)
    means = MeansReader(reader, set(units), files.roles, folder)
    files.grants, files.investments = means.grants(), means.investments()
    return files


@dataclass
class _Undertakings:
    reader: EntryReader
    units: set[str]
    words: Words
    files: WorkFiles
    assignments: set[str]

    def all(self, entries: list[Entry]) -> list[UndertakingRow]:
        ids = {entry["id"] for entry in entries}
        above = {
            entry["id"]: self.reader.named(entry, "part_of", ids, "Det som det är en del av,")
            for entry in entries
        }
        self.reader.no_rings(entries, above)
        return [self.one(entry, above[entry["id"]]) for entry in entries]

    def one(self, entry: Entry, part_of: str) -> UndertakingRow:
        reader = self.reader
        board = reader.named(entry, "board", self.units, "Enheten")
        return UndertakingRow(
            id=entry["id"],
            place=entry.place,
            kind=reader.text(entry, "kind"),
            board=board,
            title=reader.text(entry, "title"),
            period=reader.period(entry, "period"),
            open_ended=bool(entry.get("open_ended")),
            responsible=reader.named(entry, "responsible", self.files.roles, "Den ansvariga rollen", ROLES),
            areas=reader.all_named(entry, "areas", self.files.areas, "Området"),
            part_of=part_of,
            note=reader.text(entry, "note"),
            statuses=tuple(self.status(one, board) for one in reader.inner(entry, "status", *STATUS_KEYS)),
            giver=reader.named(entry, "giver", self.units, "Enheten"),
            recipients=reader.all_named(entry, "recipients", self.units, "Enheten"),
            case_number=reader.text(entry, "case"),
            assignments=reader.all_named(entry, "assignments", self.assignments, "Uppdraget"),
        )

    def status(self, entry: Entry, board: str) -> StatusRow:
        reader, known = self.reader, set(self.words.get(board, ()) or ())
        word = reader.text(entry, "word")
        if word not in known and self.words.get(board, ()) is not None:
            hint = "Nämnden har ingen styrmodell i region.yaml."
            if known:
                hint = f"{nearest(word, known)} Lägena står under status_words i nämndens styrmodell."
            reader.wrong("W001", entry.at("word"), f"'{word}' är inget av styrmodellens lägen.", hint)
        completion = reader.word(entry, "completion", COMPLETION) or ONGOING
        return StatusRow(
            entry.place, reader.day(entry, "date"), word, completion, reader.text(entry, "comment")
        )
