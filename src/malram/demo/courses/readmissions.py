# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Patients discharged to municipal support, as chains of episodes.

Every link of a chain but the first is an unplanned admission within a limit of the discharge before it;
a chain lies within one calendar year and belongs to one patient. N discharges of which R were followed
by a readmission are therefore N − R chains with R links added. The episodes carry dates only: finding
the readmissions is left to whoever computes the measure.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import polars as pl
from numpy.typing import NDArray

from malram.demo.courses.calibrate import Ints, events, spread
from malram.demo.courses.common import SEXES, generator, patient_ids
from malram.demo.courses.setting import Setting
from malram.demo.courses.targets import Cells, Target, constraints, grid
from malram.demo.errors import CalibrationError
from malram.demo.reading import BySex, ByYear, Group, Unit

MAX_GAP = 30


@dataclass(frozen=True)
class Chains:
    """Discharges to municipal support by year and sex, and the share of them followed by a readmission.

    `at` are centres whose number of discharges a year is given, because their share is printed.
    """

    units: Group
    discharges: ByYear[BySex[int]]
    readmitted: float
    targets: tuple[Target, ...]
    at: dict[int, dict[Unit, BySex[int]]] = field(default_factory=dict)


def municipal_chains(plan: Chains, setting: Setting) -> pl.DataFrame:
    """One row per discharge to municipal support, without ward and diagnosis."""
    rng = generator("återinskrivningar")
    cells = grid(year=setting.years, unit=setting.group(plan.units), sex=SEXES)
    counts = _counts(rng, plan, cells, setting.group(plan.units))
    rates = plan.readmitted + rng.normal(0, 0.015, len(cells))
    readmitted = events(counts, rates, constraints(plan.targets, cells, counts, setting))
    chain_cell, length = _chains(rng, counts, readmitted)
    return _episodes(rng, cells, chain_cell, length)


def _counts(rng: np.random.Generator, plan: Chains, cells: Cells, units: tuple[str, ...]) -> Ints:
    size = dict(zip(units, rng.uniform(0.6, 1.5, len(units)), strict=True))
    counts = np.zeros(len(cells), dtype=np.int64)
    for year, by_sex in plan.discharges.items():
        for sex, total in by_sex.items():
            fixed = {unit: numbers[sex] for unit, numbers in plan.at.get(year, {}).items()}
            for unit, number in fixed.items():
                counts[cells.where(year=year, sex=sex, unit=unit)] = number
            free = cells.where(year=year, sex=sex) & ~cells.where(unit=list(fixed))
            counts[free] = spread(total - sum(fixed.values()), [size[u] for u in cells["unit"][free]])
    return counts


def _chains(rng: np.random.Generator, counts: Ints, readmitted: Ints) -> tuple[Ints, Ints]:
    """The cell and the number of links of every chain."""
    cell = np.repeat(np.arange(len(counts)), counts - readmitted)
    length = np.ones(len(cell), dtype=np.int64)
    starts = np.cumsum(counts - readmitted) - (counts - readmitted)
    for each in np.flatnonzero(readmitted):
        chains = counts[each] - readmitted[each]
        length[starts[each] : starts[each] + chains] += rng.multinomial(
            readmitted[each], np.full(chains, 1 / chains)
        )
    return cell, length


def _episodes(rng: np.random.Generator, cells: Cells, chain_cell: Ints, length: Ints) -> pl.DataFrame:
    chain = np.repeat(np.arange(len(length)), length)
    first = np.concatenate([[True], chain[1:] != chain[:-1]])
    stay = 1 + rng.gamma(1.3, 4.0, len(chain)).astype(int).clip(0, 40)
    gap = np.where(first, 0, rng.integers(2, MAX_GAP + 1, len(chain)))
    out = _discharges(rng, cells["year"][chain_cell], chain, first, stay, gap)
    year, sex = cells["year"][chain_cell][chain], cells["sex"][chain_cell][chain]
    birth = (cells["year"][chain_cell] - _ages(rng, len(length)))[chain]
    number = chain * 2 + (sex == "M")
    return pl.DataFrame(
        {
            "_month": year * 100 + out.astype("datetime64[M]").astype(int) % 12 + 1,
            "Patient": patient_ids("M", number),
            "Kön": sex,
            "Födelseår": birth,
            "Inskriven": out - stay.astype("timedelta64[D]"),
            "Utskriven": out,
            "Planerad": np.where(first & (rng.random(len(chain)) < 0.1), "Ja", "Nej"),
            "Listad vårdcentral": cells["unit"][chain_cell][chain],
        }
    )


def _ages(rng: np.random.Generator, rows: int) -> Ints:
    old = np.clip(65 + rng.gamma(4, 4.4, rows).astype(int), 65, 103)
    return np.where(rng.random(rows) < 0.88, old, rng.integers(25, 65, rows))


def _discharges(rng, years: Ints, chain: Ints, first: NDArray, stay: Ints, gap: Ints) -> NDArray:
    """Discharge days: the first anywhere in the year where the rest of the chain still fits."""
    later = np.where(first, 0, stay + gap)
    since_first = np.cumsum(later) - np.cumsum(later)[np.flatnonzero(first)][chain]
    span = np.zeros(len(years), dtype=np.int64)
    np.maximum.at(span, chain, since_first)
    base, after = (_new_year(years + later) for later in (0, 1))
    length = (after - base).astype(int)
    start = (rng.random(len(years)) * (length - span)).astype(np.int64)
    if (span >= length).any():
        raise CalibrationError("En kedja av återinskrivningar är längre än ett år.")
    return (base + start.astype("timedelta64[D]"))[chain] + since_first.astype("timedelta64[D]")


def _new_year(years: Ints) -> NDArray:
    return (years - 1970).astype("datetime64[Y]").astype("datetime64[D]")
