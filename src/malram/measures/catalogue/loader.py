# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""From definition files to a catalogue, with every problem in them at once."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

from malram.facts.authored import Entry, nearest, read_authored, unknown_keys
from malram.facts.problems import Place, Problem
from malram.measures.catalogue.breakdown_files import FILE as BREAKDOWNS
from malram.measures.catalogue.breakdown_files import load_breakdowns
from malram.measures.catalogue.definitions import (
    COUNTED_KINDS,
    KINDS,
    OPERATORS,
    OVER,
    RATIO_KINDS,
    SEX,
    WINDOWS,
    Adjustment,
    Breakdown,
    Catalogue,
    Comparable,
    Condition,
    Measure,
    Part,
    in_order,
)
from malram.measures.catalogue.shapes import SUMMABLE, condition_problems, is_fraction, shape_problems
from malram.measures.computing.tables import TABLES, columns_of
from malram.measures.suppression.protected import problems_between, threshold_problems
from malram.values import Period, UnitError, unit

MEASURE_KEYS = {
    "id", "label", "kind", "fact", "where", "numerator", "denominator", "unit", "decimals", "windows",
    "breakdowns", "direction", "regi", "unit_column", "lag_months", "measuring_months", "comparable_from",
    "over", "method", "source", "terms", "of", "as", "series", "per", "quantile", "adjustments", "threshold",
}  # fmt: skip
PART_KEYS = {"count", "sum", "distinct", "values", "where", "fact", "over", "times", "unit_column"}
REQUIRED = ("id", "label", "kind", "unit", "decimals")
DIRECTIONS = {"higher", "lower", "none"}
CLOSED: dict[str, Collection[str]] = {
    "kind": KINDS,
    "windows": WINDOWS,
    "direction": DIRECTIONS,
    "regi": {"own", "all"},
    "over": OVER,
    "as": {"difference", "percent"},
}
ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def load_measures(folder: Path) -> tuple[Catalogue, list[Problem]]:
    """Read every `*.yaml` in a folder. Measures with problems are left out of the catalogue."""
    measures: list[Measure] = []
    breakdowns, problems = load_breakdowns(folder)
    for path in sorted(folder.glob("*.yaml")):
        if path.name == BREAKDOWNS:
            continue
        authored = read_authored(path, shown_as=f"measures/{path.name}")
        problems += authored.problems
        for entry in _entries(authored.content, path, problems):
            measure, found = parse_measure(entry, breakdowns)
            problems += found
            if measure is not None:
                measures.append(measure)
    problems += _problems_between(measures)
    problems += problems_between(measures)
    return Catalogue(measures, breakdowns.values()), problems


def _entries(content: Any, path: Path, problems: list[Problem]) -> list[Entry]:
    if content is None:
        return []
    if isinstance(content, list) and all(isinstance(item, Entry) for item in content):
        return content
    place = Place(f"measures/{path.name}", 1)
    problems.append(
        Problem("M009", place, "Filen ska vara en lista med mått.", "Börja varje mått med '- id: …'.")
    )
    return []


def parse_measure(entry: Entry, breakdowns: Mapping[str, Breakdown]) -> tuple[Measure | None, list[Problem]]:
    """One measure from its entry, or None and what its author must fix."""
    problems = unknown_keys(entry, MEASURE_KEYS, "M001")
    for key in REQUIRED:
        if key not in entry:
            problems.append(
                Problem("M002", entry.at(key), f"Nyckeln '{key}' saknas.", f"Lägg till '{key}: …'.")
            )
    problems += shape_problems(entry)
    if not problems:
        _check_words(entry, problems, breakdowns)
    if problems:
        return None, problems
    numerator, denominator = _parts(entry, problems)
    comparable = _comparable(entry, problems)
    _check_kind(entry, problems)
    _check_breakdowns(entry, numerator, breakdowns, problems)
    if problems:
        return None, problems
    measure = _measure(entry, numerator, denominator, comparable)
    return measure, list(threshold_problems(measure, entry.at("threshold")))


def _measure(
    entry: Entry, numerator: Part | None, denominator: Part | None, comparable: Comparable | None
) -> Measure:
    plain = ("id", "label", "kind", "unit", "decimals", "direction", "regi", "lag_months", "per", "method",
             "source", "of", "series", "threshold")  # fmt: skip
    said: dict[str, Any] = {key: entry[key] for key in plain if key in entry}
    lists = ("windows", "breakdowns", "measuring_months")
    said |= {key: tuple(entry[key]) for key in lists if key in entry}
    return Measure(
        **said,
        numerator=numerator,
        denominator=denominator,
        terms=tuple(
            (term["measure"], Fraction(str(term.get("weight", 1)))) for term in entry.get("terms", ())
        ),
        as_=entry.get("as", "difference"),
        comparable_from=comparable,
        quantile=Fraction(str(entry["quantile"])) if "quantile" in entry else None,
        adjustments=tuple(_adjustment(raw) for raw in entry.get("adjustments", ())),
        file=entry.place.file,
        line=entry.place.line,
    )


def _check_words(entry: Entry, problems: list[Problem], breakdowns: Collection[str]) -> None:
    """Values that come from a closed list of words."""
    if not ID.fullmatch(entry["id"]):
        message = f"Id '{entry['id']}' får bara ha gemener a–z, siffror och bindestreck."
        problems.append(Problem("M003", entry.at("id"), message, "Skriv till exempel 'andel-nojda'."))
    closed: dict[str, Collection[str]] = {**CLOSED, "breakdowns": {SEX, *breakdowns}}
    for key, words in closed.items():
        said = entry.get(key, ())
        for word in said if isinstance(said, list) else [said] if said else []:
            if word not in words:
                message = f"'{word}' är inget värde för '{key}'."
                problems.append(Problem("M004", entry.at(key), message, nearest(word, set(words))))
    try:
        unit(entry["unit"])
    except UnitError:
        message = f"Okänd enhet '{entry['unit']}'."
        problems.append(
            Problem("M005", entry.at("unit"), message, "Enheterna står i docs/reference/units.md.")
        )


def _check_kind(entry: Entry, problems: list[Problem]) -> None:
    """Each kind needs its own keys."""
    kind = entry["kind"]
    needed = {"derived": ("terms",), "growth": ("of",), "reported": ()}.get(kind, ("numerator",))
    if kind in RATIO_KINDS:
        needed = (*needed, "denominator")
    if kind == "quantile":
        needed = (*needed, "quantile")
    for key in needed:
        if key not in entry:
            message = f"Ett mått av slaget '{kind}' behöver '{key}'."
            problems.append(Problem("M006", entry.at(key), message, f"Lägg till '{key}'."))
    part = entry.get("numerator")
    wanted = {"quantile": "values", "distinct": "distinct"}.get(kind)
    if wanted and isinstance(part, Entry) and wanted not in part:
        message = f"Täljaren i ett mått av slaget '{kind}' behöver '{wanted}'."
        problems.append(Problem("M006", part.place, message, f"Skriv till exempel '{{{wanted}: kolumn}}'."))
    if kind != "quantile" and isinstance(part, Entry) and "values" in part:
        hint = "Skriv 'sum', eller 'kind: quantile'."
        problems.append(Problem("M007", part.place, "'values' hör till slaget 'quantile'.", hint))


def _check_breakdowns(
    entry: Entry, part: Part | None, breakdowns: Mapping[str, Breakdown], problems: list[Problem]
) -> None:
    """The table that is counted must have a column for each."""
    for name in entry.get("breakdowns", ()):
        if part is not None and name != SEX and breakdowns[name].column_of(part.fact) is None:
            message = f"Uppdelningen '{name}' har ingen kolumn för tabellen '{part.fact}'."
            hint = f"Lägg till tabellen under 'columns' i {BREAKDOWNS}."
            problems.append(Problem("M010", entry.at("breakdowns"), message, hint))


def _adjustment(raw: Entry) -> Adjustment:
    period = Period.parse(str(raw["period"]))
    return Adjustment(period.first, period.last, Fraction(str(raw["times"])), str(raw["note"]))


def _parts(entry: Entry, problems: list[Problem]) -> tuple[Part | None, Part | None]:
    if entry["kind"] not in COUNTED_KINDS:
        return None, None
    shared = _conditions(entry.get("where"), entry, problems)
    parts: list[Part | None] = []
    for key in ("numerator", "denominator"):
        raw = entry.get(key)
        if raw is None:
            parts.append(None)
        elif not isinstance(raw, Entry):
            message = f"'{key}' ska vara en avdelning med 'count' eller 'sum'."
            problems.append(Problem("M007", entry.at(key), message, "Skriv till exempel '{count: true}'."))
            parts.append(None)
        else:
            parts.append(_part(entry, raw, shared, problems))
    return parts[0], parts[1]


def _part(entry: Entry, raw: Entry, shared: tuple[Condition, ...], problems: list[Problem]) -> Part | None:
    problems += unknown_keys(raw, PART_KEYS, "M001")
    fact = raw.get("fact", entry.get("fact"))
    if fact not in TABLES:
        message = f"Okänd faktatabell '{fact}'."
        problems.append(Problem("M008", raw.at("fact"), message, nearest(str(fact), set(TABLES))))
        return None
    own = _conditions(raw.get("where"), raw, problems)
    # A part over another table has nothing to do with the conditions on the measure's own table.
    conditions = own if raw.get("fact", entry.get("fact")) != entry.get("fact") else (*shared, *own)
    part = Part(
        fact=fact,
        unit_column=raw.get("unit_column", entry.get("unit_column", "unit")),
        column=raw.get("sum") or raw.get("distinct") or raw.get("values"),
        where=conditions,
        over=raw.get("over", entry.get("over", "sum")),
        times=Fraction(str(raw["times"])) if is_fraction(raw.get("times")) else Fraction(1),
        how="distinct" if "distinct" in raw else "spread" if "values" in raw else "sum",
    )
    found = list(_part_problems(part, raw))
    problems += found
    kinds = columns_of(fact)
    return (
        None if found else replace(part, where=tuple(_in_stored_unit(c, kinds[c.column]) for c in conditions))
    )


def _part_problems(part: Part, raw: Entry) -> Iterator[Problem]:
    """Columns that do not exist, and values that their columns cannot have."""
    columns = columns_of(part.fact)
    for name in (*(c.column for c in part.where), part.column, part.unit_column):
        if name is not None and name not in columns:
            message = f"Tabellen '{part.fact}' har ingen kolumn '{name}'."
            yield Problem("M010", raw.place, message, nearest(str(name), set(columns)))
    for condition in part.where:
        if condition.column in columns and condition.operator in OPERATORS:
            yield from condition_problems(condition, part.fact, columns[condition.column], raw.place)
    if part.column in columns and part.how != "distinct" and columns[part.column] not in SUMMABLE:
        key = "sum" if part.how == "sum" else "values"
        hint = "Välj en kolumn med tal, eller räkna raderna med 'count: true'."
        yield Problem("M014", raw.at(key), f"Kolumnen '{part.column}' går inte att summera.", hint)
    if part.how == "distinct" and columns.get(str(part.column), "text") != "text":
        hint = "Välj en kolumn med text, till exempel 'patient'."
        yield Problem("M014", raw.at("distinct"), f"Olika '{part.column}' går inte att räkna.", hint)
    if part.how != "sum" and part.over != "sum":
        yield Problem("M014", raw.at("over"), "'over' gäller bara summor och antal rader.", "Ta bort 'over'.")
    if part.over not in OVER:
        message = f"'{part.over}' är inget värde för 'over'."
        yield Problem("M004", raw.at("over"), message, nearest(str(part.over), set(OVER)))
    if not is_fraction(raw.get("times", 1)):
        yield Problem(
            "M014", raw.at("times"), "'times' ska vara ett tal.", "Skriv till exempel 1000 eller 1/12."
        )


def _conditions(raw: Any, entry: Entry, problems: list[Problem]) -> tuple[Condition, ...]:
    if raw is None:
        return ()
    if not isinstance(raw, Entry):
        hint = "Skriv till exempel 'where: {answered: true}'."
        problems.append(Problem("M007", entry.at("where"), "'where' ska vara kolumner med villkor.", hint))
        return ()
    found: list[Condition] = []
    for column, test in raw.items():
        if isinstance(test, Entry):
            for operator, value in test.items():
                if operator not in OPERATORS:
                    hint = nearest(operator, set(OPERATORS))
                    problems.append(Problem("M001", test.at(operator), f"Okänt villkor '{operator}'.", hint))
                found.append(Condition(column, operator, _frozen(value)))
        elif isinstance(test, list):
            found.append(Condition(column, "in", tuple(test)))
        else:
            found.append(Condition(column, "equals", test))
    return in_order(found)


def _in_stored_unit(condition: Condition, kind: str | None) -> Condition:
    """Authors write 48 mmol/mol and kronor; the rows hold thousandths and öre."""
    times = {"milli": 1000, "ore": 100}.get(kind or "")
    if times is None or isinstance(condition.value, bool | str):
        return condition
    value = condition.value
    scaled = tuple(int(Fraction(str(v)) * times) for v in value) if isinstance(value, tuple) else None
    return replace(condition, value=int(Fraction(str(value)) * times) if scaled is None else scaled)


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _comparable(entry: Entry, problems: list[Problem]) -> Comparable | None:
    raw = entry.get("comparable_from")
    if raw is None:
        return None
    try:
        return Comparable(Period.parse(str(raw["month"])).first, str(raw["note"]))
    except (KeyError, TypeError, ValueError):
        message = "'comparable_from' behöver 'month' (ÅÅÅÅ-MM) och 'note'."
        problems.append(
            Problem(
                "M011", entry.at("comparable_from"), message, "Skriv till exempel {month: 2024-01, note: …}."
            )
        )
        return None


def _problems_between(measures: list[Measure]) -> list[Problem]:
    """What can only be seen when all measures are known: doubles and references that lead nowhere."""
    problems: list[Problem] = []
    seen: dict[str, Measure] = {}
    for measure in measures:
        place = Place(measure.file, measure.line)
        if measure.id in seen:
            message = f"Måttet '{measure.id}' finns redan i {seen[measure.id].file}:{seen[measure.id].line}."
            problems.append(Problem("M012", place, message, "Ge det ena ett annat id."))
        seen[measure.id] = measure
    for measure in measures:
        for other in _below(measure):
            if other not in seen:
                message = f"Måttet '{measure.id}' bygger på '{other}' som inte finns."
                place = Place(measure.file, measure.line)
                problems.append(Problem("M013", place, message, nearest(other, set(seen))))
        if _stands_on_itself(measure, seen):
            message = f"Måttet '{measure.id}' bygger på sig självt."
            place = Place(measure.file, measure.line)
            problems.append(Problem("M015", place, message, "Rätta ett av måtten i ringen."))
    return problems


def _below(measure: Measure) -> tuple[str, ...]:
    return (*(name for name, _ in measure.terms), *([measure.of] if measure.of else []))


def _stands_on_itself(measure: Measure, known: dict[str, Measure]) -> bool:
    seen: set[str] = set()
    ahead = list(_below(measure))
    while ahead:
        name = ahead.pop()
        if name not in seen and name in known:
            seen.add(name)
            ahead += _below(known[name])
    return measure.id in seen
