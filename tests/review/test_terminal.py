# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""A review at the terminal: what a person reads, at any width, with and without colours."""

from dataclasses import replace

import pytest

from malram.review.claims import Finding, Review, Severity
from malram.review.showing.terminal import Style, as_text
from tests.review.by_hand import FEWER, FINDINGS, STREET, TOTAL, TRUE, document, small_review

WIDE = Style(100)


def shown(*findings: Finding) -> str:
    return as_text(Review(document(), tuple(one.claim for one in findings), findings), WIDE)


def test_each_finding_says_what_where_and_how_it_would_be_true():
    assert as_text(small_review(), WIDE).split("\n\n")[2] == (
        "× fel  sid 2, rad 9, tabellen ”Resultat per verksamhet”, raden ”Gata”, kolumnen ”Avvikelse”\n"
        "    Gata 30,2 32,5 ›2,7‹\n"
        "    30,2 minus 32,5 är 2,7. Talen ger −2,3.\n"
        "    → Skriv −2,3 i stället för 2,7, så stämmer raden och summan.\n"
        "    1 följdfel: rad 8."
    )


def test_errors_come_before_questions_whatever_their_order_in_the_document():
    heads = [part.split("  ")[0] for part in as_text(small_review(), WIDE).split("\n\n")[1:4]]
    assert heads == ["× fel", "× fel", "? fråga"]


def test_without_a_suspect_every_number_of_the_claim_is_marked():
    assert "Under året gjordes ›1 240‹ besök, vilket är ›140‹ fler än föregående år (›1 110‹)." in " ".join(
        shown(Finding(FEWER, Severity.ERROR)).split()
    )


def test_a_number_is_never_marked_inside_another():
    """'2,7' stands inside '12,7' and '2,75' as well; only the whole number is meant."""
    claim = replace(FINDINGS[2].claim, quote="Gata 12,7 2,75 30,2 32,5 2,7 (2,7)")
    assert "Gata 12,7 2,75 30,2 32,5 ›2,7‹ (2,7)" in shown(
        Finding(claim, Severity.ERROR, suspect=STREET.cells[2])
    )


def test_notes_are_one_line_until_they_are_asked_for():
    short, long = as_text(small_review(), WIDE), as_text(small_review(), WIDE, notes=True)
    assert "· 1 notering om avrundning eller annat smått. De visas med --notes." in short
    assert "12,1 minus 11,0" not in short
    assert "· notering  sid 2, rad 10" in long
    assert "12,1 minus 11,0 är 1,1." in long


def test_the_last_line_says_how_much_was_read_and_how_much_could_not_be_checked():
    """Of 8 claims 2 + 2 + 1 + 1 + 1 + 1; of 17 numbers only the house number is in no claim."""
    assert as_text(small_review(), WIDE).split("\n\n")[-1].replace("\n", " ") == (
        "Gick inte att läsa: otydlig kolumn (3). Läste 8 påståenden: 2 stämmer, 2 fel, 1 fråga, 1 notering, "
        "1 följdfel, 1 kunde inte avgöras; 1 tal kunde inte prövas."
    )


def test_the_number_to_change_is_known_by_its_place():
    """The judge may have read it with another unit; it is the same number all the same."""
    suspect = replace(FINDINGS[2].claim.numbers[2], exact=True)
    assert "Gata 30,2 32,5 ›2,7‹\n" in shown(replace(FINDINGS[2], suspect=suspect))


def test_a_number_to_change_outside_the_quote_is_placed():
    """The suspect stands on line 11, the claim quotes line 9."""
    moved = replace(FINDINGS[2], suspect=TOTAL.cells[2])
    told = " ".join(shown(moved).split())
    assert "× fel sid 2, rad 9, tabellen" in told
    assert "så stämmer raden och summan. Talet står på sid 2, rad 11." in told


def test_what_is_odd_about_the_file_is_a_sentence_of_its_own():
    odd = (("filen heter .txt men är en PDF och lästes som det", 1), ("bild eller diagram", 12))
    text = as_text(Review(document(), TRUE, (), odd), WIDE)
    assert (
        "Filen heter .txt men är en PDF och lästes som det. Gick inte att läsa: bild eller diagram (12)."
        in text
    )


def test_a_document_that_says_nothing_checkable_is_not_called_right():
    text = as_text(Review(document(blocks=()), (), ()), WIDE)
    assert text.endswith("Hittade inga påståenden som går att pröva; 0 tal kunde inte prövas.")


def test_a_document_that_holds_says_so_in_its_counts():
    text = as_text(Review(document(), TRUE, ()), WIDE)
    assert "Läste 2 påståenden: 2 stämmer, 0 fel, 0 frågor, 0 kunde inte avgöras; 11 tal" in text


@pytest.mark.parametrize("width", [20, 40, 64, 100, 300])
def test_lines_keep_within_the_terminal_but_never_get_unreadably_narrow(width):
    widest = max(map(len, as_text(small_review(), Style(width), notes=True).splitlines()))
    assert widest <= max(40, min(width, 100))


def test_colour_is_only_added_and_says_nothing_the_words_do_not():
    plain, coloured = as_text(small_review(), WIDE), as_text(small_review(), Style(100, colour=True))
    assert "\x1b" not in plain
    assert "\x1b[1;31m× fel\x1b[0m  sid 1" in coloured
    for code in ("\x1b[1;31m", "\x1b[1;33m", "\x1b[1m", "\x1b[0m"):
        coloured = coloured.replace(code, "")
    assert coloured == plain


def test_a_document_cannot_steer_the_terminal():
    claim = replace(FEWER, quote="Under \x1b[2J\x07året\u202e gjordes 1 240 besök", said="\x9b31m1 240")
    text = shown(Finding(claim, Severity.ERROR))
    assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(text)


def test_a_long_quote_is_cut_around_what_is_marked():
    words = " ".join(["ord"] * 200)
    claim = replace(FINDINGS[2].claim, quote=f"{words} 30,2 32,5 2,7 {words}")
    text = " ".join(shown(Finding(claim, Severity.ERROR, suspect=STREET.cells[2])).split())
    assert "… ord" in text
    assert "30,2 32,5 ›2,7‹ ord" in text
    assert text.count("ord") < 90
