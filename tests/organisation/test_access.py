# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import Http404

from malram.accounts.actors import SYSTEM
from malram.organisation.access import unit_for, units_for
from malram.organisation.actions import load_units
from malram.organisation.giving import give_role
from tests.people import load_small_region, three_people, unit_row

pytestmark = pytest.mark.django_db


@pytest.fixture
def three():
    load_small_region()
    return three_people()


def test_a_role_reaches_everything_below_its_unit_and_nothing_beside_it(three):
    """Nämnd 10 begins with the same letters as nämnd 1 and stands beside it."""
    assert units_for(three.anna) == {"namnd-1", "forvaltning-1"}
    assert units_for(three.carin) == {"namnd-10"}


def test_who_may_comment_gets_the_unit_who_may_read_is_refused_and_for_others_it_is_not_there(three):
    assert unit_for(three.anna, "forvaltning-1", may="comment").id == "forvaltning-1"
    assert unit_for(three.bo, "forvaltning-1").id == "forvaltning-1"
    with pytest.raises(PermissionDenied, match="läsa om enheten"):
        unit_for(three.bo, "forvaltning-1", may="comment")
    with pytest.raises(Http404):
        unit_for(three.carin, "forvaltning-1")


def test_a_unit_that_does_not_exist_looks_like_one_that_is_not_yours(three):
    with pytest.raises(Http404) as missing:
        unit_for(three.anna, "finns-inte")
    with pytest.raises(Http404) as elsewhere:
        unit_for(three.anna, "namnd-10")
    assert str(missing.value) == str(elsewhere.value)


def test_for_nobody_signed_in_there_are_no_units(three):
    assert units_for(AnonymousUser()) == set()


def test_a_person_who_is_no_longer_active_has_no_units(three):
    three.anna.is_active = False
    assert units_for(three.anna) == set()


def test_a_role_ends_after_its_last_day(three):
    give_role(
        actor=SYSTEM, person=three.carin, unit_id="namnd-1", role="reader",
        valid_from=date(2024, 1, 1), valid_to=date(2024, 12, 31),
    )  # fmt: skip
    assert "namnd-1" in units_for(three.carin, date(2024, 12, 31))
    assert "namnd-1" not in units_for(three.carin, date(2025, 1, 1))


def test_a_role_follows_the_tree_of_the_day(three):
    """The administration moves from nämnd 1 to nämnd 10 at the turn of the year."""
    rows = [
        unit_row("regionen"),
        unit_row("namnd-1", "regionen"),
        unit_row("namnd-10", "regionen"),
        unit_row("forvaltning-1", "namnd-1", valid_to=date(2024, 12, 31)),
        unit_row("forvaltning-1", "namnd-10", valid_from=date(2025, 1, 1)),
    ]
    load_units(actor=SYSTEM, rows=rows)
    assert "forvaltning-1" in units_for(three.anna, date(2024, 12, 31))
    assert "forvaltning-1" in units_for(three.carin, date(2025, 1, 1))
    assert "forvaltning-1" not in units_for(three.anna, date(2025, 1, 1))
