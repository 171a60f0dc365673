# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""A board's follow-up is opened and closed on its page, with a reason, by who may edit the board."""

from __future__ import annotations

import pytest
from django.test import Client

from malram.accounts.models import Person
from malram.audit.models import AuditEntry
from malram.occasions.models import Occasion
from malram.occasions.queries import closed_periods
from malram.steering.models import Assessment
from malram.values import month_index
from tests.web.test_pages import GOAL, YEAR, words
from tests.web.world import BOARD, CLINIC

CLOSE, OPEN = f"{YEAR}uppfoljning/stang/", f"{YEAR}uppfoljning/oppna/"
NOVEMBER = f"/namnd/{BOARD}/2024-11/"
REASON = {"reason": "Årsredovisningen är beslutad."}


@pytest.fixture
def approver(client_of, occasion, measurements) -> Client:
    return client_of("approver")


def text_of(answer) -> str:
    return words(answer.content.decode())


def test_an_open_followup_is_shown_to_all_and_its_form_only_to_who_may_edit(page):
    reader, approver = page(YEAR), page(YEAR, "approver")
    for html in (reader, approver):
        assert "Öppen sedan" in words(html)
        assert ", Systemet" in words(html)
    assert f'action="{CLOSE}#uppfoljning"' in approver
    assert "inga fakta tas emot för månaderna" in approver
    assert "uppfoljning/" not in reader
    assert "inga fakta tas emot" not in reader


def test_closed_with_a_reason_it_says_so_with_who_and_why_and_the_months_take_no_facts(approver, page):
    answer = approver.post(CLOSE, REASON, follow=True)
    assert answer.redirect_chain == [(YEAR, 302)]
    assert f'action="{OPEN}#uppfoljning"' in answer.content.decode()
    read = words(page(YEAR))
    assert "Stängd sedan" in read
    assert ", Approver" in read
    assert "Skäl: Årsredovisningen är beslutad." in read
    year = {("calls", month_index(2024, month)) for month in range(1, 13)}
    assert closed_periods(["calls"]) == year


def test_a_month_of_the_closed_year_that_is_open_still_takes_facts(approver):
    approver.post(f"{NOVEMBER}uppfoljning/oppna/", REASON)
    approver.post(CLOSE, REASON)
    closed = {month for _contract, month in closed_periods(["calls"])}
    assert (len(closed), month_index(2024, 11) in closed) == (11, False)


def test_opened_again_it_takes_comments_facts_and_decisions(approver):
    approver.post(CLOSE, REASON)
    approver.post(OPEN, {"reason": "Rättelse från telefonin."})
    assert closed_periods(["calls"]) == frozenset()
    assert "<textarea" in approver.get(GOAL).content.decode()
    trail = AuditEntry.objects.filter(action__startswith="occasion.").order_by("id")
    assert list(trail.values_list("actor", "action", "reason")) == [
        ("system", "occasion.opened", ""),
        ("person:approver", "occasion.closed", REASON["reason"]),
        ("person:approver", "occasion.reopened", "Rättelse från telefonin."),
    ]


def test_in_a_closed_year_no_grade_is_decided_and_no_comment_written(approver):
    approver.post(CLOSE, REASON)
    html = approver.get(GOAL).content.decode()
    assert "<textarea" not in html
    assert "Årets uppföljning är stängd." in html
    answer = approver.post(f"{GOAL}bedomning/", {"grade": "uppnas", "reason": "Sent."})
    assert answer.status_code == 422
    assert "Öppna den igen för att ändra bedömningen." in text_of(answer)
    answer = approver.post(f"{GOAL}kommentar/", {"body": "Sent.", "version": 1})
    assert "Öppna den igen för att ändra kommentaren." in text_of(answer)
    assert Assessment.objects.count() == 1


def test_a_closed_month_leaves_the_grade_of_the_year_to_be_decided(approver):
    for change in ("oppna", "stang"):
        approver.post(f"{NOVEMBER}uppfoljning/{change}/", REASON)
    approver.post(f"{NOVEMBER}mal/vard/bedomning/", {"grade": "uppnas", "reason": "I tid."})
    assert Assessment.objects.first().grade == "uppnas"


@pytest.mark.parametrize(
    ("period", "kind"),
    [("2024-11", "manad"), ("2023", "ar"), ("2024-T1", "tertial"), ("2024-01--2024-10", "delar")],
)
def test_a_period_without_a_followup_gets_one_of_its_kind(period, kind, approver):
    address = f"/namnd/{BOARD}/{period}/"
    assert "Perioden har ingen uppföljning." in text_of(approver.get(address))
    answer = approver.post(f"{address}uppfoljning/oppna/", REASON, follow=True)
    assert "Öppen sedan" in text_of(answer)
    assert Occasion.objects.get(period=period.replace("--", "/")).kind == kind


@pytest.mark.parametrize("period", ["r12-2024-10", "2024-03--2024-05"])
def test_a_period_that_is_no_part_of_a_year_from_january_has_no_followup_to_open(period, approver):
    address = f"/namnd/{BOARD}/{period}/"
    assert "uppfoljning/" not in approver.get(address).content.decode()
    answer = approver.post(f"{address}uppfoljning/oppna/", REASON)
    assert answer.status_code == 404
    assert "Perioden följs inte upp för sig." in text_of(answer)


REFUSED = [
    (CLOSE, {}, 422, "Skriv varför."),
    (CLOSE, {"reason": "  \n"}, 422, "Skriv varför."),
    (CLOSE, {"reason": "x" * 1_001}, 422, "Skälet har 1001 tecken."),
    (OPEN, REASON, 409, "Uppföljningen är redan öppen."),
    (f"{NOVEMBER}uppfoljning/oppna/", {}, 422, "Skriv varför."),
    (f"{NOVEMBER}uppfoljning/stang/", REASON, 404, "Det finns ingen uppföljning att stänga"),
    (f"/namnd/{CLINIC}/2024/uppfoljning/oppna/", REASON, 404, "följs upp hos sin nämnd"),
    (f"/namnd/{BOARD}/2024-13/uppfoljning/oppna/", REASON, 400, "Månad 13 finns inte."),
]


@pytest.mark.parametrize(("address", "data", "status", "said"), REFUSED)
def test_what_cannot_be_done_says_why_and_changes_nothing(address, data, status, said, approver):
    answer = approver.post(address, data)
    assert answer.status_code == status
    assert said in text_of(answer)
    assert list(Occasion.objects.values_list("period", "state")) == [("2024", "open")]


def test_the_form_that_was_refused_is_shown_unfolded(approver):
    html = approver.post(CLOSE, {}).content.decode()
    assert "<details open>" in html


def test_the_second_of_two_who_close_is_told_that_it_is_closed(approver):
    approver.post(CLOSE, REASON)
    answer = approver.post(CLOSE, {"reason": "Jag också."})
    assert answer.status_code == 409
    assert "Uppföljningen är redan stängd." in text_of(answer)
    assert AuditEntry.objects.filter(action="occasion.closed").count() == 1


@pytest.mark.parametrize(("role", "status"), [("reader", 403), ("other", 404)])
@pytest.mark.parametrize("address", [CLOSE, OPEN])
def test_who_may_not_edit_changes_nothing(address, role, status, client_of, occasion, measurements):
    assert client_of(role).post(address, REASON).status_code == status
    assert Occasion.objects.get().state == Occasion.OPEN


@pytest.mark.parametrize("address", [CLOSE, OPEN])
def test_who_comes_by_address_is_led_to_the_board_and_nothing_changes(address, approver):
    assert approver.get(address).headers["Location"] == YEAR
    assert Occasion.objects.get().state == Occasion.OPEN


def test_a_form_from_elsewhere_closes_nothing(approver):
    client = Client(enforce_csrf_checks=True)
    client.force_login(Person.objects.get(username="approver"))
    assert client.post(CLOSE, REASON).status_code == 403
    assert Occasion.objects.get().state == Occasion.OPEN


def test_markup_in_the_reason_is_text(approver):
    html = approver.post(CLOSE, {"reason": "<script>alert(1)</script>"}, follow=True).content.decode()
    assert "<script" not in html
