# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""From an atom of known size to its rows: months, shares, days, pseudonyms and amounts, always the same."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from malram.demo.cells.atoms import Atom, Shares, Span
from malram.demo.cells.forms import COUNT, Unknown
from malram.facts.contract import Column
from malram.measures.computing.tables import COMPUTED

Ints = NDArray[np.int64]
SEED = 20241231
EVEN = (1.0,) * 12
# How care falls on the months: fewer visits in July and at Christmas.
SEASONS = {"": EVEN, "vard": (1.05, 1.0, 1.08, 1.04, 1.02, 0.95, 0.62, 0.88, 1.06, 1.12, 1.08, 0.85)}
EVERY_DAY = "dygn"  # as many rows for every day, unit by unit
WOMEN = 0.53  # of rows whose sex nothing printed asks for
AGES = (18, 88)
MINUTES_A_DAY = 1440
LONGEST_STAY = 9  # days, where their sum is not fitted
RIPPLE = 0.06  # how unlike the months of a season are
NOISE = 0.6  # how unlike the amounts of single rows are


class UnsaidError(ValueError):
    """Columns that the contract requires and nothing declares."""


def rows_of(number: int, atom: Atom, sizes: dict[Unknown, int]) -> pl.DataFrame:
    """All rows of an atom in the columns of its contract, dates as dates, amounts as stored."""
    count = atom.count if atom.count is not None else sizes[number, COUNT]
    rng = np.random.default_rng([SEED, number])
    months = _months(atom, count, rng)
    made: dict[str, Any] = {}
    groups, portions = np.zeros(count, dtype=np.int64), [1.0]
    for name, value in atom.columns.items():
        if isinstance(value, Shares):
            even = name == "unit" and atom.count is not None
            chosen = np.arange(count) % len(value.weights) if even else _shared(value, count, rng)
            if even:
                groups, portions = chosen, [weight for _, weight in value.weights]
            made[name] = np.array([key for key, _ in value.weights], dtype=object)[chosen]
        elif isinstance(value, Span):
            made[name] = rng.integers(value.low, value.high + 1, count)
        else:
            made[name] = [value] * count
    weights = _weights(atom, months) * rng.lognormal(0, NOISE, count)
    for column in (*atom.sums, *atom.fixed):
        total = sizes[number, column] if column in atom.sums else atom.fixed[column]
        bounds = atom.sums.get(column, (None, None))
        made[column] = _summed(total, weights, groups, portions, bounds, rng)
    return _filled(atom, months, made, rng, number)


def _months(atom: Atom, count: int, rng: np.random.Generator) -> Ints:
    months = np.array(atom.months)
    weights = _weights(atom, months)
    if atom.count is None and atom.season != EVERY_DAY:  # how many there are varies, also in a share's parts
        weights = weights * rng.lognormal(0, RIPPLE, len(months))
    return np.repeat(months, largest_remainder(count, weights))


def _weights(atom: Atom, months: Ints) -> NDArray[np.float64]:
    """How much falls on each month: by its days where every day has its rows, or by the season."""
    if atom.season == EVERY_DAY:
        firsts = (months - 1970 * 12).astype("datetime64[M]")
        return ((firsts + 1).astype("datetime64[D]") - firsts.astype("datetime64[D]")).astype(float)
    return np.array(SEASONS[atom.season])[months % 12]


def largest_remainder(total: int, weights: Sequence[float] | NDArray[np.float64]) -> Ints:
    """Divide a whole number by weights into whole numbers with exactly that sum."""
    share = np.asarray(weights, dtype=float) / np.sum(weights) * total
    whole = np.floor(share).astype(np.int64)
    most = np.argsort(-(share - whole), kind="stable")[: total - int(whole.sum())]
    whole[most] += 1
    return whole


def _shared(shares: Shares, count: int, rng: np.random.Generator) -> Ints:
    counts = largest_remainder(count, [weight for _, weight in shares.weights])
    return rng.permutation(np.repeat(np.arange(len(counts)), counts))


def _summed(
    total: int,
    weights: NDArray[np.float64],
    groups: Ints,
    portions: list[float],
    bounds: tuple[int | None, int | None],
    rng: np.random.Generator,
) -> Ints:
    """Whole numbers with exactly that sum, of which the rows of every unit get its portion."""
    if bounds[1] is not None:
        return bounded(total, len(weights), bounds[0] or 0, bounds[1], rng)
    least = bounds[0] or 0
    found = np.full(len(weights), least, dtype=np.int64)
    if not len(weights):
        return found
    parts = largest_remainder(abs(total) - least * len(weights), portions)
    for kind, part in enumerate(parts):
        rows = np.flatnonzero(groups == kind)
        if not len(rows):
            raise UnsaidError("Det finns färre rader än enheter att fördela beloppet på. Öka 'rows'.")
        steps = np.floor(np.cumsum(weights[rows]) / weights[rows].sum() * part + 0.5).astype(np.int64)
        steps[-1] = part
        found[rows] += np.diff(steps, prepend=0)
    return found if total >= 0 else -found


def bounded(total: int, count: int, low: int, high: int, rng: np.random.Generator) -> Ints:
    """Whole numbers between two ends with exactly that sum, such as answers from 1 to 5."""
    if not low * count <= total <= high * count:
        raise UnsaidError(f"{count} tal mellan {low} och {high} kan inte bli {total} tillsammans.")
    if not count:
        return np.zeros(0, dtype=np.int64)
    found = np.full(count, total // count, dtype=np.int64)
    found[: total % count] += 1
    order = rng.permutation(count)
    first, second = order[: count // 2], order[count // 2 : count // 2 * 2]
    room = np.minimum(high - found[first], found[second] - low)
    move = np.where(rng.random(len(room)) < 0.5, np.minimum(room, 1), 0)
    found[first] += move
    found[second] -= move
    return found


def _filled(
    atom: Atom, months: Ints, made: dict[str, Any], rng: np.random.Generator, number: int
) -> pl.DataFrame:
    """Give every column of the contract something: what is declared, derived, or nobody's business."""
    count, contract = len(months), atom.contract
    units = atom.columns.get("unit")
    if atom.season == EVERY_DAY:
        days = _each_day(months, len(units.weights) if isinstance(units, Shares) else 1)
    else:
        days = _days(months, rng, at_end=contract.name == "waits")
    made.setdefault(contract.date, days)
    if contract.name == "absence":
        made.setdefault("first_day", made["date"])
    if contract.name == "episodes":
        stay = np.asarray(made.get("care_days", rng.integers(1, LONGEST_STAY, count)))
        stay = np.asarray(made["stay_minutes"]) // MINUTES_A_DAY if "stay_minutes" in made else stay
        made.setdefault("admitted", made["date"] - stay.astype("timedelta64[D]"))
    _invert_computed(contract.name, made)
    unsaid = []
    for column in contract.columns:
        if column.name in made:
            continue
        if (value := _default(column, contract.key, count, rng, number)) is not None:
            made[column.name] = value
        elif column.required:
            unsaid.append(column.name)
    if unsaid:
        raise UnsaidError(f"{atom.place}: 'set' saknar {', '.join(unsaid)}.")
    known = [name for name in contract.names if name in made]
    return pl.DataFrame({name: pl.Series(made[name], strict=False) for name in known})


def _days(months: Ints, rng: np.random.Generator, at_end: bool) -> NDArray[np.datetime64]:
    """A weekday in each row's month; its last day for what is counted then."""
    firsts = (months - 1970 * 12).astype("datetime64[M]")
    if at_end:
        return (firsts + 1).astype("datetime64[D]") - np.timedelta64(1, "D")
    chosen = firsts.astype("datetime64[D]") + rng.integers(0, 28, len(months)).astype("timedelta64[D]")
    weekend = ~np.is_busday(chosen)
    return np.where(weekend, np.busday_offset(chosen, 0, roll="modifiedfollowing"), chosen)


def _each_day(months: Ints, units: int) -> NDArray[np.datetime64]:
    """One day after the other in each month, with a row for every unit."""
    place = np.arange(len(months)) - np.searchsorted(months, months)
    return (months - 1970 * 12).astype("datetime64[M]").astype("datetime64[D]") + place // units


def _invert_computed(contract: str, made: dict[str, Any]) -> None:
    """Columns behind a computed one: the day of the request from how many days it took."""
    for name, computed in COMPUTED.get(contract, {}).items():
        if name not in made:
            continue
        value, last = np.asarray(made.pop(name)), np.asarray(made[computed.of[-1]])
        match computed.how:
            case "days":
                made[computed.of[0]] = last - value.astype("timedelta64[D]")
            case "years":
                made[computed.of[0]] = np.asarray(last).astype("datetime64[Y]").astype(int) + 1970 - value
            case "same":
                made[computed.of[0]] = np.where(value.astype(bool), last, last + np.timedelta64(1, "D"))


def _default(
    column: Column, key: tuple[str, ...], count: int, rng: np.random.Generator, number: int
) -> Any | None:
    """What a required column holds where nothing printed depends on it."""
    if column.name in ("patient", "person", "respondent"):
        return [f"{column.name[0].upper()}{number:04d}{at:07d}" for at in range(count)]
    if column.name == "sex" and column.required:
        return np.where(rng.random(count) < WOMEN, "women", "men")
    if column.name == "birth_year" and column.required:
        return 2024 - rng.integers(*AGES, count)
    if column.name == "row" and column.kind == "int":
        return [1] * count
    if column.name in key and column.kind == "text" and column.required:
        return [""] * count  # numbered when the file is written
    return None
