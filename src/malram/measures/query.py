# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The one query object: pages, reports, commands and the API read measurements here and nowhere else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction

from malram.measures.amounts import Amounts
from malram.measures.definitions import RATIO_KINDS, Catalogue, Measure, Part
from malram.measures.measurement import Measurement, Slice, compare, missing, notes_of, withheld
from malram.measures.periods import Span, resolve
from malram.measures.snapshot import Reported, Snapshot
from malram.measures.tree import Tree
from malram.values import Figure, Period, Reason, Window, parse_number, unit

NATION = "riket"
WORDS = ("ja", "nej")


class Measurements:
    """Everything that was computed in one snapshot."""

    def __init__(self, snapshot: Snapshot, catalogue: Catalogue, tree: Tree):
        self.snapshot, self.catalogue, self.tree = snapshot, catalogue, tree
        self._amounts = Amounts(snapshot, catalogue, tree)
        self._reported: dict[tuple[str, str, str], list[Reported]] = {}
        for row in snapshot.reported:
            self._reported.setdefault((row.series, row.unit, row.sex), []).append(row)

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
    ) -> Measurement:
        """How much the value differs from another period: in the measure's unit, points, or percent of it."""
        now, then = self.value(measure, unit, period, sex), self.value(measure, unit, against, sex)
        return compare(now, then, as_)

    def deviation(
        self, measure: str, budget: str, unit: str, period: Period, as_: str = "difference", sign: int = 1
    ) -> Measurement:
        """Outcome minus budget, or percent of it; `sign=-1` turns it so that minus is worse for a cost."""
        found = compare(self.value(measure, unit, period), self.value(budget, unit, period), as_)
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
        found = []
        for month in asked:
            span = Window(window).span(month)
            one = self._value(measure, Slice(unit, sex, group), span, lagged=False)
            found.append(one if month <= known else withheld(one, Reason.PUBLISHED_LATER))
        return found

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

    def _lag(self, measure: Measure) -> int:
        """How many months the measure, or one it is built of, is behind."""
        below = [name for name, _ in measure.terms] + ([measure.of] if measure.of else [])
        return max([measure.lag_months, *(self._lag(self.catalogue[name]) for name in below)])

    def months_of(self, measure: Measure, part: Part, unit_id: str, period: Period) -> list[int]:
        """The months whose rows a part takes in a period already resolved; none when it lacks any."""
        return self._amounts.months_of(measure, part, unit_id, period)

    def narrowed(self, part: Part, found: Measurement) -> Part:
        """The part among the rows that a measurement is about."""
        return self._amounts.narrowed(part, Slice(found.unit, found.sex, found.group))

    def _additive(self, measure: Measure, whose: Slice, span: Span) -> Measurement:
        if not self._amounts.measured(measure, whose):
            return missing(measure, whose, span, Reason.NOT_MEASURED)
        assert measure.numerator is not None
        top = self._amounts.of(measure, measure.numerator, whose, span)
        bottom = None
        if measure.denominator is not None:
            bottom = self._amounts.of(measure, measure.denominator, whose, span)
        reason = top.reason or (bottom.reason if bottom else None)
        if reason is None and bottom is not None and bottom.value == 0:
            reason = Reason.NO_DENOMINATOR
        if reason is not None:
            return missing(measure, whose, span, reason)
        same_table = measure.denominator is not None and measure.denominator.fact == measure.numerator.fact
        value = top.value * factor(measure) / (bottom.value if bottom else 1)
        return Measurement(
            measure.id,
            whose.unit,
            Figure(value / money_scale(measure), unit(measure.unit), measure.decimals),
            span.period,
            whose.sex,
            top.value,
            bottom.value if bottom else None,
            bottom.rows if bottom and same_table else top.rows,
            notes_of(measure, span),
            group=whose.group,
        )

    def _quantile(self, measure: Measure, whose: Slice, span: Span) -> Measurement:
        """The value that the declared share of the rows do not exceed."""
        if not self._amounts.measured(measure, whose):
            return missing(measure, whose, span, Reason.NOT_MEASURED)
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
        """A weighted sum of other measures, exact, in this measure's unit."""
        total, rows, used = Fraction(0), 0, span
        terms = [(self._value(name, whose, span.asked, lagged), weight) for name, weight in measure.terms]
        for found, weight in terms:
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
            built_of=tuple(found for found, _ in terms),
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


def factor(measure: Measure) -> int:
    """What the ratio is multiplied by: percent for a share, the declared number for a rate."""
    if measure.kind == "share":
        return 100
    return measure.per if measure.kind in RATIO_KINDS else 1


def money_scale(measure: Measure) -> Fraction:
    """Öre in one unit of money when the measure is an amount; ratios of amounts are plain numbers."""
    chosen = unit(measure.unit)
    return chosen.scale if chosen.kind == "money" else Fraction(1)


def reason_of(code: str) -> Reason:
    return next((reason for reason in Reason if reason.code == code), Reason.ABSENT)
