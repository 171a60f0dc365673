# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whatever is wrong in a region's files: a message with code, file, line and what to do, and no traceback."""

from __future__ import annotations

import json
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path

import pytest

from malram.cli.check_command import problems_in, warnings_in
from malram.facts.authored import LARGEST_MB
from malram.facts.problems import Problem
from tests.cli.slips import INDICATORS, SLIPS, Slip
from tests.cli.whole_region import FILES, write_whole
from tools.reference_docs import CODES

ANOTHER = {
    "empty": b"",
    "a list": b"- 1\n- [2]\n- a: b\n",
    "keys and values": b"a: 1\nb: [1]\n",
    "one word": b"hej\n",
    "posts of nothing": b"- \n- ~\n",
}
BOMB = "references that multiply"
LAYERS = "".join(f"{n}: &{n} [{', '.join(9 * ['*' + m])}]\n" for m, n in pairwise("abcdefgh"))
SPOILT = {
    "a tab": b"\t- a: 1\n",
    "not UTF-8": "- id: å\n".encode("latin-1"),
    "a key twice": b"id: a\nid: b\n",
    BOMB: f"a: &a [x, x]\n{LAYERS}".encode(),
    "a reference to itself": b"&a\nx: *a\n",
    "brackets without end": b"[" * 100_000,
    "a control character": b'- id: "a\x07"\n',
    "a tag of Python's": b"- !!python/name:os.system x\n",
    "two documents": b"a: 1\n---\nb: 2\n",
    "a list for a key": b"? [a]\n: b\n",
    "an open quotation": b'a,b\n"x,y\n',
    "any bytes": bytes(range(256)),
}  # fmt: skip
WRONG = ["[]", "{a: 1}", f"{10**30}", "null", "x"]
# What these stand for is found elsewhere: among delivered rows, in the database, when a report is built, or
# as a warning. They are tested in their rooms.
ELSEWHERE = {
    *(f"F{number:03}" for number in (*range(1, 40), 50, 51)),
    *("N012", "N013", "N014", "N020", "N021", "N022", "N023", "N024"),
    *("W002", "W010", "K001", "D001", "T001", "T002", "E021"),
    *("R006", "R010", "R011", "R012", "R013", "R014", "R020", "R021", "R022"),
    *(f"S{number:03}" for number in range(40, 56) if number != 43),
    *("W041", "W042", "W043", "W044"),
}  # fmt: skip
FIRST = ("region.yaml", "steering/namnd.yaml", "organisation.csv")
OF_BYTES = {"A002", "A004", "A005"}


@pytest.fixture
def region(tmp_path: Path) -> Path:
    return write_whole(tmp_path / "nord")


def incomplete(problems: Iterable[Problem]) -> list[str]:
    """The problems that somebody could not act on, or would not read."""
    return [
        str(one)
        for one in problems
        if not (one.code and one.place.file and one.place.line > 0 and one.message and one.hint)
        or len(str(one)) > 500
    ]


def spoil(region: Path, slip: Slip) -> None:
    path = region / slip.file
    if slip.old:
        text = path.read_text(encoding="utf-8")
        assert slip.old in text, f"{slip.file} holds no {slip.old!r} any more"
        path.write_text(text.replace(slip.old, slip.new, 1), encoding="utf-8")
    elif slip.new:
        path.write_text(slip.new, encoding="utf-8")
    else:
        path.unlink()


def test_there_is_nothing_wrong_in_the_files_that_are_spoilt_here(region):
    assert list(problems_in(region)) == []
    assert list(warnings_in(region)) == []


def test_every_problem_code_of_authored_files_has_a_slip():
    known = {code for codes in CODES.values() for code in codes}
    assert {slip.code for slip in SLIPS} == known - ELSEWHERE - OF_BYTES


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: slip.code)
def test_a_slip_is_told_with_its_line_and_what_to_do(region, slip):
    spoil(region, slip)
    problems = list(problems_in(region))
    assert slip.code in {problem.code for problem in problems}
    assert incomplete(problems) == []


def test_slips_in_many_files_are_told_at_once(region):
    """The first slip of every file but those that the others build on."""
    first = {slip.file: slip for slip in reversed(SLIPS) if slip.old and slip.file not in FIRST}
    for slip in first.values():
        spoil(region, slip)
    problems = list(problems_in(region))
    assert {slip.code for slip in first.values()} <= {problem.code for problem in problems}
    assert incomplete(problems) == []


@pytest.mark.parametrize("how", ANOTHER)
def test_a_file_that_holds_something_else_is_no_traceback(region, how):
    """Every file of the region in turn."""
    for name, text in FILES.items():
        path = region / name
        path.write_bytes(ANOTHER[how])
        assert incomplete(problems_in(region)) == [], name
        path.write_text(text, encoding="utf-8")


@pytest.mark.parametrize("how", SPOILT)
def test_files_that_cannot_be_read_are_no_traceback(region, how):
    """All but the region's own, at once: they are read in one way, and each is told of."""
    spoilt = [name for name in FILES if name not in FIRST and name.endswith(".yaml")]
    for name in spoilt if how != BOMB else [INDICATORS]:
        (region / name).write_bytes(SPOILT[how])
    problems = list(problems_in(region))
    assert incomplete(problems) == []
    assert {Path(name).name for name in (spoilt if how != BOMB else [INDICATORS])} <= {
        Path(problem.place.file).name for problem in problems
    }


def test_a_file_that_is_gone_or_a_folder_is_no_traceback(region):
    for name, text in FILES.items():
        path = region / name
        path.unlink()
        assert incomplete(problems_in(region)) == [], name
        path.mkdir()
        found = list(problems_in(region))
        assert incomplete(found) == [], name
        assert found or name.startswith("prose/") or "values.csv" in name
        path.rmdir()
        path.write_text(text, encoding="utf-8")


def test_a_huge_file_is_refused_unread(region):
    (region / "indicators.yaml").write_bytes(b"# x\n" * (LARGEST_MB * 250_000 + 1))
    [problem] = [one for one in problems_in(region) if one.code == "A005"]
    assert str(problem) == (
        "indicators.yaml:1: A005 Filen är 20 MB, mer än de 20 MB som läses. Dela upp den i flera filer."
    )


def keyed(text: str) -> list[int]:
    """The lines that hold one key and its value."""
    return [
        n for n, line in enumerate(text.split("\n")) if line.count(": ") == 1 and not set(line) & set("{[")
    ]


@pytest.mark.parametrize("wrong", WRONG)
def test_a_value_of_the_wrong_sort_is_no_traceback(region, wrong):
    """The first value of every file is spoilt, then the second of every file, and so on."""
    texts = {name: text for name, text in FILES.items() if name.endswith(".yaml") and name not in FIRST}
    for nth in range(max(len(keyed(text)) for text in texts.values())):
        for name, text in texts.items():
            lines = text.split("\n")
            for number in keyed(text)[nth : nth + 1]:
                lines[number] = f"{lines[number].partition(': ')[0]}: {wrong}"
            (region / name).write_text("\n".join(lines), encoding="utf-8")
        assert incomplete(problems_in(region)) == [], nth


@pytest.mark.parametrize("wrong", WRONG)
@pytest.mark.parametrize("name", FIRST[:2])
def test_a_wrong_value_in_what_the_rest_builds_on_is_no_traceback(region, name, wrong):
    for number in keyed(FILES[name]):
        lines = FILES[name].split("\n")
        lines[number] = f"{lines[number].partition(': ')[0]}: {wrong}"
        (region / name).write_text("\n".join(lines), encoding="utf-8")
        assert incomplete(problems_in(region)) == [], number


def test_the_command_prints_them_all_and_answers_no(malram, region):
    for code in ("F046", "S028"):
        spoil(region, next(slip for slip in SLIPS if slip.code == code))
    said = malram("check", "--region", region)
    assert said.code == 1
    assert said.err == "2 att rätta.\n"
    told = json.loads(malram("check", "--region", region, "--format", "json").out)
    assert [(one["file"], one["code"], bool(one["line"] and one["hint"])) for one in told] == [
        ("samtal.yaml", "F046", True),
        ("indicators.yaml", "S028", True),
    ]
