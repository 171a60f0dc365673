# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Forms of a planning year: the rows of a step, its decision, what is reported back, and branches."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from malram.frames.models import Account, Decision, Posting
from malram.frames.posting import DecisionRefused
from malram.frames.queries import components
from malram.frames.tables import kind_names
from malram.frames.tree import AccountTree
from malram.planning.models import Branch, ReprioritisationReport
from malram.web.amounts import AmountField
from malram.web.people_forms import day_field
from malram.web.transfer_forms import Choices, in_order

AMOUNT = _("Med kr, tkr eller mnkr, till exempel 2 mnkr.")
STATUSES = {
    ReprioritisationReport.DONE: _("genomförd"),
    ReprioritisationReport.PARTLY: _("delvis genomförd"),
    ReprioritisationReport.NOT_DONE: _("inte genomförd"),
}
FIRMNESS = {Decision.PRELIMINARY: _("preliminär"), Decision.FIXED: _("fastställd")}


def text_field(missing: Any, **options: Any) -> forms.CharField:
    """A longer text that must be there."""
    widget = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(max_length=10_000, widget=widget, error_messages={"required": missing}, **options)


class AccountField(forms.ChoiceField):
    """One of the accounts that a form is given, by where it stands in the tree."""

    def __init__(self, missing: Any, **options: Any) -> None:
        said = dict.fromkeys(("required", "invalid_choice"), missing)
        super().__init__(error_messages=said, **options)


class PlanForm(forms.Form):
    """A form whose account fields choose among the same accounts."""

    def __init__(self, accounts: Choices, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, AccountField):
                field.choices = [("", _("Välj konto")), *accounts]


class PlanningFrameForm(PlanForm):
    account_id = AccountField(_("Välj vem ramen är till."), label=_("Till"))
    amount = AmountField(label=_("Planeringsram"), help_text=AMOUNT)
    reason = text_field(_("Skriv skälet."), label=_("Skäl"))


class ReprioritisationForm(PlanForm):
    source_id = AccountField(_("Välj kontot som ger."), label=_("Från"))
    target_id = AccountField(_("Välj kontot som får."), label=_("Till"))
    amount = AmountField(label=_("Belopp"), help_text=AMOUNT)
    effect = text_field(_("Skriv vilken effekt omprioriteringen får."), label=_("Effekt"))
    reason = text_field(_("Skriv skälet."), label=_("Skäl"))


class NeedForm(PlanForm):
    account_id = AccountField(_("Välj vem som har behovet."), label=_("Till"))
    amount = AmountField(label=_("Belopp"), help_text=AMOUNT)
    priority = forms.IntegerField(
        min_value=1,
        max_value=99,
        label=_("Prioritet"),
        help_text=_("1 är viktigast."),
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"),
            _("Prioriteten är ett heltal från 1 till 99, där 1 är viktigast."),
        ),
    )
    reason = text_field(_("Skriv skälet."), label=_("Skäl"))


class DecideForm(forms.Form):
    text = text_field(_("Skriv vad som är beslutat."), label=_("Vad som är beslutat"))
    decided_on = day_field(_("Skriv vilken dag beslutet togs."), label=_("Beslutsdag"))
    case_number = forms.CharField(required=False, max_length=50, label=_("Diarienummer (om det finns)"))


class OutcomeForm(forms.Form):
    status = forms.ChoiceField(
        choices=STATUSES.items(),
        label=_("Omprioriteringen är"),
        error_messages=dict.fromkeys(
            ("required", "invalid_choice"), _("Välj om omprioriteringen är genomförd.")
        ),
    )
    amount = AmountField(
        zero=True, required=False, label=_("Frigjort (tomt om det inte är känt)"), help_text=AMOUNT
    )
    text = text_field(_("Skriv vad som blev av omprioriteringen."), label=_("Utfall"))


class BranchForm(forms.Form):
    name = forms.CharField(
        max_length=100, label=_("Namn"), error_messages={"required": _("Skriv vad förslaget ska heta.")}
    )
    reason = text_field(_("Skriv vad förslaget är till för."), label=_("Syfte"))
    start = forms.ChoiceField(
        required=False,
        label=_("Börja från"),
        error_messages={"invalid_choice": _("Välj vad förslaget ska börja från.")},
    )

    PREVIOUS = "previous"

    def __init__(self, branches: Iterable[Branch], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        copies = [(str(one.pk), _("En kopia av %(name)s") % {"name": one.name}) for one in branches]
        begin = [("", _("Ett tomt förslag")), (self.PREVIOUS, _("Förra årets ramar")), *copies]
        self.fields["start"].choices = begin  # type: ignore[attr-defined]


class DraftForm(PlanForm):
    account_id = AccountField(_("Välj kontot."), label=_("Konto"))
    amount = AmountField(
        signed=True,
        label=_("Belopp"),
        help_text=_("Plus ger till kontot och minus tar. Med kr, tkr eller mnkr."),
    )
    counter_id = AccountField(
        _("Välj motkonto i listan."),
        required=False,
        label=_("Motkonto (tomt om motposten läggs till för sig)"),
    )
    kind = forms.ChoiceField(
        label=_("Slag"),
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Välj vad posten är för slag.")),
    )
    component = forms.ChoiceField(
        required=False,
        label=_("Avser"),
        error_messages={"invalid_choice": _("Välj vad posten avser i listan.")},
    )

    def __init__(self, accounts: Choices, *args: Any, **kwargs: Any) -> None:
        super().__init__(accounts, *args, **kwargs)
        names = kind_names()
        kinds = [kind for kind in Posting.KINDS if kind != Posting.TRANSFER]
        self.fields["kind"].choices = [(kind, names[kind]) for kind in kinds]  # type: ignore[attr-defined]
        self.fields["component"].choices = [("", "–"), *components()]  # type: ignore[attr-defined]

    def clean(self) -> None:
        account = self.cleaned_data.get("account_id")
        if account and account == self.cleaned_data.get("counter_id"):
            self.add_error("counter_id", _("Samma konto kan inte både ge och få."))


class MergeForm(forms.Form):
    title = forms.CharField(
        max_length=300, label=_("Beslutets rubrik"), error_messages={"required": _("Skriv beslutets rubrik.")}
    )
    reason = text_field(_("Skriv skälet till beslutet."), label=_("Vad som är beslutat, och skälet"))
    decided_on = day_field(_("Skriv vilken dag beslutet togs."), label=_("Beslutsdag"))
    case_number = forms.CharField(required=False, max_length=50, label=_("Diarienummer (om det finns)"))
    firmness = forms.ChoiceField(
        required=False,
        choices=[("", _("ingen fördelning")), *FIRMNESS.items()],
        label=_("Fördelningen är"),
        error_messages={"invalid_choice": _("Välj om fördelningen är preliminär eller fastställd.")},
    )


class CloseForm(forms.Form):
    reason = text_field(_("Skriv varför förslaget läggs ned."), label=_("Skäl"))


def account_choices(tree: AccountTree, body: str, *, everything: bool = False) -> Choices:
    """The accounts a form of a body may name: its frames and reserves, or everything it decides over."""
    kinds = Account.KINDS if everything else (Account.FRAME, Account.RESERVE)
    return in_order(tree, {id_ for id_ in tree.reach(body) if tree[id_].kind in kinds})


def refuse(form: forms.Form, refused: DecisionRefused) -> None:
    """Show in a form why what it asked for was refused."""
    for reason in refused.reasons:
        form.add_error(None, reason)


def unseen(sent: Iterable[forms.Form], shown: Iterable[forms.Form | None]) -> list[str]:
    """Why forms were refused that the page has no place for any more: what they are about is decided."""
    seen = set(map(id, shown))
    return [str(error) for form in sent if id(form) not in seen for error in form.non_field_errors()]
