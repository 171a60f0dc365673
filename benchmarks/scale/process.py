# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""One piece of work in a process of its own: how long it took, and how much memory the process tree held."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from time import sleep
from typing import Any

PAGE = os.sysconf("SC_PAGE_SIZE")
EVERY = 0.05  # seconds between two looks at the memory
MIB = 1 << 20


@dataclass(frozen=True)
class Sample:
    """Seconds of the work itself, without the start of the process; `said` is what the work told besides."""

    wall: float
    cpu: float
    mib: float
    said: dict[str, Any] = field(default_factory=dict)


class Started:
    """A process at work, watched until it ends."""

    def __init__(self, job: str, home: Path, **asked: Any) -> None:
        command = [sys.executable, "-m", "benchmarks.scale.jobs", job, str(home), json.dumps(asked)]
        self._process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        self._peak = 0

    @property
    def running(self) -> bool:
        self._peak = max(self._peak, resident(self._process.pid))
        return self._process.poll() is None

    def finish(self) -> Sample:
        """Wait for the end. Raises `CalledProcessError` when the work failed; its own words are on stderr."""
        while self.running:
            sleep(EVERY)
        out, _ = self._process.communicate()
        if self._process.returncode:
            raise subprocess.CalledProcessError(self._process.returncode, self._process.args)
        told = json.loads(out.splitlines()[-1])
        return Sample(told.pop("wall"), told.pop("cpu"), max(self._peak / MIB, told.pop("mib")), told)


def measured(job: str, home: Path, **asked: Any) -> Sample:
    return Started(job, home, **asked).finish()


def middle(samples: list[Sample]) -> Sample:
    """The median of seconds; of the memory the most, since a limit must hold every time."""
    walls, cpus = [one.wall for one in samples], [one.cpu for one in samples]
    return Sample(median(walls), median(cpus), max(one.mib for one in samples), samples[-1].said)


def resident(root: int) -> int:
    """Bytes in memory of a process and all below it; a page that two of them share counts twice."""
    try:
        pages = int(Path(f"/proc/{root}/statm").read_text().split()[1])
        children = [task.read_text().split() for task in Path(f"/proc/{root}/task").glob("*/children")]
    except (OSError, IndexError):  # it ended while we looked
        return 0
    return pages * PAGE + sum(resident(int(child)) for found in children for child in found)
