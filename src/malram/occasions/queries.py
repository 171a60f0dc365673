# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from malram.accounts.actors import SYSTEM, label_of
from malram.accounts.models import Person
from malram.audit.models import AuditEntry
from malram.occasions.models import Occasion
from malram.values import Period

FORECAST = "forecast"  # the contract


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
    """Return (contract, month) pairs as plain values, for intake, which knows no occasions.

    A forecast belongs to the follow-up that ends with its month, and is closed with that one alone: the year
    being open does not let anybody say in December what was forecast in April.
    """
    months = {contract: closed_months() for contract in contracts}
    if FORECAST in months:
        months[FORECAST] = closed_to_forecasts()
    return frozenset((contract, month) for contract, closed in months.items() for month in closed)


def closed_to_forecasts(board_id: str | None = None) -> frozenset[int]:
    """Return the months that end a closed follow-up and no open one, of one board or of all together."""
    states: dict[int, list[str]] = {}
    known = Occasion.objects.filter(board_id=board_id) if board_id else Occasion.objects.all()
    for period, state in known.values_list("period", "state"):
        states.setdefault(Period.parse(period).last, []).append(state)
    return frozenset(month for month, found in states.items() if is_closed(found))


def named(occasion: Occasion) -> str:
    """Return the occasion as the trail writes it."""
    return f"occasion:{occasion}"


def is_closed(states: Iterable[str]) -> bool:
    """Tell from the states of a period's occasions whether it is closed: one is, and none is open."""
    found = set(states)
    return Occasion.CLOSED in found and Occasion.OPEN not in found


def period_is_closed(board_id: str, period: Period) -> bool:
    """Tell whether a board's follow-up of exactly this period is closed."""
    of_period = Occasion.objects.filter(board_id=board_id, period=period.code)
    return is_closed(of_period.values_list("state", flat=True))


@dataclass(frozen=True)
class Turn:
    """When an occasion was last opened or closed, by whom and why."""

    at: datetime
    by: str
    reason: str


def last_turn(occasion: Occasion) -> Turn | None:
    """Return what the trail says about how the occasion came to be as it is."""
    turns = AuditEntry.objects.filter(object=named(occasion), action__startswith="occasion.")
    entry = turns.order_by("-id").first()
    return Turn(entry.at, _name(entry.actor), entry.reason) if entry else None


def _name(label: str) -> str:
    """Return who the trail means, by the name people know; somebody who is gone by the sign-in name."""
    if label == label_of(SYSTEM):
        return SYSTEM.name
    username = label.removeprefix("person:")
    person = Person.objects.filter(username=username).first()
    return str(person or username)
