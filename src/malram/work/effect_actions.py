# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""What an effect measure is expected to give, revised, and what it has given, told at a follow-up."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from malram.accounts.actors import Actor, label_of
from malram.audit.actions import record
from malram.audit.append_only import signed
from malram.occasions.access import occasion_for
from malram.occasions.actions import OccasionClosed
from malram.occasions.models import Occasion
from malram.values import Period
from malram.work.access import effect_for
from malram.work.models import EffectMeasure, ExpectedEffect, RealisedEffect
from malram.work.words import TOLD


class EffectRefused(ValueError):
    """An amount that cannot be told of this effect measure."""


@transaction.atomic
def revise_expected(
    *, actor: Actor, effect_id: str, day: date, amount: int, reason: str, at_most: int | None = None
) -> ExpectedEffect:
    """Say from a day on what a measure is expected to give, in öre or thousandths. Earlier ones stay."""
    effect = EffectMeasure.objects.select_for_update().get(pk=effect_for(actor, effect_id, "report").pk)
    latest = effect.expected.order_by("date", "id").last()
    if latest is not None and day < latest.date:
        said = _("Den beräknade effekten är redan ändrad %(day)s. Ange den dagen eller en senare.")
        raise EffectRefused(said % {"day": latest.date})
    if not reason.strip():
        raise EffectRefused(_("Skriv varför den beräknade effekten ändras."))
    made = add_amount(
        actor=actor,
        effect=effect,
        kind=ExpectedEffect,
        day=day,
        amount=amount,
        said=reason.strip(),
        at_most=at_most,
    )
    assert isinstance(made, ExpectedEffect)
    return made


@transaction.atomic
def report_realised(
    *, actor: Actor, effect_id: str, occasion_id: int, amount: int, comment: str = ""
) -> RealisedEffect:
    """Say what a measure has given up to the end of a follow-up's period, where facts do not tell."""
    effect = effect_for(actor, effect_id, "report")
    occasion = Occasion.objects.select_for_update().get(pk=occasion_for(actor, occasion_id).pk)
    if occasion.state == Occasion.CLOSED:
        raise OccasionClosed(_("Uppföljningen är stängd. Öppna den igen för att rapportera effekten."))
    if occasion.board_id != effect.board_id:
        raise EffectRefused(_("Uppföljningen hör till en annan nämnd."))
    if effect.known != TOLD:
        raise EffectRefused(_("Effekten räknas ur fakta eller kan inte särskiljas, så den rapporteras inte."))
    made = add_amount(
        actor=actor,
        effect=effect,
        kind=RealisedEffect,
        day=Period.parse(occasion.period).days[1],
        amount=amount,
        said=comment.strip(),
        occasion=occasion,
    )
    assert isinstance(made, RealisedEffect)
    return made


def add_amount(
    *,
    actor: Actor,
    effect: EffectMeasure,
    kind: type[ExpectedEffect | RealisedEffect],
    day: date,
    amount: int,
    said: str,
    occasion: Occasion | None = None,
    at_most: int | None = None,
) -> ExpectedEffect | RealisedEffect:
    """Write an amount that has been checked, with its entry in the trail."""
    before = kind.objects.filter(effect=effect).order_by("date", "id").last()
    if kind is ExpectedEffect:
        more: dict[str, Any] = {"reason": said, "at_most": at_most}
    else:
        more = {"comment": said, "occasion": occasion}
    made = kind.objects.create(
        effect=effect,
        date=day,
        amount=amount,
        **signed(actor),
        **more,
    )
    record(
        label_of(actor),
        "effect.expected" if kind is ExpectedEffect else "effect.realised",
        f"effect:{effect.pk}",
        before=_as_said(before) if before else None,
        after=_as_said(made),
        reason=said,
        unit=effect.board_id,
    )
    return made


def _as_said(row: ExpectedEffect | RealisedEffect) -> dict[str, object]:
    said: dict[str, object] = {"date": row.date, "smallest": row.amount}
    at_most = row.at_most if isinstance(row, ExpectedEffect) else None
    return said if at_most is None else said | {"at_most": at_most}
