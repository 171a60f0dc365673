# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pages where a region administrator gives and ends roles in their part of the organisation."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from malram.accounts.models import Person
from malram.organisation.access import membership_for, memberships_for, units_to_read, units_where
from malram.organisation.giving import DAY, RoleRefused, end_role, give_role
from malram.organisation.models import Membership, Unit
from malram.organisation.roles import RIGHTS, ROLES
from malram.values import day_text
from malram.web.pages import Asked
from malram.web.people_forms import EndForm, RoleForm
from malram.web.shell import Step, shell

ON_A_PAGE = 50


@require_http_methods(["GET", "HEAD", "POST"])
def roles(request: Asked) -> HttpResponse:
    """The roles of one's units, and the form that gives another."""
    units = _administered(request.user)
    if request.method != "POST":
        form = RoleForm(units, initial={"valid_from": timezone.localdate().isoformat()})
        return _roles_page(request, form)
    form = RoleForm(units, request.POST)
    if form.is_valid():
        person = form.cleaned_data.pop("username")
        try:
            given = give_role(actor=request.user, person=person, **form.cleaned_data)
        except RoleRefused as error:
            form.add_error(None, str(error))
        else:
            words = {"person": person, "role": ROLES[given.role].name, "unit": given.unit}
            messages.success(request, _("%(person)s är %(role)s i %(unit)s.") % words)
            return redirect("roles")
    return _roles_page(request, form, 422)


def _administered(person: Person) -> list[Unit]:
    return list(units_to_read(person).filter(id__in=units_where(person, "administer")).order_by("name"))


def _roles_page(request: Asked, form: RoleForm, status: int = 200) -> HttpResponse:
    today, everything = timezone.localdate(), request.GET.get("avslutade") == "ja"
    found = memberships_for(request.user)
    if not everything:
        found = found.filter(Q(valid_to=None) | Q(valid_to__gte=today))
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("sida"))
    context: dict[str, Any] = {
        "form": form,
        "page": page,
        "rows": [_row(one, today) for one in page],
        "everything": everything,
        "roles": [
            (role, [RIGHTS[right] for right in RIGHTS if right in role.may]) for role in ROLES.values()
        ],
    }
    around = shell(request.user, "roles", Step(_("Roller")))
    return render(request, "web/roles.html", context | around, status=status)


def _row(membership: Membership, today: date) -> dict[str, Any]:
    over = membership.valid_to is not None and membership.valid_to < today
    return {
        "membership": membership,
        "role": ROLES[membership.role].name if membership.role in ROLES else membership.role,
        "state": _("avslutad") if over else _("gäller") if membership.valid_from <= today else _("kommande"),
        "end_href": "" if over else reverse("role-end", args=[membership.pk]),
    }


@require_http_methods(["GET", "HEAD", "POST"])
def end(request: Asked, membership_id: int) -> HttpResponse:
    """Ask for the last day of a role, and end it with that day."""
    membership = membership_for(request.user, membership_id)
    data = request.POST if request.method == "POST" else None
    form = EndForm(data, initial={"last_day": (timezone.localdate() - DAY).isoformat()})
    if request.method == "POST" and form.is_valid():
        try:
            end_role(actor=request.user, membership_id=membership.pk, **form.cleaned_data)
        except RoleRefused as error:
            form.add_error("last_day", str(error))
        else:
            messages.success(
                request, _("Rollen slutar %(day)s.") % {"day": day_text(form.cleaned_data["last_day"])}
            )
            # Who has ended their own role may not see the page of roles any more.
            own = membership.person_id == request.user.pk
            return redirect("home" if own else "roles")
    context = {"form": form, "row": _row(membership, timezone.localdate())}
    around = shell(request.user, "roles", Step(_("Roller"), reverse("roles")), Step(_("Avsluta")))
    status = 422 if request.method == "POST" else 200
    return render(request, "web/role_end.html", context | around, status=status)
