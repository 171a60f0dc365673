# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Killed, or cut off as by a power cut, at two hundred moments: what is not as it should be afterwards.

The same trial as tests/faults makes at twenty-five. Nothing may be wrong at any of them.
"""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from tests.faults.moments import trial

MOMENTS, SEED = 200, 2026


def run(home: Path) -> None:
    """Try every moment in homes of its own; `home` is left alone. Ends the run where something is wrong."""
    started = perf_counter()
    with TemporaryDirectory(prefix="malram-faults-") as folder, trial(Path(folder)) as tried:
        moments = tried.moments(MOMENTS, SEED)
        wrong = [(moment, found) for moment in moments if (found := tried.wrong_after(moment))]
    steps = {moment.at for moment in moments if moment.at is not None}
    print(f"\nKilled at {len(moments)} moments: at {len(steps)} of {tried.steps} steps, else by the clock")
    print(f"  {perf_counter() - started:.0f} seconds; something was wrong after {len(wrong)}, target 0")
    for moment, found in wrong:
        print(f"  {moment}: {'; '.join(found)}")
    if wrong:
        sys.exit(1)
