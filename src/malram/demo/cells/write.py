# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Write a region's source files: fit the atoms to the printed figures, make rows, map them backwards."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import polars as pl

from malram.demo.cells.atoms import FOLDER, Atom, read_atoms
from malram.demo.cells.fit import Fit, fit, missed, wanted_rows
from malram.demo.cells.forms import Forms
from malram.demo.cells.rows import rows_of
from malram.demo.cells.sums import forecast_sums
from malram.demo.csvfiles import write_rows
from malram.facts.contract import Column
from malram.facts.mapping import Mapping
from malram.facts.problems import Problem
from malram.measures.computing.engine import Progress
from malram.measures.reference_rows import Reference, printed_rows
from malram.measures.region import catalogue_of, tree_of

NUMBERED = "{}-{}"


@dataclass(frozen=True)
class Fitted:
    """A region's atoms with their sizes, and what the printed figures did not allow."""

    atoms: list[Atom]
    fit: Fit
    problems: list[Problem]


def fit_region(region: Path) -> Fitted:
    """Find the size of everything that `demo/cells/*.yaml` declares."""
    atoms, problems = read_atoms(region / FOLDER)
    catalogue, tree = catalogue_of(region), tree_of(region, date.today())
    reference = Reference.load(region / "reference")
    forms = Forms(catalogue, tree, atoms)
    wanted, outside = wanted_rows(printed_rows(region / "reference"), reference, catalogue, forms)
    wanted += forecast_sums(region, catalogue, forms, atoms)
    sizes = fit(atoms, wanted)
    return Fitted(atoms, Fit(sizes, missed(wanted, sizes), tuple(outside)), problems)


def write_cells(region: Path, out: Path, progress: Progress) -> list[Path]:
    """Write every source file of a region below `out`, one per contract and year."""
    progress("Anpassar till de tryckta talen", 0, 1)
    fitted = fit_region(region)
    progress("Anpassar till de tryckta talen", 1, 1)
    mappings = [Mapping.load(path) for path in sorted((region / "mappings").glob("*.yaml"))]
    by_contract = {mapping.contract.name: mapping for mapping in mappings}
    paths: list[Path] = []
    names = sorted({atom.contract.name for atom in fitted.atoms})
    for at, name in enumerate(names):
        progress("Källfiler", at, len(names))
        frames = [
            rows_of(number, atom, fitted.fit.sizes)
            for number, atom in enumerate(fitted.atoms)
            if atom.contract.name == name
        ]
        whole = pl.concat([frame for frame in frames if len(frame)], how="diagonal_relaxed")
        paths += _write(by_contract[name], whole, out)
    progress("Källfiler", len(names), len(names))
    return paths


def _write(mapping: Mapping, rows: pl.DataFrame, out: Path) -> Iterable[Path]:
    contract = mapping.contract
    rows = rows.sort(contract.date, maintain_order=True).with_row_index("_n")
    for name in contract.key:
        column = contract.column(name)
        if column.kind == "text" and name in rows.columns and rows[name].eq("").all():
            number = pl.format(NUMBERED, pl.lit(contract.name[:3].upper()), pl.col("_n"))
            rows = rows.with_columns(number.alias(name))
    year = pl.col(contract.date).dt.year()
    for (one,), part in rows.group_by(year, maintain_order=True):
        path = out / contract.name / mapping.files[0].replace("*", str(one))
        shown = [
            _shown(contract.column(ours), mapping).alias(theirs)
            for theirs, ours in mapping.columns.items()
            if ours in part.columns
        ]
        missing = [theirs for theirs, ours in mapping.columns.items() if ours not in part.columns]
        empty = [pl.lit("").alias(theirs) for theirs in missing]
        yield write_rows(path, part.select(*shown, *empty).select(list(mapping.columns)))


def _shown(column: Column, mapping: Mapping) -> pl.Expr:
    """A column as the source system writes it."""
    value = pl.col(column.name)
    match column.kind:
        case "month":
            return value.dt.strftime("%Y-%m")
        case "date":
            return value.cast(pl.Date).dt.strftime("%Y-%m-%d")
        case "ore":
            return _decimals(value, 2)
        case "milli":
            return _decimals(value, 3)
        case "bool":
            return (
                pl.when(value.cast(pl.Boolean))
                .then(pl.lit("Ja"))
                .when(value.is_not_null())
                .then(pl.lit("Nej"))
            )
    words = {ours: theirs for theirs, ours in mapping.values.get(column.name, {}).items()}
    return value.cast(pl.String).replace(words).fill_null("")


def _decimals(value: pl.Expr, places: int) -> pl.Expr:
    """Whole numbers as decimals with a comma: -123405 with two places is '-1234,05'."""
    size = value.cast(pl.Int64).abs()
    whole, rest = size // 10**places, (size % 10**places).cast(pl.String).str.zfill(places)
    sign = pl.when(value < 0).then(pl.lit("-")).otherwise(pl.lit(""))
    return pl.concat_str(sign, whole.cast(pl.String), pl.lit(","), rest)
