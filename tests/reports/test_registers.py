# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a report prints from the registers, and that it is kept as it was."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest

from malram.reports.blocks import StatusRun, Table
from malram.reports.blocks import plain as words_of
from malram.reports.registers import Registers, from_json, to_json
from malram.reports.template import load_template
from malram.steering.model import StatusWord
from malram.work.effects import Effect
from malram.work.grants import Grant, Part
from malram.work.queries import Line
from tests.reports import fakes

MNKR = 100_000_000
GOOD, BAD = StatusWord("bra", "Planenligt", "●", "good"), StatusWord("ej", "Ej planenligt", "■", "bad")


def line(id, areas, word=GOOD, part_of="", what="assignment", **given):
    said = {
        "kind": "", "giver": "Fullmäktige", "recipients": ("Nämnden",), "responsible": "Direktör",
        "period": "2024", "case_number": "", "completion": "ongoing", "comment": "",
        "date": date(2024, 12, 31),
    }  # fmt: skip
    titled = {"id": id, "what": what, "title": id.capitalize(), "areas": areas}
    return Line(**{**said, **titled, "part_of": part_of, "word": word, **given})


CARE, STAFF = {"vard": "Vård"}, {"personal": "Personal"}
WORK = (
    line("koer", CARE | STAFF, BAD),
    line("bemanning", STAFF, comment="Nya scheman."),
    line("koer-barn", CARE, part_of="koer"),
    line("stang", {}, completion="done"),
    line("mottagning", CARE, what="activity"),
)


@pytest.fixture
def template(tmp_path):
    path = tmp_path / "arsredovisning.yaml"
    extra = "  - {id: uppdrag, title: Uppdrag, kind: assignments}\n"
    path.write_text(fakes.TEMPLATE + extra, encoding="utf-8")
    found, problems = load_template(path)
    assert problems == []
    return found


@pytest.fixture
def printed(built_with, template):
    """The blocks of one section that lists work."""

    def made(work=WORK, **options):
        section = next(one for one in template.sections if one.id == "uppdrag")
        section.options.clear()
        section.options.update(options)
        document = built_with(registers=Registers(work=work)).document
        return [block for block in document.blocks if block.id.startswith("uppdrag-")]

    return made


def plain(table: Table) -> list[list[str]]:
    return [
        [" ".join(getattr(run, "text", getattr(run, "word", "")) for run in cell) for cell in row.cells]
        for row in table.rows
    ]


def test_an_assignment_stands_under_each_of_its_areas_and_is_counted_once(printed):
    """Two areas, one, one, and none for the last: 2 + 1 + 1 + 1 placements of 4."""
    said, table = printed()
    assert said.runs[0].text == "5 placeringar av 4 olika uppdrag: 1 ej planenligt, 3 planenligt."
    assert [row[0] for row in plain(table)] == [
        *("Vård", "Koer", "Koer-barn"),
        *("Personal", "Koer", "Bemanning"),
        *("Övrigt", "Stang"),
    ]
    assert [row.role for row in table.rows[:3]] == ["group", "item", "of-which"]
    assert table.rows[1].cells[2] == (StatusRun("ej", "Ej planenligt", "■", "bad"),)
    assert plain(table)[5] == ["Bemanning", "Direktör", "Planenligt", "Pågår", "Nya scheman."]


def test_a_section_may_ask_for_activities_or_for_some_areas(printed):
    said, table = printed(what=["activity"])
    assert said.runs[0].text == "1 aktivitet: 1 planenligt."
    assert [row[0] for row in plain(table)] == ["Vård", "Mottagning"]
    _, table = printed(areas=["personal"])
    assert [row[0] for row in plain(table)] == ["Koer", "Bemanning"]  # the section's title names the area
    _, table = printed(areas=["personal"], show=["timetable", "responsible"])
    assert [column.label for column in table.columns][:2] == ["Uppdrag", "Tidplan"]
    assert plain(table)[1][:3] == ["Bemanning", "2024", "Direktör"]


def test_a_section_may_choose_its_columns_and_one_that_nobody_has_anything_in_is_left_out(printed):
    [_, table] = printed(work=WORK[:1], show=["giver", "status", "comment"])
    assert [column.label for column in table.columns] == ["Uppdrag", "Givet av", "Läge"]


def test_assignments_stand_under_the_goal_that_is_their_area(built_with, template):
    """The goal is the area: its assignments follow its indicators, and no other's."""
    goals = next(one for one in template.sections if one.kind == "goals")
    goals.options["work"] = ["status"]
    mine, other = {"tillganglig-vard": "Vård"}, {"nagot-annat": "Annat"}
    work = (line("koer", mine), line("bemanning", mine | other, BAD), line("stang", other))
    blocks = built_with(registers=Registers(work=work)).document.blocks
    said, table = (block for block in blocks if block.id.startswith("mal-tillganglig-vard-uppdrag"))
    assert words_of(said.runs) == "2 uppdrag: 1 planenligt, 1 ej planenligt."
    assert [row[0] for row in plain(table)] == ["Koer", "Bemanning"]
    assert not [block for block in blocks if block.id.startswith("mal-hallbar-beredskap-uppdrag")]


def test_without_any_it_says_so(printed):
    [said] = printed(work=())
    assert said.runs[0].text == "Inga uppdrag under perioden."


def test_what_a_report_printed_is_read_back_as_it_was():
    registers = Registers(matters=fakes.REGISTERS.matters, work=WORK)
    assert from_json(to_json(registers)) == registers


def test_an_unknown_word_in_a_section_is_told_with_its_place(tmp_path):
    path = tmp_path / "mall.yaml"
    wrong = fakes.TEMPLATE.replace("kind: matters,", "kind: matters, events: [decide],")
    path.write_text(wrong, encoding="utf-8")
    _, problems = load_template(path)
    assert [str(problem) for problem in problems] == [
        "reports/mall.yaml:17: R008 Okänt ord 'decide' i events. Menade du 'decided'?"
    ]


GRANT = Grant(
    "tillganglighet", "Ökad tillgänglighet", "Staten", "2024", "", "", 10 * MNKR, 6 * MNKR, 0, 0, 0,
    None, None, 0, "",
    (
        Part("fixed", "Utveckling", 10 * MNKR, "", ""),
        Part("performance", "Telefon", 4 * MNKR, "samtal-15-min", ""),
        Part("performance", "Register", 2 * MNKR, "foljs-inte", "Alla rapporterar."),
    ),
)  # fmt: skip


def as_grants(built_with, template, *found):
    section = next(one for one in template.sections if one.id == "uppdrag")
    sections = tuple(replace(one, kind="grants") if one is section else one for one in template.sections)
    object.__setattr__(template, "sections", sections)
    blocks = built_with(registers=Registers(grants=found)).document.blocks
    return [block for block in blocks if block.id.startswith("uppdrag-")]


def test_parts_of_a_grant_say_what_they_are_paid_by_and_how_the_board_stands(built_with, template):
    """35.9 % against at least 60 %. The indicator nobody follows has neither, and its condition in words."""
    [_whole, parts] = as_grants(built_with, template, GRANT)
    assert parts.caption.endswith("delar, budget i mnkr")
    assert [[words_of(cell).replace("\xa0", " ") for cell in row.cells] for row in parts.rows] == [
        ["Ökad tillgänglighet"],
        ["Utveckling", "Fast del", "", "", "", "10,0"],
        ["Telefon", "Prestationsdel", "Besvarade samtal", "35,9 %", "≥ 60 %", "4,0"],
        ["Register", "Prestationsdel", "Alla rapporterar. foljs-inte", "", "", "2,0"],
    ]


def test_a_grant_that_is_paid_by_nothing_has_no_table_of_parts(built_with, template):
    assert len(as_grants(built_with, template, replace(GRANT, parts=GRANT.parts[:1]))) == 1


def test_grants_of_a_report_from_before_parts_were_kept_are_read(built_with):
    text = to_json(Registers(grants=(GRANT,)))
    assert from_json(text).grants == (GRANT,)
    raw = json.loads(text)
    del raw["grants"][0]["parts"]
    assert from_json(json.dumps(raw)).grants == (replace(GRANT, parts=()),)


SAVED = Effect(
    "farre", "Färre köp", "", "lower-cost", "mnkr", 1, "2024", True, "previous-year", None, "computed",
    "nettokostnad", "", ("namnd",), "", "", "", 20_000_000_00, None, None, None, "",
)  # fmt: skip
HIDDEN = replace(SAVED, id="floden", title="Flöden", known="inseparable", why_inseparable="Allt ändras.")


def test_effects_can_be_printed_with_what_they_are_counted_from(built_with, template):
    """Cost 8 953,2 the year before and 9 149,7 now: −196,5. One not known has no sides."""
    section = next(one for one in template.sections if one.id == "uppdrag")
    changed = replace(section, kind="effects", options={"sides": True})
    sections = tuple(changed if one.id == "uppdrag" else one for one in template.sections)
    object.__setattr__(template, "sections", sections)
    document = built_with(registers=Registers(effects=(SAVED, HIDDEN))).document
    [table] = [block for block in document.blocks if block.id == "uppdrag-tabell"]
    assert [[words_of(cell).replace("\xa0", " ") for cell in row.cells] for row in table.rows] == [
        ["Färre köp", "mnkr", "20,0", "−8 953,2", "−9 149,7", "−196,5"],
        ["Flöden", "mnkr", "20,0", "–", "–", "–"],
        ["Summa, mnkr", "mnkr", "40,0", "−8 953,2", "−9 149,7", "−196,5"],
    ]
    said = [words_of(note.runs) for note in table.notes]
    assert said == [
        "Kan ej särskiljas. Allt ändras.",
        "Summan är utan 1 av 2 åtgärder, vars effekt inte är känd.",
    ]
