# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Relations hold for what adds up, however it was rounded, and say what one number would have to be."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from malram.review.relations import AtMost, Between, Change, ChangeOf, Same, Share, Sum
from malram.values import Interval, parse_number, round_half_away

exact_amounts = st.integers(-(10**6), 10**6).map(lambda cents: Fraction(cents, 100))
above_zero = st.integers(1, 10**7).map(lambda cents: Fraction(cents, 100))
places = st.integers(0, 2)


def printed(*texts):
    return [Interval.of(parse_number(text)) for text in texts]


def rounded(value, decimals):
    return Interval.of_printed(round_half_away(value, decimals), decimals)


def test_a_sum_may_miss_by_half_a_unit_for_each_number():
    """0,4 + 0,4 = 0,8 prints as 0 + 0 = 1; three numbers leave room for 1,5, so 0 + 0 = 2 cannot be."""
    total_of_two = Sum((1, 1, -1))
    assert total_of_two.holds(printed("0", "0", "1"))
    assert not total_of_two.holds(printed("0", "0", "2"))


def test_the_missing_part_of_a_sum_follows_from_the_rest():
    """Outcome 494,4 minus budget 225,0 is 269,4, give or take 0,1."""
    needed = Sum((1, -1, -1)).solve(2, printed("494,4", "225,0", "242,2"))
    assert needed == Interval(Fraction("269.3"), Fraction("269.5"))


def test_the_same_precision_asks_for_the_same_digits():
    """10 and 11 touch at 10,5; as one quantity printed twice in whole numbers they differ."""
    assert Same().holds(printed("10", "11"))
    assert not Same(equal=True).holds(printed("10", "11"))
    assert Same().holds(printed("287,7", "288"))


@pytest.mark.parametrize(
    ("now", "change", "percent", "true"),
    [
        ("120", "20", "20", True),  # 20 of 100
        ("120", "20", "16,7", False),  # 20 of 120 is the wrong base
        ("80", "-20", "-20", True),  # 20 less than 100
        ("141,4", "-5,4", "-3,9", False),  # 5,4 of 146,8 is 3,7
        ("141,4", "5,4", "3,9", True),  # 5,4 of 136,0 is 4,0 (3,93 to 4,01)
    ],
)
def test_a_change_is_a_share_of_what_was_before(now, change, percent, true):
    assert ChangeOf().holds(printed(now, change, percent)) is true


def test_a_percent_change_of_a_cost_printed_with_minus_is_of_its_size():
    """From -100 to -110 is 10 more in size: (-110 - -100) / 100 = -10 percent."""
    assert Change().holds(printed("-110", "-100", "-10"))
    assert not Change().holds(printed("-110", "-100", "10"))


def test_nothing_is_said_about_shares_of_nothing():
    assert Change().holds(printed("5", "0", "7"))
    assert Share().holds(printed("5", "0", "7"))
    assert ChangeOf().holds(printed("5", "0", "7"))


def test_a_part_is_at_most_its_whole_and_a_total_lies_between_its_groups():
    assert AtMost().holds(printed("7", "7"))
    assert not AtMost(strict=True).holds([Interval.exact(7), Interval.exact(7)])
    assert Between().holds(printed("44", "42", "47"))
    assert not Between().holds(printed("44", "46", "47"))


@given(st.lists(exact_amounts, min_size=1, max_size=12), places)
def test_a_true_sum_holds_however_it_was_rounded(parts, decimals):
    numbers = [rounded(part, decimals) for part in parts] + [rounded(sum(parts), decimals)]
    relation = Sum((1,) * len(parts) + (-1,))
    assert relation.holds(numbers)
    for place, value in enumerate([*parts, sum(parts)]):
        needed = relation.solve(place, numbers)
        assert needed is not None
        assert needed.contains(value)


@given(above_zero, above_zero, places)
def test_a_true_change_holds_however_it_was_rounded(new, old, decimals):
    percent = 100 * (new / old - 1)
    numbers = [rounded(new, 2), rounded(old, 2), rounded(percent, decimals)]
    assert Change().holds(numbers)
    assert ChangeOf().holds([rounded(new, 2), rounded(new - old, 2), rounded(percent, decimals)])


@given(above_zero, above_zero, places)
def test_a_true_share_holds_however_it_was_rounded(part, rest, decimals):
    share = 100 * part / (part + rest)
    assert Share().holds([rounded(part, 2), rounded(part + rest, 2), rounded(share, decimals)])


@given(above_zero, above_zero)
def test_a_part_solved_for_is_the_part(part, rest):
    whole = Interval.exact(part + rest)
    share = Interval.exact(100 * part / (part + rest))
    needed = Share().solve(0, [Interval.exact(0), whole, share])
    assert needed is not None
    assert needed.contains(part)


def test_numbers_of_any_size_stay_exact():
    large = Decimal("123456789012345678.9")
    numbers = [Interval.of_printed(large, 1), Interval.of_printed(large + 1, 1)]
    assert not Sum((1, -1)).holds(numbers)
