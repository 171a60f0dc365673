# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""A measure's whole history at a unit, by sex and group, in one look-up of the snapshot.

The same exact values as the query object gives one by one, as two whole numbers each; a curve, a table of
months or a page of indicators asks for hundreds, and makes a figure only of what it prints.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from math import lcm

import numpy as np

from malram.measures.catalogue.definitions import ADDITIVE_KINDS, SEX, SEXES, Catalogue, Measure, Part
from malram.measures.computing.spreads import quantiles
from malram.measures.reading.amounts import Amounts, factor, milli_scale, money_scale, telling_part
from malram.measures.reading.measurement import Slice
from malram.measures.reading.taken import Taken, taken, touched
from malram.measures.snapshots.snapshot import COLUMNS, TOTAL, Snapshot
from malram.values import Reason

REASONS = (None, *Reason)
NO_DENOMINATOR, NOT_MEASURED, INCOMPLETE_PERIOD, ABSENT = (
    REASONS.index(reason)
    for reason in (Reason.NO_DENOMINATOR, Reason.NOT_MEASURED, Reason.INCOMPLETE_PERIOD, Reason.ABSENT)
)
LARGEST = 1 << 62
Point = tuple[int, Fraction | None]  # a month and its value, as a chart takes them


@dataclass(frozen=True)
class Trend:
    """A measure at a unit for every month of the snapshot: [slice, month], the slices as `slices` says.

    A value is `top · scale / bottom` in the measure's unit. `why` is 0 where there is one, and else the place
    of the reason in `REASONS`.
    """

    measure: str
    months: range
    slices: tuple[Slice, ...]
    top: np.ndarray
    bottom: np.ndarray
    scale: Fraction
    why: np.ndarray

    def value(self, month: int, sex: str = "total", group: str = "") -> Fraction | None:
        """The exact value, or None where there is none. KeyError for a slice that is not followed."""
        row, at = self._row(sex, group), month - self.months.start
        if not 0 <= at < len(self.months) or self.why[row, at]:
            return None
        top, below = int(self.top[row, at]), int(self.bottom[row, at])
        return Fraction(top * self.scale.numerator, below * self.scale.denominator)

    def reason(self, month: int, sex: str = "total", group: str = "") -> Reason | None:
        return REASONS[self.why[self._row(sex, group), month - self.months.start]]

    def whole(self, times: Fraction, sex: str = "total", group: str = "") -> list[int | None]:
        """Every month's value times a number that makes it whole, as amounts of money are in öre.

        ValueError where something is left over.
        """
        row, scale = self._row(sex, group), self.scale * times
        made: list[int | None] = []
        for top, bottom, why in zip(
            self.top[row].tolist(), self.bottom[row].tolist(), self.why[row].tolist(), strict=True
        ):
            value, rest = divmod(top * scale.numerator, bottom * scale.denominator) if not why else (None, 0)
            if rest:
                raise ValueError(f"{self.measure} is not whole in this unit.")
            made.append(value)
        return made

    def points(self, first: int, last: int, sex: str = "total", group: str = "") -> list[Point]:
        """The months from one to another with their values."""
        return [(month, self.value(month, sex, group)) for month in range(first, last + 1)]

    def _row(self, sex: str, group: str) -> int:
        for row, one in enumerate(self.slices):
            if (one.sex, one.group) == (sex, group):
                return row
        raise KeyError(f"{sex} {group}".strip())


class Trends:
    """Looks up whole histories of measures that are sums, sums divided by sums, or built of such."""

    def __init__(self, snapshot: Snapshot, catalogue: Catalogue, amounts: Amounts):
        self._snapshot, self._catalogue, self._amounts = snapshot, catalogue, amounts

    def of(self, measure: Measure, unit: str, window: str) -> Trend | None:
        """The trend, or None for a measure whose values have to be made one by one."""
        if measure.threshold or measure.measuring_months or measure.adjustments:
            return None
        if measure.kind == "growth":
            return self._growth(measure, unit, window)
        if measure.kind == "derived":
            return self._derived(measure, unit, window)
        if measure.kind == "quantile" and window == "month":
            return self._quantiles(measure, unit)
        if measure.kind not in ADDITIVE_KINDS:
            return None
        return self._sums(measure, unit, window)

    def _sums(self, measure: Measure, unit: str, window: str) -> Trend:
        slices = slices_of(self._catalogue, measure, unit)
        wanted = [self._taken(measure, part, unit, window) for part in measure.parts]
        sums = [
            months.sums(self._monthly(measure, part, slices, window))
            for part, months in zip(measure.parts, wanted, strict=True)
        ]
        why = np.zeros(sums[0].shape, dtype=np.int8)
        for part, months in reversed(list(zip(measure.parts, wanted, strict=True))):
            why[:, ~months.whole] = self._why_none(measure, part, window)[~months.whole]
        top, bottom, scale = _quotient(measure, sums, wanted)
        why[(why == 0) & (bottom == 0)] = NO_DENOMINATOR
        if not self._amounts.measured(measure, Slice(unit)):
            why[:] = NOT_MEASURED
        return Trend(measure.id, self._snapshot.months, slices, top, bottom, scale, why)

    def _monthly(self, measure: Measure, part: Part, slices: tuple[Slice, ...], window: str) -> np.ndarray:
        """[slice, month] of a part; all sexes stand in one array of the snapshot."""
        read = {}
        for one in slices:
            if one.group not in read:
                name = self._amounts.named(measure, part, one).part
                name += f"|{window}" if part.how == "distinct" else ""
                read[one.group] = self._snapshot.series(name, one.unit)
        return np.stack([read[one.group][COLUMNS.index(one.sex)] for one in slices])

    def _taken(self, measure: Measure, part: Part, unit: str, window: str) -> Taken:
        telling = telling_part(measure, part)
        covered = self._amounts.covered(measure, telling, unit)
        months = taken(measure, part, telling, covered, window, self._snapshot.months)
        if part.how == "distinct":  # the window was counted as a whole, and stands at its last month
            return Taken(months.last, months.last, months.count, months.whole)
        return months

    def _why_none(self, measure: Measure, part: Part, window: str) -> np.ndarray:
        """For each month why a part that lacks one has no value."""
        covered = self._snapshot.coverage(part.fact)
        some = touched(measure, covered, window, self._snapshot.months)
        return np.where(some, INCOMPLETE_PERIOD, ABSENT)

    def _quantiles(self, measure: Measure, unit: str) -> Trend:
        """The quantile of every month, of the rows of each slice."""
        slices, part, share = slices_of(self._catalogue, measure, unit), measure.parts[0], measure.quantile
        assert share is not None
        months = self._snapshot.months
        lacking = ~self._taken(measure, part, unit, "month").whole
        rows = []
        for one in slices:
            spread = self._snapshot.spread(self._amounts.named(measure, part, one).part, unit)
            chosen = spread if one.sex == TOTAL else spread[:, spread[1] == SEXES.index(one.sex)]
            rows.append(quantiles(chosen[0] - months.start, chosen[2], chosen[3], share, len(months)))
        top, bottom, some = (np.stack(each) for each in zip(*rows, strict=True))
        why = np.where(some, 0, NOT_MEASURED).astype(np.int8)
        why[:, lacking] = self._why_none(measure, part, "month")[lacking]
        if not self._amounts.measured(measure, Slice(unit)):
            why[:] = NOT_MEASURED
        return Trend(measure.id, months, slices, top, bottom, part.times, why)

    def _derived(self, measure: Measure, unit: str, window: str) -> Trend | None:
        """A weighted sum of measures that are sums themselves."""
        terms = [self.of(self._catalogue[name], unit, window) for name, _ in measure.terms]
        slices = slices_of(self._catalogue, measure, unit)
        found = [one for one in terms if one is not None and one.slices == slices and (one.bottom == 1).all()]
        if len(found) < len(terms) or not found:
            return None
        weights = [
            weight * one.scale * money_scale(self._catalogue[one.measure]) / money_scale(measure)
            for one, (_, weight) in zip(found, measure.terms, strict=True)
        ]
        shared = lcm(*(weight.denominator for weight in weights))
        tops = [times(one.top, int(weight * shared)) for one, weight in zip(found, weights, strict=True)]
        why = np.zeros_like(found[0].why)
        for one in reversed(found):
            why = np.where(one.why > 0, one.why, why)
        top = reduce(lambda total, term: total + term, tops)
        months = self._snapshot.months
        return Trend(measure.id, months, slices, top, np.ones_like(top), Fraction(1, shared), why)

    def _growth(self, measure: Measure, unit: str, window: str) -> Trend | None:
        """The change against the same months a year earlier."""
        assert measure.of is not None
        now = self.of(self._catalogue[measure.of], unit, window)
        if now is None or now.slices != slices_of(self._catalogue, measure, unit):
            return None
        then = _a_year_earlier(now)
        change = times(now.top, then.bottom) - times(then.top, now.bottom)
        why = np.where(now.why > 0, now.why, then.why)
        if measure.as_ == "percent":
            bottom, scale = abs(times(then.top, now.bottom)), Fraction(100)
            why = np.where((why == 0) & (bottom == 0), NO_DENOMINATOR, why)
        else:
            bottom, scale = times(now.bottom, then.bottom), now.scale
        return Trend(measure.id, now.months, now.slices, change, bottom, scale, why)


def slices_of(catalogue: Catalogue, measure: Measure, unit: str) -> tuple[Slice, ...]:
    """All, each sex and each group that a measure is followed by."""
    sexes = SEXES if SEX in measure.breakdowns else ()
    groups = [f"{breakdown.id}/{group.id}" for breakdown, group in catalogue.groups_of(measure)]
    by_group = [Slice(unit, group=group) for group in groups]
    return (Slice(unit), *(Slice(unit, sex) for sex in sexes), *by_group)


def _a_year_earlier(now: Trend) -> Trend:
    """The same values twelve months later; before the snapshot there is nothing."""
    nothing = np.where((now.why == NOT_MEASURED).all(axis=1, keepdims=True), NOT_MEASURED, ABSENT)
    held = min(12, len(now.months))
    moved = [
        np.concatenate([np.repeat(first, held, axis=1), array[:, :-12]], axis=1)
        for first, array in (
            (np.zeros_like(now.top[:, :1]), now.top),
            (np.ones_like(now.bottom[:, :1]), now.bottom),
            (nothing.astype(np.int8), now.why),
        )
    ]
    top, bottom, why = moved
    return Trend(now.measure, now.months, now.slices, top, bottom, now.scale, why)


def times(one: np.ndarray, other: np.ndarray | int) -> np.ndarray:
    """The product, in numbers of any length where 64 bits might not hold it."""
    largest = int(abs(one).max(initial=0)) * int(np.max(abs(np.asarray(other)), initial=0))
    return (one if largest < LARGEST else one.astype(object)) * other


def _quotient(
    measure: Measure, sums: list[np.ndarray], wanted: list[Taken]
) -> tuple[np.ndarray, np.ndarray, Fraction]:
    """Numerator and denominator as whole numbers, and what their quotient is multiplied by."""
    scale = factor(measure) / money_scale(measure) * scale_of(measure.parts[0])
    top, bottom = sums[0], np.ones_like(sums[0])
    if measure.parts[0].over == "mean":
        bottom = times(bottom, wanted[0].count)
    if len(sums) == 2:
        scale /= scale_of(measure.parts[1])
        bottom = times(bottom, sums[1])
        if measure.parts[1].over == "mean":
            top = times(top, wanted[1].count)
    return top, bottom, scale


def scale_of(part: Part) -> Fraction:
    """What a part's whole numbers are multiplied by."""
    return part.times / milli_scale(part)
