# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""One step at a time from a line to its rows: an address says how far the reader has gone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path
from urllib.parse import urlencode

from django.conf import settings
from django.core.paginator import Page, Paginator
from django.http import Http404
from django.utils.translation import gettext as _

from malram.accounts.actors import label_of
from malram.audit.actions import record
from malram.economy.books import Books
from malram.economy.columns import Scale
from malram.economy.definitions import Line
from malram.economy.drill import Opened, Part
from malram.measures.reading.query import Measurements
from malram.measures.region import store_of
from malram.measures.tracing.trace import TracedRow, Tracer
from malram.organisation.access import unit_for, units_for
from malram.organisation.models import Unit
from malram.values import Figure, Period, PeriodError, month_text, number
from malram.values import unit as unit_of
from malram.values.totals import rounded_apart
from malram.web.pages import Asked

ON_A_PAGE = 50
COLUMNS = ("date", "voucher", "row", "unit", "account", "activity", "counterparty", "project")


@dataclass(frozen=True)
class Level:
    """How far a reader has gone: what has been chosen, by the words of the address, and what it holds."""

    whole: Opened
    opened: Opened
    chosen: dict[str, str]
    names: tuple[str, ...]

    @property
    def below(self) -> tuple[str, str, list[Part]]:
        """The word of the address for the next step, its head, and the parts to choose from."""
        if "konto" not in self.chosen:
            return "konto", _("Konto"), self.opened.by_account()
        if "stalle" not in self.chosen:
            return "stalle", _("Kostnadsställe"), self.opened.by_cost_centre()
        return "manad", _("Månad"), self.opened.by_month()


def level_of(request: Asked, books: Books, whole: Opened, unit: Unit) -> Level:
    """What an address has chosen of a line; 404 for an account, cost centre or month that is not in it."""
    chosen = {word: request.GET[word] for word in ("konto", "stalle", "manad") if request.GET.get(word)}
    found, names = whole, []
    if "konto" in chosen:
        if chosen["konto"] not in whole.accounts:
            raise Http404(_("Kontot finns inte på raden."))
        found = replace(found, accounts=frozenset({chosen["konto"]}))
        names.append(books.account(chosen["konto"]))
    if "stalle" in chosen:
        centre = unit_for(request.user, chosen["stalle"])
        if centre.id not in books.m.tree or centre.id not in set(books.m.tree.below(unit.id)):
            raise Http404(_("Kostnadsstället finns inte i enheten."))
        found = replace(found, unit=centre.id, alone=True)
        names.append(centre.name)
    if "manad" in chosen:
        found = replace(found, period=_month(chosen["manad"], whole.period))
        names.append(month_text(found.period.first))
    return Level(whole, found, chosen, tuple(names))


def _month(text: str, inside: Period) -> Period:
    try:
        found = Period.parse(text)
    except PeriodError:
        raise Http404(_("Månaden finns inte.")) from None
    if len(found) != 1 or found.first not in inside:
        raise Http404(_("Månaden är inte i perioden."))
    return found


@dataclass(frozen=True)
class PartView:
    label: str
    figures: tuple[Figure, ...]
    rows: str
    href: str = ""


@dataclass(frozen=True)
class LevelView:
    """A level as a table: what it divides by, its parts and their sum; `trail` leads back, step by step.

    `apart` says that the printed parts miss the printed sum somewhere.
    """

    head: str
    parts: tuple[PartView, ...]
    total: PartView
    apart: bool
    trail: tuple[tuple[str, str], ...]
    last: bool


def rows_open(request: Asked, level: Level) -> bool:
    """Whether the reader may go on from the months of the level to the ledger's rows."""
    return level.opened.unit in units_for(request.user, may="rows")


def shown(
    level: Level, line: Line, scale: Scale, here: str, asked_scale: str, *, rows_open: bool
) -> LevelView:
    """The next step down from a level; none below a month of one cost centre.

    Below a month are the ledger's rows: to who may not read them the month is no way in.
    """
    kept = {"skala": asked_scale} if asked_scale else {}
    word, head, parts = level.below
    last = {"konto", "stalle", "manad"} <= set(level.chosen)

    def view(part: Part, href: str = "") -> PartView:
        return PartView(part.label, _figures(part, line, scale), number(part.outcome.rows, 0), href)

    words = list(level.chosen)
    trail = [(line.label, _address(here, kept))]
    for i, name in enumerate(level.names):
        trail.append((name, _address(here, kept | {one: level.chosen[one] for one in words[: i + 1]})))
    goes_on = word != "manad" or rows_open
    listed = tuple(
        view(part, _address(here, kept | level.chosen | {word: part.key}) if goes_on else "")
        for part in (() if last else parts)
    )
    total = view(replace(level.opened.total, label=_("Summa")))
    columns = [(figure, [(1, one.figures[i]) for one in listed]) for i, figure in enumerate(total.figures)]
    apart = any(rounded_apart(terms, figure) for figure, terms in columns)
    return LevelView(head, listed, total, apart, tuple(trail), last)


def _address(here: str, query: dict[str, str]) -> str:
    return f"{here}?{urlencode(query)}" if query else here


def _figures(part: Part, line: Line, scale: Scale) -> tuple[Figure, ...]:
    """Outcome, budget, budget minus outcome in the ledger's sign, and the outcome of the year before."""

    def figure(ore: int, sign: int) -> Figure:
        return Figure(Fraction(sign * ore) / scale.unit.scale, scale.unit, scale.decimals)

    gap = part.budget.ore - part.outcome.ore
    amounts = ((part.outcome.ore, line.sign), (part.budget.ore, line.sign), (gap, 1))
    return (*(figure(ore, sign) for ore, sign in amounts), figure(part.previous.ore, line.sign))


class Booked(Sequence[TracedRow]):
    """The rows of a level as a sequence that reads only the page it is asked for."""

    def __init__(self, tracer: Tracer, found: Opened) -> None:
        self._tracer, self._found = tracer, found
        self._length = found.rows

    def __len__(self) -> int:
        return self._length

    def __getitem__(self, at):
        first, limit = at.start or 0, min(at.stop, self._length) - (at.start or 0)
        return self._tracer.booked(self._found.files, self._found.accounts, self._found.unit, first, limit)


@dataclass(frozen=True)
class BookedRow:
    place: str
    cells: tuple[str, ...]
    amount: Figure


@dataclass(frozen=True)
class RowsView:
    columns: tuple[str, ...]
    rows: tuple[BookedRow, ...]
    page: Page
    query: str


def tracer_of(m: Measurements) -> Tracer:
    return Tracer(m, store_of(Path(settings.MALRAM_HOME)))


def rows(request: Asked, m: Measurements, level: Level) -> RowsView | None:
    """A page of the ledger's rows, for who may read them there; that they did is written down."""
    if not {"konto", "stalle", "manad"} <= set(level.chosen):
        return None
    unit_for(request.user, level.opened.unit, may="rows")
    page = Paginator(Booked(tracer_of(m), level.opened), ON_A_PAGE).get_page(request.GET.get("sida"))
    about = (
        f"rows:ledger {' '.join(sorted(level.opened.accounts))} {level.opened.unit} {level.chosen['manad']}"
    )
    record(label_of(request.user), "rows.read", about, unit=level.opened.unit)
    kept = {key: value for key, value in request.GET.items() if key != "sida"}
    found = tuple(
        BookedRow(
            f"{row.file}:{row.line}",
            tuple("" if row.cells.get(name) is None else str(row.cells[name]) for name in COLUMNS),
            Figure(Fraction(row.cells["amount"], 100), unit_of("kr"), 2),
        )
        for row in page.object_list
    )
    return RowsView(_heads(), found, page, urlencode(kept))


def _heads() -> tuple[str, ...]:
    return (
        _("Dag"), _("Verifikation"), _("Rad"), _("Ansvar"), _("Konto"), _("Verksamhet"), _("Motpart"),
        _("Projekt"),
    )  # fmt: skip
