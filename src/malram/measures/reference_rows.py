# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The printed rows of a region's documents, and the bindings that say which measure gives each.

A binding with `cross` is made for each of its `rows` and `columns`; `{}` in a column's measure or budget
stands for the row's measure. A binding of one row goes before that of its table.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from malram.facts.authored import Entry, read_authored, shown, unknown_keys
from malram.facts.authored_rows import read_rows
from malram.facts.problems import Place, Problem

# What may give a printed figure, and the keys of a binding to it. Who computes it hands it in.
SOURCE_KEYS = {
    "measure": {
        "unit", "period", "sex", "group", "change", "against", "deviation", "extreme", "tally", "level",
        "under", "at_least", "units", "forecast",
    },
    "statement": {"unit", "period", "rows", "columns", "unsigned"},
    "frames": {"board", "year", "rows", "columns", "cell", "share", "count"},
    "effects": {"period", "rows", "columns", "cell", "scale"},
    "investments": {"period", "rows", "columns", "cell", "among"},
}  # fmt: skip
BINDING_KEYS = {
    *("document", "file", "indicator", "row", "column", "precision", "absolute", "sign", "note", "cross"),
    *SOURCE_KEYS,
    *(key for keys in SOURCE_KEYS.values() for key in keys),
}


@dataclass(frozen=True)
class PrintedRow:
    """One printed value and where it stands. `key` is how bindings and lists point at it."""

    document: str
    file: str
    key: str
    value: str
    decimals: int | None
    unit: str = ""
    period: str = ""
    sex: str = "total"
    label: str = ""

    @property
    def place(self) -> str:
        return f"{self.document}/{self.file}: {self.key}"

    @property
    def is_word(self) -> bool:
        return self.value in ("ja", "nej")


def printed_rows(folder: Path) -> Iterator[PrintedRow]:
    """Every printed row of every document below a reference folder."""
    for document in sorted(path for path in folder.iterdir() if path.is_dir() and path.name != "bindings"):
        for path in (
            document / "values.csv",
            *sorted((document / "tables").glob("*.csv")),
            document / "facts.csv",
        ):
            if path.exists():
                yield from _rows_of(document.name, path, str(path.relative_to(document)))


def _rows_of(document: str, path: Path, name: str) -> Iterator[PrintedRow]:
    with path.open(encoding="utf-8", newline="") as file:
        for raw in csv.DictReader(file):
            decimals = int(raw["decimals"]) if raw["decimals"] else None
            if name == "values.csv":
                parts = (
                    raw["indicator_id"],
                    raw["unit_id"],
                    raw["period"],
                    raw["sex"],
                    raw["value"],
                    raw["decimals"],
                )
                row = PrintedRow(document, name, "|".join(parts), raw["value"], decimals)
                yield replace(
                    row, unit=raw["unit_id"], period=raw["period"], sex=raw["sex"], label=raw["indicator_id"]
                )
            elif name == "facts.csv":
                yield PrintedRow(document, name, raw["fact_id"], raw["value"], decimals, label=raw["measure"])
            else:
                key = f"{raw['row_id']}|{raw['column_id']}"
                yield PrintedRow(
                    document,
                    name,
                    key,
                    raw["value"],
                    decimals,
                    label=f"{raw['row_label']}, {raw['column_label']}",
                )


@dataclass
class Reference:
    """Bindings and lists of a region, ready to look a printed row up in."""

    bindings: dict[tuple[str, str, str], Entry]
    contradictions: dict[tuple[str, str, str], dict[str, str]]
    left_out: dict[tuple[str, str, str], dict[str, str]]
    problems: list[Problem]

    @classmethod
    def load(cls, folder: Path) -> Reference:
        bindings: dict[tuple[str, str, str], Entry] = {}
        problems: list[Problem] = []
        for path in sorted((folder / "bindings").glob("*.yaml")):
            authored = read_authored(path, shown_as=f"reference/bindings/{path.name}")
            problems += authored.problems
            single: dict[tuple[str, str, str], Entry] = {}
            for entry in _whole(authored.content, f"reference/bindings/{path.name}", problems):
                problems += unknown_keys(entry, BINDING_KEYS, "B001")
                if "cross" in entry:
                    for one in _crossed(entry):
                        bindings.setdefault((one["document"], one["file"], _binding_key(one)), one)
                else:
                    single[entry["document"], entry["file"], _binding_key(entry)] = entry
            bindings |= single
        lists = [_listed(folder / name, problems) for name in ("contradictions.csv", "left-out.csv")]
        return cls(bindings, lists[0], lists[1], problems)

    def binding(self, row: PrintedRow) -> Entry | None:
        """The binding of the very row, or of its indicator, or of the whole file."""
        asked = ((row.document, row.file, name) for name in (row.key, row.label, WHOLE_FILE))
        return next((self.bindings[key] for key in asked if key in self.bindings), None)


WHOLE_FILE = ""
LISTED = ("document", "file", "row", "reason")


def _whole(content: Any, name: str, problems: list[Problem]) -> Iterator[Entry]:
    """The bindings that say which document and file they are about, and what is crossed with what."""
    hint = "Skriv '- {document: …, file: …, row: …, column: …, measure: …}'."
    for entry in content if isinstance(content, list) else [content] if content is not None else ():
        if not isinstance(entry, Entry):
            problems.append(Problem("B003", Place(name, 1), f"'{shown(entry)}' är ingen bindning.", hint))
            continue
        wrong = [key for key in ("document", "file") if not isinstance(entry.get(key), str)]
        wrong += [key for key in ("row", "column", "indicator") if isinstance(entry.get(key), (list, dict))]
        if "column" in entry and "row" not in entry:
            wrong.append("row")
        if "cross" in entry and not _can_be_crossed(entry["cross"]):
            hint = "Skriv 'cross: {rows: {rad: mått}, columns: {kolumn: {period: …}}}'."
            problems.append(Problem("B003", entry.at("cross"), "'cross' går inte att förstå.", hint))
        for key in wrong:
            problems.append(Problem("B003", entry.at(key), f"'{key}' saknas, eller är ingen text.", hint))
        if not wrong and ("cross" not in entry or _can_be_crossed(entry["cross"])):
            yield entry


def _can_be_crossed(cross: Any) -> bool:
    rows, columns = (cross.get(key) if isinstance(cross, Entry) else None for key in ("rows", "columns"))
    if not isinstance(rows, Entry) or not isinstance(columns, Entry):
        return False
    named = all(not isinstance(said, Entry) or "measure" in said for said in rows.values())
    return named and all(asked is None or isinstance(asked, Entry) for asked in columns.values())


def _crossed(table: Entry) -> Iterator[Entry]:
    """One binding for every row and column of a table's binding; a row may leave columns out with null."""
    shared = {key: value for key, value in table.items() if key != "cross"}
    for row, said in table["cross"]["rows"].items():
        own = said if isinstance(said, Entry) else {"measure": said}
        for column, asked in table["cross"]["columns"].items():
            if asked is None:
                continue
            made = Entry({**shared, **_filled(asked, str(own["measure"])), "row": row, "column": column})
            made.update({key: value for key, value in own.items() if key != "measure"})
            made.place = table.place
            yield made


def _filled(asked: Any, measure: str) -> dict[str, Any]:
    """A column's keys with the row's measure in the place of `{}`; the measure itself where none is said."""
    filled = {key: _with(value, measure) for key, value in asked.items()}
    return {"measure": measure, **filled}


def _with(value: Any, measure: str) -> Any:
    if isinstance(value, dict):
        return {key: _with(inner, measure) for key, inner in value.items()}
    return value.replace("{}", measure) if isinstance(value, str) else value


def _binding_key(entry: Entry) -> str:
    if "indicator" in entry:
        return entry["indicator"]
    if "row" not in entry:
        return WHOLE_FILE
    return f"{entry['row']}|{entry['column']}" if "column" in entry else str(entry["row"])


def _listed(path: Path, problems: list[Problem]) -> dict[tuple[str, str, str], dict[str, str]]:
    if not path.exists():
        problems.append(Problem("B002", Place(path.name, 1), "Filen saknas.", "Skapa den med en rubrikrad."))
        return {}
    rows, wrong = read_rows(path, LISTED, "B004", shown_as=f"reference/{path.name}")
    problems += wrong
    return {(row["document"], row["file"], row["row"]): row.texts for row in rows}
