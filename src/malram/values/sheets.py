# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Text and figures for spreadsheets: Swedish CSV, and nothing in it that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from malram.values.figures import Figure
from malram.values.rounding import MINUS, NO_BREAK_SPACE

BOM = "\ufeff"  # by which Excel knows UTF-8
RISKY = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet would take for a formula


def swedish_csv(rows: Iterable[Sequence[str]]) -> bytes:
    """Return rows as a Swedish spreadsheet opens them: semicolons, UTF-8. Texts must be harmless already."""
    text = io.StringIO()
    csv.writer(text, delimiter=";", lineterminator="\r\n").writerows(rows)
    return (BOM + text.getvalue()).encode()


def harmless(text: str) -> str:
    """Return text that no spreadsheet runs as a formula."""
    return f"'{text}" if text.startswith(RISKY) else text


def sheet_digits(figure: Figure | None) -> str:
    """'-1234,5': digits that a spreadsheet reads as a number; nothing where there is none."""
    if figure is None or not figure.shown:
        return ""
    return figure.digits().replace(NO_BREAK_SPACE, "").replace(MINUS, "-")
