# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""All footnotes that a statement prints by itself, for the columns and rows that are shown."""

from __future__ import annotations

from malram.economy.comparability.notes import with_comparability_notes
from malram.economy.computed import Statement
from malram.economy.rounding import with_rounding_notes


def with_notes(found: Statement) -> Statement:
    """What has been moved between years, and where printed figures do not add up."""
    return with_rounding_notes(with_comparability_notes(found))
