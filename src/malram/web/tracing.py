# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""From a number on a page to the files and rows it rests on."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from malram.facts.damage import Damaged
from malram.measures.computing.tables import TABLES
from malram.measures.reading.measurement import Measurement
from malram.measures.reading.query import Measurements
from malram.measures.region import store_of
from malram.measures.tracing.trace import Tracer
from malram.organisation.models import Unit
from malram.values import NO_VALUE, Period, number
from malram.web import places
from malram.web.explain import meaning

logger = logging.getLogger(__name__)
SHOWN_ROWS = 50
# The facts keep sex as codes; a reader gets words.
SEX_WORDS = {"women": lazy("kvinna"), "men": lazy("man"), "unknown": lazy("okänt")}


@dataclass(frozen=True)
class FileRow:
    """A file behind a number: what it is called, what it holds, how many of its rows count."""

    name: str
    table: str
    rows: str
    hash: str


@dataclass(frozen=True)
class TableRow:
    place: str
    cells: tuple[str, ...]


@dataclass(frozen=True)
class RowTable:
    """The first rows behind a number."""

    columns: tuple[str, ...]
    rows: tuple[TableRow, ...]


def files(m: Measurements, value: Measurement) -> tuple[FileRow, ...]:
    """Kept per snapshot and value: counting rows reads the facts, and a page is opened many times.

    Where the facts are damaged no file is named: the number was computed before, and is what it was.
    """
    try:
        return _files(m, value) if value.figure.shown or value.word else ()
    except Damaged as damage:
        logger.error("%s", damage)
        return ()


@lru_cache(maxsize=512)
def _files(m: Measurements, value: Measurement) -> tuple[FileRow, ...]:
    found = _tracer(m).files(value)
    return tuple(FileRow(one.name, label_of(one.table), _count(one.rows), one.hash) for one in found)


def rows(m: Measurements, value: Measurement) -> RowTable:
    """The first rows, with the columns' own names."""
    found = _tracer(m).rows(value, SHOWN_ROWS)
    columns = tuple(dict.fromkeys(name for row in found for name in row.cells))
    fact = _fact_of(m, value)
    heads = tuple(meaning(fact, name) if fact else name for name in columns)
    return RowTable(
        heads,
        tuple(
            TableRow(f"{row.file}:{row.line}", tuple(_text(row.cells.get(name)) for name in columns))
            for row in found
        ),
    )


def rows_href(board: Unit, period: Period, slug: str, unit: Unit) -> str:
    address = reverse("indicator-rows", args=[board.id, places.written(period), slug])
    return f"{address}?enhet={unit.id}"


def label_of(table: str) -> str:
    return TABLES[table].label if table in TABLES else table


def _fact_of(m: Measurements, value: Measurement) -> str:
    """The table all parts of a plain measure stand on; none where several tables meet."""
    facts = {part.fact for part in m.catalogue[value.measure].parts}
    return facts.pop() if len(facts) == 1 else ""


def _count(rows: int | None) -> str:
    return NO_VALUE if rows is None else number(rows, 0)


def _text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return _("ja") if cell else _("nej")
    return str(SEX_WORDS.get(cell, cell)) if isinstance(cell, str) else str(cell)


def _tracer(m: Measurements) -> Tracer:
    return Tracer(m, store_of(Path(settings.MALRAM_HOME)))
