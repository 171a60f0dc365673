# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a report prints from the registers and the books, fetched once and kept with its other parts."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, is_dataclass, replace
from datetime import date
from fractions import Fraction
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from django.utils import timezone

from malram.control.queries import Point, RiskLine, points_of, risks_of
from malram.frames.queries import Books, account_of
from malram.frames.tables import TABLES, FrameTable
from malram.matters.queries import Happened, happened_in
from malram.planning.models import Reprioritisation
from malram.planning.queries import reprioritisations_of
from malram.values import Figure, Period, unit, year_of
from malram.work.effects import Effect, coming_of, effects_of
from malram.work.grants import Grant, grants_of
from malram.work.investments import Object, objects_of
from malram.work.queries import Line, lines_of
from malram.work.words import KINDS


@dataclass(frozen=True)
class Freed:
    """A decided reprioritisation, in öre; what became of it is empty until somebody has reported it."""

    id: int
    source: str
    target: str
    amount: int
    effect: str
    status: str = ""
    freed: int | None = None
    outcome: str = ""
    reported_on: date | None = None


@dataclass(frozen=True)
class Registers:
    """A board's lists for a period, in the order they are printed; `posted` tells which books these were."""

    matters: tuple[Happened, ...] = ()
    work: tuple[Line, ...] = ()
    effects: tuple[Effect, ...] = ()
    coming: tuple[Effect, ...] = ()
    grants: tuple[Grant, ...] = ()
    investments: tuple[Object, ...] = ()
    controls: tuple[Point, ...] = ()
    risks: tuple[RiskLine, ...] = ()
    frames: tuple[FrameTable, ...] = ()
    posted: str = ""
    reprioritisations: tuple[Freed, ...] = ()

    def table(self, name: str) -> FrameTable | None:
        """Return one of the tables of frames, or None where the board has none of that name."""
        return next((one for one in self.frames if one.id == name), None)


def registers_of(board_id: str, period: Period) -> Registers:
    year = year_of(period.last)
    listed = Registers(
        matters=tuple(happened_in(board_id, period)),
        work=tuple(line for what in KINDS for line in lines_of(board_id, period, what)),
        effects=tuple(effects_of(board_id, period)),
        coming=tuple(coming_of(board_id, period)),
        grants=tuple(grants_of(board_id, period)),
        investments=tuple(objects_of(board_id, period)),
        controls=tuple(points_of(board_id, period)),
        risks=tuple(risks_of(board_id, period)),
    )
    account = account_of(board_id, year)
    if account is None:
        return listed
    books = Books([year - 1, year])
    return replace(
        listed,
        frames=tuple(table(books, account.id, year) for table in TABLES.values()),
        posted=books.fingerprint(),
        reprioritisations=tuple(map(_freed, reprioritisations_of(account.id, year))),
    )


def _freed(row: Reprioritisation) -> Freed:
    said = Freed(row.pk, row.source.name, row.target.name, row.amount, row.effect)
    latest = next(reversed(row.reports.all()), None)
    if latest is None:
        return said
    day = timezone.localdate(latest.reported_at)
    return replace(said, status=latest.status, freed=latest.amount, outcome=latest.text, reported_on=day)


def to_json(registers: Registers) -> str:
    return json.dumps(asdict(registers), ensure_ascii=False, indent=1, default=str)


def from_json(text: str) -> Registers:
    found: Registers = _made(Registers, json.loads(text))
    return found


def _made(kind: Any, raw: Any) -> Any:
    """A value of the kind that a field declares: the way back from what `asdict` and JSON made of it."""
    of = get_args(kind)
    if isinstance(kind, UnionType):
        return None if raw is None else _made(of[0], raw)
    if get_origin(kind) is tuple:
        each = of[:1] * len(raw) if of[-1] is Ellipsis else of
        return tuple(_made(one, value) for one, value in zip(each, raw, strict=True))
    if get_origin(kind) in (dict, Mapping):
        return {key: _made(of[1], value) for key, value in raw.items()}
    if kind is date:
        return date.fromisoformat(raw)
    if kind is Figure:
        return Figure(Fraction(raw["value"]), unit(raw["unit"]["code"]), raw["decimals"])
    if is_dataclass(kind) and isinstance(kind, type):
        hints = get_type_hints(kind)
        there = [field.name for field in fields(kind) if field.name in raw]  # an older report had fewer lists
        return kind(**{name: _made(hints[name], raw[name]) for name in there})
    return raw
