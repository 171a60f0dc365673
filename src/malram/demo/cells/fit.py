# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Find whole numbers of rows and sums that give the printed figures, and say which figures cannot be met.

Every printed row with a binding is a span between two ends, half a unit of its last decimal on either
side. The sizes of the atoms are found by a linear program that pays for every figure that is missed, so
that as few as possible are: those that are left contradict the others. Figures that are read straight off
the facts cost more than those that are derived from them, since a table's sums and percentages are the
ones that go wrong in print.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from malram.demo.cells.atoms import Atom
from malram.demo.cells.forms import COUNT, Form, Forms, NotLinearError, Ratio, Unknown, compared, unknowns
from malram.demo.cells.solve import Line, scale_of, solve
from malram.facts.authored import Entry
from malram.measures.catalogue.definitions import Catalogue
from malram.measures.reading.measurement import Slice
from malram.measures.reference_rows import PrintedRow, Reference
from malram.values import Period, PeriodError

INSET = 0.25  # how far inside its span a figure is aimed, as a share of half the span
STRAIGHT, DERIVED = 200.0, 1.0  # what missing a figure by half a unit costs
AGAIN = 0.3  # of it where the same quantity was printed before: of two printings the first one holds
PASSES = 6  # the weight of a ratio depends on what it rests on, which the pass before has found
NEARLY = 60  # thousandths
GIVEN_UP = 1e-3  # of a row that stands among the contradictions
LEAST_BASE = 1  # nothing is any percent of nothing


Terms = frozenset[Unknown]


def _key(form: Form) -> Terms:
    """The unknowns a form rests on."""
    return frozenset(form.terms)


@dataclass(frozen=True)
class Wanted:
    """A printed figure as a span for a ratio; `price` is what missing it by half a unit costs."""

    row: PrintedRow
    ratio: Ratio
    low: Fraction
    high: Fraction
    price: float


@dataclass(frozen=True)
class Fit:
    """The size of every unknown, in whole numbers, and the printed rows that could not be met."""

    sizes: dict[Unknown, int]
    missed: tuple[PrintedRow, ...]
    outside: tuple[tuple[PrintedRow, str], ...]


def wanted_rows(
    rows: Iterable[PrintedRow], reference: Reference, catalogue: Catalogue, forms: Forms
) -> tuple[list[Wanted], list[tuple[PrintedRow, str]]]:
    """The printed rows that the atoms can be fitted to, and those that they cannot, each with the reason."""
    found, outside, seen = [], [], set()
    for row in rows:
        where = (row.document, row.file, row.key)
        binding = None if where in reference.left_out else reference.binding(row)
        if binding is None or "measure" not in binding or not row.value or row.is_word:
            continue
        if binding.get("absolute"):
            outside.append((row, "trycks utan tecken"))
            continue
        try:
            ratio, straight = _ratio(row, binding, forms)
            if binding.get("sign") == -1:
                ratio = Ratio(Form().add(ratio.top, Fraction(-1)), ratio.bottom, ratio.minus)
        except (NotLinearError, KeyError, PeriodError) as error:
            outside.append((row, str(error)))
            continue
        if not ratio.top.terms:
            outside.append((row, "inga rader i demo/ ger måttet"))
            continue
        value, half = Fraction(Decimal(row.value)), Fraction(1, 2 * 10 ** (row.decimals or 0))
        same = _key(ratio.top), _key(ratio.bottom) if ratio.bottom else None
        price = (STRAIGHT if straight else DERIVED) * (AGAIN if straight and same in seen else 1)
        if where in reference.contradictions:
            price = GIVEN_UP
        else:
            seen.add(same)
        found.append(Wanted(row, ratio, value - half, value + half, price))
    return found, outside


def _ratio(row: PrintedRow, binding: Entry, forms: Forms) -> tuple[Ratio, bool]:
    """What a binding compares the printed value with."""
    unit = binding.get("units", {}).get(row.unit) or binding.get("unit") or row.unit
    period = Period.parse(str(binding.get("period") or row.period))
    whose = Slice(unit, binding.get("sex") or row.sex, binding.get("group", ""))
    now = _first(binding, forms, whose, period)
    if "change" in binding:
        then = forms.of(binding["measure"], whose, Period.parse(str(binding["against"])))
        return compared(now, then, binding["change"]), False
    if "deviation" in binding:
        said = binding["deviation"]
        then = forms.of(said["budget"], whose, period)
        found = compared(now, then, said.get("as", "difference"))
        sign = -1 if said.get("formula") == "budget-minus-outcome" else 1
        return Ratio(Form().add(found.top, Fraction(sign)), found.bottom), False
    return now, True


def _first(binding: Entry, forms: Forms, whose: Slice, period: Period) -> Ratio:
    """The measure itself, or what somebody has forecast for it."""
    if "forecast" in binding:
        return forms.forecast(binding["measure"], whose, period)
    return forms.of(binding["measure"], whose, period)


def fit(atoms: list[Atom], wanted: Sequence[Wanted]) -> dict[Unknown, int]:
    """Sizes for all unknowns, first without the ratios and then with them."""
    names = list(unknowns(atoms))
    place = {unknown: at for at, unknown in enumerate(names)}
    totals = list(_totals(atoms))
    plain = [one for one in wanted if one.ratio.bottom is None and one.ratio.minus is None]
    printed = {_key(one.ratio.top) for one in plain}
    first = solve(names, place, atoms, [_line(one, None) for one in plain], totals)
    sizes = {unknown: float(first[at]) * scale_of(unknown) for unknown, at in place.items()}
    for _ in range(PASSES):
        lines = [line for one in wanted if (line := _sized(one, sizes, printed)) is not None]
        best = solve(names, place, atoms, lines, totals)
        sizes = {unknown: float(best[at]) * scale_of(unknown) for unknown, at in place.items()}
    return {unknown: _whole(unknown, size, atoms) for unknown, size in sizes.items()}


def _whole(unknown: Unknown, size: float, atoms: list[Atom]) -> int:
    """A whole number; of planned visits, kept in thousandths, a whole one where it is that near."""
    near = round(size / 1000) * 1000
    planned = atoms[unknown[0]].contract.name == "volume_plans" and unknown[1] == "quantity"
    return near if planned and abs(size - near) <= NEARLY else round(size)


def _sized(one: Wanted, sizes: dict[Unknown, float], printed: set[Terms]) -> Line | None:
    """The line of a figure when what ratios rest on has the sizes found so far; None without any base."""
    ratio = one.ratio
    if ratio.minus is not None:
        now, then = (_at_size(part, sizes) for part in (Ratio(ratio.top, ratio.bottom), ratio.minus))
        if now is None or then is None:
            return None
        return _line(replace(one, ratio=Ratio(now.add(then, Fraction(-1)))), None)
    if ratio.bottom is None:
        return _line(one, None)
    below = _size(ratio.bottom, sizes)
    if abs(below) >= LEAST_BASE:
        return _line(one, below)
    # Nothing printed as the base, or nothing known about it yet: then it is of the size of what it bears.
    return None if _key(ratio.bottom) in printed else _line(one, max(abs(_size(ratio.top, sizes)) / 100, 1.0))


def _at_size(ratio: Ratio, sizes: dict[Unknown, float]) -> Form | None:
    """A ratio as a form, with its bottom as large as it was found to be."""
    if ratio.bottom is None:
        return ratio.top
    below = round(_size(ratio.bottom, sizes))
    return Form().add(ratio.top, Fraction(1, below)) if abs(below) >= LEAST_BASE else None


def _line(one: Wanted, below: float | None) -> Line:
    """The span of a figure as a line. A ratio n/d in [a, b] is n − a·d ≥ 0 and n − b·d ≤ 0."""
    middle, half = (one.low + one.high) / 2, (one.high - one.low) / 2
    edge = 1 - INSET
    if one.ratio.bottom is None:
        form = Form().add(one.ratio.top, 1 / half)
        if middle == 0 and len(form.terms) == 1:
            edge = 0.0  # a printed nought is nothing, and not a little
        return Line(form, float(middle / half) - edge, float(middle / half) + edge, one.price)
    size = Fraction(round(abs(below or 0))) or Fraction(1)
    sign = -1 if (below or 0) < 0 else 1
    form = one.ratio.top.add(one.ratio.bottom, -middle * sign)
    return Line(Form().add(form, 1 / (half * size)), -edge, edge, one.price)


def _size(form: Form, sizes: dict[Unknown, float]) -> float:
    return float(form.constant) + sum(float(weight) * sizes[u] for u, weight in form.terms.items())


def _totals(atoms: list[Atom]) -> Iterable[tuple[Form, int]]:
    """The rows of a family, where they are declared together."""
    families: dict[str, tuple[Form, int]] = {}
    for number, atom in enumerate(atoms):
        if atom.total is not None and atom.count is None:
            form, _ = families.get(atom.family, (Form(), 0))
            families[atom.family] = form.add(Form({(number, COUNT): Fraction(1)})), atom.total
    return families.values()


def missed(wanted: Iterable[Wanted], sizes: dict[Unknown, int]) -> tuple[PrintedRow, ...]:
    """The printed rows outside their spans, by exact arithmetic; halves are rounded away from zero."""
    return tuple(one.row for one in wanted if not _met(one, sizes))


def _met(one: Wanted, sizes: dict[Unknown, int]) -> bool:
    value = _value(one.ratio, sizes)
    if value is None:
        return False
    return one.low <= value < one.high if value >= 0 else one.low < value <= one.high


def _value(ratio: Ratio, sizes: dict[Unknown, int]) -> Fraction | None:
    value = _exact(ratio.top, sizes)
    if ratio.bottom is not None:
        below = abs(_exact(ratio.bottom, sizes))
        if not below:
            return None
        value /= below
    if ratio.minus is None:
        return value
    other = _value(ratio.minus, sizes)
    return None if other is None else value - other


def _exact(form: Form, sizes: dict[Unknown, int]) -> Fraction:
    return form.constant + sum((weight * sizes[u] for u, weight in form.terms.items()), Fraction(0))
