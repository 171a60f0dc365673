# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Findings for people and programs: terminal, JSON, HTML, comments in Word and PDF."""
