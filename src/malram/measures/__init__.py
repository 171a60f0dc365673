# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Definitions, engine and snapshots: from facts to the value of any measure for any unit and period."""
