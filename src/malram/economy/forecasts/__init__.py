# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a year is going to end at: a baseline computed from earlier years, and forecasts people give."""
