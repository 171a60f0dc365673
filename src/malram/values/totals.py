# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Sums that are right and do not look it, because every term is rounded by itself."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from malram.values.figures import Figure

Term = tuple[int, Figure]  # +1 or −1, and what is added or taken away


def is_sum(terms: Iterable[Term], total: Figure) -> bool:
    """Whether the exact terms give exactly the total; one that is missing gives no sum at all."""
    values = [(sign, figure.value) for sign, figure in terms]
    if not total.shown or not all(value is not None for _, value in values):
        return False
    return sum((sign * value for sign, value in values if value is not None), Fraction(0)) == total.value


def rounded_apart(terms: Iterable[Term], total: Figure) -> bool:
    """Whether the exact terms give the total but the printed ones, added up, another number."""
    listed = list(terms)
    if not is_sum(listed, total) or not all(figure.shown for _, figure in listed):
        return False
    printed = sum((sign * (figure.rounded() or 0) for sign, figure in listed), Decimal(0))
    return printed != total.rounded()
