# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The form where a manager's forecast is given: an amount and a reason for each line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from malram.economy.actions import Doubt, Said, doubts_about
from malram.economy.definitions import Layout, Line
from malram.economy.forecasts.baseline import whole
from malram.economy.forecasts.entry import Expected
from malram.economy.forecasts.expected import forecast_lines
from malram.facts.forecasting import GivenForecast
from malram.values import NumberError, Unit, number, parse_number

MOST_DECIMALS = 6  # of millions of kronor: whole kronor


@dataclass(frozen=True)
class FormLine:
    """A line with its two fields and what they are measured by."""

    line: Line
    amount: BoundField
    reason: BoundField
    baseline: str


class ForecastForm(forms.Form):
    """Amounts as the lines are printed, in the unit of the statement. A line left empty is not forecast.

    A line where nothing is expected is left out.
    """

    certain = forms.BooleanField(required=False)

    def __init__(
        self,
        layout: Layout,
        month: int,
        unit: Unit,
        decimals: int,
        expected: Mapping[str, Expected],
        former: Mapping[str, GivenForecast],
        data: Any = None,
    ) -> None:
        super().__init__(data)
        self.layout, self.month, self.unit, self.decimals = layout, month, unit, decimals
        self.expected, self.former = expected, former
        known = {one.line for one in expected.values() if one.reference} | former.keys()
        self.lines = tuple(line for line in forecast_lines(layout) if line.outcome in known)
        for line in self.lines:
            self.fields[f"amount-{line.id}"] = _amount_field(self._first_amount(line), line)
            self.fields[f"reason-{line.id}"] = _reason_field(self._first_reason(line), line)

    def _first_amount(self, line: Line) -> str:
        """What was given before; else the baseline, so that only what is expected to differ is written."""
        if line.outcome in self.former:
            return self._shown(line, Fraction(self.former[line.outcome].amount) * 100, MOST_DECIMALS)
        found = self.expected[line.outcome].baseline
        return "" if found is None else self._shown(line, Fraction(found), self.decimals)

    def _first_reason(self, line: Line) -> str:
        return self.former[line.outcome].reason if line.outcome in self.former else ""

    def _shown(self, line: Line, ore: Fraction, decimals: int) -> str:
        """Swedish digits in the statement's unit, without zeros that say nothing beyond its decimals."""
        value = line.sign * ore / self.unit.scale
        for digits in range(self.decimals, decimals):
            if (value * 10**digits).denominator == 1:
                return number(value, digits)
        return number(value, decimals)

    def rows(self) -> list[FormLine]:
        return [
            FormLine(line, self[f"amount-{line.id}"], self[f"reason-{line.id}"], self._baseline(line))
            for line in self.lines
        ]

    def _baseline(self, line: Line) -> str:
        found = self.expected[line.outcome].baseline
        return "" if found is None else self._shown(line, Fraction(found), self.decimals)

    def clean(self) -> None:
        for line in self.lines:
            name = f"amount-{line.id}"
            text = self.cleaned_data.get(name, "")
            try:
                self.cleaned_data[name] = self._ore(text, line) if text else None
            except NumberError:
                hint = _("Skriv ett tal i %(unit)s, till exempel 1 234,5.") % {"unit": self.unit.symbol}
                self.add_error(name, hint)
            if not text and line.outcome in self.former:
                self.add_error(name, _("Raden har redan en prognos. Skriv vad som gäller nu."))
        self.refuse(
            doubts_about(
                self.said(), self.layout, self.expected, self.month, self.cleaned_data.get("certain", False)
            )
        )

    def _ore(self, text: str, line: Line) -> int:
        """Whole öre with the ledger's sign. Raises `NumberError` for what is no plain amount of money."""
        printed = parse_number(text)
        unit = printed.unit or self.unit  # who writes a unit of money means it
        if printed.qualifier or printed.high or unit.kind != "money":
            raise NumberError(text, str(_("ett belopp är ett tal utan ord före")))
        return whole(line.sign * Fraction(printed.value) * unit.scale)

    def said(self) -> dict[str, Said]:
        """What is said, by the lines' measures."""
        return {
            line.outcome: Said(ore, self.cleaned_data.get(f"reason-{line.id}", ""))
            for line in self.lines
            if (ore := self.cleaned_data.get(f"amount-{line.id}")) is not None
        }

    def refuse(self, doubts: Iterable[Doubt]) -> None:
        """Put each doubt at the field it is about."""
        ids = {line.outcome: line.id for line in self.lines}
        for one in doubts:
            self.add_error(f"{one.about}-{ids[one.line]}" if one.line in ids else None, one.message)


def _amount_field(first: str, line: Line) -> forms.CharField:
    attributes = {"autocomplete": "off", "inputmode": "decimal", "size": 12, "aria-label": line.label}
    return forms.CharField(
        required=False,
        max_length=40,
        initial=first,
        widget=forms.TextInput(attrs=attributes),
        error_messages={"max_length": _("Ett belopp har högst %(limit_value)d tecken.")},
    )


def _reason_field(first: str, line: Line) -> forms.CharField:
    label = _("Skäl, %(line)s") % {"line": line.label}
    return forms.CharField(
        required=False,
        max_length=300,
        initial=first,
        widget=forms.TextInput(attrs={"aria-label": label}),
        error_messages={
            "max_length": _("Skälet har %(show_value)d tecken. Korta det till högst %(limit_value)d.")
        },
    )
