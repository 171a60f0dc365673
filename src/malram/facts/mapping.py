# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""A mapping declares how one kind of source file becomes rows of one contract.

```yaml
contract: calls
files: [samtal-*.csv]      # names of the files it is for, when a whole folder is taken in
delimiter: ";"            # default ;
encoding: cp1252          # utf-8 (default), utf-8-sig, cp1252, latin-1
decimal: ","              # , (default) or .
columns:                  # file column: contract column; other columns of the file are left alone
  Samtalsid: call
values:                   # contract column: {file's word: our code}
  sex: {K: women, M: men, O: unknown}
constants:                # contract column: the same value on every row
  service: "1177"
```
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

from malram.facts.authored import Entry, nearest, read_authored, shown, unknown_keys
from malram.facts.contracts import CONTRACTS, Contract
from malram.facts.problems import Place, Problem
from malram.facts.rules import problem

SETTINGS = {
    "delimiter": (";", (",", ";", "\t", "|")),
    "encoding": ("utf-8", ("utf-8", "utf-8-sig", "cp1252", "latin-1")),
    "decimal": (",", (",", ".")),
}
TABLES = ("columns", "values", "constants")
KEYS = {"contract", "files", *SETTINGS, *TABLES}


class MappingError(ValueError):
    """The mapping file cannot be used; `problems` says everything that is wrong with it."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = tuple(problems)


@dataclass(frozen=True)
class Mapping:
    """`columns` leads from file column to contract column, `values` from contract column to translations."""

    name: str
    contract: Contract
    columns: dict[str, str]
    delimiter: str = ";"
    encoding: str = "utf-8"
    decimal: str = ","
    values: dict[str, dict[str, str]] = field(default_factory=dict)
    constants: dict[str, str] = field(default_factory=dict)
    files: tuple[str, ...] = ()

    @classmethod
    def load(cls, path: Path) -> Mapping:
        """Read a mapping file or raise `MappingError` with every problem in it."""
        mapping, problems = read_mapping(path)
        if mapping is None:
            raise MappingError(problems)
        return mapping

    def file_column(self, contract_column: str) -> str:
        """What the file calls a contract column; the contract's own name when it is a constant."""
        return next(
            (ours for ours, theirs in self.columns.items() if theirs == contract_column), contract_column
        )

    def is_for(self, path: Path) -> bool:
        """Whether a file in a folder of deliveries is of this kind, by its name."""
        return any(fnmatch(path.name, pattern) for pattern in self.files)

    @property
    def fingerprint(self) -> str:
        """Changes when the mapping would read the same file differently."""
        parts = [self.contract.name, self.delimiter, self.encoding, self.decimal]
        text = json.dumps([parts, self.columns, self.values, self.constants], sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()[:16]


def read_mapping(path: Path) -> tuple[Mapping | None, list[Problem]]:
    """Return the mapping, or None with everything an author must put right in it."""
    if not path.exists():
        return None, [problem("F001", Place(str(path), 1))]
    authored = read_authored(path)
    if authored.problems:
        return None, list(authored.problems)
    entry = authored.content
    if not isinstance(entry, Entry):
        return None, [problem("F040", Place(path.name, 1))]
    problems = unknown_keys(entry, KEYS, "F041") + list(_missing_keys(entry))
    name = str(entry.get("contract", ""))
    if "contract" in entry and name not in CONTRACTS:
        problems.append(
            problem("F043", entry.at("contract"), value=name, nearest=nearest(name, list(CONTRACTS)))
        )
    problems += _settings(entry) + _shapes(entry)
    if problems:
        return None, problems
    problems = list(_columns(entry, CONTRACTS[name])) + list(_codes(entry, CONTRACTS[name]))
    return (None, problems) if problems else (_build(path.stem, entry, CONTRACTS[name]), [])


def _missing_keys(entry: Entry) -> Iterator[Problem]:
    for key in ("contract", "columns"):
        if key not in entry:
            yield problem("F042", entry.place, key=key)


def _settings(entry: Entry) -> list[Problem]:
    found = []
    for key, (_, allowed) in SETTINGS.items():
        if key in entry and entry[key] not in allowed:
            text = "Tillåtna: " + ", ".join("tabb (\\t)" if a == "\t" else repr(a) for a in allowed) + "."
            found.append(problem("F046", entry.at(key), key=key, value=shown(entry[key]), allowed=text))
    return found


def _shapes(entry: Entry) -> list[Problem]:
    """Tables must be tables, and `values` a table of tables."""
    found = []
    files = entry.get("files", [])
    if not isinstance(files, list) or not all(isinstance(one, str) for one in files):
        text = "Skriv en lista med filnamn, till exempel [samtal-*.csv]."
        found.append(problem("F046", entry.at("files"), key="files", value=shown(files), allowed=text))
    for key in TABLES:
        table = entry.get(key, Entry())
        if not isinstance(table, Entry):
            text = "Skriv en tabell med en rad per kolumn."
            found.append(problem("F046", entry.at(key), key=key, value=shown(table), allowed=text))
        elif key == "values":
            text = "Skriv {källans ord: kod}."
            wrong = [name for name, words in table.items() if not isinstance(words, Entry)]
            found += [problem("F046", table.at(n), key=n, value=shown(table[n]), allowed=text) for n in wrong]
    return found


def _targets(entry: Entry) -> Iterator[tuple[str, Place]]:
    """Every contract column the mapping gives a value, with its place."""
    for file_column, target in entry["columns"].items():
        yield str(target), entry["columns"].at(file_column)
    for target in entry.get("constants", {}):
        yield target, entry["constants"].at(target)


def _columns(entry: Entry, contract: Contract) -> Iterator[Problem]:
    seen: set[str] = set()
    named = [*_targets(entry), *((name, entry["values"].at(name)) for name in entry.get("values", {}))]
    for target, place in named:
        if target not in contract.names:
            near = nearest(target, list(contract.names))
            yield problem("F044", place, contract=contract.name, value=target, nearest=near)
    for target, place in _targets(entry):
        if target in seen:
            yield problem("F048", place, value=target)
        seen.add(target)
    for column in contract.columns:
        if column.required and column.name not in seen:
            yield problem("F045", entry.at("columns"), contract=contract.name, column=column.name)


def _codes(entry: Entry, contract: Contract) -> Iterator[Problem]:
    """Our codes stand in translations and constants; a wrong one would send every row to quarantine."""
    written = [
        (name, words[word], words.at(word))
        for name, words in entry.get("values", {}).items()
        for word in words
    ]
    constants = entry.get("constants", {})
    written += [(name, constants[name], constants.at(name)) for name in constants]
    allowed = {column.name: column.codes for column in contract.columns if column.codes}
    for name, value, place in written:
        if name in allowed and plain(value) not in allowed[name]:
            codes = ", ".join(allowed[name])
            yield problem("F047", place, column=name, value=plain(value), codes=codes)


def plain(value: Any) -> str:
    """The text the author saw: YAML makes `true` a bool and 1177 a number."""
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _build(name: str, entry: Entry, contract: Contract) -> Mapping:
    words = {
        column: {k: plain(v) for k, v in table.items()} for column, table in entry.get("values", {}).items()
    }
    return Mapping(
        name=name,
        contract=contract,
        columns={file_column: str(target) for file_column, target in entry["columns"].items()},
        values=words,
        constants={column: plain(value) for column, value in entry.get("constants", {}).items()},
        files=tuple(map(str, entry.get("files", ()))),
        **{key: entry.get(key, default) for key, (default, _) in SETTINGS.items()},
    )
