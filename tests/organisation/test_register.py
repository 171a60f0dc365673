# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""organisation.csv with two times: the days a row is about, and the day it became known."""

from datetime import date

import pytest

from malram.accounts.actors import SYSTEM
from malram.facts.unit_rows import known_rows, read_units
from malram.facts.units import UnitRegister
from malram.organisation.actions import load_units
from malram.organisation.models import Placement

HEAD = "unit,parent,name,level,regi,valid_from,valid_to,known_from,successor\n"
START = (
    "regionen,,Regionen,region,own,2021-01-01,,,\n"
    "norr,regionen,Norr,omrade,own,2021-01-01,,,\n"
    "soder,regionen,Söder,omrade,own,2021-01-01,,,\n"
    "vc-a,norr,Vårdcentral A,enhet,own,2021-01-01,,,\n"
    "vc-b,norr,Vårdcentral B,enhet,own,2021-01-01,,,\n"
)


def written(tmp_path, more="", start=START):
    path = tmp_path / "organisation.csv"
    path.write_text(HEAD + start + more, encoding="utf-8")
    return path


def good_rows(tmp_path, more):
    rows, problems = read_units(written(tmp_path, more))
    assert list(map(str, problems)) == []
    return rows


def problems_in(tmp_path, more, start=START):
    return list(map(str, read_units(written(tmp_path, more, start))[1]))


def spells(rows, unit, known_at=None):
    return [
        (row.parent, row.name, str(row.valid_from), str(row.valid_to or ""))
        for row in known_rows(rows, known_at)
        if row.unit == unit
    ]


def test_a_move_is_one_row_and_what_was_known_before_it_can_still_be_asked_for(tmp_path):
    rows = good_rows(tmp_path, "vc-a,soder,Vårdcentral A,enhet,own,2025-01-01,,2024-11-10,\n")
    before = [("norr", "Vårdcentral A", "2021-01-01", "")]
    assert spells(rows, "vc-a", date(2024, 11, 9)) == before
    assert spells(rows, "vc-a", date(2024, 11, 10)) == spells(rows, "vc-a") == [
        ("norr", "Vårdcentral A", "2021-01-01", "2024-12-31"),
        ("soder", "Vårdcentral A", "2025-01-01", ""),
    ]  # fmt: skip


def test_a_later_row_corrects_an_earlier_one_about_the_same_days(tmp_path):
    """The move was put on the first of January and took place in July; the name came wrong at first."""
    rows = good_rows(
        tmp_path,
        "vc-a,soder,Vardcentral A,enhet,own,2025-01-01,,2024-11-10,\n"
        "vc-a,soder,Vårdcentral A,enhet,own,2024-07-01,,2025-02-03,\n",
    )
    assert spells(rows, "vc-a", date(2025, 1, 31))[-1] == ("soder", "Vardcentral A", "2025-01-01", "")
    assert spells(rows, "vc-a") == [
        ("norr", "Vårdcentral A", "2021-01-01", "2024-06-30"),
        ("soder", "Vårdcentral A", "2024-07-01", ""),
    ]


def test_a_merger_a_split_and_a_closure_can_be_written(tmp_path):
    rows = good_rows(
        tmp_path,
        "vc-a,norr,Vårdcentral A,enhet,own,2021-01-01,2024-12-31,2024-10-01,vc-ab\n"
        "vc-b,norr,Vårdcentral B,enhet,own,2021-01-01,2024-12-31,2024-10-01,vc-ab\n"
        "vc-ab,norr,Vårdcentral AB,enhet,own,2025-01-01,,2024-10-01,\n"
        "vc-ab,norr,Vårdcentral AB,enhet,own,2025-01-01,2025-12-31,2025-10-01,vc-c vc-d\n"
        "vc-c,norr,Vårdcentral C,enhet,own,2026-01-01,2026-06-30,2025-10-01,\n"
        "vc-d,soder,Vårdcentral D,enhet,own,2026-01-01,,2025-10-01,\n",
    )
    ends = {row.unit: row.successors for row in known_rows(rows) if row.valid_to}
    assert ends == {"vc-a": ("vc-ab",), "vc-b": ("vc-ab",), "vc-ab": ("vc-c", "vc-d"), "vc-c": ()}
    assert spells(rows, "vc-ab", date(2024, 9, 30)) == []


def test_a_fact_is_checked_against_what_is_known_now_of_the_day_it_is_about(tmp_path):
    units = UnitRegister.read(
        written(tmp_path, "vc-a,norr,Vårdcentral A,enhet,own,2021-01-01,2024-12-31,2024-10-01,\n")
    )
    assert units.known("vc-a", date(2024, 12, 31))
    assert not units.known("vc-a", date(2025, 1, 1))


def test_everything_wrong_with_the_two_times_is_listed_at_once(tmp_path):
    wrong = (
        "vc-a,soder,A,enhet,own,2025-01-01,,2024-11-10,\n"
        "vc-a,norr,A,enhet,own,2025-03-01,,2024-11-10,\n"
        "vc-b,norr,B,enhet,own,2021-01-01,2024-12-31,2024-10-01,vc-x\n"
        "norr,regionen,Norr,omrade,own,2021-01-01,2025-12-31,2025-09-01,\n"
        "soder,regionen,Söder,omrade,own,2021-01-01,,2025-09-01,norr\n"
        "vc-c,norr,C,enhet,own,2021-01-01,,i går,\n"
    )
    assert problems_in(tmp_path, wrong) == [
        "organisation.csv:12: O002 En dag går inte att läsa. Skriv dagar som 2024-12-31.",
        "organisation.csv:8: O004 'vc-a' har två platser samma dag. Avsluta den förra raden dagen före, "
        "eller skriv i 'known_from' när den nya blev känd.",
        "organisation.csv:9: O008 Efterträdaren 'vc-x' finns inte. Menade du 'vc-b'?",
        "organisation.csv:11: O009 'soder' har en efterträdare men ingen sista dag. "
        "Skriv enhetens sista dag i 'valid_to'.",
        "organisation.csv:8: O007 'vc-a' står under 'norr', som inte finns 2026-01-01. "
        "Skriv en rad som säger var 'vc-a' står från och med den dagen.",
    ]


def test_a_parent_that_became_known_later_than_the_unit_is_not_there_yet(tmp_path):
    new = (
        "vc-c,ost,C,enhet,own,2025-01-01,,2024-10-01,\nost,regionen,Öst,omrade,own,2025-01-01,,2024-11-01,\n"
    )
    [problem] = problems_in(tmp_path, new)
    assert problem.startswith("organisation.csv:7: O005 Den överordnade enheten 'ost' finns inte.")


def test_a_ring_that_only_a_correction_closes_is_found_at_the_time_it_is_known(tmp_path):
    ring = "norr,soder,Norr,omrade,own,2024-03-01,,2024-01-01,\n"
    ring += "soder,norr,Söder,omrade,own,2024-01-01,,2024-06-01,\n"
    [problem] = problems_in(tmp_path, ring)
    assert problem == (
        "organisation.csv:7: O006 'norr' är överordnad sig själv. Rätta en av raderna i ringen."
    )


def test_units_that_succeed_each_other_are_a_ring_and_a_successor_must_be_there_the_next_day(tmp_path):
    ends = (
        "vc-a,norr,A,enhet,own,2021-01-01,2024-12-31,2024-10-01,vc-b\n"
        "vc-b,norr,B,enhet,own,2021-01-01,2024-12-31,2024-10-01,vc-a\n"
        "vc-c,norr,C,enhet,own,2021-01-01,2024-06-30,,vc-d\n"
        "vc-d,norr,D,enhet,own,2025-01-01,,,\n"
    )
    hint = "Låt en av enheterna i ringen finnas kvar, eller ange en annan efterträdare."
    assert problems_in(tmp_path, ends) == [
        "organisation.csv:9: O011 Efterträdaren 'vc-d' finns inte 2024-07-01. "
        "Ange en enhet som finns då, eller ändra när 'vc-d' börjar eller slutar.",
        f"organisation.csv:7: O010 'vc-a' efterträder sig själv. {hint}",
        f"organisation.csv:8: O010 'vc-b' efterträder sig själv. {hint}",
    ]


@pytest.mark.django_db
def test_the_database_holds_what_is_known_now(tmp_path):
    rows = good_rows(tmp_path, "vc-a,soder,Vårdcentral A,enhet,own,2025-01-01,,2024-11-10,\n")
    load_units(actor=SYSTEM, rows=rows)
    placed = Placement.objects.filter(unit_id="vc-a").values_list("parent_id", "valid_from", "valid_to")
    assert list(placed) == [
        ("norr", date(2021, 1, 1), date(2024, 12, 31)),
        ("soder", date(2025, 1, 1), None),
    ]
