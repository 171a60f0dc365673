# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""How a part of a measure is carried over a span of months: which months it takes, and what they give."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate

import numpy as np

from malram.measures.catalogue.definitions import RATIO_KINDS, SEX, Adjustment, Catalogue, Measure, Part
from malram.measures.computing.engine import UNDATED
from malram.measures.computing.spreads import Values, values_of
from malram.measures.computing.tables import columns_of
from malram.measures.computing.wanted import narrowed, part_text, presence_of, rows_of
from malram.measures.reading.measurement import Slice
from malram.measures.reading.periods import AS_ASKED, Span
from malram.measures.snapshots.snapshot import COLUMNS, Snapshot
from malram.measures.tree import Tree
from malram.values import Period, Reason
from malram.values import unit as unit_of

# Tables that are not delivered month by month: a month without rows is not a missing delivery.
OCCASIONAL = UNDATED | {"leavers", "survey_answers", "statistics", "population", "prevalence"}
# Of these, the ones measured at times of their own: a series among them may still come every month.
PERIODIC = frozenset({"survey_answers", "statistics", "prevalence"})
# Things that happen to what another table counts: where nobody has left, the number of leavers is nought.
HAPPENINGS = frozenset({"leavers"})
NOUGHT = Fraction(0)


@dataclass(frozen=True)
class Amount:
    """A part carried over a span: its exact value, the rows behind it, and why it has none."""

    value: Fraction
    rows: int
    reason: Reason | None = None


@dataclass(frozen=True)
class Named:
    """What the snapshot calls a part and the rows behind it, and what its whole numbers are multiplied by."""

    part: str
    rows: str
    scale: Fraction


class Amounts:
    """Reads the parts of measures in one snapshot."""

    def __init__(self, snapshot: Snapshot, catalogue: Catalogue, tree: Tree):
        self._snapshot, self._catalogue, self._tree = snapshot, catalogue, tree
        # A page asks for the same measures month after month; what does not depend on the month is kept.
        self._measured: dict[tuple[str, Slice], bool] = {}
        self._names: dict[tuple[str, bool, str], Named] = {}

    def measured(self, measure: Measure, whose: Slice) -> bool:
        """Whether the unit has rows of the kind at all, and the measure is followed by what is asked."""
        key = (measure.id, whose)
        if key not in self._measured:
            self._measured[key] = self._has_rows(measure, whose)
        return self._measured[key]

    def _has_rows(self, measure: Measure, whose: Slice) -> bool:
        if whose.sex != "total" and SEX not in measure.breakdowns:
            return False
        if whose.group and not any(
            f"{breakdown.id}/{group.id}" == whose.group
            for breakdown, group in self._catalogue.groups_of(measure)
        ):
            return False
        whole = (self._snapshot.months.start, self._snapshot.months.stop - 1)
        telling = {telling_part(measure, part) for part in measure.parts}
        keys = [part_text(presence_of(part), measure.regi == "own") for part in telling]
        return all(self._snapshot.total(key, whose.unit, *whole, "total") for key in keys)

    def of(self, measure: Measure, part: Part, whose: Slice, span: Span) -> Amount:
        """A part over the span by its own time rule."""
        months = self.months_of(measure, part, whose.unit, span.period)
        if not months:
            return Amount(NOUGHT, 0, self._why_none(part, span))
        named = self.named(measure, part, whose)
        rows = self._sum(named.rows, whose, months)
        if part.how == "distinct":
            window = counted_window(months)
            if window is None:
                return Amount(NOUGHT, 0, Reason.NOT_FOR_PERIOD)
            found = self._sum(f"{named.part}|{window}", whose, months[-1:])
            return Amount(found * part.times, rows)
        total = Fraction(self._sum(named.part, whose, months))
        if part is measure.numerator:
            total += sum(
                (adjustment.times - 1) * self._sum(named.part, whose, adjusted)
                for adjustment in measure.adjustments
                if (adjusted := _within(months, adjustment))
            )
        total *= named.scale
        if part.over == "mean":
            total /= len(months)
        return Amount(total, rows)

    def run(self, measure: Measure, part: Part, whose: Slice, spans: Sequence[Span]) -> list[Amount]:
        """As `of`, for many spans of a plain sum: what does not depend on the span is looked up once."""
        named = self.named(measure, part, whose)
        sex = COLUMNS.index(whose.sex)
        sums, rows = (self._snapshot.running(text, whose.unit)[sex] for text in (named.part, named.rows))
        start, stop = self._snapshot.months.start, self._snapshot.months.stop
        covered = self._snapshot.coverage(telling_part(measure, part).fact)
        reached = [0, *accumulate(month in covered for month in range(start, stop))]
        found = []
        for span in spans:
            low, high = span.period.first - start, span.period.last + 1 - start
            whole = low >= 0 and high < len(reached) and reached[high] - reached[low] == high - low
            if whole:
                total = Fraction((sums[high] - sums[low]) * named.scale.numerator, named.scale.denominator)
                found.append(Amount(total, rows[high] - rows[low]))
            else:
                found.append(Amount(NOUGHT, 0, self._why_none(part, span)))
        return found

    def named(self, measure: Measure, part: Part, whose: Slice) -> Named:
        key = (measure.id, part is measure.numerator, whose.group)
        if key not in self._names:
            own, one = measure.regi == "own", narrowed(self._catalogue, part, whose.group)
            scale = part.times / milli_scale(part)
            self._names[key] = Named(part_text(one, own), part_text(rows_of(one), own), scale)
        return self._names[key]

    def values(self, measure: Measure, part: Part, whose: Slice, span: Span) -> Values | Reason:
        """Every value of a spread over the span, or why there are none."""
        months = self.months_of(measure, part, whose.unit, span.period)
        if not months:
            return self._why_none(part, span)
        key = part_text(narrowed(self._catalogue, part, whose.group), measure.regi == "own")
        runs = [(months[0], months[-1])] if _unbroken(months) else [(month, month) for month in months]
        found = [self._snapshot.values(key, whose.unit, *run, whose.sex) for run in runs]
        return found[0] if len(found) == 1 else values_of_all(found)

    def months_of(self, measure: Measure, part: Part, unit: str, period: Period) -> list[int]:
        """The months whose rows a part takes in a period already resolved; none when it lacks any."""
        telling = telling_part(measure, part)
        covered = self.covered(measure, telling, unit)
        wanted = Span(period, period, measure.measuring_months).months
        if part.over == "last":
            back = range(period.last - 11, period.last + 1) if telling.fact in OCCASIONAL else wanted[-1:]
            return [month for month in back if month in covered][-1:]
        if part.over == "mean" and telling.fact in OCCASIONAL:
            return [month for month in wanted if month in covered]
        every = telling.fact not in OCCASIONAL or (telling.fact in PERIODIC and comes_monthly(covered))
        complete = all if every else any
        return wanted if complete(month in covered for month in wanted) else []

    def covered(self, measure: Measure, telling: Part, unit: str) -> set[int]:
        """The months with a delivery; of a table that has none, those in which something was measured."""
        if telling.fact not in OCCASIONAL:
            return self._snapshot.coverage(telling.fact)
        top = self._tree.path(unit)[0] if unit in self._tree else unit
        return self._snapshot.months_with(part_text(rows_of(telling), measure.regi == "own"), top)

    def _why_none(self, part: Part, span: Span) -> Reason:
        if not span.months:
            return Reason.NOT_MEASURED
        covered = self._snapshot.coverage(part.fact)
        return Reason.INCOMPLETE_PERIOD if any(month in covered for month in span.months) else Reason.ABSENT

    def _sum(self, key: str, whose: Slice, months: Sequence[int]) -> int:
        if _unbroken(months):
            return self._snapshot.total(key, whose.unit, months[0], months[-1], whose.sex)
        return sum(self._snapshot.total(key, whose.unit, month, month, whose.sex) for month in months)


def is_plain(measure: Measure) -> bool:
    """Whether its parts are sums of the very months asked for, with a delivery every month."""
    if measure.measuring_months or measure.adjustments or not AS_ASKED & set(measure.windows):
        return False
    return all(
        part.how == part.over == "sum" and telling_part(measure, part).fact not in OCCASIONAL
        for part in measure.parts
    )


def values_of_all(found: Sequence[Values]) -> Values:
    """Several spreads as one."""
    return values_of(np.concatenate([np.stack([one.value, one.count]) for one in found], axis=1))


def counted_window(months: Sequence[int]) -> str | None:
    """The window in which different persons were counted: the month, the year so far, or twelve months."""
    first, last = months[0], months[-1]
    if not _unbroken(months):
        return None
    if first == last:
        return "month"
    if first % 12 == 0 and first // 12 == last // 12:
        return "ytd"
    return "r12" if last - first == 11 else None


def _unbroken(months: Sequence[int]) -> bool:
    return months[-1] - months[0] + 1 == len(months)


def _within(months: Sequence[int], adjustment: Adjustment) -> list[int]:
    return [month for month in months if adjustment.first <= month <= adjustment.last]


def comes_monthly(months: set[int]) -> bool:
    """Whether a series has a value nearly every month, so that a month without one is a month it lacks."""
    return len(months) >= 6 and len(months) * 5 >= (max(months) - min(months) + 1) * 4


def telling_part(measure: Measure, part: Part) -> Part:
    """The part whose rows tell whether anyone has measured.

    Of a ratio it is the denominator: no patient with the harm among those examined is a result.
    """
    below = measure.denominator
    follows = below is not None and (below.fact == part.fact or part.fact in HAPPENINGS)
    return below if below is not None and follows else part


def milli_scale(part: Part) -> int:
    """Columns kept in thousandths are brought back here, once."""
    return 1000 if part.column and columns_of(part.fact).get(part.column) == "milli" else 1


def factor(measure: Measure) -> int:
    """What the ratio is multiplied by: percent for a share, the declared number for a rate."""
    if measure.kind == "share":
        return 100
    return measure.per if measure.kind in RATIO_KINDS else 1


def money_scale(measure: Measure) -> Fraction:
    """Öre in one unit of money when the measure is an amount; ratios of amounts are plain numbers."""
    chosen = unit_of(measure.unit)
    return chosen.scale if chosen.kind == "money" else Fraction(1)
