# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
from collections.abc import Sequence

from django.db import transaction

from malram.accounts.actions import require_system
from malram.accounts.actors import Actor, label_of
from malram.audit.actions import record
from malram.facts.unit_rows import UnitRow, check_units, known_rows
from malram.organisation.models import Placement, Unit
from malram.organisation.problems import LoadRefused


@transaction.atomic
def load_units(*, actor: Actor, rows: Sequence[UnitRow]) -> int:
    """Make the units and their placements what the rows say now. Return how many units were new or changed.

    What was known before stays in the rows: who may read what follows what is known now. A unit that is no
    longer among the rows stays too: goals and roles may point at it. It has no placement any more and
    therefore stands in nobody's tree.
    """
    require_system(actor)
    problems = check_units(rows)
    if problems:
        raise LoadRefused(problems)
    rows = known_rows(rows)
    wanted = {(r.unit, r.parent or None, r.name, r.level, r.regi, r.valid_from, r.valid_to) for r in rows}
    stored = set(
        Placement.objects.values_list(
            "unit_id", "parent_id", "unit__name", "unit__level", "regi", "valid_from", "valid_to"
        )
    )
    if wanted == stored:
        return 0
    _store(rows)
    changed = {row[0] for row in wanted ^ stored}
    record(
        label_of(actor),
        "organisation.loaded",
        "organisation",
        after={"rows": len(rows), "changed": len(changed)},
    )
    return len(changed)


def _store(rows: Sequence[UnitRow]) -> None:
    latest = {row.unit: row for row in sorted(rows, key=lambda row: row.valid_from)}
    Unit.objects.bulk_create(
        [Unit(id=row.unit, name=row.name, level=row.level) for row in latest.values()],
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=["name", "level"],
    )
    Placement.objects.all().delete()
    Placement.objects.bulk_create(
        Placement(
            unit_id=row.unit,
            parent_id=row.parent or None,
            regi=row.regi,
            valid_from=row.valid_from,
            valid_to=row.valid_to,
        )
        for row in rows
    )
