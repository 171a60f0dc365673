# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import re

from django import forms
from django.utils.translation import gettext_lazy as _

from malram.measures.catalogue.definitions import Measure
from malram.values import Reason

# Of the reasons why a value is missing, those a person can know; the others the engine finds out.
REASONS = {
    reason.code: reason.label
    for reason in (Reason.NOT_MEASURED, Reason.NOT_ASSURED, Reason.PUBLISHED_LATER, Reason.DISCONTINUED)
}
NUMBER = re.compile(r"-?\d{1,15}(\.\d{1,6})?")
SPACES = re.compile(r"[\s\u00a0\u202f]")
YES_NO = "ja/nej"


class ValueForm(forms.Form):
    """A value, or the reason why there is none, and where that is known from."""

    series = forms.ChoiceField(
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Välj ett mått i listan.")),
    )
    value = forms.CharField(
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "aria-describedby": "varde-hjalp"}),
        error_messages={"max_length": _("Ett värde har högst %(limit_value)d tecken.")},
    )
    reason = forms.ChoiceField(
        required=False,
        choices=[("", _("Värdet finns")), *REASONS.items()],
        error_messages={"invalid_choice": _("Välj en orsak i listan.")},
    )
    source = forms.CharField(
        max_length=200,
        widget=forms.TextInput(attrs={"aria-describedby": "kalla-hjalp"}),
        error_messages={
            "required": _("Skriv varifrån uppgiften kommer."),
            "max_length": _("Källan har %(show_value)d tecken. Korta den till högst %(limit_value)d."),
        },
    )

    def __init__(self, measures: dict[str, Measure], *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.measures = measures
        named = sorted(((series, _label(one)) for series, one in measures.items()), key=lambda pair: pair[1])
        self.fields["series"].choices = [("", _("Välj mått")), *named]  # type: ignore[attr-defined]

    def clean(self) -> None:
        value, reason = self.cleaned_data.get("value", ""), self.cleaned_data.get("reason", "")
        if self.errors.keys() & {"value", "reason"}:
            return
        if value and reason:
            self.add_error("reason", _("Skriv värdet, eller välj varför det saknas: inte båda."))
        elif not value and not reason:
            self.add_error("value", _("Skriv värdet, eller välj varför det saknas."))
        elif value and (measure := self.measures.get(self.cleaned_data.get("series", ""))):
            self._read(value, measure)

    def _read(self, value: str, measure: Measure) -> None:
        """Turn what was written into what the facts hold: ja, nej, or a number with a decimal point."""
        if measure.unit == YES_NO:
            if value.lower() not in ("ja", "nej"):
                self.add_error("value", _("Svara ja eller nej."))
            self.cleaned_data["value"] = value.lower()
            return
        plain = SPACES.sub("", value).replace("\N{MINUS SIGN}", "-").replace(",", ".")
        if not NUMBER.fullmatch(plain):
            self.add_error("value", _("Skriv ett tal med siffror, till exempel 12,5, utan enhet."))
        self.cleaned_data["value"] = plain


def _label(measure: Measure) -> str:
    return f"{measure.label} ({measure.unit})" if measure.unit else measure.label
