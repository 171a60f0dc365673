# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pages of internal control: overseeing, a plan with its risks, and a point with its history."""

from __future__ import annotations

import pytest

from malram.control.models import Check, ControlAction, ControlPlan, ControlPoint
from tests.web.test_pages import words

pytestmark = pytest.mark.django_db
POINT = "/internkontroll/moment/avtalstrohet/"


@pytest.fixture
def text(client_of, control, measurements):
    def read(address: str, role: str = "reader", status: int = 200) -> str:
        answer = client_of(role).get(address)
        assert answer.status_code == status
        return words(answer.content.decode())

    return read


def test_a_boards_state_is_one_row_with_its_plan_and_its_results(text):
    said = text("/internkontroll/2024/")
    assert "Hälso- och sjukvårdsnämnden Lämnad 6 februari 2024 1 1 0 1 1" in said
    assert "Beslutad 28 januari 2025, inte lämnad 0 0 0 0 0" in text("/internkontroll/2025/")
    assert "Ingen plan" in text("/internkontroll/2026/")
    text("/internkontroll/1999/", status=404)


def test_who_is_in_another_board_oversees_only_where_that_is_the_executive(text, frames):
    assert "Lämnad 6 februari 2024" in text("/internkontroll/2024/", role="other")  # regionstyrelsen
    text("/internkontroll/plan/plan-2024/", role="other", status=404)


def test_a_plan_shows_its_risks_as_picture_and_table(client_of, text):
    html = client_of("reader").get("/internkontroll/plan/plan-2024/").content.decode()
    assert "<svg" in html
    assert 'aria-label="Riskmatris: Risker efter sannolikhet och konsekvens.' in html
    said = words(html)
    assert said.index("Vårdskador 2, mindre sannolik 4, allvarlig 8") < said.index("Inköp utanför avtal")
    assert "Avtalstrohet Nämndens egen ■ Ej godtagbar Köp utanför avtal. Direktör" in said


def test_a_plan_shows_what_waits_to_be_done_with_the_number_of_late_ones_behind_it(text):
    said = text("/internkontroll/plan/plan-2024/")
    assert "Direktör Nytt stickprov, HR-chef, försenad, skulle vara klar 31 januari 2025" in said


def test_a_point_shows_what_was_found_and_what_is_late(text):
    said = text(POINT)
    assert said.index("15 oktober 2024: ■ Ej godtagbar") < said.index("15 april 2024: ◆ Ej genomförd")
    assert "Information, Direktör, klar 20 november 2024" in said
    assert "försenad, skulle vara klar 31 januari 2025" in said


def test_a_result_an_action_and_a_carrying_over_are_told_on_the_page(client_of, text):
    client = client_of("controller")
    found = {"date": "2024-12-20", "result": "not-acceptable", "finding": "Fortfarande."}
    assert client.post(f"{POINT}resultat/", found).status_code == 302
    assert Check.objects.latest("id").finding == "Fortfarande."
    action = {"title": "Ny rutin", "owner": "direktor", "due": "2025-06-30"}
    assert client.post(f"{POINT}atgard/", action).status_code == 302
    late = ControlAction.objects.get(title="Nytt stickprov")
    assert client.post(f"/internkontroll/atgard/{late.pk}/klar/").status_code == 302
    assert ControlAction.objects.get(pk=late.pk).done_on is not None
    assert client.post(f"{POINT}overfor/", {"plan": "plan-2025"}).status_code == 302
    assert ControlPoint.objects.get(carried_from="avtalstrohet").plan_id == "plan-2025"
    assert "Överfört till 2025" in words(client.get(POINT).content.decode())
    follows = "försenad, skulle vara klar 30 juni 2025 , från 2024"
    for page in ("plan/plan-2025/", "moment/avtalstrohet-2025/"):
        said = words(client.get(f"/internkontroll/{page}").content.decode())
        assert "Ny rutin" in said
        assert follows in said
    assert "inte lämnad 0 0 0 1 1" in text("/internkontroll/2025/")  # one point, unchecked; one action late


@pytest.mark.parametrize(
    ("address", "data", "message"),
    [
        ("resultat/", {"date": "2024-12-20", "result": "not-done"}, "Skriv vad som fanns, eller varför"),
        ("resultat/", {"date": "", "result": "not-done"}, "Skriv vilken dag kontrollen gjordes."),
        ("atgard/", {"title": "Ny", "owner": "ingen", "due": "2025-06-30"}, "Välj den ansvariga rollen."),
        ("overfor/", {"plan": "plan-2024"}, "Välj plan."),
    ],
)
def test_what_cannot_be_meant_is_said_at_the_form(client_of, text, address, data, message):
    answer = client_of("controller").post(POINT + address, data)
    assert answer.status_code == 422
    assert message in words(answer.content.decode())


def test_a_plan_is_noted_as_submitted(client_of, text):
    client = client_of("approver")
    answer = client.post("/internkontroll/plan/plan-2025/lamna/", {"day": "2025-01-01"})
    assert answer.status_code == 422
    assert client.post("/internkontroll/plan/plan-2025/lamna/", {"day": "2025-02-04"}).status_code == 302
    assert ControlPlan.objects.get(id="plan-2025").submitted_on.isoformat() == "2025-02-04"


def test_a_reader_sees_no_form(client_of, text):
    assert "<textarea" not in client_of("reader").get(POINT).content.decode()
