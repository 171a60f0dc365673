# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The chapters of a plan: frames, goals with targets, and what a response has decided to free."""

from dataclasses import replace
from datetime import date

import pytest

from malram.frames.money import figure
from malram.frames.tables import FrameRow, FrameTable
from malram.reports import registers
from malram.reports.blocks import Paragraph, Table, plain
from malram.reports.build import Built, build
from malram.reports.planned import ROUNDED
from malram.reports.registers import Freed, Registers
from malram.reports.reviewed import review_report
from malram.reports.template import load_template
from malram.values import NO_BREAK_SPACE, Period
from tests.reports import fakes

MNKR = 10**8
PLAN = """
id: plan
board: namnd
kind: namndplan
period: "2024"
title: Plan {year}
sections:
  - {id: mal, title: Mål, kind: planned_goals}
  - {id: ramar, title: Ram per enhet, kind: frames, table: frames-by-unit, decimals: 0, file: ramar.md}
  - {id: flytt, title: Omprioriteringar, kind: reprioritisations}
  - {id: tillbaka, title: Återrapportering, kind: reprioritisations, reported: true}
"""
TEXT = "Ramen {{ frame frames-by-unit total now }}, ändrad {{ frame frames-by-unit total change abs }}."


def row(id: str, before: float, now: float, role: str = "item") -> FrameRow:
    cells = {"before": before, "now": now, "change": now - before}
    return FrameRow(id, id.title(), {key: figure(round(mnkr * MNKR)) for key, mnkr in cells.items()}, role)


def frames(*rows: FrameRow) -> FrameTable:
    columns = (("before", "Ram 2023"), ("now", "Ram 2024"), ("change", "Förändring"))
    return FrameTable("frames-by-unit", "namnd", 2024, "Ram per enhet 2023 och 2024", columns, rows)


# 1,4 + 1,4 = 2,8 is printed 1 + 1 = 3; last year 2 + 2 = 4 to the krona.
UNEVEN = frames(row("norr", 2, 1.4), row("soder", 2, 1.4), row("total", 4, 2.8, "total"))
FREED = (
    Freed(1, "Norr", "Söder", 3 * MNKR, "En mottagning färre."),
    Freed(2, "Söder", "Norr", 2 * MNKR, "Färre resor.", "done", 2 * MNKR, "Gäller nu.", date(2025, 1, 20)),
)


def planned(tmp_path, listed: Registers, text: str = TEXT, template: str = PLAN) -> Built:
    path = tmp_path / "plan.yaml"
    path.write_text(template, encoding="utf-8")
    loaded, problems = load_template(path)
    assert problems == []
    m = fakes.Fakes()
    goals = fakes.one_top(m)
    for view in goals[0].children:
        for one in view.indicators:
            one.indicator.periodicity = "Månad"
    goals[0].children[1].indicators = ()
    return build(
        loaded,
        measurements=m,
        board_view=goals,
        period=Period.parse("2024"),
        prose={"ramar.md": text},
        statements={},
        registers=listed,
    )


@pytest.fixture
def built(tmp_path) -> Built:
    return planned(tmp_path, Registers(frames=(UNEVEN,), posted="hash", reprioritisations=FREED))


def block(built: Built, id: str):
    return next(one for one in built.document.blocks if one.id == id)


def cells(table: Table) -> list[list[str]]:
    return [[plain(cell) for cell in one.cells] for one in table.rows]


def test_a_goal_is_planned_with_target_periodicity_and_source(built):
    table = block(built, "mal-tillganglig-vard-indikatorer")
    assert [column.label for column in table.columns] == ["Indikator", "Målvärde", "Periodicitet", "Källa"]
    assert cells(table)[0] == ["Besvarade samtal", f"≥{NO_BREAK_SPACE}60{NO_BREAK_SPACE}%", "Månad", "–"]
    assert plain(block(built, "mal-hallbar-beredskap-utan").runs) == (
        "Målet har inga indikatorer. Det följs upp i text."
    )


def test_a_table_of_frames_has_a_note_where_its_printed_rows_do_not_add_up(built):
    table = block(built, "ramar-tabell")
    assert cells(table) == [["Norr", "2", "1", "−1"], ["Soder", "2", "1", "−1"], ["Total", "4", "3", "−1"]]
    assert table.caption == "Ram per enhet 2023 och 2024, mnkr"
    assert [plain(note.runs) for note in table.notes] == [ROUNDED]
    assert review_report(built.document, built.ledger).findings == ()


def test_a_table_that_adds_up_has_no_note(tmp_path):
    even = frames(row("norr", 2, 1), row("soder", 2, 3), row("total", 4, 4, "total"))
    assert block(planned(tmp_path, Registers(frames=(even,))), "ramar-tabell").notes == ()


def test_a_frame_in_the_text_is_a_figure_of_the_ledger(built):
    text = plain(block(built, "ramar-text-1").runs).replace(NO_BREAK_SPACE, " ")
    assert text == "Ramen 2,8 mnkr, ändrad 1,2 mnkr."
    entry = built.ledger["ram.frames-by-unit.total.now.2024-2"]  # the table prints it without decimals
    assert (entry.exact, entry.unit, entry.measure) == ("14/5", "mnkr", "frames-by-unit")
    assert (entry.organisation_unit, entry.period, entry.facts) == ("namnd", "2024", "hash")
    assert entry.derivation == "Total, Ram 2024"


def test_what_is_freed_is_planned_with_its_effect_and_reported_with_its_outcome(built):
    assert cells(block(built, "flytt-tabell")) == [
        ["Norr", "Söder", "3,0", "En mottagning färre."],
        ["Söder", "Norr", "2,0", "Färre resor."],
    ]
    assert cells(block(built, "tillbaka-tabell")) == [
        ["Norr", "Söder", "3,0", "–", "Inte rapporterad", "En mottagning färre."],
        ["Söder", "Norr", "2,0", "2,0", "Genomförd", "Gäller nu."],
    ]


def test_a_board_without_frames_says_so(tmp_path):
    empty = planned(tmp_path, Registers(), text="Ingen ram ännu.")
    assert plain(block(empty, "ramar-tom").runs) == "Inga ramar är beslutade för året."
    for id in ("flytt-tom", "tillbaka-tom"):
        found = block(empty, id)
        assert isinstance(found, Paragraph)
        assert "Inga omprioriteringar beslutades" in plain(found.runs)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{{ frame frames total now }}", "Ramtabellen 'frames' finns inte."),
        ("{{ frame frames-by-unit totalt now }}", "'totalt now' finns inte i 'frames-by-unit'."),
        ("{{ frame frames-by-unit total }}", "Rutan är inte utpekad."),
    ],
)
def test_a_figure_that_is_not_there_is_a_problem_in_words(tmp_path, text, said):
    built = planned(tmp_path, Registers(frames=(UNEVEN,)), text=text)
    assert [(one.code, one.message) for one in built.problems] == [("R010", said)]


def test_a_table_nobody_knows_is_a_problem_of_the_template(tmp_path):
    wrong = PLAN.replace("table: frames-by-unit", "table: frame-by-unit")
    [problem] = planned(tmp_path, Registers(frames=(UNEVEN,)), template=wrong).problems
    assert str(problem).endswith("R022 Ramtabellen 'frame-by-unit' finns inte. Menade du 'frames-by-unit'?")


def test_what_is_kept_of_the_books_is_read_back_as_it_was():
    listed = replace(fakes.REGISTERS, frames=(UNEVEN,), posted="hash", reprioritisations=FREED)
    assert registers.from_json(registers.to_json(listed)) == listed


def test_a_report_built_before_there_were_frames_to_keep_is_read_back_without():
    assert registers.from_json('{"matters": []}') == Registers()
