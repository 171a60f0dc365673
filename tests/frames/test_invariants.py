# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whatever is decided in whatever order, the books keep their promises."""

from collections.abc import Sequence
from contextlib import suppress

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from malram.accounts.actors import SYSTEM
from malram.frames.checks import check_books
from malram.frames.models import Account, Posting, Transfer
from malram.frames.posting import DecisionRefused
from malram.frames.queries import Books
from malram.frames.transfer_actions import answer_transfer, propose_transfer
from tests.frames.books import ACCOUNTS, YEAR, decided, framed_books, move

pytestmark = pytest.mark.django_db

MOVABLE = [
    id_ for id_, (_parent, kind, _level) in ACCOUNTS.items() if kind in (Account.FRAME, Account.RESERVE)
]
INSIDE = [id_ for id_ in MOVABLE if id_ not in ("fullmaktige", "styrelsen", "kulturen")]
amounts = st.integers(min_value=1, max_value=70 * 10**8)
steps = st.one_of(
    st.tuples(st.just("give"), st.sampled_from(["varden", "kulturen", "styrelsen"]), st.none(), amounts),
    st.tuples(st.just("take"), st.sampled_from(["varden", "kulturen"]), st.none(), amounts),
    st.tuples(st.just("grant"), st.none(), st.none(), amounts),
    st.tuples(st.just("purpose"), st.none(), st.none(), amounts),
    st.tuples(st.just("allocate"), st.sampled_from(INSIDE), st.sampled_from(INSIDE), amounts),
    st.tuples(st.just("transfer"), st.sampled_from(MOVABLE[1:]), st.sampled_from(MOVABLE[1:]), amounts),
)


def take(step: tuple[str, str, str, int]) -> None:
    """Take one step as the rules allow it, or be refused."""
    kind, source, target, ore = step
    with suppress(DecisionRefused):
        match kind:
            case "give":
                decided("fullmaktige", *move("skatter", source, ore, Posting.ADDITION))
            case "take":
                decided("fullmaktige", *move(source, "skatter", ore, Posting.ADDITION))
            case "grant":
                decided("varden", *move("bidrag", "varden", ore, Posting.GRANT))
            case "purpose":
                decided("varden", *move("motkonto", "vardval", ore))
            case "allocate":
                decided("varden", *move(source, target, ore))
            case "transfer":
                transfer(source, target, ore)


def transfer(source: str, target: str, ore: int) -> None:
    made = propose_transfer(
        actor=SYSTEM,
        year=YEAR,
        on_behalf_of=source,
        moved={source: -ore} | {target: ore} if source != target else {source: 0},
        title="Växling",
        reason="Skäl.",
        effective_on=timezone.localdate(),
    )
    for need in made.needs.all():
        answer_transfer(actor=SYSTEM, transfer_id=made.pk, body_id=need.body_id, approved=True)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(path=st.lists(steps, max_size=12))
def test_any_sequence_of_decisions_leaves_every_invariant_intact(path: Sequence[tuple[str, str, str, int]]):
    """The sums are added here from the postings alone, not by the code under test."""
    with transaction.atomic():
        framed_books()
        for step in path:
            take(step)
        posted = list(Posting.objects.values_list("account_id", "amount", "decision_id"))
        balance = {id_: sum(ore for account, ore, _ in posted if account == id_) for id_ in ACCOUNTS}
        assert sum(balance.values()) == 0
        assert all(balance[id_] >= 0 for id_ in (*MOVABLE, "vardval"))
        assert balance["vardval"] == -balance["motkonto"]
        # Σ allocations and what is left = the frame and the financing posted with it.
        received = -balance["skatter"] - balance["kulturen"] - balance["styrelsen"] - balance["fullmaktige"]
        assert sum(balance[id_] for id_ in INSIDE) == received - balance["bidrag"]
        assert Books([YEAR]).frame("varden", YEAR) == received
        for made in Transfer.objects.all():
            assert sum(line.amount for line in made.lines.all()) == 0
        assert check_books([YEAR]) == []
        transaction.set_rollback(True)
