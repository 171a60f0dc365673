# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Siffergranskning on the web: anybody signed in hands over a document and gets it back reviewed.

Nothing is kept: the document lies in a folder of its own while it is read, and is gone with the answer.
"""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from malram.reports.access import build_for
from malram.reports.files import REVIEW
from malram.review import review as review_file
from malram.review.claims import Review
from malram.review.reading.limits import Unreadable
from malram.review.reading.opening import kind_of
from malram.review.showing.html import as_html
from malram.review.showing.remarks import can_hold_remarks, write_remarks
from malram.web.forms import ReviewForm
from malram.web.pages import Asked
from malram.web.readings import TYPES, files_of
from malram.web.shell import Step, shell

LONGEST_NAME = 100


@require_http_methods(["GET", "HEAD", "POST"])
def review(request: Asked) -> HttpResponse:
    if request.method != "POST":
        return _form(request, ReviewForm(), 200)
    form = ReviewForm(request.POST, request.FILES)
    if not form.is_valid():
        return _form(request, form, 400)
    with TemporaryDirectory(prefix="malram-granska-") as folder:
        path = Path(folder) / _name_of(form.cleaned_data["document"])
        with path.open("wb") as file:
            for chunk in form.cleaned_data["document"].chunks():
                file.write(chunk)
        try:
            outcome = review_file(path)
            if form.cleaned_data["answer"] == "file":
                return _commented(path, outcome)
        except Unreadable as error:
            form.add_error("document", f"{error.wrong} {error.advice}")
            return _form(request, form, 400)
    return shown(as_html(outcome, again()))


@require_safe
def report_review(request: Asked, folder: str) -> HttpResponse:
    """What the reviewer found in a report of ours when it was built."""
    kept = files_of(build_for(request.user, folder)) / REVIEW
    if not kept.is_file():
        raise Http404(_("Rapporten är inte granskad."))
    return shown(kept.read_text(encoding="utf-8"))


def again() -> tuple[str, str]:
    """The way on from a review: its text and its address."""
    return _("Granska ett dokument till"), reverse("review")


def shown(page: str) -> HttpResponse:
    """A review's page stands alone and brings its own style: that one, and nothing else, is let through."""
    style = page.partition("<style>")[2].partition("</style>")[0]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    answer = HttpResponse(page)
    answer.headers["Content-Security-Policy"] = (
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'none'"
    )
    return answer


def _form(request: Asked, form: ReviewForm, status: int) -> HttpResponse:
    context = {"form": form} | shell(request.user, "review", Step(_("Siffergranskning")))
    return render(request, "web/review.html", context, status=status)


def _name_of(upload: UploadedFile) -> str:
    """The name the person knows the file by, as the last step of a path and nothing else."""
    name = PurePosixPath((upload.name or "").replace("\\", "/")).name.replace("\0", "")
    stem, dot, ending = name.rpartition(".")
    return f"{stem[:LONGEST_NAME]}{dot}{ending[:10]}" if stem else "dokument"


def _commented(path: Path, outcome: Review) -> HttpResponse:
    """The document itself with the findings at its figures; a text, which can hold none, as a page."""
    kind, target = kind_of(path), path.with_name("granskad")
    if not can_hold_remarks(kind):
        return shown(as_html(outcome, again()))
    write_remarks(kind, path, outcome, target)
    answer = HttpResponse(target.read_bytes(), content_type=TYPES[kind.value])
    answer.headers["Content-Disposition"] = f'attachment; filename="granskad.{kind.value}"'
    return answer
