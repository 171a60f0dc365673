# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Economic follow-up: statements by declared layout, computed like every other figure."""
