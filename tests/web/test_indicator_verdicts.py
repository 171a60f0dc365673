# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""An indicator is assessed on its page, and the decision stands beside the rule's suggestion.

35,88 % of at least 60 % is 59.8 %, so the rule says missed for the year.
"""

from __future__ import annotations

import re

import pytest

from malram.accounts.actors import SYSTEM
from malram.occasions.actions import close_occasion
from malram.steering.actions import decide_indicator
from malram.steering.models import IndicatorAssessment, Target
from tests.web.test_pages import GOAL, INDICATOR, YEAR, words
from tests.web.world import BOARD, CLINIC

DECIDE = f"{INDICATOR}bedomning/"
APRIL = f"/namnd/{BOARD}/2024-04/indikator/samtal/"
OTHERWISE = {"grade": "uppnas-delvis", "reason": "Växeln byttes under året."}


@pytest.fixture
def approver(client_of, occasion, measurements):
    return client_of("approver")


def text_of(answer) -> str:
    return words(answer.content.decode())


def test_the_form_has_the_rules_suggestion_chosen_and_is_only_for_who_may_assess(approver, page):
    html = page(INDICATOR, "approver")
    assert re.search(r'value="uppnas-inte"[^>]*checked', html)
    assert f'action="{DECIDE}"' in html
    assert "Besluta bedömning för 2024" in words(html)
    assert "bedomning/" not in page(INDICATOR)
    assert "Beslutad bedömning" not in words(page(INDICATOR))


def test_the_rules_suggestion_is_confirmed_without_a_reason(approver):
    text = text_of(approver.post(DECIDE, {"grade": "uppnas-inte", "reason": ""}, follow=True))
    assert "Bedömningen är beslutad." in text
    assert re.search(r"Beslutad bedömning ■ Uppnås inte Approver, ", text)
    assert "Regeln föreslår" not in text_of(approver.get(GOAL))


def test_another_verdict_needs_a_reason_and_stands_beside_the_suggestion(approver):
    refused = approver.post(DECIDE, {**OTHERWISE, "reason": ""})
    assert refused.status_code == 422
    assert "Skriv varför bedömningen blir en annan än regelns förslag, uppnås inte." in text_of(refused)
    text = text_of(approver.post(DECIDE, OTHERWISE, follow=True))
    assert "Beslutad bedömning ◆ Uppnås delvis Växeln byttes under året. Approver" in text
    assert "Regelns förslag ■ Uppnås inte" in text
    table = text_of(approver.get(GOAL))
    assert "◆ Uppnås delvis Regeln föreslår uppnås inte Växeln byttes under året." in table


def test_where_the_rule_has_none_the_table_says_so_beside_the_decided_verdict(approver):
    Target.objects.all().delete()
    assert "Regeln ger inget förslag för året." in text_of(approver.post(DECIDE, {"grade": "uppnas"}))
    approver.post(DECIDE, OTHERWISE)
    table = text_of(approver.get(GOAL))
    assert "◆ Uppnås delvis Regeln ger inget förslag Växeln byttes under året." in table


def test_a_part_of_the_year_and_a_unit_below_keep_the_rules_verdict(approver):
    approver.post(DECIDE, OTHERWISE)
    assert "Beslutad bedömning för 2024 ◆ Uppnås delvis" in text_of(approver.get(APRIL))
    below = text_of(approver.get(f"{INDICATOR}?enhet={CLINIC}"))
    assert "Beslutad bedömning" not in below
    assert "Besluta bedömning" not in below


def test_a_published_verdict_says_where_it_was_printed(approver):
    about = {"board_id": BOARD, "year": 2024, "goal": "vard", "indicator": "samtal"}
    printed = {"decided_by": "Nämnden", "document": "Nämndens årsredovisning 2024"}
    decide_indicator(actor=SYSTEM, **about, grade="uppnas-inte", **printed)
    assert "Nämnden, tryckt i Nämndens årsredovisning 2024" in text_of(approver.get(INDICATOR))


def test_what_cannot_be_decided_says_why_and_nothing_is_saved(approver, occasion):
    assert "Välj en bedömning." in text_of(approver.post(DECIDE, {}))
    assert "Välj en bedömning i listan." in text_of(approver.post(DECIDE, {"grade": "lysande"}))
    long = {"grade": "uppnas", "reason": "x" * 4_001}
    assert "Skälet har 4001 tecken." in text_of(approver.post(DECIDE, long))
    missing = approver.post(f"{YEAR}indikator/finns-inte/bedomning/", OTHERWISE)
    assert (missing.status_code, "Indikatorn finns inte." in text_of(missing)) == (404, True)
    close_occasion(actor=SYSTEM, occasion_id=occasion.pk, reason="Klart.")
    closed = approver.post(DECIDE, OTHERWISE)
    assert closed.status_code == 422
    assert "Bedömningen för 2024 går att ändra när den öppnas igen." in text_of(closed)
    assert not IndicatorAssessment.objects.exists()


def test_who_comes_back_to_the_forms_address_is_led_to_the_page(approver):
    assert approver.get(DECIDE).headers["Location"] == INDICATOR
