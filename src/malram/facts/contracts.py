# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The contracts: what every kind of fact consists of. A source system is mapped to one of these."""

from __future__ import annotations

from malram.facts.care_contracts import CARE_CONTRACTS, PRODUCTION_CONTRACTS
from malram.facts.contract import (
    AGE_GIVEN,
    AMOUNT,
    DATE,
    KINDS,
    MONTH,
    PERSON,
    SEX,
    SEX_OR_ALL,
    SEXES,
    UNIT,
    Column,
    Contract,
    Kind,
    Privacy,
    code,
    flag,
    optional,
    text,
)

__all__ = ["CONTRACTS", "KINDS", "SEXES", "Column", "Contract", "Kind", "Privacy"]

# What can happen to a matter, in the order it happens.
DIARY_EVENTS = ("received", "assigned", "prepared", "opinion", "decided", "answered")

_MONEY = (
    Contract(
        "ledger",
        "Huvudbok",
        (
            DATE,
            text("unit", "ansvar (kostnadsställe)"),
            text("account", "konto"),
            optional("activity", "text", "verksamhet"),
            optional("counterparty", "text", "motpart"),
            optional("project", "text", "projekt"),
            text("voucher", "verifikation"),
            Column("row", "int", meaning="rad i verifikationen"),
            AMOUNT,
        ),
        key=("voucher", "row"),
    ),
    Contract(
        "budget",
        "Budget",
        (MONTH, text("unit", "ansvar (kostnadsställe)"), text("account", "konto"), AMOUNT),
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
            code("kind", "slag av prognos", "chef", "forvaltningsplan"),
            AMOUNT,
            optional("reason", "text", "skälet till prognosen"),
            text("given_by", "roll som lämnat prognosen"),
            Column("date", "date", meaning="dag då prognosen lämnades; den senaste gäller"),
        ),
        key=("year", "month", "unit", "line", "kind", "date"),
        date="month",
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
            text("staff_group", "personalgrupp"),
            Column("scheduled_minutes", "int", meaning="schemalagda minuter"),
            optional("worked_minutes", "int", "arbetade minuter; minus på en rättelse för kalendern"),
            optional("source", "code", "vems personal", ("egen", "resursenhet", "inhyrd", "kalender")),
            optional("time_kind", "text", "slag av tid, till exempel ordinarie, övertid eller jour"),
            optional("age", "int", "ålder vid månadens slut, där åldern följs"),
        ),
        key=("month", "unit", "person", "staff_group"),
        date="month",
        privacy=Privacy.STAFF,
    ),
    Contract(
        "absence",
        "Frånvaro",
        (
            text("row", "frånvaroradens id"),
            UNIT,
            PERSON,
            SEX,
            code("cause", "orsak", "sjuk", "ovrigt"),
            Column("first_day", "date", meaning="radens första dag"),
            Column("date", "date", meaning="radens sista dag; en rad går aldrig över ett månadsskifte"),
            Column("minutes", "int", meaning="frånvarominuter"),
            optional("spell_began", "date", "sjukfallets första dag"),
            AGE_GIVEN,
        ),
        key=("row",),
        privacy=Privacy.STAFF,
    ),
    Contract(
        "employments",
        "Anställningar",
        (
            text("employment", "anställningens id"),
            UNIT,
            PERSON,
            SEX,
            code("form", "anställningsform", "tillsvidare", "visstid"),
            Column("date", "date", meaning="första anställningsdag"),
            optional("end", "date", "sista anställningsdag"),
            Column("degree", "milli", meaning="sysselsättningsgrad, 1 är heltid; lagras i tusendelar"),
            text("group", "personalgrupp"),
        ),
        key=("employment",),
        privacy=Privacy.STAFF,
        until="end",
    ),
    Contract(
        "survey_answers",
        "Enkätsvar",
        (
            code("survey", "enkät", "hme", "hse", "npe-svf", "sam", "medarbetare"),
            text("respondent", "pseudonym för den som fick enkäten"),
            UNIT,
            SEX,
            DATE,
            text("question", "fråga"),
            flag("answered", "om frågan besvarades"),
            optional("answer", "int", "svar"),
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
            text("source", "utgivare"),
            text("series", "serie"),
            UNIT,
            MONTH,
            text("category", "kategori"),
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
            text("register", "register"),
            text("entry", "postens id"),
            UNIT,
            text("kind", "slag"),
            text("status", "status"),
            Column("date", "date", meaning="dag då posten öppnades"),
            optional("closed", "date", "dag då posten stängdes"),
        ),
        key=("register", "entry"),
        until="closed",
    ),
    Contract(
        "diary",
        "Diarieförda ärenden, en rad per händelse",
        (
            text("case_number", "diarienummer"),
            text("kind", "ärendetyp"),
            text("title", "ärendemening"),
            optional("party", "text", "parti eller organisation som har väckt ärendet, aldrig en person"),
            Column("unit", "text", meaning="nämnd eller annan enhet som händelsen hör till"),
            text("forum", "instans som händelsen gäller"),
            code("event", "händelse", *DIARY_EVENTS),
            DATE,
            optional("about", "text", "vad händelsen gällde, när den gällde mer eller mindre än ärendet"),
        ),
        key=("case_number", "unit", "forum", "event", "date", "about"),
        privacy=Privacy.OPEN,
    ),
    Contract(
        "reported_values",
        "Rapporterade värden",
        (
            text("series", "måttets id"),
            UNIT,
            Column(
                "period", "period", meaning="period värdet gäller, till exempel 2024, 2024-12 eller r18-2024"
            ),
            SEX_OR_ALL,
            optional("value", "answer", "tal med decimalpunkt, ja eller nej; tomt när värdet saknas"),
            optional("reason", "text", "varför värdet saknas"),
            text("reported_by", "roll som rapporterat"),
            text("source", "varifrån uppgiften kommer"),
            Column("date", "date", meaning="dag då värdet rapporterades"),
        ),
        key=("series", "unit", "period", "sex"),
    ),
)

CONTRACTS: dict[str, Contract] = {
    c.name: c for c in (*_MONEY, *CARE_CONTRACTS, *PRODUCTION_CONTRACTS, *_STAFF, *_PUBLISHED)
}
