# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

import pytest
from django.template import Context, Template

from malram.values import Figure, Period, Reason, unit

PERCENT = unit("%")


@dataclass(frozen=True)
class Grade:
    word: str
    symbol: str
    colour: str


def shown(source: str, **context: object) -> str:
    return Template("{% load look %}" + source).render(Context(context))


def percent(value: str) -> Figure:
    return Figure(Fraction(value), PERCENT, 1)


def test_a_figure_is_a_link_to_how_it_was_computed():
    html = shown("{% figure value '/vag/' %}", value=percent("35.9"))
    assert html == '<a class="figure" href="/vag/">35,9\N{NO-BREAK SPACE}%</a>'


def test_the_unit_can_stand_in_the_head_of_the_column_instead():
    assert ">35,9<" in shown("{% figure value unit=False %}", value=percent("35.9"))


def test_a_missing_figure_is_a_dash_that_says_why():
    html = shown("{% figure value %}", value=Figure.missing(PERCENT, 1, Reason.NOT_MEASURED))
    assert 'title="ej mätt"' in html
    assert '<span aria-hidden="true">–</span>' in html
    assert '<span class="visually-hidden">ej mätt</span>' in html


def test_no_value_at_all_is_a_dash_too():
    assert "uppgift saknas" in shown("{% figure value %}", value=None)


@pytest.mark.parametrize(
    ("colour", "tone"),
    [("green", "good"), ("warn", "warn"), ("red", "bad"), ("grey", "quiet"), ("x", "quiet")],
)
def test_a_grade_has_a_symbol_and_a_word_beside_its_colour(colour: str, tone: str):
    html = shown("{% grade value %}", value=Grade("Uppnås", "●", colour))
    assert f"grade--{tone}" in html
    assert ">●</span><span>Uppnås</span>" in html


def test_without_a_grade_the_page_says_that_nobody_has_judged():
    assert "○</span><span>Ingen bedömning</span>" in shown("{% grade value 'Inga mätvärden.' %}", value=None)


@pytest.mark.parametrize(
    ("change", "direction", "arrow", "spoken"),
    [
        ("2", "higher", "▲", "ökat, bättre"),
        ("2", "lower", "▲", "ökat, sämre"),
        ("-2", "lower", "▼", "minskat, bättre"),
        ("2", "none", "▲", "ökat"),
        ("0.04", "higher", "►", "oförändrat"),
    ],
)
def test_the_arrow_shows_the_number_and_the_colour_the_verdict(
    change: str, direction: str, arrow: str, spoken: str
):
    """0,04 is printed as 0,0: what nobody can see in the figures has not changed."""
    html = shown("{% trend_arrow value direction %}", value=percent(change), direction=direction)
    assert f'<span aria-hidden="true">{arrow}</span>' in html
    assert f'title="{spoken}"' in html


def test_periods_and_days_are_written_out_in_swedish():
    assert shown("{{ p|period }}", p=Period.parse("2026-01/2026-08")) == "jan–aug 2026"
    assert shown("{{ d|day }}", d=date(2026, 11, 22)) == "22 november 2026"


def test_a_spark_needs_two_values():
    assert shown("{% spark s %}", s=[percent("1"), None]) == ""
    assert 'points="0.0,24.0 50.0,14.0 100.0,4.0"' in shown(
        "{% spark s %}", s=[percent("1"), percent("2"), percent("3")]
    )
