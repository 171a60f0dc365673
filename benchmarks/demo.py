# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The whole demo from nothing: files are generated anew, taken in, computed and made into reports."""

from __future__ import annotations

from pathlib import Path

from benchmarks.table import Clock, show

PHASES = {  # the steps the demo reports, by the phase they belong to; all other steps write source files
    "Läser in filer": "intake",
    "Steg per person": "compute",
    "Räknar": "compute",
    "Databas": "database",
    "Rapporter": "reports",
}
BASELINE = "generate"


def run(home: Path) -> None:
    """Build the demo in `home`, which must be empty and MALRAM_HOME. Django must have been started."""
    from malram.demo.build import build_demo
    from malram.measures.region import shipped_regions

    clock, phase = Clock(), BASELINE

    def progress(step: str, done: int, of: int) -> None:
        nonlocal phase
        clock.lap(phase)
        phase = PHASES.get(step, BASELINE)

    made = build_demo(home, shipped_regions()[0], progress)
    clock.lap(phase)
    title = f"Demo, {made.taken.files} files with {made.taken.rows:,} rows, {len(made.reports)} reports"
    show(title, clock.laps | {"all of it": clock.total}, BASELINE, {"all of it": "180 s"})
