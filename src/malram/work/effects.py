# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""What effect measures are expected to give and have given; computed from facts where those can tell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from django.db.models import QuerySet

from malram.audit.append_only import latest
from malram.measures.reading.measurement import Measurement
from malram.measures.reading.query import Measurements
from malram.values import Figure, Period, Reason, month_index, unit
from malram.work.models import EffectMeasure
from malram.work.words import BUDGET, COMPUTED, DAY, HIGHER_INCOME, KNOWN, LOWER_COST, NOT_TOLD, TOLD


@dataclass(frozen=True)
class Effect:
    """An effect measure as it stands on a day. Amounts are öre or thousandths; None where nothing is said."""

    id: str
    title: str
    part_of: str
    aim: str
    unit: str
    decimals: int
    period: str
    within_budget: bool
    base: str
    base_day: date | None
    known: str
    measure: str
    budget_measure: str
    units: tuple[str, ...]
    why_inseparable: str
    responsible: str
    case_number: str
    expected: int | None
    expected_on: date | None
    told: int | None
    told_on: date | None
    comment: str
    at_most: int | None = None  # the upper end, where what is expected is a span


def effects_of(board_id: str, period: Period) -> list[Effect]:
    """Return a board's effect measures of a period as they stood on its last day, parts after their whole."""
    inside = [one for one in _measures(board_id) if _overlap(one.period, period) is not None]
    return wholes_first([as_of(one, period.days[1]) for one in inside])


def coming_of(board_id: str, period: Period) -> list[Effect]:
    """Return those that work only after a period, of which something was expected already on its last day."""
    later = [one for one in _measures(board_id) if Period.parse(one.period).first > period.last]
    known = [as_of(one, period.days[1]) for one in later]
    return wholes_first([one for one in known if one.expected is not None])


def _measures(board_id: str) -> QuerySet[EffectMeasure]:
    found = EffectMeasure.objects.filter(board_id=board_id).select_related("responsible")
    return found.prefetch_related("units", "expected", "realised")


def as_of(one: EffectMeasure, day: date | None = None) -> Effect:
    expected = latest(one.expected.all(), day)
    told = latest(one.realised.all(), day)
    return Effect(
        id=one.pk,
        title=one.title,
        part_of=one.part_of_id or "",
        aim=one.aim,
        unit=one.value_unit,
        decimals=one.decimals,
        period=one.period,
        within_budget=one.within_budget,
        base=one.base,
        base_day=one.base_day,
        known=one.known,
        measure=one.measure,
        budget_measure=one.budget_measure,
        units=tuple(sorted(unit.pk for unit in one.units.all())),
        why_inseparable=one.why_inseparable,
        responsible=one.responsible.name if one.responsible else "",
        case_number=one.case_number,
        expected=expected.amount if expected else None,
        expected_on=expected.date if expected else None,
        told=told.amount if told else None,
        told_on=told.date if told else None,
        comment=told.comment if told else "",
        at_most=expected.at_most if expected else None,
    )


def wholes_first(effects: Sequence[Effect]) -> list[Effect]:
    """Parts directly after what they are parts of."""
    ids = {one.id for one in effects}
    found: list[Effect] = []

    def add(one: Effect) -> None:
        found.append(one)
        for part in effects:
            if part.part_of == one.id:
                add(part)

    for one in effects:
        if one.part_of not in ids:
            add(one)
    return found


def amount(smallest: int | None, code: str, decimals: int) -> Figure:
    """Return öre, or thousandths of what is not money, as a figure."""
    if smallest is None:
        return Figure.missing(unit(code), decimals, Reason.ABSENT)
    scale = unit(code).scale if unit(code).kind == "money" else 1000
    return Figure(Fraction(smallest) / scale, unit(code), decimals)


def how_known(effect: Effect) -> str:
    """How the effect is known, in a word or two; of one that somebody is to tell, that nobody has."""
    return str(NOT_TOLD if effect.known == TOLD and effect.told is None else KNOWN[effect.known])


@dataclass(frozen=True)
class Realised:
    """What an effect measure has given, and the measurements it was computed from: base and outcome."""

    figure: Figure
    parts: tuple[tuple[Measurement, Measurement], ...] = ()


def realised(effect: Effect, m: Measurements | None, period: Period) -> Realised:
    """Return the effect in the part of a period that the measure works in.

    A lower cost is base minus outcome, a higher income outcome minus base; several units are added up.
    """
    if effect.known == TOLD:
        return Realised(amount(effect.told, effect.unit, effect.decimals))
    span = _overlap(effect.period, period)
    if effect.known != COMPUTED or m is None or span is None:
        return Realised(Figure.missing(unit(effect.unit), effect.decimals, Reason.ABSENT))
    parts = tuple((_base(effect, m, name, span), _outcome(effect, m, name, span)) for name in effect.units)
    sign = 1 if effect.aim != HIGHER_INCOME else -1
    total = Fraction(0)
    for base, outcome in parts:
        for found in (base, outcome):
            if found.figure.value is None:
                reason = found.figure.reason or Reason.ABSENT
                return Realised(Figure.missing(unit(effect.unit), effect.decimals, reason), parts)
        total += sign * (_plain(base) - _plain(outcome))
    scale = unit(effect.unit).scale
    return Realised(Figure(total / scale, unit(effect.unit), effect.decimals), parts)


def sides_of(effect: Effect, found: Realised) -> tuple[Figure, Figure] | None:
    """The base and the outcome of all units with the result's sign, or None where one is missing.

    A cost is negative: the effect on the result is then the outcome minus the base, as of an income.
    """
    sides = tuple(zip(*found.parts, strict=True))
    if not sides or any(one.figure.value is None for side in sides for one in side):
        return None
    sign = -1 if effect.aim == LOWER_COST else 1
    base, outcome = (sign * sum(map(_plain, side), Fraction(0)) / unit(effect.unit).scale for side in sides)
    return replace(found.figure, value=base), replace(found.figure, value=outcome)


def _plain(found: Measurement) -> Fraction:
    """The value in öre where it is money."""
    return Fraction(found.figure.value or 0) * found.figure.unit.scale


def _base(effect: Effect, m: Measurements, unit_id: str, span: Period) -> Measurement:
    if effect.base == BUDGET:
        return _value(effect, m, effect.budget_measure, unit_id, span)
    if effect.base == DAY and effect.base_day is not None:
        month = Period.month(month_index(effect.base_day.year, effect.base_day.month))
        return _value(effect, m, effect.measure, unit_id, month)
    return _value(effect, m, effect.measure, unit_id, span.previous_year())


def _value(effect: Effect, m: Measurements, measure: str, unit_id: str, span: Period) -> Measurement:
    """The value, or that there is none: a measure may have left the region's files since."""
    try:
        return m.value(measure, unit_id, span)
    except KeyError:
        figure = Figure.missing(unit(effect.unit), effect.decimals, Reason.ABSENT)
        return Measurement(measure, unit_id, figure, span)


def _outcome(effect: Effect, m: Measurements, unit_id: str, span: Period) -> Measurement:
    """Against a day it is the last month that counts, otherwise the whole time."""
    last = Period.month(span.last) if effect.base == DAY else span
    return _value(effect, m, effect.measure, unit_id, last)


def _overlap(own: str, period: Period) -> Period | None:
    mine = Period.parse(own)
    first, last = max(mine.first, period.first), min(mine.last, period.last)
    return Period(first, last) if first <= last else None


@dataclass(frozen=True)
class Sum:
    """What is added up: wholes in one unit, their number, and how many of them have no realised effect.

    Where none of them has one the sum has none either: nothing known is not zero.
    """

    unit: str
    decimals: int
    expected: int
    realised: Fraction | None
    count: int
    unknown: int


def totals(rows: Sequence[tuple[Effect, Realised]]) -> list[Sum]:
    """Return a sum per unit. A part is in its whole and is not added once more."""
    wholes = wholes_of(rows)
    sums = []
    for code in dict.fromkeys(effect.unit for effect, _ in wholes):
        mine = [(effect, found) for effect, found in wholes if effect.unit == code]
        values = [found.figure.value for _, found in mine]
        known = [Fraction(value) for value in values if value is not None]
        sums.append(
            Sum(
                code,
                max(effect.decimals for effect, _ in mine),
                sum(effect.expected or 0 for effect, _ in mine),
                sum(known, Fraction(0)) if known else None,
                len(mine),
                len(values) - len(known),
            )
        )
    return sums


def wholes_of(rows: Sequence[tuple[Effect, Realised]]) -> list[tuple[Effect, Realised]]:
    """Return what a sum adds up: all that is not in another of the rows already.

    A part counted in people is not in a whole counted in money, and stands in the sum of people.
    """
    by_id = {effect.id: effect for effect, _ in rows}

    def inside(effect: Effect) -> bool:
        whole = by_id.get(effect.part_of)
        while whole is not None and not _comparable(effect.unit, whole.unit):
            whole = by_id.get(whole.part_of)
        return whole is not None

    return [(effect, found) for effect, found in rows if not inside(effect)]


def _comparable(mine: str, theirs: str) -> bool:
    return mine == theirs or unit(mine).kind == unit(theirs).kind == "money"


def figures_of(total: Sum) -> tuple[Figure, Figure]:
    """Return what a sum has expected and realised, as figures."""
    expected = amount(total.expected, total.unit, total.decimals)
    if total.realised is None:
        return expected, Figure.missing(unit(total.unit), total.decimals, Reason.ABSENT)
    return expected, Figure(total.realised, unit(total.unit), total.decimals)
