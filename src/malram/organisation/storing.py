# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""What every loading of files does with a row: write what differs, and tell whether anything did."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any


def store(model: Any, key: dict[str, Any], values: dict[str, Any]) -> bool:
    """Create the row or change what differs; tell whether anything was written."""
    row = model.objects.filter(**key).first()
    if row is None:
        model.objects.create(**key, **values)
        return True
    changed = [name for name, value in values.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, values[name])
    if changed:
        row.save(update_fields=changed)
    return bool(changed)


def relate(related: Any, wanted: Iterable[str]) -> bool:
    """Make a row's relation hold exactly the rows with these keys; tell whether it held others."""
    keys = set(wanted)
    if keys == set(related.values_list("pk", flat=True)):
        return False
    related.set(keys)
    return True
