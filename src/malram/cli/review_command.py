# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""`malram review`: find what cannot be true in a report, ours or anybody's."""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace
from pathlib import Path

from malram.review import review
from malram.review.showing.as_json import as_json


def configure(parser: ArgumentParser) -> None:
    parser.add_argument("file", metavar="FIL", type=Path, help="en rapport: .txt, .docx eller .pdf")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="text (förval) eller json")


def run(arguments: Namespace) -> int:
    outcome = review(arguments.file)
    if arguments.format == "json":
        print(json.dumps(as_json(outcome), ensure_ascii=False, indent=2))
    else:
        for finding in outcome.findings:
            print(
                f"rad {finding.claim.line_start} {finding.severity.value}: {finding.message} {finding.repair}"
            )
    return 1 if outcome.has_errors else 0
