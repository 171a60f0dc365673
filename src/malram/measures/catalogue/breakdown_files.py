# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""A region's breakdowns beside sex, from `measures/breakdowns.yaml`, with every problem in it at once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from malram.facts.authored import Entry, nearest, read_authored, unknown_keys
from malram.facts.problems import Place, Problem
from malram.measures.catalogue.definitions import OPERATORS, SEX, Breakdown, Condition, Group
from malram.measures.catalogue.shapes import condition_problems
from malram.measures.computing.tables import TABLES, columns_of

FILE = "breakdowns.yaml"
KEYS = {"id", "label", "columns", "groups"}
GROUP_KEYS = {"id", "label", "where"}


def load_breakdowns(folder: Path) -> tuple[dict[str, Breakdown], list[Problem]]:
    """The breakdowns of a folder by id; a region without the file has none but sex."""
    path = folder / FILE
    if not path.exists():
        return {}, []
    name = f"measures/{FILE}"
    authored = read_authored(path, shown_as=name)
    problems = list(authored.problems)
    entries = authored.content or []
    if not isinstance(entries, list) or not all(isinstance(entry, Entry) for entry in entries):
        hint = "Börja varje uppdelning med '- id: …'."
        problems.append(Problem("M016", Place(name, 1), "Filen ska vara en lista med uppdelningar.", hint))
        return {}, problems
    found: dict[str, Breakdown] = {}
    for entry in entries:
        wrong = list(_problems_of(entry))
        if not wrong and (entry["id"] == SEX or entry["id"] in found):
            message = f"Uppdelningen '{entry['id']}' finns redan."
            wrong = [Problem("M016", entry.at("id"), message, "Ge den ett annat id.")]
        problems += wrong
        if not wrong:
            found[entry["id"]] = _breakdown(entry)
    return found, problems


def _problems_of(entry: Entry) -> Iterator[Problem]:
    yield from unknown_keys(entry, KEYS, "M001")
    for key, sort in (("id", str), ("label", str), ("columns", Entry), ("groups", list)):
        if key not in entry:
            yield Problem("M002", entry.at(key), f"Nyckeln '{key}' saknas.", f"Lägg till '{key}: …'.")
        elif not isinstance(entry[key], sort):
            hint = "Se docs/reference/definition-files.md."
            yield Problem("M007", entry.at(key), f"'{key}' har inte den form som en uppdelning ska ha.", hint)
    columns, groups = entry.get("columns"), entry.get("groups")
    if isinstance(columns, Entry):
        yield from _column_problems(columns)
    for group in groups if isinstance(groups, list) else ():
        yield from _group_problems(group, entry)


def _column_problems(columns: Entry) -> Iterator[Problem]:
    for table, column in columns.items():
        if table not in TABLES:
            message = f"Okänd faktatabell '{table}'."
            yield Problem("M008", columns.at(table), message, nearest(table, set(TABLES)))
        elif column not in columns_of(table):
            message = f"Tabellen '{table}' har ingen kolumn '{column}'."
            yield Problem("M010", columns.at(table), message, nearest(str(column), set(columns_of(table))))


def _group_problems(group: Any, entry: Entry) -> Iterator[Problem]:
    if not isinstance(group, Entry):
        hint = "Skriv till exempel '{id: 0-19, label: 0–19 år, where: {at_most: 19}}'."
        yield Problem("M007", entry.at("groups"), "En grupp ska vara nycklar och värden.", hint)
        return
    yield from unknown_keys(group, GROUP_KEYS, "M001")
    for key in sorted(GROUP_KEYS - set(group)):
        yield Problem("M002", group.at(key), f"Nyckeln '{key}' saknas.", f"Lägg till '{key}: …'.")
    if "where" not in group:
        return
    columns = entry.get("columns")
    for operator, value in _tests(group["where"]):
        if operator not in OPERATORS:
            hint = nearest(operator, set(OPERATORS))
            yield Problem("M001", group.at("where"), f"Okänt villkor '{operator}'.", hint)
            continue
        for table, column in columns.items() if isinstance(columns, Entry) else ():
            if table in TABLES and column in columns_of(table):
                test = Condition(column, operator, value)
                yield from condition_problems(test, table, columns_of(table)[column], group.at("where"))


def _tests(raw: Any) -> tuple[tuple[str, Any], ...]:
    """The tests of a group as they may be written: a value, a list of values, or conditions."""
    if isinstance(raw, Entry):
        return tuple((key, tuple(value) if isinstance(value, list) else value) for key, value in raw.items())
    return (("in", tuple(raw)),) if isinstance(raw, list) else (("equals", raw),)


def _breakdown(entry: Entry) -> Breakdown:
    groups = tuple(
        Group(str(group["id"]), str(group["label"]), _tests(group["where"])) for group in entry["groups"]
    )
    return Breakdown(entry["id"], entry["label"], tuple(sorted(entry["columns"].items())), groups)
