# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Words of direction, of targets and of grades against the figures beside them."""

from __future__ import annotations

import pytest

from malram.review.checking.sentences import sentence_claims
from malram.review.claims import Claim, Kind, Severity
from malram.review.document import Column, Document, Line, Number, Row, Spot, Table
from malram.values import parse_number
from tests.review.sentences import document

pytestmark = pytest.mark.filterwarnings("error")


def claims(*paragraphs: str) -> list[Claim]:
    read = document(*paragraphs)
    return [claim for claim in sentence_claims(read) if claim.kind is Kind.DIRECTION]


# {} is the word that is right and then the one that is wrong.
WORDS = [
    ("Sjukfrånvaron har {} från 7,9 procent till 7,4 procent.", "minskat", "ökat"),
    ("Väntetiden har {} från 45 till 38 dagar.", "sjunkit", "stigit"),
    ("Antalet besök {} från 1 133 år 2023 till 1 245 år 2024.", "ökade", "minskade"),
    ("Andelen {} till 8,4 procent från 9,1 procent.", "minskade", "steg"),
    ("Andelen är 84 procent (81 procent 2022), vilket är en {}.", "ökning", "minskning"),
    ("Resultatet är 44 procent, vilket är {} än föregående års nivå 62 procent.", "lägre", "högre"),
    ("Resultatet är 44 procent, vilket är en {} jämfört med 62 procent 2023.", "nedgång", "uppgång"),
    ("HME är 79, vilket är {} än föregående år som var 77.", "högre", "lägre"),
    ("HME är 79, vilket är något {} jämfört med 2023 då det var 77.", "högre", "lägre"),
    ("Det är en {} andel bland männen (23,9 procent) än bland kvinnorna (20,1 procent).", "större", "mindre"),
    ("Sjukfrånvaron är 7,4 procent. Det är {} än 2023 års 7,9 procent.", "bättre", "sämre"),
    ("Tillgängligheten är 57 procent. Det är en {} från 2023, 52 procent.", "förbättring", "försämring"),
    ("{} beläggning, 93 procent mot 95 procent föregående år.", "Sjunkande", "Stigande"),
    ("Personalomsättningen {} från 10,2 till 9,1 procent.", "förbättrades", "försämrades"),
    ("Sjukfrånvaron är 7,3 procent (7,5 fg år). {} är störst bland unga.", "Minskningen", "Ökningen"),
    ("Kostnaderna blev 84 mnkr. Budget var 78 mnkr, en avvikelse på 6 mnkr {} än budget.", "sämre", "bättre"),
    ("Andelen är 61 procent och ligger {} målet på 65 procent.", "under", "över"),
    ("Svarsfrekvensen är 61 procent och målet på 65 procent {}.", "nås inte", "nås"),
    ("Sjukfrånvaron är 6,1 procent och målet på högst 6,5 procent {}.", "uppnåddes", "uppnåddes inte"),
    ("Nöjdheten är 91 procent och {} målet på minst 90 procent.", "når", "når inte"),
    ("Målet är att minst 90 procent får plats, utfallet blev 93 procent och målet {}.", "nås", "nås inte"),
    ("Andelen är 71 procent, i stort sett {} som 2023 då den var 70 procent.", "samma nivå", "högre"),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "right", "wrong"), WORDS)
def test_the_right_word_holds_and_the_opposite_does_not(sentence: str, right: str, wrong: str) -> None:
    found = claims(sentence.format(right))
    assert found, "nothing was read"
    assert {claim.holds for claim in found} == {True}
    if right != "samma nivå":
        assert False in {claim.holds for claim in claims(sentence.format(wrong))}


SILENT = [
    "Antalet har inte ökat från 12 till 15 utan i stället minskat.",
    "Vi ska öka andelen från 61 procent till 58 procent av de äldre.",
    "Målet kommer att nås då andelen väntas bli 85 procent mot målet på 90 procent.",
    "I mars var andelen 93 procent. Målet på minst 90 procent nås inte för helåret.",
    "Genomsnittet är 3,1 jämfört med 3,4, vilket är en förbättring.",
    "Andelen är 71 procent för kvinnor och är 65 procent för män. Det är en ökning mot 68 procent.",
    "Antalet anställda har minskat i vissa yrken.",
    "Vi når målet på minst 80 procent i årskurs 6 men inte i årskurs 9, där resultatet var 72 procent.",
    "Målet att minska utsläppen med 30 procent nås inte, hittills är minskningen 34 procent.",
    "Målet på minst 95 procent nås av tre enheter, medan snittet är 93 procent.",
    "Av 12 mål bedöms 7 vara uppfyllda och 5 inte.",
    "Antalet ansökningar från 140 elever minskade till 120 platser.",
    "Kön är 34 dagar, vilket är högre än 45 patienter.",
    "Intäkterna blev 110 mnkr och kostnaderna är högre än budgeterade 115 mnkr.",
    "Enheten nådde målet på minst 95 procent. Nästa år är siktet 97 procent.",
]  # fmt: skip


@pytest.mark.parametrize("sentence", SILENT)
def test_what_is_not_said_for_certain_is_never_an_error(sentence: str) -> None:
    assert not [
        claim for claim in claims(sentence) if claim.holds is False and claim.severity is Severity.ERROR
    ]


def test_the_indicator_above_settles_the_target() -> None:
    """57 per cent is below 80, and the line says that more is better."""
    lines = (
        "Indikator Resultat Mål Kvinnor Män\nFörsta besök\n57 % ≥ 80 % 56 % 58 %\n\nMålet på 80 procent {}."
    )
    (claim,) = [one for one in claims(lines.format("nås inte")) if one.rule == "sentence.target"]
    assert claim.holds
    (claim,) = [one for one in claims(lines.format("nås")) if one.rule == "sentence.target"]
    assert claim.holds is False


def row(number: int, label: str, *cells: str) -> Row:
    found = tuple(
        Number(text, Spot(number, 10 * at, 10 * at + len(text)), parse_number(text))
        if text[0].isdigit()
        else None
        for at, text in enumerate(cells)
    )
    return Row(label, found, cells, number, number)


def graded(*rows: tuple[str, ...]) -> list[Claim]:
    heads = ("Utfall 2023", "Mål 2024", "Utfall 2024", "Utveckling")
    lines = tuple(Line(at, "\t".join(cells)) for at, cells in enumerate(rows, 1))
    table = Table(
        tuple(map(Column, heads)), tuple(row(at, *cells) for at, cells in enumerate(rows, 1)), 1, len(rows)
    )
    return list(sentence_claims(Document("prov", lines, (table,))))


@pytest.mark.parametrize(
    ("cells", "holds"),
    [
        (("Sjukfrånvaro", "7,6 %", "6 %", "7,5 %", "Positiv"), True),
        (("Sjukfrånvaro", "7,6 %", "6 %", "8,5 %", "Positiv"), False),
        (("Antal kurser", "12", "Öka", "18", "Positiv"), True),
        (("Antal kurser", "12", "Öka", "9", "Positiv"), False),
        (("Antal kurser", "12", "Minska", "9", "Förbättrad"), True),
        (("Antal kurser", "12", "20", "9", "Positiv"), None),
        (("Antal kurser", "12", "20", "12", "Positiv"), False),
        (("Andel besök utan väntetid", "61 %", "70 %", "68 %", "Positiv"), None),
        (("Andel missnöjda", "12 %", "10 %", "9 %", "Positiv"), None),
        (("Investeringar", "140", "150", "170", "Oförändrad"), False),
        (("Investeringar", "140", "150", "143", "Oförändrad"), True),
        (("Investeringar", "140", "150", "151", "Oförändrad"), None),
    ],
)
def test_a_grade_is_tested_against_the_two_years(cells: tuple[str, ...], holds: bool | None) -> None:
    (claim,) = graded(cells)
    assert claim.holds is holds


def test_only_the_same_outcome_twice_makes_a_grade_an_error() -> None:
    (same,) = graded(("Antal kurser", "12", "20", "12", "Positiv"))
    (worse,) = graded(("Antal kurser", "12", "Öka", "9", "Positiv"))
    assert same.severity is Severity.ERROR
    assert worse.severity is Severity.QUESTION


def under_a_table(sentence: str) -> list[Claim]:
    """Physiotherapy went down from 371 to 356, and speech therapy up from 98 to 120."""
    rows = (row(1, "Fysioterapi", "356", "371"), row(2, "Logopedi", "120", "98"))
    table = Table((Column("Utfall 2024"), Column("Utfall 2023")), rows, 1, 2)
    read = document("\n\n" + sentence)
    return [
        claim
        for claim in sentence_claims(Document("prov", read.lines, (table, *read.blocks)))
        if claim.rule == "sentence.label"
    ]


@pytest.mark.parametrize(
    ("sentence", "holds"),
    [
        ("Fysioterapin har minskat jämfört med föregående år.", [True]),
        ("Fysioterapin har ökat jämfört med föregående år.", [False]),
        ("Antalet besök till fysioterapin har ökat i kommunen jämfört med föregående år.", []),
        ("Logopedi: fler besök än 2023.", [True]),
        ("Fysioterapin ska minska sina kostnader.", []),
        ("Fysioterapin och logopedin har ökat sedan föregående år.", [True]),
    ],
)
def test_a_direction_without_figures_is_tested_on_the_one_row_it_names(
    sentence: str, holds: list[bool]
) -> None:
    found = under_a_table(sentence)
    assert [claim.holds for claim in found] == holds
    assert {claim.severity for claim in found} <= {Severity.QUESTION}
