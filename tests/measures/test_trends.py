# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""A whole history in one look-up is the series, value by value and reason by reason."""

from __future__ import annotations

import tempfile
from fractions import Fraction
from pathlib import Path

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from malram.measures.catalogue.definitions import Measure, Part
from malram.measures.reading.query import Measurements
from malram.measures.reading.trends import times
from tests.measures.brute import World, worlds
from tests.measures.test_engine_properties import few, measured, with_facts

WINDOWS = ["month", "ytd", "r12", "r18"]


def built_of(world: World) -> tuple[Measure, ...]:
    """The world's measures, sums and changes of them, persons, and one that only rolls."""
    first, second = world.measures[0].id, world.measures[1].id
    of = {"breakdowns": ("sex",)}
    terms = ((first, Fraction(2)), (second, Fraction(-1, 3)))
    persons = Part("contacts", "unit", "patient", (), how="distinct")
    calls = Part("calls", "unit", None, ())
    days = Part("waits", "unit", "days", (), how="spread")
    return (
        *world.measures,
        Measure("sum", "s", "derived", "st", 1, terms=terms, **of),
        Measure("change", "c", "growth", "st", 1, of=first, **of),
        Measure("percent", "p", "growth", "%", 1, of=second, as_="percent", **of),
        Measure("persons", "d", "distinct", "st", 0, persons, **of),
        Measure("middle", "m", "quantile", "dagar", 1, days, quantile=Fraction(1, 2), **of),
        Measure("nine", "n", "quantile", "dagar", 1, days, quantile=Fraction(9, 10), **of),
        Measure("rolls", "r", "count", "st", 0, calls, windows=("r12",), **of),
    )


@few
@given(worlds().map(with_facts), st.sampled_from(WINDOWS))
def test_a_trend_is_its_series(world, window):
    world = World(world.units, world.rows, built_of(world), world.periods)
    with tempfile.TemporaryDirectory() as folder:
        m = measured(world, Path(folder) / "home")
        for measure in world.measures:
            for unit in m.tree.order:
                if (measure.id, window) != ("persons", "r18"):
                    assert said(m, measure.id, unit, window) == one_by_one(m, measure.id, unit, window)


def said(m: Measurements, measure: str, unit: str, window: str) -> list[tuple]:
    trend = m.trend(measure, unit, window)
    return [
        (one.sex, month, trend.value(month, one.sex), trend.reason(month, one.sex))
        for one in trend.slices
        for month in trend.months
    ]


def one_by_one(m: Measurements, measure: str, unit: str, window: str) -> list[tuple]:
    months = m.snapshot.months
    return [
        (sex, month, found.figure.value, found.figure.reason)
        for sex in ("total", "women", "men", "unknown")
        for month, found in zip(months, m.series(measure, unit, months, window, sex), strict=True)
    ]


def test_a_product_too_long_for_64_bits_is_exact():
    """9 · 10^18 times 4 is 36 · 10^18, over 2^64."""
    assert int(times(np.array([9 * 10**18]), np.array([4]))[0]) == 36 * 10**18
