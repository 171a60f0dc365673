# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reporting what cannot be harvested: one value, by somebody with the right, in a period that is open."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from malram.accounts.actors import Actor, label_of
from malram.audit.actions import record
from malram.facts.contracts import CONTRACTS
from malram.facts.reporting import ReportedValue, reported_for, take_in
from malram.facts.store import Store
from malram.facts.units import UnitRegister
from malram.occasions.actions import OccasionClosed
from malram.occasions.models import Occasion
from malram.occasions.queries import closed_months, closed_periods
from malram.organisation.access import role_that_may, unit_for
from malram.values import Period


@transaction.atomic
def report_value(
    *,
    actor: Actor,
    store: Store,
    units: UnitRegister,
    series: str,
    unit_id: str,
    period: Period,
    value: str,
    reason: str,
    source: str,
) -> bool:
    """Report a value, or why there is none, as a fact. Return whether that was something new.

    Raises `OccasionClosed`, and `ReportRefused` for what intake does not take.
    """
    unit = unit_for(actor, unit_id, may="report")
    _require_open(period)
    by, today = role_that_may(actor, unit.id, "report"), timezone.localdate()
    row = ReportedValue(series, unit.id, period.code, value, reason, by, source, today)
    former = reported_for(store, unit.id, period).get(series)
    if former is not None and _said(former) == _said(row):
        return False
    _write_down(actor, former, row)
    # Last: when intake refuses, the entry is rolled back with the transaction.
    take_in(store, row, units, closed_periods(CONTRACTS))
    return True


def _require_open(period: Period) -> None:
    """Refuse when a month is closed to facts. Nobody closes one before the caller's transaction ends."""
    list(Occasion.objects.select_for_update().values_list("pk"))
    if not closed_months().isdisjoint(period.months):
        raise OccasionClosed(_("Uppföljningen är stängd. Öppna den igen för att rapportera värden."))


def _write_down(actor: Actor, former: ReportedValue | None, row: ReportedValue) -> None:
    record(
        label_of(actor),
        "value.reported",
        f"value:{row.series} {row.unit} {row.period}",
        before=_said(former) if former else None,
        after=_said(row),
        unit=row.unit,
    )


def _said(row: ReportedValue) -> dict[str, str]:
    """What the trail says of a reported value."""
    return {"value": row.value, "reason": row.reason, "source": row.source}
