# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Facts: contracts, intake, store and quarantine. Every stored row leads back to its line in a file."""
