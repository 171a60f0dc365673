# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a contract is: columns of a kind, a key, a date and a unit, and how closely it must be guarded."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal, get_args

Kind = Literal["text", "int", "bool", "date", "month", "ore", "milli", "code", "period", "answer", "line"]
KINDS: tuple[str, ...] = get_args(Kind)

SEXES = ("women", "men", "unknown")


class Privacy(StrEnum):
    """Who could be hurt if the rows leaked; decides who may open the rows below a figure."""

    OPEN = "öppen"
    INTERNAL = "intern"
    STAFF = "personal"
    PATIENT = "patient"


@dataclass(frozen=True)
class Column:
    """One column. `required` means that no row may leave it empty."""

    name: str
    kind: Kind
    required: bool = True
    codes: tuple[str, ...] = ()
    meaning: str = ""


@dataclass(frozen=True)
class Contract:
    """`date` decides the row's month, `unit` (and `other_units`) must be known units on that date.

    A row that lasts (an employment, an open matter) names its last day in `until`; its unit must then be
    known some time between the two, because it may have begun before the organisation we hold.
    """

    name: str
    label: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    date: str = "date"
    unit: str = "unit"
    privacy: Privacy = Privacy.INTERNAL
    other_units: tuple[str, ...] = ()
    until: str = ""

    def column(self, name: str) -> Column:
        return next(column for column in self.columns if column.name == name)

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)


def text(name: str, meaning: str) -> Column:
    return Column(name, "text", meaning=meaning)


def code(name: str, meaning: str, *codes: str) -> Column:
    return Column(name, "code", codes=codes, meaning=meaning)


def flag(name: str, meaning: str) -> Column:
    return Column(name, "bool", meaning=meaning)


def optional(name: str, kind: Kind, meaning: str, codes: tuple[str, ...] = ()) -> Column:
    return Column(name, kind, required=False, codes=codes, meaning=meaning)


DATE = Column("date", "date", meaning="dag")
MONTH = Column("month", "month", meaning="månad")
UNIT = text("unit", "enhetens id i organisationen")
SEX = code("sex", "kön", *SEXES)
SEX_OR_ALL = optional("sex", "code", "kön; tomt betyder alla", SEXES)
BIRTH_YEAR = Column("birth_year", "int", meaning="födelseår")
PATIENT = text("patient", "pseudonym för patienten")
PERSON = text("person", "pseudonym för medarbetaren")
AMOUNT = Column("amount", "ore", meaning="belopp i kronor; kostnad positiv, intäkt negativ; lagras i öre")
CARE = code("care", "vårdform", "somatik", "psykiatri")
CARE_LEVEL = optional(
    "care",
    "code",
    "vårdnivå; vardval är vårdvalets vårdcentraler, primarvard övrig primärvård",
    ("somatik", "psykiatri", "primarvard", "vardval"),
)
DRG = optional("drg", "milli", "DRG-poäng; lagras i tusendelar")
AGE_GIVEN = optional("birth_year", "int", "födelseår, där åldern följs")
