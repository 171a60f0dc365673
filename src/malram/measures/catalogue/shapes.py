# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whether the values in a definition are of the sort their key or column asks for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from fractions import Fraction
from typing import Any

from malram.facts.authored import Entry, nearest, shown, unknown_keys
from malram.facts.contracts import CONTRACTS
from malram.facts.problems import Place, Problem
from malram.measures.catalogue.definitions import Condition
from malram.values import Period, PeriodError

Test = Callable[[Any], bool]
ORDERED = ("at_most", "at_least", "less_than", "more_than")
SUMMABLE = frozenset({"int", "ore", "milli", "bool", "computed"})


def _whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _number(value: Any) -> bool:
    return _whole(value) or isinstance(value, float)


def _text(value: Any) -> bool:
    return isinstance(value, str)


def _list_of(test: Test) -> Test:
    return lambda value: isinstance(value, list) and all(test(item) for item in value)


def is_fraction(value: Any) -> bool:
    """A number, or the text of one: 1/10000 is exact where 0.0001 is not."""
    try:
        Fraction(str(value))
    except (ValueError, ZeroDivisionError):
        return False
    return not isinstance(value, bool)


def is_adjustment(value: Any) -> bool:
    """A span of time, a number to multiply by, and the words that are printed."""
    if not isinstance(value, Entry) or set(value) != {"period", "times", "note"}:
        return False
    try:
        Period.parse(str(value["period"]))
    except PeriodError:
        return False
    return is_fraction(value["times"]) and _text(value["note"])


_FEW = (lambda value: _whole(value) and 0 <= value <= 60, "ett heltal från 0 till 60")
_DIGITS = (lambda value: _whole(value) and 0 <= value <= 6, "ett heltal från 0 till 6")
_WHOLE = (lambda value: _whole(value) and 0 <= value <= 10**9, "ett heltal, minst 0")
_SEVERAL = (lambda value: _whole(value) and 2 <= value <= 10**6, "ett heltal, minst 2")
_WORD = (_text, "text; skriv den inom citattecken om den ser ut som ett tal")
_SHAPES: dict[str, tuple[Test, str]] = {
    "decimals": _DIGITS,
    "lag_months": _FEW,
    "per": _WHOLE,
    **dict.fromkeys(
        ("id", "label", "kind", "unit", "fact", "unit_column", "direction", "regi", "over", "as", "of"), _WORD
    ),
    **dict.fromkeys(("series", "method", "source"), _WORD),
    "threshold": _SEVERAL,
    "windows": (_list_of(_text), "en lista med fönster"),
    "breakdowns": (_list_of(_text), "en lista med uppdelningar"),
    "measuring_months": (_list_of(lambda v: _whole(v) and 1 <= v <= 12), "en lista med tal från 1 till 12"),
    "terms": (_list_of(lambda v: isinstance(v, Entry)), "en lista med '{measure: …, weight: …}'"),
    "quantile": (
        lambda v: is_fraction(v) and 0 <= Fraction(str(v)) <= 1,
        "ett tal från 0 till 1; 0.5 är medianen",
    ),
    "adjustments": (_list_of(lambda v: is_adjustment(v)), "en lista med '{period: …, times: …, note: …}'"),
}
_OF_COLUMN: dict[str, tuple[Test, str]] = {
    "int": (_number, "tal"),
    "ore": (_number, "tal"),
    "milli": (_number, "tal"),
    "bool": (lambda value: isinstance(value, bool), "true eller false"),
    "date": (lambda value: isinstance(value, date), "dagar som 2024-12-31"),
    "month": (lambda value: isinstance(value, date), "dagar som 2024-12-01"),
    **dict.fromkeys(("text", "code", "period", "answer"), _WORD),
    "computed": (lambda value: _number(value) or isinstance(value, bool), "tal, eller true och false"),
}


def shape_problems(entry: Entry) -> Iterator[Problem]:
    """Values of another sort than their key has: a text for a number, a word for a list."""
    for key, (fits, sort) in _SHAPES.items():
        if key in entry and not fits(entry[key]):
            yield _wrong(entry.at(key), f"'{key}' ska vara {sort}.", entry[key])
    for term in entry.get("terms", ()) if isinstance(entry.get("terms"), list) else ():
        if isinstance(term, Entry):
            yield from unknown_keys(term, {"measure", "weight"}, "M001")
            if not _text(term.get("measure")):
                yield Problem("M006", term.place, "En term behöver 'measure'.", "Skriv måttets id.")
            if not is_fraction(term.get("weight", 1)):
                yield _wrong(term.at("weight"), "'weight' ska vara ett tal.", term["weight"])


def condition_problems(condition: Condition, fact: str, kind: str, place: Place) -> Iterator[Problem]:
    """A test that its column can never be put to."""
    column, operator, value = condition.column, condition.operator, condition.value
    values = value if isinstance(value, tuple) else (value,)
    fits, sort = _OF_COLUMN[kind]
    if operator == "empty":
        fits, sort = _OF_COLUMN["bool"]
    elif operator == "starts_with" and kind not in ("text", "code"):
        hint = "Välj ett annat villkor, till exempel equals eller at_most."
        message = f"'starts_with' går bara på text, och '{column}' är inte text."
        yield Problem("M014", place, message, hint)
        return
    if (operator in (*ORDERED, "equals", "empty") and isinstance(value, tuple)) or not all(map(fits, values)):
        yield _wrong(place, f"Villkoret '{operator}' på '{column}' ska ha {sort}.", _said(value))
    elif kind == "code" and operator in ("equals", "in", "not"):
        codes = set(CONTRACTS[fact].column(column).codes) if fact in CONTRACTS else set()
        for word in values:
            if codes and word not in codes:
                message = f"'{word}' förekommer inte i '{column}'."
                yield Problem("M004", place, message, nearest(word, codes))


def _said(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value


def _wrong(place: Place, message: str, value: object) -> Problem:
    return Problem("M014", place, message, f"Ändra till det. Nu står där '{shown(value)}'.")
