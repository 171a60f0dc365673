# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""A printed colour against result, target and the rule the document states."""

import pytest

from malram.review.checking.goals.rules import rule_claims
from malram.review.claims import Severity
from malram.review.document import Document, Line
from malram.review.reading.layout import blocks_of

RULE = "En indikator är grön när målvärdet nås, gul när utfallet är 90–100 procent av målvärdet, annars röd."
TABLE = """
Indikator              Målvärde   Utfall   Bedömning
Andel nöjda elever     ≥ 80       84       Grön
Andel i tid            ≥ 90       85       Gul
Svar inom två dagar    ≥ 95       60       Röd
Avhopp                 ≤ 10       8        Grön
Behörighet             ≥ 85       87       Grön
"""
# 85 / 90 is 94 per cent and yellow; 60 / 95 is 63 and red; fewer than 10 have left.


def claims(text):
    lines = [Line(number, line) for number, line in enumerate(text.strip("\n").split("\n"), 1)]
    return list(rule_claims(Document("mål", tuple(lines), blocks_of(lines))))


def test_colours_by_the_rule_hold():
    assert [claim.holds for claim in claims(f"{RULE}\n{TABLE}")] == [True] * 5


@pytest.mark.parametrize(
    ("printed", "wrong", "found"),
    [
        ("87       Grön", "70       Grön", "utfallet når 82 procent av målet"),  # 70 / 85
        ("84       Grön", "84       Röd", "utfallet når målet"),
        ("60       Röd", "60       Gul", "utfallet når 63 procent av målet"),
        ("8        Grön", "14       Grön", "utfallet når 71 procent av målet"),  # 10 / 14: less is better
    ],
)
def test_a_colour_the_rule_does_not_give_is_an_error(printed, wrong, found):
    (claim,) = [one for one in claims(f"{RULE}\n{TABLE.replace(printed, wrong)}") if one.holds is False]
    assert claim.found == found
    assert claim.severity is Severity.ERROR


def test_without_a_stated_rule_a_met_target_in_red_is_a_question():
    (claim,) = [one for one in claims(TABLE.replace("84       Grön", "84       Röd")) if one.holds is False]
    assert claim.severity is Severity.QUESTION


def test_without_a_stated_rule_nobody_knows_where_yellow_ends():
    assert {claim.holds for claim in claims(TABLE.replace("60       Röd", "60       Gul"))} == {True}


def test_on_the_border_rounding_may_decide():
    """81 of 90 is 90,0 per cent: yellow or red."""
    for colour in ("Gul", "Röd"):
        assert claims(f"{RULE}\n{TABLE.replace('85       Gul', f'81       {colour}')}")[1].holds is True


def test_a_target_that_does_not_say_which_way_follows_the_colours_of_its_table():
    """Three rows say that more is better; the fourth is green below its target and is asked about."""
    bare = TABLE.replace("≥ ", "").replace(
        "Avhopp                 ≤ 10       8 ", "Närvaro                90       95"
    )
    bare = bare.replace(
        "Andel i tid            90       85       Gul", "Andel i tid            90       92       Grön"
    )
    assert {claim.holds for claim in claims(bare)} == {True}
    found = [
        claim for claim in claims(bare.replace("84       Grön", "64       Grön")) if claim.holds is False
    ]
    assert [claim.severity for claim in found] == [Severity.QUESTION]


def test_a_result_without_a_unit_is_in_the_one_its_label_ends_with():
    """440 tkr against at most 400 tkr is red; as 440 kronor it would have been far below, and green."""
    table = """
Indikator                   Målvärde     Utfall   Bedömning
Inhyrd personal (tkr)       ≤ 400 tkr    440      COLOUR
Andel i tid                 ≥ 90         95       Grön
"""
    assert [claim.holds for claim in claims(table.replace("COLOUR", "Röd"))] == [True, True]
    assert [claim.holds for claim in claims(table.replace("COLOUR", "Grön"))] == [False, True]
