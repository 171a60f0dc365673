# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Sizes between two ends, as many as can be, at the least price: linear programs with whole row counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from malram.demo.cells.atoms import Atom
from malram.demo.cells.forms import COUNT, Form, Unknown

ROOM, EDGE = 0.22, 0.002  # how much nearer the ends it may lie, and at what part of the price of missing it
SECONDS = 120
TINY = 1e-7  # what a size costs, so that a printed nought is nought and not a little
# One unknown of money is this many öre, so that all unknowns are of like size.
SCALE = {"amount": 10**5}


class FitError(RuntimeError):
    """No sizes were found at all."""


@dataclass(frozen=True)
class Line:
    """A weighted sum of unknowns between two ends, in half units of the printed figure."""

    form: Form
    low: float
    high: float
    price: float


def scale_of(unknown: Unknown) -> int:
    return SCALE.get(unknown[1], 1)


def solve(
    names: list[Unknown],
    place: dict[Unknown, int],
    atoms: list[Atom],
    lines: Sequence[Line],
    totals: Sequence[tuple[Form, int]],
) -> np.ndarray:
    """Solve each group of unknowns that hang together by itself."""
    hard = [Line(form, total, total, 0.0) for form, total in totals]
    every = [*hard, *lines]
    label = _components(place, every)
    found = np.zeros(len(names))
    by_component: dict[int, list[Line]] = {}
    for line in every:
        if line.form.terms:
            by_component.setdefault(label[place[next(iter(line.form.terms))]], []).append(line)
    members: dict[int, list[int]] = {}
    for at, component in enumerate(label):
        members.setdefault(component, []).append(at)
    for component, here in members.items():
        chosen = [names[at] for at in here]
        found[here] = _program(chosen, atoms, by_component.get(component, []))
    return found


def _components(place: dict[Unknown, int], lines: Sequence[Line]) -> np.ndarray:
    pairs = [(place[next(iter(line.form.terms))], place[u]) for line in lines for u in line.form.terms]
    size = len(place)
    if not pairs:
        return np.arange(size)
    first, second = np.array(pairs).T
    graph = coo_array((np.ones(len(pairs)), (first, second)), shape=(size, size))
    return connected_components(graph, directed=False)[1]


def _program(names: list[Unknown], atoms: list[Atom], lines: list[Line]) -> np.ndarray:
    """Sizes that cost least. Every line may be missed: beyond its ends, or nearer them than it is aimed."""
    prices = [line.price for line in lines if line.price]
    least, most = np.array([_ends(unknown, atoms) for unknown in names]).T
    missing = np.zeros(4 * len(prices))
    cost = np.ravel([(p, p, p * EDGE, p * EDGE) for p in prices])
    width = np.tile([np.inf, np.inf, ROOM, ROOM], len(prices))
    counts = [unknown[1] == COUNT for unknown in names]  # sums are rounded afterwards
    result = milp(
        np.concatenate([np.where(np.isfinite(least), TINY, 0.0), cost]),
        constraints=_constraints(names, lines, len(missing)),
        integrality=np.concatenate([counts, missing]),
        bounds=Bounds(np.concatenate([least, missing]), np.concatenate([most, width])),
        options={"time_limit": SECONDS, "mip_rel_gap": 1e-9},
    )
    if result.x is None:
        where = atoms[names[0][0]].place
        raise FitError(f"{where}: inga heltal ger de tryckta talen ({result.message}).")
    return result.x[: len(names)]


def _constraints(names: list[Unknown], lines: list[Line], slacks: int) -> list[LinearConstraint]:
    """Each line between its ends, with four more unknowns for how far below and above it lies."""
    if not lines:
        return []
    place = {unknown: at for at, unknown in enumerate(names)}
    cells: list[tuple[int, int, float]] = []
    slack = len(names)
    for at, line in enumerate(lines):
        cells += [(at, place[u], float(weight) * scale_of(u)) for u, weight in line.form.terms.items()]
        if line.price:
            cells += [(at, slack + k, sign) for k, sign in enumerate((1.0, -1.0, 1.0, -1.0))]
            slack += 4
    rows, columns, values = zip(*cells, strict=True)
    matrix = coo_array((values, (rows, columns)), shape=(len(lines), len(names) + slacks)).tocsr()
    constants = np.array([float(line.form.constant) for line in lines])
    low, high = (np.array([getattr(line, end) for line in lines]) - constants for end in ("low", "high"))
    return [LinearConstraint(matrix, low, high)]


def _ends(unknown: Unknown, atoms: list[Atom]) -> tuple[float, float]:
    """Rows are never fewer than none; a sum lies between its rows' bounds, and money may be negative."""
    number, column = unknown
    atom = atoms[number]
    if column == COUNT:
        return 0.0, np.inf
    low, high = atom.sums[column]
    kind = next((c.kind for c in atom.contract.columns if c.name == column), "int")
    rows = atom.count or 0
    least = -np.inf if low is None and (kind == "ore" or atom.count is not None) else float((low or 0) * rows)
    return least, np.inf if high is None or not rows else float(high * rows)
