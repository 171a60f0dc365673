# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""A chart as a value: its drawing, its words and the numbers behind it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Chart:
    """`rows` are the header and the printed values, so that whoever cannot see the chart can read it."""

    id: str
    spec: dict[str, Any]
    title: str
    alt: str
    rows: tuple[tuple[str, ...], ...] = ()
