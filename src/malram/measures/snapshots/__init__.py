# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The written results: immutable folders of arrays, what is kept of them and what is cleared."""
