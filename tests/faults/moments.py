# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Moments to die at, drawn from a seed, and what is true after each of them."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Any

from tests.faults.checks import Answers, written
from tests.faults.linking import linked_copy

KILLED = -9
SMALL = "tests.faults.work"


@dataclass(frozen=True)
class Moment:
    """Before the n-th thing done to a file, killed or as by a power cut; or after some seconds."""

    at: int | None
    cut: bool = False
    seconds: float | None = None

    @property
    def order(self) -> dict[str, Any]:
        by_clock = {"seconds": self.seconds} if self.seconds is not None else {}
        return {"at": self.at, "cut": self.cut} | by_clock


class Trial:
    """A home before the work, how many steps the work has, and what it leaves when nothing happens.

    `before` and `after` are what the pages say without and with the work.
    """

    def __init__(self, folder: Path, host: subprocess.Popen[str]):
        self._folder, self._host = folder, host
        self._start = folder / "start"
        self.ask("before", self._start)
        whole = self._copy("whole")
        began = perf_counter()
        self.steps = self.ask("work", whole)["answer"]
        self.seconds = perf_counter() - began
        self.expected = written(whole)
        self.before: Answers = self.ask("ask", self._start)["answer"]
        self.after: Answers = self.ask("ask", whole)["answer"]

    def ask(self, do: str, home: Path, **order: Any) -> dict[str, Any]:
        return ask(self._host, do, home, **order)

    def _copy(self, name: str) -> Path:
        return linked_copy(self._start, self._folder / name)

    def moments(self, number: int, seed: int) -> list[Moment]:
        """Steps spread over the whole work, every second one as a power cut; a fifth of them by the clock."""
        chance = random.Random(seed)
        by_clock = number // 5
        spread = number - by_clock
        steps = [1 + (i * self.steps + chance.randrange(self.steps)) // spread for i in range(spread)]
        drawn = [Moment(min(step, self.steps), cut=bool(i % 2)) for i, step in enumerate(steps)]
        clock = [Moment(None, seconds=chance.random() * self.seconds) for _ in range(by_clock)]
        return drawn + clock

    def wrong_after(self, moment: Moment) -> list[str]:
        """Die at the moment; look; do the work again. Everything that is not as it should be."""
        home = self._copy("home")
        try:
            ended = self.ask("work", home, **moment.order)["status"]
            found = [] if ended == KILLED or moment.at is None else [f"ended with {ended}"]
            then = self.ask("go on", home, before=self.before, after=self.after)
            if then["status"]:
                return [*found, "could not be read, or not go on"]
            broken, left = then["answer"]
            unlike = {path for path, _ in set(left.items()) ^ set(self.expected.items())}
            return [*found, *broken, *(f"{path} differs" for path in sorted(unlike))]
        finally:
            shutil.rmtree(home)


def ask(host: subprocess.Popen[str], do: str, home: Path, **order: Any) -> dict[str, Any]:
    """Give an order and wait for the answer."""
    give(host, do, home, **order)
    return heard(host)


def heard(host: subprocess.Popen[str]) -> dict[str, Any]:
    assert host.stdout
    return json.loads(host.stdout.readline())


def give(host: subprocess.Popen[str], do: str, home: Path, **order: Any) -> None:
    assert host.stdin
    host.stdin.write(json.dumps({"do": do, "home": str(home), **order}) + "\n")
    host.stdin.flush()


@contextmanager
def host(folder: Path, work: str = SMALL) -> Iterator[subprocess.Popen[str]]:
    """A process that carries out orders in forks of itself; `work` is the module of what is interrupted."""
    root = Path(__file__).parents[2]
    command = [sys.executable, "-W", "ignore", "-m", "tests.faults.host", str(folder), work]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=root
    ) as process:
        yield process
        assert process.stdin
        process.stdin.close()


@contextmanager
def trial(folder: Path, work: str = SMALL) -> Iterator[Trial]:
    """A trial of work whose files lie prepared in the folder."""
    with host(folder, work) as process:
        yield Trial(folder, process)
