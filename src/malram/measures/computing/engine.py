# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The whole follow-up in one pass over the facts: every measure for every unit, month and sex.

A pure function of definitions, facts and tree, in whole numbers from file to snapshot: öre, minutes,
thousandths. Months that were computed before from the same files are taken from there.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from malram.facts.contracts import CONTRACTS
from malram.facts.damage import Damaged
from malram.facts.store import Store, StoredFile
from malram.measures.catalogue.definitions import Catalogue
from malram.measures.computing.distinct import COUNTED, WINDOWS, DistinctCounts
from malram.measures.computing.given import forecasts, reported
from malram.measures.computing.memory import USUAL, Memory
from malram.measures.computing.months import DEFAULT_ENGINE, months_of
from malram.measures.computing.segments import Kept, Made, Month, Pen, Segment
from malram.measures.computing.sources import Sources
from malram.measures.computing.stages import STAGES
from malram.measures.computing.wanted import Wanted, part_text, wanted_parts
from malram.measures.snapshots.snapshot import FORMAT, Snapshot, computing, point_at, pool_of, write_snapshot
from malram.measures.tree import Tree

# What the result depends on besides its inputs: a change in any of these gives segments new names.
# Facts dated when something began, not when it was delivered: they do not tell which months are covered.
UNDATED = frozenset({"employments", "forecast", "register_entries", "reported_values"})
Progress = Callable[[str, int, int], None]


def silent(step: str, done: int, of: int) -> None:
    """No progress shown."""


class NothingToCompute(Exception):
    """There are no facts. The message is for the person at the keyboard."""

    def __str__(self) -> str:
        return "Det finns inga fakta att räkna på. Läs in filer med 'malram import' eller kör 'malram demo'."


def compute(
    home: Path,
    store: Store,
    catalogue: Catalogue,
    tree: Tree,
    *,
    inputs: Sequence[Path] = (),
    engine: str = DEFAULT_ENGINE,
    progress: Progress = silent,
    memory: Memory = USUAL,
    current: bool = True,
) -> Snapshot:
    """Compute every measure for every unit, month and sex; return the snapshot, found or made.

    `inputs` are the files the definitions and the tree were read from; the snapshot keeps a copy. Pages
    and reports read the snapshot from now on unless it is not to be `current`.
    Raises `NothingToCompute` when the store has no facts.
    """
    with computing(home):
        months = month_axis(store)
        if not months:
            raise NothingToCompute
        name = snapshot_name(catalogue, store, tree, months)
        found = Snapshot(home / "snapshots" / name)
        if not found.whole():
            index = _index(store, catalogue, tree, months)
            again = found.folder.exists()
            run = Computation(home, store, tree, months, engine, progress, thorough=again, memory=memory)
            write_snapshot(home, name, index | run.run(wanted_parts(catalogue)), inputs)
        if current:
            point_at(home, name)
        return Snapshot(found.folder)


@dataclass(frozen=True)
class Plan:
    """What to do for one table: the years that are missing, what is kept of each, what is read."""

    wanted: Wanted
    years: list[Made]
    missing: list[Made]
    kept: dict[int, Kept | None]
    files: dict[int, list[StoredFile]]

    @property
    def size(self) -> int:
        """Bytes to read."""
        return sum(file.size for files in self.files.values() for file in files)


class Computation:
    """One run: from the files of every table to segments, one for each year.

    Segments that are there already are looked at by their sizes, or `thorough`ly by all they hold.
    """

    def __init__(
        self,
        home: Path,
        store: Store,
        tree: Tree,
        months: range,
        engine: str,
        progress: Progress = silent,
        thorough: bool = False,
        memory: Memory = USUAL,
    ):
        self._memory = memory
        self._thorough = thorough
        self._home, self._store, self._tree, self._engine = home, store, tree, engine
        self._months = months
        self._sources = Sources(home, store, engine_version())
        self._pool = pool_of(home)
        self._former = former_of(home)
        self._progress, self._done, self._of = progress, 0, 0

    def run(self, wanted: Sequence[Wanted]) -> dict[str, Any]:
        """Compute what is missing; return what the snapshot's index says of it."""
        stages = sorted({one.fact for one in wanted if one.fact in STAGES})
        for i, table in enumerate(stages):
            self._progress("Steg per person", i, len(stages))
            self._sources.months(table)
        self._progress("Steg per person", len(stages), len(stages))
        self._of = sum(len(self._covered(one.fact)) for one in wanted)
        self._advance(0)
        plans = [self._plan(one) for one in wanted]
        made = self._carry_out(plans)
        segments: dict[str, dict[str, str]] = {}
        for one in (one for plan in plans for one in made[plan.wanted.id]):
            segments.setdefault(one.table, {})[str(one.year)] = one.name
        coverage = {name: self._covered(name) for name in (*CONTRACTS, *{one.fact for one in wanted})}
        return {"segments": segments, "coverage": coverage, "stages": self._sources.stages}

    def _carry_out(self, plans: Sequence[Plan]) -> dict[str, list[Made]]:
        """Read and write what is missing, the most to read first: what little comes last is soon written."""
        order = sorted(plans, key=lambda plan: plan.size, reverse=True)
        asked = [(plan.wanted, plan.files) for plan in order]
        fresh = months_of(self._engine, asked, self._tree, self._memory)
        made = {}
        with Pen(self._pool) as pen:
            for plan in order:
                self._write(pen, plan, fresh)
                made[plan.wanted.id] = [*plan.years, *self._distinct(pen, plan.wanted)]
        return made

    def _advance(self, months: int) -> None:
        self._done += months
        self._progress("Räknar", self._done, self._of)

    def _covered(self, table: str) -> list[int]:
        """The months a table has rows for. What lies outside the snapshot's months has no cells there."""
        return sorted(month for month in self._sources.months(table) if month in self._months)

    def _years(self) -> range:
        return range(self._months.start // 12, (self._months.stop - 1) // 12 + 1)

    def _plan(self, wanted: Wanted) -> Plan:
        """Which years of a table are there, and what the others are made of."""
        years = [self._made(wanted, year) for year in self._years()]
        missing = [made for made in years if self._is_missing(made)]
        kept = {made.year: self._kept(made) for made in missing}
        there = {year * 12 + at for year, one in kept.items() if one for at in one.months}
        files = self._sources.months(wanted.fact)
        fresh = [month for made in missing for month in made.inputs if month not in there]
        return Plan(wanted, years, missing, kept, {month: files[month] for month in fresh})

    def _write(self, pen: Pen, plan: Plan, fresh: Iterator[Month]) -> None:
        """Write the missing years of a table; `fresh` gives its months one by one."""
        self._advance(sum(len(made.inputs) for made in plan.years if made not in plan.missing))
        for made in plan.missing:
            months = {}
            for month in sorted(month for month in made.inputs if month in plan.files):
                months[month] = next(fresh)
                self._advance(1)
            self._advance(len(made.inputs) - len(months))
            pen.write(made, months, plan.kept[made.year])

    def _made(self, wanted: Wanted, year: int) -> Made:
        files = self._sources.months(wanted.fact)
        return Made(
            wanted.id,
            year,
            tuple(part_text(*pair) for pair in wanted.sums),
            tuple(part_text(*pair) for pair in wanted.spreads),
            wanted.sexes,
            len(self._tree.order),
            {month: hashes(files[month]) for month in self._covered(wanted.fact) if month // 12 == year},
            (engine_version(), self._tree.shape),
        )

    def _is_missing(self, made: Made) -> bool:
        """Whether a segment has to be written; a damaged one is cleared away for it."""
        folder = self._pool / made.name
        if Segment(folder).damaged(thorough=self._thorough):
            shutil.rmtree(folder, ignore_errors=True)
        return not folder.exists()

    def _kept(self, made: Made) -> Kept | None:
        """Months that the former snapshot has of the same parts, units and files."""
        former = self._former.segment(made.table, made.year) if self._former else None
        if former is None or former.damaged(thorough=True) or not _same(former, made):
            return None
        kept = Kept.of(former, made)
        return kept if kept.months else None

    def _distinct(self, pen: Pen, wanted: Wanted) -> list[Made]:
        """Different persons of one table, year by year; a year needs the months before it as well."""
        if not wanted.distinct:
            return []
        years = [self._made_of_persons(wanted, year) for year in self._years()]
        missing = [made for made in years if self._is_missing(made)]
        months = sorted({month for made in missing for month in made.inputs})
        files = self._sources.months(wanted.fact)
        counts = DistinctCounts(wanted.distinct, files, self._tree, months, self._memory)
        for made in missing:
            cells = counts.of_year(made.months)
            pen.write(made, {m: Month.of(cells[:, :, :, m % 12]) for m in made.months})
        return years

    def _made_of_persons(self, wanted: Wanted, year: int) -> Made:
        files = self._sources.months(wanted.fact)
        months = [m for m in self._covered(wanted.fact) if (year - 1) * 12 <= m < (year + 1) * 12]
        return Made(
            f"{wanted.id}|distinct",
            year,
            tuple(f"{part_text(*pair)}|{window}" for pair in wanted.distinct for window in WINDOWS),
            (),
            COUNTED,
            len(self._tree.order),
            {month: hashes(files[month]) for month in months},
            (engine_version(), self._tree.shape),
        )


def former_of(home: Path) -> Snapshot | None:
    """The newest snapshot to take unchanged months from; none where it is damaged."""
    try:
        return Snapshot.newest(home)
    except Damaged:
        return None


def hashes(files: Sequence[StoredFile]) -> tuple[str, ...]:
    return tuple(file.sha256 for file in files)


def _same(former: Segment, made: Made) -> bool:
    index = former.index
    said = (index["basis"], index["parts"], index["spreads"], index["units"])
    return said == (list(made.basis), list(made.parts), list(made.spreads), made.units)


def snapshot_name(catalogue: Catalogue, store: Store, tree: Tree, months: range) -> str:
    """A name from everything the result depends on; the engine used is not among them."""
    basis = [engine_version(), catalogue.fingerprint, store.fingerprint(), tree.fingerprint, str(months)]
    return hashlib.sha256("|".join(basis).encode()).hexdigest()[:16]


@cache
def engine_version() -> str:
    """A hash of the engine's own code, so that nobody has to remember to raise a number."""
    code = b"".join(path.read_bytes() for path in sorted(Path(__file__).parent.glob("*.py")))
    return hashlib.sha256(code).hexdigest()[:16]


def month_axis(store: Store) -> range:
    """From the first to the last month any dated fact covers."""
    covered = {month for name in CONTRACTS if name not in UNDATED for month in store.coverage(name)}
    return range(min(covered), max(covered) + 1) if covered else range(0)


def _index(store: Store, catalogue: Catalogue, tree: Tree, months: range) -> dict[str, Any]:
    """What a snapshot was computed from, and what is read from it as it is."""
    return {
        "format": FORMAT,
        "engine": engine_version(),
        "definitions": catalogue.fingerprint,
        "facts": store.fingerprint(),
        "known_at": _known_at(store),
        "tree": {
            "day": tree.day.isoformat(),
            "known_at": tree.known_at.isoformat() if tree.known_at else None,
            "fingerprint": tree.fingerprint,
        },
        "months": [months.start, months.stop],
        "units": list(tree.order),
        "spans": [tree.span(unit)[1] for unit in tree.order],
        "reported": reported(store),
        "forecasts": forecasts(store),
        "files": _files_in_force(store),
    }


def _known_at(store: Store) -> str | None:
    """When the last of the facts became known; None for a store in which nothing was delivered."""
    moments = [delivery.known for delivery in store.deliveries()]
    return max(moments).isoformat() if moments else None


def _files_in_force(store: Store) -> dict[str, list[str]]:
    return {
        name: sorted(str(path.relative_to(store.root)) for path in store.files(name)) for name in CONTRACTS
    }
