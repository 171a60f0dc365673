# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Assignments and activities: what the files say, how each goes, and how they are counted."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from malram.accounts.actors import SYSTEM
from malram.audit.models import AuditEntry
from malram.occasions.actions import OccasionClosed, close_occasion, open_occasion
from malram.organisation.problems import LoadRefused
from malram.values import Period
from malram.work.access import activity_for, assignment_for, assignments_for
from malram.work.actions import StatusRefused, report_status
from malram.work.load import load_work
from malram.work.models import Assignment, Status
from malram.work.queries import Counted, by_word, counted, lines_of
from malram.work.words import ACTIVITY, ASSIGNMENT
from tests.work.files import BOARD, FILES, OTHER, write_region

pytestmark = pytest.mark.django_db
YEAR = Period.parse("2024")


def lines(what=ASSIGNMENT, period="2024", board=BOARD):
    return lines_of(board, Period.parse(period), what)


def test_what_the_files_say_is_loaded_and_a_second_time_changes_nothing(loaded):
    first, part = lines()
    assert (first.title, first.giver, first.recipients) == ("Korta köerna", "Regionen", ("Forvaltning-1",))
    assert (first.responsible, first.case_number, first.kind) == ("Direktör", "A/1", "politiskt uppdrag")
    assert (part.part_of, part.word.word, part.completion) == ("kortare-koer", "Planenligt", "done")
    traces = AuditEntry.objects.count()
    assert set(vars(load_work(actor=SYSTEM, folder=loaded)).values()) == {0}
    assert AuditEntry.objects.count() == traces


def test_an_assignment_under_two_areas_is_placed_twice_and_is_one(loaded):
    """Korta köerna stands under two areas, its part under one: 2 + 1 placements of 2."""
    count = counted(lines())
    assert (count.placements, count.unique) == (3, 2)
    assert {word.id: n for word, n in by_word(lines()).items()} == {"ej-planenligt": 1, "planenligt": 1}


def test_under_chosen_areas_only_the_placements_there_are_counted(loaded):
    """Under Personal alone Korta köerna is placed once, though it stands under Tillgänglighet too."""
    here = [line for line in lines() if "personal" in line.areas]
    assert counted(here, ["personal"]) == Counted(1, 1)
    assert counted(lines(), ["tillganglighet"]) == Counted(2, 2)


def test_a_part_that_names_no_area_stands_under_those_of_its_whole(region):
    text = FILES["work/assignments.yaml"]
    lone = "title: Korta köerna för barn\n  areas: [tillganglighet]\n"
    assert lone in text
    write_region(region, assignments=text.replace(lone, "title: Korta köerna för barn\n"))
    load_work(actor=SYSTEM, folder=region)
    assert [list(line.areas) for line in lines()] == [["tillganglighet", "personal"]] * 2


def test_an_assignment_and_an_activity_of_one_name_are_two(loaded):
    both = [*lines(), *lines(what="activity")]
    same = [replace(line, id="samma") for line in (both[0], both[-1])]
    assert counted(same).unique == 2
    assert by_word(same).total() == 2


def test_many_assignments_take_no_more_questions_than_few(loaded, django_assert_max_num_queries):
    """Three hundred, each given by a board, of a part with areas of its whole."""
    whole = Assignment.objects.get(id="kortare-koer")
    Assignment.objects.bulk_create(
        Assignment(id=f"a-{n}", board_id=BOARD, giver_id="regionen", title="A", period="2024", part_of=whole)
        for n in range(300)
    )
    with django_assert_max_num_queries(8):
        assert len(lines()) == 302


def test_how_it_goes_is_that_of_the_last_day_of_the_period(loaded):
    """Whether it goes to plan and how far it has come are two things."""
    august, december = lines(period="2024-01/2024-08")[0], lines()[0]
    assert (august.word.id, august.completion, august.comment) == ("planenligt", "ongoing", "Fler tider.")
    assert (december.word.id, december.completion) == ("ej-planenligt", "ongoing")
    assert lines(period="2024-03")[0].word.word == "Inget läge angivet"


def test_a_whole_that_is_only_told_of_in_its_parts_says_so(region):
    said = FILES["work/assignments.yaml"]
    first, last = said.index("  status:\n"), said.index("- id: kortare-koer-barn")
    load_work(actor=SYSTEM, folder=write_region(region, assignments=said[:first] + said[last:]))
    assert [line.word.word for line in lines()] == ["Se delarna", "Planenligt"]
    assert lines(period="2024-03")[0].word.word == "Inget läge angivet"


@pytest.mark.parametrize(
    ("period", "expected"),
    [("2023", []), ("2024-09", ["kvallsmottagning"]), ("2025-T1", ["kvallsmottagning"]), ("2025-04", [])],
)
def test_a_list_has_what_runs_in_the_period(loaded, period, expected):
    assert [line.id for line in lines(ACTIVITY, period)] == expected


def test_what_is_open_ended_runs_in_every_later_period(loaded):
    assert [line.id for line in lines(period="2031", board=OTHER)] == ["bussar"]
    assert lines(period="2031", board=OTHER)[0].period == "2024 och framåt"


def test_one_activity_serves_several_assignments(people):
    activity = activity_for(people.bo, "kvallsmottagning")
    assert {one.pk for one in activity.assignments.all()} == {"kortare-koer", "kortare-koer-barn"}


MISTAKES = [
    (
        "assignments",
        ("word: planenligt, completion: ongoing", "word: planenlig, completion: ongoing"),
        "work/assignments.yaml:13: W001 'planenlig' är inget av styrmodellens lägen. Menade du 'planenligt'?",
    ),
    (
        "assignments",
        ("responsible: direktor", "responsible: direktoren"),
        "work/assignments.yaml:10: L004 Den ansvariga rollen 'direktoren' finns inte. Menade du 'direktor'?",
    ),
    (
        "assignments",
        ("recipients: [forvaltning-1]", "recipients: [forvaltning-2]"),
        "work/assignments.yaml:5: L004 Enheten 'forvaltning-2' finns inte. Menade du 'forvaltning-1'?",
    ),
    (
        "assignments",
        ("areas: [tillganglighet, personal]", "areas: [tillganglighet, person]"),
        "work/assignments.yaml:8: L004 Området 'person' finns inte. Menade du 'personal'?",
    ),
    (
        "assignments",
        ('period: "2024"', 'period: "våren"'),
        "work/assignments.yaml:9: L005 Perioden ”våren” finns inte.",
    ),
    (
        "assignments",
        ("date: 2024-08-31", "date: 2024-13-31"),
        "work/assignments.yaml:13: L005 '2024-13-31' är ingen dag. Skriv dagar som 2024-12-31.",
    ),
    (
        "assignments",
        ("id: bussar", "id: kortare-koer"),
        "work/assignments.yaml:25: L006 'kortare-koer' står två gånger. Byt id på den ena.",
    ),
    (
        "assignments",
        ("part_of: kortare-koer", "part_of: kortare-koer-barn"),
        "work/assignments.yaml:15: L008 'kortare-koer-barn' är en del av sig självt. Rätta part_of.",
    ),
    (
        "assignments",
        ("  title: Korta köerna\n", ""),
        "work/assignments.yaml:2: L003 Nyckeln 'title' saknas. Lägg till 'title: …'.",
    ),
    (
        "activities",
        ("assignments: [kortare-koer,", "assignments: [kortare-kör,"),
        "work/activities.yaml:7: L004 Uppdraget 'kortare-kör' finns inte. Menade du 'kortare-koer'?",
    ),
    (
        "activities",
        ("title:", "titel:"),
        "work/activities.yaml:4: L002 Okänd nyckel 'titel'. Menade du 'title'?",
    ),
    ("roles", (FILES["work/roles.yaml"], "direktor\n"), "work/roles.yaml:1: L001 Det står ingen lista här."),
]


@pytest.mark.parametrize(("file", "change", "message"), MISTAKES)
def test_every_mistake_has_its_place_and_nothing_is_stored(region, file, change, message):
    text = next(text for name, text in FILES.items() if name.endswith(f"/{file}.yaml"))
    assert change[0] in text
    write_region(region, **{file: text.replace(*change, 1)})
    with pytest.raises(LoadRefused) as refused:
        load_work(actor=SYSTEM, folder=region)
    assert message in str(refused.value)
    assert not Status.objects.exists()


def test_all_mistakes_are_told_at_once(region):
    text = FILES["work/assignments.yaml"].replace("responsible: direktor", "responsible: x")
    write_region(region, assignments=text.replace("word: ej-planenligt", "word: rött"))
    with pytest.raises(LoadRefused) as refused:
        load_work(actor=SYSTEM, folder=region)
    assert [problem.code for problem in refused.value.problems] == ["L004", "W001"]


def test_a_status_that_is_told_is_not_rewritten_by_the_file(loaded):
    text = FILES["work/assignments.yaml"].replace("Läkare saknas.", "Allt går bra.")
    write_region(loaded, assignments=text)
    with pytest.raises(LoadRefused, match="W002 kortare-koer har redan ett annat läge för 2024-12-31"):
        load_work(actor=SYSTEM, folder=loaded)
    with pytest.raises(TypeError, match="never changed"):
        Status.objects.update(comment="Allt går bra.")


@pytest.fixture
def occasion(loaded):
    return open_occasion(actor=SYSTEM, board_id=BOARD, kind="ar", period="2025")


def tell(person, occasion, **changed):
    said = {"kind": ASSIGNMENT, "id": "kortare-koer", "word": "planenligt", "completion": "done"}
    return report_status(actor=person, occasion_id=occasion.pk, **{**said, **changed})


def test_how_it_goes_is_told_at_a_follow_up_and_what_was_told_before_stays(people, occasion):
    tell(people.anna, occasion, comment=" Klart. ")
    found = assignment_for(people.bo, "kortare-koer").statuses.order_by("date")
    assert [(s.date.isoformat(), s.word, s.completion, s.comment) for s in found] == [
        ("2024-08-31", "planenligt", "ongoing", "Fler tider."),
        ("2024-12-31", "ej-planenligt", "ongoing", "Läkare saknas."),
        ("2025-12-31", "planenligt", "done", "Klart."),
    ]
    entry = AuditEntry.objects.filter(action="work.status").latest("id")
    assert (entry.actor, entry.object, entry.unit) == ("person:anna", "assignment:kortare-koer", BOARD)
    assert (entry.before["word"], entry.after["word"]) == ("ej-planenligt", "planenligt")
    assert lines()[0].word.id == "ej-planenligt"  # the report of 2024 says what it said


def test_a_word_the_model_does_not_have_is_refused(people, occasion):
    with pytest.raises(StatusRefused, match="'rött' är inget av styrmodellens lägen: planenligt, ej-plan"):
        tell(people.anna, occasion, word="rött")
    with pytest.raises(StatusRefused, match="Välj hur långt"):
        tell(people.anna, occasion, completion="nästan")


def test_nothing_is_told_at_a_closed_follow_up_or_one_of_another_board(people, occasion):
    elsewhere = open_occasion(actor=SYSTEM, board_id=OTHER, kind="ar", period="2025")
    with pytest.raises(StatusRefused, match="hör till en annan nämnd"):
        tell(SYSTEM, elsewhere)
    with pytest.raises(Http404):
        tell(people.anna, elsewhere)
    close_occasion(actor=SYSTEM, occasion_id=occasion.pk)
    with pytest.raises(OccasionClosed):
        tell(people.anna, occasion)


def test_who_may_read_may_not_tell_and_for_others_it_does_not_exist(people, occasion):
    """Anna answers for the board, Bo reads it, Carin is in another."""
    with pytest.raises(PermissionDenied, match="rapportör, godkännare eller controller"):
        tell(people.bo, occasion)
    with pytest.raises(Http404):
        tell(people.carin, occasion)
    assert [one.pk for one in assignments_for(people.carin)] == ["bussar"]
