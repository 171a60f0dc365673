# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which months a measure really takes when it is asked for a period."""

from __future__ import annotations

from dataclasses import dataclass

from malram.measures.catalogue.definitions import Measure
from malram.values import Period

ROLLING = {"r12": 12, "r18": 18}
AS_ASKED = frozenset({"month", "ytd", "period"})


@dataclass(frozen=True)
class Span:
    """The period used for the one asked for; `months` are the months in it that a measure takes."""

    period: Period
    asked: Period
    measuring: tuple[int, ...] = ()

    @property
    def months(self) -> list[int]:
        return [
            month for month in self.period.months if not self.measuring or month % 12 + 1 in self.measuring
        ]

    @property
    def differs(self) -> bool:
        """Whether a reader would be misled by the period asked for alone."""
        return self.period.last != self.asked.last or len(self.period) < len(self.asked)


def resolve(measure: Measure, asked: Period, lagged: bool = True) -> Span:
    """Apply the measure's lag, its own window and its measuring months to a period.

    A rolling period asked for by name (`r12-2024-10`) is taken as it is, and so is every period when
    `lagged` is false: it is already the one the values are about. Otherwise the last month is
    moved back by the lag; a measure that only has a rolling window or a point in time takes that; and
    measuring months cut the period to the months between the first and the last of them.
    """
    own = next((window for window in measure.windows if window not in AS_ASKED), None)
    as_asked = bool(AS_ASKED & set(measure.windows))
    as_it_is = asked.kind in ROLLING or not lagged
    last = asked.last if as_it_is else asked.last - measure.lag_months
    period = Period(min(asked.first, last), last)
    if own in ROLLING and not as_asked:
        period = Period(last - ROLLING[own] + 1, last)
    elif own == "point" and not as_asked:
        period = Period(last, last)
    return Span(_cut(period, measure.measuring_months), asked, measure.measuring_months)


def _cut(period: Period, measuring: tuple[int, ...]) -> Period:
    chosen = [month for month in period.months if month % 12 + 1 in measuring]
    return Period(chosen[0], chosen[-1]) if chosen and len(chosen) < len(period) else period
