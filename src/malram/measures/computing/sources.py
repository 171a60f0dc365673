# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The files of every table a measure may stand on, month by month: facts in force, and steps per person."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

import polars as pl

from malram.facts.disk import make_folder, put_in_place, unfinished
from malram.facts.opening import stored_rows
from malram.facts.store import SHORT, Store, StoredFile, as_parquet, hash_of
from malram.measures.computing.stages import STAGES

Months = dict[int, list[StoredFile]]
NAMES, ENDING = "names.json", ".parquet"


class Sources:
    """Asks the store; computes a step per person the first time it is asked for, and keeps it under `home`.

    A step is named by its code and the facts it was computed from, and is kept as one file a month, so that
    months in which nothing changed are recognised by their content.
    """

    def __init__(self, home: Path, store: Store, version: str):
        self._home, self._store, self._version = home, store, version
        self._known: dict[str, Months] = {}
        self.stages: dict[str, str] = {}  # by table, the folder below the home

    def months(self, table: str) -> Months:
        if table not in self._known:
            of_stage = table in STAGES
            self._known[table] = self._stage(table) if of_stage else self._store.by_month(table)
        return self._known[table]

    def _stage(self, table: str) -> Months:
        origins = {name: self._store.by_month(name) for name in STAGES[table].origins}
        if not all(origins.values()):
            return {}
        folder = self._home / "stages" / f"{table}-{self._name(table, origins)}"
        self.stages[table] = str(folder.relative_to(self._home))
        found = kept_in(folder)
        if found is None:
            facts = {name: stored_rows(name, _paths(months)) for name, months in origins.items()}
            shutil.rmtree(folder, ignore_errors=True)
            _write(folder, STAGES[table].compute(facts))
            found = kept_in(folder)
        return found or {}

    def _name(self, table: str, origins: dict[str, Months]) -> str:
        files = sorted(f"{name} {file.sha256}" for name, months in origins.items() for file in _files(months))
        return hashlib.sha256("\n".join([self._version, table, *files]).encode()).hexdigest()[:16]


def _files(months: Months) -> list[StoredFile]:
    return [file for month in sorted(months) for file in months[month]]


def _paths(months: Months) -> list[Path]:
    return [file.checked() for file in _files(months)]


def kept_in(folder: Path) -> Months | None:
    """The files of a step, each named by its month and content; None when they are not all as written."""
    try:
        names = json.loads((folder / NAMES).read_bytes())
    except (FileNotFoundError, ValueError):
        return None
    found: Months = {}
    for name in names:
        month, short = name.removesuffix(ENDING).split("-")
        sha256 = hash_of(folder / name)
        if not sha256.startswith(short):
            return None
        found[int(month)] = [StoredFile(folder / name, sha256)]
    return found


def _write(folder: Path, rows: pl.DataFrame) -> None:
    """A file for every month, in a folder that is seen when it is whole."""
    make_folder(folder.parent)
    half = unfinished(folder)
    half.mkdir()
    names = []
    for (month,), of_month in rows.partition_by("month", as_dict=True, maintain_order=True).items():
        data = as_parquet(of_month)
        names.append(f"{month}-{hashlib.sha256(data).hexdigest()[:SHORT]}{ENDING}")
        (half / names[-1]).write_bytes(data)
    (half / NAMES).write_text(json.dumps(sorted(names)))
    put_in_place(half, folder)
