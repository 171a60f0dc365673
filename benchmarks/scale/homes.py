# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The homes that are measured on: generated once and kept, since the full one is a gigabyte."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path

from benchmarks.scale.asked import ADDITIVE
from malram.demo.scale.build import build_scale
from malram.demo.scale.sizes import Scale
from malram.facts.store import Store
from malram.measures.catalogue.definitions import Catalogue, Measure
from malram.measures.computing.stages import STAGES
from malram.measures.region import catalogue_of, chosen_region, store_of, tree_of
from malram.measures.tree import Tree
from tests.faults.linking import linked_copy

# The same rows in fewer and more units, to see what a unit costs.
BY_UNITS = (
    Scale("hundredth-250", 0.01, (1, 3, 8, 25, 58, 155)),
    Scale("hundredth-800", 0.01, (1, 4, 16, 80, 208, 491)),
    Scale("hundredth-2500", 0.01),
)
BUILT_OF = ADDITIVE | {"derived", "growth"}  # kinds that need no row but those of additive parts


@dataclass(frozen=True)
class Opened:
    """A home as the engine is handed it."""

    home: Path
    region: Path
    store: Store
    tree: Tree
    catalogue: Catalogue

    @classmethod
    def of(cls, home: Path) -> Opened:
        region = chosen_region(home)
        return cls(home, region, store_of(home), tree_of(region, date.max), catalogue_of(region))

    def additive(self, measures: int = 0) -> Catalogue:
        """The measures that are sums of facts, and those made of them; the first so many of each file's, if
        asked."""
        found = [one for one in self.catalogue if one.kind in BUILT_OF and not is_linked(one)]
        if measures:
            step = len(found) / measures
            chosen = [found[int(i * step)] for i in range(measures)]
            found = [measure for measure in chosen if measure.kind in ADDITIVE]
        return self._catalogue(found)

    def of_kind(self, kind: str, fact: str, most: int = 1) -> Catalogue:
        """The first measures of a kind over one fact table."""
        these = (m for m in self.catalogue if m.kind == kind and any(part.fact == fact for part in m.parts))
        return self._catalogue(islice(these, most))

    def linked(self) -> Catalogue:
        """The measures that a step per person comes before."""
        return self._catalogue(filter(is_linked, self.catalogue))

    def over(self, *facts: str) -> Catalogue:
        """All additive measures over these fact tables and no others."""
        whole = [measure for measure in self.additive() if measure.parts]
        return self._catalogue(m for m in whole if {part.fact for part in m.parts} <= {*facts})

    def _catalogue(self, measures: Iterable[Measure]) -> Catalogue:
        return Catalogue(measures, self.catalogue.breakdowns.values())


def is_linked(measure: Measure) -> bool:
    return any(part.fact in STAGES for part in measure.parts)


def home_of(scale: Scale) -> Path:
    """The home of a scale, generated or completed first, in MALRAM_BENCH or the temporary folder."""
    place = Path(os.environ.get("MALRAM_BENCH") or tempfile.gettempdir())
    home = place / f"malram-{scale.name}"
    written = build_scale(home, scale, lambda step, done, of: None)
    if written.new:
        print(f"{home}: {written.new:,} rows written.", file=sys.stderr)
    return home


@contextmanager
def linked(home: Path) -> Iterator[Path]:
    """A home of its own with the same facts, which can be added to: files are linked, the manifest copied."""
    with TemporaryBeside(home) as copy:
        linked_copy(home / "facts", copy / "facts")
        yield copy


class TemporaryBeside(tempfile.TemporaryDirectory[str]):
    """A temporary folder on the disk of another, so that files can be linked into it."""

    def __init__(self, beside: Path) -> None:
        super().__init__(prefix=f".{beside.name}-", dir=beside.parent)

    def __enter__(self) -> Path:  # type: ignore[override]
        return Path(super().__enter__())
