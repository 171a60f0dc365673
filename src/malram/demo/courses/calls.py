# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Telephone calls to 1177 and to the vårdcentraler, one row per incoming call.

Calibrated to: 157 121 calls to 1177 in 2024, 7 745 fewer than in 2023, of which 35,9 % and 37,4 % were
answered within fifteen minutes; calls to the vårdcentraler up by 32 046 (6 %), contact the same day
79 % (82 % in 2023, November 79, December 80), Årjäng highest with 95 and Kil lowest with 54.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl

from malram.demo.courses.calibrate import Ints, between, events, printed, spread
from malram.demo.courses.common import (
    MONTHS,
    Cells,
    days_in,
    generator,
    grid,
    ja_nej,
    season,
    unfold,
    units,
    write_monthly,
)

CALLS_1177 = {2023: 157_121 + 7_745, 2024: 157_121}
CALLS_PRIMARY = {2023: 534_118, 2024: 534_118 + 32_046}
BEST, WORST = "vardcentralen-arjang", "vardcentralen-kil"


def write_calls(out: Path) -> list[Path]:
    frame = pl.concat([_calls_1177(), _calls_primary()]).sort("Datum", "Enhet", maintain_order=True)
    return write_monthly(frame, out / "telefoni", "samtal", "Samtals-id", "T")


def _volumes(cells: Cells, totals: dict[int, int], weights) -> Ints:
    """Split each year's calls over its cells."""
    counts = np.zeros(len(cells), dtype=np.int64)
    for year, total in totals.items():
        mask = cells.where(year=year)
        counts[mask] = spread(total, weights[mask])
    return counts


def _calls_1177() -> pl.DataFrame:
    rng = generator("1177")
    cells = grid(month=MONTHS)
    weights = 1 + season(cells["month"], 0.09, july=0.12) + rng.normal(0, 0.03, len(cells))
    counts = _volumes(cells, CALLS_1177, weights)
    rates = 0.37 - season(cells["month"], 0.05, july=0.09) + rng.normal(0, 0.03, len(cells))
    targets = [printed(cells.where(year=2024), "35.9"), printed(cells.where(year=2023), "37.4")]
    cell, soon = unfold(counts, events(counts, rates, targets))
    answered = soon | (rng.random(len(cell)) < 0.62)
    wait = np.where(soon, rng.integers(4, 901, len(cell)), 901 + rng.gamma(2.0, 700, len(cell)).astype(int))
    hung_up = ~answered
    wait[hung_up] = rng.gamma(1.6, 420, int(hung_up.sum())).astype(int)
    day = days_in(rng, cells["month"][cell], weekend=1.25)
    return pl.DataFrame(
        {
            "_month": cells["month"][cell],
            "Enhet": "1177-pa-telefon",
            "Datum": day,
            "Tjänst": "1177 på telefon",
            "Besvarat": ja_nej(answered),
            "Väntetid sekunder": np.minimum(wait, 14_000),
            "Kontakt": np.where(answered, day, np.datetime64("NaT")),
        }
    )


def _calls_primary() -> pl.DataFrame:
    rng = generator("samtal primärvård")
    centres = units(level="vardcentral")
    cells = grid(month=MONTHS, unit=centres)
    size = dict(zip(centres, rng.uniform(0.6, 1.7, len(centres)), strict=True))
    weights = np.array([size[unit] for unit in cells["unit"]])
    weights = weights * (1 + season(cells["month"], 0.07, july=-0.15)) * rng.normal(1, 0.04, len(cells))
    counts = _volumes(cells, CALLS_PRIMARY, weights)
    level = dict(zip(centres, rng.uniform(0.66, 0.91, len(centres)), strict=True)) | {BEST: 0.95, WORST: 0.55}
    rates = np.array([level[unit] for unit in cells["unit"]]) - season(cells["month"], 0.03, july=0.03)
    rates = np.clip(rates + rng.normal(0, 0.02, len(cells)), 0.3, 0.99)
    cell, same_day = unfold(counts, events(counts, rates, _same_day_targets(cells, centres)))
    day = days_in(rng, cells["month"][cell], weekend=0.0)
    later = ~same_day & (rng.random(len(cell)) < 0.7)
    contact = np.where(same_day, day, np.datetime64("NaT"))
    contact[later] = np.busday_offset(day[later], 1 + rng.integers(0, 2, int(later.sum())), roll="forward")
    return pl.DataFrame(
        {
            "_month": cells["month"][cell],
            "Enhet": cells["unit"][cell],
            "Datum": day,
            "Tjänst": "Vårdcentral",
            "Besvarat": ja_nej(same_day | later),
            "Väntetid sekunder": rng.gamma(1.5, 240, len(cell)).astype(np.int64),
            "Kontakt": contact,
        }
    )


def _same_day_targets(cells: Cells, centres: tuple[str, ...]):
    targets = [
        printed(cells.where(year=2024), "79"),
        printed(cells.where(year=2023), "82"),
        printed(cells.where(month=202411), "79"),
        printed(cells.where(month=202412), "80"),
        printed(cells.where(year=2024, unit=BEST), "95"),
        printed(cells.where(year=2024, unit=WORST), "54"),
    ]
    others = [unit for unit in centres if unit not in (BEST, WORST)]
    return targets + [between(cells.where(year=2024, unit=unit), "54", "95") for unit in others]
