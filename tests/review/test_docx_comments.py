# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Findings as comments in Word: hung at the figures, and nothing else in the file any different."""

from __future__ import annotations

import zipfile
from itertools import pairwise

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from malram.review.claims import Claim, Finding, Kind, Review, Severity
from malram.review.document import Spot
from malram.review.reading.docx import read_docx
from malram.review.reading.limits import Unreadable
from malram.review.showing.docx_comments import AUTHOR, write_comments
from tests.review.word_files import W, cell, paragraph, row, run, table, word_file

TAG = f"{{{W}}}"


def finding(document, line, words, severity=Severity.ERROR, *, said="Summan är 30", folded=(), repair=""):
    """A finding about these words of a line."""
    start = document.line(line).text.index(words)
    spot = Spot(line, start, start + len(words))
    claim = Claim(Kind.SUM, line, line, document.line(line).text, said, False, spots=(spot,), found="31")
    more = tuple(Claim(Kind.SUM, line, line, "", text, False) for text in folded)
    return Finding(claim, severity, repair, None, more)


def commented(path, *findings):
    """The file with comments, and for each comment the text it is hung at."""
    document = read_docx(path)
    target = path.with_name("granskad.docx")
    made = tuple(finding(document, *one[:2], **(one[2] if len(one) > 2 else {})) for one in findings)
    write_comments(path, Review(document, (), made), target)
    return target, hung(target)


def hung(path):
    """The text between the two marks of each comment, by number."""
    with zipfile.ZipFile(path) as packed:
        root = etree.fromstring(packed.read("word/document.xml"))
    found, opened = {}, set()
    for element in root.iter():
        key = element.get(f"{TAG}id")
        if element.tag == f"{TAG}commentRangeStart":
            opened.add(key)
            found[int(key)] = ""
        elif element.tag == f"{TAG}commentRangeEnd":
            opened.discard(key)
        elif element.tag == f"{TAG}t":
            for one in opened:
                found[int(one)] += element.text or ""
    assert not opened
    return found


def comments_of(path):
    return [(one.author, one.text) for one in docx.Document(str(path)).comments]


def test_a_comment_is_hung_at_the_figure_and_says_what_is_wrong(tmp_path):
    path = word_file(tmp_path, "Ingress.", "Utfallet blev 31,5 mnkr under året.")
    target, places = commented(
        path,
        (2, "31,5 mnkr", {"repair": "Skriv 30,0 i stället för 31,5.", "folded": ["Avvikelsen är 1,5"]}),
    )
    assert places == {0: "31,5 mnkr"}
    assert comments_of(target) == [
        (
            AUTHOR,
            "Fel: Summan är 30. Talen ger 31.\nSkriv 30,0 i stället för 31,5.\nFöljer av samma fel:\n"
            "Avvikelsen är 1,5",
        )
    ]


@pytest.mark.parametrize(
    "content",
    [
        run("Utfallet blev 31,5 mnkr."),
        run("Utfallet blev ") + run("31,5", "<w:b/>") + run(" mnkr."),
        run("Utfallet blev 3") + run("1,", "<w:i/>") + run("5 mnkr."),
        "<w:r><w:tab/><w:t>blev 31,5</w:t><w:tab/><w:t>mnkr</w:t></w:r>",
        f"<w:ins>{run('blev 31,')}</w:ins><w:hyperlink>{run('5 mnkr')}</w:hyperlink>",
        f"<w:sdt><w:sdtContent>{run('31,5')}</w:sdtContent></w:sdt>",
        "<w:r><w:t>31,5</w:t></w:r>",
    ],
)
def test_runs_are_cut_at_the_number_and_keep_their_text_and_form(tmp_path, content):
    path = word_file(tmp_path, paragraph(content))
    before = read_docx(path)
    target, places = commented(path, (1, "31,5"))
    assert places == {0: "31,5"}
    assert [line.text for line in read_docx(target).lines] == [line.text for line in before.lines]
    assert forms(target) == forms(path)


def forms(path):
    """Every character of the text with the properties of its run."""
    with zipfile.ZipFile(path) as packed:
        root = etree.fromstring(packed.read("word/document.xml"))
    found = []
    for text in root.iter(f"{TAG}t"):
        form = text.getparent().find(f"{TAG}rPr")
        found += [(one, b"" if form is None else etree.tostring(form)) for one in text.text or ""]
    return found


def test_many_comments_may_share_a_run_a_number_and_a_file_with_others(tmp_path):
    old = f'<w:comment w:id="4" w:author="Anna">{paragraph("Stämmer det här?")}</w:comment>'
    path = word_file(tmp_path, "Först 12, sedan 24 och till sist 36.", comments=old)
    target, places = commented(
        path, (1, "36"), (1, "12"), (1, "24"), (1, "24", {"severity": Severity.QUESTION})
    )
    assert places == {5: "12", 6: "24", 7: "24", 8: "36"}
    assert [one[0] for one in comments_of(target)] == ["Anna", *[AUTHOR] * 4]
    assert comments_of(target)[3][1].startswith("Fråga: ")


def test_all_other_parts_of_the_file_are_the_same_bytes(tmp_path):
    path = word_file(tmp_path, "Utfallet blev 31.", notes='<w:footnote w:id="1"><w:p/></w:footnote>')
    with zipfile.ZipFile(path, "a") as packed:
        packed.writestr("word/media/bild.png", bytes(range(256)) * 9)
        packed.writestr("customXml/item1.xml", "<x><!-- orört --></x>")
    target, _ = commented(path, (1, "31"))
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(target) as new:
        changed = [name for name in old.namelist() if old.read(name) != new.read(name)]
        added = set(new.namelist()) - set(old.namelist())
    assert changed == ["[Content_Types].xml", "word/_rels/document.xml.rels", "word/document.xml"]
    assert added == {"word/comments.xml"}


def test_without_findings_the_copy_has_the_same_parts(tmp_path):
    path = word_file(tmp_path, "Utfallet blev 31.")
    target, _ = commented(path)
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(target) as new:
        assert {name: old.read(name) for name in old.namelist()} == {
            name: new.read(name) for name in new.namelist()
        }


def test_what_stands_in_a_note_or_a_box_is_commented_where_it_belongs(tmp_path):
    inner = f"<w:txbxContent>{paragraph('I rutan 77.')}</w:txbxContent>"
    box = f"<w:r><w:pict><v:textbox>{inner}</v:textbox></w:pict></w:r>"
    note = run("Intäkterna är 30.") + '<w:r><w:footnoteReference w:id="2"/></w:r>'
    path = word_file(
        tmp_path, paragraph(run("Bredvid rutan. ") + box), paragraph(note),
        notes=f'<w:footnote w:id="2">{paragraph("Varav 99 är bidrag.")}</w:footnote>',
    )  # fmt: skip
    target, places = commented(path, (2, "77"), (4, "99"))
    assert places == {0: "Bredvid rutan. I rutan 77.", 1: "Intäkterna är 30."}
    assert [text.split("\n")[0] for _, text in comments_of(target)] == [
        "Gäller ”77” i en ruta eller not här.",
        "Gäller ”99” i en ruta eller not här.",
    ]


def test_notes_about_rounding_share_one_comment_at_the_end(tmp_path):
    path = word_file(tmp_path, "Summan är 31.", "Delen är 12.", "Slutord.")
    note = {"severity": Severity.NOTE}
    target, places = commented(path, (1, "31"), (1, "31", note), (2, "12", note))
    assert places == {0: "31", 1: "Slutord."}
    last = comments_of(target)[-1][1]
    assert last.startswith("2 noteringar om avrundning och annat som inte behöver rättas:\n”Summan är 31.”: ")


def test_a_figure_in_a_table_is_marked_in_its_cell(tmp_path):
    made = table(["Post", "Utfall", "Budget"], row("Summa", cell(paragraph(run("31", "<w:b/>"))), "31"))
    target, places = commented(word_file(tmp_path, made), (2, "31"))
    assert places == {0: "31"}
    word = docx.Document(str(target))
    assert word.tables[0].cell(1, 1).text == "31"
    assert "commentRangeStart" in word.tables[0].cell(1, 1)._tc.xml
    assert "commentRangeStart" not in word.tables[0].cell(1, 2)._tc.xml


def test_another_file_than_the_one_reviewed_is_refused(tmp_path):
    path = word_file(tmp_path, "Utfallet blev 31.")
    document = read_docx(path)
    other = word_file(tmp_path, "Kort.", name="annan.docx")
    review = Review(document, (), (finding(document, 1, "31"),))
    with pytest.raises(Unreadable, match=r"annan.docx: Filen är en annan än den som granskades\."):
        write_comments(other, review, tmp_path / "ut.docx")


@given(st.data())
@settings(max_examples=40, deadline=None)
def test_wherever_the_cuts_fall_the_text_is_whole(tmp_path_factory, data):
    folder = tmp_path_factory.mktemp("word")
    words = "Utfallet 12,5 mot budget 13,5 ger 1,0 mnkr"
    ends = sorted({0, len(words), *data.draw(st.lists(st.integers(1, len(words) - 1), max_size=6))})
    path = word_file(folder, paragraph("".join(run(words[a:b]) for a, b in pairwise(ends))))
    chosen = data.draw(st.lists(st.sampled_from(["12,5", "13,5", "1,0", "1,0 mnkr", "12,5 mot budget 13,5"])))
    target, places = commented(path, *((1, one) for one in chosen))
    assert sorted(places.values()) == sorted(chosen)
    assert [line.text for line in read_docx(target).lines] == [words]


def test_lines_named_by_number_are_quoted(tmp_path):
    path = word_file(tmp_path, paragraph("Ekonomi", "Rubrik1"), "Utfallet blev 31.", "Utfallet sägs bli 32.")
    target, _ = commented(
        path, (3, "32", {"said": "Utfallet är 32 här men 31 på rad 2, jämför rad 3 och 99"})
    )
    ((_, text),) = comments_of(target)
    assert text.split("\n")[1:] == ["Rad 2: ”Utfallet blev 31.”, under ”Ekonomi”."]


def test_comments_have_the_styles_the_document_has_for_them(tmp_path):
    named = '<w:style w:type="paragraph" w:styleId="Kommentarer"><w:name w:val="annotation text"/></w:style>'
    path = word_file(tmp_path, "Utfallet blev 31.")
    with zipfile.ZipFile(path) as packed:
        parts = {name: packed.read(name).decode() for name in packed.namelist()}
    parts["word/styles.xml"] = parts["word/styles.xml"].replace("</w:styles>", named + "</w:styles>")
    with zipfile.ZipFile(path, "w") as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    target, _ = commented(path, (1, "31"))
    with zipfile.ZipFile(target) as packed:
        assert '<w:pStyle w:val="Kommentarer"/>' in packed.read("word/comments.xml").decode()
        assert "rStyle" not in packed.read("word/document.xml").decode()
