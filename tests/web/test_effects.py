# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pages of effect measures: what each is expected to give and has given, and telling it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from malram.accounts.actors import SYSTEM
from malram.accounts.models import Person
from malram.organisation.giving import give_role
from malram.reports.blocks import LedgerEntry
from malram.web.links import ledger_links
from malram.work.models import EffectMeasure, ExpectedEffect, RealisedEffect
from tests.web.test_pages import words
from tests.web.world import BOARD, OTHER_BOARD

pytestmark = pytest.mark.django_db
TOLD, COMPUTED = "/effekter/farre-tjanster/", "/effekter/farre-inhyrda/"


def listed(html: str) -> list[str]:
    return re.findall(r'<th scope="row"><a href="/effekter/[^"]*">([^<]*)</a>', html)


@pytest.fixture
def text(client_of, work, measurements):
    def read(address: str, role: str = "reader", status: int = 200, **asked: str) -> str:
        answer = client_of(role).get(address, asked)
        assert answer.status_code == status
        return words(answer.content.decode().replace("\N{NO-BREAK SPACE}", " "))

    read.client = client_of
    return read


def test_all_are_listed_with_sums_per_unit_and_what_the_sums_lack(text, client_of):
    """Expected 8 and 2.5 make 10.5; the part of 3 is in its whole. Neither is known before the facts are."""
    html = client_of("reader").get("/effekter/").content.decode()
    assert listed(html) == [
        "Färre inhyrda", "Färre inhyrda i förvaltningen", "Färre tjänster", "Köp ur avtal",
    ]  # fmt: skip
    said = text("/effekter/")
    assert "Summa 2024, inom budget mnkr 10,5 – uppgift saknas Utan 2 av 2 åtgärder" in said
    assert "Summa 2024, utöver budget årsarbetare 25 12" in said  # 11.5, rounded where it is printed


def test_one_shows_its_history_and_how_it_is_known(text):
    said = text(TOLD)
    assert (
        "Realiserad 12 årsarbetare till och med 31 augusti 2024 av beräknade 25 årsarbetare · Utöver budget"
        in said
    )
    assert "31 augusti 2024: 12 årsarbetare . Systemet" in said
    html = text.client("controller").get(TOLD).content.decode()
    ids = re.findall(r' id="([^"]+)"', html)
    assert len(ids) == len(set(ids))  # a label names one field
    said = text(COMPUTED)
    assert said.index("30 januari 2024: 10,0 mnkr . Budget.") < said.index("24 september 2024: 8,0 mnkr .")
    assert "Färre inhyrda i förvaltningen" in said


SIDES = {  # role: what is shown of the board's own unit, and of the one that another board answers for
    "reader": (True, False),
    "controller": (True, False),
    "auditor": (True, False),
    "both": (True, True),
}


@pytest.mark.parametrize(("role", "shown"), SIDES.items())
def test_base_and_outcome_of_a_unit_are_for_those_who_may_read_it(client_of, text, measurements, role, shown):
    """Own: 61 less 50 in the year; the other board's: 43 less 40. The effect of 14 is the board's."""
    for unit, period, mnkr in ((BOARD, "2023", 61), (BOARD, "2024", 50), (OTHER_BOARD, "2023", 43),
                               (OTHER_BOARD, "2024", 40)):  # fmt: skip
        measurements.values["nettokostnad", unit, period, "total"] = str(mnkr)
    one = EffectMeasure.objects.get(id="farre-inhyrda")
    EffectMeasure.objects.filter(pk=one.pk).update(measure="nettokostnad")
    one.units.set([BOARD, OTHER_BOARD])
    client = client_of("reader" if role == "both" else role)
    if role == "both":
        reader = Person.objects.get(username="reader")
        give_role(
            actor=SYSTEM, person=reader, unit_id=OTHER_BOARD, role="reader", valid_from=date(2024, 1, 1)
        )
    said = words(client.get(COMPUTED).content.decode().replace("\N{NO-BREAK SPACE}", " "))
    assert ("61,0 mnkr" in said and "50,0 mnkr" in said, "43,0 mnkr" in said or "40,0 mnkr" in said) == shown
    assert ("Utanför dina enheter." in said) != shown[1]
    assert "Realiserad 14,0 mnkr" in said
    assert "Regionstyrelsen" in said


def test_what_is_expected_is_revised_on_the_page(client_of, text):
    said = {"amount": "5,5 mnkr", "date": "2024-11-01", "reason": "Svårt att rekrytera."}
    answer = client_of("controller").post(f"{COMPUTED}beraknad/", said, follow=True)
    assert "Den beräknade effekten är ändrad." in words(answer.content.decode())
    assert ExpectedEffect.objects.filter(effect="farre-inhyrda").latest("date").amount == 55 * 10**7


def test_what_is_expected_may_be_a_span(client_of, text):
    """Five to seven and a half million: the lower end is what sums count with."""
    said = {"amount": "5–7,5", "date": "2024-11-01", "reason": "Osäkert."}
    client_of("controller").post(f"{COMPUTED}beraknad/", said, follow=True)
    row = ExpectedEffect.objects.filter(effect="farre-inhyrda").latest("date")
    assert (row.amount, row.at_most) == (5 * 10**8, 75 * 10**7)
    assert "av beräknade 5,0 – 7,5 mnkr" in text(COMPUTED)


@pytest.mark.parametrize(
    ("amount", "message"),
    [
        ("mycket", "det finns inga siffror"),
        ("5 årsarbetare", "Skriv ett tal i mnkr."),
        ("0,123456789", "Skriv färre decimaler."),
        ("99 999 999 999 999", "Talet är för stort."),
        ("7–5", "ett spann går från ett lägre till ett högre tal"),
    ],
)
def test_an_amount_that_cannot_be_meant_is_said_at_the_field(client_of, text, amount, message):
    before = ExpectedEffect.objects.count()
    said = {"amount": amount, "date": "2024-11-01", "reason": "Skäl."}
    answer = client_of("controller").post(f"{COMPUTED}beraknad/", said)
    assert (answer.status_code, ExpectedEffect.objects.count()) == (422, before)
    assert message in words(answer.content.decode())


def test_what_facts_cannot_tell_is_reported_on_the_page(client_of, text, occasion):
    said = {"occasion": occasion.pk, "amount": "18", "comment": "Sju återstår."}
    answer = client_of("reporter").post(f"{TOLD}realiserad/", said, follow=True)
    assert "Den realiserade effekten är införd." in words(answer.content.decode())
    told = RealisedEffect.objects.latest("id")
    assert (told.amount, told.date.isoformat(), told.comment) == (18_000, "2024-12-31", "Sju återstår.")


def test_what_is_computed_has_no_form_and_refuses_a_report(client_of, text, occasion):
    assert "Rapportera vad den har gett" not in text(COMPUTED, role="reporter")
    answer = client_of("reporter").post(f"{COMPUTED}realiserad/", {"amount": "1"})
    assert answer.status_code == 422
    assert "Effekten räknas ur fakta" in words(answer.content.decode())


def test_a_reader_sees_no_form_and_another_board_nothing(client_of, text, occasion):
    assert "<textarea" not in client_of("reader").get(TOLD).content.decode()
    text(TOLD, role="other", status=404)
    assert "Färre tjänster" not in text("/effekter/", role="other")


def test_a_printed_figure_of_a_register_leads_to_what_it_is_of_and_a_sum_to_the_list(work, measurements):
    """Not to the page of a measure, whose value is another than the effect."""
    entry = LedgerEntry(
        id="effekt.farre-inhyrda.realiserad", text="7,5", exact="15/2", unit="mnkr", measure="inhyrda",
        organisation_unit=BOARD, period="2024", definition="abc",
    )  # fmt: skip
    link_of = ledger_links(BOARD)
    assert link_of(entry) == COMPUTED
    assert link_of(replace(entry, id="effekt.summa-effekter-inom-mnkr.beräknad")) == "/effekter/"
    assert link_of(replace(entry, id="statsbidrag.nara-vard.budget")) == "/statsbidrag/nara-vard/"
    assert link_of(replace(entry, id="investering.lampor.kvar")) == "/investeringar/objekt/lampor/"
    assert link_of(replace(entry, id="investering.medel-Fordon.utfall")) == "/investeringar/2024/"
