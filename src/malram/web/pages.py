# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""What every view of a unit and a period begins with."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from malram.accounts.models import Person
from malram.web.places import UnreadablePeriod

View = Callable[..., HttpResponse]


class Asked(HttpRequest):
    """A request of somebody who has signed in: the middleware lets nobody else through to these views."""

    user: Person


def readable_period(view: View) -> View:
    """Answer an unreadable period with one page that says what is wrong and what to do."""

    @wraps(view)
    def answered(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except UnreadablePeriod as error:
            return render(request, "400.html", {"message": error.message, "remedy": error.remedy}, status=400)

    return answered
