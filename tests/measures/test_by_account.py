# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The sums per account add up to the ledger, whatever is asked for, and are made once."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from malram.measures.snapshots.clearing import clear
from malram.measures.snapshots.snapshot import opened_of
from malram.measures.tracing.by_account import AccountSums, Sum
from malram.values import Period
from tests.small import measured, small_store, small_tree

WHOLE = """
- {id: huvudbok, label: Huvudbok, kind: sum, fact: ledger, numerator: {sum: amount}, unit: kr, decimals: 2}
"""
UNITS = ("regionen", "namnd", "norr", "soder", "privat")
ACCOUNTS = ("3010", "4010", "5310", "9999")
Rows = list[tuple[int, str, str, int]]


def add(store, rows: Rows) -> None:
    """Each row is (month of 2024, unit, account, öre)."""
    for i, (month, unit, account, ore) in enumerate(rows):
        store.add(
            "ledger",
            {"date": date(2024, month, 1), "unit": unit, "account": account, "voucher": f"v{i}", "row": 1}
            | {"amount": ore},
        )


def sums_of(m, store) -> AccountSums:
    return AccountSums(m.snapshot, m.tree, store.root)


ROWS = st.lists(
    st.tuples(
        st.integers(1, 12), st.sampled_from(UNITS), st.sampled_from(ACCOUNTS), st.integers(-(10**12), 10**12)
    ),
    min_size=1,
    max_size=30,
)


@settings(max_examples=8, deadline=None)
@given(ROWS, st.sampled_from(UNITS), st.integers(1, 12), st.integers(0, 11))
def test_accounts_and_cost_centres_add_up_to_the_ledger_of_any_slice(rows, unit, first, more):
    period = Period.parse(f"2024-{first:02d}/2024-{min(first + more, 12):02d}")
    with tempfile.TemporaryDirectory() as folder:
        store, tree = small_store(Path(folder)), small_tree()
        add(store, rows)
        sums = sums_of(measured(Path(folder), store, tree, WHOLE), store)
        months, below = {month % 12 + 1 for month in period.months}, set(tree.below(unit))
        inside = [row for row in rows if row[0] in months and row[1] in below]
        wanted = Sum(sum(row[3] for row in inside), len(inside))
        accounts = sums.accounts("ledger", unit, period)
        assert sums.total("ledger", unit, period) == wanted
        for account in ACCOUNTS:
            of_account = [row[3] for row in inside if row[2] == account]
            assert accounts.get(account, Sum()) == Sum(sum(of_account), len(of_account))
            centres = sums.units("ledger", [account], unit, period)
            assert sum(centres.values(), Sum()) == accounts.get(account, Sum())


def test_a_cost_centre_is_where_the_rows_count(computed, store):
    """3 and 4 öre in Norr, 5 in Söder: the board has 12 on the account, in two cost centres."""
    add(
        store,
        [(1, "norr", "4010", 3), (2, "norr", "4010", 4), (2, "soder", "4010", 5), (2, "soder", "3010", -1)],
    )
    sums = sums_of(computed(WHOLE), store)
    year = Period.parse("2024")
    assert sums.accounts("ledger", "namnd", year) == {"3010": Sum(-1, 1), "4010": Sum(12, 3)}
    assert sums.units("ledger", ["4010"], "namnd", year) == {"norr": Sum(7, 2), "soder": Sum(5, 1)}
    assert sums.accounts("ledger", "norr", Period.parse("2024-02")) == {"4010": Sum(4, 1)}
    assert sums.known == {"3010", "4010"}


def test_a_new_month_is_all_that_is_added_up_anew(computed, store):
    add(store, [(1, "norr", "4010", 3)])
    first = computed(WHOLE)
    sums_of(first, store).add_all()
    store.add(
        "ledger",
        {"date": date(2024, 2, 1), "unit": "norr", "account": "4010", "voucher": "w", "row": 1, "amount": 9},
    )
    second = computed(WHOLE)
    sums_of(second, store).add_all()
    folder = opened_of(first.snapshot.folder.parents[1])
    [before] = (folder / first.snapshot.id).iterdir()
    after = {path.name: path for path in (folder / second.snapshot.id).iterdir()}
    assert len(after) == 2
    assert after[before.name].samefile(before)


def test_damaged_sums_are_made_again(computed, store):
    add(store, [(1, "norr", "4010", 3)])
    m = computed(WHOLE)
    sums_of(m, store).add_all()
    [kept] = opened_of(m.snapshot.folder.parents[1]).glob("*/*")
    kept.write_bytes(kept.read_bytes()[:100])
    assert sums_of(m, store).total("ledger", "namnd", Period.parse("2024")) == Sum(3, 1)


def test_what_no_snapshot_opens_to_is_cleared_away(computed, store):
    add(store, [(1, "norr", "4010", 3)])
    first = computed(WHOLE)
    sums_of(first, store).add_all()
    add(store, [(2, "norr", "4010", 9)])
    second = computed(WHOLE)
    sums_of(second, store).add_all()
    home = second.snapshot.folder.parents[1]
    clear(home, pinned=[])
    assert [path.name for path in opened_of(home).iterdir()] == [second.snapshot.id]
