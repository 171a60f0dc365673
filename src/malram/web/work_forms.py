# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Forms of work: how an assignment or an activity goes."""

from __future__ import annotations

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from malram.occasions.models import Occasion
from malram.steering.model import StatusWord
from malram.values import Period
from malram.work.words import COMPLETION


class StatusForm(forms.Form):
    occasion = forms.TypedChoiceField(
        label=_("Uppföljning"),
        coerce=int,
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Välj uppföljning.")),
    )
    word = forms.ChoiceField(
        label=_("Läge"), error_messages=dict.fromkeys(("required", "invalid_choice"), _("Välj läge."))
    )
    completion = forms.ChoiceField(
        label=_("Slutförande"),
        choices=[(code, word) for code, word in COMPLETION.items()],
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Välj hur långt det har kommit.")),
    )
    comment = forms.CharField(label=_("Kommentar"), required=False, widget=forms.Textarea)

    def __init__(self, occasions: Sequence[Occasion], words: Sequence[StatusWord], *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        named = [(one.pk, f"{one.board.name}, {Period.parse(one.period).text()}") for one in occasions]
        self.fields["occasion"].choices = named  # type: ignore[attr-defined]
        self.fields["word"].choices = [(one.id, one.word) for one in words]  # type: ignore[attr-defined]
