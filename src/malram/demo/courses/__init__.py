# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Source files made of courses of events: people who come back, queue, are hired and fall ill."""
