# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the forecast page of a unit shows: the year line by line, its follow-ups, and how they turned out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from django.urls import reverse
from django.utils.translation import gettext as _

from malram.charts import svg, trend
from malram.economy.books import Books
from malram.economy.columns import Scale
from malram.economy.definitions import Layout, Line
from malram.economy.forecasts import given
from malram.economy.forecasts.baseline import accuracy
from malram.economy.forecasts.computed import Histories
from malram.economy.forecasts.turnout import Turnout, mean_error, turnouts
from malram.measures.reading.measurement import Measurement, compare
from malram.values import Figure, Period, month_text, number, unit, year_of
from malram.web.indicators import Drawn
from malram.web.places import written

PERCENT = unit("%")


@dataclass(frozen=True)
class ForecastRow:
    """A line of the year: so far, by rule with its interval, what the manager says, and the budget."""

    line: Line
    so_far: Measurement
    baseline: Figure | None
    interval: str
    tried: Accurate
    manager: Measurement | None
    budget: Measurement | None
    deviation: Figure | None

    @property
    def reason(self) -> str:
        return self.manager.reported.reason if self.manager and self.manager.reported else ""


@dataclass(frozen=True)
class FollowUp:
    """What was said of the total at a follow-up of the year."""

    month: int
    manager: Measurement | None
    baseline: Figure | None

    @property
    def name(self) -> str:
        return month_text(self.month)


@dataclass(frozen=True)
class Accurate:
    """How far the forecasts of a unit's total have been from the outcomes, in percent on average."""

    unit: str
    manager: Figure | None
    rule: Figure | None
    inside: Figure | None
    href: str = ""


class ForecastView:
    """One unit's year as the statement's lines have it."""

    def __init__(self, books: Books, layout: Layout, unit_id: str, period: Period) -> None:
        self.books, self.layout, self.unit, self.month = books, layout, unit_id, period.last
        self.m, self.year = books.m, Period.year(year_of(period.last))
        self.histories = Histories(books.m, layout, unit_id)
        first = books.m.catalogue[layout.lines[0].outcome]
        self.scale = Scale(unit(first.unit), first.decimals)  # of all lines, whatever their measures are in

    @property
    def total(self) -> Line:
        """The last total, or the last line of a layout without one."""
        totals = [line for line in self.layout.lines if line.role == "total"]
        return (totals or list(self.layout.lines))[-1]

    def rows(self) -> list[ForecastRow]:
        """The lines that have anything at all."""
        found = [self._row(line) for line in self.layout.lines if line.outcome]
        return [row for row in found if _has(row)]

    def _row(self, line: Line) -> ForecastRow:
        said = self.histories.baseline(line, self.month)
        manager = self._manager(line, self.month)
        budget = self.m.value(line.budget, self.unit, self.year) if line.budget else None
        show = self.scale.show
        gap = compare(show(budget), show(manager), "difference").figure if budget and manager else None
        ends = (said.low, said.high) if said is not None and said.low is not None else None
        return ForecastRow(
            line,
            self._signed(self.m.value(line.outcome, self.unit, Period(self.year.first, self.month)), line),
            self._amount(line, said.amount) if said is not None else None,
            self._interval(line, ends),
            self.accurate(line),
            manager and self._signed(manager, line),
            budget and self._signed(budget, line),
            gap,
        )

    def _interval(self, line: Line, ends: tuple[int | None, int | None] | None) -> str:
        """'9 004,1 till 9 248,7', the smaller first as the line is printed."""
        if ends is None:
            return ""
        figures = [self._amount(line, one or 0) for one in ends][:: line.sign]
        return _("%(low)s till %(high)s") % {"low": figures[0].digits(), "high": figures[1].digits()}

    def _signed(self, found: Measurement, line: Line) -> Measurement:
        """In the unit of the page, with the sign that the line is printed with."""
        shown = self.scale.show(found)
        return replace(shown, figure=_turned(shown.figure, line))

    def _amount(self, line: Line, ore: int | Fraction) -> Figure:
        money = Figure(Fraction(ore) / self.scale.unit.scale, self.scale.unit, self.scale.decimals)
        return _turned(money, line)

    def _manager(self, line: Line, month: int) -> Measurement | None:
        return given.latest(self.m, self.layout, line, self.unit, given.MANAGER, month)

    def follow_ups(self) -> list[FollowUp]:
        """The months of the year until now at which the manager has forecast."""
        line, found = self.total, []
        for month in range(self.year.first, self.month + 1):
            manager = given.at(self.m, self.layout, line, self.unit, given.MANAGER, month)
            if manager is not None:
                said = self.histories.baseline(line, month)
                figure = self._amount(line, said.amount) if said else None
                found.append(FollowUp(month, self._signed(manager, line), figure))
        return found

    def turnouts(self, line: Line | None = None) -> tuple[Turnout, ...]:
        """Of a line, or of the total."""
        return turnouts(self.m, self.layout, line or self.total, self.unit)

    def accurate(self, line: Line | None = None) -> Accurate:
        found = self.turnouts(line)
        tried = accuracy([one.told for one in found])
        return Accurate(
            self.unit,
            _percent(mean_error([one.manager_error for one in found])),
            _percent(tried.error_percent),
            _percent(100 * tried.inside if tried.inside is not None else None, 0),
        )


def _has(row: ForecastRow) -> bool:
    measured = [one.figure for one in (row.so_far, row.manager, row.budget) if one is not None]
    return any(one.value for one in measured) or bool(row.baseline and row.baseline.value)


def _turned(figure: Figure, line: Line) -> Figure:
    """As the line is printed."""
    return figure if figure.value is None else Figure(line.sign * figure.value, figure.unit, figure.decimals)


def _percent(value: Fraction | None, decimals: int = 1) -> Figure | None:
    return None if value is None else Figure(value, PERCENT, decimals)


def drawn(found: Sequence[Turnout]) -> Drawn | None:
    """How much more or less the years came to than was forecast, follow-up by follow-up."""
    if sum(one.rule_error is not None or one.manager_error is not None for one in found) < 2:
        return None
    title = _("Årets utfall mot prognosen, procent; över noll blev det högre än prognosen")
    manager = any(one.manager_error is not None for one in found)
    by_month = {one.month: one for one in found}
    months = [by_month.get(month) for month in range(found[0].month, found[-1].month + 1)]
    errors = [(one.manager_error, one.rule_error) if one else (None, None) for one in months]
    own = [(found[0].month + i, said if manager else told) for i, (said, told) in enumerate(errors)]
    rule = [(found[0].month + i, told) for i, (_said, told) in enumerate(errors)] if manager else None
    chart = trend(
        own, title, "%", 1, benchmark=rule, benchmark_name=_("beräknad"), saying=_saying(found), id="traff"
    )
    return Drawn(svg(chart), chart.title, chart.alt, _table(found))


def _saying(found: Sequence[Turnout]) -> str:
    """'Chefens prognoser var i medel 3,1 % från utfallet, de beräknade 0,9 %.'"""
    manager, rule = (
        mean_error([one.manager_error for one in found]),
        mean_error([one.rule_error for one in found]),
    )
    if manager is None:
        return _("De beräknade prognoserna var i medel %s %% från utfallet") % number(rule, 1)
    return _("Chefens prognoser var i medel %(manager)s %% från utfallet, de beräknade %(rule)s %%") % {
        "manager": number(manager, 1),
        "rule": number(rule, 1),
    }


def _table(found: Iterable[Turnout]) -> tuple[tuple[str, ...], ...]:
    head = (_("Efter"), _("Chefens prognos, fel i %"), _("Beräknad, fel i %"), _("Utfall i intervallet"))
    words = {True: _("ja"), False: _("nej"), None: "–"}
    body = (
        (
            month_text(one.month),
            number(one.manager_error, 1),
            number(one.rule_error, 1),
            words[one.told.forecast.holds(one.told.outcome)],
        )
        for one in found
    )
    return (head, *body)


def main_layout(layouts: Iterable[Layout]) -> Layout | None:
    """The board's own layout, and not one that shows it in another way."""
    return next((layout for layout in layouts if not layout.variant_of), None)


def accurate_below(
    books: Books, layout: Layout, units: Iterable[str], period: Period, names: Callable[[str], str]
) -> list[Accurate]:
    """The units among these that have given forecasts, each with how they have turned out."""
    giving = books.m.forecasts.units(frozenset(line.outcome for line in layout.lines), given.MANAGER)
    found = []
    for unit_id in sorted(giving & set(units), key=names):
        row = ForecastView(books, layout, unit_id, period).accurate()
        href = reverse("forecast", args=[unit_id, written(period)])
        found.append(replace(row, unit=names(unit_id), href=href))
    return found
