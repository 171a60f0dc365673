# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from malram.reports.blocks import ChartBlock, Heading, Paragraph, Table, figures_in, plain
from malram.reports.goals import _decided, _remarks
from malram.reports.placeholders import Resolver
from malram.steering.catalogue import models
from tests.reports import fakes


def block(built, id):
    return next(found for found in built.document.blocks if found.id == id)


def test_every_figure_printed_has_an_entry_that_says_the_same(built):
    figures = figures_in(built.document)
    assert len(figures) > 50
    assert [run for run in figures if built.ledger[run.entry].text != run.text] == []


def test_the_ledger_holds_nothing_that_was_not_printed(built):
    assert {entry.id for entry in built.ledger.entries} == {run.entry for run in figures_in(built.document)}


def test_an_entry_says_where_its_figure_comes_from(built):
    entry = built.ledger["samtal.telefon.2024.women"]
    assert (entry.text, entry.exact, entry.unit) == ("36,3\u00a0%", "363/10", "%")
    assert (entry.measure, entry.organisation_unit, entry.period) == ("samtal", "telefon", "2024")
    assert (entry.snapshot, entry.facts) == ("bild-1", "fakta-1")
    assert entry.definition == fakes.MEASURES[0].fingerprint


def test_figures_are_put_into_the_text(built):
    """37.4 − 35.9 = 1.5; the word says the direction, so the sign is left out."""
    said = plain(block(built, "sammanfattning-text-1").runs)
    assert said == (
        "Andelen besvarade samtal blev 35,9\u00a0% mot 37,4\u00a0% året före, en minskning med "
        "1,5\u00a0procentenheter. Målet ≥\u00a060\u00a0% nås inte."
    )


def test_a_paragraph_keeps_what_was_strong(built):
    strong = [run.text for run in block(built, "sammanfattning-text-1").runs if getattr(run, "strong", False)]
    assert strong == ["minskning med "]


def test_chapters_are_numbered_and_parts_below_them(built):
    heads = [found.text for found in built.document.blocks if isinstance(found, Heading) and found.level <= 2]
    assert heads[:4] == [
        "1 Sammanfattning",
        "2 Måluppfyllelse",
        "3 Nämndens resultatmål",
        "3.1 Övergripande mål: Trygga invånare",
    ]
    assert "4.1 Resultat" in heads


def test_the_decision_stands_beside_the_rules_suggestion_when_they_differ(built):
    facts = {fact.label: plain(fact.runs) for fact in block(built, "mal-tillganglig-vard-fakta").facts}
    assert facts["Bedömning"] == "■ Uppnås inte"
    assert facts["Förslag enligt regel"] == "● Uppnås"
    assert facts["Agenda 2030"] == "Mål\u00a03 god hälsa och välbefinnande, mål\u00a05 jämställdhet"
    assert "Skäl" in facts


def test_the_indicator_table_shows_the_sexes_last_year_and_the_country(built):
    table = block(built, "mal-tillganglig-vard-indikatorer")
    heads = [column.label for column in table.columns]
    assert heads == ["Indikator", "Resultat", "Mål", "Kvinnor", "Män", "2023", "Riket", "Status"]
    assert [plain(cell) for cell in table.rows[0].cells][1:7] == [
        "35,9\u00a0%", "≥\u00a060\u00a0%", "36,3\u00a0%", "35,2\u00a0%", "37,4\u00a0%", "47,4\u00a0%",
    ]  # fmt: skip


def test_what_is_said_of_the_indicators_may_be_a_list_below_their_table_instead_of_charts(
    built_with, template
):
    section = next(one for one in template.sections if one.kind == "goals")
    section.options["each"] = ["listed"]
    blocks = built_with().document.blocks
    listed = [block for block in blocks if block.id.endswith("-kommentarer")]
    [said] = [" ".join(run.text for run in item) for block in listed for item in block.items]
    assert said.startswith("Besvarade samtal:  Riket nådde")
    assert not [block for block in blocks if block.id.startswith("ind-")]


def test_a_monthly_measure_is_drawn_by_month_and_an_annual_one_by_year(built):
    charts = [found for found in built.document.blocks if isinstance(found, ChartBlock)]
    assert [(chart.caption, len(chart.rows)) for chart in charts] == [
        ("Besvarade samtal, per månad", 24),
        ("Trycksår, per år", 3),
    ]


def test_every_value_a_chart_draws_is_also_in_the_appendix(built):
    drawn = {
        run.entry for found in built.document.blocks if isinstance(found, ChartBlock)
        for row in found.rows for cell in row.cells for run in cell if hasattr(run, "entry")
    }  # fmt: skip
    tables = [block(built, "varden-manad"), block(built, "varden-ar")]
    listed = {
        run.entry for table in tables for row in table.rows for cell in row.cells for run in cell
        if hasattr(run, "entry")
    }  # fmt: skip
    assert drawn <= listed
    assert len(drawn) == 24 + 3


def test_a_statement_prints_digits_and_names_its_unit_once(built):
    table = block(built, "resultat-tabell")
    assert table.caption == "Resultat, helår 2024, mnkr"
    assert [[plain(cell) for cell in row.cells] for row in table.rows] == [
        ["Personalkostnader", "9\u00a0149,7", "8\u00a0428,1", "−721,6"],
        ["varav egen regi", "9\u00a0149,7", "–", "–"],
        ["Nettokostnad", "9\u00a0149,7", "8\u00a0428,1", "−721,6"],
    ]
    assert [row.role for row in table.rows] == ["item", "of-which", "total"]


def test_sources_list_the_measures_that_were_printed(built):
    labels = [plain(row.cells[0]) for row in block(built, "kallor-tabell").rows]
    assert labels == ["Besvarade samtal", "Budget", "Nettokostnad", "Plan finns", "Trycksår"]


def test_everything_wrong_in_the_texts_is_listed_at_once_with_file_and_line(built_with):
    prose = {
        "sammanfattning.md": (
            "Det blev {{ samtla telefon now }} av samtalen.\n"
            "Och {{ samtal telefonen now }}.\n\n"
            "- Året {{ samtal telefon 20-24 }}\n"
            "- Inget {{ samtal kil 2019 }}\n"
            "- Kolumn {{ cell resultat netto utfal }}\n"
        )
    }
    said = [str(problem) for problem in built_with(prose).problems]
    assert said == [
        "sammanfattning.md:1: R010 Måttet 'samtla' finns inte. Menade du 'samtal'?",
        "sammanfattning.md:2: R010 Enheten 'telefonen' finns inte. Menade du 'telefon'?",
        said[2],
        "sammanfattning.md:5: R010 'samtal' för kil 2019 har inget värde: uppgift saknas."
        " Skriv om meningen eller läs in underlaget.",
        "sammanfattning.md:6: R010 Kolumnen 'utfal' finns inte i 'resultat'."
        " Tillåtna: budget, deviation, outcome.",
    ]
    assert said[2].startswith("sammanfattning.md:4: R010 Perioden ”20-24” finns inte.")


def test_typed_figures_are_reported_but_not_dates_years_numbers_of_chapters_or_names(built_with):
    prose = {
        "sammanfattning.md": (
            "Den 1 januari 2024 tog regionen över 1177 enligt avsnitt 7.3 och mål 5, se HSN/240979 och TM2.\n"
            "Andelen blev 35,9 % och kostnaden 9 149,7 mnkr.\n"
            "Vårdgarantin säger {{ plain 3 dagar }}.\n"
        )
    }
    said = [(p.code, p.place.line, p.message) for p in built_with(prose).problems]
    assert said == [
        ("R011", 2, "Talet '35,9 %' är inskrivet för hand."),
        ("R011", 2, "Talet '9 149,7' är inskrivet för hand."),
    ]


def test_a_missing_and_an_unused_text_are_both_reported(built_with, template):
    made = built_with({"resultatmal/finns-inte.md": "Hej."})
    assert [str(p) for p in made.problems] == [
        "resultatmal/finns-inte.md: R013 Texten används inte av mallen. Ta bort den eller nämn den i mallen."
    ]


def test_change_one_value_and_only_the_figures_that_rest_on_it_change(built, built_with):
    """The women's share of answered calls is printed once, in the indicator table."""
    values = {**fakes.VALUES, ("samtal", "telefon", "2024", "women"): Fraction(400, 10)}
    changed = built_with(values=values)
    pairs = zip(built.ledger.entries, changed.ledger.entries, strict=True)
    assert [before.id for before, after in pairs if before != after] == ["samtal.telefon.2024.women"]


def test_a_comment_on_a_goal_is_found_by_the_goals_name(built_with):
    made = built_with({"resultatmal/tillganglig-vard.md": "Vi {{ behind samtal telefon now }} samtal."})
    assert made.problems == ()
    assert isinstance(block(made, "mal-tillganglig-vard-text-1"), Paragraph)
    assert plain(block(made, "mal-tillganglig-vard-text-1").runs) == "Vi 157\u00a0121 samtal."


def test_every_word_an_author_may_use_is_described():
    described = Resolver.__module__
    text = __import__(described, fromlist=["x"]).__doc__
    words = [
        "change",
        "deviation",
        "cell",
        "behind",
        "highest",
        "lowest",
        "target",
        "grade",
        "goals",
        "riket",
        "plain",
    ]
    assert [word for word in words if word not in text] == []


def test_a_table_has_as_many_cells_as_columns_in_every_row(built):
    tables = [found for found in built.document.blocks if isinstance(found, Table)]
    wrong = [
        (table.id, plain(row.cells[0])) for table in tables for row in table.rows
        if len(row.cells) != (1 if row.role == "group" else len(table.columns))
    ]  # fmt: skip
    assert wrong == []


def test_an_indicator_without_a_verdict_says_why_under_its_table():
    """The plan has a value, ja, but no target to hold it against."""
    m = fakes.Fakes()
    row = fakes.indicator(m, "plan-finns", "plan", "namnd", None, None)
    row.verdict.reason = "Inget målvärde är satt."
    assert _remarks(row) == ["Inget målvärde är satt."]


def test_a_verdict_decided_otherwise_than_the_rule_suggests_is_explained_under_its_table(built_with):
    """The rule says missed of both. The first is decided as met with a reason, the second is confirmed."""
    tops = fakes.goals(fakes.Fakes())
    first, second = tops[0].children[0].indicators
    fakes.decided(first, fakes.MET, "Målet nåddes {{ samtal telefon 2024 }} av tiden.")
    fakes.decided(second, fakes.MISSED, "")
    table = block(built_with(board_view=tops), "mal-tillganglig-vard-indikatorer")
    assert [plain(row.cells[-1]) for row in table.rows] == ["● Uppnås", "■ Uppnås inte"]
    said = [plain(note.runs) for note in table.notes if "Regelns förslag" in plain(note.runs)]
    why = "Skäl till bedömningen: Målet nåddes 35,9\u00a0% av tiden."
    assert said == [f"Regelns förslag är uppnås inte. {why}"]


def test_a_verdict_where_the_rule_has_none_says_so_and_not_that_it_cannot_be_assessed():
    row = fakes.indicator(fakes.Fakes(), "plan-finns", "plan", "namnd", None, None)
    row.verdict.reason = "Inget målvärde är satt."
    fakes.decided(row, fakes.MET, "")
    assert _remarks(row) == []
    assert _decided(row) == ("Regeln ger inget förslag. Skäl till bedömningen: Inget skäl är angivet.")


def test_an_upper_level_of_one_goal_for_all_is_neither_a_chapter_nor_a_column(built_with):
    document = built_with(board_view=fakes.one_top(fakes.Fakes())).document
    heads = [found.text for found in document.blocks if isinstance(found, Heading)]
    assert {"3.1 Tillgänglig vård", "3.2 Hållbar beredskap"} <= set(heads)
    assert not any("Trygga invånare" in head for head in heads)
    summary = next(block for block in document.blocks if block.id == "bedomning-tabell")
    assert [column.label for column in summary.columns] == ["Mål", "Bedömning"]


def test_a_target_that_is_a_sentence_is_printed_as_a_value_and_told_in_a_note():
    m = fakes.Fakes()
    row = fakes.indicator(m, "samtal-15-min", "samtal", "telefon", ("ska öka", Decimal(60)), None)
    assert _remarks(row) == ["Målet i ord: ska öka."]


def test_what_is_followed_for_two_goals_is_drawn_for_one(built_with):
    m = fakes.Fakes()
    tops = fakes.goals(m)
    tops[1].children[0].indicators = tops[0].children[0].indicators[:1]
    charts = [block for block in built_with(board_view=tops).document.blocks if isinstance(block, ChartBlock)]
    assert [chart.caption.partition(",")[0] for chart in charts].count("Besvarade samtal") == 1


def test_indicators_are_called_what_the_boards_model_calls_them(built_with, monkeypatch):
    model = replace(
        next(iter(models().values())), indicator="Nyckeltal", indicators="Nyckeltal", target_rule=None
    )
    monkeypatch.setattr("malram.reports.goals.models", lambda: {"namnd": model})
    table = block(built_with(), "mal-tillganglig-vard-indikatorer")
    assert table.columns[0].label == "Nyckeltal"
    assert table.caption.startswith("Nyckeltal för Tillgänglig vård")
