# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The generated pages of docs/reference are current, and nothing they are about is missing from them."""

import re
from collections import defaultdict
from pathlib import Path

import pytest

import malram
from malram.cli import COMMANDS, parsers
from malram.cli.command_page import options_of
from malram.measures.catalogue import definitions, loader, words
from malram.values.unit_page import KINDS
from malram.values.units import UNITS
from tools.reference_docs import CODES, FOLDER, PAGES

SRC = Path(malram.__file__).parent
CODE = re.compile(r'"([A-Z]\d{3})"')


def page(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", PAGES)
def test_a_generated_page_is_current(name):
    """Renew all of them with: make reference"""
    assert page(name) == PAGES[name]()


def used_codes() -> dict[str, set[str]]:
    """Every problem code in the source, outside the tables that explain them, with the rooms it is in."""
    rooms = defaultdict(set)
    for path in SRC.glob("*/**/*.py"):
        if path.name not in ("codes.py", "rules.py"):
            for code in CODE.findall(path.read_text(encoding="utf-8")):
                rooms[code].add(path.relative_to(SRC).parts[0])
    return rooms


def test_every_problem_code_is_explained_and_every_explained_one_is_used():
    explained = [code for codes in CODES.values() for code in codes]
    assert sorted(used_codes()) == sorted(explained)


def test_no_problem_code_stands_for_two_things():
    """A code belongs to one table; only the command, which shows other rooms' problems, may repeat one."""
    explained = [code for codes in CODES.values() for code in codes]
    assert len(explained) == len(set(explained))
    assert {code: rooms for code, rooms in used_codes().items() if len(rooms - {"cli"}) != 1} == {}


def test_every_word_of_a_definition_file_has_a_meaning():
    assert set(words.KEYS) == loader.MEASURE_KEYS
    assert set(words.PART_KEYS) == loader.PART_KEYS
    assert set(words.KINDS) == definitions.KINDS
    assert set(words.OPERATORS) == definitions.OPERATORS
    assert set(words.WINDOWS) == definitions.WINDOWS
    assert set(words.OVER) == definitions.OVER
    assert set(words.DIRECTIONS) == loader.DIRECTIONS


def test_every_option_of_every_command_says_what_it_does():
    _, found = parsers(COMMANDS)
    options = [(name, action) for name, parser in found.items() for action in options_of(parser)]
    assert [(name, action.dest) for name, action in options if not action.help] == []


def test_every_command_has_a_module_and_every_module_a_command():
    modules = {path.stem.removesuffix("_command") for path in (SRC / "cli").glob("*_command.py")}
    assert modules == set(COMMANDS)


def test_every_kind_of_unit_has_a_swedish_word():
    assert {unit.kind for unit in UNITS.values()} == set(KINDS)


def test_every_setting_is_documented():
    used = {
        name
        for path in (*(SRC / "config").glob("*.py"), SRC / "cli" / "__init__.py")
        for name in re.findall(r"MALRAM_[A-Z_]+[A-Z]", path.read_text(encoding="utf-8"))
    }
    assert sorted(name for name in used if f"`{name}`" not in page("settings.md")) == []
