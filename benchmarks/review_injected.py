# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Faults planted in clean reports: how many the reviewer finds, and what it says of the clean ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from benchmarks.review_cases import Report
from benchmarks.review_faults import KINDS, Fault, spoil
from benchmarks.review_tables import report
from malram.review import review
from malram.review.claims import Finding, Review, Severity

SEED = 20250107
CLEAN, EACH = 60, 40


def run(home: Path) -> None:
    """Print how many faults are found, and what is said of reports without any. `home` is not read."""
    random = Random(SEED)
    with TemporaryDirectory(prefix="malram-injected-") as folder:
        path = Path(folder) / "rapport.txt"
        claims, errors, questions = clean_reports(random, path)
        found, asked, beside = planted(random, path)
    print(f"\nPlanted faults, seed {SEED}: {EACH} of each kind, one in each small report")
    for kind in KINDS:
        print(f"  {kind:<24}{found[kind]:>4} of {asked[kind]}{found[kind] / max(1, asked[kind]):>8.0%}")
    total, of = sum(found.values()), sum(asked.values())
    print(f"  {'all':<24}{total:>4} of {of}{total / max(1, of):>8.0%}   target 90 %")
    print(f"  {CLEAN} clean reports: {claims} relations, {errors} false errors, {questions} false questions;")
    print(f"  {1000 * errors / max(1, claims):.2f} false errors per 1,000 clean relations   target 1")
    print(f"  {beside} findings beside the planted ones", flush=True)


def clean_reports(random: Random, path: Path) -> tuple[int, int, int]:
    """Relations read, errors and questions raised in reports without faults."""
    claims = errors = questions = 0
    for _ in range(CLEAN):
        result = _reviewed(report(random), path)
        claims += sum(claim.holds is not None for claim in result.claims)
        errors += sum(finding.severity is Severity.ERROR for finding in result.findings)
        questions += sum(finding.severity is Severity.QUESTION for finding in result.findings)
    return claims, errors, questions


def planted(random: Random, path: Path) -> tuple[Counter[str], Counter[str], int]:
    """Faults found and planted by kind, and the findings that are about something else."""
    found: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    beside = 0
    for kind, made, fault in cases(random):
        result = _reviewed(made, path)
        line = made.text()[1][fault.part] + fault.line
        told = [finding for finding in result.findings if finding.severity is not Severity.NOTE]
        meeting = [finding for finding in told if _about(finding, line)]
        asked[kind] += 1
        found[kind] += bool(meeting)
        beside += len(told) - len(meeting)
    return found, asked, beside


def cases(random: Random) -> Iterator[tuple[str, Report, Fault]]:
    for kind in KINDS:
        done = 0
        while done < EACH:
            made = deepcopy(report(random))
            fault = spoil(made, kind, random)
            if fault is not None:
                done += 1
                yield kind, made, fault


def _reviewed(made: Report, path: Path) -> Review:
    path.write_text(made.text()[0], encoding="utf-8")
    return review(path)


def _about(finding: Finding, line: int) -> bool:
    """Whether a finding, or what is folded under it, marks the spoilt line."""
    if finding.suspect is not None:
        return finding.suspect.spot.line == line
    return any(claim.line_start <= line <= claim.line_end for claim in (finding.claim, *finding.folded))


if __name__ == "__main__":
    run(Path())
