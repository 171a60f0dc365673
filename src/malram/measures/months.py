# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every month of a fact table on its own, by the engine that was chosen; all engines give the same integers.

Embedded, months are read side by side, one file in each hand, so that memory follows the number of hands and
not the number of months. A query engine is asked once for all months.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor

from malram.facts.store import StoredFile
from malram.measures.arrays import Leaf
from malram.measures.leaf import ENGINES as QUERY_ENGINES
from malram.measures.leaf import leaf_cells, scatter
from malram.measures.memory import Memory
from malram.measures.segments import Month
from malram.measures.spark import is_spark
from malram.measures.spreads import climbed
from malram.measures.tree import Tree
from malram.measures.wanted import Wanted

ARRAYS = "arrays"
ENGINES = (ARRAYS, *QUERY_ENGINES)
DEFAULT_ENGINE = ARRAYS

Files = Mapping[int, Sequence[StoredFile]]


def is_engine(name: str) -> bool:
    """Whether there is an engine by the name."""
    return name in ENGINES or is_spark(name)


def months_of(
    engine: str, wanted: Wanted, files: Files, tree: Tree, memory: Memory
) -> Iterator[tuple[int, Month]]:
    """What each month gives, the months ascending."""
    asked = sorted(files)
    if engine == ARRAYS:
        yield from _side_by_side(wanted, files, asked, tree, memory)
    elif asked:
        yield from _at_once(engine, wanted, files, asked, tree, memory)


def _side_by_side(
    wanted: Wanted, files: Files, asked: Sequence[int], tree: Tree, memory: Memory
) -> Iterator[tuple[int, Month]]:
    hands = memory.hands
    with ThreadPoolExecutor(hands) as pool:
        ahead: deque[tuple[int, Future[Month]]] = deque()
        try:
            for month in asked:
                ahead.append((month, pool.submit(_read, wanted, files[month], tree, memory.groups)))
                if len(ahead) > hands:
                    at, future = ahead.popleft()
                    yield at, future.result()
            for at, future in ahead:
                yield at, future.result()
        finally:
            for _, future in ahead:
                future.cancel()


def _read(wanted: Wanted, files: Sequence[StoredFile], tree: Tree, groups: int) -> Month:
    leaf = Leaf(wanted, tree, groups)
    for file in files:
        leaf.add(file.checked())
    return Month.of(leaf.sums, [climbed(leaf.spreads[pair], tree) for pair in wanted.spreads])


def _at_once(
    engine: str, wanted: Wanted, files: Files, asked: Sequence[int], tree: Tree, memory: Memory
) -> Iterator[tuple[int, Month]]:
    """One expression over all files. Spreads are not sums, and are always read side by side."""
    paths = [file.checked() for month in asked for file in files[month]]
    axis = range(asked[0], asked[-1] + 1)
    parts = [part for part, _ in wanted.sums]
    cells = leaf_cells(engine, wanted.fact, wanted.unit_column, paths, parts, axis, memory.for_rows)
    dense = scatter(cells, wanted, tree, axis)
    apart = Wanted(wanted.fact, wanted.unit_column, wanted.spreads)
    spreads = _side_by_side(apart, files, asked, tree, memory) if wanted.spreads else None
    for month in asked:
        yield month, Month.of(dense[month - axis.start], next(spreads)[1].spreads if spreads else ())
