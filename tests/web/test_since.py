# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Why a number is another one than in a built report: on the page, and the way to it."""

from fractions import Fraction

import pytest
from django.test import Client
from django.urls import reverse

from malram.accounts.actions import create_person
from malram.accounts.actors import SYSTEM
from malram.measures.tracing.explaining import Value, explanation_of
from malram.organisation.giving import give_role
from malram.steering.models import GoalIndicator
from malram.values import Figure, unit
from malram.web import since
from tests.people import FIRST_DAY
from tests.reports import small_region
from tests.reports.small_region import happened, past
from tests.web.world import BOARD

__all__ = ["past"]
pytestmark = pytest.mark.django_db
ADDRESS = f"/namnd/{BOARD}/2024/matt/nettokostnad/sedan/ar-2024-0a1b2c/"


def test_the_steps_stand_in_a_table_with_their_order_in_words(page, report):
    text = page(ADDRESS)
    assert "8 743,2 mnkr för helår 2024 i rapporten, 9 149,7 mnkr för helår 2024 nu." in text
    steps = ["Rättelse", "Definition", "Omorganisation", "Verklig förändring"]
    places = [text.index(f'<th scope="row">{step}</th>') for step in steps]
    assert places == sorted(places)
    assert '<td class="number">+406,5 mnkr</td>' in text
    assert "i ordningen rättelse, definition, omorganisation, verklig förändring" in text


def test_the_steps_are_drawn_and_the_drawing_says_them_in_words(page, report):
    text = page(ADDRESS)
    assert "Från I rapporten 8 743,2 mnkr till Nu 9 149,7 mnkr. Steg: Rättelse 0,0 mnkr;" in text
    assert "Mest beror på verklig förändring, +406,5 mnkr" in text
    assert text.count("<table>") == 1  # the steps' own; the drawing needs none beside it


def test_nothing_is_drawn_when_nothing_has_changed():
    same = Value(Fraction(7), Figure(Fraction(7), unit("mnkr"), 1))
    assert since.chart(explanation_of("nettokostnad", BOARD, [same] * 5), "Nettokostnad") is None
    missing = Value(None, None, "måttet fanns inte")
    assert since.chart(explanation_of("nettokostnad", BOARD, [missing, *[same] * 4]), "Nettokostnad") is None


def test_a_number_that_is_the_same_is_said_to_be(page, report, monkeypatch):
    same = Value(Fraction(7), Figure(Fraction(7), unit("mnkr"), 1))
    kept = explanation_of("nettokostnad", BOARD, [same] * 5)
    assert "Varför talet är ett annat" in page(ADDRESS)
    monkeypatch.setattr("malram.web.since.explained", lambda *_: kept)
    assert "Talet är detsamma som i rapporten" in page(ADDRESS)
    assert "Varför talet är ett annat" not in page(ADDRESS)


def test_a_number_leads_there_and_only_to_reports_the_reader_may_read(page, report):
    assert f'href="{ADDRESS}"' in page(f"/namnd/{BOARD}/2024/matt/nettokostnad/")
    assert "Årsredovisning 2024" in page(f"/namnd/{BOARD}/2024/indikator/samtal/")
    report.delete()
    assert "sedan/" not in page(f"/namnd/{BOARD}/2024/matt/nettokostnad/")


def test_a_number_of_a_unit_the_reader_cannot_open_leads_to_no_comparison(page, goals, report):
    """The board follows the calls of the whole region, whose pages its readers do not have."""
    GoalIndicator.objects.update(unit_id="region-varmland")
    assert "sedan/" not in page(f"/namnd/{BOARD}/2024/indikator/samtal/")


def test_a_report_whose_snapshot_is_gone_has_no_such_page(client_of, occasion, measurements, report):
    report.snapshot = "borta"
    report.save()
    assert client_of("reader").get(ADDRESS).status_code == 404


def test_a_real_report_is_explained_to_a_real_reader(past, settings):
    """27 of 36 calls in the report; 32 when a was corrected; all 36 within two minutes."""
    settings.MALRAM_HOME = past.home
    first = happened(past)
    small_region.report(past)
    person = create_person(actor=SYSTEM, username="eva", name="Eva")
    give_role(actor=SYSTEM, person=person, unit_id="region", role="reader", valid_from=FIRST_DAY)
    client = Client()
    client.force_login(person)
    since.explained.cache_clear()
    answer = client.get(reverse("measure-since", args=["region", "2022", "svar", first.folder.name]))
    text = answer.content.decode().replace("\N{NO-BREAK SPACE}", " ")
    for change in ("+13,9 procentenheter", "+11,1 procentenheter", "+25,0 procentenheter"):
        assert change in text
