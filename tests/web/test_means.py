# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pages of state grants and investments."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from malram.work.models import (
    Assignment,
    EffectMeasure,
    ExpectedEffect,
    GrantEvent,
    GrantPart,
    Investment,
    InvestmentEvent,
    StateGrant,
    Status,
)
from tests.web.test_pages import words
from tests.web.world import BOARD, HOSPITAL, OTHER_BOARD

pytestmark = pytest.mark.django_db


@pytest.fixture
def text(client_of, work, measurements):
    def read(address: str, role: str = "reader", status: int = 200, **asked: str) -> str:
        answer = client_of(role).get(address, asked)
        assert answer.status_code == status
        return words(answer.content.decode().replace("\N{NO-BREAK SPACE}", " "))

    return read


def test_the_grants_are_listed_with_their_sums_and_a_late_report_is_said(text):
    """16.5 + 4 budgeted, 12.25 received: printed 20,5 and 12,3."""
    said = text("/statsbidrag/")
    assert (
        "16,5 10,0 12,3 0,0 Redovisat 20 februari 2025, 20 dagar efter sista dagen 31 januari 2025." in said
    )
    assert "Summa 20,5 10,0 12,3 0,0" in said
    assert "Inget statsbidrag" in text("/statsbidrag/", role="other")


def test_a_grant_shows_what_each_part_is_paid_by(text):
    said = text("/statsbidrag/tillganglighet/")
    assert "Besök i tid Prestationsdel Åttio procent i tid. 6 500 000" in said
    text("/statsbidrag/tillganglighet/", role="other", status=404)


def test_what_a_part_is_paid_by_has_its_value_and_target_beside_it(text, client_of, goals):
    GrantPart.objects.filter(title="Besök i tid").update(indicator="samtal")
    said = text("/statsbidrag/tillganglighet/")
    condition = r"Besök i tid Prestationsdel Åttio procent i tid. Indikator samtal"
    assert re.search(condition + r" \d+(,\d)? % .*?≥ 60 % 6 500 000", said)
    html = client_of("reader").get("/statsbidrag/tillganglighet/").content.decode()
    assert f'href="/namnd/{BOARD}/2024/indikator/samtal/"' in html
    GrantPart.objects.filter(title="Besök i tid").update(indicator="foljs-inte")
    assert "foljs-inte 6 500 000" in text("/statsbidrag/tillganglighet/")


@pytest.mark.parametrize("address", ["/uppdrag/", "/effekter/", "/statsbidrag/", "/investeringar/2024/"])
def test_a_register_of_many_takes_no_more_questions_than_one_of_few(client_of, text, address):
    """Sixty more of each, with what has happened to them."""
    client = client_of("reader")
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    _many(60)
    with CaptureQueriesContext(connection) as many:
        assert client.get(address).status_code == 200
    assert len(many) == len(few)


def _many(count):
    said = {"recorded_by": "x", "recorded_at": timezone.now(), "date": date(2024, 2, 1)}
    common = {"board_id": BOARD, "title": "X"}
    whole = Assignment.objects.get(id="kortare-koer")
    for n in range(count):
        plan = {"id": f"x-{n}", **common, "period": "2024"}
        given = Assignment.objects.create(**plan, giver_id=whole.giver_id, part_of=whole)
        Status.objects.create(assignment=given, word="forsenat", completion="ongoing", **said)
        effect = EffectMeasure.objects.create(
            **plan, aim="lower-cost", value_unit="mnkr", base="previous-year", known="told"
        )
        ExpectedEffect.objects.create(effect=effect, amount=1, **said)
        grant = StateGrant.objects.create(**plan, payer="Staten")
        GrantEvent.objects.create(grant=grant, kind="received", amount=1, **said)
        bought = Investment.objects.create(id=f"x-{n}", **common, category="Apparatur")
        InvestmentEvent.objects.create(investment=bought, kind="granted", amount=1, **said)


def test_a_late_report_asks_why_on_the_page(client_of, text):
    client = client_of("reporter")
    said = {"kind": "reported", "date": "2025-04-02", "amount": ""}
    answer = client.post("/statsbidrag/nara-vard/handelse/", said)
    assert answer.status_code == 422
    assert "Sista dagen att redovisa var 2025-03-31" in words(answer.content.decode())
    answer = client.post("/statsbidrag/nara-vard/handelse/", said | {"comment": "Sjukdom."}, follow=True)
    assert "2 dagar efter sista dagen 31 mars 2025. Sjukdom." in words(answer.content.decode())
    assert GrantEvent.objects.filter(grant="nara-vard").count() == 1


def test_the_investments_of_a_year_are_added_up_by_category(text):
    """Apparatur 13 + 8, outcome 9 + 6, 4.5 gone, 1.5 left; with Fordon 2: 23, 15, 4.5 and 3.5."""
    said = text("/investeringar/2024/")
    assert "Summa Apparatur 21,0 15,0 4,5 1,5" in said
    assert "Summa 23,0 15,0 4,5 3,5" in said
    assert "Lampor , 31 december 2021: 1,5 mnkr" in said
    text("/investeringar/1999/", status=404)


def test_an_object_shows_where_its_means_came_from_and_went(text):
    assert "1 maj 2024: överfört till annat objekt 3 000 000 kr Lampor" in text(
        "/investeringar/objekt/rontgen/"
    )
    assert "1 maj 2024: fått 3 000 000 kr från Röntgen" in text("/investeringar/objekt/lampor/")


def test_an_object_of_another_board_that_got_means_is_not_told_of(client_of, text):
    """Who may read both sees its name; a reader of one board sees only that the means went elsewhere."""
    Investment.objects.filter(id="lampor").update(board_id=OTHER_BOARD)
    page = "/investeringar/objekt/rontgen/"
    assert "3 000 000 kr ett objekt utanför dina enheter." in text(page)
    assert "Lampor" not in text(page)
    said = text("/investeringar/objekt/lampor/", role="other")
    assert "fått 3 000 000 kr från ett objekt utanför dina enheter." in said


def test_the_investments_of_one_board_are_added_up_alone(text, client_of):
    """Without Lampor 13 + 2, outcome 9, 4 gone and 2 left."""
    chosen = {"namnd": "Hälso- och sjukvårdsnämnden"}
    Investment.objects.filter(id="lampor").update(board_id=HOSPITAL)
    assert "Summa 23,0 15,0 4,5 3,5" in text("/investeringar/2024/")
    assert "Summa 15,0 9,0 4,0 2,0" in text("/investeringar/2024/", **chosen)
    html = client_of("reader").get("/investeringar/2024/", chosen).content.decode()
    assert 'href="/investeringar/2023/?namnd=H%C3%A4lso-' in html


def test_what_happened_is_told_on_the_page_and_what_cannot_have_is_refused(client_of, text):
    client = client_of("controller")
    address = "/investeringar/objekt/lampor/handelse/"
    said = {"kind": "spent", "date": "2025-02-01", "amount": "500 tkr"}
    assert client.post(address, said).status_code == 302
    assert InvestmentEvent.objects.latest("id").amount == 5 * 10**7
    answer = client.post(address, said | {"kind": "lapsed", "amount": "9"})
    assert answer.status_code == 422
    assert "kvar den dagen" in words(answer.content.decode())


def test_means_carried_over_tell_when_they_were_first_granted(client_of, text):
    """Granted in May 2021: under the two-year rule in the list of 2024, which says the day."""
    Investment.objects.create(id="ny", board_id=BOARD, category="Fordon", title="Ny")
    page, said = "/investeringar/objekt/ny/", {"kind": "carried-over", "date": "2024-01-15", "amount": "2"}
    answer = client_of("controller").post(
        f"{page}handelse/", said | {"granted_on": "2021-05-04"}, follow=True
    )
    assert "2 000 000 kr , först beviljat 4 maj 2021." in words(
        answer.content.decode().replace("\N{NO-BREAK SPACE}", " ")
    )
    assert "Ny , 4 maj 2021: 2,0 mnkr" in text("/investeringar/2024/")


def test_a_reader_and_a_closed_object_have_no_form(client_of, text):
    assert "<textarea" not in client_of("reader").get("/investeringar/objekt/lampor/").content.decode()
    assert "<textarea" not in client_of("controller").get("/investeringar/objekt/rontgen/").content.decode()
