# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Swedish number text, both ways."""

import csv
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from malram.values import UNITS, Figure, Interval, NumberError, number, parse_number
from malram.values.rounding import round_half_away

FORMS_FILE = Path(__file__).parent / "printed_forms.csv"
FORMS = list(csv.DictReader(FORMS_FILE.read_text(encoding="utf-8").splitlines()))
DECIMALS = st.integers(0, 4)
VALUES = st.fractions(-(10**12), 10**12, max_denominator=10**7)
PRINTED_UNITS = st.sampled_from([it for it in UNITS.values() if it.kind != "word"])


@pytest.mark.parametrize("form", FORMS, ids=[form["text"] for form in FORMS])
def test_every_printed_form_has_its_value(form):
    printed = parse_number(form["text"])
    assert str(printed.value) == form["value"]
    assert printed.decimals == int(form["decimals"])
    assert (printed.unit.code if printed.unit else "") == form["unit"]
    assert (printed.qualifier or "") == form["qualifier"]
    assert ("" if printed.high is None else str(printed.high)) == form["high"]


@given(VALUES, DECIMALS, PRINTED_UNITS)
def test_what_is_printed_is_read_back_as_the_same_interval(value, decimals, its_unit):
    figure = Figure(value, its_unit, decimals)
    read = parse_number(figure.text())
    assert Interval.of(read) == figure.interval()
    assert figure.interval().contains(value)
    assert read.unit == (its_unit if its_unit.symbol else None)


@given(VALUES, DECIMALS)
def test_digits_alone_are_read_back_whatever_the_space_is(value, decimals):
    for space in "\N{NO-BREAK SPACE} \N{NARROW NO-BREAK SPACE}\N{THIN SPACE}":
        read = parse_number(number(value, decimals).replace("\N{NO-BREAK SPACE}", space))
        assert (read.value, read.decimals) == (round_half_away(value, decimals), decimals)


@given(VALUES, DECIMALS)
def test_a_tie_goes_away_from_zero_and_nothing_moves_more_than_half(value, decimals):
    rounded, half = Fraction(round_half_away(value, decimals)), Fraction(1, 2 * 10**decimals)
    assert abs(rounded - value) <= half
    if abs(rounded - value) == half:
        assert abs(rounded) > abs(value)
    assert round_half_away(-value, decimals) == -rounded


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        ("0.05", 1, "0,1"),
        ("-0.05", 1, "−0,1"),
        ("-0.04", 1, "0,0"),
        ("2.5", 0, "3"),
        ("9149.65", 1, "9\N{NO-BREAK SPACE}149,7"),
        ("1234567", -3, "1\N{NO-BREAK SPACE}235\N{NO-BREAK SPACE}000"),
        ("12345678901234567890123456789012.5", 0, "12 345 678 901 234 567 890 123 456 789 013"),
    ],
)
def test_a_number_prints_swedish(value, decimals, text):
    assert number(Decimal(value), decimals) == text.replace(" ", "\N{NO-BREAK SPACE}")


def test_a_number_that_is_not_there_prints_as_a_dash():
    assert number(None, 1) == "–"


def test_a_float_is_refused_since_its_digits_are_already_wrong():
    with pytest.raises(TypeError, match="is a float"):
        number(0.1, 1)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "value"),
    [("1.234", 1234), ("12.234.567,8", "12234567.8"), ("0.234", "0.234"), ("39*", 39), ("(−6,2 %)", "-6.2")],
)
def test_points_marks_and_brackets_are_read_as_reports_use_them(text, value):
    assert parse_number(text).value == Decimal(value)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "texten är tom"),
        ("–", "det finns inga siffror"),
        ("12 34", "siffrorna grupperas tre och tre och bara ett tal får stå här"),
        ("1 743 63 5", "siffrorna grupperas tre och tre och bara ett tal får stå här"),
        ("1,234.5", "ett tal har siffror, högst ett decimalkomma och en känd enhet"),
        ("2024-12-31", "ett tal har siffror, högst ett decimalkomma och en känd enhet"),
        ("12 hekto", "”hekto” är ingen känd enhet"),
        ("nio av tio", "”av tio” är ingen känd enhet"),
        ("(12", "parentesen saknar sin andra hälft"),
        ("2024-25", "ett spann går från ett lägre till ett högre tal"),
    ],
)
def test_malformed_text_says_what_was_read_and_what_is_expected(text, reason):
    with pytest.raises(NumberError) as error:
        parse_number(text)
    expected = f"Kan inte läsa ”{text}” som ett tal: {reason}. Skriv till exempel ”1 234,5 mnkr”."
    assert str(error.value) == expected


@given(st.text(alphabet="0123456789 ,.-–−+()%≥*:\N{NO-BREAK SPACE}acirkmntk", max_size=25))
def test_any_text_is_read_or_refused_and_a_reading_is_one_interval(text):
    try:
        printed = parse_number(text)
    except NumberError:
        return
    assert Interval.of(printed).contains(printed.value)
