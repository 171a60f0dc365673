# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""A steering model as data: which levels of goals there are, and how they are graded. No Django."""

from dataclasses import dataclass, fields


@dataclass(frozen=True)
class Level:
    """A level of goals; `parent` is the level above it, empty at the top."""

    id: str
    name: str
    plural: str
    decided_by: str
    parent: str = ""


@dataclass(frozen=True)
class Cardinality:
    """How many goals of a level a board may have under one of the level above, besides common ones."""

    level: str
    per: str
    at_least: int
    at_most: int


@dataclass(frozen=True)
class Grade:
    """A step of the scale: word, symbol and colour together, never colour alone."""

    id: str
    word: str
    symbol: str
    colour: str
    verdict: bool = True  # False: the grade that says there is no verdict

    def __str__(self) -> str:
        return f"{self.symbol} {self.word}"


@dataclass(frozen=True)
class AssessmentScale:
    grades: tuple[Grade, ...]

    def __getitem__(self, grade_id: str) -> Grade:
        return next(grade for grade in self.grades if grade.id == grade_id)

    def __contains__(self, grade_id: object) -> bool:
        return any(grade.id == grade_id for grade in self.grades)

    @property
    def verdicts(self) -> tuple[Grade, ...]:
        return tuple(grade for grade in self.grades if grade.verdict)

    @property
    def none(self) -> Grade:
        """The grade printed where there is no verdict."""
        return next(grade for grade in self.grades if not grade.verdict)


DEVELOPMENT = "development"  # the rule that grades against last year, and the target apart


@dataclass(frozen=True)
class IndicatorRule:
    """Which rule assesses an indicator, and its grades.

    `near_from`: where the yellow band begins, in %. `tolerance`: by how many percent of last year's value
    an indicator may differ and still be unchanged, the same for all indicators. `assumed`: the board has
    not decided the thresholds.
    """

    name: str
    met: str
    near: str
    missed: str
    near_from: int = 0
    tolerance: int = 0
    assumed: bool = False


@dataclass(frozen=True)
class TargetRule:
    """A second assessment beside the first: whether the target is met, on a scale of its own."""

    met: str
    missed: str


@dataclass(frozen=True)
class GoalRule:
    """How a goal's grade is suggested from its indicators'. `assumed`: the board has not decided the rule."""

    name: str
    all_met: str
    mixed: str
    mostly_missed: str
    missed_over: int
    assumed: bool = False


@dataclass(frozen=True)
class StatusWord:
    """A step of progress for assignments."""

    id: str
    word: str
    symbol: str
    colour: str


@dataclass(frozen=True)
class ReportKind:
    """A kind of report, and the kind of occasion it is written for."""

    id: str
    name: str
    occasion: str = ""


@dataclass(frozen=True)
class SteeringModel:
    id: str
    name: str
    boards: tuple[str, ...]
    vision: str
    values: str
    levels: tuple[Level, ...]
    cardinality: tuple[Cardinality, ...]
    scale: AssessmentScale
    indicator_rule: IndicatorRule
    goal_rule: GoalRule
    status_words: tuple[StatusWord, ...]
    report_kinds: tuple[ReportKind, ...]
    target_rule: TargetRule | None = None
    target_scale: AssessmentScale | None = None
    counted_as: str = ""  # how many goals have which grade, in words: '{gron} av {total} är gröna'
    indicator: str = "Indikator"  # what the board calls one, and several, of what it follows its goals by
    indicators: str = "Indikatorer"

    @property
    def top(self) -> Level:
        return next(level for level in self.levels if not level.parent)

    @property
    def lowest(self) -> Level:
        """The level of the goals a board has under the uppermost ones."""
        return next(level for level in self.levels if level.parent == self.top.id)

    def level(self, level_id: str) -> Level:
        return next(level for level in self.levels if level.id == level_id)


@dataclass(frozen=True)
class Board:
    """A board of a region and the name of its steering model's file."""

    unit: str
    name: str
    steering: str


@dataclass(frozen=True)
class Document:
    """A document a board has published; the case number only where it is known."""

    id: str
    board: str
    kind: str
    name: str
    year: int
    period: str
    case_number: str = ""


@dataclass(frozen=True)
class Region:
    """What region.yaml says: names, look, boards and the words goals point at."""

    id: str
    name: str
    unit: str
    accent: str
    language: str
    boards: tuple[Board, ...]
    documents: tuple[Document, ...]
    agenda2030: dict[int, str]
    strategy_areas: tuple[str, ...]

    def board(self, unit: str) -> Board:
        return next(board for board in self.boards if board.unit == unit)


WRITTEN = "written"  # the field, in classes that have it, for the entry in the file: no key of its own


def field_names(cls: type) -> set[str]:
    """The keys an author may write for a class."""
    return {field.name for field in fields(cls)} - {WRITTEN}
