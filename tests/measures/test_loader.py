# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Authors get every problem at once, with file, line and what to do."""

from __future__ import annotations

from malram.measures.loader import load_measures

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
        "Kontrollera indrag, kolon och citattecken på raden."
    ]


def test_an_id_is_used_once(tmp_path):
    one = "- {id: a, label: A, kind: count, fact: calls, numerator: {count: true}, unit: st, decimals: 0}\n"
    assert any("M012 Måttet 'a' finns redan" in line for line in problems_of(tmp_path, one + one))
