# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Målram: goals and budget frames for public bodies, with the annual report as their proof."""

__version__ = "0.1.0"
