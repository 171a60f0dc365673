# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""An amount as people write it: digits with kr, tkr or mnkr. Without its unit it could mean three sums."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from malram.frames.money import to_ore
from malram.values import NumberError, parse_number


class AmountField(forms.CharField):
    """Gives whole öre. `signed` also takes what is taken away, `zero` also nothing."""

    def __init__(self, *, signed: bool = False, zero: bool = False, **kwargs: Any) -> None:
        super().__init__(max_length=50, **kwargs)
        self.signed, self.zero = signed, zero
        self.widget.attrs["autocomplete"] = "off"
        self.error_messages["required"] = _("Skriv beloppet, till exempel 2 mnkr.")

    def clean(self, value: str) -> int | None:
        text = super().clean(value)
        if not text:
            return None
        try:
            printed = parse_number(text)
            if printed.unit is None or printed.unit.kind != "money" or printed.qualifier or printed.high:
                raise forms.ValidationError(_("Skriv beloppet med kr, tkr eller mnkr, till exempel 2 mnkr."))
            ore = to_ore(printed.value, printed.unit.code)
        except NumberError as error:
            raise forms.ValidationError(str(error)) from None
        if ore == 0 and not self.zero:
            raise forms.ValidationError(_("Skriv ett belopp som är större än noll."))
        if ore < 0 and not self.signed:
            raise forms.ValidationError(_("Skriv beloppet utan minus."))
        return ore
