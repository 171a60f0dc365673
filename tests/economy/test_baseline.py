# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The baseline: sums done by hand, and what must hold for any history."""

from itertools import chain

from hypothesis import given
from hypothesis import strategies as st

from malram.economy.forecasts.baseline import Baseline, Hindcast, History, accuracy, baseline, hindcasts

EVEN = [100] * 12
amounts = st.integers(-(10**12), 10**12)
histories = st.lists(amounts, min_size=24, max_size=60)
seasons = st.lists(st.integers(1, 10**6), min_size=12, max_size=12)
levels = st.lists(st.integers(1, 10**4), min_size=3, max_size=5)


def told(many: list[list[int]], known: int) -> Baseline | None:
    """The forecast made of the first so many months."""
    return baseline([History(one) for one in many], known - 1)


def tried(many: list[list[int]]) -> list[Hindcast]:
    return hindcasts([History(one) for one in many])


def test_what_has_come_grows_by_as_much_as_it_did_last_year():
    """Last year 1 200 of which 400 by April: three kronor for each. 440 by April this year gives 1 320."""
    assert told([EVEN + [110] * 4], 16) == Baseline(1320)


def test_the_middle_of_three_earlier_years_decides_and_one_odd_year_does_not():
    """April's share was a third, a third and, once, a half: the median ratio is 3 and not (3 + 3 + 2) / 3."""
    odd = [150] * 4 + [75] * 8
    found = told([EVEN + odd + EVEN + [200] * 4], 40)
    assert found is not None
    assert found.amount == 2400


def test_a_year_of_which_almost_nothing_had_come_is_not_learnt_from():
    """One krona of 1 101 by January: what comes is not multiplied by 1 101, last year's rest is added."""
    assert told([[1] + [100] * 11 + [50]], 13) == Baseline(1150)


def test_without_an_earlier_year_there_is_no_forecast():
    assert told([[100] * 8], 8) is None


def test_an_ended_year_is_its_outcome():
    assert told([EVEN + [7] * 12], 24) == Baseline(84, 84, 84)


def test_a_total_is_the_sum_of_its_lines():
    """Income −120 and cost 360 a year, a third by April: −132 and 396 make 264."""
    income, cost = [-10] * 12 + [-11] * 4, [30] * 12 + [33] * 4
    assert told([income, cost], 16) == Baseline(264)


def test_the_interval_is_two_and_a_half_times_the_usual_error_of_the_same_time_of_year():
    """In March, April and May of the second year 1 200 was told; it became 1 300: each 8,33 % wrong.

    The third year in April: 400 times 3,125, halfway from 3 to 3,25, is 1 250; 2,5 × 8,33 % of it is 260.
    """
    second = [100] * 5 + [114] * 6 + [116]
    found = told([EVEN + second + [100] * 4], 28)
    assert found == Baseline(1250, 1250 - 260, 1250 + 260)


def test_accuracy_is_the_mean_error_and_how_often_the_interval_held():
    """Even years are told exactly: 22 hindcasts without error; only the second of them has an interval."""
    found = accuracy(tried([EVEN * 3]))
    assert (found.tried, found.error_percent, found.inside) == (22, 0, 1)


def test_nothing_tried_says_nothing():
    found = accuracy(tried([EVEN]))
    assert (found.tried, found.error_percent, found.inside) == (0, None, None)


@given(levels, seasons, st.integers(1, 11))
def test_an_exactly_seasonal_history_is_forecast_exactly(levels, season, months):
    """Whatever the level of each year: every month has the same share of its year."""
    usable = 4 * 12 * sum(season[:months]) >= months * sum(season)
    years = [[level * part for part in season] for level in levels]
    known = (len(levels) - 1) * 12 + months
    found = told([list(chain(*years))], known)
    if usable:
        assert found is not None
        assert found.amount == sum(years[-1])


@given(st.lists(histories, min_size=1, max_size=3), st.integers(13, 60))
def test_the_interval_holds_the_forecast_and_all_are_whole_ore(many, known):
    known = min(known, *map(len, many))
    found = told(many, known)
    assert found is not None
    assert type(found.amount) is int
    if found.low is not None:
        assert found.low <= found.amount <= found.high


@given(histories, st.integers(13, 60), st.integers(1, 10**6))
def test_the_unit_of_the_amounts_does_not_matter(history, known, times):
    """Kronor or öre: before rounding, the forecast of a multiple is the multiple of the forecast."""
    known = min(known, len(history))
    scaled = [times * one for one in history]
    assert History(scaled).full_year(known - 1) == times * History(history).full_year(known - 1)


@given(histories, st.integers(13, 60), st.lists(amounts, max_size=24))
def test_what_came_later_is_not_looked_at(history, known, later):
    known = min(known, len(history))
    assert told([history[:known]], known) == told([history[:known] + later], known)


@given(histories)
def test_a_hindcast_is_what_would_have_been_said(history):
    for one in tried([history]):
        known, start = one.month + 1, one.month // 12 * 12
        assert one.forecast == told([history[:known]], known)
        assert one.error == sum(history[start : start + 12]) - one.forecast.amount
