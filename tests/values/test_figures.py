# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a reader sees of a figure."""

from decimal import Decimal
from fractions import Fraction

import pytest

from malram.values import Figure, Interval, Reason, State, unit


@pytest.mark.parametrize(
    ("value", "code", "decimals", "text"),
    [
        ("-721.6", "mnkr", 1, "−721,6 mnkr"),
        ("35.85", "%", 1, "35,9 %"),
        ("9149.7", "", 1, "9 149,7"),
        ("2", "procentenheter", 0, "2 procentenheter"),
        ("-1", "procentenheter", 0, "−1 procentenhet"),
        ("1", "dagar", 0, "1 dag"),
        ("1.2", "per 100 vpl", 1, "1,2 per 100 disponibla vårdplatser"),
        ("64.2", "index", 0, "64"),
        ("1", "ja/nej", 0, "ja"),
        ("0", "ja/nej", 0, "nej"),
    ],
)
def test_a_figure_prints_swedish(value, code, decimals, text):
    printed = Figure(Fraction(value), unit(code), decimals).text()
    assert printed.replace("\N{NO-BREAK SPACE}", " ") == text


def test_the_space_before_the_unit_does_not_break():
    assert Figure(Fraction(3), unit("mnkr"), 0).text() == "3\N{NO-BREAK SPACE}mnkr"
    assert Figure(Fraction(3), unit("mnkr"), 0).text(unit=False) == "3"


def test_a_missing_figure_is_a_dash_with_a_reason():
    assert Figure(None, unit("%"), 1).text() == "–"
    assert Figure(None, unit("%"), 1).reason is Reason.ABSENT
    assert Figure.missing(unit("%"), reason=Reason.TOO_FEW).reason.label == "för få"


def test_a_suppressed_figure_gives_its_value_to_nobody():
    figure = Figure(Fraction(3), unit("st"), 0, State.SUPPRESSED, Reason.TOO_FEW)
    assert figure.text() == "–"
    assert figure.rounded() is None
    with pytest.raises(ValueError, match="no interval"):
        figure.interval()


def test_the_interval_is_that_of_the_printed_number_not_of_the_value():
    """35.8501 prints 35,9: 35.85 to 35.95."""
    figure = Figure(Fraction("35.8501"), unit("%"), 1)
    assert figure.rounded() == Decimal("35.9")
    assert figure.interval() == Interval(Fraction("35.85"), Fraction("35.95"))


def test_an_ore_amount_becomes_a_unit_by_its_scale():
    """72 160 000 000 öre are 721.6 mnkr."""
    assert Fraction(72_160_000_000) / unit("mnkr").scale == Fraction("721.6")
