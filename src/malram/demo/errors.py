# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""What can stop a demo; a reader of the region's files can act on the text."""

from __future__ import annotations

from collections.abc import Sequence

from malram.facts.problems import Problem


class DemoError(Exception):
    """A step that could not be finished; the text says which and why."""

    @classmethod
    def of(cls, problems: Sequence[Problem]) -> DemoError:
        return cls("\n".join(map(str, problems)))


class CalibrationError(DemoError):
    """No whole numbers were found that give the printed figures."""
