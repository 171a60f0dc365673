# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pages of frames: balances that lead to their accounts, and a budgetväxling from proposal to posting."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from django.test import Client

from malram.accounts.models import Person
from malram.audit.models import AuditEntry
from malram.frames.models import Decision, Transfer
from malram.frames.queries import Books
from malram.organisation.models import Membership
from tests.frames.books import MNKR, YEAR, decided, move
from tests.web.conftest import START
from tests.web.framed import CULTURE, Framed, proposed
from tests.web.test_pages import words as words_of
from tests.web.world import BOARD, CLINIC, HOSPITAL, OTHER_BOARD

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page
    from pytest_django.live_server_helper import LiveServer

pytestmark = pytest.mark.django_db


def words(html: str) -> str:
    return words_of(html.replace("\N{NO-BREAK SPACE}", " "))


Signed = Callable[[str], Client]


@pytest.fixture
def text(client_of: Signed, frames: Framed, measurements):
    """The words of a page as the board's reader, or somebody else, gets it."""

    def of(address: str, role: str = "reader") -> str:
        answer = client_of(role).get(address)
        assert answer.status_code == 200
        return words(answer.content.decode())

    return of


def test_the_tree_shows_the_frame_what_is_left_and_whether_it_is_fixed(text):
    """The board: 100, of which 60 and 30 have been passed on."""
    said = text(f"/ramar/{YEAR}/")
    assert "Hälso- och sjukvårdsnämnden 100,0 10,0 100,0" in said
    assert "Sjukhuset 60,0 60,0 60,0 preliminär" in said
    assert "Regionstyrelsen" not in said


def test_every_balance_leads_to_its_account(client_of, frames, measurements):
    html = client_of("reader").get(f"/ramar/{YEAR}/").content.decode()
    for account in (BOARD, HOSPITAL, CLINIC):
        assert html.count(f'href="/ramar/{YEAR}/{account}/"') == 2  # frame and what is left


def test_the_economy_of_a_unit_leads_to_its_frame_where_there_is_one(client_of, frames, measurements):
    decided("fullmaktige", *move("skatter", BOARD, MNKR, year=2024))
    pages = {unit: client_of("reader").get(f"/namnd/{unit}/2024/ekonomi/") for unit in (BOARD, CLINIC)}
    assert f'href="/ramar/2024/{BOARD}/"' in pages[BOARD].content.decode()
    assert "/ramar/2024/" not in pages[CLINIC].content.decode()


def test_an_account_shows_its_postings_with_a_running_balance(text):
    said = text(f"/ramar/{YEAR}/{BOARD}/")
    assert "Regionplan och budget 16 december 2025 Ingående ram 100 000 000 100 000 000" in said
    assert "Intern ramfördelning 16 december 2025 Fördelning −60 000 000 40 000 000" in said
    assert "Intern ramfördelning 16 december 2025 Fördelning −30 000 000 10 000 000" in said


def test_a_boards_account_has_the_tables_of_its_plan_and_says_what_is_delegated(text):
    said = text(f"/ramar/{YEAR}/{BOARD}/")
    assert f"Ny ram {YEAR} 100,0" in said
    assert "Till förfogande 10,0 Budget 2026 100,0" in said
    assert "mellan sina 2 poster" in said
    assert "direktören växla upp till 1,0 mnkr" in said


def test_a_decision_shows_ones_own_accounts_and_the_rest_as_a_sum(text, frames):
    """The assembly gave this board 100 and the others 25: outside are −125 + 25 = −100."""
    assembly = Decision.objects.get(body="fullmaktige")
    said = text(f"/rambeslut/{assembly.pk}/")
    assert "Hälso- och sjukvårdsnämnden 2026 Ingående ram 100 000 000" in said
    assert "Konton utanför dina enheter 2026 −100 000 000" in said
    assert "RS/1" in said
    assert "Kulturnämnden" not in said


def test_the_register_says_who_has_yet_to_answer(text):
    said = text("/budgetvaxlingar/")
    assert "Mottagningen flyttar 2026 Sjukhuset Kliniken 2 000 000 Föreslagen Väntar på Hälso- och" in said


def test_a_no_needs_a_reason_and_ends_it(client_of, frames, measurements):
    address = f"/budgetvaxlingar/{frames.transfer.pk}/svar/"
    answer = client_of("representative").post(address, {"body": BOARD, "answer": "nej"})
    assert answer.status_code == 422
    assert "Skriv varför svaret är nej." in words(answer.content.decode())
    client_of("representative").post(address, {"body": BOARD, "answer": "nej", "reason": "Behövs."})
    assert Transfer.objects.get().state == "refused"


def test_a_delegates_decision_waits_on_the_list_until_it_is_reported(client_of, frames, measurements):
    small = proposed(mnkr=1)
    said = {"body": BOARD, "answer": "ja", "as_delegate": "on"}
    client_of("approver").post(f"/budgetvaxlingar/{small.pk}/svar/", said)
    listed = "Delegationsbeslut att anmäla vid nästa sammanträde"
    assert listed in words(client_of("controller").get("/budgetvaxlingar/").content.decode())
    report = {"board": BOARD, "meeting": "2026-02-03"}
    answer = client_of("controller").post("/budgetvaxlingar/anmalda/", report, follow=True)
    assert listed not in words(answer.content.decode())
    assert "1 delegationsbeslut är anmälda." in words(answer.content.decode())


GOOD = {
    "on_behalf_of": HOSPITAL,
    "year": str(YEAR),
    "source": HOSPITAL,
    "target": CLINIC,
    "amount": "250 tkr",
    "title": "Läkemedel",
    "reason": "Flyttar.",
    "effective_on": "2099-01-01",
}
BAD = [
    ({"amount": "2"}, "Skriv beloppet med kr, tkr eller mnkr"),
    ({"amount": "cirka 2 mnkr"}, "Skriv beloppet med kr, tkr eller mnkr"),
    ({"amount": "två bilar"}, "Kan inte läsa"),
    ({"amount": "0 kr"}, "Skriv ett belopp som är större än noll."),
    ({"target": HOSPITAL}, "Samma konto kan inte både ge och få."),
    ({"source": "bidrag"}, "Välj kontot som ger."),
    ({"on_behalf_of": OTHER_BOARD}, "Välj vem som föreslår."),
    ({"effective_on": "2020-01-01"}, "En budgetväxling gäller tidigast från i dag."),
    ({"reason": ""}, "Skriv skälet."),
]


@pytest.mark.parametrize(("wrong", "said"), BAD)
def test_a_proposal_that_cannot_be_one_is_shown_again_with_what_is_wrong(
    client_of, frames, measurements, wrong, said
):
    answer = client_of("controller").post("/budgetvaxlingar/foresla/", GOOD | wrong)
    assert answer.status_code == 422
    assert said in words(answer.content.decode())
    assert Transfer.objects.count() == 1


def test_a_proposal_says_whom_it_waits_for(client_of, frames, measurements):
    answer = client_of("controller").post("/budgetvaxlingar/foresla/", GOOD, follow=True)
    said = words(answer.content.decode())
    assert "Budgetväxlingen är införd." in said
    assert "Hälso- och sjukvårdsnämnden beslutar Har inte svarat." in said
    assert dict(Transfer.objects.get(title="Läkemedel").lines.values_list("account_id", "amount")) == {
        HOSPITAL: -25_000_000,
        CLINIC: 25_000_000,
    }


PASSWORD = "fyra-personer-i-tur"


def person_of(board: str, role: str) -> str:
    """Somebody who can sign in, and their sign-in name."""
    person = Person.objects.create(username=f"{role}-{board}", name=f"{role} {board}")
    person.set_password(PASSWORD)
    person.save()
    Membership.objects.create(person=person, unit_id=board, role=role, valid_from=START)
    return person.username


@pytest.mark.real
@pytest.mark.django_db(transaction=True)
def test_four_people_in_turn_move_two_million_between_two_boards(
    browser: Browser, frames, measurements, live_server: LiveServer
):
    """Without scripts. Then the two million are in the frames, the register and the trail."""

    @contextmanager
    def signed_in(name: str) -> Iterator[Page]:
        context = browser.new_context(java_script_enabled=False)
        page = context.new_page()
        page.goto(f"{live_server.url}/accounts/login/")
        page.fill("[name=username]", name)
        page.fill("[name=password]", PASSWORD)
        page.click("main button")
        yield page
        context.close()

    with signed_in(person_of(BOARD, "controller")) as page:
        page.goto(f"{live_server.url}/budgetvaxlingar/")
        page.click("text=Föreslå en budgetväxling")
        page.fill("[name=title]", "Kultur i vården")
        page.select_option("[name=on_behalf_of]", BOARD)
        page.select_option("[name=source]", BOARD)
        page.select_option("[name=target]", CULTURE)
        page.fill("[name=amount]", "2 mnkr")
        page.fill("[name=reason]", "Kulturnämnden tar över.")
        page.click("main button:has-text('Föreslå')")
        address = page.url
    for board in (BOARD, CULTURE, OTHER_BOARD):
        with signed_in(person_of(board, "representative")) as page:
            page.goto(address)
            page.click("main button[value=ja]")
            said = page.inner_text(".verdict")
            page.goto(f"{live_server.url}/budgetvaxlingar/")
            listed = page.inner_text("main")
    assert "Gäller." in said
    assert "Kultur i vården" in listed
    books = Books([YEAR])
    assert (books.frame(BOARD, YEAR), books.frame(CULTURE, YEAR)) == (98 * MNKR, 7 * MNKR)
    made = Transfer.objects.get(title="Kultur i vården")
    trail = AuditEntry.objects.filter(object=f"transfer:{made.pk}").values_list("actor", "action")
    assert list(trail) == [
        (f"person:controller-{BOARD}", "transfer.proposed"),
        (f"person:representative-{BOARD}", "transfer.answered"),
        (f"person:representative-{CULTURE}", "transfer.answered"),
        (f"person:representative-{OTHER_BOARD}", "transfer.answered"),
        (f"person:representative-{OTHER_BOARD}", "transfer.decided"),
        (f"person:representative-{OTHER_BOARD}", "transfer.effective"),
    ]
