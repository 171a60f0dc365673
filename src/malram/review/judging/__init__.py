# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""From claims to findings: what cannot be true, why, and what would make it true."""

from __future__ import annotations

from malram.review.judging.judge import judge

__all__ = ["judge"]
