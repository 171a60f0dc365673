# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""A review as JSON: what programs may build on."""

import json
from typing import Any

import pytest

from malram.review.showing.as_json import as_json
from tests.review.by_hand import small_review


@pytest.fixture
def made() -> dict[str, Any]:
    return json.loads(json.dumps(as_json(small_review()), ensure_ascii=False))


def test_every_claim_and_finding_says_what_a_scorer_needs(made):
    for item in (*made["claims"], *made["findings"]):
        assert 1 <= item["line_start"] <= item["line_end"]
        assert {"kind", "quote", "numbers", "holds"} <= set(item)
    assert [one["severity"] for one in made["findings"]] == ["error", "question", "error", "note"]
    assert [one["holds"] for one in made["claims"]] == [False] * 5 + [True, True, None]


def test_a_finding_says_place_suspect_repair_and_what_follows_from_it(made):
    finding = made["findings"][2]
    assert (finding["page"], finding["line_start"]) == (2, 9)
    assert finding["place"] == {
        "heading": "Ekonomi",
        "table": 1,
        "title": "Resultat per verksamhet",
        "row": "Gata",
        "column": "Avvikelse",
    }
    assert finding["suspect"] == {"text": "2,7", "line": 9, "start": 15, "end": 18}
    assert finding["message"] == "30,2 minus 32,5 är 2,7. Talen ger −2,3."
    assert finding["repair"].startswith("Skriv −2,3")
    assert [one["kind"] for one in finding["folded"]] == ["sum"]
    assert finding["numbers"] == ["30,2", "32,5", "2,7", "1,4", "-0,9"]


def test_prose_is_placed_by_paragraph_and_heading(made):
    finding = made["findings"][0]
    assert finding["place"] == {"heading": "Nämndens år", "paragraph": 1}
    assert finding["suspect"] is None


def test_the_counts_add_up_to_the_claims_read(made):
    counts = made["counts"]
    parts = ("true", "errors", "questions", "notes", "folded", "undecided")
    assert sum(counts[part] for part in parts) == counts["claims"] == len(made["claims"]) == 8
    assert (counts["numbers"], counts["numbers_unchecked"]) == (17, 1)
    assert made["unread"] == {"otydlig kolumn": 3}


def test_a_document_of_one_page_names_no_page():
    review = small_review()
    object.__setattr__(review.document, "pages", 1)
    assert {one["page"] for one in as_json(review)["findings"]} == {None}
