# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Forms of a budgetväxling: the proposal, an answer to it, and the meeting that delegated decisions go to."""

from __future__ import annotations

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy as _

from malram.frames.tree import AccountTree
from malram.web.amounts import AmountField
from malram.web.people_forms import day_field

Choices = list[tuple[str, str]]


class TransferForm(forms.Form):
    on_behalf_of = forms.ChoiceField(
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Välj vem som föreslår."))
    )
    year = forms.TypedChoiceField(
        coerce=int, error_messages=dict.fromkeys(("required", "invalid_choice"), _("Välj år."))
    )
    source = forms.ChoiceField(
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Välj kontot som ger."))
    )
    target = forms.ChoiceField(
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Välj kontot som får."))
    )
    amount = AmountField(widget=forms.TextInput(attrs={"aria-describedby": "belopp-hjalp"}))
    title = forms.CharField(max_length=300, error_messages={"required": _("Skriv en rubrik.")})
    reason = forms.CharField(widget=forms.Textarea, error_messages={"required": _("Skriv skälet.")})
    case_number = forms.CharField(required=False, max_length=50)
    effective_on = day_field(_("Skriv från vilken dag växlingen gäller."))

    def __init__(
        self, tree: AccountTree, own: Iterable[str], named: Iterable[str], years: list[int], *args, **kwargs
    ) -> None:
        super().__init__(*args, **kwargs)
        self._choose("on_behalf_of", in_order(tree, own))
        self._choose("source", in_order(tree, named))
        self._choose("target", in_order(tree, named))
        self.fields["year"].choices = [(year, str(year)) for year in years]  # type: ignore[attr-defined]

    def _choose(self, name: str, choices: Choices) -> None:
        self.fields[name].choices = [("", _("Välj konto")), *choices]  # type: ignore[attr-defined]

    def clean(self) -> None:
        source = self.cleaned_data.get("source")
        if source and source == self.cleaned_data.get("target"):
            self.add_error("target", _("Samma konto kan inte både ge och få."))

    def moved(self) -> dict[str, int]:
        ore = self.cleaned_data["amount"]
        return {self.cleaned_data["source"]: -ore, self.cleaned_data["target"]: ore}


def in_order(tree: AccountTree, ids: Iterable[str]) -> Choices:
    """Accounts as they are printed, each with where it stands."""
    wanted = set(ids)
    return [
        (account.id, " › ".join(one.name for one in tree.path(account.id)[1:]) or account.name)
        for account in tree.walk()
        if account.id in wanted
    ]


class AnswerForm(forms.Form):
    body = forms.SlugField(max_length=100, error_messages={"required": _("Välj vem som svarar.")})
    answer = forms.ChoiceField(
        choices=[("ja", _("Ja")), ("nej", _("Nej"))],
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Svara ja eller nej.")),
    )
    reason = forms.CharField(required=False, widget=forms.Textarea)
    as_delegate = forms.BooleanField(required=False)


class MeetingForm(forms.Form):
    board = forms.SlugField(max_length=100)
    meeting = day_field(_("Skriv vilken dag nämnden sammanträder."))
