# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The notes in a copy of a PDF lie on the figures they are about."""

from pathlib import Path

import pytest
from pypdf import PdfReader

from malram.review.claims import Claim, Finding, Kind, Review, Severity
from malram.review.document import Document
from malram.review.reading import Unreadable
from malram.review.reading.pdf import read_pdf
from malram.review.showing.pdf_notes import write_notes
from tests.review.pdf_files import page_of

ROWS = [("Post", "Utfall", "Budget", "Avvikelse"), ("Löner", "120", "130", "10"), ("Hyror", "80", "75", "5")]


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A table at known places: columns at x 60, 200, 300 and 400, rows at y 700, 680 and 660."""
    drawn = b"".join(
        b"BT /F1 10 Tf %d %d Td (%s) Tj ET\n" % (x, 700 - 20 * at, text.encode("cp1252"))
        for at, row in enumerate(ROWS)
        for x, text in zip((60, 200, 300, 400), row, strict=True)
    )
    path = tmp_path / "rapport.pdf"
    path.write_bytes(page_of(drawn))
    return path


def finding(document: Document, row: int, severity: Severity) -> Finding:
    (table,) = document.tables()
    cell = table.rows[row].cells[2]
    line = table.rows[row].line_start
    said = f"{table.rows[row].label}: avvikelsen {cell.text} är fel"
    claim = Claim(Kind.ROW, line, line, "Hyror 80 75 5", said, False, (cell,), found="-5")
    return Finding(claim, severity, repair="Skriv -5.", suspect=cell)


def annotated(source: Path, findings: list[Finding], document: Document) -> list:
    target = source.with_name("granskad.pdf")
    write_notes(source, Review(document, (), tuple(findings)), target)
    return [one.get_object() for one in PdfReader(target).pages[0].get("/Annots", [])]


def test_errors_are_red_questions_amber_and_both_lie_on_their_figures(source):
    document = read_pdf(source)
    notes = annotated(
        source, [finding(document, 1, Severity.ERROR), finding(document, 0, Severity.QUESTION)], document
    )
    red, amber = [note for note in notes if note["/Subtype"] == "/Highlight"]
    assert [round(float(part), 1) for part in red["/C"]] == [1.0, 0.4, 0.4]
    assert float(amber["/C"][1]) > 0.7
    left, bottom, right, top = map(float, red["/Rect"])
    assert left < 400.5
    assert 405 < right < 410
    assert bottom < 660 < top < 675
    assert red["/Contents"] == "Fel: Hyror: avvikelsen 5 är fel. Talen ger -5.\nSkriv -5."
    assert [note["/Subtype"] for note in notes].count("/Popup") == 2


def test_roundings_share_one_note_on_the_first_page(source):
    document = read_pdf(source)
    notes = annotated(source, [finding(document, at, Severity.NOTE) for at in (0, 1)], document)
    (note,) = [one for one in notes if one["/Subtype"] == "/Text"]
    assert note["/Contents"].startswith("2 noteringar om avrundning")
    assert not [one for one in notes if one["/Subtype"] == "/Highlight"]


def test_a_review_without_findings_leaves_the_pages_alone(source):
    document = read_pdf(source)
    assert annotated(source, [], document) == []
    assert source.read_bytes().startswith(b"%PDF-1.7")


def test_a_file_that_cannot_be_written_anew_says_so(source, tmp_path):
    document = read_pdf(source)
    broken = tmp_path / "trasig.pdf"
    broken.write_bytes(b"%PDF-1.7 trailer <</Root 9 0 R>>")
    target = tmp_path / "ut.pdf"
    with pytest.raises(Unreadable, match="anteckningar"):
        write_notes(broken, Review(document, (), (finding(document, 1, Severity.ERROR),)), target)
    assert sorted(path.name for path in tmp_path.glob("*ut.pdf*")) == []
