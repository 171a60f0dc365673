# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Killed, or cut off as by a power cut, at two hundred moments: what is not as it should be afterwards.

The same trial as tests/faults makes at twenty-five. Nothing may be wrong at any of them.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from tests.faults import work
from tests.faults.moments import SMALL, Moment, trial

MOMENTS, SEED = 200, 2026
EVERY = 20  # moments from one word of progress to the next


@dataclass(frozen=True)
class Tried:
    """What came of a trial: how many steps the work has, at how many of them it died, and what was wrong."""

    moments: list[Moment]
    steps: int
    wrong: dict[Moment, list[str]]
    seconds: float

    @property
    def text(self) -> str:
        at = {moment.at for moment in self.moments if moment.at is not None}
        lines = [
            f"Killed at {len(self.moments)} moments: at {len(at)} of {self.steps} steps, else by the clock",
            f"  {self.seconds:.0f} seconds; something was wrong after {len(self.wrong)}, target 0",
            *(f"  {moment}: {'; '.join(found)}" for moment, found in self.wrong.items()),
        ]
        return "\n".join(lines)


def tried(folder: Path, of: str = SMALL, moments: int = MOMENTS) -> Tried:
    """Try every moment in homes of its own below a folder where the work `of` has been prepared."""
    started, wrong = perf_counter(), {}
    with trial(folder, of) as one:
        drawn = one.moments(moments, SEED)
        for done, moment in enumerate(drawn, start=1):
            if found := one.wrong_after(moment):
                wrong[moment] = found
            if done % EVERY == 0:
                print(f"{done} of {moments} moments, {len(wrong)} with a fault", file=sys.stderr, flush=True)
        if one.before == one.after:
            raise ValueError("The work makes no difference to the pages: nothing was tried.")
    return Tried(drawn, one.steps, wrong, perf_counter() - started)


def run(home: Path) -> None:
    """The small trial; `home` is left alone. Ends the run where something is wrong."""
    with TemporaryDirectory(prefix="malram-faults-") as name:
        folder = Path(name)
        work.prepare(folder)
        found = tried(folder)
    print(f"\n{found.text}")
    if found.wrong:
        sys.exit(1)
