# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""What must hold whatever it costs: killed at any moment nothing is lost, and every engine gives the same."""

from __future__ import annotations

import sys
from pathlib import Path
from subprocess import CalledProcessError

from benchmarks import spark
from benchmarks.faults import MOMENTS, Tried, tried
from benchmarks.scale import late_month
from benchmarks.scale.homes import TemporaryBeside
from benchmarks.scale.process import Sample


def killed(home: Path, moments: int = MOMENTS) -> Tried:
    """Kill the intake of a late month, and what is computed after it, in copies of the home."""
    with TemporaryBeside(home) as folder:
        late_month.prepare(folder, home)
        return tried(folder, late_month.__name__, moments)


def engines(home: Path) -> tuple[dict[str, Sample], int | None]:
    """Each engine's cost, and how many of them write other bytes than the first; None when one could not."""
    try:
        samples = spark.by_each(home)
    except CalledProcessError as failed:
        print(f"not every engine could compute: {failed}", file=sys.stderr)
        return {}, None
    return samples, spark.different(samples)
