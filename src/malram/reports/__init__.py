# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reports: a tree of blocks, a ledger of every figure in it, and one writer per format."""
