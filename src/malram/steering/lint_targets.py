# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Targets that nobody can meet, alone or together."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from itertools import combinations

from malram.facts.problems import Place, Problem
from malram.measures.catalogue.definitions import Catalogue, Measure
from malram.steering.definitions import Definitions, Followed, IndicatorRow
from malram.steering.rules import COMPARISONS, IN_WORDS, TRENDS
from malram.values import MINUS, Period

Span = tuple[Decimal | None, Decimal | None]  # the least and the greatest value; None where there is none
UPWARD, DOWNWARD = {">=", ">", "increase"}, {"<=", "<", "decrease"}
NEVER_NEGATIVE = {"count", "distinct", "rate", "share"}
CONFLICT = {
    "S053": "Ändra ett av målen så att de drar åt samma håll.",
    "S054": "Ändra ett av målen: bara ett av dem kan nås.",
}
TREND_WORDS = {"increase": "öka", "decrease": "minska", "keep": "vara oförändrad"}


@dataclass(frozen=True)
class Aim:
    """A target of a board and year, with the indicator it stands in and the measure that answers it."""

    row: IndicatorRow
    use: Followed
    measure: Measure | None

    @property
    def way(self) -> int:
        """1 where more is wanted, -1 where less is, 0 where an exact value is."""
        return (self.use.operator in UPWARD) - (self.use.operator in DOWNWARD)

    @property
    def same(self) -> tuple[str, str, int, str]:
        """What two aims share that are about the same number."""
        return self.row.measure or self.row.id, self.use.of, self.use.year, self.row.window

    @property
    def place(self) -> Place:
        return self.use.written.at("operator")

    @property
    def is_trend(self) -> bool:
        return self.use.operator in TRENDS

    @property
    def span(self) -> Span:
        """The printed values that meet the target."""
        if self.is_trend or self.use.value is None:
            return None, None
        step = Decimal(1).scaleb(-(self.measure.decimals if self.measure else self.row.decimals))
        down = self.use.value.quantize(step, ROUND_FLOOR)
        up = self.use.value.quantize(step, ROUND_CEILING)
        spans: dict[str, Span] = {
            ">=": (up, None),
            ">": (down + step, None),
            "<=": (None, down),
            "<": (None, up - step),
            "=": (up, down),
        }
        return spans[self.use.operator]

    def __str__(self) -> str:
        if self.is_trend:
            return f"'{self.row.id}' ska {TREND_WORDS[self.use.operator]}"
        how = IN_WORDS.get(self.use.operator, "precis")
        wanted = self.use.text if self.use.value is None else _plain(self.use.value)
        return f"'{self.row.id}' ska vara {how} {wanted}"


def aims_in(definitions: Definitions, catalogue: Catalogue) -> list[Aim]:
    """Every target that can be compared with a number, or with the year before."""
    return [
        Aim(row, use, catalogue.get(row.measure))
        for row in definitions.indicators
        for use in row.followed
        if use.operator in TRENDS or (use.operator in COMPARISONS and (use.value is not None or use.text))
    ]


def out_of_reach(aim: Aim) -> Iterator[Problem]:
    """A target against its own direction, or that no value of its measure can meet in time."""
    row, use, at = aim.row, aim.use, aim.use.written.at
    if aim.way == {"higher": -1, "lower": 1}.get(row.direction, 2):
        message = f"Målvärdet '{use.text}' går emot riktningen för '{row.id}'."
        yield Problem("S044", aim.place, message, "Ändra 'operator' här, eller 'direction' i indikatorn.")
    if use.operator in COMPARISONS and use.operator != "=" and use.value is None:
        message = f"Målvärdet '{use.text}' för '{row.id}' har ett villkor men inget tal att jämföra med."
        yield Problem("S055", at("text"), message, "Skriv talet i 'value', eller 'operator: none'.")
    if aim.measure is None:
        return
    yield from _late(aim, aim.measure)
    yield from _beyond(aim, aim.measure)
    yield from _across(aim, aim.measure)


def _late(aim: Aim, measure: Measure) -> Iterator[Problem]:
    """No month of the target's year is known when the report on the year is written."""
    lag = aim.row.lag_months + measure.lag_months
    measured = measure.measuring_months or range(1, 13)
    if min(measured) > 12 - lag:
        months = ", ".join(map(str, measure.measuring_months)) or "1–12"
        message = (
            f"Målet {aim.use.year} för '{aim.row.id}' kan inte följas upp: måttet '{measure.id}' mäts månad "
            f"{months} och ligger {lag} månader efter, så årets rapport har inget värde för året."
        )
        hint = "Sätt målet för ett senare år, eller rätta 'lag_months' och 'measuring_months'."
        yield Problem("S048", aim.use.written.at("year"), message, hint)


def _beyond(aim: Aim, measure: Measure) -> Iterator[Problem]:
    """A value that the measure can never have, or never be printed with."""
    if aim.use.value is None or aim.use.operator not in COMPARISONS:
        return
    said = f"Målvärdet {_plain(aim.use.value)} för '{aim.row.id}' kan inte nås"
    own, at = aim.span, aim.use.written.at("value")
    if not _some(own):
        message = f"{said}: måttet visas med {measure.decimals} decimaler och blir aldrig precis det."
        yield Problem("S049", at, message, "Avrunda 'value', eller skriv ett villkor som minst eller högst.")
    elif not _some(own, possible := _possible(measure)):
        least, most = possible
        bounds = f"mellan {least} och {most} {measure.unit}" if most is not None else f"minst {least}"
        yield Problem("S049", at, f"{said}: måttet är alltid {bounds}.", "Rätta 'value' eller 'operator'.")


def _possible(measure: Measure) -> Span:
    """Between which values a measure always lies."""
    if measure.kind == "share" and measure.unit == "%":
        return Decimal(0), Decimal(100)
    return (Decimal(0) if measure.kind in NEVER_NEGATIVE else None), None


def _across(aim: Aim, measure: Measure) -> Iterator[Problem]:
    """A target on values from before the method was changed, or a trend that crosses the change."""
    since = measure.comparable_from
    if since is None:
        return
    year, changed = Period.year(aim.use.year), Period.month(since.month).text()
    said = f"måttet '{measure.id}' går att jämföra först från och med {changed}"
    if year.first < since.month:
        message = f"Målet {aim.use.year} för '{aim.row.id}' gäller tiden före bytet av metod: {said}."
        hint = "Sätt målet för ett senare år, eller rätta 'comparable_from' i måttet."
        yield Problem("S050", aim.use.written.at("year"), message, hint)
    elif aim.use.operator in TRENDS and year.previous_year().first < since.month:
        message = f"Trendmålet {aim.use.year} för '{aim.row.id}' jämför med året före bytet av metod: {said}."
        yield Problem("S050", aim.place, message, "Skriv ett målvärde i stället för en trend det året.")


def conflicts(aims: Iterable[Aim]) -> Iterator[Problem]:
    """Pairs of targets about the same number that pull apart. A band, as 85–90, is no conflict."""
    alike: dict[tuple[str, str, int, str], list[Aim]] = {}
    for aim in aims:
        alike.setdefault(aim.same, []).append(aim)
    for together in alike.values():
        for one, other in combinations(together, 2):
            code = _conflict(one, other)
            if code:
                message = f"{other}, men {one} ({one.place}), och båda gäller måttet '{other.row.measure}' i "
                message += f"{other.use.of} {other.use.year}."
                yield Problem(code, other.place, message, CONFLICT[code])


def _conflict(one: Aim, other: Aim) -> str:
    """The code of what is wrong with two targets on one number; nothing where both can be met."""
    if one.is_trend or other.is_trend:
        if one.way * other.way < 0:
            return "S053"
        both = one.is_trend and other.is_trend
        return "S054" if both and one.use.operator != other.use.operator else ""
    possible = _some(one.span) and _some(other.span)  # one that cannot be met alone is told of as such
    return "S054" if possible and not _some(one.span, other.span) else ""


def _some(*spans: Span) -> bool:
    """Whether any value lies in all of the spans."""
    lows = [low for low, _ in spans if low is not None]
    highs = [high for _, high in spans if high is not None]
    return not lows or not highs or max(lows) <= min(highs)


def _plain(value: Decimal) -> str:
    text = f"{value.normalize():f}"
    return text.replace("-", MINUS).replace(".", ",")
