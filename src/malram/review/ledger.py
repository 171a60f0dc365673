# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Figures whose source is known, handed over by whoever made the document."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from malram.review.document import Spot


@dataclass(frozen=True)
class LedgerFigure:
    """A figure printed at `spot`: what it is exactly, in the unit it is printed in, and its name there.

    `exact` is None for a figure that has no value and is printed as a dash or a word.
    """

    spot: Spot
    exact: Fraction | None
    name: str
