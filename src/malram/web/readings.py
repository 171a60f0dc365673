# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Built reports: the list, the report read in the page, and its files."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import render
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.http import require_safe

from malram.reports.access import build_for, builds_for, newest_for
from malram.reports.files import FORMATS, LEDGER, VERDICT, read_files
from malram.reports.models import ReportBuild
from malram.reports.writers.html import fragment, table_of_contents
from malram.web.links import ledger_links
from malram.web.pages import Asked
from malram.web.shell import Step, shell

FILES = {**FORMATS, "ledger": LEDGER}
LABELS = {
    "pdf": lazy("PDF, för utskrift"),
    "docx": lazy("Word, för att arbeta vidare"),
    "html": lazy("Webbsida i en fil"),
    "ledger": lazy("Talens förteckning (JSON)"),
}
TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "html": "text/html; charset=utf-8",
    "ledger": "application/json",
}


@dataclass(frozen=True)
class Download:
    label: str
    href: str
    size: str


@dataclass(frozen=True)
class Reading:
    """The report as markup: its contents and its text."""

    contents: str
    text: str


@require_safe
def report_list(request: Asked) -> HttpResponse:
    newest = newest_for(request.user)
    context = {"reports": newest, "older": builds_for(request.user).exclude(id__in=newest.values("id"))}
    return render(
        request, "web/report_list.html", context | shell(request.user, "report-list", Step(_("Rapporter")))
    )


@require_safe
def report(request: Asked, folder: str) -> HttpResponse:
    found = build_for(request.user, folder)
    kept = files_of(found)
    if not (kept / LEDGER).exists():
        raise Http404(_("Rapportens filer finns inte kvar."))
    context = {
        "report": found,
        "files": downloads(found),
        "reading": reading(kept, found.board_id),
        "verdict": verdict(kept),
    }
    steps = (Step(_("Rapporter"), reverse("report-list")), Step(found.title))
    return render(request, "web/report.html", context | shell(request.user, "report", *steps))


@require_safe
def report_file(request: Asked, folder: str, kind: str) -> FileResponse:
    found = build_for(request.user, folder)
    path = files_of(found) / FILES.get(kind, "")
    if kind not in FILES or not path.is_file():
        raise Http404(_("Filen finns inte."))
    # Never shown inside our pages: the one-file page brings its own styles.
    return FileResponse(
        path.open("rb"), as_attachment=True, filename=f"{folder}{path.suffix}", content_type=TYPES[kind]
    )


def files_of(found: ReportBuild) -> Path:
    return Path(settings.MALRAM_HOME) / "reports" / found.folder


def downloads(found: ReportBuild) -> list[Download]:
    """The files that are there, in the order people ask for them."""
    kept = files_of(found)
    return [
        Download(
            str(label),
            reverse("report-file", args=[found.folder, kind]),
            filesizeformat((kept / FILES[kind]).stat().st_size),
        )
        for kind, label in LABELS.items()
        if (kept / FILES[kind]).is_file()
    ]


def verdict(kept: Path) -> str:
    """What the reviewer said of the report, in one sentence; a report built before it read them has none."""
    path = kept / VERDICT
    return path.read_text(encoding="utf-8") if path.is_file() else ""


@lru_cache(maxsize=8)
def reading(folder: Path, board: str) -> Reading:
    """The report for the page. A built report never changes, and its charts take seconds to draw."""
    document, ledger = read_files(folder)
    text = fragment(document, ledger, ledger_links(board), top=1, cover=False)
    return Reading(table_of_contents(document), text)
