# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Forms of internal control: what a check found, an action, what is carried over, a submission."""

from __future__ import annotations

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy as _

from malram.control.words import RESULTS
from malram.web.people_forms import day_field


class CheckForm(forms.Form):
    date = day_field(_("Skriv vilken dag kontrollen gjordes."))
    result = forms.ChoiceField(
        label=_("Resultat"),
        choices=[(code, word) for code, word in RESULTS.items()],
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Välj resultat.")),
    )
    finding = forms.CharField(label=_("Iakttagelse"), required=False, widget=forms.Textarea)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["date"].label = _("Dag")


class ActionForm(forms.Form):
    title = forms.CharField(
        label=_("Åtgärd"), max_length=500, error_messages={"required": _("Skriv vad som ska göras.")}
    )
    owner = forms.ChoiceField(
        label=_("Ansvarig roll"),
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Välj den ansvariga rollen.")),
    )
    due = day_field(_("Skriv när åtgärden senast ska vara klar."))

    def __init__(self, roles: Iterable[tuple[str, str]], *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].choices = [("", _("Välj")), *roles]  # type: ignore[attr-defined]
        self.fields["due"].label = _("Senast")


class CarryForm(forms.Form):
    plan = forms.ChoiceField(
        label=_("Till planen för"),
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Välj plan.")),
    )

    def __init__(self, plans: Iterable[tuple[str, str]], *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["plan"].choices = list(plans)  # type: ignore[attr-defined]


class DayForm(forms.Form):
    day = day_field(_("Skriv vilken dag."))

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["day"].label = _("Dag")
