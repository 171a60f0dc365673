# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Printed figures against the registers of effects and investments, in a small region's one document."""

from __future__ import annotations

import pytest

from malram.accounts.actors import SYSTEM
from malram.measures.catalogue.loader import load_measures
from malram.measures.reference import check, summary
from malram.work.load import load_work
from malram.work.printed import PrintedEffects, PrintedInvestments
from tests.work.files import BOARD, FILES, write_region
from tests.work.test_effects import FewMeasurements

pytestmark = pytest.mark.django_db
HEAD = "row_id,row_label,column_id,column_label,value,decimals\n"
EFFECTS = f"""
- {{document: rapport, file: tables/t.csv, effects: {BOARD}, period: 2024,
   rows: {{hyr: farre-inhyrda, varav-norr: farre-inhyrda-i-norr, inom: within-budget, utover: beyond-budget}},
   columns: {{beraknad: expected, hogst: at-most, realiserad: realised, andel: attained}}}}
- {{document: rapport, file: tables/t.csv, row: alla-kronor, column: beraknad, effects: {BOARD}, period: 2024,
   cell: [total, expected], scale: mnkr}}
- {{document: rapport, file: tables/t.csv, row: alla, column: beraknad, effects: {BOARD}, period: 2024,
   cell: [total, expected]}}
- {{document: rapport, file: tables/t.csv, row: augusti, column: beraknad, effects: {BOARD},
   period: 2024-01/2024-08, cell: [farre-inhyrda, expected]}}
- {{document: rapport, file: tables/t.csv, row: augusti, column: realiserad, effects: {BOARD},
   period: 2024-01/2024-08, cell: [farre-inhyrda, realised]}}
"""
MEANS = f"""
- {{document: rapport, file: tables/t.csv, investments: {BOARD}, period: 2024,
   rows: {{apparatur: Apparatur, fordon: Fordon, summa: total}},
   columns: {{budget: budget, utfall: outcome, kvar: left}}}}
- {{document: rapport, file: tables/gamla.csv, investments: {BOARD}, period: 2024, among: two-years,
   rows: {{summa: total}}, columns: {{saldo: left}}}}
"""


COMING = f"""
- id: framtid
  board: {BOARD}
  title: Målbilden
  aim: lower-cost
  unit: mnkr
  decimals: 0
  period: "2029"
  base: previous-year
  expected:
    - {{date: 2024-01-30, amount: 137, at_most: 162}}
  realised: []
"""


class Measured(FewMeasurements):
    def __init__(self, region):
        self.catalogue = load_measures(region / "measures")[0]


@pytest.fixture
def compared(loaded, tmp_path):
    """Compare lines 'row,column,value,decimals' of tables with what their bindings give."""

    def compare(bindings, **tables):
        folder = tmp_path / "reference"
        for name, lines in tables.items():
            path = folder / "rapport" / "tables" / f"{name}.csv"
            path.parent.mkdir(parents=True, exist_ok=True)
            rows = [line.split(",") for line in lines]
            path.write_text(
                HEAD + "".join(f"{row},,{column},,{value},{places}\n" for row, column, value, places in rows)
            )
        (folder / "bindings").mkdir(exist_ok=True)
        (folder / "bindings" / "alla.yaml").write_text(bindings)
        for name in ("contradictions.csv", "left-out.csv"):
            (folder / name).write_text("document,file,row,reason\n")
        sources = {"effects": PrintedEffects(Measured(loaded)), "investments": PrintedInvestments()}
        return check(folder, sources)

    return compare


def states(outcomes):
    return {outcome.row.key: outcome.state for outcome in outcomes}


def test_an_effect_is_what_was_last_expected_and_what_the_facts_or_somebody_say(compared):
    """Hired staff: 8 expected since September, 30.0 − 22.5 = 7.5 given, 94 %; of which 3 and 10.0 − 8.0 = 2.
    Up to August 10 was expected and 20.0 − 16.0 = 4 given. Eleven and a half posts were reported.
    """
    lines = (
        "hyr,beraknad,8.0,1", "hyr,realiserad,7.5,1", "hyr,andel,94,0", "varav-norr,beraknad,3.0,1",
        "varav-norr,realiserad,2.0,1", "farre-tjanster,realiserad,11.5,1", "avtal,realiserad,,",
        "augusti,beraknad,10.0,1", "augusti,realiserad,4.0,1",
    )  # fmt: skip
    found = compared(EFFECTS, t=lines)
    assert set(states(found).values()) == {"agrees"}
    by_kind = summary(found)["by_kind"]
    assert by_kind == {"effect-computed": 4, "effect-expected": 3, "effect-reported": 1}
    assert {fact for one in found for fact in one.facts} == {"effects", "ledger"}


def test_one_that_works_in_a_coming_year_is_given_by_itself_and_is_in_no_sum(loaded, compared):
    """137 to 162 from 2029; within the budget of 2024 it is still 8 + 2.5 = 10.5."""
    files = {"effects": FILES["work/effects.yaml"] + COMING}
    load_work(actor=SYSTEM, folder=write_region(loaded, **files))
    lines = ("framtid,beraknad,137,0", "framtid,hogst,162,0", "framtid,realiserad,,", "inom,beraknad,10.5,1")
    assert set(states(compared(EFFECTS, t=lines)).values()) == {"agrees"}
    assert states(compared(EFFECTS, t=("hyr,hogst,9.0,1",))) == {"hyr|hogst": "wrong"}


def test_sums_are_within_and_beyond_the_budget_and_hold_no_part_twice(compared):
    """Within: 8 + 2.5 = 10.5 expected and 7.5 given. Beyond: 25 posts, 11.5 given. Kronor alone: 10.5."""
    lines = (
        "inom,beraknad,10.5,1", "inom,realiserad,7.5,1", "utover,beraknad,25,0", "utover,realiserad,11.5,1",
        "alla-kronor,beraknad,10.5,1",
    )  # fmt: skip
    found = compared(EFFECTS, t=lines)
    assert set(states(found).values()) == {"agrees"}
    assert {one.row.key: one.kind for one in found}["utover|realiserad"] == "effect-reported"


def test_what_a_binding_cannot_give_is_wrong_and_says_why(compared):
    found = compared(EFFECTS, t=("alla,beraknad,10.5,1", "okand,beraknad,1,0", "hyr,budget,1,0"))
    assert states(found) == {"alla|beraknad": "wrong", "okand|beraknad": "wrong", "hyr|budget": "wrong"}
    assert "ange 'scale'" in found[0].reason
    assert "okand" in found[1].reason


def test_another_figure_than_the_register_gives_is_wrong(compared):
    [one] = compared(EFFECTS, t=("hyr,beraknad,10.0,1",))
    assert (one.state, one.computed) == ("wrong", "8.0")


def test_investments_are_summed_by_category_and_what_is_left_is_of_open_objects(compared):
    """Apparatur: 13 + 8 = 21, 9 + 6 = 15 spent, and 1.5 left in the open lamps; the scanner was closed with
    4 left. Fordon 2 and 2: together 23, 15 and 3.5. One object by itself: 8 and 1.5.
    """
    lines = (
        "apparatur,budget,21.0,1", "apparatur,utfall,15.0,1", "apparatur,kvar,1.5,1", "fordon,budget,2.0,1",
        "fordon,kvar,2.0,1", "summa,budget,23.0,1", "summa,utfall,15.0,1", "summa,kvar,3.5,1",
        "lampor,budget,8.0,1", "lampor,kvar,1.5,1",
    )  # fmt: skip
    found = compared(MEANS, t=lines)
    assert set(states(found).values()) == {"agrees"}
    assert summary(found)["by_kind"] == {"investments": 10}
    assert summary(found)["few_rows"] == []


def test_the_list_of_the_two_year_rule_holds_old_open_objects_only(compared):
    """Lampor was granted in 2021 and has 1.5 left; bilar came in 2024 and is not in the list."""
    found = compared(MEANS, gamla=("lampor,saldo,1.5,1", "summa,saldo,1.5,1", "bilar,saldo,2.0,1"))
    assert states(found) == {"lampor|saldo": "agrees", "summa|saldo": "agrees", "bilar|saldo": "wrong"}


def test_rows_of_a_register_that_is_not_there_are_not_compared(compared, tmp_path):
    compared(EFFECTS, t=("hyr,beraknad,8.0,1",))
    [one] = check(tmp_path / "reference", {})
    assert (one.state, one.reason) == ("not-compared", "effects")
