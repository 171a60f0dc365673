# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pages: start, board, goal, indicator, economy and reports."""
