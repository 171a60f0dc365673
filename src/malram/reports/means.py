# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The chapters of state grants and of investments."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from malram.frames.money import figure
from malram.reports.blocks import Block, Column, Note, NoteRef, Paragraph, Row, Runs, Table, Text
from malram.reports.chapters import title_of
from malram.reports.dates import day_text
from malram.reports.goals import indicator_cell
from malram.reports.planned import ROUNDED
from malram.reports.template import Section
from malram.values import NO_VALUE
from malram.work.grants import Grant, Part, reporting
from malram.work.investments import YEARS, Category, Object, by_category, old, summed
from malram.work.words import PARTS

GRANT_HEADS = {
    "budget": "Budget",
    "requisitioned": "Rekvirerat",
    "received": "Erhållet",
    "used": "Använt",
}
MEANS_HEADS = {"budget": "Budget med överförda medel", "outcome": "Utfall", "left": "Kvarvarande"}


def grants(builder: Any, section: Section, level: int, number: tuple[int, ...]) -> list[Block]:
    """Every grant with its amounts and how its reporting stands. One reported late says so."""
    found: Sequence[Grant] = builder.context.registers.grants
    if not found:
        return [Paragraph(f"{section.id}-tom", (Text("Inga statsbidrag under perioden."),))]
    day = date.fromisoformat(builder.context.template.date or str(builder.context.period.days[1]))
    rows = [
        Row(
            (
                (Text(one.title),),
                *_amounts(builder, one.id, {key: getattr(one, key) for key in GRANT_HEADS}),
                (Text(reporting(one, day)),),
            )
        )
        for one in found
    ]
    sums = {key: sum(getattr(one, key) for one in found) for key in GRANT_HEADS}
    printed = [[getattr(one, key) for key in GRANT_HEADS] for one in found]
    notes = _rounding(section, printed, list(sums.values()))
    columns = (
        Column("Statsbidrag", width=5),
        *(Column(head, "right", 2) for head in GRANT_HEADS.values()),
        Column("Redovisning", width=6),
    )
    rows.append(Row((_label("Summa", notes), *_amounts(builder, f"summa-{section.id}", sums), ()), "total"))
    caption = f"{title_of(builder, section)}, mnkr"
    return [
        Table(f"{section.id}-tabell", caption, columns, tuple(rows), notes),
        *_parts(builder, section, found),
    ]


def _parts(builder: Any, section: Section, found: Sequence[Grant]) -> list[Block]:
    """The parts of grants that are paid by something: by what, and how the board stands in it.

    An indicator that the board does not follow has no value here, as on the grant's page.
    """
    paid = [one for one in found if any(part.indicator or part.condition for part in one.parts)]
    if not paid:
        return []
    followed = {row.indicator.slug: row for row in builder.context.indicators}
    rows: list[Row] = []
    for one in paid:
        rows.append(Row(((Text(one.title),),), "group"))
        rows += [
            _part(builder, one, n, part, followed.get(part.indicator))
            for n, part in enumerate(one.parts, start=1)
        ]
    columns = (
        *(Column("Del", width=6), Column("Slag", width=3), Column("Betalas efter", width=6)),
        *(Column(head, "right", 2) for head in ("Utfall", "Mål", "Budget")),
    )
    caption = f"{title_of(builder, section)}: delar, budget i mnkr"
    return [Table(f"{section.id}-delar", caption, columns, tuple(rows))]


def _part(builder: Any, one: Grant, n: int, part: Part, row: Any) -> Row:
    """`row` is the indicator as the board follows it, or None."""
    by = " ".join(text for text in (part.condition, row.name if row else part.indicator) if text)
    word = str(PARTS[part.kind])
    cells: list[Runs] = [(Text(part.title),), (Text(word[:1].upper() + word[1:]),), (Text(by),) if by else ()]
    cells += [indicator_cell(builder, row, key) if row else () for key in ("measurement", "target")]
    return Row((*cells, _amount(builder, "statsbidrag", one.id, f"del {n}", part.budget)))


def investments(builder: Any, section: Section, level: int, number: tuple[int, ...]) -> list[Block]:
    """Objects added up by category, and those whose means have lain longer than the rule allows."""
    found: Sequence[Object] = builder.context.registers.investments
    if not found:
        return [Paragraph(f"{section.id}-tom", (Text("Inga investeringar under perioden."),))]
    each = by_category(found)
    total = summed("Summa", found)
    printed = [[getattr(one, key) for key in MEANS_HEADS] for one in each]
    notes = _rounding(section, printed, [getattr(total, key) for key in MEANS_HEADS])
    rows = [_category(builder, section, one, (Text(one.name),), "item") for one in each]
    rows.append(_category(builder, section, total, _label("Summa", notes), "total"))
    gone = figure(total.gone).text()
    said = f"Kvarvarande är vad öppna objekt har. {gone} har förfallit eller blev över i avslutade objekt."
    columns = (Column("Kategori", width=4), *(Column(head, "right", 2) for head in MEANS_HEADS.values()))
    caption = f"{title_of(builder, section)}, mnkr"
    blocks: list[Block] = [
        Table(f"{section.id}-tabell", caption, columns, tuple(rows), notes),
        Paragraph(f"{section.id}-over", (Text(said),)),
    ]
    return blocks + _old(builder, section, found)


def _category(builder: Any, section: Section, one: Category, label: Runs, role: str) -> Row:
    name = f"{section.id}-{one.name}"
    cells = (
        _amount(builder, "investering", name, head, getattr(one, key)) for key, head in MEANS_HEADS.items()
    )
    return Row((label, *cells), role)


def _old(builder: Any, section: Section, found: Sequence[Object]) -> list[Block]:
    """The two-year rule: open objects with means that were granted long ago, with what they have left."""
    years = int(section.options.get("years", YEARS))
    listed = old(found, builder.context.period.days[1], years)
    if not listed:
        return []
    rows = [
        Row(
            (
                (Text(one.number or NO_VALUE),),
                (Text(one.title),),
                (Text(day_text(str(one.granted_on))),),
                _amount(builder, "investering", one.id, "kvar", one.left),
            )
        )
        for one in listed
    ]
    total = sum(one.left for one in listed)
    notes = _rounding(section, [[one.left] for one in listed], [total], "-gamla")
    cell = _amount(builder, "investering", f"summa-{section.id}", "äldre medel", total)
    rows.append(Row((_label("Summa", notes), (), (), cell), "total"))
    columns = (
        *(Column("Nummer", width=2), Column("Objekt", width=5), Column("Beviljat", width=2)),
        Column("Kvar", "right", 2),
    )
    caption = f"Öppna objekt med medel som beviljades för mer än {years} år sedan, mnkr"
    return [Table(f"{section.id}-gamla", caption, columns, tuple(rows), notes)]


def _amounts(builder: Any, id: str, ore: dict[str, int]) -> list[Runs]:
    return [_amount(builder, "statsbidrag", id, head, ore[key]) for key, head in GRANT_HEADS.items()]


def _amount(builder: Any, register: str, id: str, what: str, ore: int) -> Runs:
    shown = figure(ore)
    return (builder.book.registered(register, id, what.lower(), shown, builder.context.period.code),)


def _label(text: str, notes: Sequence[Note]) -> Runs:
    return (Text(text), *(NoteRef(note.id) for note in notes))


def _rounding(
    section: Section, rows: Sequence[Sequence[int]], sums: Sequence[int], which: str = ""
) -> tuple[Note, ...]:
    """A note where what is printed in the rows does not add up to what is printed in the sum."""
    columns = zip(*rows, strict=True)
    printed = [sum(figure(ore).rounded() or 0 for ore in column) for column in columns]
    if printed == [figure(ore).rounded() for ore in sums]:
        return ()
    return (Note(f"{section.id}{which}-avrundning", (Text(ROUNDED),)),)
