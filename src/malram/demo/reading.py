# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Read a region's file for the demo into the dataclass that says what it may hold; collect all that is wrong.

A field's type says what may stand under its key: a number, a text, a list (`tuple`), named values (`dict`),
entries (a dataclass), or one of the types below. A field with a default may be left out.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import MISSING, dataclass, fields, is_dataclass
from datetime import date
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, Literal, NewType, TypeVar, Union, get_args, get_origin, get_type_hints

from malram.facts.authored import Entry, nearest, read_authored, shown, unknown_keys
from malram.facts.problems import Place, Problem
from malram.values import Period, PeriodError, year_of

Unit = NewType("Unit", str)  # an id in organisation.csv
Level = NewType("Level", str)  # a level of units in it
Group = NewType("Group", str)  # units that shared.yaml gives a name
Board = NewType("Board", str)  # a board of its workplaces
Sex = Literal["K", "M"]  # as the source systems write it
Figure = NewType("Figure", str)  # digits as they were printed, in quotation marks: "49.0" is not "49"
Span = NewType("Span", str)  # a period, as 2024-01/2024-08
Month = NewType("Month", int)  # 2024-03 in the file, 202403 here
SLACK = 1e-9  # shares are written with decimals that no computer holds exactly
Plan = TypeVar("Plan")
TO_THAT = "Ändra det till vad som ska stå."


@dataclass(frozen=True)
class Key:
    """With `Annotated`: a key below another key of the same file."""

    below: str


@dataclass(frozen=True)
class Length:
    """With `Annotated`: a list of exactly so many values."""

    of: int


@dataclass(frozen=True)
class Complete:
    """With `Annotated`: a value for every year of the demo, or for every word that the key may be."""


@dataclass(frozen=True)
class Whole:
    """With `Annotated`: shares that add up to one."""


Value = TypeVar("Value")
ByYear = Annotated[dict[int, Value], Complete()]
BySex = Annotated[dict[Sex, Value], Complete()]
Shares = Annotated[dict[str, float], Whole()]


class NoValue(Exception):
    """What stands there cannot be read; the text says what should."""


class PlanReader:
    """Reads the files of one region."""

    def __init__(self, known: dict[Any, Collection[str]]) -> None:
        """`known` holds the names that units and groups must be among, by type."""
        self.known = known
        self.years: tuple[int, ...] = ()
        self.problems: list[Problem] = []
        self.top: Entry = Entry()

    def read(self, path: Path, shown_as: str, plan: type[Plan]) -> Plan | None:
        """The file's content, or None when anything in it is wrong."""
        authored = read_authored(path, shown_as)
        before, place = len(self.problems), Place(shown_as, 1)
        self.problems += authored.problems
        if isinstance(authored.content, Entry):
            self.top = authored.content
        found = None if authored.problems else self._value(plan, authored.content, place)
        return found if len(self.problems) == before else None

    def _wrong(self, code: str, place: Place, message: str, hint: str = TO_THAT) -> None:
        self.problems.append(Problem(code, place, message, hint))

    def _value(self, kind: Any, said: Any, place: Place) -> Any:
        if is_dataclass(kind):
            return self._entry(kind, said, place)
        origin, inner = get_origin(kind), get_args(kind)
        if hasattr(kind, "__metadata__"):
            return self._annotated(inner[0], kind.__metadata__[0], said, place)
        if origin is tuple:
            return self._list(inner, said, place)
        if origin is dict:
            return self._named(inner, said, place)
        if origin in (Union, UnionType):  # what may be left out
            return self._value(inner[0], said, place)
        if origin is Literal:
            return self._among(said, inner, place)
        if kind in self.known:
            return self._among(said, self.known[kind], place)
        what, read = SCALARS[kind]
        try:
            return read(said)
        except NoValue:
            self._wrong("G005", place, f"'{shown(said)}' är inte {what}.")
            return None

    def _entry(self, kind: Any, said: Any, place: Place) -> Any:
        if not isinstance(said, Entry):
            self._wrong("G005", place, "Här ska stå nycklar och värden.", "Skriv nyckel: värde.")
            return None
        hints = get_type_hints(kind, include_extras=True)
        self.problems += unknown_keys(said, set(hints), "G001")
        values = {key: self._value(hints[key], said[key], said.at(key)) for key in hints if key in said}
        for field in fields(kind):
            if field.name not in said and field.default is MISSING and field.default_factory is MISSING:
                self._wrong(
                    "G004", said.place, f"Nyckeln '{field.name}' saknas.", f"Lägg till '{field.name}: …'."
                )
                values[field.name] = None
        return kind(**values)

    def _annotated(self, kind: Any, note: Any, said: Any, place: Place) -> Any:
        if isinstance(note, Key):
            return self._among(said, self.top.get(note.below) or (), place)
        value = self._value(kind, said, place)
        match note:
            case Length() if isinstance(said, list) and len(said) != note.of:
                self._wrong("G005", place, f"Listan har {len(said)} värden och ska ha {note.of}.")
            case Whole():
                self._whole(value, place)
            case Complete():
                words = get_args(get_args(kind)[0]) or self.years
                for word in words if isinstance(said, Entry) else ():
                    if word not in value:
                        self._wrong("G004", place, f"Värde för {word} saknas.", f"Lägg till '{word}: …'.")
        return value

    def _whole(self, value: Any, place: Place) -> None:
        shares = value.values() if isinstance(value, dict) else value
        if None not in shares and abs(sum(shares) - 1) > SLACK:
            self._wrong("G005", place, f"Andelarna är tillsammans {sum(shares):g} och ska vara 1.")

    def _list(self, inner: tuple[Any, ...], said: Any, place: Place) -> tuple[Any, ...]:
        if not isinstance(said, list):
            self._wrong("G005", place, f"'{shown(said)}' är ingen lista.", "Skriv värdena inom [ ].")
            return ()
        kinds = [inner[0]] * len(said) if inner[-1] is ... else list(inner)
        if len(kinds) != len(said):
            self._wrong("G005", place, f"Listan har {len(said)} värden och ska ha {len(kinds)}.")
            return ()
        places = [one.place if isinstance(one, Entry) else place for one in said]
        return tuple(self._value(*one) for one in zip(kinds, said, places, strict=True))

    def _named(self, inner: tuple[Any, ...], said: Any, place: Place) -> dict[Any, Any]:
        if not isinstance(said, Entry):
            self._wrong("G005", place, "Här ska stå namn och värden.", "Skriv namn: värde.")
            return {}
        found: dict[Any, Any] = {}
        for name, one in said.items():
            key = int(name) if inner[0] is int and name.isdigit() else name
            found[self._value(inner[0], key, said.at(name))] = self._value(inner[1], one, said.at(name))
        return found

    def _among(self, said: Any, known: Collection[str], place: Place) -> str:
        name = str(said)
        if name not in known:
            self._wrong("G006", place, f"Det finns inget '{name}'.", nearest(name, set(known)))
        return name


def _whole(said: Any) -> int:
    if isinstance(said, bool) or not isinstance(said, int):
        raise NoValue
    return said


def _number(said: Any) -> float:
    if isinstance(said, bool) or not isinstance(said, int | float):
        raise NoValue
    return said


def _text(said: Any) -> str:
    if not isinstance(said, str):
        raise NoValue
    return said


def _figure(said: Any) -> str:
    text = _text(said)
    if not text.replace(".", "", 1).isdigit():
        raise NoValue
    return text


def _day(said: Any) -> date:
    if type(said) is not date:
        raise NoValue
    return said


def _flag(said: Any) -> bool:
    if not isinstance(said, bool):
        raise NoValue
    return said


def _span(said: Any) -> str:
    return _period(said).code


def _period(said: Any) -> Period:
    try:
        return Period.parse(_text(said))
    except PeriodError:
        raise NoValue from None


def _month(said: Any) -> int:
    period = _period(said)
    if period.first != period.last:
        raise NoValue
    return year_of(period.last) * 100 + period.last % 12 + 1


SCALARS: dict[Any, tuple[str, Callable[[Any], Any]]] = {
    int: ("ett heltal", _whole),
    float: ("ett tal", _number),
    str: ("en text", _text),
    bool: ("true eller false", _flag),
    date: ("en dag som 2024-12-31", _day),
    Figure: ('siffror inom citattecken, som "49.0"', _figure),
    Span: ('en period som "2024" eller 2024-01/2024-08', _span),
    Month: ("en månad som 2024-03", _month),
}
