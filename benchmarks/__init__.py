# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""How long things take, each against a baseline measured in the same run. Nothing here is a test."""
