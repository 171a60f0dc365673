# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
from collections.abc import Iterable

from malram.occasions.models import Occasion
from malram.values import Period


def closed_months() -> frozenset[int]:
    """Return the months (ordinals) no facts may be added to.

    A month is closed when an occasion over it is closed and none over it is open: a
    closed April does not stop late April facts while the year is still followed up.
    """
    closed: set[int] = set()
    opened: set[int] = set()
    for period, state in Occasion.objects.values_list("period", "state"):
        (closed if state == Occasion.CLOSED else opened).update(Period.parse(period).months)
    return frozenset(closed - opened)


def closed_periods(contracts: Iterable[str]) -> frozenset[tuple[str, int]]:
    """Return (contract, month) pairs as plain values, for intake, which knows no occasions."""
    months = closed_months()
    return frozenset((contract, month) for contract in contracts for month in months)
