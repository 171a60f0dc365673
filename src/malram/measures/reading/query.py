# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The one query object: pages, reports, commands and the API read measurements here and nowhere else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import cached_property

import numpy as np

from malram.measures.catalogue.definitions import ADDITIVE_KINDS, Catalogue, Measure, Part
from malram.measures.reading.amounts import Amount, Amounts, factor, is_plain, money_scale
from malram.measures.reading.forecasts import Forecasts
from malram.measures.reading.measurement import Measurement, Slice, compare, missing, notes_of, withheld
from malram.measures.reading.periods import Span, resolve
from malram.measures.reading.trends import REASONS, Trend, Trends, slices_of
from malram.measures.snapshots.snapshot import COLUMNS, Reported, Snapshot
from malram.measures.suppression.disclosure import Disclosure
from malram.measures.tree import Tree
from malram.values import Figure, Period, Reason, Window, parse_number, unit

NATION = "riket"
WORDS = ("ja", "nej")


class Measurements:
    """Everything that was computed in one snapshot."""

    def __init__(self, snapshot: Snapshot, catalogue: Catalogue, tree: Tree):
        self.snapshot, self.catalogue, self.tree = snapshot, catalogue, tree
        self._amounts = Amounts(snapshot, catalogue, tree)
        self._trends = Trends(snapshot, catalogue, self._amounts)
        self.disclosure = Disclosure(snapshot, catalogue, tree)
        self._reported: dict[tuple[str, str, str], list[Reported]] = {}
        for row in snapshot.reported:
            self._reported.setdefault((row.series, row.unit, row.sex), []).append(row)

    @cached_property
    def forecasts(self) -> Forecasts:
        """What people have said that a year will come to."""
        return Forecasts(self.snapshot, self.catalogue)

    def value(
        self, measure: str, unit: str, period: Period, sex: str = "total", group: str = ""
    ) -> Measurement:
        """The value of a measure, also of one sex or group. KeyError for a measure that does not exist."""
        return self._value(measure, Slice(unit, sex, group), period)

    def groups(self, measure: str) -> list[tuple[str, str, str]]:
        """The groups a measure is followed by: the breakdown's label, the group's, and what `value` takes."""
        pairs = self.catalogue.groups_of(self.catalogue[measure])
        return [(breakdown.label, group.label, f"{breakdown.id}/{group.id}") for breakdown, group in pairs]

    def benchmark(self, measure: str, period: Period) -> Measurement | None:
        """The same measure for Sweden, or None where nobody has published one."""
        found = self.value(measure, NATION, period)
        return found if found.figure.shown or found.word else None

    def change(
        self,
        measure: str,
        unit: str,
        period: Period,
        against: Period,
        sex: str = "total",
        as_: str = "difference",
        group: str = "",
    ) -> Measurement:
        """How much the value differs from another period: in the measure's unit, points, or percent of it."""
        now = self.value(measure, unit, period, sex, group)
        then = self.value(measure, unit, against, sex, group)
        return compare(now, then, as_)

    def deviation(
        self,
        measure: str,
        budget: str,
        unit: str,
        period: Period,
        as_: str = "difference",
        sign: int = 1,
        group: str = "",
    ) -> Measurement:
        """Outcome minus budget, or percent of it; `sign=-1` turns it so that minus is worse for a cost."""
        outcome, planned = (self.value(name, unit, period, group=group) for name in (measure, budget))
        found = compare(outcome, planned, as_)
        if found.figure.value is None:
            return found
        return replace(found, figure=replace(found.figure, value=sign * found.figure.value))

    def series(
        self,
        measure: str,
        unit: str,
        months: Iterable[int],
        window: str = "month",
        sex: str = "total",
        group: str = "",
    ) -> list[Measurement]:
        """One value per month: of the month, so far this year (`ytd`), or rolling (`r12`, `r18`).

        Every value is about the month it stands at. Where the measure lags, the last months have none yet.
        """
        asked = list(months)
        known = max(asked, default=0) - self._lag(self.catalogue[measure])
        periods = [Window(window).span(month) for month in asked]
        found = self._run(measure, Slice(unit, sex, group), periods)
        return [
            one if month <= known else withheld(one, Reason.PUBLISHED_LATER)
            for month, one in zip(asked, found, strict=True)
        ]

    def trend(self, measure: str, unit: str, window: str = "month") -> Trend:
        """All months of the snapshot at once, in all and by every sex and group; else as `series`."""
        definition = self.catalogue[measure]
        series = definition.series or definition.id
        reported = any((series, unit, sex) in self._reported for sex in COLUMNS)
        found = None if reported or self._lag(definition) else self._trends.of(definition, unit, window)
        return found or self._one_by_one(definition, unit, window)

    def _one_by_one(self, measure: Measure, unit: str, window: str) -> Trend:
        slices, months = slices_of(self.catalogue, measure, unit), self.snapshot.months
        found = [self.series(measure.id, unit, months, window, one.sex, one.group) for one in slices]
        values = [[one.figure.value or Fraction(0) for one in row] for row in found]
        top = np.array([[value.numerator for value in row] for row in values], dtype=object)
        bottom = np.array([[value.denominator for value in row] for row in values], dtype=object)
        why = np.array([[REASONS.index(one.figure.reason) for one in row] for row in found], dtype=np.int8)
        return Trend(measure.id, months, slices, top, bottom, Fraction(1), why)

    def extremes(
        self, measure: str, units: Iterable[str], period: Period, least_rows: int = 1
    ) -> tuple[Measurement, Measurement] | None:
        """The lowest and the highest value among units that have one, resting on at least so many rows."""
        found = [self.value(measure, unit, period) for unit in units]
        shown = [m for m in found if m.figure.value is not None and m.rows >= least_rows]
        if len(shown) < 2:
            return None
        ranked = sorted(shown, key=lambda m: (m.figure.value, m.unit))
        return ranked[0], ranked[-1]

    # -- how a value comes about ----------------------------------------------------------------

    def _value(self, name: str, whose: Slice, period: Period, lagged: bool = True) -> Measurement:
        measure = self.catalogue[name]
        span = resolve(measure, period, lagged)
        row = self._report_row(measure, whose, span)
        if row is not None and (measure.kind == "reported" or whose.unit == NATION):
            return self._from_report(measure, row, span, whose)
        match measure.kind:
            case "reported":
                return missing(measure, whose, span, Reason.ABSENT)
            case "derived":
                found = self._derived(measure, whose, span, lagged)
            case "growth":
                found = self._growth(measure, whose, span, lagged)
            case "quantile":
                found = self._quantile(measure, whose, span)
            case _:
                found = self._additive(measure, whose, span)
        explained = row is not None and not row.value and found.figure.value is None
        return withheld(found, reason_of(row.reason)) if row is not None and explained else found

    def _run(self, name: str, whose: Slice, periods: list[Period]) -> list[Measurement]:
        """`_value` for many periods, each taken as it is: together where the measure is plain."""
        measure = self.catalogue[name]
        reported = (measure.series or measure.id, whose.unit, whose.sex) in self._reported
        if not reported and measure.kind == "derived":
            terms = [self._run(term, whose, periods) for term, _ in measure.terms]
            spans = [resolve(measure, period, lagged=False) for period in periods]
            each = zip(spans, zip(*terms, strict=True), strict=True)
            return [self._of_terms(measure, whose, span, found) for span, found in each]
        if reported or measure.kind not in ADDITIVE_KINDS or not is_plain(measure):
            return [self._value(name, whose, period, lagged=False) for period in periods]
        spans = [Span(period, period) for period in periods]
        if not self._amounts.measured(measure, whose):
            return [missing(measure, whose, span, Reason.NOT_MEASURED) for span in spans]
        amounts = [self._amounts.run(measure, part, whose, spans) for part in measure.parts]
        return [
            self._of_amounts(measure, whose, span, *found)
            for span, found in zip(spans, zip(*amounts, strict=True), strict=True)
        ]

    def _lag(self, measure: Measure) -> int:
        """How many months the measure, or one it is built of, is behind."""
        below = [name for name, _ in measure.terms] + ([measure.of] if measure.of else [])
        return max([measure.lag_months, *(self._lag(self.catalogue[name]) for name in below)])

    def months_of(self, measure: Measure, part: Part, unit_id: str, period: Period) -> list[int]:
        """The months whose rows a part takes in a period already resolved; none when it lacks any."""
        return self._amounts.months_of(measure, part, unit_id, period)

    def _additive(self, measure: Measure, whose: Slice, span: Span) -> Measurement:
        if not self._amounts.measured(measure, whose):
            return missing(measure, whose, span, Reason.NOT_MEASURED)
        amounts = [self._amounts.of(measure, part, whose, span) for part in measure.parts]
        return self._of_amounts(measure, whose, span, *amounts)

    def _of_amounts(
        self, measure: Measure, whose: Slice, span: Span, top: Amount, bottom: Amount | None = None
    ) -> Measurement:
        """A sum, or a sum divided by another: a ratio is a ratio of sums."""
        reason = top.reason or (bottom.reason if bottom else None)
        if reason is None and self._hidden(measure, whose, span):
            reason = Reason.TOO_FEW
        elif reason is None and bottom is not None and bottom.value == 0:
            reason = Reason.NO_DENOMINATOR
        if reason is not None:
            return missing(measure, whose, span, reason)
        same_table = measure.denominator is not None and measure.denominator.fact == measure.parts[0].fact
        scale = factor(measure) / money_scale(measure)
        below = bottom.value if bottom else Fraction(1)
        # One fraction, reduced once, where a product and a quotient would make two and reduce both.
        value = Fraction(
            top.value.numerator * scale.numerator * below.denominator,
            top.value.denominator * scale.denominator * below.numerator,
        )
        return Measurement(
            measure.id,
            whose.unit,
            Figure(value, unit(measure.unit), measure.decimals),
            span.period,
            whose.sex,
            top.value,
            bottom.value if bottom else None,
            bottom.rows if bottom and same_table else top.rows,
            notes_of(measure, span),
            group=whose.group,
        )

    def _hidden(self, measure: Measure, whose: Slice, span: Span) -> bool:
        """Whether the value, or any part of it, is so small that it could point somebody out."""
        if not measure.threshold:
            return False
        taken = (self.months_of(measure, part, whose.unit, span.period) for part in measure.parts)
        return any(self.disclosure.hides(measure, whose, months) for months in taken)

    def _quantile(self, measure: Measure, whose: Slice, span: Span) -> Measurement:
        """The value that the declared share of the rows do not exceed."""
        if not self._amounts.measured(measure, whose):
            return missing(measure, whose, span, Reason.NOT_MEASURED)
        if self._hidden(measure, whose, span):
            return missing(measure, whose, span, Reason.TOO_FEW)
        assert measure.numerator is not None
        assert measure.quantile is not None
        values = self._amounts.values(measure, measure.numerator, whose, span)
        if isinstance(values, Reason):
            return missing(measure, whose, span, values)
        value = values.quantile(measure.quantile)
        if value is None:
            return missing(measure, whose, span, Reason.NOT_MEASURED)
        figure = Figure(value * measure.numerator.times, unit(measure.unit), measure.decimals)
        return Measurement(
            measure.id,
            whose.unit,
            figure,
            span.period,
            whose.sex,
            rows=values.rows,
            notes=notes_of(measure, span),
            group=whose.group,
        )

    def _derived(self, measure: Measure, whose: Slice, span: Span, lagged: bool) -> Measurement:
        terms = [self._value(name, whose, span.asked, lagged) for name, _ in measure.terms]
        return self._of_terms(measure, whose, span, terms)

    def _of_terms(
        self, measure: Measure, whose: Slice, span: Span, terms: Sequence[Measurement]
    ) -> Measurement:
        """A weighted sum of other measures, exact, in this measure's unit."""
        total, rows, used = Fraction(0), 0, span
        for found, (_, weight) in zip(terms, measure.terms, strict=True):
            if found.figure.value is None:
                return missing(measure, whose, span, found.figure.reason or Reason.ABSENT)
            scale = found.figure.unit.scale if found.figure.unit.kind == "money" else Fraction(1)
            total, rows = total + weight * found.figure.value * scale, rows + found.rows
            used = Span(found.period, span.asked)
        return Measurement(
            measure.id,
            whose.unit,
            Figure(total / money_scale(measure), unit(measure.unit), measure.decimals),
            used.period,
            whose.sex,
            total,
            rows=rows,
            notes=notes_of(measure, used),
            built_of=tuple(terms),
            group=whose.group,
        )

    def _growth(self, measure: Measure, whose: Slice, span: Span, lagged: bool) -> Measurement:
        """The change of another measure against the same months a year earlier."""
        assert measure.of is not None
        now, then = (
            self._value(measure.of, whose, period, lagged)
            for period in (span.asked, span.asked.previous_year())
        )
        found = compare(now, then, measure.as_)
        figure = replace(found.figure, decimals=measure.decimals)
        return replace(found, measure=measure.id, figure=figure)

    # -- reported values ------------------------------------------------------------------------

    def _from_report(self, measure: Measure, row: Reported, span: Span, whose: Slice) -> Measurement:
        used = Span(Period.parse(row.period), span.asked)
        word = row.value if row.value in WORDS else None
        printed = parse_number(row.value.replace(".", ",")) if row.value and not word else None
        if printed is None:
            figure = Figure.missing(unit(measure.unit), measure.decimals, reason_of(row.reason))
        else:
            decimals = max(printed.decimals, 0) if whose.unit == NATION else measure.decimals
            figure = Figure(Fraction(printed.value), unit(measure.unit), decimals)
        return Measurement(
            measure.id,
            whose.unit,
            figure,
            used.period,
            whose.sex,
            rows=1,
            notes=notes_of(measure, used),
            word=word,
            reported=row,
        )

    def _report_row(self, measure: Measure, whose: Slice, span: Span) -> Reported | None:
        """What was reported last for the very period asked for, or else for the one it resolves to."""
        if whose.group:
            return None
        rows = self._reported.get((measure.series or measure.id, whose.unit, whose.sex), [])
        for wanted in (span.asked, span.period):
            for row in reversed(rows):
                if Period.parse(row.period) == wanted:
                    return row
        return None


def reason_of(code: str) -> Reason:
    return next((reason for reason in Reason if reason.code == code), Reason.ABSENT)
