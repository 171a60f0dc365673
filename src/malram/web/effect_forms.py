# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Forms of effect measures: a revised expectation, and what has been realised."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from django import forms
from django.utils.translation import gettext_lazy as _

from malram.occasions.models import Occasion
from malram.values import NumberError, Period, exact, parse_number, unit
from malram.web.people_forms import day_field


class AmountForm(forms.Form):
    """An amount in the unit of the register's row, read into its smallest unit: öre, or thousandths."""

    may_span = False
    amount = forms.CharField(
        label=_("Belopp"),
        max_length=50,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Skriv beloppet.")},
    )

    def __init__(self, code: str, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.code = code
        self.fields["amount"].label = _("Belopp, %(unit)s") % {"unit": unit(code).label()}

    def clean_amount(self) -> int:
        """A number alone is in the row's unit; one with a unit of money is turned into it.

        The upper end of a span, where the form takes one, is left in `at_most`.
        """
        try:
            printed = parse_number(self.cleaned_data["amount"])
        except NumberError as error:
            raise forms.ValidationError(str(error)) from None
        ours, theirs = unit(self.code), printed.unit
        fits = theirs is None or theirs == ours or theirs.kind == ours.kind == "money"
        if not fits or (printed.high is not None and not self.may_span):
            raise forms.ValidationError(_("Skriv ett tal i %(unit)s.") % {"unit": ours.label()})
        times = (theirs or ours).scale if ours.kind == "money" else Fraction(1000)
        high = printed.high
        self.cleaned_data["at_most"] = None if high is None else self._smallest(high, times)
        return self._smallest(printed.value, times)

    @staticmethod
    def _smallest(value: Decimal, times: Fraction | int) -> int:
        smallest = exact(value) * times
        if smallest.denominator != 1:
            raise forms.ValidationError(_("Talet är för fint. Skriv färre decimaler."))
        if abs(smallest) >= 2**63:
            raise forms.ValidationError(_("Talet är för stort."))
        return int(smallest)


class ExpectedForm(AmountForm):
    may_span = True
    date = day_field(_("Skriv från vilken dag beräkningen gäller."))
    reason = forms.CharField(
        label=_("Skäl"),
        widget=forms.Textarea,
        error_messages={"required": _("Skriv varför den beräknade effekten ändras.")},
    )
    field_order = ("amount", "date", "reason")

    def __init__(self, code: str, *args, **kwargs) -> None:
        # The page has two forms with an amount, and a label names one field.
        super().__init__(code, *args, auto_id="beraknad-%s", **kwargs)
        self.fields["date"].label = _("Gäller från")
        self.fields["amount"].help_text = _("Ett tal, eller ett spann som 10–15.")


class RealisedForm(AmountForm):
    occasion = forms.TypedChoiceField(
        label=_("Uppföljning"),
        coerce=int,
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Välj uppföljning.")),
    )
    comment = forms.CharField(label=_("Kommentar"), required=False, widget=forms.Textarea)
    field_order = ("occasion", "amount", "comment")

    def __init__(self, occasions: Sequence[Occasion], code: str, *args, **kwargs) -> None:
        super().__init__(code, *args, **kwargs)
        named = [(one.pk, Period.parse(one.period).text()) for one in occasions]
        self.fields["occasion"].choices = named  # type: ignore[attr-defined]
