# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The chapter that lists what happened to matters."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from malram.matters.queries import Happened
from malram.reports.blocks import Block, Column, Paragraph, Row, Runs, Table, Text
from malram.reports.chapters import title_of
from malram.reports.template import Section

# What a section may choose by, and the name of it in an event.
CHOSEN_BY = {"types": "kind", "events": "event", "forums": "forum"}


def matters(builder: Any, section: Section, level: int, number: tuple[int, ...]) -> list[Block]:
    """What happened to matters, by type, with case number, title and who raised them, when anybody did."""
    types: dict[str, str] = section.options.get("types") or {}
    wanted = {name: section.options.get(option) for option, name in CHOSEN_BY.items()}
    chosen = [
        one
        for one in builder.context.registers.matters
        if all(not allowed or getattr(one, name) in allowed for name, allowed in wanted.items())
    ]
    if not chosen:
        return [Paragraph(f"{section.id}-tom", (Text("Inga ärenden under perioden."),))]
    raised = any(one.party for one in chosen)
    kinds = [kind for kind in types or dict.fromkeys(one.kind for one in chosen) if _of(chosen, kind)]
    rows: list[Row] = []
    for kind in kinds:
        if len(kinds) > 1:
            rows.append(Row(((Text(types.get(kind, _first_upper(kind))),),), "group"))
        rows += [_matter(one, raised) for one in _of(chosen, kind)]
    columns = [Column("Diarienummer", width=2), Column("Ärende", width=6), Column("Från", width=2)]
    shown = tuple(columns if raised else columns[:-1])
    return [Table(f"{section.id}-tabell", title_of(builder, section), shown, tuple(rows))]


def _of(chosen: Sequence[Happened], kind: str) -> list[Happened]:
    return [one for one in chosen if one.kind == kind]


def _matter(one: Happened, raised: bool) -> Row:
    """A citizen's proposal comes from no party, and its cell is empty."""
    party: Runs = (Text(one.party.replace(";", ", ")),) if one.party else ()
    cells: tuple[Runs, ...] = ((Text(one.case_number),), (Text(one.title),))
    return Row((*cells, party) if raised else cells)


def _first_upper(text: str | None) -> str:
    return text[:1].upper() + text[1:] if text else ""
