# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""A forecast given in the form is a fact of its follow-up, or is refused in words and leaves nothing."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.conf import settings

from malram.accounts.actors import SYSTEM
from malram.audit.models import AuditEntry
from malram.audit.queries import verify
from malram.facts.forecasting import given_for
from malram.facts.store import Store
from malram.facts.unit_rows import UnitRow
from malram.measures.tree import Tree
from malram.occasions.actions import close_occasion, open_occasion
from malram.reports.blocks import LedgerEntry
from malram.values import month_index
from malram.web.links import ledger_links
from tests.small import SmallStore, measured
from tests.web.test_pages import words
from tests.web.world import BOARD, HOSPITAL, UNITS

PAGE = f"/namnd/{BOARD}/2024-04/prognos/"
ADDRESS = f"{PAGE}lamna/"
APRIL = month_index(2024, 4)
TKR = 100_000  # öre
MEASURES = """
- {id: intakter, label: Intäkter, kind: sum, fact: ledger, where: {account: {starts_with: ['3']}},
   numerator: {sum: amount}, unit: tkr, decimals: 0}
- {id: kostnader, label: Kostnader, kind: sum, fact: ledger, where: {account: {starts_with: ['5']}},
   numerator: {sum: amount}, unit: tkr, decimals: 0}
- {id: netto, label: Netto, kind: sum, fact: ledger, where: {account: {starts_with: ['3', '5']}},
   numerator: {sum: amount}, unit: tkr, decimals: 0}
- {id: budget-kostnader, label: Kostnader, kind: sum, fact: budget,
   where: {account: {starts_with: ['5']}}, numerator: {sum: amount}, unit: mnkr, decimals: 1}
"""
STATEMENT = f"""
id: resultat
title: Resultat
board: {BOARD}
reason_beyond: {{percent: 3, tkr: 20}}
columns:
  - {{id: outcome, kind: outcome, head: "Utfall {{period}}"}}
  - {{id: forecast, kind: forecast, head: "Prognos {{year}}"}}
lines:
  - {{id: intakter, label: Intäkter, outcome: intakter, sign: -1}}
  - {{id: kostnader, label: Kostnader, outcome: kostnader, budget: budget-kostnader}}
  - {{id: netto, label: Nettokostnad, outcome: netto, role: total}}
"""
# By rule: income 4 × 10 × 120 / 40 = 120; cost 4 × 110 × 1 200 / 400 = 1 320.
AS_COMPUTED = {"amount-intakter": "120", "amount-kostnader": "1 320"}
WORSE = AS_COMPUTED | {"amount-kostnader": "1 400", "reason-kostnader": "Fler inhyrda i sommar."}


@pytest.fixture
def money(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A month of 2022 and 2023: income 10, cost 100 tkr; of 2024, until November: 10 and 110; budget 100."""
    (tmp_path / "small" / "facts").mkdir(parents=True)
    store = SmallStore(tmp_path / "small" / "facts")
    for month in range(35):
        day = date(2022 + month // 12, month % 12 + 1, 28)
        row = {"date": day, "unit": HOSPITAL, "voucher": f"v{month}"}
        cost = 110 if day.year == 2024 else 100
        store.add("ledger", {**row, "row": 1, "account": "3010", "amount": -10 * TKR})
        store.add("ledger", {**row, "row": 2, "account": "5010", "amount": cost * TKR})
    for month in range(12):
        first = {"month": date(2024, month + 1, 1), "unit": HOSPITAL}
        store.add("budget", {**first, "account": "5010", "amount": 100 * TKR})
    given = {"year": 2023, "unit": BOARD, "kind": "chef", "given_by": "controller"}
    for line, amount in (("intakter", -120), ("kostnader", 1080)):
        given |= {"line": line, "amount": amount * TKR, "date": date(2023, 5, 9)}
        store.add("forecast", {**given, "month": date(2023, 4, 1), "reason": f"Skäl för {line}."})
    tree = Tree([UnitRow(*one) for one in UNITS], date(2024, 12, 31))
    found = measured(tmp_path / "small", store, tree, MEASURES, home=".")  # where its facts are
    region = tmp_path / "region"
    (region / "statements").mkdir(parents=True)
    (region / "statements" / "resultat.yaml").write_text(STATEMENT, encoding="utf-8")
    monkeypatch.setattr("malram.web.measurements.open_measurements", lambda home: found)
    monkeypatch.setattr("malram.web.money.region_folder", lambda: region)
    return found


@pytest.fixture
def controller(client_of, goals, money):
    return client_of("controller")


@pytest.fixture
def store() -> Store:
    return Store(Path(settings.MALRAM_HOME) / "facts")


def kronor(store: Store) -> dict[str, tuple[Decimal, str]]:
    return {line: (row.amount, row.reason) for line, row in given_for(store, BOARD, APRIL, "chef").items()}


def test_a_forecast_is_in_force_with_the_ledgers_sign_the_role_and_a_trail(controller, store):
    answer = controller.post(ADDRESS, WORSE, follow=True)
    assert answer.redirect_chain == [(PAGE, 302)]
    assert "Prognosen är lämnad." in words(answer.content.decode())
    assert kronor(store) == {
        "intakter": (Decimal(-120_000), ""),
        "kostnader": (Decimal(1_400_000), "Fler inhyrda i sommar."),
    }
    (row, _) = given_for(store, BOARD, APRIL, "chef").values()
    assert (row.year, row.month, row.given_by) == (2024, "2024-04", "controller")
    entry = AuditEntry.objects.get(action="forecast.given")
    assert (entry.actor, entry.unit, entry.before) == ("person:controller", BOARD, None)
    assert entry.after["kostnader"] == {"amount": "1400000.00", "reason": "Fler inhyrda i sommar."}
    assert verify() == []


def test_given_again_it_replaces_the_days_and_the_same_again_changes_nothing(controller, store):
    controller.post(ADDRESS, WORSE)
    controller.post(ADDRESS, WORSE | {"amount-kostnader": "1 390"})
    assert kronor(store)["kostnader"][0] == Decimal(1_390_000)
    answer = controller.post(ADDRESS, WORSE | {"amount-kostnader": "1 390"}, follow=True)
    assert "Prognosen var redan lämnad så." in answer.content.decode()
    assert len(store.deliveries()) == 2
    entry = AuditEntry.objects.filter(action="forecast.given").last()
    assert entry.before["kostnader"]["amount"] == "1400000.00"


def test_the_form_begins_with_what_is_computed_and_then_with_what_was_given(controller):
    html = controller.get(ADDRESS).content.decode()
    assert 'value="1\u00a0320"' in html
    controller.post(ADDRESS, WORSE)
    assert 'value="1\u00a0400"' in controller.get(ADDRESS).content.decode()


def test_within_the_declared_limit_no_reason_is_asked_for(controller, store):
    """3 % of 1 320 is 39,6 tkr and more than the 20 that always may go: 1 359 may, 1 360 may not."""
    assert controller.post(ADDRESS, AS_COMPUTED | {"amount-kostnader": "1359"}).status_code == 302
    answer = controller.post(ADDRESS, AS_COMPUTED | {"amount-kostnader": "1360"})
    assert answer.status_code == 422
    assert "Skriv varför prognosen avviker från den beräknade." in answer.content.decode()
    assert len(store.deliveries()) == 1


def test_kronor_in_the_place_of_thousands_are_asked_about_and_can_be_confirmed(controller, store):
    wrong = WORSE | {"amount-kostnader": "1400000"}
    answer = controller.post(ADDRESS, wrong)
    assert answer.status_code == 422
    assert "Är det i rätt enhet?" in answer.content.decode()
    assert store.deliveries() == ()
    assert controller.post(ADDRESS, wrong | {"certain": "on"}).status_code == 302


def test_who_writes_a_unit_of_money_means_it(controller, store):
    controller.post(ADDRESS, WORSE | {"amount-kostnader": "1,4 mnkr"})
    assert kronor(store)["kostnader"][0] == Decimal(1_400_000)


def test_all_that_is_wrong_is_said_at_once_and_nothing_is_kept(controller, store):
    wrong = {"amount-intakter": "0,5", "amount-kostnader": "många", "reason-kostnader": "å" * 301}
    html = controller.post(ADDRESS, wrong).content.decode()
    for said in (
        "Är det i rätt enhet?",
        "Skriv ett tal i tkr",
        "Skälet har 301 tecken. Korta det till högst 300.",
    ):
        assert said in html
    assert "Skriv en prognos för minst en rad." in controller.post(ADDRESS, {}).content.decode()
    assert store.deliveries() == ()


def test_a_line_with_a_forecast_is_not_emptied(controller):
    controller.post(ADDRESS, WORSE)
    answer = controller.post(ADDRESS, WORSE | {"amount-intakter": ""})
    assert "Raden har redan en prognos. Skriv vad som gäller nu." in answer.content.decode()


def test_a_closed_follow_up_refuses_also_while_the_year_is_open(controller, store):
    open_occasion(actor=SYSTEM, board_id=BOARD, kind="ar", period="2024")
    april = open_occasion(actor=SYSTEM, board_id=BOARD, kind="manad", period="2024-04")
    close_occasion(actor=SYSTEM, occasion_id=april.pk)
    answer = controller.post(ADDRESS, WORSE)
    assert answer.status_code == 422
    assert "Uppföljningen är stängd. Öppna den igen för att lämna en prognos." in answer.content.decode()
    assert store.deliveries() == ()
    assert controller.post(ADDRESS.replace("04", "05"), WORSE).status_code == 302


def test_an_ended_year_is_known_and_not_forecast(controller):
    answer = controller.post(ADDRESS.replace("2024-04", "2023"), WORSE)
    assert answer.status_code == 422
    assert "Året är slut och utfallet är känt." in answer.content.decode()


def test_what_intake_refuses_is_said_and_leaves_no_entry_in_the_trail(controller, store):
    """The unit is in the database but not among the region's files, so no fact can be about it."""
    answer = controller.post(f"/namnd/{HOSPITAL}/2024-04/prognos/lamna/", WORSE)
    assert answer.status_code == 422
    assert HOSPITAL in answer.content.decode()
    assert store.deliveries() == ()
    assert not AuditEntry.objects.filter(action="forecast.given").exists()


def test_the_page_shows_the_rule_beside_the_budget_and_how_forecasts_turned_out(controller):
    """April 2023 said 1 080 − 120 = 960 and it became 1 080: 11,1 % too low. The rule was right.

    The budget's measure is in mnkr, and is shown in tkr as the other lines are.
    """
    text = words(controller.get(PAGE).content.decode())
    assert "Kostnader 440 1 320 1 320 till 1 320 0,0 – uppgift saknas 1 200" in text
    assert "Nettokostnad 400 1 200" in text
    assert "april 2023 11,1 0,0" in text
    assert "Ingen prognos är lämnad för året ännu." in text


def test_a_follow_up_of_last_year_shows_what_was_said_then_and_why(controller):
    text = words(controller.get(f"/namnd/{BOARD}/2023-04/prognos/").content.decode())
    assert "Prognosen är 960 tkr." in text
    assert "Skäl för kostnader. Controller, prognos april 2023, lämnad 2023-05-09" in text


def test_only_who_may_report_is_led_to_the_form(controller, client_of):
    assert ADDRESS in controller.get(PAGE).content.decode()
    assert ADDRESS not in client_of("reader").get(PAGE).content.decode()


def test_a_unit_without_economy_says_what_is_missing(client_of, goals, measurements):
    html = client_of("controller").get("/namnd/kliniken/2024/prognos/").content.decode()
    assert "Enheten har ingen ekonomi att göra prognos av." in html


def test_a_forecast_in_a_statement_leads_to_the_forecast_page(controller):
    html = controller.get(f"/namnd/{BOARD}/2023-04/ekonomi/").content.decode()
    assert f'href="/namnd/{BOARD}/2023-04/prognos/"' in html


def test_a_forecast_in_a_report_leads_to_the_follow_up_it_was_given_at(goals):
    entry = LedgerEntry(
        *("prognos", "8 916,0", "1/1", "mnkr", "netto", BOARD, "2024"),
        definition="d",
        derivation="prognos 2024-04: netto forecast",
    )
    assert ledger_links(BOARD)(entry) == PAGE
    assert ledger_links(BOARD)(replace(entry, organisation_unit="regionstyrelsen")) is None
