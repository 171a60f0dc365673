# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""YAML files that people write: read with the line of every key, so that a problem can name its place."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import yaml

from malram.facts.problems import Place, Problem

FEW = 20
# The same reader in C where it was built with PyYAML, as in every wheel: ten times as fast.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Entry(dict[str, Any]):
    """A mapping that remembers where it and each of its keys stand in the file."""

    place: Place
    lines: dict[str, int]

    def at(self, key: str) -> Place:
        """The place of one key, or of the whole entry when the key is absent."""
        return Place(self.place.file, self.lines.get(key, self.place.line))


@dataclass(frozen=True)
class Authored:
    """What a file holds and what is wrong with it as YAML."""

    content: Any
    problems: tuple[Problem, ...]


def read_authored(path: Path, shown_as: str | None = None) -> Authored:
    """Read one YAML file into plain values where every mapping is an `Entry`."""
    name = shown_as or path.name
    try:
        node = yaml.compose(path.read_text(encoding="utf-8"), Loader=LOADER)
    except UnicodeDecodeError:
        return Authored(
            None, (Problem("A002", Place(name, 1), "Filen är inte text i UTF-8.", "Spara den som UTF-8."),)
        )
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        message = "Filen går inte att läsa som YAML."
        hint = "Kontrollera indrag, kolon och citattecken på raden."
        return Authored(None, (Problem("A001", Place(name, line), message, hint),))
    problems: list[Problem] = []
    content = None if node is None else _plain(node, name, problems)
    return Authored(content, tuple(problems))


def _plain(node: yaml.Node, name: str, problems: list[Problem]) -> Any:
    if isinstance(node, yaml.MappingNode):
        entry = Entry()
        entry.place, entry.lines = Place(name, node.start_mark.line + 1), {}
        for key_node, value_node in node.value:
            key = str(key_node.value)
            line = key_node.start_mark.line + 1
            if key in entry:
                message = f"Nyckeln '{key}' står två gånger."
                problems.append(Problem("A003", Place(name, line), message, "Ta bort den ena."))
            entry[key], entry.lines[key] = _plain(value_node, name, problems), line
        return entry
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item, name, problems) for item in node.value]
    return _scalar(node)


def _scalar(node: yaml.Node) -> Any:
    loader = yaml.SafeLoader("")
    try:
        return loader.construct_object(node, deep=True)
    except ValueError:  # written like a day or a number and none, as 2024-13-31: whoever wants one says so
        return node.value
    finally:
        loader.dispose()


def unknown_keys(entry: Entry, known: set[str], code: str) -> list[Problem]:
    """A problem for every key that is not in `known`, with the nearest known one as hint."""
    return [
        Problem(code, entry.at(key), f"Okänd nyckel '{key}'.", nearest(key, known))
        for key in entry
        if key not in known
    ]


def nearest(word: str, known: set[str] | list[str]) -> str:
    """'Menade du …?' with the closest known word; otherwise the words allowed, where they are few."""
    close = get_close_matches(word, sorted(known), n=1, cutoff=0.6)
    if close:
        return f"Menade du '{close[0]}'?"
    return "Tillåtna: " + ", ".join(sorted(known)) + "." if len(known) <= FEW else ""
