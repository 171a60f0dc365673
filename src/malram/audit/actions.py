# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Write to the trail. It knows no other app: the actor arrives as a text label."""

import hashlib
import json
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from malram.audit.models import AuditEntry

# Any number will do as long as every process of the installation uses the same one.
CHAIN_LOCK = 0x6D616C72


@transaction.atomic
def record(
    actor: str,
    action: str,
    object: str,
    before: Any = None,
    after: Any = None,
    reason: str = "",
    unit: str = "",
) -> AuditEntry:
    """Append an entry in the caller's transaction: what is rolled back leaves no trace of having happened.

    `unit` is the id of the unit it happened in; nothing for what concerns the whole installation.
    """
    if not actor:
        raise ValueError("An audit entry needs an actor.")
    _wait_for_the_end_of_the_chain()
    last = AuditEntry.objects.order_by("-id").values_list("hash", flat=True).first()
    entry = AuditEntry(
        at=timezone.now(),
        actor=actor,
        action=action,
        object=object,
        unit=unit,
        before=plain(before),
        after=plain(after),
        reason=reason,
        previous_hash=last or "",
    )
    entry.hash = digest(entry)
    entry.save()
    return entry


def plain(value: Any) -> Any:
    """Return the value as JSON gives it back, so that the hash is the same after a trip to the database."""
    return json.loads(json.dumps(value, default=str))


def digest(entry: AuditEntry) -> str:
    """Hash everything the entry says, and the hash of the entry before it.

    An entry without a unit is hashed as entries were before they had one, so that an old chain still holds.
    """
    content = [
        entry.previous_hash,
        entry.at.isoformat(),
        entry.actor,
        entry.action,
        entry.object,
        entry.before,
        entry.after,
        entry.reason,
        *([entry.unit] if entry.unit else []),
    ]
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _wait_for_the_end_of_the_chain() -> None:
    """Let one transaction at a time append. SQLite has one writer anyway; PostgreSQL needs to be asked."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [CHAIN_LOCK])
