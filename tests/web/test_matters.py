# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pages of matters: a register to choose from, and one matter with all that has happened to it."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.urls import reverse

from malram.accounts.actors import SYSTEM
from malram.frames.actions import decide
from malram.frames.models import Posting
from malram.work.models import EffectMeasure, Investment, StateGrant
from tests.frames.books import MNKR, move
from tests.web.test_pages import words
from tests.web.world import BOARD

pytestmark = pytest.mark.django_db
LIST = "/arenden/"


def listed(html: str) -> list[str]:
    return re.findall(r"<tr><th scope=\"row\"><a href=\"[^\"]*\">([^<]*)</a>", html)


@pytest.fixture
def text(client_of, matters, measurements):
    def read(address: str, role: str = "reader", status: int = 200, **asked: str) -> str:
        answer = client_of(role).get(address, asked)
        assert answer.status_code == status
        return answer.content.decode()

    return read


def test_the_register_shows_what_has_happened_with_the_latest_first(text):
    html = text(LIST)
    assert listed(html) == ["A/3", "A/2", "A/1", "A/2", "A/1"]
    assert "5 händelser i 3 ärenden." in words(html)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"ar": "2024"}, ["A/2", "A/1", "A/2", "A/1"]),
        ({"handelse": "decided"}, ["A/2", "A/2"]),
        ({"typ": "motion", "handelse": "prepared"}, ["A/1"]),
        ({"instans": "nämnden", "ar": "2025"}, ["A/3"]),
        ({"sok": "mars"}, ["A/2"]),
        ({"sok": "a/1"}, ["A/1", "A/1"]),
        ({"handelse": "finns-inte", "ar": "x"}, ["A/3", "A/2", "A/1", "A/2", "A/1"]),
        ({"sok": "ingenting"}, []),
    ],
)
def test_the_register_is_narrowed_by_what_is_chosen(text, asked, found):
    html = text(LIST, **asked)
    assert listed(html) == found
    assert ("Inget ärende stämmer med urvalet." in html) == (found == [])


def test_a_matter_shows_its_events_in_the_order_of_time_with_their_rows(text):
    html = words(text(reverse("matter", args=["A/1"])))
    assert "Fler tider på kvällen Väckt av KD." in html
    assert re.search(r"13 februari 2024 Uppdrag Fullmäktige .*? 2 28 maj 2024 Beredd Fullmäktige", html)


def test_what_another_board_has_dealt_with_is_not_listed_and_does_not_exist(text):
    assert "B/1" not in text(LIST)
    assert "finns inte" in words(text(reverse("matter", args=["B/1"]), status=404))
    assert listed(text(LIST, role="other")) == ["B/1"]


@pytest.mark.parametrize(
    ("case", "page", "title"),
    [
        ("A/1", "/uppdrag/kortare-koer/", "Korta köerna"),
        ("A/2", "/internkontroll/plan/plan-2024/", "Hälso- och sjukvårdsnämnden 2024"),
        ("A/3", "/statsbidrag/nara-vard/", "Nära vård"),
        ("A/3", "/effekter/farre-inhyrda/", "Färre inhyrda"),
        ("A/3", "/investeringar/objekt/lampor/", "Lampor"),
    ],
)
def test_a_matter_and_what_points_to_it_lead_to_each_other(text, control, case, page, title):
    for model, id in ((StateGrant, "nara-vard"), (EffectMeasure, "farre-inhyrda"), (Investment, "lampor")):
        model.objects.filter(id=id).update(case_number="A/3")
    matter = reverse("matter", args=[case])
    assert f'<a href="{page}">{title}</a>' in text(matter)
    assert f'<a href="{matter}">{case}</a>' in text(page)


def test_a_matter_and_the_frame_decision_taken_in_it_lead_to_each_other(text, frames):
    made = decide(
        actor=SYSTEM,
        body_id="fullmaktige",
        decided_on=date(2026, 1, 20),
        title="Mer till vården",
        reason="Skäl.",
        entries=move("skatter", BOARD, MNKR, Posting.ADDITION),
        case_number="A/1",
    )
    address = reverse("frame-decision", args=[made.pk])
    assert f'<a href="{address}">Mer till vården</a>' in text(reverse("matter", args=["A/1"]))
    assert f'<a href="{reverse("matter", args=["A/1"])}">A/1</a>' in text(address)
