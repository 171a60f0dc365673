# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a decision may post, and that what has been posted stays."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from malram.accounts.actors import SYSTEM
from malram.audit.models import AuditEntry
from malram.frames.access import accounts_for
from malram.frames.actions import close_year, correct_decision, set_allocation_rule
from malram.frames.models import Account, Decision, Posting
from malram.frames.posting import DecisionRefused, Entry
from malram.frames.queries import Books, firmness_of, history
from malram.frames.tree import AccountTree
from malram.organisation.models import Placement, Unit
from tests.frames.books import DAY, MNKR, YEAR, decided, framed_books, move, person_in
from tests.people import FIRST_DAY

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def books() -> None:
    framed_books()


def refused(body: str, *entries: Entry, **said: object) -> str:
    before = Posting.objects.count()
    with pytest.raises(DecisionRefused) as refusal:
        decided(body, *entries, **said)
    assert Posting.objects.count() == before
    return str(refusal.value).replace("\N{NO-BREAK SPACE}", " ")


def test_a_frame_is_the_balance_of_an_account_and_all_below_it():
    """varden: 100 in, nothing out. Alone it has 100 − 60 − 30 = 10; norr alone 60 − 20 − 10 = 30."""
    found = Books([YEAR])
    assert [found.frame(id_, YEAR) // MNKR for id_ in ("varden", "norr", "norr-a", "soder")] == [
        100,
        60,
        20,
        30,
    ]
    assert [found.own(id_, YEAR) // MNKR for id_ in ("varden", "norr", "norr-a")] == [10, 30, 20]
    assert found.own("skatter", YEAR) == -105 * MNKR


def test_a_decision_that_does_not_balance_is_refused():
    entries = [Entry("varden", YEAR, -MNKR, "allocation"), Entry("norr", YEAR, MNKR + 1, "allocation")]
    assert refused("varden", *entries) == (
        "Beslutet går inte jämnt ut för 2026: posterna summerar till 0,01 kr, inte till noll."
    )


def test_a_decision_must_balance_in_every_year():
    """+1 in 2026 and −1 in 2027 sum to nothing over both, and to one in each."""
    said = refused("varden", Entry("norr", 2026, MNKR, "base"), Entry("bidrag", 2027, -MNKR, "base"))
    assert "2026" in said
    assert "2027" in said


def test_a_purpose_cannot_pay_for_a_frame():
    """The contra account may stand at minus; were frames and purposes one book, anybody could print money."""
    assert "går inte jämnt ut" in refused("varden", *move("motkonto", "norr", MNKR))
    decided("varden", *move("motkonto", "vardval", 40 * MNKR))
    assert Books([YEAR]).frame("varden", YEAR) == 100 * MNKR


def test_more_than_the_frame_holds_is_refused_in_words():
    assert refused("varden", *move("varden", "soder", 12 * MNKR)) == (
        "Mer fördelas än ramen rymmer: Varden har 10,000 mnkr till förfogande 2026, 12,000 mnkr tas ut."
    )
    decided("varden", *move("varden", "soder", 10 * MNKR))  # to the last öre


def test_expected_grants_make_room_for_allocations():
    """10 left + 5 in grants: 15 can be given out. The frame itself is still 100."""
    decided("varden", *move("bidrag", "varden", 5 * MNKR, Posting.GRANT))
    decided("varden", *move("varden", "soder", 15 * MNKR))
    found = Books([YEAR])
    assert found.frame("varden", YEAR) == 100 * MNKR
    assert found.financing("varden", YEAR) == -5 * MNKR


def test_everything_wrong_is_said_at_once():
    said = refused("varden", Entry("ingen", YEAR, 1, "annat", "okand"), title="", reason=" ")
    assert said.splitlines() == [
        "Skriv beslutets rubrik.",
        "Skriv skälet till beslutet.",
        "Kontot 'ingen' finns inte.",
        "Slaget 'annat' finns inte.",
        "Komponenten 'okand' finns inte.",
    ]


def test_a_body_decides_over_its_own_accounts_only():
    assert refused("varden", *move("varden", "kulturen", MNKR)) == "Varden beslutar inte över Kulturen."
    assert refused("varden", *move("skatter", "varden", MNKR)) == "Varden beslutar inte över Skatter."


def test_nothing_is_posted_in_a_closed_year():
    close_year(actor=SYSTEM, year=YEAR, reason="Bokslutet är klart.")
    expected = "2026 är stängt. Bokför ändringen i ett öppet år."
    assert refused("varden", *move("varden", "soder", MNKR)) == expected
    decided("fullmaktige", *move("skatter", "varden", MNKR, year=2027))


def test_a_decision_is_corrected_by_its_opposite_and_only_once():
    wrong = decided("varden", *move("varden", "soder", 7 * MNKR))
    said = {"actor": SYSTEM, "decision_id": wrong.pk, "decided_on": DAY, "reason": "Fel område."}
    correction = correct_decision(**said)
    assert Books([YEAR]).own("varden", YEAR) == 10 * MNKR
    assert correction.corrects == wrong
    with pytest.raises(DecisionRefused, match="redan rättat"):
        correct_decision(**said)


def test_a_correction_may_not_take_back_what_has_been_passed_on():
    """norr-a got 20 of norr's 60; taking all 60 back from norr would leave it at 30 − 60."""
    allocation = Decision.objects.get(firmness="fixed")
    decided("norr", *move("norr-a", "norr-b", 15 * MNKR))
    with pytest.raises(DecisionRefused, match=r"Norr-a har 5,000.mnkr"):
        correct_decision(actor=SYSTEM, decision_id=allocation.pk, decided_on=DAY, reason="Om igen.")


def test_what_has_been_posted_can_be_neither_changed_nor_deleted():
    for row in (Decision.objects.first(), Posting.objects.first()):
        with pytest.raises(TypeError, match="never changed"):
            row.save()
        with pytest.raises(TypeError, match="never deleted"):
            row.delete()
        with pytest.raises(TypeError, match="never deleted"):
            type(row).objects.all().delete()
    with pytest.raises(TypeError, match="never changed"):
        Posting.objects.update(amount=1)


def test_who_reads_the_assemblys_account_reads_every_one_and_decides_only_its_own():
    """The assembly's unit stands beside those of the boards, as in most regions."""
    beside = Unit.objects.create(id="forsamlingen", name="Församlingen", level="fullmaktige")
    Placement.objects.create(unit=beside, parent_id="regionen", valid_from=FIRST_DAY)
    Account.objects.filter(pk="fullmaktige").update(unit="forsamlingen")
    elected, tree = person_in("forsamlingen"), AccountTree()
    assert accounts_for(elected, tree) == set(tree.accounts)
    assert accounts_for(elected, tree, "decide") == {"fullmaktige"}
    assert accounts_for(person_in("kulturen", "reader"), tree) == {"kulturen"}


def test_the_right_to_an_account_is_the_right_to_its_unit():
    """One is elected in varden, one reads it, and one is elected in kulturen."""
    entries = move("varden", "soder", MNKR)
    with pytest.raises(Http404):
        decided("varden", *entries, actor=person_in("kulturen"))
    with pytest.raises(PermissionDenied, match="inte besluta"):
        decided("varden", *entries, actor=person_in("varden", "reader"))
    made = decided("varden", *entries, actor=person_in("varden"))
    assert made.recorded_by == "varden-representative"


def test_a_decision_leaves_its_trace_with_every_posting():
    made = decided("varden", *move("varden", "soder", MNKR), case_number="HSN/1")
    entry = AuditEntry.objects.get(object=f"frame-decision:{made.pk}")
    assert entry.reason == "Skäl."
    assert entry.after["case_number"] == "HSN/1"
    assert entry.after["postings"] == [
        ["varden", YEAR, -MNKR, "allocation", None],
        ["soder", YEAR, MNKR, "allocation", None],
    ]


def test_an_account_shows_what_it_stood_at_after_every_posting():
    """100 in, then 60 and 30 out."""
    assert [line.balance // MNKR for line in history("varden", YEAR)] == [100, 40, 10]


def test_an_allocation_is_preliminary_until_a_later_one_fixes_it():
    decided("varden", *move("varden", "soder", MNKR), firmness="preliminary", decided_on=date(2026, 1, 10))
    found = firmness_of(YEAR)
    assert (found["norr"], found["soder"]) == ("fixed", "preliminary")


def test_a_board_decides_at_a_level_that_it_has():
    with pytest.raises(DecisionRefused, match=r"inga konton på nivån 'klinik'. Det finns: enhet, omrade"):
        set_allocation_rule(actor=SYSTEM, board_id="varden", year=YEAR, level="klinik", reason="Skäl.")
