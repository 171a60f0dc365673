# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
from django import forms
from django.utils.translation import gettext_lazy as _

from malram.steering.model import SteeringModel


class CommentForm(forms.Form):
    body = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 6, "aria-describedby": "kommentar-hjalp"}),
        max_length=10_000,
        error_messages={"required": _("Skriv en kommentar innan du sparar.")},
    )
    # The version the writer read, so that two who write at once do not overwrite each other.
    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)


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
        error_messages={"required": _("Skriv varför målet bedöms så.")},
    )

    def __init__(self, model: SteeringModel, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["grade"].choices = [(grade.id, grade.word) for grade in model.scale.grades]  # type: ignore[attr-defined]
