# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Figures, intervals, units, periods and Swedish number text. Imports nothing of ours."""

from malram.values.figures import Figure, Reason, State
from malram.values.intervals import Interval
from malram.values.numbers import NumberError, Printed, parse_number
from malram.values.periods import (
    Month,
    Period,
    PeriodError,
    Window,
    day_text,
    month_code,
    month_index,
    month_text,
    year_of,
)
from malram.values.rounding import MINUS, NO_BREAK_SPACE, NO_VALUE, exact, number, round_half_away
from malram.values.units import UNITS, Unit, UnitError, unit

__all__ = [
    "MINUS",
    "NO_BREAK_SPACE",
    "NO_VALUE",
    "UNITS",
    "Figure",
    "Interval",
    "Month",
    "NumberError",
    "Period",
    "PeriodError",
    "Printed",
    "Reason",
    "State",
    "Unit",
    "UnitError",
    "Window",
    "day_text",
    "exact",
    "month_code",
    "month_index",
    "month_text",
    "number",
    "parse_number",
    "round_half_away",
    "unit",
    "year_of",
]
