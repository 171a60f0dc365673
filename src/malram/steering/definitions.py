# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Goals and indicators as a region's files state them. Pure: the action in load.py stores them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from pathlib import Path

from malram.facts.authored import Entry, nearest, posts_of, read_authored, shown
from malram.facts.authored_rows import Row, read_rows
from malram.facts.entries import ID
from malram.facts.problems import Place, Problem
from malram.steering.model import Region, SteeringModel
from malram.steering.parse import made, made_list, made_one
from malram.steering.rules import OPERATORS
from malram.values import UNITS, Window

ANNUAL = "arsredovisning"  # the kind of document that prints what was decided about the year's goals
COLUMNS = (
    "board", "year", "slug", "level", "parent", "name", "agenda2030", "strategy", "common",
    "grade", "reason", "decided_by",
)  # fmt: skip
DIRECTIONS = {"higher", "lower", "none"}
GREATEST, FINEST = 10**12, 6  # of a target, as the database holds it
MOST = 10_000
YEARS = range(1990, 2101)
BOUNDS = {"decimals": (0, 6), "lag_months": (0, 60), "base_year": (1990, 2100)}


@dataclass(frozen=True)
class GoalRow:
    """A goal of a board and year, with the decision where the board has published one."""

    board: str
    year: int
    slug: str
    level: str
    parent: str
    name: str
    agenda2030: tuple[int, ...]
    strategy: tuple[str, ...]
    common: bool
    grade: str
    reason: str
    decided_by: str
    place: Place

    @property
    def key(self) -> tuple[str, int, str]:
        return self.board, self.year, self.slug


@dataclass(frozen=True)
class Decided:
    """A published verdict on an indicator: the grade, which body or role decided it, and why."""

    grade: str
    by: str
    reason: str = ""
    written: Entry = field(default_factory=Entry, compare=False, repr=False)


@dataclass(frozen=True)
class Followed:
    """That a board follows an indicator in a year: for which goal, measured where, with what target."""

    board: str
    year: int
    order: int
    goal: str
    of: str
    name: str = ""
    operator: str = "none"
    value: Decimal | None = None
    text: str = ""
    baseline: bool = False
    decided: Decided | None = None
    written: Entry = field(default_factory=Entry, compare=False, repr=False)


@dataclass(frozen=True)
class IndicatorRow:
    """An indicator and everywhere it is followed.

    `owner` is the role that answers for it, and `base_year` the year whose value later ones are compared
    with; 0 where nobody has said.
    """

    id: str
    name: str
    measure: str
    unit: str
    decimals: int
    direction: str
    periodicity: str
    method: str
    followed: tuple[Followed, ...]
    source: str = ""
    owner: str = ""
    window: str = Window.PERIOD.value
    lag_months: int = 0
    base_year: int = 0
    written: Entry = field(default_factory=Entry, compare=False, repr=False)


@dataclass(frozen=True)
class Definitions:
    """Everything a region's goal and indicator files say."""

    goals: tuple[GoalRow, ...]
    indicators: tuple[IndicatorRow, ...]
    printed: dict[tuple[str, int], str] = field(default_factory=dict)  # board and year to its annual report


def read_definitions(
    folder: Path, region: Region, models: Mapping[str, SteeringModel]
) -> tuple[Definitions, list[Problem]]:
    """Read goals.csv and indicators.yaml and check that they fit the region, its models and each other."""
    goals, problems = read_goals(folder / "goals.csv")
    for goal in goals:
        problems += _check_goal(goal, region, models, {other.key for other in goals})
    keys = {goal.key for goal in goals}
    indicators, found = read_indicators(folder / "indicators.yaml", keys)
    found += [problem for row in indicators for use in row.followed for problem in _check_use(use, models)]
    printed = {(one.board, one.year): one.name for one in region.documents if one.kind == ANNUAL}
    return Definitions(tuple(goals), tuple(indicators), printed), problems + found


def read_goals(path: Path) -> tuple[list[GoalRow], list[Problem]]:
    found, problems = read_rows(path, COLUMNS, "S020")
    rows: list[GoalRow] = []
    for raw in found:
        try:
            rows.append(_goal(raw))
        except ValueError:
            hint = "År och globala mål är heltal, common är ja eller nej."
            problems.append(Problem("S021", raw.place, "Raden går inte att läsa.", hint))
    return rows, problems


def _goal(raw: Row) -> GoalRow:
    if raw["common"] not in ("ja", "nej"):
        raise ValueError(raw["common"])
    return GoalRow(
        board=raw["board"],
        year=_year(raw["year"]),
        slug=raw["slug"],
        level=raw["level"],
        parent=raw["parent"],
        name=raw["name"],
        agenda2030=tuple(int(number) for number in _parts(raw["agenda2030"])),
        strategy=tuple(_parts(raw["strategy"])),
        common=raw["common"] == "ja",
        grade=raw["grade"],
        reason=raw["reason"],
        decided_by=raw["decided_by"],
        place=raw.place,
    )


def _year(text: str) -> int:
    year = int(text)
    if year not in YEARS:
        raise ValueError(text)
    return year


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.split(";") if part.strip()]


def _check_goal(
    goal: GoalRow, region: Region, models: Mapping[str, SteeringModel], keys: set[tuple[str, int, str]]
) -> list[Problem]:
    model = models.get(goal.board)
    if model is None:
        if goal.board in {board.unit for board in region.boards}:
            return []  # what is wrong with its model is said there, once and not for every goal
        hint = nearest(goal.board, set(models))
        return [Problem("S022", goal.place, f"'{goal.board}' är ingen nämnd med styrmodell.", hint)]
    levels = {level.id: level for level in model.levels}
    grades = {grade.id for grade in model.scale.grades}
    checks = [("nivå", goal.level, set(levels)), ("bedömning", goal.grade or "", grades | {""})]
    checks += [("globalt mål", str(number), set(map(str, region.agenda2030))) for number in goal.agenda2030]
    checks += [("strategiområde", area, set(region.strategy_areas)) for area in goal.strategy]
    problems = [
        Problem("S023", goal.place, f"Okänt värde för {kind}: '{word}'.", nearest(word, known))
        for kind, word, known in checks
        if word not in known
    ]
    if goal.level in levels and bool(goal.parent) != bool(levels[goal.level].parent):
        hint = "Mål på översta nivån har inget överordnat mål, alla andra har ett."
        problems.append(Problem("S024", goal.place, f"Fel överordnat mål för '{goal.slug}'.", hint))
    elif goal.parent and (goal.board, goal.year, goal.parent) not in keys:
        known = {slug for board, year, slug in keys if (board, year) == (goal.board, goal.year)}
        message = f"Det överordnade målet '{goal.parent}' finns inte."
        problems.append(Problem("S024", goal.place, message, nearest(goal.parent, known)))
    if goal.grade and not (goal.reason and goal.decided_by):
        hint = "Fyll i reason och decided_by."
        problems.append(Problem("S025", goal.place, "En bedömning behöver skäl och vem som beslutat.", hint))
    return problems


def _check_use(use: Followed, models: Mapping[str, SteeringModel]) -> Iterator[Problem]:
    """Whether the published verdict is a grade of the board's scale and somebody's."""
    if use.decided is None:
        return
    said, model = use.decided, models.get(use.board)
    if model is not None and said.grade not in model.scale:
        hint = nearest(said.grade, {grade.id for grade in model.scale.grades})
        message = f"Okänt värde för bedömning: '{shown(said.grade)}'."
        yield Problem("S023", said.written.at("grade"), message, hint)
    if not said.by.strip():
        hint = "Skriv organet eller rollen i by."
        yield Problem("S025", said.written.at("by"), "En bedömning behöver vem som beslutat.", hint)


def read_indicators(path: Path, goals: set[tuple[str, int, str]]) -> tuple[list[IndicatorRow], list[Problem]]:
    authored = read_authored(path)
    problems = list(authored.problems)
    rows: list[IndicatorRow] = []
    for entry in posts_of(authored.content):
        if not isinstance(entry, Entry):
            place = Place(path.name, 1)
            problems.append(
                Problem("S026", place, f"'{shown(entry)}' är ingen indikator.", "Börja med '- id: …'.")
            )
            continue
        values = dict(entry)
        if "followed" in entry:
            values["followed"] = _followed(entry, goals, problems)
        row = made(IndicatorRow, values, entry, problems)
        if row is not None:
            problems += _check_indicator(row, entry, {other.id for other in rows})
            rows.append(row)
    return rows, problems


def _followed(
    entry: Entry, goals: set[tuple[str, int, str]], problems: list[Problem]
) -> tuple[Followed, ...]:
    """Make the targets exact decimals and check the goal and operator each one names."""
    for raw in entry["followed"] if isinstance(entry["followed"], list) else ():
        if not isinstance(raw, Entry) or not {"board", "year", "goal"} <= set(raw):
            continue  # made_list says what is missing
        if (raw["board"], raw["year"], raw["goal"]) not in goals:
            known = {slug for board, year, slug in goals if (board, year) == (raw["board"], raw["year"])}
            message = (
                f"Målet '{shown(raw['goal'])}' finns inte för {shown(raw['board'])} {shown(raw['year'])}."
            )
            problems.append(Problem("S027", raw.at("goal"), message, nearest(raw["goal"], known)))
        if raw.get("operator", "none") not in OPERATORS:
            message = f"Okänt villkor '{shown(raw['operator'])}'."
            problems.append(Problem("S028", raw.at("operator"), message, nearest(raw["operator"], OPERATORS)))
        if not 0 <= _whole(raw.get("order")) <= MOST:
            hint = f"Skriv ett heltal från 0 till {MOST}."
            message = f"Ordningen '{shown(raw['order'])}' går inte att använda."
            problems.append(Problem("S029", raw.at("order"), message, hint))
        raw["value"] = _target(raw, problems)
        if "decided" in raw:
            raw["decided"] = made_one(Decided, raw["decided"], raw.at("decided"), problems)
    return made_list(Followed, entry, "followed", problems)


def _target(raw: Entry, problems: list[Problem]) -> Decimal | None:
    """A target's value; a problem and none where it is no number that the database holds."""
    said = raw.get("value")
    if said is None:
        return None
    try:
        value = Decimal(str(said))
    except InvalidOperation:
        value = Decimal("NaN")
    if not value.is_finite() or abs(value) >= GREATEST or value != round(value, FINEST):
        message = f"Målvärdet '{shown(said)}' är inget tal som går att jämföra med."
        hint = f"Skriv det med decimalpunkt, mindre än en biljon och med högst {FINEST} decimaler."
        problems.append(Problem("S028", raw.at("value"), message, hint))
        return None
    return value


def _whole(said: object) -> int:
    return said if isinstance(said, int) else 0


def _check_indicator(row: IndicatorRow, entry: Entry, earlier: set[str]) -> list[Problem]:
    checks = [
        ("unit", row.unit, set(UNITS)),
        ("direction", row.direction, DIRECTIONS),
        ("window", row.window, {window.value for window in Window}),
    ]
    problems = [
        Problem("S029", entry.at(key), f"Okänt värde för {key}: '{word}'.", nearest(word, known))
        for key, word, known in checks
        if word not in known
    ]
    for key, (low, high) in BOUNDS.items():
        if key in entry and not low <= entry[key] <= high:
            message = f"'{key}' är {shown(entry[key])}, utanför {low}–{high}."
            problems.append(Problem("S029", entry.at(key), message, f"Skriv ett tal från {low} till {high}."))
    if not ID.fullmatch(row.id):
        hint = "Skriv små bokstäver a–z, siffror och bindestreck."
        problems.append(Problem("S032", entry.at("id"), f"'{shown(row.id)}' är inget id.", hint))
    if row.id in earlier:
        hint = "Ge den ena ett annat id."
        problems.append(Problem("S030", entry.at("id"), f"Indikatorn '{row.id}' står två gånger.", hint))
    return problems


def unknown_measures(path: Path, known: set[str]) -> Iterator[Problem]:
    """Indicators that follow a measure nobody has defined."""
    for entry in posts_of(read_authored(path).content):
        if isinstance(entry, Entry) and str(entry.get("measure", "")) not in known | {""}:
            measure = shown(entry["measure"])
            message = f"Indikatorn '{shown(entry.get('id'))}' följer måttet '{measure}' som inte finns."
            yield Problem("S043", entry.at("measure"), message, nearest(entry["measure"], known))
