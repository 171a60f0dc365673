# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""State grants and investments: sums done by hand, dated events, and every mistake with its place."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404
from hypothesis import given
from hypothesis import strategies as st

from malram.accounts.actors import SYSTEM
from malram.audit.models import AuditEntry
from malram.organisation.giving import give_role
from malram.organisation.problems import LoadRefused
from malram.values import Period
from malram.work.grants import as_of, grants_of, reporting
from malram.work.investments import by_category, objects_of, old, summed
from malram.work.load import load_work
from malram.work.means_actions import EventRefused, add_grant_event, add_investment_event
from malram.work.means_files import days_late
from malram.work.models import GrantEvent, Investment, InvestmentEvent, StateGrant
from tests.people import FIRST_DAY
from tests.work.files import BOARD, FILES, write_region

pytestmark = pytest.mark.django_db
YEAR, MNKR = Period.parse("2024"), 10**8
TODAY = date(2025, 3, 1)


@pytest.fixture
def controller(people):
    give_role(actor=SYSTEM, person=people.bo, unit_id=BOARD, role="controller", valid_from=FIRST_DAY)
    return people.bo


# -- grants --------------------------------------------------------------------------------------------


def test_a_grant_has_a_fixed_and_a_performance_part_and_what_was_received(loaded):
    """Budget 10 + 6.5; received 10 in April and 2.25 in December, so 10 at the end of August."""
    first, second = grants_of(BOARD, YEAR)
    assert (first.fixed, first.performance, first.budget) == (10 * MNKR, 65 * 10**7, 165 * 10**7)
    assert (first.requisitioned, first.received, first.used) == (10 * MNKR, 1225 * 10**6, 0)
    assert grants_of(BOARD, Period.parse("2024-01/2024-08"))[0].received == 10 * MNKR
    assert (second.budget, second.received) == (4 * MNKR, 0)


def test_a_grant_that_was_reported_late_says_so_and_why(loaded):
    """The last day was 31 January; 20 February is twenty days later."""
    first, second = grants_of(BOARD, YEAR)
    assert reporting(first, TODAY) == (
        "Redovisat 20 februari 2025, 20 dagar efter sista dagen 31 januari 2025. Siffrorna dröjde."
    )
    assert reporting(second, TODAY) == "Ska redovisas senast 31 mars 2025."
    assert reporting(second, date(2025, 4, 1)) == "Inte redovisat. Sista dagen var 31 mars 2025."


def test_one_reported_on_its_last_day_is_in_time(controller, loaded):
    add_grant_event(actor=controller, grant_id="nara-vard", kind="reported", day=date(2025, 3, 31))
    found = as_of(StateGrant.objects.get(id="nara-vard"))
    assert (found.late, reporting(found, date(2025, 3, 31))) == (0, "Redovisat 31 mars 2025, i tid.")
    assert reporting(found, TODAY) == "Ska redovisas senast 31 mars 2025."  # on a day before it was


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(-400, 400))
def test_days_late_is_never_less_than_none(due, days):
    reported = date.fromordinal(due.toordinal() + days)
    assert days_late(due, reported) == max(0, days)
    assert days_late(None, reported) == 0


def test_a_late_report_without_a_reason_is_refused_and_nothing_is_lost(controller, loaded):
    said = {"actor": controller, "grant_id": "nara-vard", "kind": "reported", "day": date(2025, 4, 2)}
    with pytest.raises(EventRefused, match="2 dagar tidigare"):
        add_grant_event(**said)
    add_grant_event(**said, comment="Sjukdom.")
    assert as_of(StateGrant.objects.get(id="nara-vard")).why_late == "Sjukdom."
    with pytest.raises(EventRefused, match="redan redovisat"):
        add_grant_event(**said, comment="Igen.")
    assert AuditEntry.objects.filter(action="grant.event").latest("id").reason == "Sjukdom."


# -- investments ---------------------------------------------------------------------------------------


def test_the_means_of_a_year_are_what_was_left_and_what_came(loaded):
    """Röntgen: 20 − 4 left, 3 passed on: 13; 9 spent; 4 left over when it closed. Lampor: 5 + 3 = 8; 6 spent;
    0.5 lapsed; 1.5 left. Bilar: 2 carried over and left.
    """
    scan, lamps, cars = objects_of(BOARD, YEAR)
    assert (scan.budget, scan.outcome, scan.gone, scan.left) == (13 * MNKR, 9 * MNKR, 4 * MNKR, 0)
    assert (lamps.budget, lamps.outcome) == (8 * MNKR, 6 * MNKR)
    assert (lamps.gone, lamps.left) == (5 * 10**7, 15 * 10**7)
    assert (cars.budget, cars.left) == (2 * MNKR, 2 * MNKR)


def test_what_is_left_is_the_sum_of_the_open_objects_balances(loaded):
    """Apparatur: 0 of the closed and 1.5 of the open; Fordon 2: together 3.5."""
    found = objects_of(BOARD, YEAR)
    assert [(one.name, one.left) for one in by_category(found)] == [
        ("Apparatur", 15 * 10**7), ("Fordon", 2 * MNKR),
    ]  # fmt: skip
    total = summed("", found)
    assert total.left == 35 * 10**7
    assert total.budget == total.outcome + total.gone + total.left


def test_a_closed_object_is_gone_the_year_after_and_an_open_one_brings_its_means(loaded):
    assert [(one.id, one.budget, one.left) for one in objects_of(BOARD, Period.parse("2025"))] == [
        ("lampor", 15 * 10**7, 15 * 10**7),
        ("bilar", 2 * MNKR, 2 * MNKR),
    ]


def test_the_two_year_rule_finds_open_objects_that_were_granted_more_than_two_years_ago(loaded):
    """Lampor was granted on the last day of 2021: old from 1 January 2024. Röntgen is closed."""
    found = objects_of(BOARD, YEAR)
    assert [one.id for one in old(found, date(2024, 12, 31))] == ["lampor"]
    assert old(found, date(2023, 12, 31)) == []
    assert [one.id for one in old(found, date(2024, 1, 1))] == ["lampor"]


def happen(actor, id="lampor", kind="spent", day=date(2025, 1, 10), amount=MNKR, **more):
    return add_investment_event(actor=actor, investment_id=id, kind=kind, day=day, amount=amount, **more)


@pytest.mark.parametrize(
    ("event", "message"),
    [
        ({"id": "rontgen"}, "Objektet avslutades 2024-12-01."),
        ({"amount": 0}, "Skriv ett belopp"),
        ({"amount": -MNKR}, "Skriv i kommentaren vad som rättas"),
        ({"amount": -7 * MNKR, "comment": "Fel konto."}, "bara 6,000.mnkr att rätta"),
        ({"kind": "transferred", "to": "bilar", "amount": -MNKR}, "åt andra hållet"),
        ({"kind": "carried-over"}, "följer med av sig självt"),
        ({"id": "bilar", "kind": "carried-over", "day": date(2024, 3, 1)}, "följer med av sig självt"),
        ({"id": "bilar", "kind": "granted", "day": date(2023, 3, 1)}, "åren före 2024 är redan överfört"),
        ({"kind": "closed", "amount": 0, "day": date(2024, 8, 31)}, "hände med objektet 2024-09-01"),
        ({"kind": "transferred", "to": "bilar", "day": date(2023, 1, 1), "amount": 4 * MNKR}, "eller senare"),
        ({"kind": "lapsed", "amount": 2 * MNKR}, "har .* kvar den dagen"),
        ({"kind": "transferred"}, "Ange det objekt som får medlen"),
        ({"kind": "transferred", "to": "lampor"}, "ett annat objekt"),
        ({"kind": "transferred", "to": "rontgen"}, "ett annat objekt som är öppet"),
        ({"kind": "closed"}, "Ett avslut har inget belopp"),
        ({"kind": "given"}, "Händelsen finns inte."),
    ],
)
def test_what_cannot_have_happened_is_refused(controller, event, message):
    before = InvestmentEvent.objects.count()
    with pytest.raises(EventRefused, match=message):
        happen(controller, **event)
    assert InvestmentEvent.objects.count() == before


def test_what_is_passed_on_is_counted_where_it_went(controller):
    """Bilar 2 − 0.5; lampor 1.5 + 0.5."""
    happen(controller, "bilar", "transferred", amount=5 * 10**7, to="lampor")
    found = {one.id: one.left for one in objects_of(BOARD, Period.parse("2025"))}
    assert found == {"bilar": 15 * 10**7, "lampor": 2 * MNKR}


def test_what_is_taken_out_earlier_must_be_there_on_every_later_day_too(controller):
    """Lampor had 5 in January 2023 and has 1.5 since September 2024: 1.5 at most can have gone in 2023."""
    happen(controller, "lampor", "transferred", day=date(2023, 1, 1), amount=15 * 10**7, to="bilar")
    assert {one.id: one.left for one in objects_of(BOARD, Period.parse("2025"))} == {"bilar": 35 * 10**7}


def test_an_amount_that_was_wrong_is_corrected_by_one_with_minus_and_both_stay(controller):
    """6 spent on lampor, of which 2 belonged elsewhere: 4 spent in the year, 3.5 left."""
    happen(controller, amount=-2 * MNKR, day=date(2024, 12, 31), comment="Fel objekt.")
    found = {one.id: one for one in objects_of(BOARD, YEAR)}["lampor"]
    assert (found.budget, found.outcome, found.left) == (8 * MNKR, 4 * MNKR, 35 * 10**7)
    assert InvestmentEvent.objects.filter(investment="lampor", kind="spent").count() == 2
    add_grant_event(
        actor=controller, grant_id="tillganglighet", kind="received", day=date(2024, 12, 31),
        amount=-MNKR, comment="Återbetalat.",
    )  # fmt: skip
    assert as_of(StateGrant.objects.get(id="tillganglighet")).received == 1125 * 10**6


def test_means_that_are_passed_on_are_as_old_as_the_day_they_came(controller):
    """A new object that got its means from another is looked at like one that was granted them."""
    Investment.objects.create(id="ny", board_id=BOARD, category="Fordon", title="Ny")
    happen(controller, "lampor", "transferred", amount=MNKR, to="ny")
    found = {one.id: one for one in objects_of(BOARD, Period.parse("2027"))}
    assert found["ny"].granted_on == date(2025, 1, 10)
    assert "ny" in [one.id for one in old(found.values(), date(2027, 1, 11))]
    assert "ny" not in [one.id for one in old(found.values(), date(2027, 1, 10))]


def test_means_carried_over_are_as_old_as_the_day_they_were_first_granted(controller):
    """Granted in June 2022 and carried over in January 2024: more than two years old from 2 June 2024."""
    Investment.objects.create(id="ny", board_id=BOARD, category="Fordon", title="Ny")
    said = {"kind": "carried-over", "day": date(2024, 1, 15), "granted_on": date(2022, 6, 1)}
    with pytest.raises(EventRefused, match="bara för det som är överfört"):
        happen(controller, "ny", **said | {"kind": "granted"})
    with pytest.raises(EventRefused, match="beviljades ett tidigare år"):
        happen(controller, "ny", **said | {"granted_on": date(2024, 1, 10)})
    happen(controller, "ny", **said)
    found = objects_of(BOARD, YEAR)
    assert "ny" in [one.id for one in old(found, date(2024, 6, 2))]
    assert "ny" not in [one.id for one in old(found, date(2024, 6, 1))]
    assert (
        AuditEntry.objects.filter(action="investment.event").latest("id").after["granted_on"] == "2022-06-01"
    )


def test_the_file_says_when_what_is_carried_over_was_first_granted(region):
    """Bilar counts from 2021 then, and otherwise from 2024 when it was carried over."""
    text = FILES["work/investments.yaml"]
    told = text.replace("carried-over, amount: 2}", "carried-over, amount: 2, granted_on: 2021-05-04}")
    write_region(region, investments=told)
    load_work(actor=SYSTEM, folder=region)
    assert [one.id for one in old(objects_of(BOARD, YEAR), date(2024, 12, 31))] == ["lampor", "bilar"]
    assert load_work(actor=SYSTEM, folder=region).events == 0
    write_region(region, investments=text)
    with pytest.raises(LoadRefused, match="bilar har redan en annan händelse"):
        load_work(actor=SYSTEM, folder=region)


def test_only_who_reports_values_tells_and_for_others_it_does_not_exist(people):
    with pytest.raises(PermissionDenied, match="rapportör eller controller"):
        happen(people.bo)
    with pytest.raises(Http404):
        happen(people.carin)


# -- files ---------------------------------------------------------------------------------------------

MISTAKES = [
    (
        "grants",
        ("kind: reported, comment: Siffrorna dröjde.", "kind: reported"),
        "work/grants.yaml:16: W007 Statsbidraget 'tillganglighet' redovisades 2025-02-20, 20 dagar efter "
        "2025-01-31. Skriv i 'comment' varför.",
    ),
    (
        "grants",
        (", condition: Åttio procent i tid.", ""),
        "work/grants.yaml:11: W008 Prestationsdelen säger inte vad den betalas efter.",
    ),
    (
        "grants",
        ("condition: Åttio procent i tid.", "indicator: besok"),
        "work/grants.yaml:11: L004 Indikatorn 'besok' finns inte.",
    ),
    (
        "grants",
        ("kind: received, amount: 2.25", "kind: received"),
        "work/grants.yaml:15: W010 tillganglighet: Skriv ett belopp.",
    ),
    (
        "investments",
        (", to: lampor", ""),
        "work/investments.yaml:11: W009 Det står inte vart medlen gick. Lägg till 'to: …'.",
    ),
    (
        "investments",
        ("kind: lapsed, amount: 0.5", "kind: lapsed, amount: 5"),
        "work/investments.yaml:21: W010 lampor: Objektet har 2",
    ),
    (
        "investments",
        ("2024-05-01, kind: transferred", "2024-12-02, kind: transferred"),
        "work/investments.yaml:11: W010 rontgen: Objektet avslutades 2024-12-01.",
    ),
]


@pytest.mark.parametrize(("file", "change", "message"), MISTAKES)
def test_every_mistake_has_its_place_and_nothing_is_stored(region, file, change, message):
    text = FILES[f"work/{file}.yaml"]
    assert change[0] in text
    write_region(region, **{file: text.replace(*change, 1)})
    with pytest.raises(LoadRefused) as refused:
        load_work(actor=SYSTEM, folder=region)
    assert message in str(refused.value)
    assert not GrantEvent.objects.exists()
    assert not InvestmentEvent.objects.exists()


def test_an_event_that_was_written_is_not_rewritten_by_the_file_and_a_new_one_is_added(loaded):
    text = FILES["work/investments.yaml"]
    write_region(loaded, investments=text + "    - {date: 2025-02-01, kind: spent, amount: 0.5}\n")
    assert load_work(actor=SYSTEM, folder=loaded).events == 1
    write_region(loaded, investments=text.replace("kind: spent, amount: 9", "kind: spent, amount: 8"))
    with pytest.raises(LoadRefused, match="W002 rontgen har redan en annan händelse 2024-03-01"):
        load_work(actor=SYSTEM, folder=loaded)
    write_region(loaded, investments=text.replace("amount: 3, to: lampor", "amount: 3, to: bilar"))
    with pytest.raises(LoadRefused, match="W002 rontgen har redan en annan händelse 2024-05-01"):
        load_work(actor=SYSTEM, folder=loaded)
