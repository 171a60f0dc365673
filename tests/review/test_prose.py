# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Headings, paragraphs and sentences from loose lines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from malram.review.document import Heading, Line, Paragraph
from malram.review.reading.prose import find_prose
from malram.review.reading.prose.sentences import cut, join, sentences_of


def lines_of(text, pages=None):
    """The lines of a text; a form feed begins a page."""
    found, page = [], 1
    for number, line in enumerate(text.strip("\n").split("\n"), 1):
        page += line.count("\f")
        found.append(Line(number, line.replace("\f", ""), page if "\f" in text else None))
    return found


def blocks(text, taken=None):
    """The prose of a text: '# heading', '* item', or a sentence."""
    found = []
    for block in find_prose(lines_of(text), taken or {}):
        if isinstance(block, Heading):
            found.append(f"{'#' * max(block.level, 1)} {block.text}")
        else:
            found.extend(f"{'* ' if one.item else ''}{one.text}" for one in block.sentences)
    return found


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Målet nås. Kostnaden ökar.", ["Målet nås.", "Kostnaden ökar."]),
        ("Se t.ex. Arvika och bl.a. Torsby. Nytt.", ["Se t.ex. Arvika och bl.a. Torsby.", "Nytt."]),
        ("Den 1. mars öppnade vi. Bra.", ["Den 1. mars öppnade vi.", "Bra."]),
        ("Det blev ca. 12 besök jfr. 2023 års 14.", ["Det blev ca. 12 besök jfr. 2023 års 14."]),
        ("Enligt kap. 3 i lagen. Punkt.", ["Enligt kap. 3 i lagen.", "Punkt."]),
        ("Läs mer på 1177.se om vården. Ring sedan.", ["Läs mer på 1177.se om vården.", "Ring sedan."]),
        ("Mat, resor m.m. Under året ökade de.", ["Mat, resor m.m.", "Under året ökade de."]),
        ("Det kostade 4 mnkr. Året innan 3 mnkr.", ["Det kostade 4 mnkr.", "Året innan 3 mnkr."]),
        ("Läget (se bilaga 2. Mer där.) är gott. Ja.", ["Läget (se bilaga 2. Mer där.) är gott.", "Ja."]),
        ("Går det? Ja! Det går.", ["Går det?", "Ja!", "Det går."]),
        ("Resultat: 12 besök; fler än väntat. Slut.", ["Resultat: 12 besök; fler än väntat.", "Slut."]),
        ("Ökningen är 3,5 procent. 12 enheter klarar det.", ["Ökningen är 3,5 procent.",
        "12 enheter klarar det."]),
        ("Vi har anställt Anna K. Berg. Hon börjar nu.", ["Vi har anställt Anna K. Berg.", "Hon börjar nu."]),
        ("Smittan är hepatit C. Den minskar.", ["Smittan är hepatit C.", "Den minskar."]),
        ("Kostnaden ökade under året.Detta var väntat.", ["Kostnaden ökade under året.",
        "Detta var väntat."]),
        ("Det gäller hållbarhet och HR. Under året växte det.", ["Det gäller hållbarhet och HR.",
        "Under året växte det."]),
        ("1. Mål som är satta. Sedan mer.", ["1. Mål som är satta.", "Sedan mer."]),
        ("Mål 1. Andelen ska öka. Den ökar.", ["Mål 1. Andelen ska öka.", "Den ökar."]),
        ("Det blev 89 st. (+5 st.) i år. Bra.", ["Det blev 89 st. (+5 st.) i år.", "Bra."]),
        ("Det gäller bl. a. Arvika fr. o. m. maj. Ny.", ["Det gäller bl. a. Arvika fr. o. m. maj.", "Ny."]),
        ("Öppet kl. 8.30. Välkommen.", ["Öppet kl. 8.30.", "Välkommen."]),
        ("”Vi klarar det.” Så sa hon.", ["”Vi klarar det.”", "Så sa hon."]),
    ],
)  # fmt: skip
def test_a_sentence_ends_where_a_reader_ends_it(text, sentences):
    assert [text[start:end] for start, end in cut(text)] == sentences


@pytest.mark.parametrize(
    ("upper", "lower", "joined"),
    [
        ("inom nettokostnads-", "ramen", "inom nettokostnadsramen"),
        ("inom hälso-", "och sjukvården", "inom hälso- och sjukvården"),
        ("nya IT-", "system", "nya IT-system"),
        ("åren 2025–", "2027", "åren 2025–2027"),
        ("minskade med –", "41 %", "minskade med – 41 %"),
        ("totalt 5 000", "kronor", "totalt 5 000 kronor"),
        ("vård\N{SOFT HYPHEN}", "tiden", "vårdtiden"),
    ],
)
def test_words_cut_at_the_end_of_a_line_are_mended(upper, lower, joined):
    assert join([(1, 0, upper), (2, 0, lower)])[0] == joined


def test_figures_far_apart_stay_two():
    assert [it.text for it in sentences_of([(1, 0, "Antal  301   758 besök")])[0].numbers] == ["301", "758"]


def test_a_number_broken_over_two_lines_is_one_at_its_first_piece():
    (sentence,) = sentences_of(
        [(4, 2, "Det kostar cirka 5 000"), (5, 2, "kronor, mot tidigare över"), (6, 0, "20 procent.")]
    )
    cost, share = sentence.numbers
    assert (cost.text, cost.spot.line, cost.spot.start, cost.spot.end) == ("cirka 5 000 kronor", 4, 13, 24)
    assert (share.text, share.spot.line, share.spot.start, share.spot.end) == ("över 20 procent", 6, 0, 10)
    assert sentence.text[sentence.offsets[0] :].startswith("cirka 5 000")


PRINTED = st.lists(
    st.text(alphabet="aåB-. ,12\t\N{NO-BREAK SPACE}\N{SOFT HYPHEN}(", max_size=15), min_size=1, max_size=6
)


@given(PRINTED)
def test_every_character_keeps_its_place(printed):
    lines = [f"  {text}" for text in printed]
    for sentence in sentences_of([(number, 2, text[2:]) for number, text in enumerate(lines, 1)]):
        for offset, character in enumerate(sentence.text):
            line, at = sentence.at(offset)
            assert character == " " or lines[line - 1][at] == character
        for number in sentence.numbers:
            assert 0 <= number.spot.start < number.spot.end <= len(lines[number.spot.line - 1])


@given(st.lists(st.text(alphabet="Aåb1 .,-–•(%\t", max_size=20), max_size=12), st.booleans())
def test_no_line_is_read_twice_and_nothing_raises(printed, paged):
    lines = [Line(number, text, number // 4 if paged else None) for number, text in enumerate(printed, 1)]
    seen = [
        (place[1], place[2])
        for block in find_prose(lines, {})
        if isinstance(block, Paragraph)
        for sentence in block.sentences
        for place in sentence.places
    ]
    assert len(seen) == len(set(seen))
    assert seen == sorted(seen)


def test_headings_are_told_from_text():
    assert blocks("""
3 Ekonomi
Nämnden redovisar ett underskott som till största delen beror på ökade kostnader.

3.1 Verksamhetens kostnader

Personal
Personalkostnaderna ökade under hela året, främst genom fler anställda inom vården.
3.2Uppföljning av åtgärder

Ekonomin följs upp varje månad.
""") == [
        "# 3 Ekonomi",
        "Nämnden redovisar ett underskott som till största delen beror på ökade kostnader.",
        "## 3.1 Verksamhetens kostnader",
        "# Personal",
        "Personalkostnaderna ökade under hela året, främst genom fler anställda inom vården.",
        "## 3.2Uppföljning av åtgärder",
        "Ekonomin följs upp varje månad.",
    ]


def test_a_heading_of_two_lines_is_one():
    assert blocks(
        "2.4 Uppföljning av arbetsmiljö och\n   friskfaktorer\nArbetet följs upp årligen i hela nämnden."
    ) == [
        "## 2.4 Uppföljning av arbetsmiljö och friskfaktorer",
        "Arbetet följs upp årligen i hela nämnden.",
    ]


def test_grades_and_figures_are_no_headings():
    assert blocks("Bedömning av målet\n\nUppnås delvis\n\nAndel nöjda 84 %\n\nArbetet fortsätter.") == [
        "# Bedömning av målet",
        "Uppnås delvis",
        "Andel nöjda 84 %",
        "Arbetet fortsätter.",
    ]


def test_the_lines_of_a_list_without_marks_are_kept_apart():
    assert blocks(
        "Mål 3: Hälsa för alla\nMål 5: Jämställdhet\nMål 10: Minskad ojämlikhet\n\nNämnden bidrar."
    ) == [
        "Mål 3: Hälsa för alla",
        "Mål 5: Jämställdhet",
        "Mål 10: Minskad ojämlikhet",
        "Nämnden bidrar.",
    ]


def test_items_are_joined_over_their_lines():
    assert blocks("""
Nämnden har beslutat följande:
• Minska antalet inhyrda timmar med
  minst 10 procent. Det följs upp.
• Öka antalet vårdplatser
- Anställa fler
– Utbilda fler i hälso-
  och sjukvård

Åtgärderna börjar gälla i mars.
""") == [
        "Nämnden har beslutat följande:",
        "* Minska antalet inhyrda timmar med minst 10 procent.",
        "Det följs upp.",
        "* Öka antalet vårdplatser",
        "* Anställa fler",
        "* Utbilda fler i hälso- och sjukvård",
        "Åtgärderna börjar gälla i mars.",
    ]


def test_numbered_points_are_items_below_their_heading():
    assert blocks("Åtgärder\n1. Se över bemanningen.\n2. Minska antalet vikarier\n3. Införa planering") == [
        "# Åtgärder",
        "* Se över bemanningen.",
        "* Minska antalet vikarier",
        "* Införa planering",
    ]


def test_a_header_with_its_page_beside_is_left_out():
    assert blocks("Årsredovisning 2024, Exempelby        Sida 14 av 96\n\nTexten börjar här.") == [
        "Texten börjar här."
    ]


def test_a_bullet_alone_on_its_line_marks_the_next():
    assert blocks("Vi ska:\n•\nanställa fler och\nbehålla dem\n•\nutbilda fler") == [
        "Vi ska:",
        "* anställa fler och behålla dem",
        "* utbilda fler",
    ]


def test_a_dash_at_the_beginning_of_a_line_can_be_a_minus():
    assert blocks(
        "Resultatet för nämnden blev i år sämre än vad någon väntade,\n- 48 mnkr, och det är allvarligt."
    ) == ["Resultatet för nämnden blev i år sämre än vad någon väntade, - 48 mnkr, och det är allvarligt."]


def test_double_spaced_text_is_joined():
    text = """
Kostnaden för läkemedel ökade under året och den

största ökningen finns inom onkologin, där Arvika

Sjukhus hade flest patienter av alla sjukhus under

hela perioden och dessutom de dyraste preparaten

i regionen.
"""
    assert blocks(text) == [" ".join(text.split())]


def test_a_sentence_goes_on_over_the_foot_of_a_page():
    page = "Regionplan 2026\n\n{}\n\n\n{} (4)\n"
    text = "\f".join([
        page.format("Kostnaderna ökade med totalt 14 procent jämfört med", 1),
        page.format("föregående år. Det är mer än planerat.", 2),
        page.format("Intäkterna minskade däremot något under det andra", 3),
        page.format("halvåret.", 4),
    ])  # fmt: skip
    assert blocks(text) == [
        "Kostnaderna ökade med totalt 14 procent jämfört med föregående år.",
        "Det är mer än planerat.",
        "Intäkterna minskade däremot något under det andra halvåret.",
    ]


def test_footers_are_found_without_pages_by_the_number_that_counts():
    text = "\n\n".join(
        f"Texten på sidan handlar om ekonomin och slutar här.\n\nÅrsredovisning {n} (6)" for n in range(1, 7)
    )
    assert blocks(text) == ["Texten på sidan handlar om ekonomin och slutar här."] * 6


def test_contents_are_left_out():
    assert blocks("""
Innehållsförteckning
1 Sammanfattning ............................. 3
2 Uppföljning av aktiva åtgärder och
   arbetsmiljö ............................... 4
3 Ekonomi .................................... 9

1 Sammanfattning
Nämnden har en ekonomi i balans och alla mål nås.
""") == ["# 1 Sammanfattning", "Nämnden har en ekonomi i balans och alla mål nås."]


def test_contents_without_dots_are_left_out():
    assert blocks(
        "Innehåll\n1 Inledning 2\n2 Ekonomi 4\n3 Personal 7\n\nNämnden har en ekonomi i balans."
    ) == ["Nämnden har en ekonomi i balans."]


def test_a_year_alone_on_a_line_is_no_page_number():
    assert blocks("Vi har planerat genomförandet av målbilden för hela\n2031\n\nSlut.") == [
        "Vi har planerat genomförandet av målbilden för hela 2031",
        "Slut.",
    ]


def test_the_comment_beside_a_row_is_text_of_its_own():
    text = (
        "Andel nöjda 72% 75% Resultatet är bättre än\nföregående år.\nAndel trygga 70% 71% Ingen förändring."
    )
    assert blocks(text, {1: [(0, 19)], 3: [(0, 20)]}) == [
        "Resultatet är bättre än föregående år.",
        "Ingen förändring.",
    ]


@pytest.mark.parametrize(
    "row", ["Läkarbesök 301 758 -1,1% 306 603 -1,6%", "Arbetad tid exkl jour och beredskap 8 355  8 323  31"]
)
def test_rows_no_table_took_are_doubtful(row):
    (block,) = find_prose(lines_of(row), {})
    assert {number.doubt for number in block.sentences[0].numbers} == {"oläst tabell"}


def test_a_header_without_a_number_is_known_by_the_sentences_it_cuts():
    words = ("första", "andra", "tredje", "fjärde")
    starts = [f"Det här är den {word} meningen i hela texten, och" for word in words]
    rest = "den fortsätter här nere och slutar med en punkt."
    text = "\n".join(f"{start}\nÅrsredovisning för nämnden\n{rest}" for start in starts)
    assert blocks(text) == [f"{start} {rest}" for start in starts]


def test_headings_in_capitals_and_with_wide_gaps_are_headings():
    text = "1          EKONOMI\n\nNämnden har en ekonomi i balans.\n\n1.2\tPersonal\n\nFler slutade."
    assert blocks(text) == [
        "# 1 EKONOMI",
        "Nämnden har en ekonomi i balans.",
        "## 1.2 Personal",
        "Fler slutade.",
    ]


@given(
    st.lists(st.text(alphabet="Aåb1 .,-", max_size=20), min_size=1, max_size=8),
    st.dictionaries(st.integers(1, 8), st.tuples(st.integers(0, 10), st.integers(0, 10)), max_size=5),
)
def test_what_a_table_took_is_no_prose(printed, ranges):
    taken = {line: [(min(ends), max(ends))] for line, ends in ranges.items()}
    lines = [Line(number, text) for number, text in enumerate(printed, 1)]
    for block in find_prose(lines, taken):
        for sentence in block.sentences if isinstance(block, Paragraph) else ():
            for offset, character in enumerate(sentence.text):
                line, at = sentence.at(offset)
                assert character == " " or not any(start <= at < end for start, end in taken.get(line, []))
