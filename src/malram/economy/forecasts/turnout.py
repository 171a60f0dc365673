# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""How forecasts turned out: each follow-up of the ended years beside what the year came to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from malram.economy.definitions import Line
from malram.economy.forecasts import given
from malram.economy.forecasts.baseline import Baseline, Hindcast
from malram.economy.forecasts.computed import Histories


@dataclass(frozen=True)
class Turnout:
    """What was forecast after a month and what the year came to, in öre with the ledger's sign."""

    month: int
    outcome: int
    manager: int | None
    rule: Baseline | None

    @property
    def manager_error(self) -> Fraction | None:
        return self._error(self.manager)

    @property
    def rule_error(self) -> Fraction | None:
        return self._error(self.rule.amount if self.rule is not None else None)

    def _error(self, said: int | None) -> Fraction | None:
        """How much more the year came to than was said, in percent of the size of what it came to."""
        if said is None or not self.outcome:
            return None
        return Fraction(100 * (self.outcome - said), abs(self.outcome))


def turnouts(histories: Histories, line: Line) -> list[Turnout]:
    """Every month but the last of the ended years, the oldest first, where anything was forecast."""
    return [
        Turnout(one.month, one.outcome, _manager(histories, line, one), one.forecast)
        for one in histories.hindcasts(line)
    ]


def _manager(histories: Histories, line: Line, one: Hindcast) -> int | None:
    found = given.at(histories.m, histories.layout, line, histories.unit, given.MANAGER, one.month)
    return None if found is None or found.numerator is None else int(found.numerator)


def mean_error(errors: Sequence[Fraction | None]) -> Fraction | None:
    """The mean size of the errors that are known."""
    known = [abs(one) for one in errors if one is not None]
    return sum(known, Fraction(0)) / len(known) if known else None
