# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""How many people the demo employs, and how often they leave and fall ill. All of them are made up."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

FIRST = 2022 * 12 + 10  # November 2022: the first month of hours
LAST = 2024 * 12 + 11
BEFORE = FIRST - 1  # everybody employed before the hours begin is employed at the end of this month
DECEMBERS = (2023 * 12 + 11, 2024 * 12 + 11)
MONTHS = tuple(range(FIRST, LAST + 1))

SICK_SEASON = {
    "hsn": (112, 113, 108, 98, 94, 87, 79, 86, 99, 107, 110, 107),
    "rs": (104, 106, 103, 97, 95, 88, 82, 87, 90, 108, 114, 120),
}


@dataclass(frozen=True)
class People:
    """One board and sex: permanent and temporary staff, and the rates of leaving and illness.

    Tuples of three are the ends of October 2022, December 2023 and December 2024; tuples of two the
    years 2023 and 2024. Rates are shares of one.
    """

    board: str
    sex: str
    permanent: tuple[int, int, int]
    temporary: tuple[int, int, int]
    summer: int
    leaving: tuple[float, float]
    long_sick: tuple[float, float, float]
    sick: tuple[float, float]
    full_time: float


PLAN = (
    People("hsn", "women", (6180, 6398, 6288), (396, 386, 254), 380,
           (0.0795, 0.0848), (0.0655, 0.0650, 0.0640), (0.0850, 0.0803), 0.72),
    People("hsn", "men", (1418, 1477, 1455), (98, 96, 63), 110,
           (0.0770, 0.0818), (0.0180, 0.0175, 0.0170), (0.0520, 0.0470), 0.86),
    People("rs", "women", (496, 503, 501), (46, 50, 44), 10,
           (0.1050, 0.0956), (0.0240, 0.0260, 0.0370), (0.0340, 0.0440), 0.84),
    People("rs", "men", (390, 387, 386), (12, 11, 8), 6,
           (0.0750, 0.0646), (0.0180, 0.0170, 0.0230), (0.0240, 0.0300), 0.94),
)  # fmt: skip

# Sum of degrees in health care at the end of December 2023 and 2024, in thousandths.
DEGREES = {"tillsvidare": (7_463_300, 7_337_800), "visstid": (410_100, 269_600)}


def path(ends: tuple[float, float, float]) -> Floats:
    """A value for the end of every month from October 2022, straight between the three known ends."""
    known = [BEFORE, *DECEMBERS]
    return np.interp(np.arange(BEFORE, LAST + 1), known, ends)


def of_year(pair: tuple[float, float], month: int) -> float:
    """The value of the month's year; the last months of 2022 are like 2023."""
    return pair[1] if month // 12 == 2024 else pair[0]
