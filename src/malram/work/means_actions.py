# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""What happens to state grants and to the means of investments: dated events, added and never changed."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from malram.accounts.actors import Actor, label_of
from malram.audit.actions import record
from malram.frames.money import in_words
from malram.work.access import grant_for, investment_for
from malram.work.investments import balance
from malram.work.means_files import days_late
from malram.work.models import GrantEvent, Investment, InvestmentEvent, StateGrant
from malram.work.words import CLOSED, LAPSED, MEANS, REPORTED, TRANSFERRED


class EventRefused(ValueError):
    """An event that cannot have happened to this grant or object."""


@transaction.atomic
def add_grant_event(
    *, actor: Actor, grant_id: str, kind: str, day: date, amount: int = 0, comment: str = ""
) -> GrantEvent:
    """Say what happened to a grant on a day, in öre. One reported after its last day says why."""
    grant = grant_for(actor, grant_id, "report")
    if amount < 0 or (kind != REPORTED and amount == 0):
        raise EventRefused(_("Skriv ett belopp som är större än noll."))
    if kind == REPORTED:
        late = days_late(grant.report_due, day)
        if grant.events.filter(kind=REPORTED).exists():
            raise EventRefused(_("Statsbidraget är redan redovisat."))
        if late and not comment.strip():
            said = _(
                "Sista dagen att redovisa var %(due)s, %(late)s dagar tidigare. Skriv varför det dröjde."
            )
            raise EventRefused(said % {"due": grant.report_due, "late": late})
    return store_grant_event(
        actor=actor, grant=grant, kind=kind, day=day, amount=amount, comment=comment.strip()
    )


def store_grant_event(
    *, actor: Actor, grant: StateGrant, kind: str, day: date, amount: int, comment: str
) -> GrantEvent:
    """Write an event that has been checked, with its entry in the trail."""
    made = GrantEvent.objects.create(
        grant=grant, kind=kind, date=day, amount=amount, comment=comment, **_by(actor)
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
) -> InvestmentEvent:
    """Say what happened to an object's means on a day, in öre. Nothing happens to one that is closed."""
    found = investment_for(actor, investment_id, "report")
    target = investment_for(actor, to, "report") if to else None
    if why := refusal(found, kind, day, amount, target):
        raise EventRefused(why)
    return store_investment_event(
        actor=actor, investment=found, kind=kind, day=day, amount=amount, to=target, comment=comment.strip()
    )


def refusal(found: Investment, kind: str, day: date, amount: int, target: Investment | None) -> str:
    """Why an event cannot have happened, in a sentence; nothing when it can."""
    events, incoming = list(found.events.all()), list(found.received.all())
    closed = next((event.date for event in events if event.kind == CLOSED), None)
    if kind not in MEANS:
        return _("Händelsen finns inte.")
    if closed:
        return _("Objektet avslutades %(day)s. Inget mer händer med det.") % {"day": closed}
    if kind == CLOSED:
        return "" if amount == 0 else _("Ett avslut har inget belopp: det som är kvar försvinner med det.")
    if amount <= 0:
        return _("Skriv ett belopp som är större än noll.")
    if (kind == TRANSFERRED) != (target is not None):
        return _("Ange det objekt som får medlen, och bara då.")
    if target is not None and (target.pk == found.pk or target.events.filter(kind=CLOSED).exists()):
        return _("Medlen ska gå till ett annat objekt som är öppet.")
    has = balance(events, incoming, day)
    if kind in (TRANSFERRED, LAPSED) and amount > has:
        said = _("Objektet har %(has)s kvar den dagen; %(out)s kan inte tas ut.")
        return said % {"has": in_words(has), "out": in_words(amount)}
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
) -> InvestmentEvent:
    """Write an event that has been checked, with its entry in the trail."""
    made = InvestmentEvent.objects.create(
        investment=investment, kind=kind, date=day, amount=amount, to=to, comment=comment, **_by(actor)
    )
    after = {"kind": kind, "date": day, "ore": amount} | ({"to": to.pk} if to else {})
    named = f"investment:{investment.pk}"
    record(label_of(actor), "investment.event", named, after=after, reason=comment, unit=investment.board_id)
    return made


def _by(actor: Actor) -> dict[str, object]:
    return {"recorded_by": str(actor), "recorded_at": timezone.now()}
