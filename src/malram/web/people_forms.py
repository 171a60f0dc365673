# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Forms about who may do what, and who did."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext_lazy as _

from malram.accounts.models import Person
from malram.organisation.models import Unit
from malram.organisation.roles import ROLES

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


def day_field(missing: StrOrPromise = "", **options) -> forms.DateField:
    """A day as browsers send it; a day that is needed says so when it is missing."""
    return forms.DateField(
        required=bool(missing),
        input_formats=["%Y-%m-%d"],
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": missing,
            "invalid": _("Skriv dagen som år-månad-dag, till exempel 2026-01-31."),
        },
        **options,
    )


class RoleForm(forms.Form):
    username = forms.CharField(
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "off", "aria-describedby": "namn-hjalp"}),
        error_messages={
            "required": _("Skriv användarnamnet på den som ska få rollen."),
            "max_length": _("Ett användarnamn har högst %(limit_value)d tecken."),
        },
    )
    role = forms.ChoiceField(
        choices=[("", _("Välj roll")), *((role.id, role.name) for role in ROLES.values())],
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Välj en roll i listan.")),
    )
    unit_id = forms.ChoiceField(
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Välj en enhet i listan.")),
    )
    valid_from = day_field(_("Skriv från vilken dag rollen gäller."))
    valid_to = day_field()

    def __init__(self, units: Iterable[Unit], *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        choices = [(unit.id, f"{unit.name} ({unit.id})") for unit in units]
        self.fields["unit_id"].choices = [("", _("Välj enhet")), *choices]  # type: ignore[attr-defined]

    def clean_username(self) -> Person:
        name = self.cleaned_data["username"]
        person = Person.objects.filter(username=name).first()
        if person is None:
            raise forms.ValidationError(
                _("Ingen heter ”%(name)s” här. Kontrollera stavningen; kontot måste finnas innan."),
                params={"name": name},
            )
        return person


class EndForm(forms.Form):
    last_day = day_field(_("Skriv vilken som är rollens sista dag."))


class TrailForm(forms.Form):
    """What to look for in the trail. Everything may be left out."""

    person = forms.CharField(required=False, max_length=150)
    action = forms.ChoiceField(
        required=False, error_messages={"invalid_choice": _("Välj en handling i listan.")}
    )
    object = forms.CharField(required=False, max_length=300)
    first = day_field()
    last = day_field()

    def __init__(self, actions: Iterable[tuple[str, str]], *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["action"].choices = [("", _("Alla")), *actions]  # type: ignore[attr-defined]

    def clean(self) -> None:
        first, last = self.cleaned_data.get("first"), self.cleaned_data.get("last")
        if first and last and last < first:
            self.add_error("last", _("Sista dagen ligger före den första. Byt plats på dem."))
