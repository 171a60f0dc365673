# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Words that go with figures, and the sections a template fills with them."""

from fractions import Fraction

import pytest

from malram.reports.blocks import ChartBlock, Paragraph, Table, plain
from malram.reports.build import build
from malram.reports.template import Section, Template
from tests.reports import fakes

UNIT = "telefon"


def built(section, values=None, prose=None, board="namnd"):
    """A report of one section."""
    m = fakes.Fakes({**fakes.VALUES, **(values or {})})
    template = Template("prov", board, "arsredovisning", "2024", "Prov", sections=(section,))
    given = {"measurements": m, "board_view": fakes.goals(m), "period": fakes.YEAR, "statements": {}}
    return build(template, prose=prose or {}, **given)


def said(asked, values=None):
    """A sentence with one placeholder, and the problems of the report."""
    made = built(Section("svar", "Svar", file="svar.md"), values, {"svar.md": f"Svar: {{{{ {asked} }}}}."})
    text = next(plain(block.runs) for block in made.document.blocks if isinstance(block, Paragraph))
    return text, made.problems


@pytest.mark.parametrize(
    ("now", "then", "word"),
    [("359/10", "374/10", "lägre"), ("38", "374/10", "högre"), ("3741/100", "3742/100", "oförändrad")],
)
def test_a_direction_follows_what_is_printed(now, then, word):
    """35,9 mot 37,4; 38,0 mot 37,4; 37,41 och 37,42 trycks båda som 37,4."""
    values = {
        ("samtal", UNIT, "2024", "total"): Fraction(now),
        ("samtal", UNIT, "2023", "total"): Fraction(then),
    }
    text, problems = said(f"direction samtal {UNIT} 2024 against=2023", values)
    assert (text, problems) == (f"Svar: {word}.", ())


def test_a_direction_takes_its_own_words_and_reads_a_low_line_as_a_space():
    values = {
        ("samtal", UNIT, "2024", "total"): Fraction(36),
        ("samtal", UNIT, "2023", "total"): Fraction(37),
    }
    asked = f"direction samtal {UNIT} 2024 against=2023 words=fler_än/färre_än/lika_många_som"
    assert said(asked, values)[0] == "Svar: färre än."


def test_words_of_the_wrong_number_are_a_problem():
    _, problems = said("reached samtal-15-min words=ja/nej")
    assert [problem.code for problem in problems] == ["R010"]


def test_whether_a_target_is_reached_follows_the_verdict():
    assert said("reached samtal-15-min")[0] == "Svar: nås inte."


def test_a_table_fills_the_placeholders_of_its_cells():
    options = {"columns": ["", "{year}"], "rows": [["Samtal", f"{{{{ samtal {UNIT} 2024 }}}}"]]}
    made = built(Section("nyckeltal", "Nyckeltal", "table", options=options))
    table = next(block for block in made.document.blocks if isinstance(block, Table))
    assert [plain(cell) for cell in table.rows[0].cells] == ["Samtal", "35,9\u00a0%"]
    assert table.columns[1].label == "2024"


def test_a_row_of_a_table_may_be_a_part_or_a_sum_and_its_caption_more_than_the_title():
    rows = [["Alla", "3"], {"of-which": ["kvinnor", "2"]}, {"total": ["Summa", "3"]}]
    options = {"columns": ["", "{year}"], "rows": rows, "caption": "Antal, {year}"}
    made = built(Section("antal", "Antal", "table", options=options))
    table = next(block for block in made.document.blocks if isinstance(block, Table))
    assert [row.role for row in table.rows] == ["item", "of-which", "total"]
    assert table.caption == "Antal, 2024"


def test_a_forecast_that_nobody_has_given_is_a_problem():
    [problem] = said(f"forecast nettokostnad {UNIT} 2024 by=2024-10")[1]
    assert problem.message == "'telefon' har ingen prognos för 'nettokostnad'."


def test_a_table_may_say_its_cells_once_and_of_each_row_what_they_are_about():
    cells = [f"{{{{ {{1}} {UNIT} 2024 {{2}} digits dash }}}}", f"{{{{ {{1}} {UNIT} 1990 dash }}}}"]
    rows = [["Samtal", "samtal"], {"of-which": ["varav kvinnor", "samtal", "sex=women"]}]
    options = {"columns": ["", "{year}", "1990"], "cells": cells, "rows": rows}
    made = built(Section("nyckeltal", "Nyckeltal", "table", options=options))
    table = next(block for block in made.document.blocks if isinstance(block, Table))
    assert [[plain(cell) for cell in row.cells] for row in table.rows] == [
        ["Samtal", "35,9", "–"], ["varav kvinnor", "36,3", "–"],
    ]  # fmt: skip
    assert [row.role for row in table.rows] == ["item", "of-which"]


def test_a_chart_draws_two_years_of_months_and_keeps_their_values():
    made = built(Section("diagram", "Samtal", "chart", options={"measure": "samtal"}), board=UNIT)
    chart = next(block for block in made.document.blocks if isinstance(block, ChartBlock))
    assert len(chart.rows) == 24
    assert made.problems == ()


def test_a_chart_of_an_unknown_measure_is_a_problem():
    made = built(Section("diagram", "Samtal", "chart", options={"measure": "samtall"}))
    assert [problem.code for problem in made.problems] == ["R021"]
