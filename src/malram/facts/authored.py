# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""YAML files that people write: read with the line of every key, so that a problem can name its place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import yaml
from yaml.composer import Composer
from yaml.constructor import SafeConstructor

from malram.facts.problems import Place, Problem

FEW = 20
NAMED = 3  # so many of many known words are named
WORDS = 60  # a value in a message is cut here
LARGEST_MB = 20
DEEPEST = 40  # keys below keys
MOST = 100_000  # values in a file, references written out
LOADER: type = yaml.SafeLoader
if hasattr(yaml, "CSafeLoader"):  # as in every wheel: the scanner in C is five times as fast

    class _Loader(Composer, yaml.CSafeLoader):
        """Composes in Python: in C a file of a hundred thousand '[' ends the process."""

        def __init__(self, stream: str) -> None:
            yaml.CSafeLoader.__init__(self, stream)
            Composer.__init__(self)

    LOADER = _Loader


class UnreadableError(Exception):
    """A file that cannot be read at all, and what to do about it."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


class Items(list[Any]):
    """A list from a file. Where a word is wanted it is none of the words, and no error to ask about."""

    __hash__ = object.__hash__  # type: ignore[assignment]


class Entry(dict[str, Any]):
    """A mapping that remembers where it and each of its keys stand in the file."""

    __hash__ = object.__hash__  # type: ignore[assignment]  # as of Items
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
    reader = _Reader(name)
    try:
        text = text_of(path, name)
        if "\t" in text:
            _refuse_indenting_tabs(text, name)
        node = yaml.compose(text, Loader=LOADER)
        content = None if node is None else reader.plain(node)
    except UnreadableError as error:
        return Authored(None, (error.problem,))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        return Authored(None, (_not_yaml(name, mark.line + 1 if mark else 1),))
    except RecursionError:
        return Authored(None, (_too_deep(name, 1),))
    return Authored(content, tuple(reader.problems))


def text_of(path: Path, name: str) -> str:
    """The text of a file that somebody wrote. Raises `UnreadableError` with what is wrong with it."""
    try:
        size = path.stat().st_size
        if size > LARGEST_MB * 1_000_000:
            message = f"Filen är {size // 1_000_000} MB, mer än de {LARGEST_MB} MB som läses."
            raise UnreadableError(Problem("A005", Place(name, 1), message, "Dela upp den i flera filer."))
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        hint = "Spara den som UTF-8."
        raise UnreadableError(
            Problem("A002", Place(name, line), "Filen är inte text i UTF-8.", hint)
        ) from None
    except FileNotFoundError:
        message, hint = "Filen finns inte.", "Skapa den, eller rätta namnet."
    except IsADirectoryError:
        message, hint = "Här ligger en mapp i stället för en fil.", "Byt namn på mappen och skapa filen."
    except OSError as error:
        message, hint = f"Filen går inte att öppna: {error.strerror}.", "Se vem som får läsa den."
    raise UnreadableError(Problem("A004", Place(name, 1), message, hint))


def _refuse_indenting_tabs(text: str, name: str) -> None:
    """YAML says of a tab only that it cannot start a token, and nobody sees a tab."""
    for line, written in enumerate(text.split("\n"), 1):
        if "\t" in written[: len(written) - len(written.lstrip())] and written.strip():
            message, hint = "Raden är indragen med en tabb.", "Dra in den med mellanslag."
            raise UnreadableError(Problem("A001", Place(name, line), message, hint))


def _not_yaml(name: str, line: int) -> Problem:
    hint = "Kontrollera indrag, kolon och citattecken på raden och den före."
    return Problem("A001", Place(name, line), "Filen går inte att läsa som YAML.", hint)


def _too_deep(name: str, line: int) -> Problem:
    hint = "Skriv ut värdena i stället för att hänvisa med & och *."
    return Problem("A006", Place(name, line), "Filen är för djup, eller blir för stor när den läses.", hint)


@dataclass
class _Reader:
    """Makes plain values of the nodes of one file, and stops when they become too many."""

    name: str
    problems: list[Problem] = field(default_factory=list)
    values: int = 0
    scalars: SafeConstructor = field(default_factory=SafeConstructor)

    def plain(self, node: yaml.Node, depth: int = 0) -> Any:
        line = node.start_mark.line + 1
        self.values += 1
        if depth > DEEPEST or self.values > MOST:
            raise UnreadableError(_too_deep(self.name, line))
        if isinstance(node, yaml.MappingNode):
            return self.entry(node, depth)
        if isinstance(node, yaml.SequenceNode):
            return Items(self.plain(item, depth + 1) for item in node.value)
        return self.scalar(node)

    def entry(self, node: yaml.MappingNode, depth: int) -> Entry:
        entry = Entry()
        entry.place, entry.lines = Place(self.name, node.start_mark.line + 1), {}
        for key_node, value_node in node.value:
            line = key_node.start_mark.line + 1
            if not isinstance(key_node, yaml.ScalarNode):
                raise UnreadableError(_not_yaml(self.name, line))
            key = str(key_node.value)
            if key in entry:
                message = f"Nyckeln '{key}' står två gånger."
                self.problems.append(Problem("A003", Place(self.name, line), message, "Ta bort den ena."))
            entry[key], entry.lines[key] = self.plain(value_node, depth + 1), line
        return entry

    def scalar(self, node: yaml.Node) -> Any:
        try:
            return self.scalars.construct_object(node, deep=True)
        except (
            ValueError
        ):  # written like a day or a number and none, as 2024-13-31: whoever wants one says so
            return node.value
        except (yaml.YAMLError, AttributeError):  # a tag, as !!python/name, that no file here has any use for
            raise UnreadableError(_not_yaml(self.name, node.start_mark.line + 1)) from None


def posts_of(content: Any) -> list[Any]:
    """The posts of a file that is to be a list: what is none stands alone, and nothing is no post."""
    return content if isinstance(content, list) else [] if content is None else [content]


def entries_below(entry: Entry, key: str, code: str, problems: list[Problem]) -> list[Entry]:
    """The posts of a list below a key, each with its keys; anything else there is a problem of `code`."""
    said = entry.get(key)
    listed = posts_of(said)
    found = [one for one in listed if isinstance(one, Entry) and one is not said]
    if len(found) < len(listed):
        wrong = next(one for one in listed if not isinstance(one, Entry) or one is said)
        message = f"'{key}' ska vara en lista med nycklar och värden."
        hint = f"Börja varje post med '- '. Nu står där '{shown(wrong)}'."
        problems.append(Problem(code, entry.at(key), message, hint))
    return found


def texts_in(entry: Entry, keys: Iterable[str], code: str) -> list[Problem]:
    """A problem of `code` for every one of the keys that has something else than text."""
    return [
        Problem(
            code,
            entry.at(key),
            f"'{key}' ska vara text.",
            f"Skriv den inom citattecken om den ser ut som något annat. Nu står där '{shown(entry[key])}'.",
        )
        for key in keys
        if key in entry and not isinstance(entry[key], str)
    ]


def unknown_keys(entry: Entry, known: set[str], code: str) -> list[Problem]:
    """A problem for every key that is not in `known`, with the nearest known one as hint."""
    return [
        Problem(code, entry.at(key), f"Okänd nyckel '{shown(key)}'.", nearest(key, known))
        for key in entry
        if key not in known
    ]


def nearest(word: object, known: Iterable[object]) -> str:
    """'Menade du …?' with the closest known word; otherwise the words allowed, or some of them."""
    word, words = str(word), sorted(map(str, known))
    close = get_close_matches(word, words, n=1, cutoff=0.6) if len(word) <= WORDS * 2 else []
    if close:
        return f"Menade du '{close[0]}'?"
    if not words:
        return "Det finns inget att välja bland ännu."
    if len(words) <= FEW:
        return "Tillåtna: " + ", ".join(words) + "."
    some = ", ".join(words[:NAMED])
    return f"Välj ett av de {len(words)} som finns, till exempel {some}."


def shown(value: object) -> str:
    """A value as a message shows it: whole where it is short, its beginning where it is not."""
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key}: …' for key in list(value)[:NAMED])}}}"
    if isinstance(value, list):
        return f"en lista med {len(value)} delar" if value else "en tom lista"
    text = str(value)
    return text if len(text) <= WORDS else f"{text[:WORDS]}…"
