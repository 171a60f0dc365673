# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Everything an author must put right in comparability entries, all at once and in words."""

from __future__ import annotations

import pytest

from malram.economy.comparability.checks import comparability_problems
from malram.economy.layouts import load_layouts
from malram.measures.catalogue.loader import load_measures
from tests.economy.test_comparability import HELICOPTER, LAYOUT, MEASURES, ONCE

UNITS = "unit,parent,name,level,regi,valid_from,valid_to\nnamnd,,Nämnden,namnd,own,2021-01-01,\n"
WRONG = """
- {id: a, kind: omklassning, why: W, decided_by: B, decided_on: 2024-01-15}
- {id: b, kind: comparability_item, why: W, decided_by: B, decided_on: 2024-01-15, layout: namnd, amount: 1}
- {id: c, kind: reclassification, layout: namnd, accounts: ["9999", "7910"], to: tjenster, since: 2024-01,
   why: W, decided_by: B, decided_on: 2024-01-15}
- id: d
  kind: reclassification
  layout: namnd
  since: 2024-01
  amounts:
    - {line: bidrag, unit: namnd, month: 2023-05, kronor: -100}
    - {line: tjanster, unit: namnd, month: 2023-05, kronor: 90}
  why: W
  decided_by: B
  decided_on: 2024-01-15
- id: e
  kind: comparability_item
  layout: nämnd
  amounts: [{line: ovrigt, unit: norr, month: 2023-13, kronor: 1.5}]
  why: W
  decided_by: B
  decided_on: i går
- {id: f, kind: revocation, revokes: helikopter, why: W, decided_by: B, decided_on: 2024-01-15}
- {id: g, kind: comparability_item, layout: namnd, why: W, decided_by: B, decided_on: 2024-01-15,
   amounts: [{line: netto, unit: norr, month: 2023-01, kronor: 1}]}
- {id: g, kind: comparability_item, layout: hsn, why: W, decided_by: B, decided_on: 2024-01-15,
   amounts: [{line: netto, unit: norr, month: 2023-01, kronor: 1}]}
"""


@pytest.fixture
def check(tmp_path):
    def run(text: str) -> list[str]:
        for folder, name, content in (
            *(("measures", "m.yaml", MEASURES), ("statements", "namnd.yaml", LAYOUT)),
            *(("", "comparability.yaml", text), ("", "organisation.csv", UNITS)),
            ("", "accounts.csv", "account,name\n5820,Bidrag\n7910,Avskrivning\n"),
        ):
            (tmp_path / folder).mkdir(exist_ok=True)
            (tmp_path / folder / name).write_text(content, encoding="utf-8")
        catalogue, _ = load_measures(tmp_path / "measures")
        layouts, _ = load_layouts(tmp_path / "statements", catalogue.ids)
        return [str(one) for one in comparability_problems(tmp_path, catalogue, layouts)]

    return run


def test_entries_that_are_right_have_no_problem(check):
    assert check(HELICOPTER + ONCE.replace("norr", "namnd")) == []


def test_all_that_is_wrong_is_told_at_once(check):
    assert check(WRONG) == [
        f"comparability.yaml:{said}"
        for said in (
            "2: E033 Okänt slag av post 'omklassning'. "
            "Tillåtna: comparability_item, reclassification, revocation.",
            "3: E002 Okänd nyckel 'amount'. Menade du 'amounts'?",
            "3: E003 Posten saknar 'amounts'. Lägg till 'amounts: …'.",
            "6: E034 Posten 'd' går inte jämnt ut: 2023-05 i namnd saknas 10 kronor. "
            "Skriv samma belopp med ombytt tecken på raden det flyttas från.",
            "22: E035 'i går' är inget datum. Skriv dagen som 2024-01-15.",
            "19: E035 Ett belopp har line, unit, month och hela kronor. "
            "Skriv till exempel {line: lamnade-bidrag, unit: primarvarden, month: 2023-05, "
            "kronor: -1000000}.",
            "23: E032 Ingen tidigare post heter 'helikopter'. Tillåtna: c.",
            "26: E031 Posten 'g' finns redan på rad 24. "
            "En post ändras inte: skriv en ny, och upphäv den förra med 'revokes'.",
            "4: E036 Posten 'c': 'tjenster' är ingen av raderna som delar upp huvudboken i 'namnd'. "
            "Menade du 'tjanster'?",
            "4: E036 Posten 'c': kontot 9999 finns inte i kontoplanen. Tillåtna: 5820, 7910.",
            "4: E037 Posten 'c': ingen rad i 'namnd' tar konto 7910. "
            "Ta bort kontot, eller låt en rad ta det.",
            "24: E036 Posten 'g': 'netto' är ingen av raderna som delar upp huvudboken i 'namnd'. "
            "Tillåtna: bidrag, ovrigt, tjanster.",
            "24: E036 Posten 'g': det finns ingen enhet 'norr'. Tillåtna: namnd.",
        )
    ]


def test_a_file_that_is_no_list_says_so(check):
    said = ["comparability.yaml:1: E030 Filen är ingen lista av poster. Börja varje post med '- id: …'."]
    assert check("id: helikopter\n") == said
    assert check("- helikopter\n") == said
