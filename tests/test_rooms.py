# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The house keeps its order: imports point downward, pure rooms stay pure, regions are data."""

import ast
import csv
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import yaml

import malram

SRC = Path(malram.__file__).parent
ROOMS = [
    *("values", "facts", "measures", "charts", "review"),
    *("audit", "accounts", "organisation", "occasions", "look", "matters", "steering", "frames"),
    *("planning", "economy", "work", "control", "loading", "followup", "reports", "web", "api", "demo"),
    *("config", "cli"),
]  # a room may import itself and the rooms to its left
PURE = ["values", "facts", "measures", "charts", "review"]
REGIONS = SRC / "regions"
PLAIN = str.maketrans("åäöÅÄÖ", "aaoAAO")
WORDS_OF_CONTRACTS = {"riket", "primarvard"}  # the country, and a value of a column: no region's alone


def python_files() -> Iterator[tuple[str, Path]]:
    """Every Python file that lies in a room, with the room's name."""
    for path in sorted(SRC.glob("*/**/*.py")):
        yield path.relative_to(SRC).parts[0], path


def imported(tree: ast.Module, path: Path) -> Iterator[tuple[int, str]]:
    """(line, dotted name) of everything a file imports, also inside functions and by string."""
    package = ("malram", *path.relative_to(SRC).parts[:-1])
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names):
                yield from ((node.lineno, alias.name) for alias in names)
            case ast.ImportFrom(module=module, names=names, level=level):
                base = ".".join([*package[: len(package) - level + 1]] if level else [])
                base = ".".join(filter(None, [base, module]))
                yield from ((node.lineno, f"{base}.{alias.name}") for alias in names)
            case ast.Call(func=function, args=[ast.Constant(value=str(name)), *_]):
                if ast.unparse(function).split(".")[-1] in {"import_module", "__import__", "import_string"}:
                    yield node.lineno, name


def imports() -> Iterator[tuple[str, str, str]]:
    """(room, "file:line", dotted name) of every import in the house."""
    for room, path in python_files():
        for line, name in imported(ast.parse(path.read_text(encoding="utf-8")), path):
            yield room, f"{path.relative_to(SRC)}:{line}", name


def own_imports() -> Iterator[tuple[str, str, str]]:
    """(room, place, imported room) for imports inside the house."""
    for room, place, name in imports():
        parts = name.split(".")
        if parts[0] == "malram" and len(parts) > 1 and parts[1] in ROOMS:
            yield room, place, parts[1]


def test_every_folder_is_a_room_in_the_list():
    folders = {path.relative_to(SRC).parts[0] for path in SRC.glob("*/**/*.py")}
    assert sorted(folders - set(ROOMS)) == []


def test_imports_point_downward():
    order = {room: place for place, room in enumerate(ROOMS)}
    assert [f"{place} imports {to}" for room, place, to in own_imports() if order[to] > order[room]] == []


def test_the_pure_rooms_name_no_django():
    named = [
        f"{place} imports {name}" for room, place, name in imports() if room in PURE and "django" in name
    ]
    assert named == []


def test_the_pure_rooms_start_without_django():
    rooms = [room for room in PURE if (SRC / room / "__init__.py").exists()]
    program = (
        f"import sys, {', '.join(f'malram.{room}' for room in rooms)}; sys.exit('django' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_an_import_inside_a_function_or_by_string_is_seen():
    inside = ["from malram.web import views", "from ..cli import main", "import_module('malram.api.urls')"]
    text = "def f():\n    " + "\n    ".join(inside)
    found = [name for _, name in imported(ast.parse(text), SRC / "values" / "numbers.py")]
    assert found == ["malram.web.views", "malram.cli.main", "malram.api.urls"]


def test_regions_hold_data_only():
    assert [str(path.relative_to(SRC)) for path in (SRC / "regions").rglob("*.py")] == []


def region_words() -> set[str]:
    """The words of every region's folder, id, unit and name, with and without å, ä and ö."""
    found = set()
    for path in REGIONS.glob("*/region.yaml"):
        region = yaml.safe_load(path.read_text(encoding="utf-8"))
        called = f"{path.parent.name} {region['id']} {region['unit']} {region['name']}".lower()
        found |= {word for word in re.split(r"[^a-zåäö]+", called) if word not in ("", "region")}
    return found | {word.translate(PLAIN) for word in found}


def test_a_region_is_called_many_things():
    assert {"värmland", "varmland", "jämtland", "jamtland", "härjedalen", "harjedalen"} <= region_words()


def test_nothing_but_its_own_files_names_a_region():
    """The next region starts by writing files, so none of the first may be known to the program: neither in
    code, templates, styles, scripts and translations, nor in what is said about them."""
    words = re.compile("|".join(sorted(region_words())), re.IGNORECASE)
    named = [
        f"{path.relative_to(SRC)}:{number}: {line.strip()}"
        for path in sorted(SRC.rglob("*"))
        if path.is_file() and REGIONS not in path.parents and path.suffix != ".pyc"
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="ignore").splitlines(), start=1)
        if words.search(line) or words.search(path.name)
    ]
    assert named == []


def test_no_code_names_a_unit_of_a_region():
    units = set()
    for path in REGIONS.glob("*/organisation.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            units |= {row["unit"] for row in csv.DictReader(file)}
    named = [
        f"{path.relative_to(SRC)}:{node.lineno}: {node.value}"
        for _, path in python_files()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and node.value in units - WORDS_OF_CONTRACTS
    ]
    assert len(units) > 300
    assert named == []
