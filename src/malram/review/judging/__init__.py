# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""From claims to findings: what cannot be true, why, and what would make it true."""

from __future__ import annotations

from collections.abc import Iterable

from malram.review.claims import Claim, Finding


def judge(claims: Iterable[Claim]) -> list[Finding]:
    """The findings among `claims`, each root cause once, in the order they are printed."""
    return [Finding(claim, claim.severity) for claim in claims if claim.holds is False]
