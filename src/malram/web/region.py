# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the pages call the boards of the region this installation serves."""

from __future__ import annotations

from malram.organisation.models import Unit
from malram.steering.catalogue import region


def name_of(unit: Unit) -> str:
    """The name a board goes by; its full name stands in the organisation and in its decisions."""
    return next((board.name for board in region().boards if board.unit == unit.id), unit.name)
