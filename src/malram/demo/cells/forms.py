# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a measure comes to as a sum over atoms whose sizes are not yet known."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from malram.demo.cells.atoms import Atom, Shares, Span
from malram.measures.catalogue.definitions import SEX, Catalogue, Condition, Measure, Part
from malram.measures.computing.wanted import narrowed
from malram.measures.reading.amounts import factor, milli_scale, money_scale
from malram.measures.reading.measurement import Slice
from malram.measures.reading.periods import resolve
from malram.measures.tree import Tree
from malram.values import Period

COUNT = "rows"  # the name of an atom's number of rows among its unknowns
Unknown = tuple[int, str]  # (number of the atom, column or COUNT)
STAFF_MONTHS = "staff_months"


class NotLinearError(Exception):
    """A measure that is no sum, or no ratio of sums, of the atoms; the text says why."""


@dataclass
class Form:
    """A weighted sum of unknowns and a number."""

    terms: dict[Unknown, Fraction] = field(default_factory=dict)
    constant: Fraction = Fraction(0)

    def add(self, other: Form, times: Fraction = Fraction(1)) -> Form:
        terms = dict(self.terms)
        for unknown, weight in other.terms.items():
            terms[unknown] = terms.get(unknown, Fraction(0)) + times * weight
        return Form(terms, self.constant + times * other.constant)


@dataclass(frozen=True)
class Ratio:
    """`top` divided by `bottom`, or `top` alone; `minus` is another to be taken from it."""

    top: Form
    bottom: Form | None = None
    minus: Ratio | None = None


class Forms:
    """Writes measures as forms over one region's atoms."""

    def __init__(self, catalogue: Catalogue, tree: Tree, atoms: list[Atom]):
        self._catalogue, self._tree = catalogue, tree
        self._by_fact: dict[str, list[tuple[int, Atom]]] = {}
        for number, atom in enumerate(atoms):
            self._by_fact.setdefault(atom.contract.name, []).append((number, atom))

    def of(self, name: str, whose: Slice, period: Period) -> Ratio:
        """A measure for a unit and period. Raises `NotLinearError`, or KeyError where there is no such."""
        measure = self._catalogue[name]
        if measure.kind == "derived":
            return Ratio(self._derived(measure, whose, period))
        if measure.kind == "growth":
            now, then = (self.of(measure.of or "", whose, p) for p in (period, period.previous_year()))
            return compared(now, then, measure.as_)
        if measure.kind in ("reported", "quantile", "distinct"):
            raise NotLinearError(f"slaget {measure.kind}")
        parts = [self._part(measure, part, whose, resolve(measure, period).period) for part in measure.parts]
        scale = Fraction(factor(measure)) / money_scale(measure)
        top = Form().add(parts[0], scale)
        if len(parts) == 1:
            return Ratio(top)
        if parts[1].terms or not parts[1].constant:
            return Ratio(top, parts[1])
        return Ratio(Form().add(top, 1 / parts[1].constant))

    def forecast(self, line: str, whose: Slice, period: Period) -> Ratio:
        """What has been forecast for a line of a unit and year; the atoms hold one forecast of each."""
        total = Form()
        for number, atom in self._by_fact.get("forecast", ()):
            about = (atom.columns["line"], atom.columns["unit"], atom.columns["year"])
            if about == (line, whose.unit, period.last // 12):
                total = total.add(Form({(number, "amount"): 1 / money_scale(self._catalogue[line])}))
        return Ratio(total)

    def _derived(self, measure: Measure, whose: Slice, period: Period) -> Form:
        total = Form()
        for name, weight in measure.terms:
            found = self.of(name, whose, period)
            if found.bottom is not None:
                raise NotLinearError(f"{name} är en kvot")
            total = total.add(found.top, weight * money_scale(self._catalogue[name]) / money_scale(measure))
        return total

    def _part(self, measure: Measure, part: Part, whose: Slice, period: Period) -> Form:
        part = narrowed(self._catalogue, part, whose.group)
        tests = part.where
        if whose.sex != "total":
            tests = (*tests, Condition(SEX, "equals", whose.sex))
        form, scale = Form(), part.times / milli_scale(part)
        fact = "employments" if part.fact == STAFF_MONTHS else part.fact
        for number, atom in self._by_fact.get(fact, ()):
            share = self._share(part, tests, atom, whose.unit, period)
            if share:
                form = form.add(_quantity(number, atom, part), share * scale)
        return form

    def _share(
        self, part: Part, tests: tuple[Condition, ...], atom: Atom, unit: str, period: Period
    ) -> Fraction:
        """How much of an atom belongs to a part: all, nothing, or the units' share of it."""
        share = self._within(atom.columns.get(part.unit_column), unit)
        # Spans last: a condition may divide one, which matters only where the rows are asked for at all.
        for test in sorted(tests, key=lambda test: isinstance(atom.columns.get(test.column), Span)):
            share *= _meets(atom.columns.get(test.column), test)
            if not share:
                return share
        return share if _in_time(part, atom, period) else Fraction(0)

    def _within(self, value: Any, unit: str) -> Fraction:
        if isinstance(value, Shares):
            whole = sum(weight for _, weight in value.weights)
            inside = sum(weight for name, weight in value.weights if unit in self._tree.path(name))
            return Fraction(inside).limit_denominator(10**6) / Fraction(whole).limit_denominator(10**6)
        return Fraction(unit in self._tree.path(value))


def compared(now: Ratio, then: Ratio, as_: str) -> Ratio:
    """One against another: their difference, or percent of the other; two ratios are kept side by side."""
    if now.bottom is not None or then.bottom is not None:
        if as_ != "difference":
            raise NotLinearError("procent av en kvot")
        return Ratio(now.top, now.bottom, minus=then)
    difference = now.top.add(then.top, Fraction(-1))
    if as_ == "difference":
        return Ratio(difference)
    return Ratio(Form().add(difference, Fraction(100)), then.top)


def _in_time(part: Part, atom: Atom, period: Period) -> bool:
    if part.fact == STAFF_MONTHS:
        return max(atom.months) <= period.last
    if part.over == "last":
        return set(atom.months) == {period.last}
    inside = [period.first <= month <= period.last for month in atom.months]
    if any(inside) and not all(inside):
        raise NotLinearError(f"{atom.place}: bara en del av raderna faller inom perioden")
    return all(inside)


def _quantity(number: int, atom: Atom, part: Part) -> Form:
    rows = _rows(number, atom)
    column = part.column
    if column is None:
        return rows
    if column in atom.sums:
        return Form({(number, column): Fraction(1)})
    if column in atom.fixed:
        return Form({}, Fraction(atom.fixed[column]))
    if column == "points" and "answer" in atom.sums:
        return Form({(number, "answer"): Fraction(25)}).add(rows, Fraction(-25))
    value = atom.columns.get(column, 0)
    if isinstance(value, Span | Shares):
        raise NotLinearError(f"{atom.place}: summan av '{column}' är inte given")
    return Form().add(rows, Fraction(value))


def _rows(number: int, atom: Atom) -> Form:
    if atom.count is not None:
        return Form({}, Fraction(atom.count))
    return Form({(number, COUNT): Fraction(1)})


def _meets(value: Any, test: Condition) -> Fraction:
    """Whether the rows of an atom meet a condition: all, none, or a share where they are divided."""
    if isinstance(value, Shares):
        whole = sum(weight for _, weight in value.weights)
        met = sum(weight for one, weight in value.weights if _meets(one, test))
        return Fraction(met).limit_denominator(10**6) / Fraction(whole).limit_denominator(10**6)
    if isinstance(value, Span):
        ends = {_meets(end, test) for end in (value.low, value.high)}
        if len(ends) > 1:
            raise NotLinearError(f"spannet {value.low}–{value.high} delas av villkoret på '{test.column}'")
        return ends.pop()
    return Fraction(_holds(value, test))


def _holds(value: Any, test: Condition) -> bool:
    wanted = test.value
    match test.operator:
        case "empty":
            return (value is None) == bool(wanted)
        case "not":
            return value not in (wanted if isinstance(wanted, tuple) else (wanted,))
    if value is None:
        return False
    match test.operator:
        case "equals":
            return bool(value == wanted)
        case "in":
            return value in wanted
        case "starts_with":
            return str(value).startswith(
                tuple(map(str, wanted)) if isinstance(wanted, tuple) else str(wanted)
            )
        case "at_most":
            return bool(value <= wanted)
        case "at_least":
            return bool(value >= wanted)
        case "less_than":
            return bool(value < wanted)
        case "more_than":
            return bool(value > wanted)
    raise NotLinearError(f"villkoret {test.operator}")


def unknowns(atoms: list[Atom]) -> Iterator[Unknown]:
    """Everything that must be found: the rows of atoms, and the sums of their columns."""
    for number, atom in enumerate(atoms):
        if atom.count is None:
            yield number, COUNT
        yield from ((number, column) for column in atom.sums)
