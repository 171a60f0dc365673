# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a whole region costs, ours and in four other ways, each in a process of its own."""
