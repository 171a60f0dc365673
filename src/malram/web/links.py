# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""From a number to the page that says how it came about."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone

from malram.economy.computed import FORECAST
from malram.frames.queries import account_of
from malram.frames.tables import TABLES
from malram.measures.reading.measurement import Measurement
from malram.measures.reading.query import Measurements
from malram.organisation.access import below, children_at
from malram.reports.blocks import LedgerEntry
from malram.steering.queries import slugs_of
from malram.values import Period, PeriodError, year_of
from malram.web import places
from malram.work.queries import registered

# A measure's page shows all, women or men; in an address the words are Swedish.
SEXES = {"kvinnor": "women", "man": "men"}
GIVEN = re.compile(rf"{FORECAST} (\d{{4}}-\d\d):")
# What a report prints of a register: the page of one thing in it, and of them all.
REGISTERS = {
    "effekt": ("effect", "effect-list"),
    "statsbidrag": ("grant", "grant-list"),
    "investering": ("investment", "investment-list"),
}
WORDS = {code: word for word, code in SEXES.items()}


@dataclass(frozen=True)
class Cell:
    """A value with the address of its own page; without an address where the reader may not open it."""

    value: Measurement | None
    href: str = ""


def cell(m: Measurements, value: Measurement | None, allowed: set[str]) -> Cell:
    return Cell(value, measure_href(m, value, allowed))


def measure_href(m: Measurements, value: Measurement | None, allowed: set[str]) -> str:
    """The page of the very value: none for one that is missing, or that its page would compute otherwise."""
    if value is None or value.unit not in allowed or not (value.figure.shown or value.word):
        return ""
    # A measure with a lag of its own moves the period it is asked for, and would move this one again.
    if m.value(value.measure, value.unit, value.period, value.sex, value.group).period != value.period:
        return ""
    address = reverse("measure", args=[value.unit, places.written(value.period), value.measure])
    return address + query_of(value)


def query_of(value: Measurement) -> str:
    """What an address says of the sex and group that a value is about; nothing when it is about all."""
    said = {"kon": WORDS.get(value.sex, ""), "grupp": value.group}
    chosen = {key: word for key, word in said.items() if word}
    return f"?{urlencode(chosen)}" if chosen else ""


def _pages_of(board: str) -> dict[tuple[str, str], str]:
    """The page of everything in a board's registers, by the register's name in the ledger and its id."""
    there = registered(board)
    return {
        (register, id): reverse(page, args=[id])
        for register, (page, _whole) in REGISTERS.items()
        for id in there[page]
    }


def _sum_page(register: str, period: Period) -> str:
    """A sum leads to the list of what was added up."""
    whole = REGISTERS[register][1]
    return reverse(whole, args=[year_of(period.last)] if whole == "investment-list" else [])


def ledger_links(board: str) -> Callable[[LedgerEntry], str | None]:
    """Where the figures of a board's texts lead: to the indicator's page, else to the measure's own."""
    followed, pages = slugs_of(board), _pages_of(board)
    units = below([board], children_at(timezone.localdate()))

    def link_of(entry: LedgerEntry) -> str | None:
        try:
            period = Period.parse(entry.period)
        except PeriodError:
            return None
        register, _, about = entry.id.partition(".")
        if register in REGISTERS:
            return pages.get((register, about.rpartition(".")[0])) or _sum_page(register, period)
        if entry.measure in TABLES:
            account = account_of(entry.organisation_unit, year_of(period.last))
            return reverse("frame-account", args=[year_of(period.last), account.id]) if account else None
        if not places.covered(period):
            return None
        if said := GIVEN.match(entry.derivation):
            there = reverse("forecast", args=[entry.organisation_unit, said[1]])
            return there if entry.organisation_unit in units else None
        when, slug = places.written(period), followed.get((entry.measure, year_of(period.last)))
        if slug:
            return reverse("indicator", args=[board, when, slug])
        # Outside the board's own units the reader may have no page to open.
        inside = entry.definition and entry.organisation_unit in units
        return reverse("measure", args=[entry.organisation_unit, when, entry.measure]) if inside else None

    return link_of
