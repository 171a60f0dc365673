# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Write surveys, statistics, registers and reported values: everything but money, staff and care."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from malram.demo.courses.registers import write_registers
from malram.demo.courses.statistics import write_statistics
from malram.demo.courses.surveys import write_surveys
from malram.measures.computing.engine import Progress, silent

SEED = 20240503


def write_other(out: Path, progress: Progress = silent) -> list[Path]:
    """Every part has its own seed, so that a change in one leaves the files of the others as they were."""
    parts = (("Enkäter", write_surveys), ("Statistik", write_statistics), ("Register", write_registers))
    paths = []
    for number, (label, write) in enumerate(parts):
        progress(label, number, len(parts))
        paths += write(out, np.random.default_rng([SEED, number]))
    progress("Enkäter, statistik och register", len(parts), len(parts))
    return paths
