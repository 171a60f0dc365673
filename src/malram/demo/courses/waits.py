# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who waits at every month-end: one row per waiting patient with the day the wait began.

A patient stands in the queue from month to month until seen, so the same person comes back in the next
file. What is calibrated is the share that had waited the limit at most, over the month-ends.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated

import numpy as np
import polars as pl
from numpy.typing import NDArray

from malram.demo.courses.calibrate import Ints, events, spread
from malram.demo.courses.common import SEXES, generator, month_end, patient_ids, write_monthly
from malram.demo.courses.setting import Setting
from malram.demo.courses.targets import Cells, Target, Wave, constraints, grid
from malram.demo.reading import ByYear, Group, Length, Unit

LIMIT = 90
STAYS = 0.6  # at most this share of the patients within the limit is kept from one month to the next


@dataclass(frozen=True)
class Line:
    """Those who wait for one thing: how many at month-ends, by year or as a wave, and the share within.

    `noise` is how far the numbers of a wave lie from it.
    """

    units: Group
    waits_for: str
    within: Wave = field(default_factory=Wave)
    by_month: ByYear[Annotated[tuple[int, ...], Length(12)]] | None = None
    wave: Wave = field(default_factory=Wave)
    noise: float = 0.0

    def totals(self, months: NDArray, rng: np.random.Generator) -> NDArray:
        if self.by_month:
            return np.array([count for year in self.by_month.values() for count in year])
        noise = rng.normal(0, self.noise, len(months)) if self.noise else 0.0
        return self.wave.over(months) + noise


@dataclass(frozen=True)
class Queue:
    """Lines whose printed shares are calibrated together; a patient stands in one of them."""

    stream: str
    pseudonym: str
    women: float
    lines: tuple[Line, ...]
    targets: tuple[Target, ...] = ()


@dataclass(frozen=True)
class Waits:
    """The content of waits.yaml; `women_at` are shares of women at units where it is not the usual one."""

    system: str
    women_at: dict[Unit, float]
    queues: tuple[Queue, ...]


def write_waits(plan: Waits, setting: Setting, out: Path) -> list[Path]:
    """Write vantande-ÅÅÅÅ-MM.csv."""
    streams = {queue.stream: generator(queue.stream) for queue in plan.queues}
    frames = [_frame_of(plan, queue, setting, streams[queue.stream]) for queue in plan.queues]
    frame = pl.concat(frames).sort("_month", "Enhet", "Väntar på", "Remissdatum", maintain_order=True)
    return write_monthly(frame, out / plan.system, "vantande", "Rad-id", "K")


def _frame_of(plan: Waits, queue: Queue, setting: Setting, rng: np.random.Generator) -> pl.DataFrame:
    lines = {unit: line for line in queue.lines for unit in setting.group(line.units)}
    months = np.array(setting.months)
    cells = grid(month=months, unit=tuple(lines), sex=SEXES)
    totals = [line.totals(months, rng) for line in queue.lines]
    weights = _weights(rng, cells, plan.women_at, queue.women)
    counts, rates = np.zeros(len(cells), dtype=np.int64), np.zeros(len(cells))
    for line, of_month in zip(queue.lines, totals, strict=True):
        mine = cells.where(unit=setting.group(line.units))
        counts += _counts(cells, months, of_month, np.where(mine, weights, 0.0))
        rates[mine] = line.within.over(cells["month"][mine])
    if queue.targets:
        rates = rates + rng.normal(0, 0.03, len(cells))
        young = events(counts, rates, constraints(queue.targets, cells, counts, setting))
    else:
        young = rng.binomial(counts, rates)
    kinds = {unit: line.waits_for for unit, line in lines.items()}
    return _queues(rng, cells, counts, young, kinds, queue.pseudonym)


def _counts(cells: Cells, months: NDArray, totals: NDArray, weights: NDArray) -> Ints:
    """Split every month-end's queue over its cells."""
    counts = np.zeros(len(cells), dtype=np.int64)
    for month, total in zip(months, totals, strict=True):
        mask = cells.where(month=month)
        counts[mask] = spread(int(total), weights[mask])
    return counts


def _weights(rng: np.random.Generator, cells: Cells, women_at: dict[Unit, float], women: float) -> NDArray:
    names = list(dict.fromkeys(cells["unit"].tolist()))
    size = dict(zip(names, rng.uniform(0.5, 1.6, len(names)), strict=True))
    drift = rng.normal(1, 0.04, len(cells))
    share = cells.of("unit", {unit: women_at.get(unit, women) for unit in names})
    return cells.of("unit", size) * np.where(cells["sex"] == "K", share, 1 - share) * drift


def _queues(
    rng, cells: Cells, counts: Ints, young: Ints, kinds: dict[Unit, str], letter: str
) -> pl.DataFrame:
    """Follow the queue of every unit and sex through the months."""
    frames, used = [], 0
    for unit in dict.fromkeys(cells["unit"].tolist()):
        for sex in SEXES:
            mine = np.flatnonzero(cells.where(unit=unit, sex=sex))
            months, people, referred, used = _queue(
                rng, cells["month"][mine], counts[mine], young[mine], used
            )
            frames.append(_frame(months, unit, people, letter, sex, kinds[unit], referred))
    return pl.concat(frames)


def _frame(months, unit, people, letter, sex, label, referred) -> pl.DataFrame:
    ends = {month: month_end(int(month)) for month in np.unique(months)}
    return pl.DataFrame(
        {
            "_month": months,
            "Datum": np.array([ends[month] for month in months], dtype="datetime64[D]"),
            "Enhet": np.repeat(unit, len(months)),
            "Patient": patient_ids(letter, people),
            "Kön": np.repeat(sex, len(months)),
            "Väntar på": np.repeat(label, len(months)),
            "Remissdatum": referred,
        }
    )


def _queue(rng, months: Ints, counts: Ints, young: Ints, used: int):
    """One queue: patients age past the limit, are seen, and new ones are referred."""
    people, referred = np.zeros(0, dtype=np.int64), np.zeros(0, dtype="datetime64[D]")
    out_months, out_people, out_referred = [], [], []
    for month, total, within in zip(months, counts, young, strict=True):
        end = month_end(int(month))
        waited = (end - referred).astype(int)
        first = len(people) == 0
        kept_old = _some(rng, np.flatnonzero(waited > LIMIT), total - within)
        kept_young = _some(rng, np.flatnonzero(waited <= LIMIT), int(within * STAYS))
        new_young = rng.integers(0, 91 if first else 31, within - len(kept_young))
        new_old = LIMIT + 1 + rng.gamma(1.3, 60, total - within - len(kept_old)).astype(int)
        fresh = np.concatenate([new_young, new_old])
        kept = np.concatenate([kept_old, kept_young])
        people = np.concatenate([people[kept], used + np.arange(len(fresh))])
        referred = np.concatenate([referred[kept], end - fresh.astype("timedelta64[D]")])
        used += len(fresh)
        out_months.append(np.repeat(month, total))
        out_people.append(people)
        out_referred.append(referred)
    return np.concatenate(out_months), np.concatenate(out_people), np.concatenate(out_referred), used


def _some(rng: np.random.Generator, rows: Ints, most: int) -> Ints:
    return rows if len(rows) <= most else rng.choice(rows, int(most), replace=False)
