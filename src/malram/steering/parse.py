# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Steering models and region files from YAML. All that is wrong is listed at once, with line and remedy."""

import re
from dataclasses import MISSING, fields
from pathlib import Path
from string import Formatter
from typing import Any, TypeVar, get_args, get_origin

from malram.facts.authored import Entry, nearest, read_authored, shown, unknown_keys
from malram.facts.problems import Place, Problem
from malram.steering.model import (
    DEVELOPMENT,
    WRITTEN,
    AssessmentScale,
    Board,
    Cardinality,
    Document,
    GoalRule,
    Grade,
    IndicatorRule,
    Level,
    Region,
    ReportKind,
    StatusWord,
    SteeringModel,
    TargetRule,
    field_names,
)

T = TypeVar("T")
INDICATOR_RULES = {"attainment", "trend", DEVELOPMENT}
GOAL_RULES = {"share"}
COLOURS = {"good", "warn", "bad", "quiet"}
PARTS: dict[str, type] = {
    "levels": Level,
    "cardinality": Cardinality,
    "scale": Grade,
    "target_scale": Grade,
    "status_words": StatusWord,
    "report_kinds": ReportKind,
}
WORDS = {
    str: "en text",
    int: "ett heltal",
    bool: "true eller false",
    tuple: "en lista",
    dict: "nycklar och värden",
}


def load_model(path: Path) -> tuple[SteeringModel | None, list[Problem]]:
    """Return the steering model in the file, or None and all that must be put right."""
    entry, problems = _whole(path)
    if entry is None:
        return None, problems
    values: dict[str, Any] = dict(entry)
    for key, cls in PARTS.items():
        if key in entry:
            values[key] = made_list(cls, entry, key, problems)
    for key in ("scale", "target_scale"):
        if key in entry:
            values[key] = AssessmentScale(values[key])
    rules = (("indicator_rule", IndicatorRule), ("goal_rule", GoalRule), ("target_rule", TargetRule))
    for key, rule in rules:
        if key in entry:
            values[key] = made_one(rule, entry[key], entry.at(key), problems)
    model = made(SteeringModel, values, entry, problems)
    if model is not None and not problems:
        problems += _check_rules(model, entry)
    return (None, problems) if problems else (model, [])


def load_models(folder: Path, region: Region) -> tuple[dict[str, SteeringModel], list[Problem]]:
    """Return the steering model of every board whose model can be read, by the board's unit id."""
    models: dict[str, SteeringModel] = {}
    problems: list[Problem] = []
    for board in region.boards:
        model, found = load_model(folder / "steering" / f"{board.steering}.yaml")
        problems += [problem for problem in found if problem not in problems]  # two boards may share one
        if model is not None:
            models[board.unit] = model
    return models, problems


def load_region(path: Path) -> tuple[Region | None, list[Problem]]:
    """Return what region.yaml says, or None and all that must be put right."""
    entry, problems = _whole(path)
    if entry is None:
        return None, problems
    values: dict[str, Any] = dict(entry)
    for key, cls in (("boards", Board), ("documents", Document)):
        if key in entry:
            values[key] = made_list(cls, entry, key, problems)
    numbers = entry.get("agenda2030")
    if isinstance(numbers, Entry):
        wrong = [key for key in numbers if not key.isdigit() or not 1 <= int(key) <= 17]
        hint = "De globala målen har nummer 1 till 17."
        problems += [
            Problem("S006", numbers.at(key), f"'{key}' är inget globalt mål.", hint) for key in wrong
        ]
        values["agenda2030"] = {int(key): word for key, word in numbers.items() if key not in wrong}
    accent = entry.get("accent")
    if isinstance(accent, str) and not bears_white_letters(accent):
        hint = "Skriv #rrggbb, så mörk att vit text syns på den: kontrasten ska vara minst 4,5."
        problems.append(
            Problem("S003", entry.at("accent"), f"Färgen '{shown(accent)}' går inte att använda.", hint)
        )
    region = made(Region, values, entry, problems)
    return (None, problems) if problems else (region, [])


def bears_white_letters(colour: str) -> bool:
    """Whether it is '#rrggbb' and white text on it has the contrast WCAG asks for, 4.5 : 1."""
    if not re.fullmatch("#[0-9a-fA-F]{6}", colour):
        return False
    shares = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares)
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05) >= 4.5


def _whole(path: Path) -> tuple[Entry | None, list[Problem]]:
    if not _is_there(path):
        hint = f"Skapa den i {path.parent.name}/, eller rätta namnet där den nämns."
        return None, [Problem("S001", Place(path.name, 1), "Filen finns inte.", hint)]
    authored = read_authored(path)
    problems = list(authored.problems)
    if not isinstance(authored.content, Entry):
        hint = "Skriv nycklar och värden överst i filen."
        return None, problems or [Problem("S002", Place(path.name, 1), "Filen beskriver ingenting.", hint)]
    return authored.content, problems


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # a name that no file can have
        return False


def made_list(cls: type[T], entry: Entry, key: str, problems: list[Problem]) -> tuple[T, ...]:
    raw = entry[key]
    if not isinstance(raw, list):
        problems.append(
            Problem("S003", entry.at(key), f"'{key}' ska vara en lista.", "Börja varje rad med ett streck.")
        )
        return ()
    made = (made_one(cls, item, entry.at(key), problems) for item in raw)
    return tuple(item for item in made if item is not None)


def made_one(cls: type[T], raw: Any, place: Place, problems: list[Problem]) -> T | None:
    if not isinstance(raw, Entry):
        hint = "Skriv {" + ", ".join(sorted(field_names(cls))) + "}."
        problems.append(Problem("S003", place, f"'{shown(raw)}' ska vara nycklar och värden.", hint))
        return None
    return made(cls, dict(raw), raw, problems)


def made(cls: type[T], values: dict[str, Any], entry: Entry, problems: list[Problem]) -> T | None:
    """Make the dataclass when the keys are known, the required ones there and the values of their types."""
    found = unknown_keys(entry, field_names(cls), "S004")
    for field in fields(cls):  # type: ignore[arg-type]
        if field.name == WRITTEN:
            values[WRITTEN] = entry
        elif field.name not in values:
            if field.default is MISSING:
                message = f"'{field.name}' saknas."
                found.append(Problem("S005", entry.place, message, f"Lägg till raden '{field.name}: …'."))
        else:
            value = values[field.name]
            values[field.name] = value = tuple(value) if isinstance(value, list) else value
            found += _of_type(field.type, value, field.name, entry)
    problems += found
    return None if found else cls(**values)


def _of_type(declared: Any, value: Any, name: str, entry: Entry) -> list[Problem]:
    wanted = get_origin(declared) or declared
    inside = {str} & set(get_args(declared))  # of a list or of keys and values: the texts in it
    values = value.values() if isinstance(value, dict) else value if isinstance(value, tuple) else ()
    if wanted not in WORDS or (
        type(value) is wanted and not (inside and any(type(v) is not str for v in values))
    ):
        return []
    what = WORDS[wanted] if type(value) is not wanted else f"{WORDS[wanted]} med texter, om så i citattecken"
    hint = f"Ändra till det. Nu står där '{shown(list(value) if isinstance(value, tuple) else value)}'."
    return [Problem("S003", entry.at(name), f"'{name}' ska vara {what}.", hint)]


def _check_rules(model: SteeringModel, entry: Entry) -> list[Problem]:
    """Check words that point at other words: rules, grades, levels and colours."""
    grades = {grade.id for grade in model.scale.grades}
    levels = {level.id for level in model.levels}
    rule, goal = model.indicator_rule, model.goal_rule
    pointers = [
        ("indicator_rule", "regel", [rule.name], INDICATOR_RULES),
        ("indicator_rule", "bedömning", [rule.met, rule.near, rule.missed], grades),
        ("goal_rule", "regel", [goal.name], GOAL_RULES),
        ("goal_rule", "bedömning", [goal.all_met, goal.mixed, goal.mostly_missed], grades),
        ("levels", "nivå", [level.parent for level in model.levels if level.parent], levels),
        ("cardinality", "nivå", [word for c in model.cardinality for word in (c.level, c.per)], levels),
        ("scale", "färg", [grade.colour for grade in model.scale.grades], COLOURS),
        ("status_words", "färg", [word.colour for word in model.status_words], COLOURS),
    ]
    problems = [
        Problem("S007", entry.at(key), f"Okänd {kind} '{word}'.", nearest(word, known))
        for key, kind, words, known in pointers
        for word in words
        if word not in known
    ]
    problems += [
        Problem(
            "S007", entry.at("counted_as"), f"Okänd bedömning '{word}' i 'counted_as'.", nearest(word, grades)
        )
        for word in _filled_in(model.counted_as)
        if word not in {*grades, "total"}
    ]
    if model.target_rule is not None:
        second = {grade.id for grade in model.target_scale.grades} if model.target_scale else set()
        for word in (model.target_rule.met, model.target_rule.missed):
            if word not in second:
                where, hint = entry.at("target_rule"), nearest(word, second)
                problems.append(Problem("S007", where, f"Okänd bedömning '{word}' i 'target_scale'.", hint))
    if sum(not grade.verdict for grade in model.scale.grades) != 1:
        hint = "Sätt verdict: false på den bedömning som betyder att ingen finns."
        problems.append(Problem("S008", entry.at("scale"), "Skalan behöver ett steg utan bedömning.", hint))
    if sum(not level.parent for level in model.levels) != 1:
        hint = "Ange parent på alla nivåer utom den översta."
        problems.append(Problem("S009", entry.at("levels"), "Det ska finnas en översta målnivå.", hint))
    return problems


def _filled_in(text: str) -> list[str]:
    """The names within braces; a brace that stands alone is a name nobody has."""
    try:
        return [word for _text, word, *_rest in Formatter().parse(text) if word is not None]
    except ValueError:
        return ["{"]
