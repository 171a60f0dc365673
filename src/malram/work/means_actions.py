# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""What happens to state grants and to the means of investments: dated events, added and never changed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from malram.accounts.actors import Actor, label_of
from malram.audit.actions import record
from malram.audit.append_only import signed
from malram.frames.money import in_words
from malram.work.access import grant_for, investment_for
from malram.work.investments import lowest
from malram.work.means_files import days_late
from malram.work.models import GrantEvent, Investment, InvestmentEvent, StateGrant
from malram.work.words import CARRIED, CLOSED, GRANT_EVENTS, LAPSED, MEANS, REPORTED, TRANSFERRED


class EventRefused(ValueError):
    """An event that cannot have happened to this grant or object."""


@transaction.atomic
def add_grant_event(
    *, actor: Actor, grant_id: str, kind: str, day: date, amount: int = 0, comment: str = ""
) -> GrantEvent:
    """Say what happened to a grant on a day, in öre. One reported after its last day says why."""
    grant = StateGrant.objects.select_for_update().get(pk=grant_for(actor, grant_id, "report").pk)
    if why := grant_refusal(grant, kind, day, amount, comment):
        raise EventRefused(why)
    return store_grant_event(
        actor=actor, grant=grant, kind=kind, day=day, amount=amount, comment=comment.strip()
    )


def grant_refusal(grant: StateGrant, kind: str, day: date, amount: int, comment: str) -> str:
    """Why an event cannot have happened, in a sentence; nothing when it can."""
    events = list(grant.events.all())
    if kind not in GRANT_EVENTS:
        return _("Händelsen finns inte.")
    if kind != REPORTED:
        return _wrong_amount(events, kind, day, amount, comment)
    if amount:
        return _("Att bidraget är redovisat har inget belopp. Vad som har använts är en egen händelse.")
    if any(event.kind == REPORTED for event in events):
        return _("Statsbidraget är redan redovisat.")
    late = days_late(grant.report_due, day)
    if late and not comment.strip():
        days = ngettext("%(n)d dag", "%(n)d dagar", late) % {"n": late}
        said = _("Sista dagen att redovisa var %(due)s, %(days)s tidigare. Skriv varför det dröjde.")
        return said % {"due": grant.report_due, "days": days}
    return ""


def _wrong_amount(
    events: Sequence[GrantEvent | InvestmentEvent], kind: str, day: date, amount: int, comment: str
) -> str:
    """An amount is more than zero; less than zero corrects what was written before, and says why."""
    if amount > 0:
        return ""
    if amount == 0:
        return _("Skriv ett belopp. Ett för högt belopp rättas med ett belopp med minus.")
    if not comment.strip():
        return _("Ett belopp med minus rättar ett tidigare. Skriv i kommentaren vad som rättas.")
    there = sum(event.amount for event in events if event.kind == kind and event.date <= day)
    if there + amount < 0:
        said = _("Det finns bara %(there)s att rätta den dagen; %(out)s kan inte tas bort.")
        return said % {"there": in_words(there), "out": in_words(-amount)}
    return ""


def store_grant_event(
    *, actor: Actor, grant: StateGrant, kind: str, day: date, amount: int, comment: str
) -> GrantEvent:
    """Write an event that has been checked, with its entry in the trail."""
    made = GrantEvent.objects.create(
        grant=grant, kind=kind, date=day, amount=amount, comment=comment, **signed(actor)
    )
    after = {"kind": kind, "date": day, "ore": amount}
    record(
        label_of(actor), "grant.event", f"grant:{grant.pk}", after=after, reason=comment, unit=grant.board_id
    )
    return made


@transaction.atomic
def add_investment_event(
    *,
    actor: Actor,
    investment_id: str,
    kind: str,
    day: date,
    amount: int = 0,
    to: str = "",
    comment: str = "",
    granted_on: date | None = None,
) -> InvestmentEvent:
    """Say what happened to an object's means on a day, in öre. Nothing happens to one that is closed."""
    found = investment_for(actor, investment_id, "report")
    target = investment_for(actor, to, "report") if to else None
    # Two who take from the same means at once wait for each other, in one order.
    ids = [one.pk for one in (found, target) if one]
    list(Investment.objects.select_for_update().filter(pk__in=ids).order_by("pk"))
    if why := refusal(found, kind, day, amount, target, comment, granted_on):
        raise EventRefused(why)
    return store_investment_event(
        actor=actor,
        investment=found,
        kind=kind,
        day=day,
        amount=amount,
        to=target,
        comment=comment.strip(),
        granted_on=granted_on,
    )


def refusal(
    found: Investment,
    kind: str,
    day: date,
    amount: int,
    target: Investment | None,
    comment: str = "",
    granted_on: date | None = None,
) -> str:
    """Why an event cannot have happened, in a sentence; nothing when it can."""
    events, incoming = list(found.events.all()), list(found.received.all())
    closed = next((event.date for event in events if event.kind == CLOSED), None)
    if kind not in MEANS:
        return _("Händelsen finns inte.")
    if closed:
        return _("Objektet avslutades %(day)s. Inget mer händer med det.") % {"day": closed}
    if why := _wrong_grant_day(kind, day, granted_on):
        return why
    if kind == CLOSED:
        return _not_closing([*events, *incoming], day, amount)
    if why := _carried_twice(events, kind, day):
        return why
    if (kind == TRANSFERRED) != (target is not None):
        return _("Ange det objekt som får medlen, och bara då.")
    if target is None:
        if why := _wrong_amount(events, kind, day, amount, comment):
            return why
    elif amount <= 0:
        return _("Skriv ett belopp som är större än noll. En överföring rättas med en åt andra hållet.")
    elif target.pk == found.pk or target.events.filter(kind=CLOSED).exists():
        return _("Medlen ska gå till ett annat objekt som är öppet.")
    has = lowest(events, incoming, day)
    if kind in (TRANSFERRED, LAPSED) and amount > max(has, 0):
        said = _("Objektet har %(has)s kvar den dagen eller senare; %(out)s kan inte tas ut.")
        return said % {"has": in_words(has), "out": in_words(amount)}
    return ""


def _not_closing(every: Sequence[InvestmentEvent], day: date, amount: int) -> str:
    """An object is closed after all that happened to it, or what is left would not be all that is gone."""
    if amount:
        return _("Ett avslut har inget belopp: det som är kvar försvinner med det.")
    last = max((event.date for event in every), default=day)
    if day < last:
        return _("Något hände med objektet %(day)s. Det kan avslutas den dagen eller senare.") % {"day": last}
    return ""


def _carried_twice(events: Sequence[InvestmentEvent], kind: str, day: date) -> str:
    """Means that are in the register stay there over the year's end; carried over too they would be twice."""
    carried = next((event.date for event in events if event.kind == CARRIED), None)
    before = min((event.date for event in events), default=day)
    if kind == CARRIED and (carried or before.year < day.year):
        return _("Objektets tidigare händelser är inskrivna, så det som är kvar följer med av sig självt.")
    if carried and day.year < carried.year:
        return _("Det som fanns kvar av åren före %(year)s är redan överfört.") % {"year": carried.year}
    return ""


def _wrong_grant_day(kind: str, day: date, granted_on: date | None) -> str:
    """Only means that come from earlier years were first granted on another day, and that was before."""
    if granted_on is None:
        return ""
    if kind != CARRIED:
        return _("Ange dagen medlen först beviljades bara för det som är överfört från tidigare år.")
    if granted_on.year >= day.year:
        return _("Överförda medel beviljades ett tidigare år. Rätta dagen de först beviljades.")
    return ""


def store_investment_event(
    *,
    actor: Actor,
    investment: Investment,
    kind: str,
    day: date,
    amount: int,
    to: Investment | None,
    comment: str,
    granted_on: date | None,
) -> InvestmentEvent:
    """Write an event that has been checked, with its entry in the trail."""
    made = InvestmentEvent.objects.create(
        investment=investment,
        kind=kind,
        date=day,
        amount=amount,
        to=to,
        comment=comment,
        granted_on=granted_on,
        **signed(actor),
    )
    after = {"kind": kind, "date": day, "ore": amount} | ({"to": to.pk} if to else {})
    after |= {"granted_on": granted_on} if granted_on else {}
    named = f"investment:{investment.pk}"
    record(label_of(actor), "investment.event", named, after=after, reason=comment, unit=investment.board_id)
    return made
