# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The results in words: tables for the person who ran it, and the same in benchmarks/README.md."""

from __future__ import annotations

import os
import platform
import re
from importlib.metadata import version
from pathlib import Path

from benchmarks.scale.plot import drawing
from benchmarks.scale.run import Results
from benchmarks.scale.targets import Verdict, shown, verdicts

README = Path(__file__).parents[1] / "README.md"
PLOT = README.with_name("cost.svg")
LIBRARIES = ("polars", "duckdb", "ibis-framework", "numpy", "scipy", "pandas")
MORE = {  # figures that no target is set for
    "polars_to_recompute": "plain Polars / full recompute",
    "pandas_to_recompute": "plain pandas / full recompute",
    "all_to_scan": "the whole catalogue / bare scan of the columns of the additive measures",
    "linked_to_pass": "linked measures / one additive pass over the same tables",
    "scan_cpu": "full recompute / bare scan, in processor seconds",
    "sql_cpu": "hand-written SQL / full recompute, in processor seconds",
    "polars_cpu": "plain Polars / full recompute, in processor seconds",
    "lookup_cpu_us": "look-up, µs of processor time (95 of 100)",
    "lookup_p50_us": "look-up, µs (50 of 100)",
    "page_p50_ms": "page of 40 indicators, ms (50 of 100)",
    "beside_p50_us": "look-up in four processes beside one that computes, µs (50 of 100)",
    "beside_p95_us": "the same, 95 of 100",
}
Table = tuple[tuple[str, ...], list[tuple[str, ...]]]


def tables(results: Results) -> list[Table]:
    """Methods; figures without a target; and last what · ratio · target · met."""
    judged = verdicts(results.scale, results.figures)
    return [
        _methods(results),
        _more(results),
        (("what", "ratio", "target", "met"), [one.cells for one in judged]),
    ]


def missed(results: Results) -> list[Verdict]:
    return [one for one in verdicts(results.scale, results.figures) if one.missed]


def _methods(results: Results) -> Table:
    base = results.seconds("bare scan")
    rows = [
        (
            name,
            f"{one.wall:,.2f}",
            f"{one.cpu:,.1f}" if one.cpu else "",
            f"{one.mib:,.0f}",
            f"{one.wall / base:,.1f}",
        )
        for name, one in results.samples.items()
    ]
    return ("method", "seconds", "cpu s", "MiB", "× scan"), rows


def _more(results: Results) -> Table:
    found = [(says, shown(results.figures[name])) for name, says in MORE.items() if name in results.figures]
    return ("also measured", "figure"), found


def as_text(table: Table) -> str:
    head, rows = table
    first, *others = (max(len(row[i]) for row in (head, *rows)) for i in range(len(head)))
    return "\n".join(
        "  ".join([row[0].ljust(first), *(cell.rjust(w) for cell, w in zip(row[1:], others, strict=True))])
        for row in (head, *rows)
    )


def as_markdown(table: Table) -> str:
    head, rows = table
    line = ["---"] + ["---:"] * (len(head) - 1)
    return "\n".join("| " + " | ".join(row) + " |" for row in (head, line, *rows))


def write(results: Results) -> None:
    """Put the results of this scale into the README, in place of those that stood there."""
    text = README.read_text(encoding="utf-8")
    begin, end = (f"<!-- results of {results.scale}: {what} -->" for what in ("begin", "end"))
    body = "\n\n".join([_where(results), *map(as_markdown, tables(results))])
    pattern = re.compile(f"{re.escape(begin)}.*?{re.escape(end)}", re.DOTALL)
    README.write_text(pattern.sub(lambda _: f"{begin}\n{body}\n{end}", text), encoding="utf-8")
    if results.scale == "full":
        PLOT.write_text(drawing(results.points), encoding="utf-8")


def _where(results: Results) -> str:
    """The machine, and what it ran."""
    told = re.search(r"model name\s*: (.*)", Path("/proc/cpuinfo").read_text(encoding="utf-8"))
    processor = told[1] if told else platform.machine()
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    ran = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    machine = f"{os.cpu_count()} cores ({processor}), {memory:.0f} GiB, Python {platform.python_version()}"
    return f"{results.rows:,} rows. {machine}, {ran}. Load when it ended: {os.getloadavg()[1]:.1f}."
