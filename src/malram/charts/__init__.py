# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Charts: one Vega-Lite specification per chart, drawn alike in page, PDF and Word."""

from malram.charts.chart import Chart
from malram.charts.matrix import matrix
from malram.charts.render import png, svg
from malram.charts.trend import trend
from malram.charts.waterfall import waterfall

__all__ = ["Chart", "matrix", "png", "svg", "trend", "waterfall"]
