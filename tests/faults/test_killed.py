# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Killed at any moment: nothing is lost, nothing is half visible, and nobody has to repair anything."""

from __future__ import annotations

from tests.faults import work
from tests.faults.moments import trial

MOMENTS, SEED = 25, 4


def test_killed_or_cut_off_at_any_moment_the_next_run_goes_on_as_if_nothing_had_happened(tmp_path):
    """After each moment: landed = committed + quarantined, every part whole, the pages answer as before or
    after the work, and when it is done once more every file of the home is the same to the byte."""
    work.prepare(tmp_path)
    with trial(tmp_path) as tried:
        moments = tried.moments(MOMENTS, SEED)
        wrong = {moment: found for moment in moments if (found := tried.wrong_after(moment))}
    assert (tried.before, tried.after) == ([2, None, None], [2, 3, 3])
    assert tried.steps > 2 * MOMENTS
    assert wrong == {}
