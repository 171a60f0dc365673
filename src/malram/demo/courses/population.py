# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Inhabitants at every month-end by sex and five-year age group.

About 283 000 people live in the region. Those of 65 and older are the denominator of the rate of
avoidable admissions (see `care_episodes`): 38 600 women and 34 010 men in December 2024.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl

from malram.demo.courses.calibrate import Ints, spread
from malram.demo.courses.common import months_between

MONTHS = tuple(months_between(202212, 202412))
ELDERLY = {"K": (37_920, 38_260, 38_600), "M": (33_400, 33_760, 34_010)}  # December 2022, 2023, 2024
UNDER_65 = {"K": (103_100, 102_720, 102_300), "M": (108_900, 108_530, 108_140)}
YOUNG_AGES, OLD_AGES = tuple(range(0, 65, 5)), tuple(range(65, 90, 5))
YOUNG_WEIGHTS = (6.6, 7.4, 7.7, 7.5, 6.5, 7.6, 8.0, 7.6, 7.2, 7.4, 8.4, 8.9, 9.2)
OLD_WEIGHTS = {"K": (25, 24, 22, 15, 14), "M": (27, 26, 23, 14, 10)}


def write_population(out: Path) -> list[Path]:
    frames = []
    for sex in ("K", "M"):
        for ages, known, weights in (
            (YOUNG_AGES, UNDER_65[sex], YOUNG_WEIGHTS),
            (OLD_AGES, ELDERLY[sex], OLD_WEIGHTS[sex]),
        ):
            for month, total in zip(MONTHS, _monthly(known), strict=True):
                frames.append(_group(month, sex, ages, spread(int(total), weights)))
    frame = pl.concat(frames).sort("Månad", "Kön", "Ålder från")
    path = out / "befolkning" / "folkmangd-2022-2024.csv"
    path.parent.mkdir(parents=True, exist_ok=True)
    frame.with_row_index("Rad-id", 1).write_csv(path, separator=";")
    return [path]


def _monthly(december: tuple[int, int, int]) -> Ints:
    """From December to December in a straight line."""
    return np.rint(np.interp(np.arange(len(MONTHS)), [0, 12, 24], december)).astype(np.int64)


def _group(month: int, sex: str, ages: tuple[int, ...], persons: Ints) -> pl.DataFrame:
    text = f"{month // 100:04d}-{month % 100:02d}"
    return pl.DataFrame(
        {"Enhet": "region-varmland", "Månad": text, "Kön": sex, "Ålder från": ages, "Antal": persons}
    )
