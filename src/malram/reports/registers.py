# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a report prints from the registers, fetched once and kept with the report's other parts."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import date

from malram.matters.queries import Happened, happened_in
from malram.values import Period


@dataclass(frozen=True)
class Registers:
    """A board's lists for a period, each in the order it is printed."""

    matters: tuple[Happened, ...] = ()


def registers_of(board_id: str, period: Period) -> Registers:
    return Registers(tuple(happened_in(board_id, period)))


def to_json(registers: Registers) -> str:
    return json.dumps(asdict(registers), ensure_ascii=False, indent=1, default=str)


def from_json(text: str) -> Registers:
    raw = json.loads(text)
    return Registers(tuple(Happened(**{**one, "date": _day(one["date"])}) for one in raw["matters"]))


def _day(text: str) -> date:
    return date.fromisoformat(text)
