# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Mapping files: all problems at once, each with its line and the nearest known word."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from malram.facts.mapping import Mapping, MappingError, read_mapping
from malram.facts.rules import RULES

GOOD = """\
contract: calls
delimiter: ","
encoding: cp1252
columns:
  Id: call
  Enhet: unit
  Dag: date
  Besvarat: answered
  Sek: wait_seconds
values:
  answered: {J: true, N: false}
constants:
  service: 1177
"""


def problems_of(tmp_path: Path, text: str) -> list[str]:
    path = tmp_path / "samtal.yaml"
    path.write_text(text, encoding="utf-8")
    mapping, problems = read_mapping(path)
    assert (mapping is None) == bool(problems)
    return [str(problem) for problem in problems]


def test_a_mapping_is_read_with_words_as_the_author_wrote_them(tmp_path):
    (tmp_path / "samtal.yaml").write_text(GOOD, encoding="utf-8")
    mapping = Mapping.load(tmp_path / "samtal.yaml")
    assert mapping.contract.name == "calls"
    assert mapping.values == {"answered": {"J": "true", "N": "false"}}
    assert mapping.constants == {"service": "1177"}
    assert (mapping.delimiter, mapping.encoding, mapping.decimal) == (",", "cp1252", ",")
    assert mapping.file_column("wait_seconds") == "Sek"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("delimiter", "delimeter", "samtal.yaml:2: F041 Okänd nyckel 'delimeter'. Menade du 'delimiter'?"),
        ("calls", "cals", "samtal.yaml:1: F043 Det finns inget kontrakt 'cals'. Menade du 'calls'?"),
        (
            "Dag: date",
            "Dag: dat",
            "samtal.yaml:7: F044 Kontraktet calls har ingen kolumn 'dat'. Menade du 'date'?",
        ),
        ("cp1252", "ebcdic", "samtal.yaml:3: F046 encoding: 'ebcdic' går inte att använda. "),
        ("1177", "1178", "samtal.yaml:13: F047 Mappningen ger service värdet '1178', "),
        ("Dag: date", "Dag: unit", "samtal.yaml:7: F048 Kontraktskolumnen 'unit' får värde två gånger. "),
        ("{J: true, N: false}", "ja", "samtal.yaml:11: F046 answered: 'ja' går inte att använda. "),
        ("contract: calls\n", "", "samtal.yaml:1: F042 Nyckeln 'contract' saknas. Lägg till den."),
        (
            "  Sek: wait_seconds\n",
            "",
            "samtal.yaml:4: F045 Kontraktet calls kräver kolumnen 'wait_seconds', men ingen ",
        ),
        (
            "answered: {J: true, N: false}",
            "service: {tel: 1178}",
            "samtal.yaml:11: F047 Mappningen ger service värdet '1178', som inte finns i kodlistan. ",
        ),
    ],
)
def test_every_mistake_is_named_with_its_line(tmp_path, old, new, expected):
    found = problems_of(tmp_path, GOOD.replace(old, new, 1))
    assert any(line.startswith(expected) for line in found)


def test_all_problems_come_at_once(tmp_path):
    text = GOOD.replace("delimiter", "delimeter").replace("encoding", "encodign")
    assert [p.split()[1] for p in problems_of(tmp_path, text)] == ["F041", "F041"]
    with pytest.raises(MappingError) as caught:
        Mapping.load(tmp_path / "samtal.yaml")
    assert len(caught.value.problems) == 2


@pytest.mark.parametrize(("text", "code"), [("- lista\n", "F040"), ("a: [\n", "A001"), ("", "F040")])
def test_what_is_no_mapping_at_all_is_named_too(tmp_path, text, code):
    assert problems_of(tmp_path, text)[0].split()[1] == code


def test_every_rule_that_is_used_is_in_the_list_and_the_other_way_round():
    """An unlisted code would fail in front of a user; a listed one nobody uses misleads a reader."""
    folder = Path(__file__).parents[2] / "src" / "malram" / "facts"
    sources = [path.read_text(encoding="utf-8") for path in folder.glob("*.py") if path.name != "rules.py"]
    assert set(re.findall(r'"(F\d{3})"', "".join(sources))) == set(RULES)
