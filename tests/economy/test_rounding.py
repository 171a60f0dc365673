# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where printed rows do not add up a note says so, and nowhere else; no figure is adjusted."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from malram.economy.computed import Statement, StatementRow
from malram.economy.definitions import Column
from malram.economy.rounding import with_rounding_notes
from malram.measures.reading.measurement import Measurement
from malram.values import Figure, Period, unit

YEAR = Period.parse("2024")
COLUMNS = (
    Column("outcome", "outcome", "Utfall"),
    Column("budget", "budget", "Budget"),
    Column("deviation", "difference", "Avvikelse", of=("budget", "outcome"), sign="ledger"),
)
SUM = "Raderna ger inte exakt summan i {}: varje tal är avrundat för sig."
BETWEEN = (
    "Kolumnen Avvikelse är räknad på oavrundade belopp och kan skilja sig i sista siffran "
    "från de tryckta talen."
)


def table(*rows: tuple[int, int, int]) -> Statement:
    """Each row is (sign, outcome, budget) in öre of the ledger, shown in mnkr; the last row is their sum."""

    def cell(ore: int) -> Measurement:
        return Measurement("m", "n", Figure(Fraction(ore, 10**8), unit("mnkr"), 1), YEAR)

    def row(id: str, sign: int, outcome: int, budget: int, parts: tuple[str, ...] = ()) -> StatementRow:
        cells = (cell(sign * outcome), cell(sign * budget), cell(budget - outcome))
        return StatementRow(id, id, "total" if parts else "item", cells, (), sign, parts)

    items = [row(f"r{i}", *one) for i, one in enumerate(rows)]
    total = row(
        "summa", 1, sum(o for _, o, _ in rows), sum(b for _, _, b in rows), tuple(i.id for i in items)
    )
    heads = ("Utfall", "Budget", "Avvikelse")
    keys = ("outcome", "budget", "deviation")
    return Statement("T", "n", YEAR, keys, heads, (*items, total), (), COLUMNS)


MILLION = 10**8


def test_two_rounded_down_and_their_sum_rounded_up_get_a_note():
    """0,04 + 0,04 = 0,08 mnkr is printed 0,0 + 0,0 = 0,1."""
    found = with_rounding_notes(table((1, 4 * MILLION // 100, 0), (1, 4 * MILLION // 100, 0)))
    assert found.row("summa").notes == (SUM.format("kolumnerna Utfall och Avvikelse"),)
    assert [cell.figure.digits() for cell in found.row("summa").cells] == ["0,1", "0,0", "−0,1"]


def test_an_income_printed_positive_is_taken_away():
    """−10 + 30 = 20: printed 10,0 and 30,0 and 20,0, which is right as it stands."""
    found = with_rounding_notes(table((-1, -10 * MILLION, 0), (1, 30 * MILLION, 0)))
    assert found.row("summa").notes == found.notes == ()


def test_a_difference_that_the_printed_columns_miss_gets_a_note_below():
    """1,04 − 0,96 = 0,08 is printed 0,1 beside 1,0 and 1,0."""
    found = with_rounding_notes(table((1, 96 * MILLION // 100, 104 * MILLION // 100)))
    assert found.notes == (BETWEEN,)


def test_a_row_or_column_that_is_not_shown_needs_no_note():
    whole = table((1, 4 * MILLION // 100, 0), (1, 4 * MILLION // 100, 0))
    assert with_rounding_notes(whole.only(["budget"])).row("summa").notes == ()
    assert with_rounding_notes(whole.only(["outcome"], ["r0", "summa"])).row("summa").notes == ()
    assert with_rounding_notes(whole.only(["outcome"])).row("summa").notes == (SUM.format("kolumnen Utfall"),)


AMOUNT = st.integers(-(10**11), 10**11)


@given(st.lists(st.tuples(st.sampled_from((1, -1)), AMOUNT, AMOUNT), min_size=1, max_size=6))
def test_there_is_a_note_exactly_where_the_printed_figures_do_not_add_up(rows):
    """What a reader does: add the printed items, turned as they are printed, and compare with the sum."""
    found = with_rounding_notes(table(*rows))

    def printed(row: StatementRow, place: int) -> Decimal:
        cell = row.cells[place]
        assert cell is not None
        return cell.figure.rounded() or Decimal(0)

    *items, total = found.rows
    apart = [
        head
        for place, head in enumerate(found.columns)
        if sum(printed(one, place) * (one.sign if place < 2 else 1) for one in items) != printed(total, place)
    ]
    assert bool(total.notes) == bool(apart)
    assert all(head in total.notes[0] for head in apart)
    between = any(row.sign * (printed(row, 1) - printed(row, 0)) != printed(row, 2) for row in found.rows)
    assert found.notes == ((BETWEEN,) if between else ())
    assert [row.cells for row in found.rows] == [row.cells for row in table(*rows).rows]
