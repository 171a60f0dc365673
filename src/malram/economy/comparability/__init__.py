# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is moved or taken away before two years can be compared: dated entries that print themselves."""
