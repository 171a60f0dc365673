# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The smallest repair: one number which, written otherwise, makes everything that touches it agree.

A number is suspected when some value of it satisfies every failing relation it is part of and breaks none
that holds. One value is proposed only where the relations leave one, or where a slip of the pen explains it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from malram.review.checking.tables.slips import Slip, slips_within
from malram.review.claims import Claim
from malram.review.document import Number, Spot
from malram.review.relations import AtMost, Between, Same
from malram.values import Interval, exact, round_half_away

_NARROW = 4  # units of the last printed place: a range so narrow names the value
_TELLING = (Slip.SIGN, Slip.SWAPPED, Slip.SCALE)  # in a wide range any digit may happen to fit
_MOST = 60  # relations looked at for one number


@dataclass(frozen=True)
class Use:
    """A number's place in a claim."""

    claim: Claim
    place: int


@dataclass(frozen=True)
class Suspect:
    """A number that would explain failing claims. `value` is None when the relations leave many."""

    number: Number
    explains: tuple[Claim, ...]
    value: Decimal | None
    slip: Slip | None
    supports: int  # relations the value agrees with, failing and holding ones
    derived: bool  # it follows from the others: a total, a deviation, a percentage

    def rank(self) -> tuple[object, ...]:
        """Higher is more likely."""
        return len(self.explains), self.slip is not None, self.derived, self.supports, -(self.slip or 9)


class Uses:
    """Which claims each printed number is part of."""

    def __init__(self, claims: Iterable[Claim]) -> None:
        self._at: dict[Spot, list[Use]] = defaultdict(list)
        for claim in claims:
            if claim.relation is None or claim.holds is None:
                continue
            for place, one in enumerate(claim.numbers):
                self._at[one.spot].append(Use(claim, place))

    def of(self, one: Number) -> list[Use]:
        return self._at.get(one.spot, [])[:_MOST]


def suspect(one: Number, failing: Sequence[Claim], uses: Uses) -> Suspect | None:
    """What a number would explain among `failing`, or None when no value of it would."""
    open_claims = {id(claim) for claim in failing}
    touched = [use for use in uses.of(one) if id(use.claim) in open_claims]
    kept = [use for use in uses.of(one) if use.claim.holds]
    for chosen in _choices(touched):
        found = _explained(one, chosen, kept)
        if found is not None:
            return found
    return None


def follows(claim: Claim) -> bool:
    """Tell whether the last number of a claim follows from the others, as a total from its parts."""
    return not isinstance(claim.relation, AtMost | Between | Same)


def _choices(touched: list[Use]) -> list[list[Use]]:
    """All failing claims of a number; then all but one, which may fail for a reason of its own."""
    if not touched:
        return []
    return [touched] + (
        [[use for use in touched if use is not out] for out in touched] if len(touched) > 2 else []
    )


def _explained(one: Number, chosen: list[Use], kept: list[Use]) -> Suspect | None:
    wanted = _wanted(chosen)
    if wanted is None or one.printed is None:
        return None
    slips = {value: slip for value, slip in slips_within(one, wanted).items() if _keeps(one, value, kept)}
    middle = _middle(one, wanted)
    claims = tuple(use.claim for use in chosen)
    derived = all(use.place == len(use.claim.numbers) - 1 and follows(use.claim) for use in chosen)

    def found(value: Decimal | None, slip: Slip | None) -> Suspect:
        return Suspect(one, claims, value, slip, len(chosen) + len(kept), derived)

    if middle is not None:
        if not _keeps(one, middle, kept):
            return None
        near = [value for value in slips if abs(value - middle) <= Decimal(1).scaleb(-one.printed.decimals)]
        return found(middle, min((slips[value] for value in near), default=None))
    telling = {value: slip for value, slip in slips.items() if slip in _TELLING}
    if len(telling) == 1:
        return found(*next(iter(telling.items())))
    return found(None, None) if slips or not kept else None


def _wanted(chosen: list[Use]) -> Interval | None:
    """What the number must lie in for all of the chosen relations to hold."""
    wanted: Interval | None = Interval(None, None)
    for use in chosen:
        at = use.claim.intervals()
        relation = use.claim.relation
        solved = relation.solve(use.place, at) if at is not None and relation is not None else None
        if solved is None or wanted is None:
            return None
        wanted = wanted.intersection(solved)
    return wanted


def _middle(one: Number, wanted: Interval) -> Decimal | None:
    """The value the relations leave, when they leave hardly more than one."""
    if one.printed is None or wanted.low is None or wanted.high is None:
        return None
    unit = Fraction(10) ** -one.printed.decimals
    if wanted.high - wanted.low > _NARROW * unit:
        return None
    return round_half_away((wanted.low + wanted.high) / 2, one.printed.decimals)


def _keeps(one: Number, value: Decimal, kept: list[Use]) -> bool:
    """Tell whether the claims that hold still do when the number is `value`."""
    if one.printed is None:
        return False
    new = (
        Interval.exact(exact(value)) if one.exact else Interval.of_printed(exact(value), one.printed.decimals)
    )
    for use in kept:
        at = use.claim.intervals()
        if at is None or use.claim.relation is None:
            continue
        if not use.claim.relation.holds([new if place == use.place else it for place, it in enumerate(at)]):
            return False
    return True
