# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Generators of synthetic source files for the demo. No person in them exists."""
