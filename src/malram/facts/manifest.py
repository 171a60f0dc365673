# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""What was delivered, when it became known, and therefore what is in force. Pure: lines in, answers out."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Literal

State = Literal["committed", "refused", "partly"]


@dataclass(frozen=True)
class Part:
    """One month of one delivery: a Parquet file below the store's root."""

    month: int
    path: str
    rows: int
    sha256: str


@dataclass(frozen=True)
class Delivery:
    """One manifest line.

    `closed` are the months that were closed for the contract when the file came: there the former delivery
    from the same source stays in force. `corrects` is the number of the delivery whose quarantined rows this
    one corrects; it then adds to that delivery and replaces nothing.
    """

    number: int
    contract: str
    source: str
    file: str
    name: str
    known_at: str
    state: State
    landed: int
    committed: int
    quarantined: int
    mapping: str
    parts: tuple[Part, ...] = ()
    closed: tuple[int, ...] = ()
    quarantine: str = ""
    corrects: int | None = None

    def line(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def of_line(cls, line: str) -> Delivery:
        raw = json.loads(line)
        raw["parts"] = tuple(Part(**part) for part in raw["parts"])
        raw["closed"] = tuple(raw["closed"])
        return cls(**raw)

    @property
    def known(self) -> datetime:
        return datetime.fromisoformat(self.known_at)


@dataclass
class Standing:
    """What is in force of one source: the latest delivery, and parts by month (older ones where closed)."""

    delivery: Delivery
    parts: dict[int, list[tuple[Delivery, Part]]] = field(default_factory=dict)


def in_force(
    deliveries: Iterable[Delivery], known_at: datetime | None = None
) -> dict[tuple[str, str], Standing]:
    """Return the standing of every (contract, source) as it was known at a time, or as it is known now."""
    standing: dict[tuple[str, str], Standing] = {}
    for delivery in sorted(deliveries, key=lambda d: (d.known, d.number)):
        if delivery.state == "refused" or (known_at is not None and delivery.known > known_at):
            continue
        slot = (delivery.contract, delivery.source)
        former = standing.get(slot)
        if delivery.corrects is not None:
            if former is not None and former.delivery.number == delivery.corrects:
                _add(former, delivery)
            continue
        latest = Standing(delivery)
        if former is not None:
            latest.parts = {m: parts for m, parts in former.parts.items() if m in delivery.closed}
        _add(latest, delivery)
        standing[slot] = latest
    return standing


def _add(standing: Standing, delivery: Delivery) -> None:
    for part in delivery.parts:
        standing.parts.setdefault(part.month, []).append((delivery, part))
