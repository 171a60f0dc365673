# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""An indicator as a page shows it: one row in a goal's table, and everything on its own page."""

from __future__ import annotations

from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass
from fractions import Fraction
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from malram.charts import svg, trend
from malram.charts.words import LONG_UNIT
from malram.measures.catalogue.definitions import Measure
from malram.measures.reading.measurement import Measurement, compare
from malram.measures.reading.query import Measurements
from malram.measures.reading.trends import Point
from malram.organisation.models import Unit
from malram.steering.models import GoalIndicator, Target
from malram.steering.queries import IndicatorView
from malram.steering.targets import said_beside, target_text
from malram.values import Period, State, number, year_of
from malram.values import unit as figure_unit
from malram.web import places
from malram.web.links import Cell, cell, measure_href

BETTER = {"higher": "higher", "lower": "lower", "higher-is-better": "higher", "lower-is-better": "lower"}
YEARS_BACK = 4
SPARK_MONTHS = 13
CHART_MONTHS = 25
AMOUNTS = ("sum", "count", "distinct", "snapshot")  # a unit's is a part of the board's
LEAST_ROWS = 30  # a best and worst unit rests on at least as many rows as a printed figure does


@dataclass(frozen=True)
class IndicatorRow:
    """A row of a goal's table: what is measured and assessed, how it has moved, and where its page is."""

    view: IndicatorView
    href: str
    change: Measurement | None = None
    series: tuple[Measurement, ...] = ()
    women_href: str = ""
    men_href: str = ""
    previous_href: str = ""

    @property
    def direction(self) -> str:
        return BETTER.get(self.view.indicator.direction, "none")

    @property
    def target_text(self) -> str:
        view = self.view
        if view.target is None:
            return ""
        return target_text(view.target, view.indicator.value_unit, view.indicator.decimals)

    @property
    def target_said(self) -> str:
        """The decided words of the target where its sign and value are printed instead of them."""
        view = self.view
        if view.target is None:
            return ""
        return said_beside(view.target, view.indicator.value_unit, view.indicator.decimals)

    @property
    def long_unit(self) -> str:
        """A unit of several words, which stands once after the name and not beside every value."""
        found = self.view.measurement
        label = found.figure.unit.label() if found is not None and not found.word else ""
        return label if len(label) > LONG_UNIT else ""

    @property
    def unit_beside(self) -> bool:
        return not self.long_unit

    @property
    def has_sexes(self) -> bool:
        return any(one is not None and one.figure.shown for one in (self.view.women, self.view.men))

    @property
    def spoken(self) -> str:
        """The curve in words, for those who do not see it."""
        shown = [one for one in self.series if one.figure.shown]
        if len(shown) < 2:
            return ""
        first, last = shown[0], shown[-1]
        words = {
            "first": first.figure.text(),
            "from": first.period.text(),
            "last": last.figure.text(),
            "to": last.period.text(),
        }
        return _("Från %(first)s, %(from)s, till %(last)s, %(to)s") % words


def row_of(
    m: Measurements | None,
    view: IndicatorView,
    board: Unit,
    period: Period,
    *,
    curved: bool = True,
    allowed: set[str] | None = None,
    elsewhere: bool = False,
) -> IndicatorRow:
    """The row of an indicator, with its change since the year before and, where it is drawn, its curve.

    `allowed` are the units whose measures the reader may open; `elsewhere` says that the row is about
    another unit than the one the board follows the indicator in.
    """
    href = reverse("indicator", args=[board.id, places.written(period), view.indicator.slug])
    href += f"?{urlencode({'enhet': view.link.unit_id})}" if elsewhere else ""
    now, before, measure = view.measurement, view.previous, view.indicator.measure
    if m is None or now is None or measure not in m.catalogue:
        return IndicatorRow(view, href)
    change = compare(now, before, "difference") if before is not None else None
    series = curve(m, m.catalogue[measure], view.link.unit_id, period, SPARK_MONTHS) if curved else []
    beside = [measure_href(m, one, allowed or set()) for one in (view.women, view.men, before)]
    return IndicatorRow(view, href, change, tuple(series), *beside)


@dataclass(frozen=True)
class Columns:
    """Which comparisons a table of indicators shows: one that nothing is known in is left out."""

    two_verdicts: bool  # of development and of the target, where the model assesses them apart
    sexes: bool
    before: bool
    country: bool

    @classmethod
    def of(cls, rows: Iterable[IndicatorRow]) -> Columns:
        views = [row.view for row in rows]
        return cls(
            two_verdicts=any(view.target_verdict is not None for view in views),
            sexes=any(_known(one) for view in views for one in (view.women, view.men)),
            before=any(_known(view.previous) for view in views),
            country=any(_known(view.benchmark) for view in views),
        )


def _known(value: Measurement | None) -> bool:
    """Whether there is a value, be it one that too few people stand behind."""
    if value is None:
        return False
    return value.figure.shown or bool(value.word) or value.figure.state is State.SUPPRESSED


def target_in(target: Target | None, measure: Measure | None) -> Target | None:
    """The board's target where it holds for a unit below too; an amount or a number is the whole board's."""
    if target is None or target.value is None or measure is None:
        return target
    counted = measure.kind in AMOUNTS or (
        measure.kind in ("derived", "reported") and figure_unit(measure.unit).kind in ("money", "count")
    )
    return None if counted else target


def in_unit(link: GoalIndicator, unit: Unit) -> GoalIndicator:
    """The same indicator followed in another unit than the one the board follows it in. Never saved."""
    other = copy(link)
    other.unit = unit
    return other


def curve(m: Measurements, measure: Measure, unit: str, period: Period, months: int) -> list[Measurement]:
    """The values that lead up to the period: by month where months are measured, else by year."""
    if by_month(measure):
        span = range(max(m.snapshot.months.start, period.last - months + 1), period.last + 1)
        return m.series(measure.id, unit, span, "month")
    years = range(year_of(period.last) - YEARS_BACK, year_of(period.last) + 1)
    return [m.value(measure.id, unit, Period.year(year)) for year in years]


def points_of(m: Measurements, measure: Measure, unit: str, period: Period) -> list[Point]:
    """What is drawn: the months that lead up to the period, or the years where no months are measured."""
    if by_month(measure):
        first = max(m.snapshot.months.start, period.last - CHART_MONTHS + 1)
        window = "ytd" if measure.kind == "growth" else "month"  # that of single months is mostly chance
        return m.trend(measure.id, unit, window).points(first, period.last)
    found = curve(m, measure, unit, period, CHART_MONTHS)
    return [(one.period.last, one.figure.value) for one in found]


def by_month(measure: Measure) -> bool:
    return measure.kind != "reported" and "month" in measure.windows and not measure.measuring_months


def month_pair(
    m: Measurements, row: IndicatorRow, unit: str, period: Period, allowed: set[str]
) -> tuple[Cell, Cell] | None:
    """The period's last month and the month before it."""
    measure = m.catalogue[row.view.indicator.measure]
    if not by_month(measure) or len(period) == 1:
        return None
    found = row.view.measurement
    last = (found.period if found else period).last
    now, before = (m.value(measure.id, unit, Period.month(month)) for month in (last, last - 1))
    return (cell(m, now, allowed), cell(m, before, allowed)) if now.figure.shown else None


@dataclass(frozen=True)
class Behind:
    """The numbers behind a share, in words."""

    label: str
    text: str
    note: str


def behind(measure: Measure, value: Measurement | None) -> Behind | None:
    """'71 234 av 198 412' for a share or rate of rows; None for sums of money and single counts."""
    if value is None or value.numerator is None or value.denominator is None or not value.figure.shown:
        return None
    if value.numerator.denominator != 1 or value.denominator.denominator != 1:
        return None
    words = {"part": number(value.numerator, 0), "whole": number(value.denominator, 0)}
    label = _("Antal bakom andelen") if measure.kind == "share" else _("Täljare och nämnare")
    text = _("%(part)s av %(whole)s") if measure.kind == "share" else _("%(part)s delat med %(whole)s")
    rows = _("%(rows)s rader räknade") % {"rows": number(value.rows, 0)}
    return Behind(label, text % words, rows)


@dataclass(frozen=True)
class Responses:
    rate: Measurement
    note: str


def responses(m: Measurements, measure: Measure, unit: str, period: Period) -> Responses | None:
    """The response rate of the survey a measure stands on; its measure is named after the survey."""
    conditions = [c for part in measure.parts for c in part.where if c.column == "survey"]
    rate = f"{conditions[0].value}-svarsfrekvens" if conditions else f"{measure.id}-svarsfrekvens"
    if rate not in m.catalogue:
        return None
    found = m.value(rate, unit, period)
    return Responses(found, found.period.text()) if found.figure.shown else None


@dataclass(frozen=True)
class Extreme:
    label: str
    name: str
    value: Measurement
    href: str


def extremes(
    m: Measurements, row: IndicatorRow, unit: str, period: Period, allowed: set[str]
) -> tuple[Extreme, Extreme] | None:
    """The best and the worst of the units right below that the reader may open."""
    below = [child for child in m.tree.children(unit) if child in allowed] if unit in m.tree else []
    found = m.extremes(row.view.indicator.measure, below, period, least_rows=LEAST_ROWS)
    if found is None:
        return None
    low, high = found
    best, worst = (low, high) if row.direction == "lower" else (high, low)
    labels = (_("Högst"), _("Lägst")) if row.direction == "none" else (_("Bäst"), _("Sämst"))
    address = row.href.partition("?")[0]
    first, last = (
        Extreme(label, m.tree.name(one.unit), one, f"{address}?enhet={one.unit}")
        for label, one in zip(labels, (best, worst), strict=True)
    )
    return first, last


@dataclass(frozen=True)
class GroupRow:
    label: str
    now: Cell
    before: Cell


@dataclass(frozen=True)
class Divided:
    """A measure by the groups of one breakdown, beside the same months a year earlier."""

    label: str
    period: Period
    before: Period
    groups: list[GroupRow]


def divided(m: Measurements, measure: str, unit: str, period: Period, allowed: set[str]) -> list[Divided]:
    """The measure by every breakdown it is followed by beside sex."""
    found: dict[str, Divided] = {}
    for breakdown, label, group in m.groups(measure):
        now, then = (m.value(measure, unit, one, group=group) for one in (period, period.previous_year()))
        whole = found.setdefault(breakdown, Divided(breakdown, now.period, then.period, []))
        whole.groups.append(GroupRow(label, cell(m, now, allowed), cell(m, then, allowed)))
    return list(found.values())


@dataclass(frozen=True)
class Year:
    period: Period
    total: Cell
    women: Cell
    men: Cell
    country: Measurement | None


def history(m: Measurements, measure: str, unit: str, period: Period, allowed: set[str]) -> list[Year]:
    """The same months of earlier years, as far back as somebody has a value."""
    found = []
    for back in range(1, YEARS_BACK + 1):
        then = period.shifted(-12 * back)
        total, women, men = (m.value(measure, unit, then, sex) for sex in ("total", "women", "men"))
        country = m.benchmark(measure, then)
        if total.figure.shown or total.word or country is not None:
            whole, her, his = (cell(m, one, allowed) for one in (total, women, men))
            found.append(Year(then, whole, her, his, country))
    return found


@dataclass(frozen=True)
class Drawn:
    """A chart ready for the page: the drawing, its words and the table behind it, unless the page has one."""

    svg: str
    title: str
    alt: str
    rows: tuple[tuple[str, ...], ...] = ()


def chart(m: Measurements, row: IndicatorRow, unit: str, period: Period) -> Drawn | None:
    """The measure over time with its target as a line; nothing when there are not two values to draw."""
    measure = m.catalogue[row.view.indicator.measure]
    points = points_of(m, measure, unit, period)
    if sum(value is not None for _month, value in points) < 2:
        return None
    wanted = row.view.target
    unit_of_measure = figure_unit(measure.unit)
    drawn = trend(
        points,
        row.view.name,
        unit_of_measure.symbol,
        measure.decimals,
        target=Fraction(wanted.value) if wanted is not None and wanted.value is not None else None,
        benchmark=row.view.benchmark.figure.value if row.view.benchmark is not None else None,
        target_text=row.target_text or None,
        id="utveckling",
    )
    return Drawn(svg(drawn), drawn.title, drawn.alt, drawn.rows)
