# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the query object answers with: a figure, and all that a reader may ask about it."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from malram.measures.catalogue.definitions import Measure
from malram.measures.reading.periods import Span
from malram.measures.snapshots.snapshot import Reported
from malram.values import Figure, Period, Reason, Unit, unit


@dataclass(frozen=True)
class Slice:
    """Whose value is asked for: a unit, a sex or 'total', and a group such as 'age-band/0-19' or all."""

    unit: str
    sex: str = "total"
    group: str = ""


@dataclass(frozen=True)
class Measurement:
    """The value of a measure for a unit, period and sex, with what a reader may ask about it.

    `period` is the one really used; it differs from the one asked for when the measure has a lag or
    its own measuring months, and `notes` then says so. `rows` counts the fact rows behind the value.
    `built_of` are the measurements it was computed from, when it was not computed from rows. `group`
    is the breakdown and group, as in `Slice`.
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
    group: str = ""

    @property
    def text(self) -> str:
        """What is printed: the word, or the figure with its unit."""
        return self.word or self.figure.text()

    @property
    def leaves(self) -> tuple[Measurement, ...]:
        """The measurements made of rows, or reported, that it rests on; itself when it is one of them."""
        below = tuple(leaf for one in self.built_of for leaf in one.leaves)
        return below or (self,)


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
        group=now.group,
    )


def withheld(found: Measurement, reason: Reason) -> Measurement:
    """A place without a value, and why."""
    figure = Figure.missing(found.figure.unit, found.figure.decimals, reason)
    return Measurement(
        found.measure, found.unit, figure, found.period, found.sex, notes=found.notes, group=found.group
    )


def missing(measure: Measure, whose: Slice, span: Span, reason: Reason) -> Measurement:
    """No value for a measure, and why."""
    figure = Figure.missing(unit(measure.unit), measure.decimals, reason)
    return Measurement(
        measure.id,
        whose.unit,
        figure,
        span.period,
        whose.sex,
        notes=notes_of(measure, span),
        group=whose.group,
    )


def notes_of(measure: Measure, span: Span) -> tuple[str, ...]:
    """What must be printed with the value: another period than asked for, a change of method, adjustments."""
    notes = []
    if span.asked != span.period and span.differs:
        notes.append(f"Avser {span.period.text()}.")
    change = measure.comparable_from
    if change is not None and span.period.first < change.month:
        notes.append(change.note)
    for adjustment in measure.adjustments:
        if adjustment.first <= span.period.last and span.period.first <= adjustment.last:
            notes.append(adjustment.note)
    return tuple(notes)
