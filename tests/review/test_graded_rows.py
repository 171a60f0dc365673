# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""A table's own grades against its results and targets."""

import pytest

from malram.review.checking.goals.graded import graded_row_claims
from malram.review.claims import Severity
from malram.review.document import Document, Line
from malram.review.reading.layout import blocks_of

GOALS = """Kommunfullmäktiges mål
Mål Indikator Utfall 2023 Mål 2024 Utfall 2024 Bedömning
Trygg uppväxt Andel elever med gymnasiebehörighet (%) 84,2 minst 87 88,1 {}
God omsorg Andel nöjda brukare i hemtjänsten (%) 86 minst 88 85 Ej uppnått
Attraktiv arbetsgivare Sjukfrånvaro (%) 7,6 högst 7,0 7,2 {}
Hållbar ekonomi Resultat i förhållande till skatt (%) 2,8 minst 2,0 3,0 Uppnått
Levande landsbygd Antal bygdepeng 12 minst 14 {} Uppnått"""


def told(*fillings: str):
    lines = tuple(Line(number, text) for number, text in enumerate(GOALS.format(*fillings).split("\n"), 1))
    return list(graded_row_claims(Document("prov.txt", lines, blocks_of(lines))))


def test_grades_that_follow_from_their_rows_hold():
    """88,1 is at least 87 and 7,2 is more than at most 7,0; 14 reaches at least 14."""
    assert [claim.holds for claim in told("Uppnått", "Ej uppnått", "14")] == [True] * 5


@pytest.mark.parametrize(
    ("fillings", "line"),
    [
        (("Ej uppnått", "Ej uppnått", "15"), 3),
        (("Uppnått", "Uppnått", "15"), 5),
        (("Uppnått", "Ej uppnått", "13"), 7),
    ],
)
def test_a_grade_its_row_speaks_against_is_asked_about(fillings, line):
    (found,) = [claim for claim in told(*fillings) if not claim.holds]
    assert (found.line_start, found.severity, found.rule) == (line, Severity.QUESTION, "colour.row")


def test_a_grade_in_between_is_anybodys_judgement():
    assert [claim.holds for claim in told("Delvis uppnått", "Ej uppnått", "15")] == [True] * 4
