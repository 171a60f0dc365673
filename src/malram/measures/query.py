# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The one query object: pages, reports, commands and the API read measurements here and nowhere else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction

from malram.measures.definitions import RATIO_KINDS, Catalogue, Measure, Part
from malram.measures.engine import UNDATED, presence_of, rows_of
from malram.measures.periods import Span, resolve
from malram.measures.snapshot import PartKey, Reported, Snapshot, part_key
from malram.measures.stages import STAGES
from malram.measures.tables import columns_of
from malram.measures.tree import Tree
from malram.values import Figure, Period, Reason, State, Unit, parse_number, unit

NATION = "riket"
# Tables that are not delivered month by month: a month without rows is not a missing delivery.
OCCASIONAL = UNDATED | {"leavers", "survey_answers", "statistics", "population", "prevalence"}


@dataclass(frozen=True)
class Measurement:
    """The value of a measure for a unit, period and sex, with what a reader may ask about it.

    `period` is the one really used; it differs from the one asked for when the measure has a lag or
    its own measuring months, and `notes` then says so. `rows` counts the fact rows behind the value.
    """

    measure: str
    unit: str
    figure: Figure
    period: Period
    sex: str = "total"
    numerator: Fraction | None = None
    denominator: Fraction | None = None
    rows: int = 0
    notes: tuple[str, ...] = ()
    word: str | None = None
    reported: Reported | None = None

    @property
    def text(self) -> str:
        """What is printed: the word, or the figure with its unit."""
        return self.word or self.figure.text()


@dataclass(frozen=True)
class Amount:
    """A part carried over a span: its exact value, and why it has none."""

    value: Fraction
    rows: int
    reason: Reason | None = None


class Measurements:
    """Everything that was computed in one snapshot."""

    def __init__(self, snapshot: Snapshot, catalogue: Catalogue, tree: Tree):
        self.snapshot, self.catalogue, self.tree = snapshot, catalogue, tree
        self._reported: dict[tuple[str, str, str], list[Reported]] = {}
        for row in snapshot.reported:
            self._reported.setdefault((row.series, row.unit, row.sex), []).append(row)

    def value(self, measure: str, unit: str, period: Period, sex: str = "total") -> Measurement:
        """The value of a measure. Raises KeyError for a measure that does not exist."""
        definition = self.catalogue[measure]
        span = resolve(definition, period)
        if definition.kind == "reported" or unit == NATION:
            found = self._from_report(definition, unit, period, span, sex)
            if found is not None or definition.kind == "reported":
                return found or self._missing(definition, unit, span, sex, Reason.ABSENT)
        if definition.kind == "derived":
            return self._derived(definition, unit, period, span, sex)
        if definition.kind == "growth":
            return self._growth(definition, unit, period, sex)
        explained = self._missing_report(definition, unit, period, span, sex)
        return self._additive(definition, unit, span, sex, explained)

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
        self, measure: str, unit: str, months: Iterable[int], window: str = "month", sex: str = "total"
    ) -> list[Measurement]:
        """One value per month: of the month, so far this year (`ytd`), or rolling (`r12`, `r18`)."""
        length = {"month": 1, "r12": 12, "r18": 18}
        spans = [
            Period(month - month % 12, month)
            if window == "ytd"
            else Period(month - length[window] + 1, month)
            for month in months
        ]
        return [self.value(measure, unit, span, sex) for span in spans]

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

    def units_with(self, measure: str, period: Period) -> list[str]:
        """The units of the tree for which a measure has a value."""
        return [u for u in self.tree.order if self.value(measure, u, period).figure.value is not None]

    # -- how a value comes about ----------------------------------------------------------------

    def _additive(
        self, measure: Measure, unit_id: str, span: Span, sex: str, explained: Reason | None
    ) -> Measurement:
        if not self._measured(measure, unit_id, sex):
            return self._missing(measure, unit_id, span, sex, explained or Reason.NOT_MEASURED)
        own = measure.regi == "own"
        assert measure.numerator is not None
        top = self._amount(measure, measure.numerator, unit_id, span, sex, own)
        bottom = None
        if measure.denominator is not None:
            bottom = self._amount(measure, measure.denominator, unit_id, span, sex, own)
        reason = top.reason or (bottom.reason if bottom else None)
        if reason is None and bottom is not None and bottom.value == 0:
            reason = Reason.NO_DENOMINATOR
        same_table = measure.denominator is not None and measure.denominator.fact == measure.numerator.fact
        rows = bottom.rows if bottom and same_table else top.rows
        if reason is not None:
            return self._missing(measure, unit_id, span, sex, explained or reason)
        value = top.value * factor(measure) / (bottom.value if bottom else 1)
        figure = Figure(value / money_scale(measure), unit(measure.unit), measure.decimals)
        below = bottom.value if bottom else None
        return Measurement(
            measure.id, unit_id, figure, span.period, sex, top.value, below, rows, notes_of(measure, span)
        )

    def _measured(self, measure: Measure, unit_id: str, sex: str) -> bool:
        """Whether the unit has rows of the kind at all, and the measure is followed by sex when asked."""
        if sex != "total" and "sex" not in measure.breakdowns:
            return False
        whole = (self.snapshot.months.start, self.snapshot.months.stop - 1)
        keys = [part_key(presence_of(part), measure.regi == "own") for part in measure.parts]
        return all(self.snapshot.total(key, unit_id, *whole, "total") for key in keys)

    def _amount(self, measure: Measure, part: Part, unit_id: str, span: Span, sex: str, own: bool) -> Amount:
        """A part over the span by its own time rule."""
        first, last = span.period.first, span.period.last
        key, count = part_key(part, own), part_key(rows_of(part), own)
        covered = self.snapshot.coverage(part.fact)
        if part.over == "last":
            last = max((month for month in covered if last - 12 < month <= last), default=-1)
            if last < 0 or (part.fact not in OCCASIONAL and last != span.period.last):
                return Amount(Fraction(0), 0, Reason.INCOMPLETE_PERIOD)
            first = last
        elif not self._complete(part, span, covered, count):
            return Amount(Fraction(0), 0, self._why_incomplete(span, covered))
        total = Fraction(self.snapshot.total(key, unit_id, first, last, sex)) * part.times / milli_scale(part)
        if part.over == "mean":
            total /= len([month for month in range(first, last + 1) if month in covered])
        rows = self.snapshot.total(count, unit_id, first, last, sex)
        return Amount(total, rows)

    def _complete(self, part: Part, span: Span, covered: set[int], count: PartKey) -> bool:
        if part.fact in OCCASIONAL:
            # Something of the kind must exist somewhere in the span, or nobody has measured.
            return any(self.snapshot.total(count, top, *span.bounds, "total") for top in self._tops)
        return all(month in covered for month in span.months)

    def _why_incomplete(self, span: Span, covered: set[int]) -> Reason:
        return Reason.INCOMPLETE_PERIOD if any(month in covered for month in span.months) else Reason.ABSENT

    @property
    def _tops(self) -> list[str]:
        return [unit_id for unit_id, row in self.tree.units.items() if not row.parent]

    def _derived(self, measure: Measure, unit_id: str, period: Period, span: Span, sex: str) -> Measurement:
        """A weighted sum of other measures, exact, in this measure's unit."""
        total, rows, used = Fraction(0), 0, span
        for name, weight in measure.terms:
            found = self.value(name, unit_id, period, sex)
            if found.figure.value is None:
                return self._missing(measure, unit_id, span, sex, found.figure.reason or Reason.ABSENT)
            scale = found.figure.unit.scale if found.figure.unit.kind == "money" else Fraction(1)
            total, rows = total + weight * found.figure.value * scale, rows + found.rows
            used = Span(found.period, used.asked)
        figure = Figure(total / money_scale(measure), unit(measure.unit), measure.decimals)
        return Measurement(
            measure.id, unit_id, figure, used.period, sex, total, None, rows, notes_of(measure, used)
        )

    def _growth(self, measure: Measure, unit_id: str, period: Period, sex: str) -> Measurement:
        """The change of another measure against the same months a year earlier."""
        assert measure.of is not None
        found = self.change(measure.of, unit_id, period, period.previous_year(), sex, measure.as_)
        figure = replace(found.figure, decimals=measure.decimals)
        return replace(found, measure=measure.id, figure=figure)

    # -- reported values ------------------------------------------------------------------------

    def _from_report(
        self, measure: Measure, unit_id: str, period: Period, span: Span, sex: str
    ) -> Measurement | None:
        row = self._report_row(measure, unit_id, period, span, sex)
        if row is None:
            return None
        used = Period.parse(row.period)
        base = Measurement(
            measure.id,
            unit_id,
            Figure.missing(unit(measure.unit), measure.decimals),
            used,
            sex,
            rows=1,
            reported=row,
        )
        if row.value in ("ja", "nej"):
            return replace(base, word=row.value)
        if not row.value:
            missing = Figure.missing(unit(measure.unit), measure.decimals, reason_of(row.reason))
            return replace(base, figure=missing)
        printed = parse_number(row.value.replace(".", ","))
        decimals = max(printed.decimals, 0) if unit_id == NATION else measure.decimals
        return replace(base, figure=Figure(Fraction(printed.value), unit(measure.unit), decimals))

    def _report_row(
        self, measure: Measure, unit_id: str, period: Period, span: Span, sex: str
    ) -> Reported | None:
        rows = self._reported.get((measure.series or measure.id, unit_id, sex), [])
        for wanted in (period, span.period):
            for row in reversed(rows):
                if Period.parse(row.period) == wanted:
                    return row
        return None

    def _missing_report(
        self, measure: Measure, unit_id: str, period: Period, span: Span, sex: str
    ) -> Reason | None:
        """Why somebody has said that a computed measure has no value here."""
        row = self._report_row(measure, unit_id, period, span, sex)
        return reason_of(row.reason) if row is not None and not row.value else None

    def _missing(self, measure: Measure, unit_id: str, span: Span, sex: str, reason: Reason) -> Measurement:
        figure = Figure.missing(unit(measure.unit), measure.decimals, reason)
        return Measurement(measure.id, unit_id, figure, span.period, sex, notes=notes_of(measure, span))


def compare(now: Measurement, then: Measurement, as_: str) -> Measurement:
    """`now` against `then`: a difference in the unit (points for shares), or percent of `then`."""
    percent = as_ == "percent"
    base = now.figure.unit
    shown_in: Unit = unit("%") if percent else unit("procentenheter") if base.kind == "share" else base
    decimals = 1 if percent else now.figure.decimals
    if now.figure.value is None or then.figure.value is None:
        reason = now.figure.reason if now.figure.value is None else then.figure.reason
        return replace(now, figure=Figure.missing(shown_in, decimals, reason or Reason.ABSENT), word=None)
    if percent and then.figure.value == 0:
        return replace(now, figure=Figure.missing(shown_in, decimals, Reason.NO_DENOMINATOR))
    difference = now.figure.value - then.figure.value
    value = 100 * difference / abs(then.figure.value) if percent else difference
    rows = now.rows + then.rows
    return replace(now, figure=Figure(value, shown_in, decimals, State.FINAL), rows=rows)


def factor(measure: Measure) -> int:
    """What the ratio is multiplied by: percent for a share, the declared number for a rate."""
    if measure.kind == "share":
        return 100
    return measure.per if measure.kind in RATIO_KINDS else 1


def money_scale(measure: Measure) -> Fraction:
    """Öre in one unit of money when the measure is an amount; ratios of amounts are plain numbers."""
    chosen = unit(measure.unit)
    return chosen.scale if chosen.kind == "money" else Fraction(1)


def milli_scale(part: Part) -> int:
    """Columns kept in thousandths are brought back here, once."""
    return 1000 if part.column and columns_of(part.fact).get(part.column) == "milli" else 1


def reason_of(code: str) -> Reason:
    return next((reason for reason in Reason if reason.code == code), Reason.ABSENT)


def notes_of(measure: Measure, span: Span) -> tuple[str, ...]:
    """What must be printed with the value: another period than asked for, a change of method."""
    notes = []
    if span.asked != span.period and span.differs:
        notes.append(f"Avser {span.period.text()}.")
    change = measure.comparable_from
    if change is not None and span.period.first < change.month:
        notes.append(change.note)
    return tuple(notes)


def stage_method(part: Part) -> str:
    """What the step per person does, in words, or nothing for a plain table."""
    return STAGES[part.fact].method if part.fact in STAGES else ""
