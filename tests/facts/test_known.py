# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Facts as they were known at a time."""

import io

import pytest

from tests.facts.conftest import GOOD, day

JANUARY, FEBRUARY = 2024 * 12, 2024 * 12 + 1


def test_what_was_known_has_the_same_answers_as_the_store_had_then(desk):
    desk.send(GOOD, known_at=day(1))
    then = (desk.store.files("ledger"), desk.store.coverage("ledger"), desk.store.fingerprint())
    [standing] = desk.store.standings("ledger").items()
    desk.send(GOOD.replace("100,50", "99") + "2024-03-15;norr;5010;A3;1;5;lön\n", known_at=day(5))
    known = desk.store.as_known_at(day(4))
    assert (known.files("ledger"), known.coverage("ledger"), known.fingerprint()) == then
    assert known.coverage("ledger") == {JANUARY, FEBRUARY} < desk.store.coverage("ledger")
    assert list(known.standings("ledger").items()) == [standing]
    assert [delivery.number for delivery in known.deliveries()] == [1]


def test_before_anything_was_known_there_was_nothing(desk):
    desk.send(GOOD, known_at=day(2))
    known = desk.store.as_known_at(day(1))
    assert (known.files("ledger"), known.coverage("ledger"), known.deliveries()) == ([], set(), ())


def test_what_was_known_cannot_be_added_to(desk, tmp_path):
    desk.send(GOOD, known_at=day(1))
    known = desk.store.as_known_at(day(1))
    with pytest.raises(io.UnsupportedOperation):
        known.land(tmp_path / "bok.csv")
    with pytest.raises(io.UnsupportedOperation):
        known.writing()


def test_the_moment_is_found_by_what_was_in_force(desk):
    """The first content came back on the third day: the latest moment it was in force is the one told."""
    other = GOOD.replace("100,50", "99")
    prints = []
    for number, text in enumerate((GOOD, other, GOOD, GOOD.replace("-7", "-8")), start=1):
        desk.send(text, known_at=day(number))
        prints.append(desk.store.fingerprint())
    assert [desk.store.known_when(one) for one in prints] == [day(3), day(2), day(3), day(4)]
    assert desk.store.known_when("never") is None
