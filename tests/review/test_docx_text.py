# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Word files: what is on the page is read, once and in order; what is not on the page is not."""

from __future__ import annotations

import zipfile

import pytest

from malram.review.document import Heading, Paragraph
from malram.review.reading.docx import read_docx
from tests.review.word_files import R, W, cell, paragraph, parts_of, row, run, table, word_file


def texts(path):
    return [line.text for line in read_docx(path).lines]


def field(result: str, code: str = "PAGE") -> str:
    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    return (
        mark("begin")
        + f"<w:r><w:instrText> {code} 99 </w:instrText></w:r>"
        + mark("separate")
        + run(result)
        + mark("end")
    )


BOX = "<w:txbxContent>" + paragraph("I rutan står 77.") + "</w:txbxContent>"


def test_paragraphs_and_rows_come_in_the_order_of_the_page(tmp_path):
    path = word_file(tmp_path, "Först.", table(["Post", "Utfall"], ["Löner", "12,5"]), "Sist.")
    assert texts(path) == ["Först.", "Post\tUtfall", "Löner\t12,5", "Sist."]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (f"<w:ins>{run('12')}</w:ins><w:del><w:r><w:delText>13</w:delText></w:r></w:del>", "12"),
        (f"<w:moveFrom>{run('1')}</w:moveFrom><w:moveTo>{run('2')}</w:moveTo>", "2"),
        (f'<w:hyperlink>{run("se 5")}</w:hyperlink>', "se 5"),
        (run("Sida ") + field("4"), "Sida 4"),
        (field("Budget " + "8", "IF"), "Budget 8"),
        (f'<w:fldSimple w:instr="DATE">{run("2025")}</w:fldSimple>', "2025"),
        (f"<w:sdt><w:sdtPr/><w:sdtContent>{run('styrd 3')}</w:sdtContent></w:sdt>", "styrd 3"),
        (run("syns") + run(" syns inte 9", "<w:vanish/>"), "syns"),
        ('<w:r><w:t>12</w:t><w:noBreakHyphen/><w:t>13</w:t></w:r>', "12\N{NON-BREAKING HYPHEN}13"),
        ('<w:r><w:t>mjukt</w:t><w:softHyphen/><w:t>band</w:t></w:r>', "mjuktband"),
        ('<w:r><w:sym w:font="Symbol" w:char="F02D"/><w:t>12</w:t></w:r>', "−12"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F06C"/><w:t> grön</w:t></w:r>', "¤ grön"),
        ("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t></w:r>", "a\tb"),
        ("<w:r><w:t>12</w:t><w:br/><w:t>345</w:t></w:r>", "12  345"),
        (run("yta 40 m") + run("2", '<w:vertAlign w:val="superscript"/>'), "yta 40 m²"),
        (run("Personal") + run("a", '<w:vertAlign w:val="superscript"/>'), "Personal"),
        ("<m:oMath><m:f><m:num><m:r><m:t>12</m:t></m:r></m:num><m:den><m:r><m:t>48</m:t></m:r></m:den></m:f>"
         "</m:oMath>", " 12/48"),
    ],
)  # fmt: skip
def test_a_paragraph_says_what_the_page_says(tmp_path, content, expected):
    assert texts(word_file(tmp_path, paragraph(content))) == [expected]


def test_a_field_over_many_paragraphs_loses_nothing(tmp_path):
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC</w:instrText></w:r>'
    body = [
        paragraph(begin + '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + run("ett"), "Innehll1"),
        paragraph("två", "Innehll1"),
        paragraph('<w:r><w:fldChar w:fldCharType="end"/></w:r>' + run("tre")),
        paragraph('<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + run("aldrig slut")),
        "fyra",
    ]
    assert texts(word_file(tmp_path, *body)) == ["ett", "två", "tre", "fyra"]


def test_the_contents_are_lines_and_no_sentences(tmp_path):
    document = read_docx(word_file(tmp_path, paragraph("Ekonomi 12", "Innehll1"), "Ekonomin är 12."))
    assert len(document.lines) == 2
    assert [one.text for one in document.sentences()] == ["Ekonomin är 12."]


def test_a_box_drawn_in_two_ways_is_read_once_after_its_paragraph(tmp_path):
    either = (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps">'
        f"<w:drawing><wps:txbx>{BOX}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{BOX}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )
    path = word_file(tmp_path, paragraph(either + run("Bredvid rutan.")), "Efter.")
    assert texts(path) == ["Bredvid rutan.", "I rutan står 77.", "Efter."]


def test_notes_stand_after_the_paragraph_that_refers_to_them(tmp_path):
    notes = (
        '<w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote>'
        f'<w:footnote w:id="2">{paragraph("Varav 15 mnkr är bidrag.")}</w:footnote>'
        f'<w:footnote w:id="3">{paragraph("Ingen hänvisar hit.")}</w:footnote>'
    )
    ends = f'<w:endnote w:id="2">{paragraph("Slutnot 4.")}</w:endnote>'
    refers = run("Intäkterna är 30 mnkr.") + '<w:r><w:footnoteReference w:id="2"/></w:r>'
    table_refers = cell(paragraph(run("Löner") + '<w:r><w:endnoteReference w:id="2"/></w:r>'))
    path = word_file(
        tmp_path, paragraph(refers), table(["Post", "Utfall"], row(table_refers, "12")), "Efter.",
        notes=notes, endnotes=ends,
    )  # fmt: skip
    assert texts(path) == [
        "Intäkterna är 30 mnkr.",
        "Varav 15 mnkr är bidrag.",
        "Post\tUtfall",
        "Löner\t12",
        "Slutnot 4.",
        "Efter.",
    ]


def test_headings_are_known_by_style_whatever_it_is_called(tmp_path):
    body = [
        paragraph("Ekonomi", "Rubrik1"),
        paragraph("Resultat", "Rubrik2"),
        paragraph("Avdelningar", "Avdelning"),
        paragraph("Personal", "Egen"),
        paragraph("Vård", form='<w:outlineLvl w:val="1"/>'),
        paragraph(run("Bara fetstil", "<w:b/>")),
        paragraph(run("Fetstil som slutar med punkt.", "<w:b/>")),
        paragraph(run("Överskott 12 mnkr", "<w:b/>")),
        paragraph(run("Tabell 4 Personal", "<w:b/>")),
        paragraph("En hel mening i rubrikens form " * 6 + "är ingen rubrik.", "Rubrik1"),
    ]
    document = read_docx(word_file(tmp_path, *body))
    headings = [(block.text, block.level) for block in document.blocks if isinstance(block, Heading)]
    assert headings == [
        ("Ekonomi", 1),
        ("Resultat", 2),
        ("Avdelningar", 2),
        ("Personal", 3),
        ("Vård", 2),
        ("Bara fetstil", 0),
    ]


def test_each_item_of_a_list_stands_for_itself_with_what_is_below_it(tmp_path):
    def listed(text, level):
        form = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="7"/></w:numPr>'
        return paragraph(text, form=form)

    off = '<w:numPr><w:numId w:val="0"/></w:numPr>'
    body = [
        "Två mål nåddes:",
        paragraph("Hälsa", "Punktlista"),
        listed("Färre röker", 1),
        listed("Fler tränar", 2),
        listed("Miljö 12 procent", 0),
        paragraph("Inte i listan.", "Punktlista", off),
        listed("Ny lista", 1),
        listed("Samma lista", 1),
    ]
    blocks = [
        [(one.text, one.item) for one in block.sentences]
        for block in read_docx(word_file(tmp_path, *body)).blocks
        if isinstance(block, Paragraph)
    ]
    assert blocks == [
        [("Två mål nåddes:", False)],
        [("Hälsa", True), ("Färre röker", True), ("Fler tränar", True)],
        [("Miljö 12 procent", True)],
        [("Inte i listan.", False)],
        [("Ny lista", True)],
        [("Samma lista", True)],
    ]


def test_pages_are_counted_where_the_file_tells_them(tmp_path):
    turn = "<w:r><w:lastRenderedPageBreak/></w:r>"
    turned = [cell(paragraph(turn + run(text))) for text in ("Löner", "12")]
    body = ["Ett.", paragraph(turn + run("Två.")), table(["Post", "Utfall"], row(*turned)), "Tre."]
    document = read_docx(word_file(tmp_path, *body))
    assert [line.page for line in document.lines] == [1, 2, 2, 3, 3]
    assert document.pages == 3
    assert read_docx(word_file(tmp_path, "Ett.")).lines[0].page is None


def test_numbers_of_a_sentence_have_their_place_in_the_line(tmp_path):
    document = read_docx(
        word_file(tmp_path, paragraph(run("Utfallet blev ") + run("12,", "<w:b/>") + run("5 mnkr.")))
    )
    number = next(document.sentences()).numbers[0]
    line = document.line(number.spot.line)
    assert line.text[number.spot.start : number.spot.end] == number.text == "12,5 mnkr"


def test_a_table_that_only_places_text_is_prose(tmp_path):
    long = "Nämnden har under året arbetat med att korta köerna och har gjort 1 200 fler besök än året före."
    for made in (
        table(["Ruta med 12 procent."]),
        table(["Utfallet är 5."], ["Budget är 6."]),
        table([long, long]),
    ):
        document = read_docx(word_file(tmp_path, made))
        assert list(document.tables()) == []
        assert any(sentence.numbers for sentence in document.sentences())


def test_bullets_typed_by_hand_are_items_too(tmp_path):
    listed = ["•\tHälsa 12", "- Miljö", "–12 var resultatet", "Vanlig text"]
    body = [
        paragraph(f"<w:r><w:t>{text.replace(chr(9), '</w:t><w:tab/><w:t>')}</w:t></w:r>") for text in listed
    ]
    document = read_docx(word_file(tmp_path, *body))
    assert [(one.text, one.item) for one in document.sentences()] == [
        ("Hälsa 12", True),
        ("Miljö", True),
        ("–12 var resultatet", False),
        ("Vanlig text", False),
    ]


def test_a_minus_from_the_symbol_font_is_a_minus(tmp_path):
    content = run("Resultatet blev ") + run("\uf02d", '<w:rFonts w:ascii="Symbol"/>') + run("12 mnkr")
    assert texts(word_file(tmp_path, paragraph(content))) == ["Resultatet blev −12 mnkr"]


def test_files_saved_as_strict_are_read_the_same(tmp_path):
    body = [paragraph("Ekonomi", "Rubrik1"), table(["Post", "Utfall"], ["Löner", "12"])]
    plain = read_docx(word_file(tmp_path, *body))
    path = tmp_path / "strikt.docx"
    with zipfile.ZipFile(path, "w") as packed:
        for name, content in parts_of(*body).items():
            strict = content.replace(W, "http://purl.oclc.org/ooxml/wordprocessingml/main")
            packed.writestr(
                name, strict.replace(R, "http://purl.oclc.org/ooxml/officeDocument/relationships")
            )
    strict = read_docx(path)
    assert strict.blocks == plain.blocks
    assert strict.lines == plain.lines
