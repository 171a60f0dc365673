# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The ledger while a report is being built: who prints a figure gets it from here, entered."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from typing import Any

from malram.frames.tables import FrameTable
from malram.reports.blocks import FigureRun, Ledger, LedgerEntry
from malram.steering.targets import target_text
from malram.values import NO_BREAK_SPACE, NO_VALUE, Figure

AFTER_SIGN = re.compile(r"([<>≤≥]) ?(?=\d)")  # some write the sign and its number without a space
AFTER_NUMBER = re.compile(r"(?<=\d) (?=[\d%])")


def exact_text(value: Fraction | None) -> str:
    return "" if value is None else f"{value.numerator}/{value.denominator}"


class Book:
    """Gives out figures. The same quantity printed the same way is one entry, however often it stands."""

    def __init__(self, measurements: Any, board: str = "", posted: str = "") -> None:
        """`posted` tells which books the frames of the board are read from."""
        self.measurements, self.board, self.posted = measurements, board, posted
        self._entries: dict[str, LedgerEntry] = {}

    @property
    def ledger(self) -> Ledger:
        return Ledger(tuple(self._entries.values()))

    def of(
        self,
        found: Any,
        derivation: str = "",
        *,
        unit: bool = True,
        absolute: bool = False,
        strong: bool = False,
        text: str = "",
    ) -> FigureRun:
        """Print a measurement, with or without its unit. `absolute` leaves its sign to the words around."""
        figure = found.figure
        if absolute and figure.value is not None and figure.value < 0:
            figure = replace(figure, value=-figure.value)
            derivation = f"{derivation} utan tecken".strip()
        printed = text or found.word or figure.text(unit=unit)
        return self._run(self._entry(found, figure, printed, derivation), strong)

    def target(self, indicator: Any, target: Any, board: str) -> FigureRun:
        """Print a target as it was decided, or as sign and value."""
        printed = target_text(target, indicator.value_unit, indicator.decimals)
        entry = LedgerEntry(
            id=f"mal.{indicator.slug}.{board}.{target.year}",
            text=_kept_together(printed) or NO_VALUE,
            exact=exact_text(None if target.value is None else Fraction(target.value)),
            unit=indicator.value_unit,
            measure=indicator.slug,
            organisation_unit=board,
            period=str(target.year),
            derivation="målvärde",
        )
        return self._run(entry)

    def framed(
        self,
        table: FrameTable,
        row: str,
        column: str,
        figure: Figure,
        *,
        unit: bool = True,
        absolute: bool = False,
    ) -> FigureRun:
        """Print a cell of a table of frames, with or without its unit or its sign."""
        value = -figure.value if absolute and figure.value is not None and figure.value < 0 else figure.value
        labels = [one.label for one in table.rows if one.id == row], dict(table.columns)[column]
        entry = LedgerEntry(
            id=f"ram.{table.id}.{row}.{column}.{table.year}{'.utan-tecken' if value != figure.value else ''}",
            text=replace(figure, value=value).text(unit=unit),
            exact=exact_text(value),
            unit=figure.unit.code,
            measure=table.id,
            organisation_unit=self.board,
            period=str(table.year),
            facts=self.posted,
            derivation=f"{labels[0][0]}, {labels[1]}",
        )
        return self._run(entry)

    def freed(self, id: int, what: str, figure: Figure, year: int) -> FigureRun:
        """Print the amount of a reprioritisation, as it was decided or as somebody reported it."""
        return self.registered("omprioritering", str(id), what, figure, str(year))

    def registered(
        self,
        register: str,
        id: str,
        what: str,
        figure: Figure,
        period: str,
        derivation: str = "",
        measure: str = "",
    ) -> FigureRun:
        """Print a figure of a register: decided, told by somebody, or a sum of such.

        One that was computed from a measure is entered with its definition and snapshot.
        """
        index = self.measurements.snapshot.index if measure else {}
        entry = LedgerEntry(
            id=f"{register}.{id}.{_slug(what)}",
            text=figure.digits(),
            exact=exact_text(figure.value),
            unit=figure.unit.code,
            measure=measure or register,
            organisation_unit=self.board,
            period=period,
            snapshot=self.measurements.snapshot.id if measure else "",
            facts=index.get("facts", ""),
            definition=self.measurements.catalogue[measure].fingerprint if measure else "",
            derivation=derivation or what,
        )
        return self._run(entry)

    def count(self, name: str, number: int, board: str, period: str, derivation: str) -> FigureRun:
        """Print how many there are of something the report itself lists, such as goals with a grade."""
        entry = LedgerEntry(
            id=f"antal.{name}.{board}.{period}",
            text=str(number),
            exact=f"{number}/1",
            unit="st",
            measure=name,
            organisation_unit=board,
            period=period,
            derivation=derivation,
        )
        return self._run(entry)

    def _entry(self, found: Any, figure: Any, printed: str, derivation: str) -> LedgerEntry:
        parts = [found.measure, found.unit, found.period.code, "" if found.sex == "total" else found.sex]
        if found.group:
            derivation = f"{derivation} grupp {found.group}".strip()
        measures = self.measurements.catalogue
        known = found.measure in measures
        snapshot = self.measurements.snapshot
        reason = figure.reason.label if figure.value is None and figure.reason is not None else ""
        return LedgerEntry(
            id=".".join(part for part in (*parts, _slug(derivation)) if part),
            text=printed,
            exact=exact_text(figure.value),
            unit=figure.unit.code,
            measure=found.measure,
            organisation_unit=found.unit,
            period=found.period.code,
            sex=found.sex,
            snapshot=snapshot.id,
            facts=snapshot.index.get("facts", ""),
            definition=measures[found.measure].fingerprint if known else "",
            derivation=derivation,
            note="" if found.word else reason,
        )

    def _run(self, entry: LedgerEntry, strong: bool = False) -> FigureRun:
        """The same id with another text is another way of printing it, and gets a number after its id."""
        wanted, number = entry.id, 1
        while wanted in self._entries and self._entries[wanted] != replace(entry, id=wanted):
            number += 1
            wanted = f"{entry.id}-{number}"
        self._entries.setdefault(wanted, replace(entry, id=wanted))
        return FigureRun(wanted, entry.text, strong)


def _slug(text: str) -> str:
    kept = "".join(c if c.isalnum() or c in "-." else "-" for c in text.lower())
    return kept.strip("-").translate(str.maketrans("åäö", "aao"))


def _kept_together(target: str) -> str:
    """Return a target whose sign, number and per cent stand on one line."""
    signed = AFTER_SIGN.sub(rf"\1{NO_BREAK_SPACE}", target)
    return AFTER_NUMBER.sub(NO_BREAK_SPACE, signed)
