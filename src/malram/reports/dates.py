# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Days as a Swedish reader writes them."""

from __future__ import annotations

from datetime import date

from malram.charts.words import LONG


def day_text(iso: str) -> str:
    """'2025-02-20' becomes '20 februari 2025'; an empty date stays empty."""
    if not iso:
        return ""
    day = date.fromisoformat(iso)
    return f"{day.day} {LONG[day.month - 1]} {day.year}"
