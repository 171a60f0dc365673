# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The chapter of effect measures: expected and realised, inside and beyond the budget."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

from malram.reports.blocks import Block, Column, Note, NoteRef, Paragraph, Row, Runs, Table, Text
from malram.reports.chapters import title_of
from malram.reports.dates import day_text
from malram.reports.planned import ROUNDED
from malram.reports.template import Section
from malram.values import NO_VALUE, Figure, unit
from malram.work.effects import (
    Effect,
    Realised,
    Sum,
    amount,
    figures_of,
    how_known,
    realised,
    sides_of,
    totals,
    wholes_of,
)
from malram.work.words import BASES, COMPUTED, DAY, INSEPARABLE, PREVIOUS_YEAR, TOLD

OF_WHOLES = "summa av åtgärderna, delar oräknade"
AMOUNTS = (Column("Åtgärd", width=10), Column("Enhet", width=5), Column("Beräknad", "right", 4))
WITH_WORDS = (*AMOUNTS, Column("Realiserad", "right", 4), Column("Effekten är", width=10))
WITH_SIDES = (*AMOUNTS, *(Column(head, "right", 4) for head in ("Jämförelse", "Utfall", "Realiserad")))
PLACES = {True: "Inom budget", False: "Utöver budget"}
COMING = "Kommande år"


def effects(builder: Any, section: Section, level: int, number: tuple[int, ...]) -> list[Block]:
    """Every effect measure with what was expected and what it gave, parts indented, sums per unit.

    With `sides` also what the effect is counted from: how it is known then stands in a note.
    """
    registers, sides = builder.context.registers, bool(section.options.get("sides"))
    found, coming = (_realised(builder, each) for each in (registers.effects, registers.coming))
    if not found and not coming:
        return [Paragraph(f"{section.id}-tom", (Text("Inga effektåtgärder under perioden."),))]
    ids = {one.id for one, _ in (*found, *coming)}
    rows: list[Row] = []
    notes: list[Note] = []

    def shown(pairs: Sequence[tuple[Effect, Realised]]) -> list[Row]:
        told = notes if sides else None
        return [_row(builder, one, effect, one.part_of in ids, told) for one, effect in pairs]

    for place in (True, False):
        here = [(one, effect) for one, effect in found if one.within_budget is place]
        if here and len({one.within_budget for one, _ in found}) > 1:
            rows.append(Row(((Text(PLACES[place]),),), "group"))
        rows += shown(here)
        several = [total for total in totals(here) if total.count > 1]  # one alone is its own sum
        rows += [_sum(builder, section, here, total, place, notes, sides) for total in several]
    if coming:  # what works in another year is in no sum of this one
        rows += [Row(((Text(COMING),),), "group"), *shown(coming)]
    columns = WITH_SIDES if sides else WITH_WORDS
    return [Table(f"{section.id}-tabell", title_of(builder, section), columns, tuple(rows), tuple(notes))]


def _realised(builder: Any, effects: Sequence[Effect]) -> list[tuple[Effect, Realised]]:
    context = builder.context
    return [(one, realised(one, context.measurements, context.period)) for one in effects]


def _row(builder: Any, one: Effect, found: Realised, part: bool, notes: list[Note] | None) -> Row:
    """A part says that it is one: it is in the sum already, with its whole."""
    label: Runs = (Text(f"varav {one.title[:1].lower()}{one.title[1:]}" if part else one.title),)
    cells: tuple[Runs, ...] = ((Text(unit(one.unit).label()),), _expected(builder, one))
    given = _computed(builder, one, "realiserad", found.figure)
    role = "of-which" if part else "item"
    if notes is None:
        return Row((label, *cells, given, (Text(how(one, builder.context.period.days[1])),)), role)
    if one.known != COMPUTED or one.base != PREVIOUS_YEAR:
        label = (*label, _note(notes, f"{one.id}-not", how(one, builder.context.period.days[1])))
    base, outcome = sides_of(one, found) or (None, None)
    sides = (_computed(builder, one, "jämförelse", base), _computed(builder, one, "utfall", outcome))
    return Row((label, *cells, *sides, given), role)


def _computed(builder: Any, one: Effect, what: str, figure: Figure | None) -> Runs:
    if figure is None or figure.value is None:
        return (Text(NO_VALUE),)
    derivation, period = f"{one.title}: {what} mot {BASES[one.base]}", builder.context.period.code
    return (builder.book.registered("effekt", one.id, what, figure, period, derivation, one.measure),)


def _expected(builder: Any, one: Effect) -> Runs:
    """What is expected, or from the least to the most of it."""
    period, book = builder.context.period.code, builder.book
    if one.expected is None:
        return (Text(NO_VALUE),)
    least = book.registered(
        "effekt", one.id, "beräknad", amount(one.expected, one.unit, one.decimals), period
    )
    if one.at_most is None:
        return (least,)
    most = amount(one.at_most, one.unit, one.decimals)
    return (least, Text("–"), book.registered("effekt", one.id, "beräknad, högst", most, period))


def how(one: Effect, day: date) -> str:
    """How the effect is known and what it is counted from; what was told of another day says which."""
    known = how_known(one).capitalize()
    if one.known == INSEPARABLE:
        return f"{known}. {one.why_inseparable}".strip()
    base = day_text(f"{one.base_day}") if one.base == DAY and one.base_day else str(BASES[one.base])
    told = f" {day_text(str(one.told_on))}" if one.known == TOLD and one.told_on not in (None, day) else ""
    said = f"{known}{told}, mot {base}."
    return f"{said} {one.comment}".strip() if one.known != COMPUTED else said


def _sum(
    builder: Any,
    section: Section,
    rows: Sequence[tuple[Effect, Realised]],
    total: Sum,
    within: bool,
    notes: list[Note],
    sides: bool,
) -> Row:
    """The sum of the wholes in one unit. It says how many of them have no realised effect that is known."""
    period, book = builder.context.period.code, builder.book
    name = f"summa-{section.id}-{'inom' if within else 'utover'}-{total.unit}"
    label: list[Any] = [Text(f"Summa, {unit(total.unit).label()}")]
    if total.unknown:
        text = f"Summan är utan {total.unknown} av {total.count} åtgärder, vars effekt inte är känd."
        label.append(_note(notes, f"{section.id}-okand-{len(notes) + 1}", text))
    if not _adds_up(rows, total):
        label.append(_note(notes, f"{section.id}-avrundning", ROUNDED))
    expected, given = figures_of(total)
    cells: tuple[Runs, ...] = (
        tuple(label),
        (Text(unit(total.unit).label()),),
        (book.registered("effekt", name, "beräknad", expected, period, OF_WHOLES),),
        *(_sums_of_sides(builder, name, rows, total) if sides else ()),
        (book.registered("effekt", name, "realiserad", given, period, OF_WHOLES),)
        if given.value is not None
        else (Text(NO_VALUE),),
        *(() if sides else ((),)),
    )
    return Row(cells, "total")


def _sums_of_sides(
    builder: Any, name: str, rows: Sequence[tuple[Effect, Realised]], total: Sum
) -> tuple[Runs, Runs]:
    """Of the wholes whose effect is computed: their realised effects are the difference."""
    known = [sides_of(one, found) for one, found in wholes_of(rows) if one.unit == total.unit]
    computed = [both for both in known if both is not None]
    if not computed:
        return (), ()
    period, sums = builder.context.period.code, []
    for what, side in zip(("jämförelse", "utfall"), zip(*computed, strict=True), strict=True):
        value = sum((Fraction(one.value or 0) for one in side), Fraction(0))
        figure = replace(side[0], value=value, decimals=total.decimals)
        sums.append((builder.book.registered("effekt", name, what, figure, period, OF_WHOLES),))
    return sums[0], sums[1]


def _note(notes: list[Note], id: str, text: str) -> NoteRef:
    if all(note.id != id for note in notes):
        notes.append(Note(id, (Text(text),)))
    return NoteRef(id)


def _adds_up(rows: Sequence[tuple[Effect, Realised]], total: Sum) -> bool:
    """Whether what is printed in the rows adds up to what is printed in the sum."""
    mine = [(one, found) for one, found in wholes_of(rows) if one.unit == total.unit]
    expected = sum(amount(one.expected or 0, one.unit, one.decimals).rounded() or 0 for one, _ in mine)
    given = sum(found.figure.rounded() or 0 for _, found in mine)
    first, second = figures_of(total)
    return (expected, given) == (first.rounded(), second.rounded() or 0)
