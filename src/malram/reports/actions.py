# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
from django.db import transaction
from django.utils import timezone

from malram.accounts.actors import Actor, label_of
from malram.audit.actions import record
from malram.organisation.access import unit_for
from malram.reports.blocks import Document
from malram.reports.models import ReportBuild


@transaction.atomic
def record_build(
    *, actor: Actor, template: str, board_id: str, document: Document, folder: str, snapshot: str, facts: str
) -> ReportBuild:
    """Record that a report was built. The same content has the same folder and is recorded once."""
    board = unit_for(actor, board_id, may="approve")
    known = ReportBuild.objects.filter(folder=folder).first()
    if known is not None:
        return known
    made = ReportBuild.objects.create(
        folder=folder,
        template=template,
        board=board,
        title=document.title,
        period=document.period,
        built_at=timezone.now(),
        built_by=str(actor),
        snapshot=snapshot,
        facts=facts,
    )
    after = {"template": template, "period": document.period, "snapshot": snapshot, "facts": facts}
    record(label_of(actor), "report.built", f"report:{folder}", after=after, unit=board.id)
    return made
