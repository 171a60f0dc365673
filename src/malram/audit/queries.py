# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
from malram.audit.actions import digest
from malram.audit.models import AuditEntry
from malram.facts.problems import Place, Problem

TRAIL = "granskningsspåret"


def verify() -> list[Problem]:
    """Walk the chain from its start and list every entry that was changed or does not follow the one before.

    Entries cut off at the end leave an unbroken chain: compare the last hash with
    one kept elsewhere (`last_hash`), for instance in a published report.
    """
    problems = []
    previous = ""
    for number, entry in enumerate(AuditEntry.objects.order_by("id").iterator(), start=1):
        place = Place(TRAIL, number)
        if entry.previous_hash != previous:
            problems.append(
                Problem(
                    "T001", place, f"post {entry.pk} följer inte på posten före.", "En post har tagits bort."
                )
            )
        if digest(entry) != entry.hash:
            hint = "Återställ den ur säkerhetskopian."
            problems.append(Problem("T002", place, f"post {entry.pk} har ändrats sedan den skrevs.", hint))
        previous = entry.hash
    return problems


def last_hash() -> str:
    """Return the hash that stands for the whole trail so far."""
    return AuditEntry.objects.order_by("-id").values_list("hash", flat=True).first() or ""
