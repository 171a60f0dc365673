# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Calibration finds whole numbers of events that print as wanted, or says that there are none."""

from fractions import Fraction

import numpy as np
import pytest

from malram.demo.courses.calibrate import between, events, printed, spread
from malram.demo.errors import CalibrationError


def ratio(numerators, denominators, mask):
    return Fraction(int(numerators[mask].sum()), int(denominators[mask].sum()))


def test_total_sexes_and_a_month_are_met_together():
    """Two sexes × 12 months: 76 % in all, women 74, men 77, December 82, each to the last decimal."""
    rng = np.random.default_rng(1)
    month, sex = np.arange(24) % 12, np.arange(24) // 12
    denominators = rng.integers(300, 900, 24)
    rates = np.full(24, 0.7)
    everyone = np.ones(24, dtype=bool)
    wanted = [(everyone, "76"), (sex == 0, "74"), (sex == 1, "77"), (month == 11, "82")]
    found = events(denominators, rates, [printed(mask, figure) for mask, figure in wanted])
    for mask, figure in wanted:
        assert abs(100 * ratio(found, denominators, mask) - int(figure)) < Fraction(1, 2)


def test_units_between_the_best_and_the_worst_print_strictly_between():
    """Unit 0 prints 54 and unit 4 prints 95; the three others must print 55 to 94."""
    unit = np.repeat(np.arange(5), 4)
    denominators = np.full(20, 250)
    rates = np.array([0.6, 0.97, 0.3, 0.8, 0.9])[unit]
    constraints = [printed(unit == 0, "54"), printed(unit == 4, "95")]
    constraints += [between(unit == u, "54", "95") for u in (1, 2, 3)]
    found = events(denominators, rates, constraints)
    shares = [100 * ratio(found, denominators, unit == u) for u in range(5)]
    assert all(Fraction(109, 2) <= share < Fraction(189, 2) for share in shares[1:4])


def test_a_figure_with_a_decimal_of_zero_is_exact_to_one():
    """49.0 allows 48.95 up to 49.05: of 1 000 cases only 490 will do."""
    mask = np.ones(1, dtype=bool)
    assert printed(mask, "49.0").counts(np.array([1000])) == (490, 490)


def test_no_event_count_exceeds_its_cell():
    denominators = np.array([1, 1, 100])
    found = events(denominators, np.array([0.99, 0.99, 0.99]), [printed(np.ones(3, dtype=bool), "98.0")])
    assert (found <= denominators).all()
    assert found.sum() == 100  # of 102: 98,0 %


def test_figures_that_cannot_be_true_together_raise():
    """Women 10 % and men 20 % never give 50 % in all."""
    women = np.array([True, False])
    constraints = [printed(women, "10"), printed(~women, "20"), printed(np.array([True, True]), "50")]
    with pytest.raises(CalibrationError, match="går inte ihop"):
        events(np.array([500, 500]), np.array([0.3, 0.3]), constraints)


def test_too_few_cases_to_print_a_figure_raise():
    """Of 3 cases none, a third, two thirds or all; never 50 %."""
    with pytest.raises(CalibrationError, match="inget helt antal av 3"):
        events(np.array([3]), np.array([0.5]), [printed(np.array([True]), "50")])


def test_spread_adds_up_to_the_whole():
    """10 over 1:1:1 is 4, 3, 3."""
    assert spread(10, [1, 1, 1]).tolist() == [4, 3, 3]
