# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Source files for a region from its own printed figures; what to write is data in `<region>/demo/cells/`."""
