# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Disclosure control: which figures of a person count are too small to show, or would give one away."""
