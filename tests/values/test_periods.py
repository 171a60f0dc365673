# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Period codes, their Swedish text, and windows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from malram.values import Period, PeriodError, Window, month_code, month_index

DECEMBER = month_index(2024, 12)
MONTHS = st.integers(month_index(1990, 1), month_index(2060, 12))


@given(MONTHS, st.integers(0, 40))
def test_a_period_code_reads_back_as_the_same_months(first, more):
    period = Period(first, first + more)
    assert Period.parse(period.code) == period
    assert len(period) == len(period.months) == more + 1


@pytest.mark.parametrize(
    ("code", "first", "last", "text", "kind"),
    [
        ("2024", "2024-01", "2024-12", "helår 2024", "year"),
        ("2024-12", "2024-12", "2024-12", "december 2024", "month"),
        ("2024-H1", "2024-01", "2024-06", "jan–juni 2024", "half_year"),
        ("2024-T2", "2024-05", "2024-08", "maj–aug 2024", "tertial"),
        ("2024-Q3", "2024-07", "2024-09", "juli–sep 2024", "quarter"),
        ("2026-01/2026-08", "2026-01", "2026-08", "jan–aug 2026", "ytd"),
        ("r12-2024-10", "2023-11", "2024-10", "nov 2023–okt 2024", "r12"),
        ("r18-2024", "2023-07", "2024-12", "juli 2023–dec 2024", "r18"),
        ("2023-11/2024-02", "2023-11", "2024-02", "nov 2023–feb 2024", "span"),
    ],
)
def test_a_period_is_its_months(code, first, last, text, kind):
    period = Period.parse(code)
    assert (month_code(period.first), month_code(period.last)) == (first, last)
    assert (period.code, period.text(), period.kind) == (code, text, kind)


def test_twelve_months_to_december_are_the_year():
    assert Period.parse("r12-2024-12") == Period.parse("r12-2024") == Period.parse("2024")


def test_the_previous_year_is_the_same_months():
    assert Period.parse("2024-T2").previous_year() == Period.parse("2023-T2")
    assert Period.parse("r18-2024").previous_year() == Period.parse("r18-2023")


@pytest.mark.parametrize(
    "code", ["", "24", "2024-13", "2024-T4", "2024-H0", "r6-2024", "2024-08/2024-01", "2024-1"]
)
def test_an_unknown_period_gets_one_swedish_message(code):
    with pytest.raises(PeriodError, match=r"^(Perioden|Månad) .*\.$"):
        Period.parse(code)


def test_the_message_shows_how_to_write_a_period():
    with pytest.raises(PeriodError) as error:
        Period.parse("jul 2024")
    assert str(error.value) == (
        "Perioden ”jul 2024” finns inte. Skriv till exempel 2024, 2024-12, 2024-H1, 2024-T2, 2024-Q3, "
        "2024-01/2024-08, r12-2024-10 eller r18-2024."
    )


@pytest.mark.parametrize(
    ("window", "last", "code"),
    [
        (Window.MONTH, DECEMBER, "2024-12"),
        (Window.POINT, DECEMBER, "2024-12"),
        (Window.YTD, DECEMBER - 4, "2024-01/2024-08"),
        (Window.YTD, DECEMBER, "2024"),
        (Window.MEAN_OF_MONTH_ENDS, DECEMBER, "2024"),
        (Window.R12, DECEMBER - 2, "r12-2024-10"),
        (Window.R18, DECEMBER, "r18-2024"),
    ],
)
def test_a_window_ends_in_its_last_month(window, last, code):
    assert window.span(last).code == code


@given(MONTHS, st.sampled_from([window for window in Window if window is not Window.PERIOD]))
def test_every_window_contains_its_last_month(last, window):
    assert window.span(last).last == last


def test_the_period_window_is_the_period_asked_for():
    assert Window.PERIOD.span(DECEMBER, Period.parse("2024-T3")) == Period.parse("2024-T3")
    with pytest.raises(PeriodError, match="ingen egen längd"):
        Window.PERIOD.span(DECEMBER)
