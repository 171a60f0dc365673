# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The rows of stored files, with the columns that their contract has today."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import polars as pl

from malram.facts.contracts import CONTRACTS
from malram.facts.converting import schema


def stored_rows(contract: str, files: Sequence[Path]) -> pl.LazyFrame:
    """The rows of stored files of a contract, one file after the other.

    A stored file is never written again. A column that the contract got later is empty in it, and one that
    the contract has lost is not read.
    """
    return pl.scan_parquet(
        list(files), schema=columns_today(contract), missing_columns="insert", extra_columns="ignore"
    )


def columns_today(contract: str) -> pl.Schema:
    """The columns of a file of a contract that is stored today, with their types."""
    return pl.Schema(schema(CONTRACTS[contract]))
