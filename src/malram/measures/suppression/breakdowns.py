# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Division into groups (women and men, age bands): never at the cost of a total.

In a year a breakdown is shown for blocks of one length only, the one that lets most be shown: were it
shown by the year for a unit and by the month for the region, the two and the totals would give it away.
Within a block the groups are a second way to divide what the first has already put together.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from malram.measures.suppression.calendar import Block
from malram.measures.suppression.rows import Rows


def divide(
    rows: Rows, own: np.ndarray, root: Block, groups: Mapping[Block, np.ndarray]
) -> tuple[dict[Block, np.ndarray], np.ndarray]:
    """[unit, group] for the blocks a breakdown is shown for, and [unit, group, month] where it is nought.

    `own` is [unit, quantity, group, month], of the persons of each unit itself.
    """
    cells, exists = own[rows.units], np.asarray(own.any(axis=(0, 1, 3)))
    ways = [
        {block: _shown(rows, cells, exists, block, groups.get(block)) for block in blocks}
        for blocks in _lengths(root)
    ]
    chosen = max(ways, key=lambda shown: _told(rows, root, shown)[1])  # the longest of equally telling ones
    return chosen, _nobody(rows, cells, exists, root, chosen, groups)


def _lengths(root: Block) -> Iterator[tuple[Block, ...]]:
    """The root, its parts, and the parts of these."""
    blocks: tuple[Block, ...] = (root,)
    while blocks:
        yield blocks
        blocks = tuple(part for block in blocks for part in block.parts)


def _told(rows: Rows, block: Block, shown: Mapping[Block, np.ndarray]) -> tuple[np.ndarray, int]:
    """What is shown for a block, and how many months all figures of it and of its parts are about together.

    A year weighs as much as its months: both are read. What is openly nought is no figure.
    """
    parts = [] if block in shown else [_told(rows, part, shown) for part in block.parts]
    cells = np.logical_and.reduce([found for found, _ in parts]) if parts else shown[block]
    somebody = ~rows.nought(block).all(axis=1)
    months = len(block.months) * int(cells[somebody, :-1].sum())
    return cells, months + sum(told for _, told in parts)


def _shown(
    rows: Rows, cells: np.ndarray, exists: np.ndarray, block: Block, groups: np.ndarray | None
) -> np.ndarray:
    """[unit, group] in one block. Where nobody lacks a group, that is known, and they are kept apart."""
    shown = np.ones((len(rows.forest), len(exists)), dtype=bool)
    lacking = _lacking(rows, cells, block, groups)
    for among, real in ((lacking, exists), (~lacking, exists & (np.arange(len(exists)) < len(exists) - 1))):
        if groups is None:
            shown[:, real] &= rows.shown(block, None, among)[:, None]
        elif among.any():
            here = cells[:, :, :, rows.slice(block)].sum(axis=3)  # [row, quantity, group]
            shown &= _within(rows, here, real, block, groups, among)
    return shown


def _lacking(rows: Rows, cells: np.ndarray, block: Block, groups: np.ndarray | None) -> np.ndarray:
    """[row]: whether anybody in the row's group of units is outside all groups of the breakdown."""
    outside = cells[:, :, -1, rows.slice(block)].sum(axis=(1, 2))
    if groups is None:
        return np.full(len(outside), bool(outside.any()))
    _, items = np.unique(groups, return_inverse=True)
    return np.bincount(items, weights=outside)[items] > 0


def _nobody(
    rows: Rows,
    cells: np.ndarray,
    exists: np.ndarray,
    root: Block,
    chosen: Mapping[Block, np.ndarray],
    groups: Mapping[Block, np.ndarray],
) -> np.ndarray:
    """[unit, group, month] where there is openly nobody in a group."""
    nobody = np.repeat(rows.nought(root)[:, None, :], len(exists), axis=1)
    nobody[:, ~exists] = True
    for block in chosen:
        lacking = _lacking(rows, cells, block, groups.get(block))
        months = slice(block.first - root.first, block.last + 1 - root.first)
        nobody[:, -1, months] |= rows.nought(block, lacking)
    return nobody


def _within(
    rows: Rows, here: np.ndarray, real: np.ndarray, block: Block, groups: np.ndarray, among: np.ndarray
) -> np.ndarray:
    """[unit, group] among rows that have the same groups, from two columns to as many as there are groups."""
    shown = np.ones((len(rows.forest), here.shape[2]), dtype=bool)
    shown[:, real] = rows.shown(block, None, among)[:, None]
    if real.sum() == 1:  # everybody is in the same group, and its sum is the total's
        shown[:, real] = rows.shown(block, groups, among)[:, None]
        return shown
    told: set[int] = set()
    for columns in _ladder(here.sum(axis=(0, 1)), np.flatnonzero(real).tolist()):
        values = np.concatenate([here[:, :, column].sum(axis=2) for column in columns], axis=1)
        found = rows.gather(groups, values, among)
        if found is None:
            break
        groups = found
        single = {column[0] for column in columns if len(column) == 1}
        for group in single - told:
            shown[:, group] = rows.shown(block, groups, among)
        told |= single
    return shown


def _ladder(sizes: np.ndarray, groups: list[int]) -> list[list[list[int]]]:
    """Ways to put groups together, from two columns to one each; the smallest are put together first."""
    columns = [[group] for group in groups]
    steps = [columns]
    while len(columns) > 2:
        ordered = sorted(columns, key=lambda column: (sizes[column].sum(), column))
        columns = sorted([sorted(ordered[0] + ordered[1]), *ordered[2:]])
        steps.append(columns)
    return steps[::-1]
