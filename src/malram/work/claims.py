# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which rows an effect measure takes its effect from. Two that take the same would count it twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from malram.economy.claims import parts_of, taken
from malram.facts.problems import Place, Problem
from malram.measures.catalogue.definitions import Catalogue, Condition, Part
from malram.values import Period

APART = "Låt dem ta skilda konton, enheter eller perioder, eller gör den ena till en del av den andra."
EXACT = ("equals", "in")
NAMED = 3  # so many accounts are named in a message


@dataclass(frozen=True)
class Claim:
    """That an effect measure takes what a measure counts, in some units and a period."""

    id: str
    place: Place
    measure: str
    units: tuple[str, ...]
    period: str
    above: frozenset[str] = frozenset()  # the effect measures that it is a part of


def clashes(
    claims: Iterable[Claim], catalogue: Catalogue, accounts: frozenset[str], parents: Mapping[str, str]
) -> Iterator[Problem]:
    """A problem for every pair of effect measures that could count the same rows.

    `accounts` is the region's chart of accounts and `parents` the unit above each.
    """
    claims = list(claims)
    for one in claims:
        for mine, theirs in combinations(one.units, 2):
            if mine in _path(theirs, parents) or theirs in _path(mine, parents):
                message = f"'{one.id}' räknar både {mine} och {theirs}, och den ena ligger i den andra."
                yield Problem("W004", one.place, message, "Ange bara den övre enheten.")
    for one, other in combinations(claims, 2):
        if one.id in other.above or other.id in one.above:
            continue  # a part is counted in its whole, and never beside it
        if not _same_months(one, other) or not _same_units(one, other, parents):
            continue
        rows = _same_rows(one, other, catalogue, accounts)
        if rows is not None:
            message = f"'{other.id}' räknar {rows} som '{one.id}' ({one.place}) redan räknar."
            yield Problem("W004", other.place, message, APART)


def _same_months(one: Claim, other: Claim) -> bool:
    mine, theirs = Period.parse(one.period), Period.parse(other.period)
    return mine.first <= theirs.last and theirs.first <= mine.last


def _same_units(one: Claim, other: Claim, parents: Mapping[str, str]) -> bool:
    """A unit holds the rows of all below it."""
    return any(
        mine in _path(theirs, parents) or theirs in _path(mine, parents)
        for mine in one.units
        for theirs in other.units
    )


def _path(unit: str, parents: Mapping[str, str]) -> list[str]:
    found = [unit]
    while (above := parents.get(found[-1], "")) and above not in found:
        found.append(above)
    return found


def _same_rows(one: Claim, other: Claim, catalogue: Catalogue, accounts: frozenset[str]) -> str | None:
    """What both take, in words; None where no row can be in both."""
    pairs = (
        (mine, theirs)
        for mine in parts_of(catalogue, one.measure)
        for theirs in parts_of(catalogue, other.measure)
    )
    if not any(mine.fact == theirs.fact and not _apart(mine, theirs) for mine, theirs in pairs):
        return None
    if not (_on_accounts(one.measure, catalogue) and _on_accounts(other.measure, catalogue)):
        return "det"
    both = taken(catalogue, one.measure, accounts) & taken(catalogue, other.measure, accounts)
    if not both:
        return None
    named = ", ".join(sorted(both)[:NAMED])
    more = f" och {len(both) - NAMED} till" if len(both) > NAMED else ""
    return f"{'konto' if len(both) == 1 else 'konton'} {named}{more}"


def _on_accounts(measure: str, catalogue: Catalogue) -> bool:
    parts = parts_of(catalogue, measure)
    return any(condition.column == "account" for part in parts for condition in part.where)


def _apart(mine: Part, theirs: Part) -> bool:
    """Whether two conditions on one column can never hold in the same row."""
    for a in mine.where:
        for b in theirs.where:
            same = a.column == b.column and a.operator in EXACT and b.operator in EXACT
            if same and _values(a).isdisjoint(_values(b)):
                return True
    return False


def _values(condition: Condition) -> set[object]:
    return set(condition.value) if isinstance(condition.value, tuple) else {condition.value}
