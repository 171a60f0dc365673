# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""A made-up region of a whole region's size, for benchmarks only: no figure in it resembles anybody's."""
