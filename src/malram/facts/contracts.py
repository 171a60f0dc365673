# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The contracts: what every kind of fact consists of. A source system is mapped to one of these."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal, get_args

Kind = Literal[
    "text", "int", "bool", "date", "month", "ore", "milli", "code", "period", "answer", "line"
]  # fmt: skip
KINDS: tuple[str, ...] = get_args(Kind)

SEXES = ("women", "men", "unknown")
# What can happen to a matter, in the order it happens.
DIARY_EVENTS = ("received", "assigned", "prepared", "opinion", "decided", "answered")


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


def _text(name: str, meaning: str) -> Column:
    return Column(name, "text", meaning=meaning)


def _code(name: str, meaning: str, *codes: str) -> Column:
    return Column(name, "code", codes=codes, meaning=meaning)


def _flag(name: str, meaning: str) -> Column:
    return Column(name, "bool", meaning=meaning)


def _optional(name: str, kind: Kind, meaning: str, codes: tuple[str, ...] = ()) -> Column:
    return Column(name, kind, required=False, codes=codes, meaning=meaning)


DATE = Column("date", "date", meaning="dag")
MONTH = Column("month", "month", meaning="månad")
UNIT = _text("unit", "enhetens id i organisationen")
SEX = _code("sex", "kön", *SEXES)
SEX_OR_ALL = _optional("sex", "code", "kön; tomt betyder alla", SEXES)
BIRTH_YEAR = Column("birth_year", "int", meaning="födelseår")
PATIENT = _text("patient", "pseudonym för patienten")
PERSON = _text("person", "pseudonym för medarbetaren")
AMOUNT = Column("amount", "ore", meaning="belopp i kronor; kostnad positiv, intäkt negativ; lagras i öre")
CARE = _code("care", "vårdform", "somatik", "psykiatri")

_CONTACT_KINDS = (
    "medicinsk-bedomning", "forsta-linjen-nybesok", "bup-bedomning", "bup-utredning", "bup-behandling",
    "lakarbesok", "hba1c",
)  # fmt: skip
_WAIT_KINDS = (
    "forsta-besok-somatik", "forsta-besok-psykiatri", "operation-behandling",
    "bup-bedomning", "bup-utredning", "bup-behandling",
)  # fmt: skip

_MONEY = (
    Contract(
        "ledger",
        "Huvudbok",
        (
            DATE,
            _text("unit", "ansvar (kostnadsställe)"),
            _text("account", "konto"),
            _optional("activity", "text", "verksamhet"),
            _optional("counterparty", "text", "motpart"),
            _optional("project", "text", "projekt"),
            _text("voucher", "verifikation"),
            Column("row", "int", meaning="rad i verifikationen"),
            AMOUNT,
        ),
        key=("voucher", "row"),
    ),
    Contract(
        "budget",
        "Budget",
        (MONTH, _text("unit", "ansvar (kostnadsställe)"), _text("account", "konto"), AMOUNT),
        key=("month", "unit", "account"),
        date="month",
    ),
    Contract(
        "forecast",
        "Prognoser",
        (
            Column("year", "int", meaning="året prognosen gäller"),
            Column("month", "month", meaning="sista månaden i den uppföljning då prognosen lämnades"),
            UNIT,
            Column("line", "line", meaning="måttet som raden i en uppställning visar"),
            _code("kind", "slag av prognos", "chef", "forvaltningsplan"),
            AMOUNT,
            _optional("reason", "text", "skälet till prognosen"),
            _text("given_by", "roll som lämnat prognosen"),
            Column("date", "date", meaning="dag då prognosen lämnades; den senaste gäller"),
        ),
        key=("year", "month", "unit", "line", "kind", "date"),
        date="month",
    ),
)

_CARE = (
    Contract(
        "calls",
        "Telefonsamtal",
        (
            _text("call", "samtalets id"),
            UNIT,
            DATE,
            _code("service", "tjänst som ringts", "1177", "primarvard"),
            _flag("answered", "om samtalet besvarades"),
            Column("wait_seconds", "int", meaning="sekunder till svar eller avbrutet samtal"),
            _optional("contact_on", "date", "dag då den som ringde blev uppringd eller fick tala med någon"),
        ),
        key=("call",),
        privacy=Privacy.PATIENT,
    ),
    Contract(
        "contacts",
        "Vårdkontakter",
        (
            _text("contact", "kontaktens id"),
            UNIT,
            PATIENT,
            SEX,
            BIRTH_YEAR,
            _code("kind", "slag av kontakt", *_CONTACT_KINDS),
            _code("form", "kontaktform", "fysiskt", "distans"),
            _text("profession", "yrkeskategori"),
            _optional("staff", "text", "pseudonym för den som utförde kontakten"),
            _optional("requested", "date", "dag då vården söktes"),
            DATE,
            _optional("result", "milli", "mätresultat, till exempel HbA1c i mmol/mol"),
        ),
        key=("contact",),
        privacy=Privacy.PATIENT,
    ),
    Contract(
        "waits",
        "Väntande",
        (
            Column("date", "date", meaning="månadens sista dag, då de väntande räknades"),
            UNIT,
            PATIENT,
            SEX,
            _code("kind", "vad patienten väntar på", *_WAIT_KINDS),
            Column("referred", "date", meaning="dag då väntan började"),
        ),
        key=("date", "unit", "patient", "kind", "referred"),
        privacy=Privacy.PATIENT,
    ),
    Contract(
        "episodes",
        "Vårdtillfällen",
        (
            _text("episode", "vårdtillfällets id"),
            _text("unit", "avdelning eller klinik"),
            PATIENT,
            SEX,
            BIRTH_YEAR,
            Column("admitted", "date", meaning="inskrivningsdag"),
            Column("date", "date", meaning="utskrivningsdag"),
            _flag("planned", "om inskrivningen var planerad"),
            _optional("diagnosis", "text", "huvuddiagnos enligt ICD-10-SE"),
            CARE,
            _flag("municipal_support", "om patienten hade insatser från kommunen efter utskrivningen"),
            _optional("home_unit", "text", "vårdcentralen där patienten är listad"),
            _flag("fall_assessed", "om fallrisk bedömdes"),
            _flag("ulcer_assessed", "om trycksårsrisk bedömdes"),
            _flag("nutrition_assessed", "om risk för undernäring bedömdes"),
        ),
        key=("episode",),
        privacy=Privacy.PATIENT,
        other_units=("home_unit",),
    ),
    Contract(
        "bed_census",
        "Vårdplatser",
        (
            DATE,
            UNIT,
            CARE,
            Column("available", "int", meaning="disponibla vårdplatser"),
            Column("over", "int", meaning="överbelagda patienter"),
        ),
        key=("date", "unit", "care"),
        privacy=Privacy.OPEN,
    ),
    Contract(
        "prevalence",
        "Punktprevalensmätningar och journalgranskningar",
        (
            DATE,
            UNIT,
            PATIENT,
            SEX,
            _code("kind", "slag av mätning", "trycksar", "journalgranskning"),
            _optional("hours_admitted", "int", "timmar sedan inskrivningen"),
            Column("category", "int", meaning="kategori; 0 betyder inget fynd"),
        ),
        key=("date", "unit", "patient", "kind"),
        privacy=Privacy.PATIENT,
    ),
)

_STAFF = (
    Contract(
        "worked_hours",
        "Schemalagd och arbetad tid",
        (
            MONTH,
            UNIT,
            PERSON,
            SEX,
            _text("staff_group", "personalgrupp"),
            Column("scheduled_minutes", "int", meaning="schemalagda minuter"),
        ),
        key=("month", "unit", "person", "staff_group"),
        date="month",
        privacy=Privacy.STAFF,
    ),
    Contract(
        "absence",
        "Frånvaro",
        (
            _text("row", "frånvaroradens id"),
            UNIT,
            PERSON,
            SEX,
            _code("cause", "orsak", "sjuk", "ovrigt"),
            Column("first_day", "date", meaning="radens första dag"),
            Column("date", "date", meaning="radens sista dag; en rad går aldrig över ett månadsskifte"),
            Column("minutes", "int", meaning="frånvarominuter"),
        ),
        key=("row",),
        privacy=Privacy.STAFF,
    ),
    Contract(
        "employments",
        "Anställningar",
        (
            _text("employment", "anställningens id"),
            UNIT,
            PERSON,
            SEX,
            _code("form", "anställningsform", "tillsvidare", "visstid"),
            Column("date", "date", meaning="första anställningsdag"),
            _optional("end", "date", "sista anställningsdag"),
            Column("degree", "milli", meaning="sysselsättningsgrad, 1 är heltid; lagras i tusendelar"),
            _text("group", "personalgrupp"),
        ),
        key=("employment",),
        privacy=Privacy.STAFF,
        until="end",
    ),
    Contract(
        "survey_answers",
        "Enkätsvar",
        (
            _code("survey", "enkät", "hme", "hse", "npe-svf", "sam"),
            _text("respondent", "pseudonym för den som fick enkäten"),
            UNIT,
            SEX,
            DATE,
            _text("question", "fråga"),
            _flag("answered", "om frågan besvarades"),
            _optional("answer", "int", "svar"),
        ),
        key=("survey", "respondent", "date", "question"),
        privacy=Privacy.STAFF,
    ),
)

_PUBLISHED = (
    Contract(
        "statistics",
        "Publicerad statistik",
        (
            _text("source", "utgivare"),
            _text("series", "serie"),
            UNIT,
            MONTH,
            _text("category", "kategori"),
            SEX_OR_ALL,
            Column("value", "milli", meaning="värde; lagras i tusendelar"),
        ),
        key=("source", "series", "unit", "month", "category", "sex"),
        date="month",
        privacy=Privacy.OPEN,
    ),
    Contract(
        "population",
        "Befolkning",
        (
            UNIT,
            MONTH,
            SEX,
            Column("age_from", "int", meaning="åldersgruppens lägsta ålder"),
            Column("persons", "int", meaning="antal personer"),
        ),
        key=("unit", "month", "sex", "age_from"),
        date="month",
        privacy=Privacy.OPEN,
    ),
    Contract(
        "register_entries",
        "Poster i register och förteckningar",
        (
            _text("register", "register"),
            _text("entry", "postens id"),
            UNIT,
            _text("kind", "slag"),
            _text("status", "status"),
            Column("date", "date", meaning="dag då posten öppnades"),
            _optional("closed", "date", "dag då posten stängdes"),
        ),
        key=("register", "entry"),
        until="closed",
    ),
    Contract(
        "diary",
        "Diarieförda ärenden, en rad per händelse",
        (
            _text("case_number", "diarienummer"),
            _text("kind", "ärendetyp"),
            _text("title", "ärendemening"),
            _optional("party", "text", "parti eller organisation som har väckt ärendet, aldrig en person"),
            Column("unit", "text", meaning="nämnd eller annan enhet som händelsen hör till"),
            _text("forum", "instans som händelsen gäller"),
            _code("event", "händelse", *DIARY_EVENTS),
            DATE,
            _optional("about", "text", "vad händelsen gällde, när den gällde mer eller mindre än ärendet"),
        ),
        key=("case_number", "unit", "forum", "event", "date", "about"),
        privacy=Privacy.OPEN,
    ),
    Contract(
        "reported_values",
        "Rapporterade värden",
        (
            _text("series", "måttets id"),
            UNIT,
            Column(
                "period", "period", meaning="period värdet gäller, till exempel 2024, 2024-12 eller r18-2024"
            ),
            SEX_OR_ALL,
            _optional("value", "answer", "tal med decimalpunkt, ja eller nej; tomt när värdet saknas"),
            _optional("reason", "text", "varför värdet saknas"),
            _text("reported_by", "roll som rapporterat"),
            _text("source", "varifrån uppgiften kommer"),
            Column("date", "date", meaning="dag då värdet rapporterades"),
        ),
        key=("series", "unit", "period", "sex"),
    ),
)

CONTRACTS: dict[str, Contract] = {c.name: c for c in (*_MONEY, *_CARE, *_STAFF, *_PUBLISHED)}
