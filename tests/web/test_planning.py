# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pages of a planning year: what is next and who does it, a response, and budgets side by side."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.test import Client

from malram.accounts.actors import SYSTEM
from malram.accounts.models import Person
from malram.frames.actions import close_year, decide
from malram.frames.models import Decision, FrameYear, Posting
from malram.frames.queries import Books
from malram.organisation.models import Membership
from malram.planning.branch_actions import open_branch
from malram.planning.models import Branch, PlanningNeed, PlanningYear, ReprioritisationReport, Step
from malram.reports.blocks import LedgerEntry
from malram.steering.models import Goal
from malram.web.links import ledger_links
from tests.frames.books import MNKR, YEAR, move
from tests.web.framed import CULTURE, NEXT
from tests.web.test_frames import words
from tests.web.world import BOARD, CLINIC, HOSPITAL, OTHER_BOARD

pytestmark = pytest.mark.django_db

NEED = {"account_id": BOARD, "amount": "2 mnkr", "priority": "1", "reason": "Läkemedlen."}
DECIDED = {"text": "Så svarar nämnden.", "decided_on": "2026-09-01"}
MERGE = {"title": "Ramar 2027", "reason": "Så beslutat.", "decided_on": "2026-12-01"}


@pytest.fixture
def page(client_of, planning, measurements):
    """The words of an answer to somebody of the board, and its status."""

    def asked(role: str, address: str, data: dict | None = None) -> tuple[int, str]:
        client = client_of(role)
        answer = client.get(address) if data is None else client.post(address, data, follow=True)
        return answer.status_code, words(answer.content.decode())

    return asked


def test_the_year_says_what_is_next_who_does_it_and_by_when(page):
    """The directive is decided, so the board answers; the assembly waits for the answer."""
    _, said = page("reader", f"/planering/{NEXT}/")
    assert (
        "Härnäst: beslutas av förtroendevald i Hälso- och sjukvårdsnämnden, senast 1 september 2026: "
        "svar på planeringsdirektivet ." in said
    )
    assert "Planeringsdirektiv, Regionstyrelsen Beslutat 20 februari 2026" in said
    assert "Beslut om ramar, Regionfullmäktige Väntar på Hälso- och sjukvårdsnämnden" in said
    assert "försenat" in said  # by the day the tests run


def test_a_board_sees_its_own_steps_and_those_that_concern_everybody(page, planning):
    _, said = page("other", f"/planering/{NEXT}/")
    assert "Planeringsdirektiv, Regionstyrelsen" in said
    assert "Beslut om ramar, Regionfullmäktige" in said
    assert "Svar på planeringsdirektivet, " not in said
    assert "Väntar på Hälso- och sjukvårdsnämnden" in said  # whoever asks, the assembly has to wait
    assert page("other", f"/planering/steg/{planning.response.pk}/")[0] == 404


def test_without_a_planning_year_the_page_says_who_makes_one(client_of, frames, measurements):
    answer = client_of("reader").get("/planering/")
    assert "Inget år planeras i dina enheter ännu." in words(answer.content.decode())
    assert client_of("reader").get("/planering/2027/").status_code == 404


def test_a_response_is_written_by_the_controller_and_decided_by_the_elected(page, planning):
    address = f"/planering/steg/{planning.response.pk}/"
    status, said = page("controller", f"{address}behov/", NEED)
    assert (status, "Raden är tillagd." in said) == (200, True)
    assert "Hälso- och sjukvårdsnämnden 1 2,0 Läkemedlen. Ta bort" in said
    assert "Inför beslutet" not in said  # a controller proposes
    _, said = page("representative", f"{address}beslut/", DECIDED)
    assert "Beslutat 1 september 2026." in said
    assert "Så svarar nämnden." in said
    status, said = page("controller", f"{address}behov/", NEED)
    assert (status, "Det som är beslutat ändras inte." in said) == (422, True)
    assert PlanningNeed.objects.count() == 1


@pytest.mark.parametrize(
    ("word", "data", "said"),
    [
        ("behov", NEED | {"amount": "2"}, "Skriv beloppet med kr, tkr eller mnkr, till exempel 2 mnkr."),
        ("behov", NEED | {"amount": "många mnkr"}, "Kan inte läsa ”många mnkr” som ett tal"),
        ("behov", NEED | {"amount": "-2 mnkr"}, "Skriv beloppet utan minus."),
        ("behov", NEED | {"amount": "0 kr"}, "Skriv ett belopp som är större än noll."),
        ("behov", NEED | {"amount": "0,001 kr"}, "det är finare än ett öre"),
        (
            "behov",
            NEED | {"priority": "hög"},
            "Prioriteten är ett heltal från 1 till 99, där 1 är viktigast.",
        ),
        ("behov", NEED | {"account_id": OTHER_BOARD}, "Välj vem som har behovet."),
        ("behov", {}, "Skriv skälet."),
        (
            "omprioritering",
            {"source_id": CLINIC, "target_id": CLINIC, "amount": "1 mnkr", "effect": "E.", "reason": "S."},
            "Samma konto kan inte både ge och få.",
        ),
        ("ram", {"account_id": BOARD, "amount": "1 mnkr", "reason": "S."}, "Steget har inga sådana rader."),
    ],
)
def test_a_row_that_cannot_be_meant_is_refused_in_words(page, planning, word, data, said):
    status, text = page("controller", f"/planering/steg/{planning.response.pk}/{word}/", data)
    assert (status, said in text) == (422, True)
    assert not PlanningNeed.objects.exists()
    assert planning.response.reprioritisations.count() == 1


def test_a_decision_without_words_or_day_is_refused(page, planning):
    address = f"/planering/steg/{planning.response.pk}/beslut/"
    status, said = page("representative", address, {"text": " ", "decided_on": "i går"})
    assert status == 422
    assert "Skriv vad som är beslutat." in said
    assert "Skriv dagen som år-månad-dag, till exempel 2026-01-31." in said


def test_a_row_is_taken_away_once(page, planning):
    address = f"/planering/steg/{planning.response.pk}/omprioritering/{planning.row.pk}/bort/"
    assert "Raden är borttagen. Spåret minns den." in page("controller", address, {})[1]
    assert "Raden finns inte längre." in page("controller", address, {})[1]
    assert page("controller", address.replace("omprioritering", "annat"), {})[0] == 404


def test_a_reprioritisation_is_reported_back_when_it_has_been_decided(page, planning):
    address, told = f"/planering/omprioritering/{planning.row.pk}/", {"status": "partly", "text": "Halvvägs."}
    status, said = page("controller", address, told)
    assert (status, "Omprioriteringen är inte beslutad ännu." in said) == (422, True)
    page("representative", f"/planering/steg/{planning.response.pk}/beslut/", DECIDED)
    status, said = page("controller", address, {"status": "kanske", "amount": "tolv"})
    assert status == 422
    assert "Välj om omprioriteringen är genomförd." in said
    assert "Skriv vad som blev av omprioriteringen." in said
    _, said = page("controller", address, told | {"amount": "1,5 mnkr"})
    assert "Delvis genomförd, 1,5 mnkr . Halvvägs." in said
    assert ReprioritisationReport.objects.get().amount == 3 * MNKR // 2


def test_branches_stand_side_by_side_with_what_they_would_give(page, planning):
    """Last year 60 and 30 of the board's 100. One branch gives 70 of its grants, the other 65."""
    for name, mnkr in (("A", 70), ("B", 65)):
        entries = [
            *move("bidrag", BOARD, 80 * MNKR, Posting.GRANT, year=NEXT),
            *move(BOARD, HOSPITAL, mnkr * MNKR, year=NEXT),
        ]
        open_branch(actor=SYSTEM, year=NEXT, body_id=BOARD, name=name, reason="Pröva.", entries=entries)
    one, two = Branch.objects.filter(name__in="AB")
    _, said = page("reader", f"/planering/{NEXT}/forslag/{BOARD}/?visa={one.pk}&visa={two.pk}")
    assert "Sjukhuset 60,0 0,0 70,0 65,0 −5,0" in said
    assert "Kliniken 30,0 0,0 0,0 0,0 0,0" in said  # who would be given nothing is seen too
    assert "Riktade statsbidrag 0,0 0,0 −80,0 −80,0 0,0" in said
    assert "Öppna ett förslag" not in said  # a reader opens none


def test_a_body_without_branches_says_who_opens_one(page, planning):
    planning.branch.drafts.all().delete()
    Branch.objects.all().delete()
    assert (
        "Inga förslag prövas ännu. En controller öppnar det första."
        in page("reader", f"/planering/{NEXT}/forslag/{BOARD}/")[1]
    )


def test_a_branch_goes_from_last_years_frames_to_a_posted_decision(page, planning):
    """The board gave 60 and 30 of its 100; the grants of 90 make the branch balance within itself."""
    address = f"/planering/{NEXT}/forslag/{BOARD}/"
    status, said = page("controller", address, {"name": "Eget", "reason": "Pröva.", "start": "previous"})
    assert (status, "Sjukhuset Ingående ram 60,000 Ta bort" in said) == (200, True)
    assert "Mer fördelas än ramen rymmer: Hälso- och sjukvårdsnämnden har 0,00 kr till förfogande" in said
    own = Branch.objects.get(name="Eget")
    draft = {"account_id": BOARD, "amount": "90 mnkr", "counter_id": "bidrag", "kind": "grant"}
    _, said = page("controller", f"/planering/forslag/{own.pk}/poster/", draft)
    assert "Det går jämnt ut och ryms i ramen." in said
    assert "Anta förslaget" not in said
    _, said = page(
        "representative", f"/planering/forslag/{own.pk}/anta/", MERGE | {"firmness": "preliminary"}
    )
    assert "Förslaget är antaget och bokfört." in said
    assert Books([NEXT]).frame(HOSPITAL, NEXT) == 60 * MNKR
    planning.branch.refresh_from_db()
    assert planning.branch.state == Branch.CLOSED
    status, said = page("controller", f"/planering/forslag/{own.pk}/poster/", draft)
    assert (status, own.drafts.count()) == (422, 6)
    assert "Förslaget är antaget. Det som är beslutat ändras inte." in said


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"account_id": HOSPITAL, "amount": "mycket", "kind": "base"}, "Kan inte läsa ”mycket” som ett tal"),
        ({"account_id": HOSPITAL, "amount": "5", "kind": "base"}, "Skriv beloppet med kr, tkr eller mnkr"),
        ({"account_id": HOSPITAL, "amount": "5 kr", "kind": "gåva"}, "Välj vad posten är för slag."),
        ({"account_id": OTHER_BOARD, "amount": "5 kr", "kind": "base"}, "Välj kontot."),
        (
            {"account_id": HOSPITAL, "amount": "5 kr", "kind": "base", "counter_id": HOSPITAL},
            "Samma konto kan inte både ge och få.",
        ),
        (
            {"account_id": HOSPITAL, "amount": "5 kr", "kind": "base", "component": "annat"},
            "Välj vad posten avser i listan.",
        ),
    ],
)
def test_a_draft_that_cannot_be_meant_is_refused_in_words(page, planning, data, said):
    status, text = page("controller", f"/planering/forslag/{planning.branch.pk}/poster/", data)
    assert (status, said in text) == (422, True)
    assert planning.branch.drafts.count() == 2


def test_an_unbalanced_branch_is_not_merged(page, planning):
    address = f"/planering/forslag/{planning.branch.pk}/"
    _, said = page(
        "controller", f"{address}poster/", {"account_id": CLINIC, "amount": "-2 mnkr", "kind": "efficiency"}
    )
    told = "Beslutet går inte jämnt ut för 2027: posterna summerar till −2,000 mnkr, inte till noll."
    assert told in said
    status, said = page("representative", f"{address}anta/", MERGE)
    assert (status, said.count(told)) == (422, 2)  # what the page says of it, and why it was refused
    assert not Posting.objects.filter(year=NEXT).exists()


def test_nothing_is_merged_into_a_closed_year(page, planning):
    close_year(actor=SYSTEM, year=NEXT, reason="Klart.")
    status, said = page("representative", f"/planering/forslag/{planning.branch.pk}/anta/", MERGE)
    assert (status, "2027 är stängt. Bokför ändringen i ett öppet år." in said) == (422, True)
    assert Decision.objects.filter(postings__year=NEXT).count() == 0


def test_a_branch_needs_a_name_of_its_own_and_a_reason(page, planning):
    address = f"/planering/{NEXT}/forslag/{BOARD}/"
    status, said = page("controller", address, {"name": "Bidragen först", "reason": "Igen."})
    assert (status, "Det finns redan ett förslag som heter så. Välj ett annat namn." in said) == (422, True)
    _, said = page("controller", address, {"start": "4711"})
    for told in (
        "Skriv vad förslaget ska heta.",
        "Skriv vad förslaget är till för.",
        "Välj vad förslaget ska",
    ):
        assert told in said
    assert page("controller", f"/planering/forslag/{planning.branch.pk}/lagg-ned/", {})[0] == 422


def test_a_branch_is_laid_down_with_a_reason_and_stays_to_be_read(page, planning):
    address = f"/planering/forslag/{planning.branch.pk}/"
    _, said = page("controller", f"{address}lagg-ned/", {"reason": "Prövat färdigt."})
    assert "Bidragen först , nedlagt" in said
    assert "Förslaget är nedlagt." in page("reader", address)[1]
    draft = planning.branch.drafts.first()
    assert (
        "Öppna ett nytt, gärna från det här."
        in page("controller", f"{address}poster/{draft.pk}/bort/", {})[1]
    )


def test_a_printed_frame_leads_to_its_account_and_a_target_of_a_year_without_facts_nowhere(
    planning, goals, measurements
):
    link_of = ledger_links(BOARD)
    said = {"text": "100", "exact": "100/1", "unit": "mnkr", "organisation_unit": BOARD}
    frame = LedgerEntry(id="ram", measure="frame-bridge", period=str(YEAR), **said)
    assert link_of(frame) == f"/ramar/{YEAR}/{BOARD}/"
    assert link_of(replace(frame, period="2031")) is None
    target = LedgerEntry(id="mal", measure="samtal", period="2024", **said)
    assert link_of(target) == f"/namnd/{BOARD}/2024/indikator/samtal/"
    Goal.objects.update(year=2031)
    assert ledger_links(BOARD)(replace(target, period="2031")) is None


def test_a_step_that_decides_frames_leads_to_its_branches(client_of, planning, measurements):
    other = FrameYear.objects.create(year=YEAR + 2)
    step = Step.objects.create(
        planning=PlanningYear.objects.create(year=other), kind=Step.PLAN, body_id=BOARD, due=date(2027, 12, 1)
    )
    html = client_of("representative").get(f"/planering/steg/{step.pk}/").content.decode()
    assert "Ramarna beslutas genom att ett budgetförslag antas." in html
    assert "Inför beslutet" not in html
    assert f'href="/planering/{YEAR + 2}/forslag/{BOARD}/"' in html


def test_a_step_leads_to_its_decisions_only_who_reads_the_frames(client_of, planning, measurements):
    """The assembly's frames for culture alone: the board reads that they were decided, not how large."""
    legs = move("skatter", CULTURE, 4 * MNKR, Posting.BASE, year=NEXT)
    made = decide(
        actor=SYSTEM, body_id="fullmaktige", title="Kulturens ram", entries=legs, reason="Så beslutat.",
        decided_on=date(2026, 12, 1), case_number="RS/2",
    )  # fmt: skip
    step = Step.objects.get(kind=Step.FRAMES)
    address, href = f"/planering/steg/{step.pk}/", f'href="/rambeslut/{made.pk}/"'
    html = client_of("controller").get(address).content.decode()
    assert "Kulturens ram" in html
    assert href not in html
    assert client_of("controller").get(f"/rambeslut/{made.pk}/").status_code == 404
    top = Person.objects.create(username="top", name="Hela regionens")
    Membership.objects.create(
        person=top, unit_id="region-varmland", role="reader", valid_from=date(2021, 1, 1)
    )
    client = Client()
    client.force_login(top)
    assert href in client.get(address).content.decode()
