# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""A page whose files are damaged says so, and the log says which file and what to do."""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from malram.facts.damage import Damaged

logger = logging.getLogger(__name__)


class Damage:
    """Answers instead of a view that could not read what was computed or delivered."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.answer(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, Damaged):
            return None
        logger.error("%s", exception)
        return render(request, "web/damaged.html", status=503)
