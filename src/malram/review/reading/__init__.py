# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""From a file to a `Document`: lines, sentences and tables with their places."""

from __future__ import annotations

from malram.review.reading.limits import Unreadable
from malram.review.reading.opening import Kind, kind_of, read

__all__ = ["Kind", "Unreadable", "kind_of", "read"]
