# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from malram.accounts.actors import SYSTEM
from malram.audit.models import AuditEntry
from malram.facts.unit_rows import check_units, read_units
from malram.organisation.actions import load_units
from malram.organisation.giving import give_role
from malram.organisation.models import Placement, Unit
from malram.organisation.problems import LoadRefused
from tests.people import FIRST_DAY, load_small_region, small_region, three_people, unit_row

HEAD = "unit,parent,name,level,regi,valid_from,valid_to\n"


def problems_in(tmp_path, text):
    path = tmp_path / "organisation.csv"
    path.write_text(text, encoding="utf-8")
    return list(map(str, read_units(path)[1]))


def test_everything_wrong_is_listed_at_once_with_line_and_remedy(tmp_path):
    text = HEAD + (
        "regionen,,Regionen,region,own,2021-01-01,\n"
        "namnd,regione,Nämnden,namnd,own,2021-01-01,\n"
        "enhet,namnd,Enheten,enhet,own,i fjol,\n"
        "namnd,regionen,Nämnden,namnd,own,2022-01-01,\n"
        "enhet-2,namnd,Enheten,enhet,own,2022-01-01,2021-01-01\n"
    )
    assert problems_in(tmp_path, text) == [
        "organisation.csv:4: O002 En dag går inte att läsa. Skriv dagar som 2024-12-31.",
        "organisation.csv:6: O003 Sista dagen ligger före den första. Byt plats på dem.",
        "organisation.csv:5: O004 'namnd' har två platser samma dag. Avsluta den förra raden dagen före, "
        "eller skriv i 'known_from' när den nya blev känd.",
        "organisation.csv:3: O005 Den överordnade enheten 'regione' finns inte. Menade du 'regionen'?",
    ]


def test_a_missing_column_is_named(tmp_path):
    assert problems_in(tmp_path, "unit,parent,name,level,valid_from,valid_to\n") == [
        "organisation.csv:1: O001 Kolumnen 'regi' saknas. "
        "Filen ska ha kolumnerna unit, parent, name, level, regi, valid_from, valid_to."
    ]


def test_a_unit_cannot_stand_below_itself():
    rows = [unit_row("a", "b"), unit_row("b", "c"), unit_row("c", "a")]
    assert {problem.code for problem in check_units(rows)} == {"O006"}


def test_a_unit_may_move_from_one_day_to_the_next():
    rows = [*small_region()[:2], unit_row("namnd-10", "regionen")]
    rows += [
        unit_row("x", "namnd-1", valid_to=date(2024, 11, 30)),
        unit_row("x", "namnd-10", valid_from=date(2024, 12, 1)),
    ]
    assert check_units(rows) == []


@pytest.mark.django_db
def test_refused_rows_change_nothing():
    load_small_region()
    with pytest.raises(LoadRefused, match="O005"):
        load_units(actor=SYSTEM, rows=[*small_region(), unit_row("ny", "finns-inte")])
    assert Unit.objects.count() == Placement.objects.count() == 4


@pytest.mark.django_db
def test_the_same_rows_again_change_nothing_and_leave_no_entry():
    assert load_units(actor=SYSTEM, rows=small_region()) == 4
    assert load_units(actor=SYSTEM, rows=small_region()) == 0
    assert AuditEntry.objects.filter(action="organisation.loaded").count() == 1


@pytest.mark.django_db
def test_a_person_may_not_load_units_or_give_roles_however_much_they_edit():
    load_small_region()
    anna = three_people().anna
    with pytest.raises(PermissionDenied):
        load_units(actor=anna, rows=small_region())
    with pytest.raises(PermissionDenied):
        give_role(actor=anna, person=anna, unit_id="namnd-1", role="approver", valid_from=FIRST_DAY)


@pytest.mark.django_db
@pytest.mark.parametrize(("unit", "role"), [("finns-inte", "reader"), ("regionen", "chef")])
def test_a_role_that_cannot_be_given_is_refused_by_name(unit, role):
    load_small_region()
    anna = three_people().anna
    with pytest.raises(ValueError, match="finns inte"):
        give_role(actor=SYSTEM, person=anna, unit_id=unit, role=role, valid_from=FIRST_DAY)
