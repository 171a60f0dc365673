# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Write the demo's source files the way Swedish source systems export them: semicolons, decimal commas."""

from __future__ import annotations

from pathlib import Path

import polars as pl


def write_rows(path: Path, rows: pl.DataFrame) -> Path:
    """Write a table as a semicolon-separated file with a heading."""
    path.parent.mkdir(parents=True, exist_ok=True)
    empty = pl.when(pl.col(pl.String) != "").then(pl.col(pl.String))  # an empty cell, not a pair of quotes
    rows.with_columns(empty).write_csv(path, separator=";")
    return path


def kronor(column: str) -> pl.Expr:
    """Öre as kronor with a decimal comma: -123405 becomes '-1234,05'."""
    size = pl.col(column).abs()
    whole, rest = (size // 100).cast(pl.String), (size % 100).cast(pl.String).str.zfill(2)
    sign = pl.when(pl.col(column) < 0).then(pl.lit("-")).otherwise(pl.lit(""))
    return pl.concat_str(sign, whole, pl.lit(","), rest)


def thousandths(column: str) -> pl.Expr:
    """Thousandths as a number with a decimal comma: 850 becomes '0,850'."""
    whole, rest = (
        (pl.col(column) // 1000).cast(pl.String),
        (pl.col(column) % 1000).cast(pl.String).str.zfill(3),
    )
    return pl.concat_str(whole, pl.lit(","), rest)


def sex_letter(column: str) -> pl.Expr:
    """The source systems' letters: K for women, M for men, O for unknown."""
    return pl.col(column).replace_strict({"women": "K", "men": "M", "unknown": "O"})
