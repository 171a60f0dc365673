# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Giving a forecast of the year: line by line, at a follow-up that is open, by somebody with the right."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from malram.accounts.actors import Actor, label_of
from malram.audit.actions import record
from malram.economy.books import Books
from malram.economy.definitions import Layout
from malram.economy.forecasts.entry import Expected, is_odd, needs_reason
from malram.economy.forecasts.expected import expected_of, forecast_lines
from malram.economy.forecasts.given import MANAGER
from malram.facts.contracts import CONTRACTS
from malram.facts.forecasting import GivenForecast, given_for, take_in
from malram.facts.store import Store
from malram.facts.units import UnitRegister
from malram.occasions.actions import OccasionClosed
from malram.occasions.models import Occasion
from malram.occasions.queries import closed_periods, closed_to_forecasts
from malram.organisation.access import role_that_may, unit_for
from malram.values import month_code, year_of

DECEMBER = 11
ODD_AMOUNT = gettext_lazy(
    "Beloppet är hundra gånger större eller mindre än väntat. Är det i rätt enhet? "
    "Rätta det, eller kryssa för att beloppen stämmer."
)


@dataclass(frozen=True)
class Said:
    """What is said of a line: öre with the ledger's sign, and why."""

    ore: int
    reason: str = ""


@dataclass(frozen=True)
class Doubt:
    """Why a forecast cannot be given: about the amount or reason of a line, or about all of it."""

    line: str
    about: str
    message: str


class ForecastRefused(ValueError):
    """A forecast that cannot be given as it is; `doubts` says everything that is in the way."""

    def __init__(self, doubts: list[Doubt]) -> None:
        super().__init__("\n".join(one.message for one in doubts))
        self.doubts = tuple(doubts)


@transaction.atomic
def give_forecast(
    *,
    actor: Actor,
    store: Store,
    units: UnitRegister,
    books: Books,
    layout: Layout,
    unit_id: str,
    month: int,
    said: Mapping[str, Said],
    certain: bool = False,
) -> bool:
    """Give the manager's forecast of the year of `month`, by the lines' measures. Return whether it is new.

    `certain` is for amounts so far from what is expected that they may have been written in another unit.
    Raises `OccasionClosed`, `ForecastRefused`, and `ReportRefused` for what intake does not take.
    """
    unit = unit_for(actor, unit_id, may="report")
    _require_open(layout.board, month)
    expected = expected_of(books, layout, unit.id, month)
    if doubts := doubts_about(said, layout, expected, month, certain):
        raise ForecastRefused(doubts)
    former = given_for(store, unit.id, month, MANAGER)
    by, today = role_that_may(actor, unit.id, "report"), timezone.localdate()
    rows = [
        GivenForecast(
            *(year_of(month), month_code(month), unit.id, line, MANAGER),
            *(Decimal(one.ore) / 100, one.reason, by, today),
        )
        for line, one in said.items()
    ]
    if _told(former) == _told({row.line: row for row in rows}):
        return False
    record(
        label_of(actor),
        "forecast.given",
        f"forecast:{unit.id} {month_code(month)}",
        before=_told(former) or None,
        after=_told({row.line: row for row in rows}),
        unit=unit.id,
    )
    # Last: when intake refuses, the entry is rolled back with the transaction.
    lines = frozenset(line.outcome for line in layout.lines)
    take_in(store, rows, units, closed_periods(CONTRACTS), lines)
    return True


def _require_open(board_id: str, month: int) -> None:
    """Refuse at a closed follow-up. Nobody closes it before the caller's transaction ends."""
    list(Occasion.objects.select_for_update().filter(board_id=board_id).values_list("pk"))
    if month in closed_to_forecasts(board_id):
        raise OccasionClosed(_("Uppföljningen är stängd. Öppna den igen för att lämna en prognos."))


def doubts_about(
    said: Mapping[str, Said], layout: Layout, expected: Mapping[str, Expected], month: int, certain: bool
) -> list[Doubt]:
    """Everything that is in the way of a forecast: it is asked for again when the form is filled in."""
    if month % 12 == DECEMBER:
        return [
            Doubt("", "", _("Året är slut och utfallet är känt. Det finns inget kvar att göra prognos av."))
        ]
    known = {line.outcome for line in forecast_lines(layout)}
    found = [] if said else [Doubt("", "", _("Skriv en prognos för minst en rad."))]
    for line, one in said.items():
        if line not in known:
            found.append(Doubt("", "", _("Uppställningen har ingen rad för %(line)s.") % {"line": line}))
        elif not certain and is_odd(one.ore, expected[line].reference):
            found.append(Doubt(line, "amount", str(ODD_AMOUNT)))
        elif not one.reason.strip() and needs_reason(one.ore, expected[line], layout.reason_beyond):
            message = _("Skriv varför prognosen avviker från den beräknade.")
            found.append(Doubt(line, "reason", message))
    return found


def _told(rows: Mapping[str, GivenForecast]) -> dict[str, dict[str, str]]:
    """What the trail says of a forecast: kronor and reason of each line."""
    return {line: {"amount": f"{row.amount:.2f}", "reason": row.reason} for line, row in rows.items()}
