# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The files of a built report: what it says as JSON, the three formats people read, and its review."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path
from typing import cast

from malram.reports.blocks import Document, Ledger
from malram.reports.json_form import from_json, to_json
from malram.reports.reviewed import review_report
from malram.reports.writers import page, typeset, write_docx
from malram.review.showing.html import as_html
from malram.review.showing.tally import summary

DOCUMENT, LEDGER = "document.json", "ledger.json"
REVIEW, VERDICT = "review.html", "review.txt"  # the whole review as a page, and in one sentence
INPUTS = "inputs"  # what the report was made of
FORMATS = {"html": "report.html", "pdf": "report.pdf", "docx": "report.docx"}


def folder_name(document: Document, ledger: Ledger) -> str:
    """Where a report is kept: its name, and a hash of all it says."""
    content = to_json(document) + to_json(ledger)
    return f"{document.id.replace('/', '_')}-{hashlib.sha256(content.encode()).hexdigest()[:12]}"


def write_files(document: Document, ledger: Ledger, home: Path, inputs: Path | None = None) -> Path:
    """Write all files below `home`/reports and return their folder; one that is there already stays as it is.

    `inputs` is a folder with what the report was made of; a copy is kept with the files.

    The folder gets its name when it is complete, so that a reader sees a whole report or none.
    """
    folder = home / "reports" / folder_name(document, ledger)
    if folder.is_dir():
        return folder
    half = folder.with_name(f".{folder.name}.half")
    shutil.rmtree(half, ignore_errors=True)
    half.mkdir(parents=True)
    for name, content in contents(document, ledger).items():
        (half / name).write_bytes(content)
    if inputs is not None:
        shutil.copytree(inputs, half / INPUTS)
    half.rename(folder)
    return folder


def contents(document: Document, ledger: Ledger) -> dict[str, bytes]:
    """Every file of a report by name."""
    laid_out, reviewed = typeset(document, ledger), review_report(document, ledger)
    return {
        DOCUMENT: to_json(document).encode(),
        LEDGER: to_json(ledger).encode(),
        FORMATS["html"]: page(document, ledger).encode(),
        FORMATS["pdf"]: laid_out.pdf,
        FORMATS["docx"]: write_docx(document, ledger, laid_out.pages),
        REVIEW: as_html(reviewed).encode(),
        VERDICT: summary(reviewed).encode(),
    }


def read_files(folder: Path) -> tuple[Document, Ledger]:
    """The document and the ledger of a built report."""
    document = cast(Document, from_json((folder / DOCUMENT).read_text(encoding="utf-8")))
    return document, cast(Ledger, from_json((folder / LEDGER).read_text(encoding="utf-8")))
