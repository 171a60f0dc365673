# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
from collections.abc import Sequence

from malram.facts.problems import Problem


class LoadRefused(ValueError):
    """Files that cannot be loaded. All that is wrong is listed, and nothing has been changed."""

    def __init__(self, problems: Sequence[Problem]):
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, problems)))
