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
from malram.measures.tables import columns_of
from malram.measures.tree import Tree
from malram.values import Figure, Period, Reason, Unit, Window, parse_number, unit

NATION = "riket"
# Tables that are not delivered month by month: a month without rows is not a missing delivery.
OCCASIONAL = UNDATED | {"leavers", "survey_answers", "statistics", "population", "prevalence"}
# Of these, the ones measured at times of their own: a series among them may still come every month.
PERIODIC = frozenset({"survey_answers", "statistics", "prevalence"})
# Things that happen to what another table counts: where nobody has left, the number of leavers is nought.
HAPPENINGS = frozenset({"leavers"})
WORDS = ("ja", "nej")


@dataclass(frozen=True)
class Measurement:
    """The value of a measure for a unit, period and sex, with what a reader may ask about it.

    `period` is the one really used; it differs from the one asked for when the measure has a lag or
    its own measuring months, and `notes` then says so. `rows` counts the fact rows behind the value.
    `built_of` are the measurements it was computed from, when it was not computed from rows.
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
    built_of: tuple[Measurement, ...] = ()

    @property
    def text(self) -> str:
        """What is printed: the word, or the figure with its unit."""
        return self.word or self.figure.text()

    @property
    def leaves(self) -> tuple[Measurement, ...]:
        """The measurements made of rows, or reported, that it rests on; itself when it is one of them."""
        below = tuple(leaf for one in self.built_of for leaf in one.leaves)
        return below or (self,)


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
        return self._value(measure, unit, period, sex)

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
        """One value per month: of the month, so far this year (`ytd`), or rolling (`r12`, `r18`).

        Every value is about the month it stands at. Where the measure lags, the last months have none yet.
        """
        asked = list(months)
        known = max(asked, default=0) - self._lag(self.catalogue[measure])
        found = []
        for month in asked:
            span = Window(window).span(month)
            one = self._value(measure, unit, span, sex, lagged=False)
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

    def _value(self, name: str, unit_id: str, period: Period, sex: str, lagged: bool = True) -> Measurement:
        measure = self.catalogue[name]
        span = resolve(measure, period, lagged)
        row = self._report_row(measure, unit_id, span, sex)
        if row is not None and (measure.kind == "reported" or unit_id == NATION):
            return self._from_report(measure, unit_id, row, span, sex)
        if measure.kind == "reported":
            return self._missing(measure, unit_id, span, sex, Reason.ABSENT)
        if measure.kind == "derived":
            found = self._derived(measure, unit_id, span, sex, lagged)
        elif measure.kind == "growth":
            found = self._growth(measure, unit_id, span, sex, lagged)
        else:
            found = self._additive(measure, unit_id, span, sex)
        explained = row is not None and not row.value and found.figure.value is None
        return withheld(found, reason_of(row.reason)) if row is not None and explained else found

    def _lag(self, measure: Measure) -> int:
        """How many months the measure, or one it is built of, is behind."""
        below = [name for name, _ in measure.terms] + ([measure.of] if measure.of else [])
        return max([measure.lag_months, *(self._lag(self.catalogue[name]) for name in below)])

    def _additive(self, measure: Measure, unit_id: str, span: Span, sex: str) -> Measurement:
        if not self._measured(measure, unit_id, sex):
            return self._missing(measure, unit_id, span, sex, Reason.NOT_MEASURED)
        assert measure.numerator is not None
        top = self._amount(measure, measure.numerator, unit_id, span, sex)
        bottom = None
        if measure.denominator is not None:
            bottom = self._amount(measure, measure.denominator, unit_id, span, sex)
        reason = top.reason or (bottom.reason if bottom else None)
        if reason is None and bottom is not None and bottom.value == 0:
            reason = Reason.NO_DENOMINATOR
        if reason is not None:
            return self._missing(measure, unit_id, span, sex, reason)
        same_table = measure.denominator is not None and measure.denominator.fact == measure.numerator.fact
        rows = bottom.rows if bottom and same_table else top.rows
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
        telling = {telling_part(measure, part) for part in measure.parts}
        keys = [part_key(presence_of(part), measure.regi == "own") for part in telling]
        return all(self.snapshot.total(key, unit_id, *whole, "total") for key in keys)

    def _amount(self, measure: Measure, part: Part, unit_id: str, span: Span, sex: str) -> Amount:
        """A part over the span by its own time rule."""
        months = self.months_of(measure, part, unit_id, span.period)
        if not months:
            return Amount(Fraction(0), 0, self._why_none(part, span))
        own = measure.regi == "own"
        total = Fraction(self._sum(part_key(part, own), unit_id, months, sex))
        total *= part.times / milli_scale(part)
        if part.over == "mean":
            total /= len(months)
        return Amount(total, self._sum(part_key(rows_of(part), own), unit_id, months, sex))

    def months_of(self, measure: Measure, part: Part, unit_id: str, period: Period) -> list[int]:
        """The months whose rows a part takes in a period already resolved; none when it lacks any."""
        telling = telling_part(measure, part)
        covered = self._covered(measure, telling, unit_id)
        wanted = Span(period, period, measure.measuring_months).months
        if part.over == "last":
            back = range(period.last - 11, period.last + 1) if telling.fact in OCCASIONAL else wanted[-1:]
            return [month for month in back if month in covered][-1:]
        if part.over == "mean" and telling.fact in OCCASIONAL:
            return [month for month in wanted if month in covered]
        every = telling.fact not in OCCASIONAL or (telling.fact in PERIODIC and comes_monthly(covered))
        complete = all if every else any
        return wanted if complete(month in covered for month in wanted) else []

    def _covered(self, measure: Measure, telling: Part, unit_id: str) -> set[int]:
        """The months with a delivery; of a table that has none, those in which something was measured."""
        if telling.fact not in OCCASIONAL:
            return self.snapshot.coverage(telling.fact)
        top = self.tree.path(unit_id)[0] if unit_id in self.tree else unit_id
        return self.snapshot.months_with(part_key(rows_of(telling), measure.regi == "own"), top)

    def _why_none(self, part: Part, span: Span) -> Reason:
        if not span.months:
            return Reason.NOT_MEASURED
        covered = self.snapshot.coverage(part.fact)
        return Reason.INCOMPLETE_PERIOD if any(month in covered for month in span.months) else Reason.ABSENT

    def _sum(self, key: PartKey, unit_id: str, months: list[int], sex: str) -> int:
        if months[-1] - months[0] + 1 == len(months):
            return self.snapshot.total(key, unit_id, months[0], months[-1], sex)
        return sum(self.snapshot.total(key, unit_id, month, month, sex) for month in months)

    def _derived(self, measure: Measure, unit_id: str, span: Span, sex: str, lagged: bool) -> Measurement:
        """A weighted sum of other measures, exact, in this measure's unit."""
        total, rows, used = Fraction(0), 0, span
        terms = [(self._value(name, unit_id, span.asked, sex, lagged), w) for name, w in measure.terms]
        for found, weight in terms:
            if found.figure.value is None:
                return self._missing(measure, unit_id, span, sex, found.figure.reason or Reason.ABSENT)
            scale = found.figure.unit.scale if found.figure.unit.kind == "money" else Fraction(1)
            total, rows = total + weight * found.figure.value * scale, rows + found.rows
            used = Span(found.period, span.asked)
        return Measurement(
            measure.id,
            unit_id,
            Figure(total / money_scale(measure), unit(measure.unit), measure.decimals),
            used.period,
            sex,
            total,
            rows=rows,
            notes=notes_of(measure, used),
            built_of=tuple(found for found, _ in terms),
        )

    def _growth(self, measure: Measure, unit_id: str, span: Span, sex: str, lagged: bool) -> Measurement:
        """The change of another measure against the same months a year earlier."""
        assert measure.of is not None
        now, then = (
            self._value(measure.of, unit_id, period, sex, lagged)
            for period in (span.asked, span.asked.previous_year())
        )
        found = compare(now, then, measure.as_)
        figure = replace(found.figure, decimals=measure.decimals)
        return replace(found, measure=measure.id, figure=figure)

    # -- reported values ------------------------------------------------------------------------

    def _from_report(
        self, measure: Measure, unit_id: str, row: Reported, span: Span, sex: str
    ) -> Measurement:
        used = Span(Period.parse(row.period), span.asked)
        word = row.value if row.value in WORDS else None
        printed = parse_number(row.value.replace(".", ",")) if row.value and not word else None
        if printed is None:
            figure = Figure.missing(unit(measure.unit), measure.decimals, reason_of(row.reason))
        else:
            decimals = max(printed.decimals, 0) if unit_id == NATION else measure.decimals
            figure = Figure(Fraction(printed.value), unit(measure.unit), decimals)
        return Measurement(
            measure.id,
            unit_id,
            figure,
            used.period,
            sex,
            rows=1,
            notes=notes_of(measure, used),
            word=word,
            reported=row,
        )

    def _report_row(self, measure: Measure, unit_id: str, span: Span, sex: str) -> Reported | None:
        """What was reported last for the very period asked for, or else for the one it resolves to."""
        rows = self._reported.get((measure.series or measure.id, unit_id, sex), [])
        for wanted in (span.asked, span.period):
            for row in reversed(rows):
                if Period.parse(row.period) == wanted:
                    return row
        return None

    def _missing(self, measure: Measure, unit_id: str, span: Span, sex: str, reason: Reason) -> Measurement:
        figure = Figure.missing(unit(measure.unit), measure.decimals, reason)
        return Measurement(measure.id, unit_id, figure, span.period, sex, notes=notes_of(measure, span))


def comes_monthly(months: set[int]) -> bool:
    """Whether a series has a value nearly every month, so that a month without one is a month it lacks."""
    return len(months) >= 6 and len(months) * 5 >= (max(months) - min(months) + 1) * 4


def compare(now: Measurement, then: Measurement, as_: str) -> Measurement:
    """`now` against `then`: a difference in the unit (points for shares), or percent of `then`'s size."""
    percent = as_ == "percent"
    base = now.figure.unit
    shown_in: Unit = unit("%") if percent else unit("procentenheter") if base.kind == "share" else base
    decimals = 1 if percent else now.figure.decimals
    value, before = now.figure.value, then.figure.value
    if value is None or before is None:
        reason = (now if value is None else then).figure.reason
        figure = Figure.missing(shown_in, decimals, reason or Reason.ABSENT)
    elif percent and before == 0:
        figure = Figure.missing(shown_in, decimals, Reason.NO_DENOMINATOR)
    else:
        difference = value - before
        figure = Figure(100 * difference / abs(before) if percent else difference, shown_in, decimals)
    return Measurement(
        now.measure,
        now.unit,
        figure,
        now.period,
        now.sex,
        rows=now.rows + then.rows,
        notes=tuple(dict.fromkeys((*now.notes, *then.notes))),
        built_of=(now, then),
    )


def withheld(found: Measurement, reason: Reason) -> Measurement:
    """A place without a value, and why."""
    figure = Figure.missing(found.figure.unit, found.figure.decimals, reason)
    return Measurement(found.measure, found.unit, figure, found.period, found.sex, notes=found.notes)


def telling_part(measure: Measure, part: Part) -> Part:
    """The part whose rows tell whether anyone has measured.

    Of a ratio it is the denominator: no patient with the harm among those examined is a result.
    """
    below = measure.denominator
    follows = below is not None and (below.fact == part.fact or part.fact in HAPPENINGS)
    return below if below is not None and follows else part


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
