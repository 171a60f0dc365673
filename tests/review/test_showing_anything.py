# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whatever a document says, the outputs show it, whole, and nothing more than it."""

import json
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from malram.review.claims import Finding, Review, Severity
from malram.review.document import Column, Heading, Row, Spot, Table
from malram.review.showing.as_json import as_json
from malram.review.showing.html import as_html
from malram.review.showing.places import anchor
from malram.review.showing.quotes import quoted
from malram.review.showing.terminal import Style, as_text
from malram.review.showing.words import clean
from tests.review.by_hand import STREETS, document, number
from tests.review.test_html import Reader

ANYTHING = st.text(max_size=40)
FIGURES = st.sampled_from(["30,2", "32,5", "2,7", "12,7", "2,75", "-2,7", "30 2", "(2,7)", "2", "30,2,7"])
QUOTES = st.lists(st.one_of(FIGURES, st.text(max_size=6)), max_size=200).map(" ".join)


def finding(quote: str, said: str = "", suspect: bool = False) -> Finding:
    claim = replace(STREETS, quote=quote, said=said)
    return Finding(claim, Severity.ERROR, suspect=claim.numbers[2] if suspect else None)


@settings(max_examples=60)
@given(QUOTES, st.booleans())
def test_a_quote_is_cut_and_marked_but_never_changed(quote: str, suspect: bool):
    """What is marked is one of 30,2 and 32,5 and 2,7 as printed, each at most once, in their order."""
    pieces = quoted(finding(quote, suspect=suspect))
    shown = "".join(text for text, _ in pieces).removeprefix("… ").removesuffix(" …")
    assert " ".join(shown.split()) in " ".join(clean(quote).split())
    marked = [text for text, mark in pieces if mark]
    assert marked == [one for one in ("30,2", "32,5", "2,7") if one in marked]
    assert len(shown) <= max(320, len(shown) if marked else 0)


@settings(max_examples=40)
@given(ANYTHING, ANYTHING, ANYTHING, st.integers(0, 30), st.integers(0, 30))
def test_no_text_and_no_spot_breaks_an_output(one: str, two: str, three: str, start: int, length: int):
    """Text from the file as heading, cell, label, quote and message; a spot that may lie outside its line."""
    spot = Spot(8, start, start + length)
    table = Table(
        (Column(one), Column(two)), (Row(three, (number(8, "61,4"), None), ("61,4", one), 8, 8),), 8, 8, two
    )
    lost = replace(
        finding(one, two), claim=replace(STREETS, quote=three, numbers=(), spots=(spot,), line_start=8)
    )
    findings = (finding(one, three, suspect=True), lost)
    made = document(blocks=(Heading(two, 1), table), name=three)
    review = Review(made, tuple(each.claim for each in findings), findings, ((one, 3),))
    read = Reader(as_html(review))
    assert read.open == []
    assert {link.removeprefix("#") for link in read.links} <= set(read.ids)
    assert not {"script", "img", "iframe"} & set(read.names)
    assert json.loads(json.dumps(as_json(review)))["findings"][1]["line_start"] == 8
    assert all(letter == "\n" or letter >= " " for letter in as_text(review, Style(60), notes=True))
    assert anchor(lost) == spot
