# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""How forecasts turned out: each follow-up of the ended years beside what the year came to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from malram.economy.definitions import Layout, Line
from malram.economy.forecasts import given
from malram.economy.forecasts.baseline import Hindcast
from malram.economy.forecasts.computed import Histories
from malram.measures.reading.query import Measurements

KEPT = 2048  # units whose turnouts are remembered: a snapshot does not change


@dataclass(frozen=True)
class Turnout:
    """What the rule and the manager said after a month; öre with the ledger's sign."""

    told: Hindcast
    manager: int | None

    @property
    def month(self) -> int:
        return self.told.month

    @property
    def manager_error(self) -> Fraction | None:
        return self._error(self.manager)

    @property
    def rule_error(self) -> Fraction | None:
        return self._error(self.told.forecast.amount)

    def _error(self, said: int | None) -> Fraction | None:
        """How much more the year came to than was said, in percent of the size of what it came to."""
        if said is None or not self.told.outcome:
            return None
        return Fraction(100 * (self.told.outcome - said), abs(self.told.outcome))


@lru_cache(maxsize=KEPT)
def turnouts(m: Measurements, layout: Layout, line: Line, unit_id: str) -> tuple[Turnout, ...]:
    """Every month but the last of the ended years, the oldest first, where the rule could tell."""
    told = Histories(m, layout, unit_id).hindcasts(line)
    return tuple(Turnout(one, _manager(m, layout, line, unit_id, one.month)) for one in told)


def _manager(m: Measurements, layout: Layout, line: Line, unit_id: str, month: int) -> int | None:
    found = given.at(m, layout, line, unit_id, given.MANAGER, month)
    return None if found is None or found.numerator is None else int(found.numerator)


def mean_error(errors: Sequence[Fraction | None]) -> Fraction | None:
    """The mean size of the errors that are known."""
    known = [abs(one) for one in errors if one is not None]
    return sum(known, Fraction(0)) / len(known) if known else None
