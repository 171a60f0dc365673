# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
from tests.small import computed, store, tree

__all__ = ["computed", "store", "tree"]
