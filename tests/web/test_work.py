# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pages of assignments: a register to choose from, one with its history, and saying how it goes."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from malram.accounts.actors import SYSTEM
from malram.occasions.actions import close_occasion
from malram.work.models import Assignment, Status
from tests.web.test_pages import words
from tests.web.world import OTHER_BOARD

pytestmark = pytest.mark.django_db
ONE, ACTIVITY = "/uppdrag/kortare-koer/", "/aktiviteter/kvallsmottagning/"
PART = "/uppdrag/kortare-koer-barn/"


def listed(html: str) -> list[str]:
    return re.findall(r'<tr><th scope="row"><a href="[^"]*">([^<]*)</a>', html)


@pytest.fixture
def text(client_of, work, measurements):
    def read(address: str, role: str = "reader", status: int = 200, **asked: str) -> str:
        answer = client_of(role).get(address, asked)
        assert answer.status_code == status
        return answer.content.decode()

    return read


def test_the_register_counts_placements_and_unique_ones(text):
    """Korta köerna stands under two areas; its part and the activity under one: 2 + 1 + 1 placements of 3."""
    html = text("/uppdrag/")
    assert listed(html) == ["Korta köerna", "Korta köerna för barn", "Kvällsmottagning"]
    assert "4 placeringar av 3 olika." in words(html)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"slag": "activity"}, ["Kvällsmottagning"]),
        ({"omrade": "personal"}, ["Korta köerna"]),
        ({"lage": "enligt-plan"}, ["Korta köerna för barn"]),
        ({"klart": "ongoing"}, ["Korta köerna"]),
        ({"ansvarig": "Direktör", "omrade": "tillganglighet"}, ["Korta köerna"]),
        ({"lage": "enligt-plan", "klart": "ongoing"}, []),
    ],
)
def test_the_register_is_narrowed_by_what_is_chosen(text, asked, found):
    assert listed(text("/uppdrag/", **asked)) == found


def test_an_assignment_shows_how_it_has_gone_its_parts_and_what_is_done(text):
    html = words(text(ONE))
    assert "◆ Försenat · Pågår · 31 december 2024 Läkare saknas." in html
    assert html.index("Läkare saknas. Systemet") < html.index("Fler tider. Systemet")
    assert "Korta köerna för barn" in html
    assert "Kvällsmottagning" in html
    assert "Korta köerna" in words(text(ACTIVITY))


def test_a_whole_that_the_reader_may_not_see_is_not_told_of(text):
    """The part was given to the hospital, and who is there has nothing to do with the whole."""
    assert "Del av Korta köerna" in words(text(PART))
    Assignment.objects.filter(id="kortare-koer").update(board_id=OTHER_BOARD)
    Assignment.objects.get(id="kortare-koer").recipients.clear()
    html = words(text(PART))
    assert "Korta köerna för barn" in html
    assert "Del av" not in html


def test_the_matter_it_was_decided_in_is_one_click_away(text, matters):
    assert f'<a href="{reverse("matter", args=["A/1"])}">A/1</a>' in text(ONE)
    assert f'<a href="{ONE}">Korta köerna</a>' in text(reverse("matter", args=["A/1"]))


def test_how_it_goes_is_told_on_the_page(client_of, text, occasion):
    client = client_of("reporter")
    said = {"occasion": occasion.pk, "word": "enligt-plan", "completion": "done", "comment": "Klart."}
    answer = client.post(f"{ONE}lage/", said, follow=True)
    assert "Läget är infört." in words(answer.content.decode())
    told = Status.objects.filter(assignment="kortare-koer").latest("id")
    assert (told.word, told.completion, told.comment) == ("enligt-plan", "done", "Klart.")
    assert (told.recorded_by, told.occasion) == ("Reporter", occasion)


def test_what_is_not_chosen_is_said_at_the_form_and_nothing_is_written(client_of, text, occasion):
    before = Status.objects.count()
    said = {"occasion": occasion.pk, "word": "rött", "completion": "done"}
    answer = client_of("reporter").post(f"{ONE}lage/", said)
    assert (answer.status_code, Status.objects.count()) == (422, before)
    assert "Välj läge." in words(answer.content.decode())


def test_without_an_open_follow_up_there_is_no_form_and_a_post_says_why(client_of, text, occasion):
    assert "Säg hur det går" in text(ONE, role="reporter")
    close_occasion(actor=SYSTEM, occasion_id=occasion.pk)
    assert "Säg hur det går" not in text(ONE, role="reporter")
    answer = client_of("reporter").post(f"{ONE}lage/", {})
    assert answer.status_code == 422
    assert "Det finns ingen öppen uppföljning" in words(answer.content.decode())


def test_a_reader_sees_no_form_and_another_board_nothing(text, occasion):
    assert "<textarea" not in text(ONE)
    text(ONE, role="other", status=404)
    assert listed(text("/uppdrag/", role="other")) == ["Snabbare bussar"]
    assert OTHER_BOARD not in text("/uppdrag/")
