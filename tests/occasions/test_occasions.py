# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from malram.accounts.actors import SYSTEM
from malram.audit.models import AuditEntry
from malram.occasions.access import comments_for, occasions_for
from malram.occasions.actions import (
    CommentConflict,
    OccasionClosed,
    close_occasion,
    open_occasion,
    write_comment,
)
from malram.occasions.models import Comment
from malram.occasions.queries import closed_months, closed_periods
from malram.organisation.giving import give_role
from malram.values import PeriodError, month_index
from tests.people import FIRST_DAY, load_small_region, three_people

pytestmark = pytest.mark.django_db


@pytest.fixture
def three():
    load_small_region()
    return three_people()


@pytest.fixture
def occasion(three):
    return open_occasion(actor=three.anna, board_id="namnd-1", kind="ar", period="2024")


def comment(person, occasion, body, version=0, about="goal:rm-ekonomi"):
    return write_comment(actor=person, occasion_id=occasion.pk, about=about, body=body, version=version)


def test_anna_writes_bo_only_reads_and_for_carin_there_is_no_occasion(three, occasion):
    comment(three.anna, occasion, "Det gick bra.")
    with pytest.raises(PermissionDenied):
        comment(three.bo, occasion, "Nej.", version=1)
    with pytest.raises(Http404):
        comment(three.carin, occasion, "Nej.", version=1)
    assert comments_for(three.bo, occasion.pk)["goal:rm-ekonomi"].body == "Det gick bra."
    assert list(occasions_for(three.carin)) == []
    with pytest.raises(Http404):
        comments_for(three.carin, occasion.pk)


def test_who_may_write_may_open_and_close(three, occasion):
    for person, error in ((three.bo, PermissionDenied), (three.carin, Http404)):
        with pytest.raises(error):
            close_occasion(actor=person, occasion_id=occasion.pk)
        with pytest.raises(error):
            open_occasion(actor=person, board_id="namnd-1", kind="manad", period="2024-04")
    assert close_occasion(actor=three.anna, occasion_id=occasion.pk).state == "closed"


def test_the_second_of_two_who_write_at_once_is_shown_the_first(three, occasion):
    give_role(actor=SYSTEM, person=three.bo, unit_id="namnd-1", role="approver", valid_from=FIRST_DAY)
    read = comment(three.anna, occasion, "Första.").version
    comment(three.anna, occasion, "Annas andra.", version=read)
    with pytest.raises(CommentConflict, match="Anna har ändrat kommentaren") as conflict:
        comment(three.bo, occasion, "Bos andra.", version=read)
    assert conflict.value.current.body == "Annas andra."
    comment(three.bo, occasion, "Sammanvägt.", version=conflict.value.current.version)
    assert Comment.objects.get().body == "Sammanvägt."


def test_two_who_write_the_first_comment_at_once_do_not_overwrite_each_other(three, occasion):
    comment(three.anna, occasion, "Annas.")
    with pytest.raises(CommentConflict):
        comment(SYSTEM, occasion, "Systemets.")
    assert Comment.objects.get().body == "Annas."


def test_the_same_text_saved_again_leaves_no_entry(three, occasion):
    version = comment(three.anna, occasion, "Det gick bra.").version
    assert comment(three.anna, occasion, "Det gick bra.", version).version == version
    assert AuditEntry.objects.filter(action="comment.written").count() == 1


def test_nothing_is_written_in_a_closed_occasion_until_it_is_opened_again(three, occasion):
    close_occasion(actor=three.anna, occasion_id=occasion.pk, reason="Årsredovisningen är beslutad.")
    with pytest.raises(OccasionClosed, match="Öppna den igen"):
        comment(three.anna, occasion, "Sent.")
    open_occasion(actor=three.anna, board_id="namnd-1", kind="ar", period="2024")
    assert comment(three.anna, occasion, "Sent.").version == 1
    actions = AuditEntry.objects.filter(action__startswith="occasion.").values_list("action", flat=True)
    assert list(actions) == ["occasion.opened", "occasion.closed", "occasion.reopened"]


def test_only_goals_indicators_and_sections_can_be_commented(three, occasion):
    with pytest.raises(ValueError, match="'budget' går inte att kommentera"):
        comment(three.anna, occasion, "Hej.", about="budget")
    assert comment(three.anna, occasion, "Hej.", about="section:handelser").about == "section:handelser"


def test_a_month_is_closed_when_every_occasion_over_it_is(three, occasion):
    """April is closed but the year is open: late April facts may come, until the year is closed too."""
    april = open_occasion(actor=three.anna, board_id="namnd-1", kind="manad", period="2024-04")
    close_occasion(actor=three.anna, occasion_id=april.pk)
    assert closed_months() == frozenset()
    close_occasion(actor=three.anna, occasion_id=occasion.pk)
    year = {month_index(2024, month) for month in range(1, 13)}
    assert closed_months() == year
    assert closed_periods(["ledger", "calls"]) == {(name, m) for name in ("ledger", "calls") for m in year}


def test_an_unknown_kind_or_period_is_refused(three):
    with pytest.raises(ValueError, match="'vecka' finns inte"):
        open_occasion(actor=three.anna, board_id="namnd-1", kind="vecka", period="2024")
    with pytest.raises(PeriodError, match="Månad 13"):
        open_occasion(actor=three.anna, board_id="namnd-1", kind="manad", period="2024-13")
