# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""From the diary's export to the register and the report's lists. Nothing of a bad file is lost."""

from __future__ import annotations

from datetime import date

import pytest
from django.http import Http404

from malram.audit.models import AuditEntry
from malram.facts.quarantine import quarantined
from malram.facts.store import Store
from malram.matters.access import events_for, matter_for
from malram.matters.models import Matter, MatterEvent
from malram.matters.queries import happened_in
from malram.organisation.models import Unit
from malram.organisation.problems import LoadRefused
from malram.values import Period
from tests.matters.diary import HEADER, refresh, rows, send
from tests.people import load_small_region, three_people

pytestmark = pytest.mark.django_db
A, B = "namnd-1", "namnd-10"
UNITS = (A, B)
GOOD = rows(A, B)


@pytest.fixture
def region(db):
    load_small_region()


@pytest.fixture
def diary(region, tmp_path):
    """Send a diary and let the register follow it."""

    def sent(text, encoding="utf-8"):
        receipt = send(tmp_path, text, UNITS, encoding)
        refresh(tmp_path)
        return receipt

    return sent


def lines(board=A, period="2024"):
    return [
        (one.case_number, one.title, one.event, one.date.isoformat())
        for one in happened_in(board, Period.parse(period))
    ]


def test_a_list_is_what_happened_in_the_period_and_one_matter_may_stand_twice(diary):
    diary(GOOD)
    assert lines() == [
        ("A/1", "Fler tider på kvällen", "assigned", "2024-02-13"),
        ("A/2", "Månadsuppföljning 2024 - mars", "decided", "2024-03-26"),
        ("A/1", "Fler tider på kvällen", "prepared", "2024-05-28"),
        ("A/2", "Månadsuppföljning 2024 - april", "decided", "2024-05-28"),
    ]
    assert lines(period="2025") == [("A/3", "Bänkar i parken", "answered", "2025-01-28")]
    assert lines(period="2024-03") == [("A/2", "Månadsuppföljning 2024 - mars", "decided", "2024-03-26")]


def test_a_matter_has_the_title_it_was_last_given(diary):
    diary(GOOD)
    assert Matter.objects.get(case_number="A/1").title == "Fler tider på kvällen"


def test_the_same_diary_again_changes_nothing_and_leaves_no_trace(diary, tmp_path):
    diary(GOOD)
    traces = AuditEntry.objects.count()
    again = refresh(tmp_path)
    assert (again.matters, again.added, again.removed) == (4, 0, 0)
    assert AuditEntry.objects.count() == traces


def test_a_corrected_diary_replaces_what_it_said_before_and_the_facts_keep_both(diary, tmp_path):
    diary(GOOD)
    diary(GOOD.replace("2024-06-11", "2024-06-12"))
    assert lines(B) == [("B/1", "Snabbare bussar", "prepared", "2024-06-12")]
    entry = AuditEntry.objects.filter(action="matters.refreshed").latest("id")
    assert entry.after == {"matters": 4, "added": 6, "removed": 6}  # every row is of the new file
    assert [d.state for d in Store(tmp_path / "facts").deliveries()] == ["committed", "committed"]


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_swedish_letters_arrive_in_either_encoding(diary, encoding):
    assert diary(GOOD, encoding).state == "committed"
    assert Matter.objects.get(case_number="A/3").title == "Bänkar i parken"


@pytest.mark.parametrize(
    ("data", "encoding", "message"),
    [
        (
            (HEADER + GOOD).encode(),
            "cp1252",
            "diarium.csv:1: F012 Filen är i UTF-8, men mappningen diary säger cp1252: här skulle det stå "
            "';Rubrik;FrÃ¥n;Enhet;'. Ändra encoding i mappningen till utf-8, eller ta ut filen i cp1252.",
        ),
        (
            (HEADER + GOOD).encode("cp1252"),
            "utf-8",
            "diarium.csv:1: F005 Raden går inte att läsa som utf-8: byte 0xe5 är inte tillåten. "
            "Spara filen i utf-8 eller ändra encoding i mappningen diary.",
        ),
        (
            (HEADER + GOOD.replace("Bänkar", "B\N{REPLACEMENT CHARACTER}nkar")).encode(),
            "utf-8",
            "diarium.csv:6: F013 Tecken är redan förstörda i filen, först här: 'rförslag;B�nkar i pa'. "
            "Sådana rader: 1. Ta ut filen på nytt ur källsystemet; bokstäverna går inte att få tillbaka "
            "ur den här.",
        ),
    ],
)
def test_a_diary_in_another_encoding_is_refused_whole(diary, tmp_path, data, encoding, message):
    diary(GOOD)
    receipt = diary(data, encoding)
    assert (receipt.state, [str(found) for found in receipt.problems]) == ("refused", [message])
    assert Store(tmp_path / "facts").landed(receipt.file).path.read_bytes() == data
    assert len(lines()) == 4  # what was there stands


def test_rows_with_shifted_columns_wait_in_quarantine_and_the_others_come_in(diary, tmp_path):
    """Row 2 lacks a field. Row 3 has lost its party and got one too many at the end: dates no longer fit."""
    first, second, *rest = GOOD.splitlines(keepends=True)
    shifted = second.replace("2024;;", "2024;").rstrip("\n") + ";\n"
    receipt = diary(first.replace("KD;", "") + shifted + "".join(rest))
    assert (receipt.state, receipt.landed, receipt.committed, receipt.quarantined) == ("partly", 6, 4, 2)
    waiting = {row.line: row for _, row in quarantined(Store(tmp_path / "facts"), "diary")}
    assert [str(problem) for problem in waiting[2].problems] == [
        "diarium.csv:2: F020 Raden har 8 fält; rubrikraden har 9. "
        "Kontrollera avgränsare inne i text: sätt sådan text inom citattecken."
    ]
    assert waiting[3].raw == shifted
    assert {problem.code for problem in waiting[3].problems} >= {"F025", "F029"}
    assert MatterEvent.objects.count() == 4


def test_a_unit_the_database_lacks_leaves_the_register_as_it_was(diary, tmp_path):
    diary(GOOD)
    Unit.objects.create(id="namnd-2", name="Nämnd 2", level="namnd")
    send(tmp_path, GOOD.replace(f";{B};", ";namnd-3;"), (*UNITS, "namnd-3"))
    with pytest.raises(LoadRefused, match="D001 Enheten 'namnd-3' finns inte i databasen"):
        refresh(tmp_path)
    assert len(lines(B)) == 1


def test_a_matter_of_another_board_does_not_exist(diary):
    """Anna answers for the first board, Bo reads it, Carin is in the other."""
    people = three_people(A, B)
    diary(GOOD)
    assert matter_for(people.anna, "A/1") == matter_for(people.bo, "A/1")
    assert {event.matter.case_number for event in events_for(people.carin)} == {"B/1"}
    with pytest.raises(Http404):
        matter_for(people.carin, "A/1")


def test_only_the_events_of_ones_units_are_seen_in_a_shared_matter(diary):
    people = three_people(A, B)
    diary(GOOD + f"A/1;motion;Fler tider på kvällen;KD;{B};styrelsen;beredd;2024-08-20;\n")
    assert [e.date for e in events_for(people.carin).filter(matter__case_number="A/1")] == [date(2024, 8, 20)]
    assert events_for(people.bo).filter(matter__case_number="A/1").count() == 2
