# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Interval arithmetic and what printed numbers stand for."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from malram.values import Interval, parse_number

NUMBERS = st.fractions(-1000, 1000, max_denominator=100)
ENDS = st.one_of(st.none(), NUMBERS)


@st.composite
def intervals_with_a_member(draw):
    member = draw(NUMBERS)
    below, above = draw(st.none() | st.fractions(0, 50)), draw(st.none() | st.fractions(0, 50))
    low = None if below is None else member - below
    return Interval(low, None if above is None else member + above), member


@given(intervals_with_a_member(), intervals_with_a_member())
def test_arithmetic_encloses_every_result_of_its_members(first, second):
    (a, x), (b, y) = first, second
    assert (a + b).contains(x + y)
    assert (a - b).contains(x - y)
    assert (a * b).contains(x * y)
    assert (-a).contains(-x)
    assert abs(a).contains(abs(x))
    if not b.contains(0):
        assert (a / b).contains(x / y)


@given(intervals_with_a_member(), intervals_with_a_member())
def test_intervals_meet_when_one_number_is_in_both(first, second):
    (a, x), (b, _) = first, second
    assert a.meets(b) == b.meets(a)
    if b.contains(x):
        assert a.meets(b)
        both = a.intersection(b)
        assert both is not None
        assert both.contains(x)


def test_bounds_are_tight():
    """[2, 3] · [−1, 4]: −3 to 12. [2, 3] / [4, 8]: 0.25 to 0.75."""
    a = Interval(Fraction(2), Fraction(3))
    assert a * Interval(Fraction(-1), Fraction(4)) == Interval(Fraction(-3), Fraction(12))
    assert a / Interval(Fraction(4), Fraction(8)) == Interval(Fraction(1, 4), Fraction(3, 4))
    assert 1 - a == Interval(Fraction(-2), Fraction(-1))


def test_a_divisor_that_can_be_zero_is_refused():
    with pytest.raises(ZeroDivisionError, match="contains zero"):
        1 / Interval(Fraction(-1), Fraction(1))


def test_touching_intervals_meet():
    """10 is 9.5 to 10.5 and 11 is 10.5 to 11.5."""
    assert Interval.of_printed(10, 0).meets(Interval.of_printed(11, 0))
    assert not Interval.of_printed(10, 0).meets(Interval.of_printed(12, 0))


def test_an_interval_that_runs_backwards_is_refused():
    with pytest.raises(ValueError, match="from low to high"):
        Interval(Fraction(2), Fraction(1))


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("35,9 %", "35.85", "35.95"),
        ("-0,5", "-0.55", "-0.45"),
        ("cirka 270", "265", "275"),
        ("cirka 7 340", "7335", "7345"),
        ("ca 11,2 mnkr", "11.15", "11.25"),
        ("cirka 3,3 miljoner", "3250000", "3350000"),
        ("drygt 140", "140", "150"),
        ("drygt 38%", "38", "39"),
        ("knappt 200", "100", "200"),
        ("närmare 414 mnkr", "413", "414"),
        ("13–14 procent", "12.5", "14.5"),
        ("15 miljoner", "14500000", "15500000"),
        ("cirka 0", "-0.5", "0.5"),
        ("minst 60 %", "60", None),
        ("över 50 procent", "50", None),
        ("< 7,9 %", None, "7.9"),
        ("högst 90 dagar", None, "90"),
    ],
)
def test_a_qualifier_widens_to_what_the_words_can_mean(text, low, high):
    expected = Interval(low and Fraction(low), high and Fraction(high))
    assert Interval.of(parse_number(text)) == expected
