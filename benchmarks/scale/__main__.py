# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""`python -m benchmarks.scale [SCALE] [--write]`, or `make bench SCALE=…`; 1 when a target is missed.

The home of a scale is generated when it is not there, in MALRAM_BENCH or the temporary folder, and kept.
"""

from __future__ import annotations

import argparse
import sys

from benchmarks.scale.page import as_text, missed, tables, write
from benchmarks.scale.run import run
from malram.demo.scale.sizes import SCALES


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.scale", description=__doc__)
    parser.add_argument("scale", nargs="?", choices=tuple(SCALES), default="hundredth")
    parser.add_argument("--write", action="store_true", help="write the results into benchmarks/README.md")
    asked = parser.parse_args()
    results = run(asked.scale)
    for table in tables(results):
        print(f"\n{as_text(table)}")
    if asked.write:
        write(results)
    failed = missed(results)
    print(
        f"\n{len(failed)} targets missed at {asked.scale}."
        if failed
        else f"\nAll targets met at {asked.scale}."
    )
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
