# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Days as a Swedish reader writes them."""

from __future__ import annotations

from datetime import date

from malram import values


def day_text(iso: str) -> str:
    """'2025-02-20' becomes '20 februari 2025'; an empty date stays empty."""
    if not iso:
        return ""
    return values.day_text(date.fromisoformat(iso))
