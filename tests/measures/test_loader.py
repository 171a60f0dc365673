# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Authors get every problem at once, with file, line and what to do."""

from __future__ import annotations

import pytest

from malram.measures.catalogue.loader import load_measures

WRONG = """- id: samtal
  label: Samtal
  kind: share
  fact: calls
  numerator: {count: true}
  denomnator: {count: true}
  unit: '%'
  decimals: 1
- id: andra
  label: Andra
  kind: cuont
  fact: calls
  unit: procentt
  decimals: 0
- id: tredje
  label: Tredje
  kind: count
  fact: calls
  numerator: {count: true, where: {anwered: true, wait_seconds: {atmost: 900}}}
  unit: st
  decimals: 0
- {id: fjarde, label: Fjärde, kind: growth, of: saknas-helt, unit: '%', decimals: 1}
"""


def problems_of(tmp_path, text: str) -> list[str]:
    (tmp_path / "egna.yaml").write_text(text, encoding="utf-8")
    return [str(problem) for problem in load_measures(tmp_path)[1]]


def test_every_problem_is_listed_with_file_line_and_hint(tmp_path):
    found = problems_of(tmp_path, WRONG)
    assert "measures/egna.yaml:6: M001 Okänd nyckel 'denomnator'. Menade du 'denominator'?" in found
    assert "measures/egna.yaml:11: M004 'cuont' är inget värde för 'kind'. Menade du 'count'?" in found
    assert any("M005 Okänd enhet 'procentt'" in line for line in found)
    assert (
        "measures/egna.yaml:19: M010 Tabellen 'calls' har ingen kolumn 'anwered'. Menade du 'answered'?"
        in found
    )
    assert "measures/egna.yaml:19: M001 Okänt villkor 'atmost'. Menade du 'at_most'?" in found
    assert any("M013 Måttet 'fjarde' bygger på 'saknas-helt'" in line for line in found)


def test_a_measure_with_a_problem_is_left_out_and_the_others_are_kept(tmp_path):
    (tmp_path / "a.yaml").write_text(
        WRONG
        + "- {id: hel, label: Hel, kind: count, fact: calls, numerator: {count: true}, unit: st, decimals: 0}"
    )
    catalogue, _ = load_measures(tmp_path)
    assert "hel" in catalogue
    assert "samtal" not in catalogue


def test_a_file_that_is_not_yaml_is_one_problem(tmp_path):
    assert problems_of(tmp_path, "- id: [\n") == [
        "measures/egna.yaml:2: A001 Filen går inte att läsa som YAML. "
        "Kontrollera indrag, kolon och citattecken på raden och den före."
    ]


def test_an_id_is_used_once(tmp_path):
    one = "- {id: a, label: A, kind: count, fact: calls, numerator: {count: true}, unit: st, decimals: 0}\n"
    assert any("M012 Måttet 'a' finns redan" in line for line in problems_of(tmp_path, one + one))


SHARE = """- id: a
  label: A
  kind: share
  fact: calls
  numerator: {count: true}
  denominator: {count: true}
  unit: '%'
  decimals: 1
"""


@pytest.mark.parametrize(
    ("written", "instead_of", "problem"),
    [
        ("decimals: många", "decimals: 1", "8: M014 'decimals' ska vara ett heltal från 0 till 6."),
        ("kind: [share]", "kind: share", "3: M014 'kind' ska vara text"),
        ("decimals: 1\n  windows: month", "decimals: 1", "9: M014 'windows' ska vara en lista med fönster."),
        (
            "decimals: 1\n  measuring_months: [13]",
            "decimals: 1",
            "9: M014 'measuring_months' ska vara en lista med tal från 1 till 12.",
        ),
        (
            "decimals: 1\n  breakdowns: [gender]",
            "decimals: 1",
            "9: M004 'gender' är inget värde för 'breakdowns'.",
        ),
        (
            "decimals: 1\n  unit_column: unti",
            "decimals: 1",
            "5: M010 Tabellen 'calls' har ingen kolumn 'unti'. Menade du 'unit'?",
        ),
        (
            "numerator: {count: true, over: lats}",
            "numerator: {count: true}",
            "5: M004 'lats' är inget värde för 'over'. Menade du 'last'?",
        ),
        (
            "numerator: {count: true, times: abc}",
            "numerator: {count: true}",
            "5: M014 'times' ska vara ett tal.",
        ),
        (
            "numerator: {sum: service}",
            "numerator: {count: true}",
            "5: M014 Kolumnen 'service' går inte att summera.",
        ),
        (
            "numerator: {count: true, where: {wait_seconds: {at_most: kort}}}",
            "numerator: {count: true}",
            "5: M014 Villkoret 'at_most' på 'wait_seconds' ska ha tal.",
        ),
        (
            "numerator: {count: true, where: {wait_seconds: {at_most: [1, 2]}}}",
            "numerator: {count: true}",
            "5: M014 Villkoret 'at_most' på 'wait_seconds' ska ha tal.",
        ),
        (
            "numerator: {count: true, where: {service: 1177}}",
            "numerator: {count: true}",
            "5: M014 Villkoret 'equals' på 'service' ska ha text; skriv den inom citattecken",
        ),
        (
            "numerator: {count: true, where: {service: '1771'}}",
            "numerator: {count: true}",
            "5: M004 '1771' förekommer inte i 'service'. Menade du '1177'?",
        ),
        (
            "numerator: {count: true, where: {wait_seconds: {starts_with: '5'}}}",
            "numerator: {count: true}",
            "5: M014 'starts_with' går bara på text, och 'wait_seconds' är inte text.",
        ),
    ],
)
def test_a_value_of_the_wrong_sort_is_a_problem_with_its_line(tmp_path, written, instead_of, problem):
    assert problems_of(tmp_path, SHARE) == []
    found = problems_of(tmp_path, SHARE.replace(instead_of, written, 1))
    assert any(line.startswith(f"measures/egna.yaml:{problem}") for line in found), found


@pytest.mark.parametrize(
    ("terms", "problem"),
    [
        ("[a]", "M014 'terms' ska vara en lista med '{measure: …, weight: …}'."),
        ("[{measur: a}]", "M001 Okänd nyckel 'measur'. Menade du 'measure'?"),
        ("[{measure: a, weight: mycket}]", "M014 'weight' ska vara ett tal."),
        ("[{measure: d}]", "M015 Måttet 'd' bygger på sig självt."),
    ],
)
def test_terms_name_measures_and_never_themselves(tmp_path, terms, problem):
    derived = f"- {{id: d, label: D, kind: derived, terms: {terms}, unit: '%', decimals: 0}}\n"
    assert any(problem in line for line in problems_of(tmp_path, SHARE + derived))


def test_a_ring_of_measures_is_a_problem_of_each(tmp_path):
    ring = "".join(
        f"- {{id: {one}, label: A, kind: growth, of: {other}, unit: '%', decimals: 0}}\n"
        for one, other in ("xy", "yx")
    )
    assert [line.split(": ")[1][:4] for line in problems_of(tmp_path, ring)] == ["M015", "M015"]
