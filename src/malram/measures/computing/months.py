# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every month of a fact table on its own, by the engine that was chosen; all engines give the same integers.

Embedded, months are read side by side, one file in each hand, and a few that are done may wait, so that
memory follows the number of hands and not the number of months. A query engine is asked once for all months.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor

from malram.facts.store import StoredFile
from malram.measures.computing.arrays import Leaf
from malram.measures.computing.leaf import ENGINES as QUERY_ENGINES
from malram.measures.computing.leaf import leaf_cells, scatter
from malram.measures.computing.memory import Memory
from malram.measures.computing.segments import Month
from malram.measures.computing.spark import is_spark
from malram.measures.computing.spreads import climbed
from malram.measures.computing.wanted import Wanted
from malram.measures.tree import Tree

ARRAYS = "arrays"
ENGINES = (ARRAYS, *QUERY_ENGINES)
DEFAULT_ENGINE = ARRAYS
AHEAD = 4  # months that each hand may have done before they are asked for: small ones beside a large one

Files = Mapping[int, Sequence[StoredFile]]


def is_engine(name: str) -> bool:
    """Whether there is an engine by the name."""
    return name in ENGINES or is_spark(name)


def months_of(
    engine: str, asked: Sequence[tuple[Wanted, Files]], tree: Tree, memory: Memory
) -> Iterator[Month]:
    """What each month of each table gives: the tables in their order, the months of each ascending."""
    if engine == ARRAYS:
        months = [(wanted, files[month]) for wanted, files in asked for month in sorted(files)]
        yield from _side_by_side(months, tree, memory)
        return
    for wanted, files in asked:
        if files:
            yield from _at_once(engine, wanted, files, tree, memory)


def _side_by_side(
    months: Sequence[tuple[Wanted, Sequence[StoredFile]]], tree: Tree, memory: Memory
) -> Iterator[Month]:
    hands = memory.hands
    with ThreadPoolExecutor(hands) as pool:
        ahead: deque[Future[Month]] = deque()
        try:
            for wanted, files in months:
                ahead.append(pool.submit(_read, wanted, files, tree, memory.groups))
                if len(ahead) > hands * AHEAD:
                    yield ahead.popleft().result()
            while ahead:
                yield ahead.popleft().result()
        finally:
            for future in ahead:
                future.cancel()


def _read(wanted: Wanted, files: Sequence[StoredFile], tree: Tree, groups: int) -> Month:
    leaf = Leaf(wanted, tree, groups)
    for file in files:
        leaf.add(file.checked())
    return Month.of(leaf.sums, [climbed(leaf.spreads[pair], tree) for pair in wanted.spreads])


def _at_once(engine: str, wanted: Wanted, files: Files, tree: Tree, memory: Memory) -> Iterator[Month]:
    """One expression over all files. Spreads are not sums, and are always read side by side."""
    asked = sorted(files)
    paths = [file.checked() for month in asked for file in files[month]]
    axis = range(asked[0], asked[-1] + 1)
    parts = [part for part, _ in wanted.sums]
    cells = leaf_cells(engine, wanted.fact, wanted.unit_column, paths, parts, axis, memory.for_rows)
    dense = scatter(cells, wanted, tree, axis)
    apart = Wanted(wanted.fact, wanted.unit_column, wanted.spreads)
    each = [(apart, files[month]) for month in asked] if wanted.spreads else []
    spreads = _side_by_side(each, tree, memory)
    for month in asked:
        yield Month.of(dense[month - axis.start], next(spreads).spreads if wanted.spreads else ())
