# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The check finds what somebody has written beside the program, and budgets that are not their frames."""

from datetime import date
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone

from malram.accounts.actors import SYSTEM
from malram.frames.budget import budget_by_unit
from malram.frames.checks import BY_HAND, check_books, check_budget
from malram.frames.models import Posting
from malram.frames.queries import Books
from malram.frames.transfer_actions import answer_transfer, propose_transfer
from malram.measures.tree import Tree
from tests.frames.books import MNKR, YEAR, framed_books
from tests.people import unit_row
from tests.small import SmallStore

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def books() -> None:
    framed_books()


def by_hand(sql: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def found() -> list[str]:
    return [str(problem).replace("\N{NO-BREAK SPACE}", " ") for problem in check_books([YEAR])]


def test_whole_books_have_nothing_wrong():
    assert found() == []


def test_an_amount_changed_by_hand_shows_in_every_way_it_can():
    """norr-a's 20 become 25: its decision sums to 5, and the board holds 105 of the 100 it received."""
    posting = Posting.objects.get(account="norr-a")
    by_hand("UPDATE frames_posting SET amount = %s WHERE id = %s", 25 * MNKR, posting.pk)
    assert [line.split(": ")[1][:4] for line in found()] == ["N020", "N022"]
    assert "posterna summerar till 5,000 mnkr och inte till noll" in found()[0]
    assert "fördelat och till förfogande är 105,000 mnkr, ram med finansiering 100,000 mnkr" in found()[1]


def test_an_account_below_zero_shows():
    """Both legs of norr's allocation are doubled: the decision balances, and varden stands at 10 − 60."""
    by_hand("UPDATE frames_posting SET amount = 2 * amount WHERE abs(amount) = %s", 60 * MNKR)
    assert [line.split(": ", 1)[1] for line in found()] == [f"N021 kontot står på −50,000 mnkr. {BY_HAND}"]


def test_a_transfer_that_is_effective_without_an_answer_shows():
    made = propose_transfer(
        actor=SYSTEM,
        year=YEAR,
        on_behalf_of="norr",
        moved={"norr": -MNKR, "soder": MNKR},
        title="Växling",
        reason="Skäl.",
        effective_on=timezone.localdate(),
    )
    answer_transfer(actor=SYSTEM, transfer_id=made.pk, body_id="varden", approved=True)
    assert found() == []
    by_hand("UPDATE frames_approval SET approved = %s", False)
    assert "N023 budgetväxlingen gäller utan svar från Varden." in found()[0]


def test_a_unit_whose_budget_is_not_its_frame_is_listed_with_the_difference(tmp_path: Path):
    """norr-a has 12 × 1 mnkr of its 20, and norr 12 of its 60; the other accounts' units have none at all."""
    store = SmallStore(tmp_path)
    months = [date(YEAR, month, 1) for month in range(1, 13)]
    row = {"unit": "norr-a", "account": "5010", "amount": MNKR}
    store.add("budget", *(row | {"month": day} for day in months))
    units = [unit_row("regionen"), unit_row("varden", "regionen"), unit_row("norr", "varden")]
    tree = Tree([*units, unit_row("norr-a", "norr")], date(YEAR, 12, 31))
    budget = budget_by_unit(store, tree, YEAR)
    assert budget == dict.fromkeys(("regionen", "varden", "norr", "norr-a"), 12 * MNKR)
    said = {problem.place.column: problem.message for problem in check_budget(Books([YEAR]), YEAR, budget)}
    assert said["Norr-a"].replace("\N{NO-BREAK SPACE}", " ") == (
        "budgeten 2026 är 12,000 mnkr och ramen 20,000 mnkr, skillnad −8,000 mnkr."
    )
    assert set(said) == {"Varden", "Norr", "Norr-a", "Norr-b", "Soder", "Kulturen"}
    assert budget_by_unit(store, tree, YEAR + 1) == {}


def test_a_unit_whose_budget_is_its_frame_to_the_ore_is_not_listed():
    said = check_budget(Books([YEAR]), YEAR, {"soder": 30 * MNKR, "kulturen": 5 * MNKR - 1})
    named = {problem.place.column for problem in said}
    assert ("Soder" in named, "Kulturen" in named) == (False, True)
