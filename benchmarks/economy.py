# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""A statement of any unit and month, and its way down to the rows, beside DuckDB adding up the same facts.

Measured on the home that is given: the demo's, or one of `malram demo --scale`. That region has no layout;
one is made of the measures it has.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import duckdb

from benchmarks.table import Clock, Took, timed
from malram.economy.books import Books
from malram.economy.claims import narrowed, taken
from malram.economy.definitions import Column, Layout, Line
from malram.economy.drill import Opened, is_sum_of_accounts, opened
from malram.economy.layouts import load_layouts
from malram.economy.rest import completed
from malram.economy.statements import statement
from malram.measures.reading.query import Measurements
from malram.measures.region import chosen_region, open_measurements, store_of
from malram.measures.tracing.by_account import AccountSums
from malram.measures.tracing.trace import Tracer
from malram.values import Period

ASKED, BESIDE = 100, 3  # statements, and how many of them DuckDB adds up
TARGETS = {"statement": 100, "accounts": 200, "cost centres": 200, "rows": 500}  # ms
PAGE = 50
KINDS = {"ledger": "outcome", "budget": "budget"}
Result = TypeVar("Result")
Laps = dict[str, list[tuple[float, float]]]  # by step, seconds on the wall and of the processor
BOTH = ("budget", "outcome")
COLUMNS = (
    Column("outcome", "outcome", "Utfall"),
    Column("budget", "budget", "Budget"),
    Column("deviation", "difference", "Avvikelse", of=BOTH, sign="ledger"),
    Column("deviation_percent", "percent", "%", of=BOTH, base="budget", sign="ledger"),
    Column("previous", "outcome", "Föregående år", years=-1),
    Column("year_budget", "budget", "Helårsbudget", period="year"),
    Column("year_end", "outcome", "Bokslut", period="year", years=-1),
)


def run(home: Path) -> None:
    """Time random units and months, the top of the tree among them."""
    m = open_measurements(home)
    if m is None:
        raise SystemExit("Nothing has been computed in this home.")
    made, sums = timed(lambda: _sums(m))
    books = Books(m, sums)
    layout = _layout(books, home)
    tops = [unit for unit in m.tree.order if not m.tree.parent(unit)]
    rows = sum(sums.total("ledger", unit, _all(m)).rows for unit in tops)
    print(f"\n{rows:,} rows of the ledger, {len(layout.lines)} lines, {len(m.tree.order)} units.")
    print(f"Sums per account added up or opened in {made.wall:.1f} s.")
    asked = list(_asked(m, layout))
    took: Laps = {name: [] for name in TARGETS}
    for unit, period in asked:
        _go_down(books, layout, unit, period, Tracer(m, store_of(home)), took)
    for name, target in TARGETS.items():
        wall, cpu = (sorted(1000 * seconds for seconds in some) for some in zip(*took[name], strict=True))
        middle, late = len(wall) // 2, len(wall) * 95 // 100
        print(
            f"  {name:14}{len(wall):5} times, ms: {wall[middle]:6.0f} (50 of 100) {wall[late]:6.0f} (95), "
            f"of the processor {cpu[middle]:6.0f} and {cpu[late]:6.0f}; target {target}"
        )
    beside = [timed(lambda one=one: _by_duckdb(books, layout, *one))[0] for one in asked[:BESIDE]]
    _compare(took["statement"], beside)


def _sums(m: Measurements) -> AccountSums:
    sums = AccountSums(m.snapshot, m.tree)
    sums.add_all()
    return sums


def _all(m: Measurements) -> Period:
    return Period(m.snapshot.months.start, m.snapshot.months.stop - 1)


def _layout(books: Books, home: Path) -> Layout:
    """The first layout the region has declared, or the measures that divide its ledger."""
    declared = load_layouts(chosen_region(home) / "statements", books.m.catalogue.ids)[0]
    return next((one for one in declared if not one.variant_of), None) or _made(books)


def _made(books: Books) -> Layout:
    """A line for every outcome with its budget; the first to take an account is the item that has it."""
    catalogue, known = books.m.catalogue, books.sums.known
    lines: list[Line] = []
    claimed: frozenset[str] = frozenset()
    for measure in catalogue:
        name, outcome, _ = measure.id.rpartition("-utfall")
        if not outcome or narrowed(catalogue, measure.id) or not is_sum_of_accounts(catalogue, measure.id):
            continue
        accounts = taken(catalogue, measure.id, known)
        role = "of-which" if accounts & claimed else "item"
        claimed |= accounts
        budget = f"{name}-budget" if f"{name}-budget" in catalogue else None
        lines.append(Line(name, measure.label, measure.id, budget, role))
    return Layout("gjord", "Gjord av måtten, mnkr", books.m.tree.order[0], tuple(lines), COLUMNS)


def _asked(m: Measurements, layout: Layout) -> Iterator[tuple[str, Period]]:
    """The board itself, then random units below it, each for a random month counted from January."""
    chance = random.Random(5)
    units = list(m.tree.below(layout.board))
    last = max(m.snapshot.coverage("ledger"))
    for i in range(ASKED):
        month = last - chance.randrange(12)
        yield units[0] if i < 2 else chance.choice(units), Period(month - month % 12, month)


def _go_down(books: Books, layout: Layout, unit: str, period: Period, tracer: Tracer, took: Laps) -> None:
    """A statement, the accounts of its largest line, their cost centres, and the first page of rows."""
    _timed(took, "statement", lambda: statement(books, layout, unit, period))
    lines = completed(books, layout, unit, period)
    found = [one for line in lines if (one := opened(books, line, unit, period)) is not None]
    whole = max(found, key=lambda one: len(one.accounts))
    accounts = _timed(took, "accounts", whole.by_account)
    if not accounts:
        return
    account = Opened(books, frozenset({max(accounts, key=lambda one: one.outcome.rows).key}), unit, period)
    centres = _timed(took, "cost centres", account.by_cost_centre)
    most = max(centres, key=lambda one: one.outcome.rows)
    month = Period.month(period.last)
    booked = Opened(books, account.accounts, most.key, month, alone=True)
    _timed(took, "rows", lambda: tracer.booked(booked.files, booked.accounts, booked.unit, 0, PAGE))


def _timed(took: Laps, name: str, work: Callable[[], Result]) -> Result:
    clock = Clock()
    result = work()
    clock.lap(name)
    took[name].append((clock.total.wall, clock.total.cpu))
    return result


def _by_duckdb(books: Books, layout: Layout, unit: str, period: Period) -> int:
    """The amounts of the same statement by a query per table over the facts, then added up per line."""
    m, known = books.m, books.sums.known
    units, added = m.tree.counted_in(unit), 0
    for table, kind in KINDS.items():
        spans = {one.about(period) for one in layout.columns if one.kind == kind}
        files = {str(file.facts) for span in spans for file in books.sums.files(table, span)}
        query = f"select account, month, sum(amount) from read_parquet({sorted(files)}) "
        query += "where unit in (select unnest($1)) group by all"
        found = duckdb.connect().execute(query, [units]).fetchall()
        for accounts in (taken(m.catalogue, line.outcome, known) for line in layout.lines):
            for span in spans:
                added += sum(ore for account, month, ore in found if account in accounts and month in span)
    return added


def _compare(ours: list[tuple[float, float]], beside: list[Took]) -> None:
    """By processor time, which tells the same on a busy machine."""
    theirs, middle = sorted(one.cpu for one in beside), sorted(cpu for _, cpu in ours)
    ratio = theirs[len(theirs) // 2] / middle[len(middle) // 2]
    print(f"  DuckDB over the facts: {ratio:,.0f} times the processor time of our statement.", flush=True)
