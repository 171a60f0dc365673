# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Why a number differs between two reports, step by step in one fixed order.

Each report stands on facts, definitions, an organisation and a period. One of them at a time is exchanged
for the later report's, and the value is computed anew; a step is the exact difference of two such values,
so that the steps always sum to the whole difference. The order and its reasons: docs/algorithms.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path

from malram.facts.store import Store
from malram.facts.unit_rows import UnitRow
from malram.measures.catalogue.definitions import Catalogue
from malram.measures.computing.engine import compute
from malram.measures.reading.measurement import Measurement
from malram.measures.reading.query import Measurements
from malram.measures.region import days_of, definitions_in, units_in
from malram.measures.snapshots.pinned import known_when
from malram.measures.snapshots.snapshot import Snapshot
from malram.measures.suppression.protected import together
from malram.measures.tree import Tree
from malram.values import NO_VALUE, Figure, Period, Unit
from malram.values import unit as unit_of


@dataclass(frozen=True)
class Basis:
    """What a value stands on."""

    facts: Store
    definitions: Catalogue
    tree: Tree
    period: Period


Pinned = tuple[Snapshot, Period]


@dataclass(frozen=True)
class Kind:
    """One sort of reason: its code, which part of the basis it exchanges, and what it is called."""

    code: str
    part: str
    label: str
    meaning: str


# The order is part of every explanation: another one would give other steps with the same sum.
KINDS = (
    Kind("correction", "facts", "Rättelse", "uppgifter som rättades eller kom efter den första rapporten"),
    Kind("definition", "definitions", "Definition", "måttet räknas på ett annat sätt"),
    Kind(
        "reorganisation", "tree", "Omorganisation", "enheter slogs ihop, delades, flyttades eller lades ned"
    ),
    Kind("real", "period", "Verklig förändring", "från den ena perioden till den andra"),
)


@dataclass(frozen=True)
class Value:
    """A value computed on one basis; `why` says in words why there is none."""

    exact: Fraction | None
    figure: Figure | None
    why: str = ""

    @property
    def text(self) -> str:
        return self.figure.text() if self.figure is not None else f"saknas: {self.why}"


@dataclass(frozen=True)
class Step:
    """The effect of exchanging one part of the basis.

    `difference` is taken from the latest value before it that exists: `also` are the kinds of the steps
    between, which cannot be told apart from this one. None when there is no value to take it between.
    """

    kind: Kind
    before: Value
    after: Value
    difference: Figure | None
    also: tuple[Kind, ...] = ()

    @property
    def said(self) -> str:
        """What the step is about, in a sentence."""
        if self.difference is None:
            return "Går inte att räkna ut."
        if self.also:
            return f"Tillsammans med {' och '.join(kind.label.lower() for kind in self.also)}."
        return f"{self.kind.meaning.capitalize()}." if self.difference.value else "Ingen ändring."


@dataclass(frozen=True)
class Explanation:
    """The value in the first report, the steps and the value in the second."""

    measure: str
    unit: str
    first: Value
    steps: tuple[Step, ...]
    last: Value
    difference: Figure | None

    @property
    def whole(self) -> bool:
        """Whether both reports have a value; the steps then sum to the difference."""
        return self.difference is not None


def register_of(snapshot: Snapshot) -> list[UnitRow]:
    """The rows of the register as the snapshot keeps them."""
    return units_in(snapshot.folder / "inputs")


def bases_of(first: Pinned, last: Pinned, store: Store) -> tuple[Basis, Basis]:
    """What two values stand on; the register of the second tells the first of units it has not heard of."""
    return basis_of(*first, store, register_of(last[0])), basis_of(*last, store, [])


def basis_of(snapshot: Snapshot, period: Period, store: Store, later: list[UnitRow]) -> Basis:
    """What a value of a period in the snapshot stands on.

    `later` are the rows of a later register: facts may since have come for units that this one lacks.
    """
    tree = Tree(register_of(snapshot), *days_of(snapshot), later)
    facts = store.as_known_at(known_when(snapshot, store))
    return Basis(facts, definitions_in(snapshot.folder / "inputs"), tree, period)


def explain_change(measure: str, unit: str, first: Basis, last: Basis) -> Explanation:
    """Split the difference of a measure's value for a unit between two bases into its steps."""
    with tempfile.TemporaryDirectory(prefix="malram-") as scratch:
        value = _valuer(measure, unit, Path(scratch))
        bases = [first]
        for kind in KINDS:
            bases.append(replace(bases[-1], **{kind.part: getattr(last, kind.part)}))
        values = [value(basis) for basis in bases]
    return explanation_of(measure, unit, values)


def explanation_of(measure: str, unit: str, values: list[Value]) -> Explanation:
    """The steps between five values: the first report's, after each exchange, and the second report's."""
    shown = _shown_in(values)
    values = [_in_unit(one, shown) for one in values]
    steps = tuple(_step(i, values) for i in range(len(KINDS)))
    return Explanation(measure, unit, values[0], steps, values[-1], _difference(values[0], values[-1]))


def _valuer(measure: str, unit: str, scratch: Path) -> Callable[[Basis], Value]:
    """Computes the measure, and nothing else, on a basis."""

    def value(basis: Basis) -> Value:
        if measure not in basis.definitions:
            return Value(None, None, "måttet fanns inte")
        if unit not in basis.tree:
            return Value(None, None, "enheten fanns inte i organisationen")
        catalogue = standing_on(basis.definitions, measure)
        snapshot = compute(scratch, basis.facts, catalogue, basis.tree)
        return value_of(Measurements(snapshot, catalogue, basis.tree).value(measure, unit, basis.period))

    return value


def value_of(found: Measurement) -> Value:
    """A measurement as a value that can be subtracted, or why it cannot."""
    if found.word:
        return Value(None, None, f"svaret är '{found.word}' och inget tal")
    if not found.figure.shown:
        return Value(None, None, found.figure.reason.label if found.figure.reason else "visas inte")
    return Value(found.figure.value, found.figure)


def standing_on(catalogue: Catalogue, measure: str) -> Catalogue:
    """The catalogue cut down to a measure and those it is built of, so that it is computed quickly.

    Those that small counts are hidden together with come along, so that the same figures are hidden.
    """
    hidden_with = {
        one.id: [other.id for other in members] for members in together(catalogue) for one in members
    }
    wanted: dict[str, None] = {}
    ahead = [measure]
    while ahead:
        name = ahead.pop()
        if name not in wanted and name in catalogue:
            wanted[name] = None
            found = catalogue[name]
            ahead += [*(term for term, _ in found.terms), *([found.of] if found.of else [])]
            ahead += hidden_with.get(name, [])
    kept = [one for one in catalogue if one.id in wanted]
    named = {name for one in kept for name in one.breakdowns}
    return Catalogue(kept, [one for one in catalogue.breakdowns.values() if one.id in named])


def _shown_in(values: list[Value]) -> Figure | None:
    """The figure whose unit and decimals all are shown in: the latest there is."""
    return next((one.figure for one in reversed(values) if one.figure is not None), None)


def _in_unit(value: Value, shown: Figure | None) -> Value:
    """Amounts of money in one unit; what has a unit of another sort cannot be compared."""
    if value.exact is None or value.figure is None or shown is None or value.figure.unit == shown.unit:
        return value
    unit = value.figure.unit
    if unit.kind != "money" or shown.unit.kind != "money":
        return Value(None, None, f"måttet hade en annan enhet, {unit.label() or 'antal'}")
    exact = value.exact * unit.scale / shown.unit.scale
    return Value(exact, replace(value.figure, value=exact, unit=shown.unit, decimals=shown.decimals))


def _step(i: int, values: list[Value]) -> Step:
    before, after = values[i], values[i + 1]
    start = next((j for j in range(i, -1, -1) if values[j].exact is not None), None)
    if start is None or after.exact is None:
        return Step(KINDS[i], before, after, None)
    return Step(KINDS[i], before, after, _difference(values[start], after), KINDS[start:i])


def _difference(before: Value, after: Value) -> Figure | None:
    if before.exact is None or after.exact is None or after.figure is None:
        return None
    shown_in: Unit = unit_of("procentenheter") if after.figure.unit.kind == "share" else after.figure.unit
    figure = Figure(after.exact - before.exact, shown_in, after.figure.decimals)
    while figure.value and not figure.rounded():  # a difference that is there must not look like none
        figure = replace(figure, decimals=figure.decimals + 1)
    return figure


def signed(figure: Figure | None) -> str:
    """A difference with its sign; a dash where there is none."""
    if figure is None:
        return NO_VALUE
    return f"+{figure.text()}" if (figure.rounded() or 0) > 0 else figure.text()
