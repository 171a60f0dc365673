# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Changes whose figures stand in a table close by: 'Skatteintäkterna ökade med 3,7 procent'."""

import pytest

from malram.review.checking.sentences import sentence_claims
from malram.review.claims import Severity
from tests.review.pages_by_hand import page

STATEMENT = """
# 2 Resultat
{}
mnkr|2024|2023
Verksamhetens nettokostnader|-2 758,6|-2 622,3
Skatteintäkter|2 184,3|2 105,6
Generella statsbidrag och utjämning|672,1|601,4
Sjukfrånvaro, %|7,2 %|7,6 %
"""


def told(sentence: str):
    document = page(STATEMENT.format(sentence), "mnkr")
    return [claim for claim in sentence_claims(document) if claim.rule == "sentence.table-change"]


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        # 2 184,3 / 2 105,6 = 1,0374
        ("Skatteintäkterna ökade med 3,7 procent.", "Skatteintäkterna ökade med 7,3 procent."),
        ("Skatteintäkterna ökade med 3,7 procent.", "Skatteintäkterna minskade med 3,7 procent."),
        # 672,1 - 601,4 = 70,7
        (
            "Generella statsbidrag och utjämning ökade med 70,7 mnkr.",
            "Generella statsbidrag och utjämning ökade med 77,0 mnkr.",
        ),
        # 2 758,6 / 2 622,3 = 1,0520; a cost that grows is printed as a larger minus
        (
            "Verksamhetens nettokostnader har ökat med 136,3 mnkr (5,2 procent).",
            "Verksamhetens nettokostnader har ökat med 136,3 mnkr (2,5 procent).",
        ),
        # 7,6 - 7,2 = 0,4
        (
            "Sjukfrånvaron minskade med 0,4 procentenheter.",
            "Sjukfrånvaron minskade med 1,4 procentenheter.",
        ),
        (
            "Skatteintäkterna var 78,7 mnkr högre än föregående år.",
            "Skatteintäkterna var 87,7 mnkr högre än föregående år.",
        ),
    ],
)  # fmt: skip
def test_the_change_of_the_row_it_names(right, wrong):
    assert {claim.holds for claim in told(right)} == {True}
    failing = [claim for claim in told(wrong) if claim.holds is False]
    assert [claim.severity for claim in failing] == [Severity.QUESTION]


@pytest.mark.parametrize(
    "sentence",
    [
        "Skatteintäkterna i jämförbara kommuner ökade med 9,9 procent.",  # another subject
        "Skatteintäkterna ökade med 9,9 procent jämfört med budget.",  # another comparison
        "Skatteintäkterna väntas öka med 9,9 procent.",  # not yet
        "Skatteintäkterna ökade inte med 9,9 procent.",  # denied
        "Skatteintäkterna ökade med 9,9 procent sedan 2019.",  # another span
    ],
)
def test_what_says_something_else_is_left_alone(sentence):
    assert [claim for claim in told(sentence) if claim.holds is False] == []
