# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Charts: one Vega-Lite specification per chart, drawn alike in page, PDF and Word."""

from malram.charts.chart import Chart

__all__ = ["Chart"]
