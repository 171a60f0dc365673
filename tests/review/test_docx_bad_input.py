# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Files that are no Word documents, or are made to do harm: one clear message each, and no more."""

from __future__ import annotations

import random
import re
import zipfile
from collections import Counter

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from malram.review.reading.docx import package as docx_package
from malram.review.reading.docx import read_docx
from malram.review.reading.limits import Unreadable
from malram.review.reading.opening import Kind, kind_of
from tests.review.word_files import NAMESPACES, cell, paragraph, parts_of, row, run, table, word_file


def pack(path, parts):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return path


def refusal(path):
    with pytest.raises(Unreadable) as raised:
        read_docx(path)
    return str(raised.value)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "Filen är tom."),
        (b"Utfallet blev 12.", "Filen är inget Worddokument. Spara den som .docx och försök igen."),
        (b"PK\x03\x04" + b"skrot" * 99, "Filen är skadad eller ofullständig."),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "Filen är låst med lösenord."),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "Filen har ett äldre Officeformat"),
        (b"%PDF-1.7\n", "Filen är inget Worddokument."),
    ],
)
def test_what_is_no_word_file_is_told_so(tmp_path, content, expected):
    path = tmp_path / "rapport.docx"
    path.write_bytes(content)
    assert refusal(path).startswith(f"rapport.docx: {expected}")


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ({"xl/workbook.xml": "<x/>", "[Content_Types].xml": "<x/>"}, "Filen är ett kalkylark (Excel)."),
        ({"mimetype": "x/y", "content.xml": "<x/>"}, "Filen är ett dokument från LibreOffice."),
        ({"[Content_Types].xml": "<x/>", "word/styles.xml": "<x/>"}, "Filen saknar dokumentets text"),
        ({"word/document.xml": "<x/>"}, "Filen är skadad eller ofullständig."),
        ({"word/document.xml": f"<w:document {NAMESPACES}>"}, "Filen är skadad eller ofullständig."),
        ({"word/document.xml": ""}, "Filen är skadad eller ofullständig."),
    ],
)
def test_other_packages_are_told_apart(tmp_path, parts, expected):
    assert refusal(pack(tmp_path / "rapport.docx", parts)).startswith(f"rapport.docx: {expected}")


def test_a_missing_file_is_told_so(tmp_path):
    assert refusal(tmp_path / "borta.docx").startswith("borta.docx: Filen finns inte.")


def test_an_empty_document_has_no_lines(tmp_path):
    assert read_docx(word_file(tmp_path)).lines == ()
    path = tmp_path / "ny.docx"
    docx.Document().save(path)
    assert read_docx(path).lines == ()


def test_a_document_type_is_refused_before_it_swells(tmp_path):
    entities = '<!ENTITY a "1">' + "".join(
        f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    parts = parts_of("Utfallet.")
    text = parts["word/document.xml"].replace("Utfallet", "&i;")
    parts["word/document.xml"] = text.replace("<w:document", f"<!DOCTYPE w [{entities}]><w:document", 1)
    assert "har en dokumenttyp (DTD), och sådana läses inte." in refusal(pack(tmp_path / "a.docx", parts))


def test_a_file_outside_the_document_is_never_opened(tmp_path):
    secret = tmp_path / "hemligt.txt"
    secret.write_text("4711")
    parts = parts_of("Utfallet.")
    kind = f'<!DOCTYPE w [<!ENTITY x SYSTEM "{secret.as_uri()}">]><w:document'
    parts["word/document.xml"] = parts["word/document.xml"].replace("<w:document", kind, 1)
    parts["word/document.xml"] = parts["word/document.xml"].replace("Utfallet", "&x;")
    assert "4711" not in refusal(pack(tmp_path / "a.docx", parts))


def test_packed_bombs_are_refused_by_their_size(tmp_path):
    parts = parts_of("Kort.") | {"word/media/bild.bmp": b"\0" * (2 * docx_package.BIG)}
    assert "blir för stor när den packas upp" in refusal(pack(tmp_path / "a.docx", parts))


def test_too_many_parts_are_refused(tmp_path):
    parts = parts_of("Kort.") | {f"word/media/{number}": "" for number in range(docx_package.ENTRIES)}
    assert "delar; högst 5000 läses." in refusal(pack(tmp_path / "a.docx", parts))


def test_too_much_text_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(docx_package, "XML", 1000)
    assert "högst 0 MB läses." in refusal(word_file(tmp_path, "Ord. " * 1000))


def test_tables_in_tables_have_an_end(tmp_path):
    made = paragraph("Innerst 12.")
    for _ in range(10):
        made = table(row(cell(made)))
    assert [line.text for line in read_docx(word_file(tmp_path, made)).lines] == ["Innerst 12."]
    assert "mer än 10 tabeller inuti varandra" in refusal(word_file(tmp_path, table(row(cell(made)))))


@pytest.mark.parametrize("around", ["ins", "sdt", "hyperlink", "smartTag"])
def test_elements_in_elements_have_an_end(tmp_path, around):
    def nested(levels):
        inner = f"<w:{around}>" * levels + run("12") + f"</w:{around}>" * levels
        return word_file(tmp_path, paragraph(inner))

    assert [line.text for line in read_docx(nested(100)).lines] == ["12"]
    assert "nivåer inuti varandra" in refusal(nested(200))
    assert "skadad" in refusal(nested(3000))


def test_absurd_numbers_in_the_form_do_no_harm(tmp_path):
    wide = cell("12", '<w:gridSpan w:val="999999999"/>')
    odd = row("Löner", wide, form='<w:gridBefore w:val="999999999"/>')
    worse = row("Hyror", cell("13", '<w:gridSpan w:val="-5"/>'), form='<w:gridBefore w:val="x"/>')
    document = read_docx(word_file(tmp_path, table(["Post", "Utfall"], odd, worse)))
    assert len(document.lines) == 3


PIECES = st.sampled_from(
    ["Löner 12 ", "3,5", "−1 ", "2024", "½ 7", "1\N{NO-BREAK SPACE}200", "&amp;8", " ", "Å9\N{EM SPACE}"]
)
RUNS = st.lists(PIECES, max_size=4).map(lambda pieces: "".join(map(run, pieces)))
PARAGRAPHS = st.one_of(
    RUNS.map(lambda content: f"<w:p>{content}</w:p>"),
    RUNS.map(lambda content: f"<w:p><w:ins>{content}</w:ins></w:p>"),
    RUNS.map(lambda content: f'<w:p><w:pPr><w:pStyle w:val="Rubrik1"/></w:pPr>{content}</w:p>'),
    RUNS.map(lambda content: f"<w:sdt><w:sdtContent><w:p>{content}</w:p></w:sdtContent></w:sdt>"),
)


def cells_of(inner):
    return st.lists(inner, min_size=1, max_size=2).map(lambda blocks: cell("".join(blocks)))


BLOCKS = st.recursive(
    PARAGRAPHS,
    lambda inner: st.lists(st.lists(cells_of(inner), min_size=1, max_size=3), min_size=1, max_size=3).map(
        lambda rows: table(*(row(*cells) for cells in rows))
    ),
    max_leaves=8,
)


@given(st.lists(BLOCKS, max_size=4))
@settings(max_examples=80, deadline=None)
def test_every_digit_of_the_text_is_on_one_line_once(tmp_path_factory, blocks):
    path = word_file(tmp_path_factory.mktemp("word"), *blocks)
    document = read_docx(path)
    with zipfile.ZipFile(path) as packed:
        text = packed.read("word/document.xml").decode()
    printed = "".join(re.findall(r"<w:t[ >][^<]*", text))
    assert digits(re.sub("<[^>]*>", "", printed)) == digits("".join(line.text for line in document.lines))
    assert [line.number for line in document.lines] == list(range(1, len(document.lines) + 1))
    for one in document.tables():
        assert all(len(each.cells) == len(each.words) == len(one.columns) for each in one.rows)


def digits(text):
    return Counter(character for character in text if character.isdigit())


def test_damaged_files_are_read_or_refused_and_nothing_else(tmp_path):
    """300 damaged copies, the damage drawn with a fixed seed: bytes changed, cut away or doubled."""
    notes = f'<w:footnote w:id="1">{paragraph("Not 4.")}</w:footnote>'
    refers = paragraph(run("Text 12") + '<w:r><w:footnoteReference w:id="1"/></w:r>', "Rubrik1")
    made = word_file(tmp_path, refers, table(["Post", "Utfall"], ["Löner", "12"]), notes=notes)
    whole, chance = made.read_bytes(), random.Random(20240831)
    outcomes = Counter()
    for number in range(300):
        path = tmp_path / "skadad.docx"
        path.write_bytes(damaged(whole, chance, number))
        outcomes[outcome(path)] += 1
    assert min(outcomes.values()) > 10


def outcome(path):
    """'read', or 'refused' with a message that says what is wrong and what to do; anything else fails."""
    try:
        read_docx(path)
    except Unreadable as trouble:
        message = str(trouble)
    else:
        return "read"
    assert re.fullmatch(r"skadad\.docx: .+\. .+\.", message)
    return "refused"


def damaged(whole, chance, number):
    made = bytearray(whole)
    if number % 3 == 0:
        return bytes(made[: chance.randrange(len(made))])
    for _ in range(chance.randint(1, 8)):
        made[chance.randrange(len(made))] = chance.randrange(256)
    return bytes(made)


def test_damaged_text_inside_a_whole_package_is_read_or_refused(tmp_path):
    over_two = cell("Löner", '<w:gridSpan w:val="2"/>')
    parts = parts_of("Text 12", table(["Post", "Utfall"], row(over_two, "12")))
    chance = random.Random(7)
    for _ in range(150):
        name = chance.choice([part for part in parts if part.endswith((".xml", ".rels"))])
        changed = bytearray(parts[name].encode())
        for _ in range(chance.randint(1, 4)):
            changed[chance.randrange(len(changed))] = chance.choice(b'<>/"= 9x&')
        assert outcome(pack(tmp_path / "skadad.docx", parts | {name: bytes(changed)})) in ("read", "refused")


def test_the_text_may_be_a_part_of_another_name(tmp_path):
    parts = parts_of("Utfallet är 12.")
    moved = {name.replace("document.xml", "document2.xml"): content for name, content in parts.items()}
    moved["_rels/.rels"] = moved["_rels/.rels"].replace("document.xml", "document2.xml")
    moved["[Content_Types].xml"] = moved["[Content_Types].xml"].replace("document.xml", "document2.xml")
    path = pack(tmp_path / "a.docx", moved)
    assert [line.text for line in read_docx(path).lines] == ["Utfallet är 12."]
    assert kind_of(path) is Kind.DOCX
