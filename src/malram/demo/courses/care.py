# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""All source files of the care half of the demo: raw events only, the same on every run."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import polars as pl

from malram.demo.courses.beds import write_beds
from malram.demo.courses.calls import write_calls
from malram.demo.courses.common import Progress, write_monthly
from malram.demo.courses.contacts import assessments, bup, diabetes, first_line
from malram.demo.courses.continuity import doctor_visits
from malram.demo.courses.episodes import write_episodes
from malram.demo.courses.measurements import write_prevalence
from malram.demo.courses.population import write_population
from malram.demo.courses.waits import write_waits


def write_contacts(out: Path) -> list[Path]:
    frame = pl.concat([assessments(), first_line(), bup(), diabetes(), doctor_visits()])
    frame = frame.sort("Datum", "Enhet", maintain_order=True)
    return write_monthly(frame, out / "cosmic", "kontakter", "Kontakt-id", "C")


PARTS: tuple[tuple[str, Callable[[Path], list[Path]]], ...] = (
    ("Telefonsamtal", write_calls),
    ("Vårdkontakter", write_contacts),
    ("Väntande", write_waits),
    ("Vårdtillfällen", write_episodes),
    ("Vårdplatser", write_beds),
    ("Mätningar och journalgranskningar", write_prevalence),
    ("Befolkning", write_population),
)


def write_care(out: Path, progress: Progress) -> list[Path]:
    """Write every file below `out` (a folder per source system) and return their paths."""
    paths: list[Path] = []
    for number, (label, write) in enumerate(PARTS):
        progress(label, number, len(PARTS))
        paths += write(out)
    progress("Vårdens källfiler", len(PARTS), len(PARTS))
    return paths
