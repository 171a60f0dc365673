# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The region this installation serves, and where its files are."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings

from malram.measures.region import chosen_region
from malram.organisation.models import Unit
from malram.steering.catalogue import regions
from malram.steering.model import Region


def region_folder() -> Path:
    return chosen_region(Path(settings.MALRAM_HOME))


def name_of(unit: Unit) -> str:
    """The name a board goes by; its full name stands in the organisation and in its decisions."""
    return next((board.name for board in region().boards if board.unit == unit.id), unit.name)


def region() -> Region:
    return regions()[region_folder().name]
