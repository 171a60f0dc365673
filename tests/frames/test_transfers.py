# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""A budgetväxling: whose answers it needs, and that it moves nothing before it has them."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils import timezone

from malram.accounts.actors import SYSTEM
from malram.audit.models import AuditEntry
from malram.frames.access import transfers_for
from malram.frames.actions import correct_decision
from malram.frames.models import Posting, Transfer
from malram.frames.posting import DecisionRefused
from malram.frames.queries import Books, delegated_waiting, due_transfers
from malram.frames.transfer_actions import (
    answer_transfer,
    effect_transfer,
    propose_transfer,
    report_delegated_decisions,
)
from tests.frames.books import MNKR, YEAR, decided, framed_books, move, person_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def books() -> None:
    framed_books()


def proposed(on_behalf_of: str, actor=SYSTEM, mnkr: float | None = None, **moved: float) -> Transfer:
    """Accounts by keyword, with an underscore for the dash: norr_a=-2, norr_b=2."""
    return propose_transfer(
        actor=actor,
        year=YEAR,
        on_behalf_of=on_behalf_of,
        moved={id_.replace("_", "-"): round(value * MNKR) for id_, value in moved.items()},
        title="Växling",
        reason="Verksamheten flyttar.",
        effective_on=timezone.localdate(),
    )


def needs(transfer: Transfer) -> list[tuple[str, str]]:
    return list(transfer.needs.values_list("body_id", "role"))


def yes(transfer: Transfer, body: str, actor=SYSTEM, **said: object) -> Transfer:
    return answer_transfer(actor=actor, transfer_id=transfer.pk, body_id=body, approved=True, **said)


def test_nothing_is_needed_below_the_level_the_board_decides_at():
    made = proposed("norr", norr_a=-2, norr_b=2)
    assert (made.state, needs(made)) == ("effective", [])
    assert Books([YEAR]).own("norr-b", YEAR) == 12 * MNKR
    assert made.decision.body_id == "norr"


def test_between_posts_the_board_decides():
    made = proposed("norr", norr=-3, soder=3)
    assert (made.state, needs(made)) == ("proposed", [("varden", "decides")])
    assert yes(made, "varden").state == "effective"


def test_a_unit_that_is_burdened_by_anothers_proposal_consents():
    """soder asks for norr's money: norr must agree. When norr itself offers it, there is nobody to ask."""
    assert needs(proposed("soder", norr=-3, soder=3)) == [("norr", "consents"), ("varden", "decides")]
    assert needs(proposed("norr-b", norr_a=-1, norr_b=1)) == [("norr-a", "consents")]


def test_between_boards_every_board_and_the_executive_decide():
    made = proposed("varden", varden=-2, kulturen=2)
    assert needs(made) == [("kulturen", "decides"), ("varden", "decides"), ("styrelsen", "decides")]
    assert yes(yes(made, "varden"), "kulturen").state == "proposed"
    assert Books([YEAR]).frame("kulturen", YEAR) == 5 * MNKR
    assert yes(made, "styrelsen").state == "effective"
    found = Books([YEAR])
    assert (found.frame("varden", YEAR), found.frame("kulturen", YEAR)) == (98 * MNKR, 7 * MNKR)


def test_four_people_in_turn_make_a_transfer_between_boards():
    """The one who proposes, one for each board, and one for the executive: nobody can answer for another."""
    proposer, other = person_in("varden", "controller"), person_in("kulturen")
    made = proposed("varden", proposer, varden=-2, kulturen=2)
    with pytest.raises(Http404):
        yes(made, "kulturen", proposer)
    with pytest.raises(PermissionDenied):
        yes(made, "kulturen", person_in("kulturen", "reader"))
    yes(made, "kulturen", other)
    yes(made, "varden", person_in("varden"))
    assert list(transfers_for(person_in("styrelsen"))) == [made]
    assert yes(made, "styrelsen", person_in("styrelsen")).state == "effective"
    trail = AuditEntry.objects.filter(object=f"transfer:{made.pk}").values_list("action", flat=True)
    assert list(trail) == [
        "transfer.proposed",
        *["transfer.answered"] * 3,
        "transfer.decided",
        "transfer.effective",
    ]


def test_a_transfer_is_seen_by_those_it_touches_and_no_others():
    made = proposed("norr", norr=-3, soder=3)
    assert list(transfers_for(person_in("norr", "reader"))) == [made]
    assert list(transfers_for(person_in("kulturen", "reader"))) == []


def test_a_units_manager_consents_and_a_boards_delegate_is_a_manager():
    made = proposed("soder", person_in("soder", "controller"), norr=-2, soder=2)
    with pytest.raises(PermissionDenied):
        yes(made, "norr", person_in("norr", "controller"))
    yes(made, "norr", person_in("norr", "approver"))
    assert yes(made, "varden", person_in("varden", "approver"), as_delegate=True).state == "effective"


def test_a_delegate_decides_within_the_limit_and_the_decision_waits_to_be_reported():
    made = proposed("norr", norr=-2, soder=2)
    assert yes(made, "varden", as_delegate=True).state == "effective"
    assert [one.approval.need.transfer for one in delegated_waiting(["varden"])] == [made]
    assert report_delegated_decisions(actor=SYSTEM, board_id="varden", meeting=date(2026, 2, 3)) == 1
    assert delegated_waiting(["varden"]) == []


def test_a_delegate_decides_neither_above_the_limit_nor_between_boards():
    with pytest.raises(DecisionRefused, match=r"3,000.mnkr är mer än delegatens gräns, 2,000.mnkr"):
        yes(proposed("norr", norr=-3, soder=3), "varden", as_delegate=True)
    with pytest.raises(DecisionRefused, match="av nämnderna själva"):
        yes(proposed("varden", varden=-1, kulturen=1), "varden", as_delegate=True)


def test_one_no_ends_it():
    made = proposed("soder", norr=-3, soder=3)
    with pytest.raises(DecisionRefused, match="Skriv varför svaret är nej"):
        answer_transfer(actor=SYSTEM, transfer_id=made.pk, body_id="norr", approved=False)
    said = {"body_id": "norr", "approved": False, "reason": "Pengarna behövs."}
    assert answer_transfer(actor=SYSTEM, transfer_id=made.pk, **said).state == "refused"
    with pytest.raises(DecisionRefused, match="redan avgjord"):
        yes(made, "varden")


def test_the_last_yes_is_refused_when_the_money_has_gone():
    """soder has 30; a transfer of 20 is proposed, and then 15 of them are moved elsewhere."""
    made = proposed("soder", soder=-20, norr=20)
    decided("varden", *move("soder", "reserv", 15 * MNKR))
    with pytest.raises(DecisionRefused, match=r"Soder har 15,000.mnkr till förfogande"):
        yes(made, "varden")
    made.refresh_from_db()
    assert made.state == "proposed"


def test_a_decided_transfer_waits_for_its_day():
    tomorrow = timezone.localdate() + timedelta(days=1)
    made = propose_transfer(
        actor=SYSTEM,
        year=YEAR,
        on_behalf_of="norr",
        moved={"norr-a": -MNKR, "norr-b": MNKR},
        title="Växling",
        reason="Skäl.",
        effective_on=tomorrow,
    )
    assert (made.state, due_transfers(timezone.localdate())) == ("decided", [])
    assert due_transfers(tomorrow) == [made]
    assert effect_transfer(actor=SYSTEM, transfer_id=made.pk, day=tomorrow).state == "effective"


@pytest.mark.parametrize(
    ("moved", "said"),
    [
        ({"norr": -3, "soder": 2}, "tar lika mycket som den ger"),
        ({"norr": -3, "skatter": 3}, "bara fullmäktige rör det kontot"),
        ({"norr": -3, "bidrag": 3}, "bara fullmäktige rör det kontot"),
        ({"norr": -3, "borta": 3}, "Kontot 'borta' finns inte"),
        ({"soder": -3, "reserv": 3}, "ska själv ge eller få"),
    ],
)
def test_a_proposal_that_cannot_be_one_is_refused(moved: dict[str, int], said: str):
    with pytest.raises(DecisionRefused, match=said):
        proposed("norr", **moved)
    assert not Transfer.objects.exists()


def test_what_lies_below_another_board_does_not_exist_for_a_proposer():
    with pytest.raises(DecisionRefused, match="Kontot 'norr' finns inte"):
        proposed("kulturen", person_in("kulturen", "controller"), norr=-1, kulturen=1)


def test_an_effective_transfer_posts_what_it_says():
    made = proposed("norr", norr_a=-2, norr_b=2)
    posted = made.decision.postings.values_list("account_id", "amount", "kind")
    assert list(posted) == [("norr-a", -2 * MNKR, Posting.TRANSFER), ("norr-b", 2 * MNKR, Posting.TRANSFER)]


def test_a_transfer_is_not_corrected_by_one_side_alone():
    made = proposed("norr", norr_a=-2, norr_b=2)
    said = {"decision_id": made.decision_id, "decided_on": made.effective_on, "reason": "Fel."}
    with pytest.raises(DecisionRefused, match="åt andra hållet"):
        correct_decision(actor=SYSTEM, **said)
