# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""`python -m benchmarks.scale.jobs NAME HOME ASKED`: one piece of work, timed, told as one line of JSON.

A job prepares itself without being timed and returns the work; the work returns what is to be told.
"""

from __future__ import annotations

import json
import resource
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.scale import ours
from benchmarks.scale.asked import asked_of, columns_of
from benchmarks.scale.homes import Opened
from benchmarks.table import timed

Work = Callable[[], dict[str, Any] | None]
Job = Callable[..., Work]


def chain(home: Path, how: str, measures: int = 0) -> Work:
    """Another method's whole chain, into a folder that is thrown away."""
    method, opened = import_module(f"benchmarks.scale.{how}"), Opened.of(home)
    asked = asked_of(opened.additive(measures))

    def work() -> None:
        with TemporaryDirectory() as folder:
            method.chain(opened.store, opened.tree, asked, Path(folder))

    return work


def scan(home: Path) -> Work:
    """The bare scan of the columns that the additive measures need."""
    from benchmarks.recompute import scan

    opened = Opened.of(home)
    columns = columns_of(asked_of(opened.additive()))
    return lambda: scan(opened.store, columns)


JOBS: dict[str, Job] = {
    "scan": scan,
    "chain": chain,
    **{job.__name__: job for job in (ours.recompute, ours.late, ours.lookup)},
    "tiles": lambda home, **asked: import_module("benchmarks.scale.tiles").tiles(home, **asked),
    "by_engine": lambda home, **asked: import_module("benchmarks.spark").by_engine(home, **asked),
    "agree": lambda home, **asked: import_module("benchmarks.scale.agree").agree(home, **asked),
}


def main() -> None:
    name, home, asked = sys.argv[1:]
    work = JOBS[name](Path(home), **json.loads(asked))
    took, told = timed(work)
    mib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"wall": took.wall, "cpu": took.cpu, "mib": mib, **(told or {})}))


if __name__ == "__main__":
    main()
