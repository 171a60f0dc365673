# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
from collections.abc import Callable
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from malram.steering.model import SteeringModel


def carried_out(
    form: forms.Form, act: Callable[[dict[str, Any]], object], *refusals: type[Exception]
) -> bool:
    """Do what a form asks when it can be read; tell whether it was done. A refusal is said at the form."""
    if not form.is_valid():
        return False
    try:
        act(form.cleaned_data)
    except refusals as error:
        form.add_error(None, str(error))
        return False
    return True


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


class IndicatorGradeForm(GradeForm):
    """The reason may be left out where the rule's suggestion is confirmed; the action says when."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = False


class ReasonForm(forms.Form):
    reason = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 2, "aria-describedby": "uppfoljning-hjalp"}),
        max_length=1_000,
        error_messages={
            "required": _("Skriv varför."),
            "max_length": _("Skälet har %(show_value)d tecken. Korta det till högst %(limit_value)d."),
        },
    )


class ReviewForm(forms.Form):
    LARGEST = 40 * 2**20  # bytes

    document = forms.FileField(
        max_length=200,
        widget=forms.FileInput(
            attrs={"accept": ".docx,.pdf,.txt", "aria-describedby": "dokument-hjalp"},
        ),
        error_messages={
            "required": _("Välj ett dokument att granska."),
            "missing": _("Välj ett dokument att granska."),
            "empty": _("Filen är tom. Välj dokumentet som ska granskas."),
            "max_length": _("Filnamnet har %(length)d tecken. Korta det till högst %(max)d."),
        },
    )
    answer = forms.ChoiceField(
        choices=[
            ("page", _("Visa dokumentet med fynden bredvid")),
            ("file", _("Ge mig filen tillbaka med kommentarer vid talen (Word eller PDF)")),
        ],
        initial="page",
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Välj hur svaret ska visas."),
            "invalid_choice": _("Välj hur svaret ska visas."),
        },
    )

    def clean_document(self) -> UploadedFile:
        document: UploadedFile = self.cleaned_data["document"]
        if (document.size or 0) > self.LARGEST:
            raise forms.ValidationError(
                _("Filen är %(size)d MB. Här granskas högst %(most)d MB; dela upp dokumentet."),
                params={"size": (document.size or 0) // 2**20, "most": self.LARGEST // 2**20},
            )
        return document
