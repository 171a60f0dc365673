# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""What `demo/courses/ledger.yaml` says of a region's money: sums a year, and how they are booked.

Published tables give every line rounded, and differences between rounded lines. The sums are chosen
inside those roundings so that all printed outcomes, changes, budgets and deviations come out of one
consistent set.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Annotated

from malram.demo.courses.setting import CostCentre
from malram.demo.reading import Board, ByYear, Key, Length, Level, Unit


@dataclass(frozen=True)
class Season:
    """Proportions of twelve months, January first, and how much months differ beyond."""

    months: Annotated[tuple[float, ...], Length(12)]
    rough: float


@dataclass(frozen=True)
class Spread:
    """Which workplaces carry an account, after their size: all, or those that are not left out.

    `levels` weigh the size, `only` and `without` take what is below the units too, and `weights` are
    sizes of their own.
    """

    levels: dict[Level, float] = field(default_factory=dict)
    only: tuple[Unit, ...] = ()
    without: tuple[Unit, ...] = ()
    weights: dict[Unit, float] = field(default_factory=dict)

    def weight(self, centre: CostCentre) -> float:
        """How much a workplace carries compared with others; nothing when it carries none."""
        if self.weights:
            return self.weights.get(Unit(centre.id), 0.0)
        if (self.only and centre.above.isdisjoint(self.only)) or not centre.above.isdisjoint(self.without):
            return 0.0
        return centre.people * (self.levels.get(Level(centre.level), 0.0) if self.levels else 1.0)


@dataclass(frozen=True)
class VoucherKind:
    """Who is on the other side, and from which day of the month its vouchers are where not on any."""

    counterparty: str
    from_day: int = 0


@dataclass(frozen=True)
class Accounts:
    """Accounts with the same season, spread and kind of voucher; of each its share and vouchers a month."""

    season: Annotated[str, Key("seasons")]
    voucher: Annotated[str, Key("vouchers")]
    spread: Annotated[str, Key("spreads")]
    accounts: dict[str, tuple[float, float]]


@dataclass(frozen=True)
class Post:
    """A group of accounts of a board or a part of it: its sums in whole kronor, income negative."""

    board: Board
    post: Annotated[str, Key("bookings")]
    outcome: ByYear[int]
    budget: dict[int, int]
    part: Unit | None = None


@dataclass(frozen=True)
class Earlier:
    """Years before the printed ones, so many per mille of the year after: usually, and by post."""

    years: tuple[int, ...]
    usual: int
    per_mille: dict[Annotated[str, Key("bookings")], int]


@dataclass(frozen=True)
class Booking:
    """One account of a post: its share of the post, vouchers a month, season, spread and kind of voucher."""

    account: str
    share: float
    vouchers: float
    season: Season
    spread: Spread
    kind: str


@dataclass(frozen=True)
class Ledger:
    """The content of ledger.yaml. Printed years have outcomes; a budget not given follows the next year's."""

    system: str
    seasons: dict[str, Season]
    spreads: dict[str, Spread]
    vouchers: dict[str, VoucherKind]
    corrected: float  # share of voucher rows that take back part of an earlier one
    activities: dict[Level, str]
    projects: dict[str, str]  # by account, what the project's name begins with
    bookings: dict[str, tuple[Accounts, ...]]
    posts: tuple[Post, ...]
    unprinted_budget: int  # per mille of the budget of the year after
    earlier: Earlier

    def booked(self, post: str) -> Iterator[Booking]:
        """The accounts of a post, in the order of the file."""
        for those in self.bookings[post]:
            for account, (share, vouchers) in those.accounts.items():
                season, spread = self.seasons[those.season], self.spreads[those.spread]
                yield Booking(account, share, vouchers, season, spread, those.voucher)

    def budget(self, post: Post, year: int) -> int:
        if year in post.budget:
            return post.budget[year]
        return post.budget[year + 1] * self.unprinted_budget // 1000

    def outcome(self, post: Post, year: int) -> int:
        """A post's sum in a printed year, or in an earlier one some way below the year after."""
        if year >= min(post.outcome):
            return post.outcome[year]
        per_mille = self.earlier.per_mille.get(post.post, self.earlier.usual)
        return self.outcome(post, year + 1) * per_mille // 1000
