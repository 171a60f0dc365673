# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The tables of a board's plan, every cell a sum of postings: docs/explanation/frames.md.

Rows come from what is posted: a new component, a new unit or a new purpose is a row by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from malram.frames.models import Account, Component, Posting
from malram.frames.money import figure
from malram.frames.queries import Books, Part
from malram.values import Figure

ITEM, SUBTOTAL, TOTAL, OF_WHICH = "item", "subtotal", "total", "of-which"


@dataclass(frozen=True)
class FrameRow:
    """A row: its cells by column, and the account it is the balance of, where it is one."""

    id: str
    label: str
    cells: Mapping[str, Figure]
    role: str = ITEM
    account: str = ""


@dataclass(frozen=True)
class FrameTable:
    """A table as it is printed; `columns` are ids with their heads."""

    id: str
    board: str  # the account whose frames these are
    year: int
    title: str
    columns: tuple[tuple[str, str], ...]
    rows: tuple[FrameRow, ...]

    @property
    def unit(self) -> str:
        """The unit of every figure, or nothing where the rows have units of their own."""
        units = {figure.unit.symbol for row in self.rows for figure in row.cells.values()}
        return units.pop() if len(units) == 1 else ""

    def cell(self, row: str, column: str) -> Figure:
        """Return one cell. KeyError for a row or column that is not there."""
        return self._cells()[row, column]

    def __contains__(self, cell: object) -> bool:
        """Whether there is a cell in a (row, column)."""
        return cell in self._cells()

    def _cells(self) -> dict[tuple[str, str], Figure]:
        return {(one.id, key): found for one in self.rows for key, found in one.cells.items()}


def at_most(found: Figure, decimals: int) -> Figure:
    """Return the figure printed with so many decimals, or with those it has when they are fewer."""
    return replace(found, decimals=min(decimals, found.decimals))


def kind_names() -> dict[str, str]:
    """What a posting is called that has no component of its own."""
    return {
        Posting.BASE: _("Ingående ram"),
        Posting.ADDITION: _("Tillskott"),
        Posting.INDEXATION: _("Uppräkning"),
        Posting.EFFICIENCY: _("Effektivisering"),
        Posting.ALLOCATION: _("Fördelning"),
        Posting.GRANT: _("Statsbidrag"),
        Posting.TRANSFER: _("Budgetväxlingar"),
    }


def frame_bridge(books: Books, board: str, year: int) -> FrameTable:
    """Last year's frame, what was added, this year's frame, transfers, and the frame as it is now."""
    parts = books.parts(board, year)
    before = books.frame(board, year - 1)
    start = sum(ore for (kind, _component), ore in parts.items() if kind == Posting.BASE)
    moved = sum(ore for (kind, _component), ore in parts.items() if kind == Posting.TRANSFER)
    rows = [_row("before", _("Ram %(year)s") % {"year": year - 1}, before)]
    if start != before:
        rows.append(_row("restated", _("Ändrad utgångspunkt"), start - before))
    named = {part: ore for part, ore in parts.items() if part[0] not in (Posting.BASE, Posting.TRANSFER)}
    rows += [_row(id_, label, ore) for id_, label, ore in _by_component(named)]
    decided = sum(parts.values()) - moved
    rows.append(_row("decided", _("Ram %(year)s") % {"year": year}, decided, SUBTOTAL))
    rows.append(_row("transfers", _("Budgetväxlingar"), moved))
    rows.append(_row("now", _("Ny ram %(year)s") % {"year": year}, decided + moved, TOTAL))
    title = _("Ramtillskott och ny ram %(year)s") % {"year": year}
    return FrameTable("frame-bridge", board, year, title, (("amount", _("Belopp")),), tuple(rows))


def financing(books: Books, board: str, year: int) -> FrameTable:
    """Computed net cost, what efficiency and grants pay of it, and the budget that is left: the frame."""
    below = [account.id for account in books.tree.children(board) if account.kind != Account.GRANT]
    efficiency, cost = 0, 0
    for child in below:
        for (kind, _component), ore in books.parts(child, year).items():
            efficiency += ore if kind == Posting.EFFICIENCY else 0
            cost += 0 if kind == Posting.EFFICIENCY else ore
    rows = [
        _row("cost", _("Beräknade nettokostnader"), cost),
        _row("efficiency", _("Effektivisering"), efficiency),
        _row("grants", _("Beräknade statsbidrag"), books.financing(board, year)),
    ]
    if books.own(board, year):
        rows.append(_row("unallocated", _("Till förfogande"), books.own(board, year)))
    total = books.frame(board, year)
    rows.append(_row("budget", _("Budget %(year)s") % {"year": year}, total, TOTAL))
    title = _("Finansiering av budgeten %(year)s") % {"year": year}
    return FrameTable("financing", board, year, title, (("amount", _("Belopp")),), tuple(rows))


def frames_by_unit(books: Books, account: str, year: int) -> FrameTable:
    """The frames of the units right below, against the year before, and what pays for them."""
    children = [child for child in books.tree.children(account) if child.kind == Account.FRAME]
    rows = [_compared(books, child.id, child.name, [child.id], year, account=child.id) for child in children]
    under = [child.id for child in children]
    rows.append(_compared(books, "units", _("Summa enheter"), under, year, SUBTOTAL))
    kept = [child for child in books.tree.children(account) if child.kind == Account.RESERVE]
    rows += [
        _compared(books, child.id, child.name, [child.id], year, account=child.id)
        for child in kept
        if books.frame(child.id, year) or books.frame(child.id, year - 1)
    ]
    own = {year - 1: books.own(account, year - 1), year: books.own(account, year)}
    if any(own.values()):
        rows.append(FrameRow("unallocated", _("Till förfogande"), _years(own, year), ITEM, account))
    grants = {one: books.financing(account, one) for one in (year - 1, year)}
    if any(grants.values()):
        label = _("Varav finansiering från riktade statsbidrag")
        rows.append(FrameRow("grants", label, _years(grants, year)))
    rows.append(_compared(books, "total", _("Summa"), [account], year, TOTAL))
    columns = (
        ("before", _("Nettokostnadsram %(year)s") % {"year": year - 1}),
        ("now", _("Nettokostnadsram %(year)s") % {"year": year}),
        ("change", _("Förändring")),
    )
    title = _("Nettokostnadsram per enhet %(before)s och %(year)s") % {"before": year - 1, "year": year}
    return FrameTable("frames-by-unit", account, year, title, columns, tuple(rows))


def purposes(books: Books, board: str, year: int) -> FrameTable:
    """What is set aside for a purpose, such as a care choice, or paid per resource, and how much it rose."""
    rows: list[FrameRow] = []
    parts = set(Component.objects.exclude(parent=None).values_list("id", flat=True))
    for account in books.tree.walk(board):
        if account.kind != Account.PURPOSE:
            continue
        now, before = books.own(account.id, year), books.own(account.id, year - 1)
        scale, decimals = ("kr", 0) if account.per else ("mnkr", 1)
        label = f"{account.name} ({account.per})" if account.per else account.name
        cells = {"rise": figure(now - before, scale, decimals), "now": figure(now, scale, decimals)}
        rows.append(FrameRow(account.id, label, cells, ITEM, account.id))
        for id_, name, ore in _by_component(books.parts(account.id, year)):
            if id_ in parts:
                said = _("varav %(name)s") % {"name": name}
                rows.append(FrameRow(id_, said, {"rise": figure(ore, scale, decimals)}, OF_WHICH))
    columns = (("rise", _("Ökning")), ("now", _("Ram %(year)s") % {"year": year}))
    title = _("Ramar och ersättningar för särskilda ändamål %(year)s") % {"year": year}
    return FrameTable("purposes", board, year, title, columns, tuple(rows))


def priorities(books: Books, board: str, year: int) -> FrameTable:
    """How much the frame was raised, and what the board gave to each thing it puts first."""
    given = [child.id for child in books.tree.children(board)]
    sums: dict[str, int] = {}
    for child in given:
        if books.tree[child].kind != Account.CONTRA:
            for (_kind, component), ore in books.parts(child, year).items():
                if component is not None:
                    sums[component] = sums.get(component, 0) + ore
    parts = books.parts(board, year)
    raised = sum(ore for (kind, _c), ore in parts.items() if kind not in (Posting.BASE, Posting.TRANSFER))
    rows = [_row("raised", _("Ramhöjning totalt"), raised, TOTAL)]
    components = list(Component.objects.all())
    for top in components:
        if top.parent_id is None and top.priority:
            rows += _priority(top, components, sums)
    title = _("Prioriterade satsningar %(year)s") % {"year": year}
    return FrameTable("priorities", board, year, title, (("amount", _("Belopp")),), tuple(rows))


def _priority(top: Component, components: Iterable[Component], sums: Mapping[str, int]) -> list[FrameRow]:
    parts = [one for one in components if one.parent_id == top.id and sums.get(one.id)]
    whole = sums.get(top.id, 0) + sum(sums[one.id] for one in parts)
    rows = [_row(one.id, _("varav %(name)s") % {"name": one.name}, sums[one.id], OF_WHICH) for one in parts]
    return [_row(top.id, top.name, whole), *rows] if whole else []


def _row(id_: str, label: str, ore: int, role: str = ITEM) -> FrameRow:
    return FrameRow(id_, label, {"amount": figure(ore)}, role)


def _compared(
    books: Books, id_: str, label: str, accounts: list[str], year: int, role: str = ITEM, account: str = ""
) -> FrameRow:
    sums = {one: sum(books.frame(under, one) for under in accounts) for one in (year - 1, year)}
    return FrameRow(id_, label, _years(sums, year), role, account)


def _years(sums: Mapping[int, int], year: int) -> dict[str, Figure]:
    return {
        "before": figure(sums[year - 1]),
        "now": figure(sums[year]),
        "change": figure(sums[year] - sums[year - 1]),
    }


def _by_component(parts: Mapping[Part, int]) -> list[tuple[str, str, int]]:
    """Sums by component in the region's order, then what has none by its kind."""
    known = {component.id: component for component in Component.objects.all()}
    place = {id_: i for i, id_ in enumerate(known)}
    sums: dict[str, int] = {}
    for (kind, component), ore in parts.items():
        sums[component or kind] = sums.get(component or kind, 0) + ore
    names = kind_names()
    ordered = sorted(sums, key=lambda id_: (place.get(id_, len(place)), id_))
    return [(id_, known[id_].name if id_ in known else names[id_], sums[id_]) for id_ in ordered if sums[id_]]


# The tables by the name that templates and bindings ask for them by.
TABLES: dict[str, Callable[[Books, str, int], FrameTable]] = {
    "frame-bridge": frame_bridge,
    "financing": financing,
    "frames-by-unit": frames_by_unit,
    "purposes": purposes,
    "priorities": priorities,
}
