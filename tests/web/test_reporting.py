# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""A value reported in the form is a fact like any other, or is refused in words and leaves nothing."""

from pathlib import Path

import pytest
from django.conf import settings

from malram.accounts.actors import SYSTEM
from malram.audit.models import AuditEntry
from malram.audit.queries import verify
from malram.facts.intake import intake
from malram.facts.mapping import Mapping
from malram.facts.reporting import FORM as FORM_MAPPING
from malram.facts.reporting import reported_for
from malram.facts.store import Store
from malram.facts.units import UnitRegister
from malram.facts.verifying import faults, repair
from malram.measures.region import choose_region, compute_region
from malram.occasions.actions import close_occasion, open_occasion
from malram.occasions.reporting import report_value
from malram.organisation.models import Unit
from malram.values import Period
from tests.web.test_pages import words
from tests.web.world import BOARD

ADDRESS = f"/namnd/{BOARD}/2024/rapportera/"
YES = {"series": "masskadeplan", "value": "ja", "reason": "", "source": "Protokoll 14 mars"}
YEAR = Period.year(2024)


@pytest.fixture
def reporter(client_of, occasion, measurements):
    return client_of("reporter")


@pytest.fixture
def store() -> Store:
    return Store(Path(settings.MALRAM_HOME) / "facts")


def in_force(store: Store) -> dict[str, tuple[str, str, str]]:
    found = reported_for(store, BOARD, YEAR)
    return {series: (row.value, row.reason, row.reported_by) for series, row in found.items()}


def test_a_reported_value_is_in_force_with_the_role_that_reported_it_and_the_trail_has_the_person(
    reporter, store
):
    answer = reporter.post(ADDRESS, YES, follow=True)
    assert answer.redirect_chain == [(ADDRESS, 302)]
    text = words(answer.content.decode())
    assert "Värdet är rapporterat." in text
    assert "Fastställd masskadeplan ja Rapportör Protokoll 14 mars" in text
    assert in_force(store) == {"masskadeplan": ("ja", "", "rapportör")}
    entry = AuditEntry.objects.get(action="value.reported")
    assert (entry.actor, entry.unit, entry.before) == ("person:reporter", BOARD, None)
    assert entry.after == {"value": "ja", "reason": "", "source": "Protokoll 14 mars"}


def test_a_later_value_replaces_the_former_and_both_are_in_the_trail(reporter, store):
    reporter.post(ADDRESS, YES)
    reporter.post(ADDRESS, YES | {"value": "", "reason": "publiceras-senare"})
    assert in_force(store) == {"masskadeplan": ("", "publiceras-senare", "rapportör")}
    entry = AuditEntry.objects.filter(action="value.reported").last()
    assert (entry.before["value"], entry.after["reason"]) == ("ja", "publiceras-senare")
    assert len(store.deliveries()) == 2
    assert verify() == []


def test_the_same_value_again_changes_nothing(reporter, store):
    reporter.post(ADDRESS, YES)
    answer = reporter.post(ADDRESS, YES, follow=True)
    assert "Det var redan rapporterat så." in answer.content.decode()
    assert len(store.deliveries()) == 1
    assert AuditEntry.objects.filter(action="value.reported").count() == 1


@pytest.mark.parametrize(
    ("written", "kept"), [("12,5", "12.5"), ("1 234,5", "1234.5"), ("−3", "-3"), ("0", "0")]
)
def test_a_number_is_written_as_people_write_it(written, kept, reporter, store):
    reporter.post(ADDRESS, YES | {"series": "digital-mognad", "value": written})
    assert in_force(store)["digital-mognad"][0] == kept


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"series": ""}, "Välj ett mått i listan."),
        ({"series": "nettokostnad"}, "Välj ett mått i listan."),
        ({"value": ""}, "Skriv värdet, eller välj varför det saknas."),
        ({"reason": "ej-matt"}, "Skriv värdet, eller välj varför det saknas: inte båda."),
        ({"value": "", "reason": "for-fa"}, "Välj en orsak i listan."),
        ({"value": "12"}, "Svara ja eller nej."),
        ({"series": "digital-mognad"}, "Skriv ett tal med siffror, till exempel 12,5, utan enhet."),
        ({"series": "digital-mognad", "value": "12 %"}, "Skriv ett tal med siffror"),
        ({"series": "digital-mognad", "value": "NaN"}, "Skriv ett tal med siffror"),
        ({"series": "digital-mognad", "value": "9" * 41}, "Ett värde har högst 40 tecken."),
        ({"source": " "}, "Skriv varifrån uppgiften kommer."),
        ({"source": "å" * 201}, "Källan har 201 tecken. Korta den till högst 200."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_kept(wrong, said, reporter, store):
    answer = reporter.post(ADDRESS, YES | wrong)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert store.deliveries() == ()
    assert not AuditEntry.objects.filter(action="value.reported").exists()


def test_all_that_is_wrong_is_said_at_once(reporter):
    html = reporter.post(ADDRESS, {}).content.decode()
    for said in ("Välj ett mått", "Skriv värdet, eller välj", "Skriv varifrån"):
        assert said in html


def test_marks_that_mean_something_in_a_file_are_text(reporter, store):
    reporter.post(ADDRESS, YES | {"source": '=1+1;"<b>'})
    assert reported_for(store, BOARD, YEAR)["masskadeplan"].source == '=1+1;"<b>'
    assert "&lt;b&gt;" in reporter.get(ADDRESS).content.decode()


def test_a_closed_period_refuses_and_an_open_one_over_it_does_not(reporter, occasion, store):
    close_occasion(actor=SYSTEM, occasion_id=occasion.pk)
    answer = reporter.post(ADDRESS, YES)
    assert answer.status_code == 422
    assert "Uppföljningen är stängd. Öppna den igen för att rapportera värden." in answer.content.decode()
    assert store.deliveries() == ()
    open_occasion(actor=SYSTEM, board_id=BOARD, kind="ar", period="2024")
    assert reporter.post(ADDRESS, YES).status_code == 302


def test_what_intake_refuses_is_said_and_leaves_no_entry_in_the_trail(
    client_of, occasion, measurements, store
):
    """The unit is in the database but not among the region's files, so no fact can be about it."""
    Unit.objects.filter(id="kliniken").get()
    address = "/namnd/kliniken/2024/rapportera/"
    answer = client_of("reporter").post(address, YES)
    assert answer.status_code == 422
    assert "kliniken" in answer.content.decode()
    assert store.deliveries() == ()
    assert not AuditEntry.objects.filter(action="value.reported").exists()
    assert list((store.root / "landing").glob("*/content")) == []


def test_the_board_page_leads_to_the_form_for_who_may_report(page):
    board = f"/namnd/{BOARD}/2024/"
    assert ADDRESS in page(board, "controller")
    assert ADDRESS not in page(board, "approver")


def test_a_damaged_fact_from_the_form_is_made_again_from_what_was_landed(reporter, store):
    reporter.post(ADDRESS, YES)
    path = store.files("reported_values")[0]
    path.write_bytes(b"torn")
    (fault,) = faults(store)
    repair(store, fault, [FORM_MAPPING])
    assert list(faults(store)) == []


def test_after_the_next_computation_the_value_is_the_measures(occasion, store):
    """One call gives the snapshot its months; the plan is reported by the system for the board and year."""
    home = Path(settings.MALRAM_HOME)
    region = choose_region(home, "varmland")
    units = UnitRegister.read(region / "organisation.csv")
    calls = home / "samtal-2024-01.csv"
    head = "Samtals-id;Enhet;Datum;Tjänst;Besvarat;Väntetid sekunder;Kontakt\n"
    calls.write_text(head + "T1;1177-pa-telefon;2024-01-01;1177 på telefon;Ja;388;2024-01-01\n")
    intake(store, calls, Mapping.load(region / "mappings" / "calls.yaml"), units)
    said = {"value": "ja", "reason": "", "source": "Protokoll"}
    report_value(
        actor=SYSTEM, store=store, units=units, series="faststalld-masskadeplan", unit_id=BOARD,
        period=YEAR, **said,
    )  # fmt: skip
    found = compute_region(home, region).value("faststalld-masskadeplan", BOARD, YEAR)
    assert found.word == "ja"
    assert found.reported.reported_by == "Systemet"
