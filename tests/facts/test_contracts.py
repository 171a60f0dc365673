# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The contracts themselves, and exact amounts."""

from __future__ import annotations

from decimal import Decimal

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from malram.facts.contracts import CONTRACTS
from malram.facts.converting import convert
from malram.facts.mapping import Mapping

BUDGET = Mapping("b", CONTRACTS["budget"], {n: n for n in CONTRACTS["budget"].names})


def test_key_date_and_unit_of_a_contract_are_its_columns():
    for contract in CONTRACTS.values():
        named = {*contract.key, contract.date, contract.unit, *contract.other_units}
        assert named <= set(contract.names), contract.name
        assert contract.column(contract.date).kind in ("date", "month")
        assert all(bool(column.codes) == (column.kind == "code") for column in contract.columns)


def test_a_month_column_is_called_month_because_it_is_stored_as_the_ordinal():
    months = {
        (c.name, column.name) for c in CONTRACTS.values() for column in c.columns if column.kind == "month"
    }
    assert {name for _, name in months} == {"month"}
    assert all(CONTRACTS[contract].date == "month" for contract, _ in months)


def ore(*texts: str) -> list[int | None]:
    columns = {"month": "2024-01", "unit": "norr", "account": "1"}
    frame = pl.DataFrame([pl.Series("amount", texts)]).with_columns(
        pl.lit(value).alias(name) for name, value in columns.items()
    )
    return convert(frame, BUDGET)[0]["amount"].to_list()


def test_swedish_amounts_become_ore():
    """1 234,5 kr is 123 450 öre, with a space or a NO-BREAK SPACE between the groups."""
    assert ore("1 234,5", "1\u00a0234,50", "−7", "+0,01", "-0,05") == [123450, 123450, -700, 1, -5]
    assert ore("12 34", "1,", ",5", "1e3", "1,234", "--1", "kr") == [None] * 7


@settings(deadline=None)
@given(amount=st.decimals(min_value=-(10**13), max_value=10**13, places=2))
def test_no_ore_is_lost_on_the_way_in(amount: Decimal):
    assert ore(str(amount).replace(".", ",")) == [int(amount * 100)]
