# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Forms of state grants and investments: what happened, on which day, with its amount."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from malram.web.effect_forms import AmountForm
from malram.web.people_forms import day_field
from malram.work.words import GRANT_EVENTS, MEANS


class EventForm(AmountForm):
    """An amount in mnkr unless it says its unit; left empty where the event has none."""

    words: Mapping[str, object] = {}
    kind = forms.ChoiceField(
        label=_("Händelse"),
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Välj vad som hände.")),
    )
    date = day_field(_("Skriv vilken dag det hände."))
    comment = forms.CharField(label=_("Kommentar"), required=False, widget=forms.Textarea)
    field_order: Sequence[str] = ("kind", "date", "amount", "to", "comment")

    def __init__(self, *args, **kwargs) -> None:
        super().__init__("mnkr", *args, **kwargs)
        self.fields["date"].label = _("Dag")
        self.fields["amount"].required = False
        self.fields["kind"].choices = [(code, word) for code, word in self.words.items()]  # type: ignore[attr-defined]

    def clean_amount(self) -> int:
        return super().clean_amount() if self.cleaned_data["amount"] else 0


class GrantEventForm(EventForm):
    words = GRANT_EVENTS


class InvestmentEventForm(EventForm):
    words = MEANS
    to = forms.ChoiceField(
        label=_("Till objektet"),
        required=False,
        error_messages={"invalid_choice": _("Välj det objekt som får medlen.")},
    )
    granted_on = day_field()
    field_order = ("kind", "date", "amount", "to", "granted_on", "comment")

    def __init__(self, targets: Iterable[tuple[str, str]], *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = [("", _("Inget")), *targets]  # type: ignore[attr-defined]
        self.fields["granted_on"].label = _("Först beviljat")
        self.fields["granted_on"].help_text = _(
            "För medel överförda från tidigare år, om dagen är känd. Tvåårsregeln räknar från den."
        )
