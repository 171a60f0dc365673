# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
from django import forms
from django.utils.translation import gettext_lazy as _

from malram.steering.model import SteeringModel


class CommentForm(forms.Form):
    body = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 6, "aria-describedby": "kommentar-hjalp"}),
        max_length=10_000,
        error_messages={
            "required": _("Skriv en kommentar innan du sparar."),
            "max_length": _("Kommentaren har %(show_value)d tecken. Korta den till högst %(limit_value)d."),
        },
    )
    # The version the writer read, so that two who write at once do not overwrite each other.
    version = forms.IntegerField(
        min_value=0,
        max_value=2**31 - 1,
        widget=forms.HiddenInput,
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"),
            _("Sidan skickade ingen version av kommentaren. Ladda om sidan och spara igen."),
        ),
    )


class GradeForm(forms.Form):
    grade = forms.ChoiceField(
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Välj en bedömning."),
            "invalid_choice": _("Välj en bedömning i listan."),
        },
    )
    reason = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=4_000,
        error_messages={
            "required": _("Skriv varför målet bedöms så."),
            "max_length": _("Skälet har %(show_value)d tecken. Korta det till högst %(limit_value)d."),
        },
    )

    def __init__(self, model: SteeringModel, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["grade"].choices = [(grade.id, grade.word) for grade in model.scale.grades]  # type: ignore[attr-defined]


class ReasonForm(forms.Form):
    reason = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 2, "aria-describedby": "uppfoljning-hjalp"}),
        max_length=1_000,
        error_messages={
            "required": _("Skriv varför."),
            "max_length": _("Skälet har %(show_value)d tecken. Korta det till högst %(limit_value)d."),
        },
    )
