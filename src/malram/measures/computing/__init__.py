# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""From facts to cells: one pass over each table, stages per person, roll-up, windows and segments."""
