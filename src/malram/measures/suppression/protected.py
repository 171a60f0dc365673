# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which measures count persons, what of them must not be small, and which must be decided together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from malram.facts.contracts import CONTRACTS
from malram.facts.problems import Place, Problem
from malram.measures.catalogue.definitions import COUNTED_KINDS, Breakdown, Condition, Group, Measure, Part
from malram.measures.computing.tables import TABLES
from malram.measures.computing.wanted import part_of_group, rows_of

PERSONS = ("patient", "person", "respondent")  # the columns that say who a row is about
Rows = tuple[str, str, tuple[Condition, ...]]


@dataclass(frozen=True)
class Quantity:
    """A number of persons: the rows of a part, or those of it that another part does not take."""

    part: Part
    but: Part | None = None

    def among(self, breakdown: Breakdown, group: Group) -> Quantity:
        """The same among the rows of one group."""
        but = part_of_group(self.but, breakdown, group) if self.but else None
        return Quantity(part_of_group(self.part, breakdown, group), but)


def counts_persons(part: Part) -> bool:
    """Whether a part is a number of persons, or of rows that are each about one."""
    columns = {name for origin in TABLES[part.fact].origins for name in CONTRACTS[origin].names}
    return bool(columns & set(PERSONS)) and (part.how != "sum" or part.column is None)


def quantities(measure: Measure) -> tuple[Quantity, ...]:
    """What must not be small in a measure: those counted, those they are among, those who are left."""
    top, bottom = measure.numerator, measure.denominator
    if top is not None and bottom is not None and _within(top, bottom):
        return Quantity(top), Quantity(bottom, but=top)
    return tuple(Quantity(_counted(part)) for part in measure.parts if counts_persons(part))


def _counted(part: Part) -> Part:
    return rows_of(part) if part.how == "spread" else part


def _within(top: Part, bottom: Part) -> bool:
    """Whether the one is a number of rows among the rows of the other."""
    same = (top.fact, top.unit_column, top.how) == (bottom.fact, bottom.unit_column, bottom.how)
    rows = top.how == "sum" and counts_persons(top) and counts_persons(bottom)
    return same and rows and set(bottom.where) <= set(top.where)


def rows_behind(measure: Measure) -> set[Rows]:
    """The sets of rows whose number a measure tells."""
    return {(part.fact, part.unit_column, part.where) for part in measure.parts}


def together(measures: Iterable[Measure]) -> list[tuple[Measure, ...]]:
    """Measures with a threshold, in sets that share rows: hidden in one, a number must be hidden in all."""
    sets: list[tuple[set[Rows], list[Measure]]] = []
    for measure in measures:
        if measure.threshold:
            rows, members = rows_behind(measure), [measure]
            for other in [one for one in sets if one[0] & rows]:
                sets.remove(other)
                rows, members = rows | other[0], [*other[1], *members]
            sets.append((rows, members))
    return [tuple(members) for _, members in sets]


def threshold_problems(measure: Measure, place: Place) -> Iterator[Problem]:
    """A threshold on what is no number of persons, or that cannot be kept."""
    if not measure.threshold:
        return
    if measure.kind not in COUNTED_KINDS or not quantities(measure):
        message = f"Måttet '{measure.id}' räknar inte personer och kan inte ha 'threshold'."
        hint = "Ta bort nyckeln. Ett sammansatt mått döljs när ett mått som det bygger på döljs."
        yield Problem("M017", place, message, hint)
    elif "distinct" in {part.how for part in measure.parts} and (measure.breakdowns or measure.denominator):
        message = f"Måttet '{measure.id}' räknar olika personer, har 'threshold' och delas upp."
        hint = "Ta bort 'breakdowns' och 'denominator': samma person kan finnas i flera delar."
        yield Problem("M017", place, message, hint)


def problems_between(measures: Iterable[Measure]) -> Iterator[Problem]:
    """A number that is protected in one measure and told, or cut otherwise, in another."""
    known = list(measures)
    for protected in (measure for measure in known if measure.threshold):
        for other in known:
            if not rows_behind(protected) & rows_behind(other) or _agree(protected, other):
                continue
            message = f"Måttet '{other.id}' räknar samma rader som '{protected.id}' men skyddas inte lika."
            hint = f"Skriv 'threshold: {protected.threshold}' också där, och samma 'regi'."
            yield Problem("M018", Place(other.file, other.line), message, hint)


def _agree(one: Measure, other: Measure) -> bool:
    """Whether the two are protected alike; of two with thresholds only the lower is to be changed."""
    return other.threshold >= one.threshold and one.regi == other.regi


def apart(groups: Iterable[Group]) -> bool:
    """Whether no row can belong to two of the groups, as far as their tests tell."""
    known = list(groups)
    return all(_apart(a, b) for i, a in enumerate(known) for b in known[:i])


def _apart(a: Group, b: Group) -> bool:
    one, other = dict(a.tests), dict(b.tests)
    words, others = _words(one), _words(other)
    if words is not None and others is not None:
        return not words & others
    (low, high), (low_b, high_b) = _span(one), _span(other)
    return high < low_b or high_b < low


def _words(tests: dict[str, object]) -> set[object] | None:
    said = tests.get("in", tests.get("equals"))
    return None if said is None else set(said) if isinstance(said, tuple) else {said}


def _span(tests: dict) -> tuple[float, float]:
    """The least and the greatest whole number that meets the tests."""
    low = max(tests.get("at_least", float("-inf")), tests.get("more_than", float("-inf")) + 1)
    high = min(tests.get("at_most", float("inf")), tests.get("less_than", float("inf")) - 1)
    return low, high
