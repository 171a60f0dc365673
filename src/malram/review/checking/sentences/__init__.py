# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""What one sentence, or a few in a row, say that their own figures can confirm."""
