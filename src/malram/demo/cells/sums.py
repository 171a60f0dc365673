# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the fitting must be told of statements: a forecast total is the sum of its lines' forecasts."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

from malram.demo.cells.atoms import Atom
from malram.demo.cells.fit import STRAIGHT, Wanted
from malram.demo.cells.forms import Form, Forms, Ratio
from malram.economy.forecasts.lines import summed
from malram.economy.layouts import load_layouts
from malram.measures.catalogue.definitions import Catalogue
from malram.measures.reading.amounts import money_scale
from malram.measures.reading.measurement import Slice
from malram.measures.reference_rows import PrintedRow
from malram.values import Period

EXACT = Fraction(1, 1000)  # of the statement's unit
PRICE = STRAIGHT


def forecast_sums(region: Path, catalogue: Catalogue, forms: Forms, atoms: list[Atom]) -> Iterator[Wanted]:
    """Every total of a statement that is forecast together with all its lines, less these: nothing."""
    given = {
        (str(atom.columns["line"]), str(atom.columns["unit"]), int(str(atom.columns["year"])))
        for atom in atoms
        if atom.contract.name == "forecast"
    }
    for layout in load_layouts(region / "statements", catalogue.ids)[0]:
        for line in layout.lines:
            parts = summed(layout, line, catalogue)
            for name, unit, year in sorted(given):
                lines = {(part.outcome, unit, year) for part in parts}
                if name != line.outcome or not lines or not lines <= given:
                    continue
                whose, period = Slice(unit), Period.year(year)
                left = Form().add(forms.forecast(name, whose, period).top)
                for part in parts:
                    times = money_scale(catalogue[part.outcome]) / money_scale(catalogue[name])
                    left = left.add(forms.forecast(part.outcome, whose, period).top, -Fraction(times))
                row = PrintedRow("", f"statements/{layout.id}", f"{name}|{unit}|{year}", "0", 0)
                yield Wanted(row, Ratio(left), -EXACT, EXACT, PRICE)
