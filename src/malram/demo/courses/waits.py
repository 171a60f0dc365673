# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who waits at every month-end: one row per waiting patient with the day the wait began.

A patient stands in the queue from month to month until seen, so the same person comes back in the next
file. Calibrated to the share that had waited 90 days at most, all month-ends of the year together:
somatic first visits 57 in 2024 (women 56, men 58, November 62, December 59) and 52 in 2023, queue down
4 % from January to December; psychiatry 44 (42, 47) and 62, adult outpatient care 38 and 57; operations
50 (49, 52) and 52; and to BUP's queues: assessment 127 in January 2024, 73 in November and 62 in
December, investigation 18 and 26, treatment 60 and 79 in the two last months.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from malram.demo.courses.calibrate import Ints, events, printed, spread
from malram.demo.courses.common import (
    MONTHS,
    SEXES,
    Cells,
    generator,
    grid,
    month_end,
    patient_ids,
    season,
    units,
    write_monthly,
)

LIMIT = 90
STAYS = 0.6  # at most this share of the patients within the limit is kept from one month to the next
SOMATIC_2024 = (5000, 5020, 5010, 4980, 4960, 4990, 5040, 5010, 4950, 4900, 4860, 4800)
SOMATIC_2023 = (5260, 5250, 5230, 5200, 5190, 5210, 5240, 5200, 5140, 5100, 5060, 5030)
BUP_QUEUES = {  # one row per year
    "BUP bedömning": (
        *(238, 241, 236, 230, 224, 215, 218, 206, 189, 170, 152, 135),
        *(127, 124, 121, 118, 112, 104, 106, 101, 95, 84, 73, 62),
    ),
    "BUP utredning": (
        *(34, 31, 29, 33, 30, 27, 24, 28, 31, 33, 29, 27),
        *(29, 33, 35, 31, 28, 24, 22, 27, 30, 25, 18, 26),
    ),
    "BUP behandling": (
        *(41, 43, 45, 42, 39, 44, 40, 46, 50, 48, 47, 49),
        *(51, 55, 54, 57, 60, 58, 52, 61, 66, 63, 60, 79),
    ),
}
WOMEN = {"spec-gynekologi": 0.985, "spec-urologi": 0.3}  # share of women where it is not the usual one
OPERATING = ("spec-ortopedi", "spec-kirurgi", "spec-urologi", "spec-oron", "spec-gynekologi", "ogon")


def write_waits(out: Path) -> list[Path]:
    frames = [somatic(), psychiatry_and_bup(), operations()]
    frame = pl.concat(frames).sort("_month", "Enhet", "Väntar på", "Remissdatum", maintain_order=True)
    return write_monthly(frame, out / "cosmic", "vantande", "Rad-id", "K")


def _counts(cells: Cells, totals, weights: NDArray) -> Ints:
    """Split every month-end's queue over its cells."""
    counts = np.zeros(len(cells), dtype=np.int64)
    for month, total in zip(MONTHS, totals, strict=True):
        mask = cells.where(month=month)
        counts[mask] = spread(int(total), weights[mask])
    return counts


def _weights(rng: np.random.Generator, cells: Cells, women: float, low: float = 0.5) -> NDArray:
    names = list(dict.fromkeys(cells["unit"].tolist()))
    size = dict(zip(names, rng.uniform(low, 1.6, len(names)), strict=True))
    drift = rng.normal(1, 0.04, len(cells))
    share = np.array([WOMEN.get(u, women) for u in cells["unit"]])
    return (
        np.array([size[u] for u in cells["unit"]]) * np.where(cells["sex"] == "K", share, 1 - share) * drift
    )


def somatic() -> pl.DataFrame:
    rng = generator("väntande somatik")
    cells = grid(month=MONTHS, unit=units("specialiserad-somatisk-vard", "mottagning"), sex=SEXES)
    counts = _counts(cells, SOMATIC_2023 + SOMATIC_2024, _weights(rng, cells, 0.55))
    targets = [
        printed(cells.where(year=2024), "57"), printed(cells.where(year=2024, sex="K"), "56"),
        printed(cells.where(year=2024, sex="M"), "58"), printed(cells.where(year=2023), "52"),
        printed(cells.where(month=202411), "62"), printed(cells.where(month=202412), "59"),
    ]  # fmt: skip
    rates = 0.56 + season(cells["month"], 0.02, july=-0.02) + rng.normal(0, 0.03, len(cells))
    return _queues(rng, cells, counts, events(counts, rates, targets), "Första besök somatik", "W")


def operations() -> pl.DataFrame:
    rng = generator("väntande operation")
    cells = grid(month=MONTHS, unit=OPERATING, sex=SEXES)
    totals = 4000 - season(np.array(MONTHS), 60, july=90) + rng.normal(0, 25, len(MONTHS))
    counts = _counts(cells, totals, _weights(rng, cells, 0.54))
    targets = [
        printed(cells.where(year=2024), "50"), printed(cells.where(year=2024, sex="K"), "49"),
        printed(cells.where(year=2024, sex="M"), "52"), printed(cells.where(year=2023), "52"),
    ]  # fmt: skip
    rates = 0.51 + season(cells["month"], 0.01, july=-0.05) + rng.normal(0, 0.03, len(cells))
    return _queues(rng, cells, counts, events(counts, rates, targets), "Operation eller behandling", "O")


def psychiatry_and_bup() -> pl.DataFrame:
    """BUP's first assessments are first visits in specialised psychiatry, so they are calibrated together."""
    rng = generator("väntande psykiatri")
    adult, bup = units("vuxenpsykiatrisk-oppenvard", "mottagning"), units("bup", "mottagning")
    first = "BUP bedömning"
    cells = grid(month=MONTHS, unit=(*adult, "cei", *bup), sex=SEXES)
    counts = np.zeros(len(cells), dtype=np.int64)
    weights = _weights(rng, cells, 0.58)
    for names, totals in (
        (adult, 1080 - season(np.array(MONTHS), 30)),
        (("cei",), np.full(len(MONTHS), 112)),
        (bup, BUP_QUEUES[first]),
    ):
        here = cells.where(unit=names)
        counts += _counts(cells, totals, np.where(here, weights, 0.0))
    year = {"year": 2024}
    targets = [
        printed(cells.where(**year), "44"), printed(cells.where(**year, sex="K"), "42"),
        printed(cells.where(**year, sex="M"), "47"), printed(cells.where(year=2023), "62"),
        printed(cells.where(**year, unit=adult), "38"), printed(cells.where(year=2023, unit=adult), "57"),
    ]  # fmt: skip
    rates = np.where(cells.where(unit=adult), 0.45, 0.75) + rng.normal(0, 0.03, len(cells))
    young = events(counts, rates, targets)
    kind = np.where(cells.where(unit=bup), first, "Första besök psykiatri")
    return pl.concat([_queues(rng, cells, counts, young, kind, "Q"), _bup_rest(rng, bup)])


def _bup_rest(rng: np.random.Generator, teams: tuple[str, ...]) -> pl.DataFrame:
    """Those who wait for an investigation or a treatment in BUP; no share of them is printed."""
    frames = []
    for label, letter in (("BUP utredning", "U"), ("BUP behandling", "Y")):
        cells = grid(month=MONTHS, unit=teams, sex=SEXES)
        counts = _counts(cells, BUP_QUEUES[label], _weights(rng, cells, 0.5))
        frames.append(_queues(rng, cells, counts, rng.binomial(counts, 0.85), label, letter))
    return pl.concat(frames)


def _queues(rng, cells: Cells, counts: Ints, young: Ints, kind, letter: str) -> pl.DataFrame:
    """Follow the queue of every unit and sex through the months."""
    kinds = np.broadcast_to(np.asarray(kind), len(cells))
    frames, used = [], 0
    for unit in dict.fromkeys(cells["unit"].tolist()):
        for sex in SEXES:
            mine = np.flatnonzero(cells.where(unit=unit, sex=sex))
            months, people, referred, used = _queue(
                rng, cells["month"][mine], counts[mine], young[mine], used
            )
            label = str(kinds[mine[0]])
            frames.append(_frame(months, unit, people, letter, sex, label, referred))
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
