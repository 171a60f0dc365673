# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""A clock for wall time and processor time, and the small table every benchmark prints."""

from __future__ import annotations

import resource
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from statistics import median
from time import perf_counter
from typing import TypeVar

Result = TypeVar("Result")


@dataclass(frozen=True)
class Took:
    """Seconds on the wall, and seconds of processor time in all threads and children.

    On a busy machine the wall tells more about the others than about us; the processor time does not.
    """

    wall: float
    cpu: float

    def __add__(self, other: Took) -> Took:
        return Took(self.wall + other.wall, self.cpu + other.cpu)


NOTHING = Took(0, 0)


class Clock:
    """Laps by name, added up when a name comes back."""

    def __init__(self) -> None:
        self.laps: dict[str, Took] = {}
        self._since = _now()

    def lap(self, name: str) -> None:
        """Give the time since the last lap to `name`."""
        now = _now()
        took = Took(now.wall - self._since.wall, now.cpu - self._since.cpu)
        self.laps[name] = self.laps.get(name, NOTHING) + took
        self._since = now

    @contextmanager
    def timing(self, name: str) -> Iterator[None]:
        self._since = _now()
        yield
        self.lap(name)

    @property
    def total(self) -> Took:
        return sum(self.laps.values(), NOTHING)


def _now() -> Took:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return Took(perf_counter(), sum(one.ru_utime + one.ru_stime for one in used))


def timed(work: Callable[[], Result]) -> tuple[Took, Result]:
    clock = Clock()
    with clock.timing("it"):
        result = work()
    return clock.total, result


def middle(runs: Sequence[Took]) -> Took:
    return Took(median(run.wall for run in runs), median(run.cpu for run in runs))


def show(title: str, rows: dict[str, Took], baseline: str, targets: dict[str, str]) -> None:
    """Print one row per thing: seconds, processor seconds, ratio to the baseline row, and its target."""
    base = rows[baseline]
    print(f"\n{title}")
    print(f"  {'what':<34}{'seconds':>9}{'cpu s':>9}{'ratio':>8}   target")
    for name, took in rows.items():
        ratio = "1" if name == baseline else f"{took.wall / base.wall:.1f}"
        print(f"  {name:<34}{took.wall:>9.2f}{took.cpu:>9.2f}{ratio:>8}   {targets.get(name, '')}".rstrip())
    print(f"  Ratios are to '{baseline}', measured in this run.", flush=True)
