# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Facts: contracts, intake, store and quarantine. What is stored here came from a file and can be led back to its line."""
