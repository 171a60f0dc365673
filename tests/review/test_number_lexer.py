# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The numbers of a text: every Swedish way to write one, and what only looks like one."""

import re
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from malram.review.document import Number, Spot
from malram.review.numbers import DOUBTFUL_SIGN, as_amount, cell_number, numbers_in, spans_in, unit_kind
from malram.values import Interval

BITS = [
    "två", "hälften", "en halv", "miljoner kronor", "procent", "2024", "1177", "mål", "kap.", "§", "den",
    "5 000",
    ",", ".", "–", "- ", "−3", "(12)", "5-10", "ca", "över", "mnkr", "HSN/24", "0", "1", "23", "100", "12,5",
    "kl.",
    "per", "31", "december", "år", "tabell", "\N{NO-BREAK SPACE}", "\n", "1/2", "3:e", "covid-19", "4,7,2",
    "18 %",
]  # fmt: skip
TEXTS = st.one_of(
    st.text(alphabet="0123456789 ,.-–−+%()*:/§abkr\N{NO-BREAK SPACE}\n\tåäö", max_size=30),
    st.lists(st.sampled_from(BITS), max_size=12).map(" ".join),
    st.text(max_size=20),
)


def read(text):
    """The numbers of a text, as (text, value, unit)."""
    return [
        (
            it.text,
            it.printed and str(it.printed.value),
            it.printed and it.printed.unit and it.printed.unit.code,
        )
        for it in numbers_in(text)
    ]


@pytest.mark.parametrize(
    ("text", "found", "value", "unit"),
    [
        ("Kostnaden blev 2 345 mnkr.", "2 345 mnkr", "2345", "mnkr"),
        ("Kostnaden blev 2\N{NO-BREAK SPACE}345 mnkr.", "2\N{NO-BREAK SPACE}345 mnkr", "2345", "mnkr"),
        ("Kostnaden blev 2\N{THIN SPACE}345,5 tkr.", "2\N{THIN SPACE}345,5 tkr", "2345.5", "tkr"),
        ("Kostnaden blev 2.345.678 kr.", "2.345.678 kr", "2345678", "kr"),
        ("Andelen är 81.4 %.", "81.4 %", "81.4", "%"),
        ("Andelen är 81,4% i år.", "81,4%", "81.4", "%"),
        ("Det blev −6,5 mnkr.", "−6,5 mnkr", "-6.5", "mnkr"),
        ("Resultatet blev – 640 mnkr.", "– 640 mnkr", "-640", "mnkr"),
        ("Avvikelsen var - 2 200 tkr.", "- 2 200 tkr", "-2200", "tkr"),
        ("Förändringen är -31 mnkr.", "-31 mnkr", "-31", "mnkr"),
        ("Antalet (-14 om hänsyn tas till semester)", "-14", "-14", None),
        ("Årsarbetare +22 mot i fjol", "+22", "22", None),
        ("Det blev minus 4 mnkr.", "minus 4 mnkr", "-4", "mnkr"),
        ("Andelen var 41* i mars", "41*", "41", None),
        ("Det kostar 4,4 miljoner kronor.", "4,4 miljoner kronor", "4.4", "mnkr"),
        ("Det kostar 1,3 miljarder.", "1,3 miljarder", "1300000000", None),
        ("Det kostar 5,5 mn kr.", "5,5 mn kr", "5.5", "mnkr"),
        ("Det kostar 7 milj. kronor.", "7 milj. kronor", "7", "mnkr"),
        ("en ökning på 3,2 procentenheter", "3,2 procentenheter", "3.2", "procentenheter"),
        ("en ökning på 3 procent- enheter", "3 procent- enheter", "3", "procentenheter"),
        ("den 35-procentiga nedgången", "35-procentiga", "35", "%"),
        ("inom 60dagar", "60dagar", "60", "dagar"),
        ("efter 64 års ålder", "64 års", "64", "år"),
        ("väntetiden var 12:30 minuter", "12:30 minuter", "750", "sekunder"),
    ],
)
def test_a_number_is_read_however_it_is_printed(text, found, value, unit):
    assert read(text) == [(found, value, unit)]


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        ("ca 300 besök", "cirka"), ("cirka 300 besök", "cirka"), ("drygt 300 besök", "drygt"),
        ("knappt 300 besök", "knappt"), ("närmare 300 besök", "närmare"), ("uppemot 300 besök", "närmare"),
        ("mer än 300 besök", "över"), ("> 300", "över"), ("minst 300 besök", "minst"),
        ("upp till 300 besök", "högst"),
        ("≥ 300", "minst"), ("strax över 300 besök", "drygt"), ("under 300 besök", "under"),
    ],
)  # fmt: skip
def test_a_qualifier_belongs_to_its_number(text, qualifier):
    (token,) = numbers_in(text)
    assert token.printed.qualifier == qualifier
    assert token.text.startswith(text.split(" ")[0])


def test_a_comparison_with_a_figure_is_no_limit():
    difference, compared = numbers_in("Andelen ligger 2,5 procentenheter över 80 procent.")
    assert compared.text == "80 procent"
    assert compared.printed.qualifier is None
    assert difference.printed.unit.kind == "points"


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("tre", "3", None), ("Elva av målen", "11", None), ("tjugofem", "25", None), ("trehundra",
        "300", None),
        ("hälften", "50", "%"), ("en fjärdedel", "25", "%"), ("två tiondels procentenhet", "0.2",
        "procentenheter"),
        ("en halv procentenhet", "0.5", "procentenheter"), ("två och en halv miljoner kronor", "2.5", "mnkr"),
        ("ett tusental", "1000", None), ("fem miljoner kronor", "5", "mnkr"), ("två tiondelar", None, None),
        ("en procentenhet", "1", "procentenheter"), ("sju procent", "7", "%"),
    ],
)  # fmt: skip
def test_number_words_are_numbers(text, value, unit):
    token = numbers_in(text)[0]
    assert (token.printed and str(token.printed.value)) == value
    assert (token.printed and token.printed.unit and token.printed.unit.code) == unit


@pytest.mark.parametrize(
    "text",
    [
        "den 14 februari 2025", "2025-02-14", "14/2", "14/2 2025", "2024/25", "åren 2025–2027",
        "den 3:e mars", "1990-talet",
        "enligt 6 kap. 2 § kommunallagen", "§ 15", "§§ 15–17", "HSN/250101", "RS 2025-00123",
        "Dnr 2025/77-4", "(2017:30)",
        "054-12 34 56", "+46 70 123 45 67", "ring 1177", "via 1177.se", "Agenda 2030", "mål 3",
        "kapitel 5", "avsnitt 5.4",
        "se sidan 12", "sidorna 12–14", "kl. 10.30", "klockan 17", "öppet 8.30–16.00", "HoS29", "covid-19",
        "J18.9", "F20",
        "Q4", "T2", "R12", "60-dagarsgaranti", "0–17-åringar", "vecka 14", "v. 14", "kategori 1-4",
        "per 100 000 invånare",
        "prop. 2023/24:1", "förordning (EU) 2016/679", "0007", "651 05 Karlstad", "Storgatan 4",
        "punkt 2 och 3", "24/7", "5 kap. 6–7 §§", "https://exempel.se/a?b=12&c=3",
        "graviditetsvecka 25", "i kategorin 2–4", "070 123 45 67", "ISO 14001:2015", "65+",
        "2024 har varit ett gott år", "tabell 2.3.1", "Microsoft365", "3 kap 1 §", "2024 års utfall",
        "Box 123",
    ],
)  # fmt: skip
def test_what_counts_nothing_is_no_number(text):
    assert read(text) == []
    assert spans_in(text)


@pytest.mark.parametrize("text", ["1 23", "12,,5", "1.2.3,4", "4,7,2", "12 5", "1" * 40])
def test_a_malformed_number_is_kept_unread(text):
    (token,) = numbers_in(f"Det blev {text} totalt.")
    assert token.text == text
    assert token.printed is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("resultatet 2024 42 procent", ["42 procent"]),
        ("nytt 2024 157 besök", ["157"]),
        ("mål 5 000 besök", ["5 000"]),
        ("vårdtillfällen < 5 000 4 233", ["< 5 000", "4 233"]),
        ("drygt 2000 personer", ["drygt 2000 personer"]),
        ("12–15 procent", ["12–15 procent"]),
        ("från 12 % till 14,5 %", ["12 %", "14,5 %"]),
        ("10 %–20 %", ["10 %", "20 %"]),
        ("mellan 4,2 - 40 procent", ["4,2 - 40 procent"]),
        ("2 020 personer", ["2 020 personer"]),
        ("Delårsrapport 2 2025 med 12 mål", ["12"]),
        ("etapp A 2 2025 med 12 mål", ["2", "12"]),
        ("Graden var 48 procent¹ och 12¹ till", ["48 procent", "12¹"]),
        ("kostade 14,5 mnkr.2 Det ökar", ["14,5 mnkr"]),
        ("Det gäller m.m. 14 besök", ["14"]),
    ],
)
def test_neighbours_are_told_apart(text, found):
    assert [it.text for it in numbers_in(text)] == found


def test_a_dash_that_may_be_no_minus_is_a_doubt():
    (token,) = numbers_in("Rekryteringen – 12 sjuksköterskor började i mars.")
    assert token.printed.value == 12
    assert token.doubt == DOUBTFUL_SIGN


def test_a_point_between_few_digits_may_part_a_section():
    assert numbers_in("Läs mer i 4.3 om detta.")[0].doubt
    assert not numbers_in("Andelen är 4.3 %.")[0].doubt


@pytest.mark.parametrize(
    "text", ["Det blev 75,2 (73,1) mnkr.", "utgifter på 12, 13 och 14 mnkr", "mellan 8 och 10 mnkr"]
)
def test_a_unit_is_shared_in_brackets_and_lists(text):
    assert {it.printed.unit.code for it in numbers_in(text)} == {"mnkr"}


def test_two_numbers_share_the_unit_of_the_second():
    assert [it.printed.unit.code for it in numbers_in("ökade från 12 till 14,5 procent")] == ["%", "%"]
    assert numbers_in("41* och 12 procent")[0].printed.unit is None


@pytest.mark.parametrize(
    ("text", "exact"),
    [
        ("142 samtal", True), ("sju av nio", True), ("7 av 9 mål", True), ("två budgetväxlingar", True),
        ("142 ST-läkare", True),
        ("Antalet var 142.", True), ("Av 12 mål nås 7", True),
        ("142 mnkr", False), ("142 procent", False), ("drygt 142 samtal", False),
        ("12,4 besök", False), ("index 74", False), ("i genomsnitt 142 vårdplatser", False),
        ("142 årsarbetare", False),
        ("142 besök per 1 000 invånare", False), ("Det blev 142 jämfört med budget.", False),
        ("142–150 besök", False),
    ],
)  # fmt: skip
def test_counts_are_exact_and_other_figures_are_rounded(text, exact):
    assert numbers_in(text)[0].exact is exact


def test_whole_thousands_are_taken_as_rounded():
    """12 000 stands for 11 500 to 12 500; 12 345 for itself."""
    rounded, counted = numbers_in("12 000 besök och 12 345 besök")
    assert Interval.of(rounded.printed) == Interval(Fraction(11500), Fraction(12500))
    assert counted.exact
    assert not rounded.exact


def number(text):
    (token,) = numbers_in(text)
    return Number(token.text, Spot(1, token.start, token.end), token.printed, token.exact)


def test_money_of_any_scale_is_compared_in_kronor():
    """1,3 miljarder stands for 1 250 to 1 350 miljoner, 968 tkr for 967 500 to 968 500 kronor."""
    assert as_amount(number("1,3 miljarder")) == Interval(Fraction(1_250_000_000), Fraction(1_350_000_000))
    assert as_amount(number("968 tkr")) == Interval(Fraction(967_500), Fraction(968_500))
    assert as_amount(number("3,5 mnkr")) == Interval(Fraction(3_450_000), Fraction(3_550_000))
    assert as_amount(number("3,5 procent")) is None
    assert as_amount(number("142 samtal")) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("142 besök", "142"),
        ("(12)", "-12"),
        ("12 av 14", None),
        ("151 250 155 300 1", None),
        ("39*", "39"),
        ("Q1 12", None),
    ],
)
def test_a_cell_has_one_number_or_none_that_can_be_read(text, value):
    found = cell_number(f" {text} ", 7, 20)
    assert (found.printed and str(found.printed.value)) == value
    assert found.spot == Spot(7, 21, 21 + len(text))


def test_a_cell_of_words_has_no_number():
    assert cell_number("Uppnås delvis", 7, 20) is None


def test_the_kind_of_a_number_is_told():
    assert unit_kind(number("142 samtal")) == "count"
    assert unit_kind(number("14 %")) == "share"
    assert unit_kind(number("14 tkr")) == "money"
    assert unit_kind(number("14,5")) == ""


@given(TEXTS)
def test_every_digit_is_in_exactly_one_number_or_span(text):
    pieces = sorted([*numbers_in(text), *spans_in(text)], key=lambda piece: piece.start)
    covered = [0] * len(text)
    end = 0
    for piece in pieces:
        assert end <= piece.start < piece.end
        end = piece.end
        for at in range(piece.start, piece.end):
            covered[at] += 1
    assert all(covered[digit.start()] == 1 for digit in re.finditer(r"\d", text))
    assert all(token.text == text[token.start : token.end] for token in numbers_in(text))


@given(
    st.integers(-(10**9), 10**9),
    st.integers(0, 3),
    st.sampled_from([" ", "\N{NO-BREAK SPACE}", "\N{THIN SPACE}"]),
)
def test_what_is_printed_in_a_sentence_is_read_back(whole, decimals, space):
    value = Decimal(whole).scaleb(-decimals)
    digits = f"{abs(value):,f}".replace(",", space).replace(".", ",")
    (token,) = numbers_in(f"Utfallet blev {'−' if value < 0 else ''}{digits} mnkr för året.")
    assert token.printed.value == value
    assert token.printed.decimals == decimals


@pytest.mark.parametrize(
    "bit", ["1", "1 ", "111 ", "1.", "1,", "1-", "2024 ", "§ 1", "+1", "1/", "1) ", "två ", "a1-"]
)
def test_long_runs_are_read(bit):
    """A lexer that looked back without end would hang here."""
    text = (bit * 10_000)[:10_000]
    assert all(text[token.start : token.end] == token.text for token in numbers_in(text))


@pytest.mark.parametrize("text", ["Telefon: 37,5 % av samtalen", "Telefon: 37,5 procent besvarades"])
def test_a_share_of_the_calls_is_no_phone_number(text):
    (token,) = numbers_in(text)
    assert token.text.startswith("37,5")
    assert numbers_in("Telefon: 054-61 50 00") == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("År 2024 blev kostnaden – 1 329,0 mnkr (7,9 %).", ["1 329,0 mnkr", "7,9 %"]),
        ("HSN/240979, SFS 2017:30, § 165 och den 31 december 2024", []),
        ("4.2 Resultat för 2025–2027, avsnitt 5.4, 2024-12-31", []),
        ("Det är 410 fler än 2024.1 Av dem är", ["410"]),  # the mark of a footnote after the year
        ("-721,6  12 345 67 890 -1,2%", ["-721,6", "12 345", "67 890", "-1,2%"]),
        ("HoS2030, R12, covid-19, 18-åringar, kl 06:00", []),
    ],
)
def test_only_quantities_are_found(text, found):
    assert [token.text.removeprefix("– ") for token in numbers_in(text)] == found  # a dash may be no minus
