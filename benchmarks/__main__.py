# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""`python -m benchmarks [NAME ...] [--home DIR]`, or `make bench`.

Without `--home` the demo is built anew in a temporary folder, which the others then read. With it, they
read a home that was built before, and nothing is built.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory

NAMES = (
    "demo",
    "recompute",
    "report",
    "economy",
    "forecast",
    "decision",
    "review",
    "review_injected",
    "spark",
    "faults",
)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"any of {', '.join(NAMES)}; all by default")
    parser.add_argument("--home", type=Path, help="a home that is already built, to measure on")
    asked = parser.parse_args()
    if unknown := set(asked.names) - set(NAMES):
        parser.error(f"unknown: {', '.join(sorted(unknown))}")
    if asked.home and "demo" in asked.names:
        parser.error("demo builds a home of its own; leave out --home")
    names = asked.names or NAMES
    if asked.home:
        measure([name for name in names if name != "demo"], asked.home.resolve())
        return
    with TemporaryDirectory(prefix="malram-bench-") as folder:
        measure(["demo"], Path(folder))
        for name in names:  # each in a process of its own, where nothing has been read or drawn before
            if name != "demo":
                command = [sys.executable, "-m", "benchmarks", name, "--home", folder]
                subprocess.run(command, check=True)


def measure(names: list[str], home: Path) -> None:
    os.environ["MALRAM_HOME"] = str(home)  # before Django reads its settings
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "malram.config.settings")
    import django

    django.setup()
    cores, load = os.cpu_count(), os.getloadavg()[0]
    print(f"\n{cores} cores, load {load:.1f}: compare 'cpu s' when others are at work.", flush=True)
    for name in names:
        import_module(f"benchmarks.{name}").run(home)


if __name__ == "__main__":
    main()
