# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""What-if budgets: side by side, merged once, and never against the books."""

from collections.abc import Sequence
from contextlib import suppress

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from malram.accounts.actors import SYSTEM
from malram.audit.models import AuditEntry
from malram.frames.actions import close_year
from malram.frames.checks import check_books
from malram.frames.models import Decision, Posting
from malram.frames.posting import DecisionRefused, Entry
from malram.frames.queries import Books
from malram.planning.access import branch_for, branches_for
from malram.planning.branch_actions import add_drafts, close_branch, last_years_frames, remove_draft
from malram.planning.models import Branch, Step, StepRecord
from malram.planning.queries import compare, entries_of
from tests.frames.books import ACCOUNTS, MNKR, YEAR, framed_books, move, person_in
from tests.planning import planned
from tests.planning.planned import NEXT, branch, merged, planned_year, until_frames

pytestmark = pytest.mark.django_db


@pytest.fixture
def steps():
    framed_books()
    found = planned_year()
    until_frames(found)
    return found


def test_branches_stand_side_by_side_with_last_year_and_what_is_decided(steps):
    """Last year varden had 100 and kulturen 5. A keeps that; B gives varden 4 more and kulturen 1 less.

    What lies below the boards is not the assembly's to divide, and no branch touches it.
    """
    a = branch("A", *planned.given(("varden", 100), ("kulturen", 5)))
    b = branch("B", *planned.given(("varden", 104), ("kulturen", 4)))
    found = {row.account.id: row for row in compare("fullmaktige", NEXT, [a, b])}
    shown = {id_: (row.depth, row.previous, row.base, *row.branches) for id_, row in found.items()}
    assert {id_: tuple(n // MNKR if i else n for i, n in enumerate(row)) for id_, row in shown.items()} == {
        "skatter": (0, -105, 0, -105, -108),
        "fullmaktige": (0, 105, 0, 105, 108),
        "varden": (1, 100, 0, 100, 104),
        "kulturen": (1, 5, 0, 5, 4),
    }
    assert Books([NEXT]).frame("varden", NEXT) == 0  # nothing is posted by comparing


def test_the_decision_merges_one_branch_and_closes_the_others(steps):
    a = branch("A", *planned.given(("varden", 100)))
    b = branch("B", *planned.given(("varden", 104)))
    decision = merged(b)
    a.refresh_from_db(), b.refresh_from_db()
    assert (a.state, b.state, b.decision) == (Branch.CLOSED, Branch.MERGED, decision)
    legs = [Entry(p.account_id, p.year_id, p.amount, p.kind, None) for p in decision.postings.order_by("id")]
    assert legs == entries_of(b)
    assert entries_of(a) == planned.given(("varden", 100))  # kept to be read
    assert Books([NEXT]).frame("varden", NEXT) == 104 * MNKR
    assert StepRecord.objects.get(step=steps[Step.FRAMES, "fullmaktige"]).text == "Skäl."
    trail = AuditEntry.objects.filter(object__startswith="branch:").values_list("object", "action")
    assert list(trail) == [
        (f"branch:{a.pk}", "branch.opened"),
        (f"branch:{b.pk}", "branch.opened"),
        (f"branch:{b.pk}", "branch.merged"),
        (f"branch:{a.pk}", "branch.closed"),
    ]


def test_a_branch_is_merged_once_and_a_closed_one_never(steps):
    a, b = branch("A", *planned.given(("varden", 100))), branch("B", *planned.given(("varden", 104)))
    merged(a)
    for one, said in ((a, "Förslaget är antaget"), (b, "Förslaget är nedlagt")):
        with pytest.raises(DecisionRefused, match=said):
            merged(one)
        with pytest.raises(DecisionRefused, match=said):
            add_drafts(actor=SYSTEM, branch_id=one.pk, entries=planned.given(("varden", 1)))
    with pytest.raises(DecisionRefused, match="Ett förslag är redan antaget för 2027"):
        branch("C")
    assert Decision.objects.filter(postings__year=NEXT).distinct().count() == 1


@pytest.mark.parametrize(
    ("entries", "said"),
    [
        ([], "Beslutet flyttar inga pengar"),
        (
            planned.given(("varden", 100))[1:],
            r"går inte jämnt ut för 2027: posterna summerar till 100,000.mnkr",
        ),
        (move("varden", "kulturen", MNKR, year=NEXT), r"Mer fördelas än ramen rymmer: Varden har 0,00.kr"),
    ],
)
def test_a_branch_the_books_refuse_cannot_be_merged_and_nothing_has_happened(steps, entries, said):
    one = branch("A", *entries)
    before = Posting.objects.count()
    with pytest.raises(DecisionRefused, match=said):
        merged(one)
    one.refresh_from_db()
    assert (one.state, one.decision, Posting.objects.count()) == (Branch.OPEN, None, before)
    assert not StepRecord.objects.filter(step=steps[Step.FRAMES, "fullmaktige"]).exists()


def test_nothing_is_merged_into_a_closed_year(steps):
    one = branch("A", *planned.given(("varden", 100)))
    close_year(actor=SYSTEM, year=NEXT, reason="Klart.")
    with pytest.raises(DecisionRefused, match="2027 är stängt"):
        merged(one)


def test_a_boards_branch_waits_for_the_assembly_and_then_decides_its_plan(steps):
    """What last year gave is where a branch may begin: norr 60 and soder 30."""
    plan = branch("Plan", *last_years_frames(steps[Step.PLAN, "varden"].body, NEXT), body="varden")
    assert [(e.account, e.amount // MNKR) for e in entries_of(plan)] == [
        ("varden", -60), ("norr", 60), ("varden", -30), ("soder", 30),
    ]  # fmt: skip
    with pytest.raises(DecisionRefused, match="Steget före är inte klart: det väntar på Fullmaktige"):
        merged(plan)
    first = branch("A", *last_years_frames(steps[Step.FRAMES, "fullmaktige"].body, NEXT))
    merged(first)
    merged(plan, firmness="preliminary")
    assert Books([NEXT]).own("varden", NEXT) == 10 * MNKR
    assert StepRecord.objects.filter(step=steps[Step.PLAN, "varden"]).exists()
    assert check_books([YEAR, NEXT]) == []


def test_a_branch_holds_only_what_its_body_decides_over(steps):
    one = branch("A", body="varden")
    with pytest.raises(DecisionRefused, match="Varden beslutar inte över kontot 'kulturen'"):
        add_drafts(actor=SYSTEM, branch_id=one.pk, entries=move("kulturen", "norr", MNKR, year=NEXT))
    with pytest.raises(DecisionRefused, match="på noll kronor"):
        add_drafts(actor=SYSTEM, branch_id=one.pk, entries=[Entry("norr", NEXT, 0, Posting.BASE)])
    add_drafts(actor=SYSTEM, branch_id=one.pk, entries=move("varden", "norr", MNKR, year=NEXT))
    remove_draft(actor=SYSTEM, branch_id=one.pk, draft_id=one.drafts.last().pk)
    with pytest.raises(DecisionRefused, match="finns inte längre"):
        remove_draft(actor=SYSTEM, branch_id=one.pk, draft_id=0)
    assert [draft.account_id for draft in one.drafts.all()] == ["varden"]


def test_who_proposes_a_branch_does_not_decide_it(steps):
    controller, elected = person_in("varden", "controller"), person_in("varden")
    one = branch("A", body="varden", actor=controller)
    with pytest.raises(PermissionDenied, match="Det får förtroendevald"):
        merged(one, actor=controller)
    with pytest.raises(PermissionDenied, match="Det får controller"):
        add_drafts(actor=elected, branch_id=one.pk, entries=[])
    outside = person_in("kulturen", "controller")
    assert not branches_for(outside, NEXT).exists()
    with pytest.raises(Http404):
        branch_for(outside, one.pk)
    with pytest.raises(DecisionRefused, match="Skriv varför förslaget läggs ned"):
        close_branch(actor=controller, branch_id=one.pk, reason=" ")
    assert close_branch(actor=controller, branch_id=one.pk, reason="Prövat.").state == Branch.CLOSED


NAMES = st.sampled_from([id_ for id_ in ACCOUNTS if id_ not in ("vardval", "motkonto")])
LEGS = st.lists(
    st.tuples(NAMES, NAMES, st.integers(min_value=1, max_value=70 * MNKR), st.booleans()), max_size=4
)


def drafts(legs: Sequence[tuple[str, str, int, bool]]) -> list[Entry]:
    """Moves between accounts; where the last is false only half of the move is there."""
    both = [(move(source, target, ore, year=NEXT), whole) for source, target, ore, whole in legs]
    return [leg for pair, whole in both for leg in (pair if whole else pair[1:])]


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=LEGS, others=st.lists(LEGS, min_size=1, max_size=3))
def test_whatever_branches_are_merged_in_whatever_order_the_books_keep_their_promises(first, others):
    """The assembly first gives varden 80. Sums are added from the postings alone."""
    with transaction.atomic():
        framed_books()
        until_frames(planned_year())
        add_drafts(
            actor=SYSTEM, branch_id=branch("0", *planned.given(("varden", 80))).pk, entries=drafts(first)
        )
        for number, legs in enumerate(others, start=1):
            branch(str(number), *drafts(legs))
        for one in Branch.objects.all():
            with suppress(DecisionRefused):
                merged(one)
        taken = Branch.objects.filter(state=Branch.MERGED)
        assert taken.count() <= 1
        posted = list(Posting.objects.filter(year=NEXT).values_list("account_id", "amount"))
        assert posted == [(e.account, e.amount) for one in taken for e in entries_of(one)]
        assert sum(ore for _account, ore in posted) == 0
        balance = {id_: sum(ore for account, ore in posted if account == id_) for id_ in ACCOUNTS}
        assert [id_ for id_, ore in balance.items() if ore < 0 and id_ not in ("skatter", "bidrag")] == []
        assert check_books([YEAR, NEXT]) == []
        transaction.set_rollback(True)
