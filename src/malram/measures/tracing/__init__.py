# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Backwards from a figure: the rows behind it, and why it changed between two reports."""
