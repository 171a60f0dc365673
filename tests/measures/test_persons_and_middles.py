# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Different persons and quantiles in small worlds drawn at random, against sets and sorted lists."""

from __future__ import annotations

import tempfile
from fractions import Fraction
from pathlib import Path

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from malram.measures.catalogue.definitions import Condition, Measure, Part
from malram.measures.computing.spreads import Values
from malram.measures.reading.amounts import counted_window
from malram.values import Period, Reason
from tests.measures.brute import MONTHS, SEXES, World, cell, chosen, month_of, worlds
from tests.measures.test_engine_properties import few, measured, with_facts


def persons(table: str, where: tuple[Condition, ...], regi: str) -> Measure:
    part = Part(table, "unit", "patient", where, how="distinct")
    return Measure("persons", "p", "distinct", "st", 0, part, breakdowns=("sex",), regi=regi)


def middle(share: Fraction, regi: str) -> Measure:
    part = Part("waits", "unit", "days", (), how="spread")
    return Measure(
        "middle", "m", "quantile", "dagar", 0, part, breakdowns=("sex",), regi=regi, quantile=share
    )


def whole_periods(world: World, table: str) -> list[Period]:
    """Months, years so far and twelve months that have a delivery every month."""
    covered = {month_of(row) for row in world.rows[table]}
    spans = [Period(first, last) for last in MONTHS for first in (last, last - last % 12, last - 11)]
    return [span for span in spans if set(span.months) <= covered]


@few
@given(
    worlds().map(with_facts),
    st.sampled_from(["contacts", "waits"]),
    st.sampled_from([(), (Condition("kind", "in", ("a", "b")),), (Condition("days", "at_least", 2),)]),
    st.sampled_from(["all", "own"]),
)
def test_persons_are_the_members_of_a_set(world, table, where, regi):
    measure = persons(table, where, regi)
    world = World(world.units, world.rows, (measure,), ())
    with tempfile.TemporaryDirectory() as folder:
        m = measured(world, Path(folder) / "home")
        for unit in m.tree.order:
            for period in whole_periods(world, table):
                for sex in ("total", *SEXES):
                    assert counted_window(list(period.months)) is not None
                    rows = chosen(world, measure, measure.numerator, unit, sex)
                    wanted = {row["patient"] for row in rows if month_of(row) in period.months}
                    found = m.value("persons", unit, period, sex).figure
                    if found.reason is Reason.NOT_MEASURED:
                        everything = Part(table, "unit", None, ())
                        assert not chosen(world, measure, everything, unit, "total")
                    else:
                        assert found.value == len(wanted), (unit, period.code, sex)


@few
@given(
    worlds().map(with_facts),
    st.sampled_from([Fraction(0), Fraction(1, 10), Fraction(1, 2), Fraction(9, 10), Fraction(1)]),
    st.sampled_from(["all", "own"]),
)
def test_a_quantile_stands_where_sorting_puts_it(world, share, regi):
    measure = middle(share, regi)
    world = World(world.units, world.rows, (measure,), ())
    with tempfile.TemporaryDirectory() as folder:
        m = measured(world, Path(folder) / "home")
        for unit in m.tree.order:
            for period in [Period(a, b) for a in MONTHS for b in MONTHS if a <= b]:
                for sex in ("total", *SEXES):
                    rows = chosen(world, measure, measure.numerator, unit, sex)
                    days = [cell("waits", row, "days") for row in rows if month_of(row) in period.months]
                    found = m.value("middle", unit, period, sex)
                    if found.figure.value is None:
                        covered = {month_of(row) for row in world.rows["waits"]}
                        assert not days or not set(period.months) <= covered
                    else:
                        assert found.figure.value == by_sorting(days, share)
                        assert found.rows == len(days)


def by_sorting(days: list[int], share: Fraction) -> Fraction:
    ordered, at = sorted(days), len(days) * share
    if at.denominator == 1 and 0 < at < len(days):
        return Fraction(ordered[int(at) - 1] + ordered[int(at)], 2)
    return Fraction(ordered[min(int(at), len(days) - 1)])


@given(st.lists(st.integers(-5, 5), min_size=1, max_size=12), st.fractions(0, 1, max_denominator=20))
@few
def test_a_quantile_of_counted_values_is_that_of_the_list(days, share):
    value, count = np.unique(np.array(days), return_counts=True)
    assert Values(value, count).quantile(share) == by_sorting(days, share)
