# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Patients discharged to municipal support, as chains of episodes.

Every link of a chain but the first is an unplanned admission within 30 days of the discharge before it;
a chain lies within one calendar year and belongs to one patient. N discharges of which R were followed
by a readmission are therefore N − R chains with R links added. The episodes carry dates only: finding
the readmissions is left to whoever computes the measure.
"""

from __future__ import annotations

import numpy as np
import polars as pl
from numpy.typing import NDArray

from malram.demo.courses.calibrate import Constraint, Ints, between, events, printed, spread
from malram.demo.courses.common import SEXES, YEARS, Cells, generator, grid, patient_ids, units

DISCHARGES = {(2024, "K"): 4195, (2024, "M"): 3397, (2023, "K"): 4180, (2023, "M"): 3350}
LOWEST, HIGHEST = "vardcentral-08", "vardcentral-22"
FIXED = {LOWEST: (138, 112), HIGHEST: (139, 113)}  # women and men: 44 of 250 is 17,6 %, 72 of 252 is 28,6 %
MAX_GAP = 30


def municipal_chains() -> pl.DataFrame:
    """One row per discharge to municipal support, without ward and diagnosis."""
    rng = generator("återinskrivningar")
    cells = grid(year=YEARS, unit=units(level="vardcentral"), sex=SEXES)
    counts = _counts(rng, cells)
    readmitted = events(counts, 0.22 + rng.normal(0, 0.015, len(cells)), _targets(cells, counts))
    chain_cell, length = _chains(rng, counts, readmitted)
    return _episodes(rng, cells, chain_cell, length)


def _counts(rng: np.random.Generator, cells: Cells) -> Ints:
    names = units(level="vardcentral")
    size = dict(zip(names, rng.uniform(0.6, 1.5, len(names)), strict=True))
    counts = np.zeros(len(cells), dtype=np.int64)
    for (year, sex), total in DISCHARGES.items():
        fixed = {unit: FIXED[unit][SEXES.index(sex)] for unit in FIXED} if year == 2024 else {}
        for unit, number in fixed.items():
            counts[cells.where(year=year, sex=sex, unit=unit)] = number
        free = cells.where(year=year, sex=sex) & ~cells.where(unit=list(fixed))
        counts[free] = spread(total - sum(fixed.values()), [size[u] for u in cells["unit"][free]])
    return counts


def _targets(cells: Cells, counts: Ints) -> list[Constraint]:
    in_2024 = cells.where(year=2024)
    total = int(counts[in_2024].sum())
    exactly = printed(in_2024, str(1655), decimals=0, scale=total)  # 1 655 of them, to the person
    targets = [
        exactly,
        printed(in_2024, "21.8"),
        printed(cells.where(year=2024, sex="K"), "20.1"),
        printed(cells.where(year=2024, sex="M"), "23.9"),
        printed(cells.where(year=2023), "22.1"),
        printed(cells.where(year=2024, unit=LOWEST), "17.6"),
        printed(cells.where(year=2024, unit=HIGHEST), "28.6"),
    ]
    others = [unit for unit in units(level="vardcentral") if unit not in FIXED]
    return targets + [between(cells.where(year=2024, unit=u), "17.6", "28.6", decimals=1) for u in others]


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
    length = np.where(years == 2024, 366, 365)
    start = (rng.random(len(years)) * (length - span)).astype(np.int64)
    if (span >= length).any():
        raise ValueError("A chain is longer than a year.")
    base = (years - 1970).astype("datetime64[Y]").astype("datetime64[D]")
    return (base + start.astype("timedelta64[D]"))[chain] + since_first.astype("timedelta64[D]")
