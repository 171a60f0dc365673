# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""From text to typed columns, a whole batch at a time, and a mask for every rule a value can break."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from malram.facts.contracts import Column, Contract
from malram.facts.mapping import Mapping
from malram.values import Period, PeriodError

TYPES: dict[str, pl.DataType] = {
    "text": pl.String(), "code": pl.String(), "int": pl.Int64(), "bool": pl.Boolean(), "date": pl.Date(),
    "month": pl.Int32(), "ore": pl.Int64(), "milli": pl.Int64(), "period": pl.String(), "answer": pl.String(),
    "line": pl.String(),
}  # fmt: skip
_RULE_OF_KIND = {
    "int": "F023", "bool": "F024", "date": "F025", "month": "F026", "ore": "F027", "milli": "F028",
    "code": "F029", "period": "F034", "answer": "F035",
}  # fmt: skip
_GROUPED = r"(?:\d{1,15}|\d{1,3}(?:[ \x{a0}\x{202f}]\d{3}){1,4})"
_SPACES = "[ \u00a0\u202f]"
_ANSWER = r"^(?:-?\d+(?:\.\d+)?|ja|nej)$"
_TRUE, _FALSE = ["ja", "true", "1", "j", "sant"], ["nej", "false", "0", "n", "falskt"]


@dataclass(frozen=True)
class Finding:
    """Rule `code` is broken in contract column `column` on the rows that `mask` marks."""

    code: str
    column: str
    mask: pl.Series


def schema(contract: Contract) -> dict[str, pl.DataType]:
    """The columns of a stored partition. The month column of a file is stored as its ordinal only."""
    columns = {column.name: TYPES[column.kind] for column in contract.columns}
    return {**columns, "month": pl.Int32(), "_file": pl.String(), "_line": pl.Int32()}


def convert(texts: pl.DataFrame, mapping: Mapping) -> tuple[pl.DataFrame, pl.DataFrame, list[Finding]]:
    """Return the typed columns with `month`, the cleaned texts, and what is wrong with them."""
    contract = mapping.contract
    cleaned = texts.select(_clean(column, mapping, texts.columns) for column in contract.columns)
    typed = cleaned.select(_typed(column, mapping.decimal).alias(column.name) for column in contract.columns)
    findings = []
    for column in contract.columns:
        empty = cleaned[column.name].is_null()
        if column.required and empty.any():
            findings.append(Finding("F022", column.name, empty))
        if typed[column.name].null_count() > empty.sum():
            code = _RULE_OF_KIND[column.kind]
            findings.append(Finding(code, column.name, typed[column.name].is_null() & ~empty))
    return typed.with_columns(_month(contract).cast(pl.Int32).alias("month")), cleaned, findings


def _clean(column: Column, mapping: Mapping, given: list[str]) -> pl.Expr:
    """The text without surrounding space and in our words; empty is null."""
    if column.name in mapping.constants:
        return pl.lit(mapping.constants[column.name] or None, dtype=pl.String).alias(column.name)
    if column.name not in given:
        return pl.lit(None, dtype=pl.String).alias(column.name)
    text = pl.col(column.name).str.strip_chars()
    if words := mapping.values.get(column.name):
        text = text.replace(words)
    return pl.when(text != "").then(text).alias(column.name)


def _month(contract: Contract) -> pl.Expr:
    day = pl.col(contract.date)
    if contract.column(contract.date).kind == "month":
        return day
    return day.dt.year() * 12 + day.dt.month() - 1


def _typed(column: Column, mark: str) -> pl.Expr:
    text = pl.col(column.name)
    match column.kind:
        case "text" | "line":
            return text
        case "code":
            return pl.when(text.is_in(column.codes)).then(text)
        case "answer":
            return pl.when(text.str.contains(_ANSWER)).then(text)
        case "period":
            return text.map_elements(_period, return_dtype=pl.String)
        case "bool":
            low = text.str.to_lowercase()
            return pl.when(low.is_in(_TRUE)).then(True).when(low.is_in(_FALSE)).then(False)
        case "date":
            return _date(text)
        case "month":
            day = _date(text + "-01")
            return (day.dt.year() * 12 + day.dt.month() - 1).cast(pl.Int32)
        case "int":
            return _scaled(text, mark, 0)
        case "ore":
            return _scaled(text, mark, 2)
        case "milli":
            return _scaled(text, mark, 3)


def _period(text: str) -> str | None:
    """The text when it names a period. Few rows have one, so they are read one by one."""
    try:
        Period.parse(text)
    except PeriodError:
        return None
    return text


def _date(text: pl.Expr) -> pl.Expr:
    iso = pl.when(text.str.contains(r"^(?:19|20)\d{2}-\d{2}-\d{2}$")).then(text)
    return iso.str.to_date("%Y-%m-%d", strict=False)


def _scaled(text: pl.Expr, mark: str, decimals: int) -> pl.Expr:
    """An integer count of the smallest unit; anything that would need rounding is null.

    Only integer arithmetic, because a float in between can be one öre off.
    """
    part = rf"(?:\{mark}(\d{{1,{decimals}}}))?" if decimals else "()"
    pattern = rf"^([+−-])?({_GROUPED}){part}$"
    whole = text.str.extract(pattern, 2).str.replace_all(_SPACES, "").cast(pl.Int64, strict=False)
    if not decimals:
        value = whole
    else:
        rest = text.str.extract(pattern, 3).fill_null("").str.pad_end(decimals, "0")
        value = whole * 10**decimals + rest.cast(pl.Int64, strict=False)
    negative = text.str.starts_with("-") | text.str.starts_with("−")
    return pl.when(negative).then(-value).otherwise(value)
