# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""`malram explain` between two built reports."""

import json
from fractions import Fraction

import pytest

from malram.cli import explain_command, main
from malram.measures.tracing.explaining import Value
from malram.values import Figure, unit
from tests.reports.small_region import happened, past, report

__all__ = ["past"]
pytestmark = pytest.mark.django_db


def test_the_difference_between_two_reports_is_explained_in_words_and_for_scripts(past, capsys, monkeypatch):
    """The region in 2022: 27 of 36 calls; 32 when a was corrected; all 36 within two minutes."""
    first, last = happened(past), report(past)
    words = ["svar", "--unit", "region", "--from", first.folder.name, "--to", last.folder.name]
    assert main(["explain", *words]) == 0
    assert capsys.readouterr().out.replace("\N{NO-BREAK SPACE}", " ").splitlines() == [
        "Besvarade samtal, Region",
        "Från: Årsrapport 2022, helår 2022, fakta kända 2025-01-01 12:00 UTC: 75,0 %",
        "Till: Årsrapport 2022, helår 2022, fakta kända 2025-01-04 12:00 UTC: 100,0 %",
        "",
        "1. Rättelse: +13,9 procentenheter (75,0 % → 88,9 %). "
        "Uppgifter som rättades eller kom efter den första rapporten.",
        "2. Definition: +11,1 procentenheter (88,9 % → 100,0 %). Måttet räknas på ett annat sätt.",
        "3. Omorganisation: 0,0 procentenheter (100,0 % → 100,0 %). Ingen ändring.",
        "4. Verklig förändring: 0,0 procentenheter (100,0 % → 100,0 %). Ingen ändring.",
        "",
        "Skillnad: +25,0 procentenheter. Stegen tas i ordningen rättelse → definition → omorganisation → "
        "verklig förändring och summerar exakt.",
    ]
    # With today's organisation the north's calls stand in the south and c's above both; e answers in time.
    words = ["svar", "--unit", "norr", "--from", first.folder.name, "--to", last.record.snapshot]
    assert main(["explain", *words, "--period-to", "2024", "--format", "json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["order"] == ["correction", "definition", "reorganisation", "real"]
    assert [step["missing"] for step in said["steps"]] == ["", "", "inget att dela med", ""]
    assert [step["difference"] for step in said["steps"]] == ["125/6", "50/3", None, "0"]
    # A program that computes in another way than the one that made the report says so.
    had = Value(Fraction(60), Figure(Fraction(60), unit("%"), 1))
    monkeypatch.setattr(explain_command, "as_computed_then", lambda *_: had)
    assert main(["explain", *words, "--period-to", "2024"]) == 0
    assert (
        "Årsrapport 2022 hade 60,0\N{NO-BREAK SPACE}%; med dagens program blir det 62,5"
        in capsys.readouterr().out
    )
