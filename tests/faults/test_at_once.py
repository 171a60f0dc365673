# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Several processes in one home: two that compute, and one that reads all the while."""

from __future__ import annotations

from tests.faults import work
from tests.faults.moments import ask, give, heard, host

ROUNDS = 4


def test_two_compute_at_once_and_a_reader_always_gets_a_whole_answer(tmp_path):
    """Each delivery has one call in March: a whole answer has as many calls as its snapshot has files."""
    work.prepare(tmp_path)
    home, done = tmp_path / "home", tmp_path / "done"
    with host(tmp_path) as one, host(tmp_path) as two, host(tmp_path) as reader:
        assert ask(one, "before", home)["status"] == 0
        give(reader, "read", home, until=str(done))
        give(one, "deliver", home, who="P", rounds=ROUNDS)
        give(two, "deliver", home, who="Q", rounds=ROUNDS)
        assert (heard(one)["status"], heard(two)["status"]) == (0, 0)
        done.touch()
        read = heard(reader)
    assert read["status"] == 0
    assert len(read["answer"]) > 1
    assert [calls for calls, files in read["answer"] if calls != files] == []
    assert not list(home.rglob(".*"))
    assert len(work.store_of(home).deliveries()) == 1 + 2 * ROUNDS
