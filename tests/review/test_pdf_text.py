# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The running text of a PDF: in the order it is read, without page headers, and every sign in its place."""

from io import BytesIO
from queue import Queue

import pytest

from malram.review.document import Paragraph
from malram.review.reading import Unreadable, read
from malram.review.reading.pdf import read_pdf
from malram.review.reading.pdf.apart import _hear, read_pdf_apart
from malram.review.reading.pdf.sheet import PdfPlace
from malram.review.reading.pdf.words import Turn
from tests.review.pdf_files import SENTENCE, document, page_of, typeset

HEADED = """
#set page(height: 12cm, header: [Delårsrapport augusti 2025 #h(1fr) Nämnden],
  footer: context [Sida #counter(page).display() av 4])
"""


def sentences(read_document):
    return [sentence.text for sentence in read_document.sentences()]


def test_two_columns_are_read_one_after_the_other(tmp_path):
    source = f"""
= Årets resultat
#columns(2)[{SENTENCE * 4} Första spalten slutar med 1 250 medarbetare.
#colbreak()
Andra spalten börjar med 17 vårdcentraler. {SENTENCE * 4}]
"""
    read_document = document(tmp_path, source)
    found = sentences(read_document)
    first = found.index("Första spalten slutar med 1 250 medarbetare.")
    assert found[first + 1] == "Andra spalten börjar med 17 vårdcentraler."
    assert found.count(SENTENCE.strip()) == 8
    assert list(read_document.tables()) == []


def test_headers_and_footers_are_lines_but_no_prose(tmp_path):
    source = HEADED + "#pagebreak()\n".join(f"{SENTENCE * 2} Sidan {at} har 12 mål.\n" for at in range(1, 5))
    read_document = document(tmp_path, source)
    lines = [line.text for line in read_document.lines]
    assert lines.count("Delårsrapport augusti 2025 Nämnden") == 4
    assert "Sida 3 av 4" in lines
    assert not [text for text in sentences(read_document) if "Delårsrapport" in text or " av 4" in text]
    assert {line.page for line in read_document.lines} == {1, 2, 3, 4}


def test_a_sentence_goes_on_over_the_page(tmp_path):
    source = HEADED + f"#set par(justify: true)\n{SENTENCE * 30}"
    read_document = document(tmp_path, source)
    assert read_document.pages >= 2
    assert set(sentences(read_document)) == {SENTENCE.strip()}


def test_paragraphs_are_kept_apart(tmp_path):
    read_document = document(tmp_path, f"{SENTENCE * 3}\n\nKostnaden blev 12 mnkr. {SENTENCE * 2}")
    last = [block for block in read_document.blocks if isinstance(block, Paragraph)][-1]
    assert next(sentence.text for sentence in last.sentences) == "Kostnaden blev 12 mnkr."


def test_text_turned_against_the_page_is_left_out(tmp_path):
    source = f"{SENTENCE}\n\n#rotate(-90deg)[4711 4712]\n\nSlut."
    assert not any("471" in line.text for line in document(tmp_path, source).lines)


def test_a_page_on_its_side_is_read_upright(tmp_path):
    drawn = b"BT /F1 12 Tf 0 1 -1 0 300 100 Tm (Kostnaderna blev 12,5 mnkr) Tj ET"
    path = tmp_path / "sida.pdf"
    path.write_bytes(page_of(drawn, extra=b"/Rotate 90"))
    read_document = read_pdf(path)
    (line,) = read_document.lines
    assert line.text == "Kostnaderna blev 12,5 mnkr"
    assert isinstance(line.origin, PdfPlace)
    left, bottom, right, top = line.origin.box(0, len(line.text))
    assert left < 300 < right
    assert bottom == pytest.approx(100, abs=2)
    assert top > 200


@pytest.mark.parametrize("quarters", range(4))
def test_turning_leads_back(quarters):
    turn = Turn(quarters)
    assert turn.back(*turn.point(12.5, 40.0)) == pytest.approx((12.5, 40.0))


def test_a_figure_is_found_at_its_place_on_the_page(tmp_path):
    """Courier-like arithmetic: Helvetica's digits are 0.556 em wide, so '12,5' is 1.946 em."""
    path = tmp_path / "a.pdf"
    path.write_bytes(page_of(b"BT /F1 10 Tf 100 700 Td (12,5 mnkr) Tj ET"))
    place = read_pdf(path).lines[0].origin
    left, bottom, right, top = place.box(0, 4)
    assert left == pytest.approx(100, abs=0.5)
    assert right == pytest.approx(119.46, abs=0.5)
    assert bottom < 700 < top


def test_text_printed_twice_to_look_bold_is_read_once(tmp_path):
    twice = b"BT /F1 10 Tf 100 700 Td (Summa 1 250) Tj ET BT /F1 10 Tf 100.2 700 Td (Summa 1 250) Tj ET"
    path = tmp_path / "a.pdf"
    path.write_bytes(page_of(twice))
    assert [line.text for line in read_pdf(path).lines if line.text] == ["Summa 1 250"]


def test_text_over_a_scanned_page_is_doubted(tmp_path):
    """Render mode 3 paints nothing: a program for recognising letters has put the text there."""
    rows = [(b"Intakter", b"120", b"130"), (b"Kostnader", b"110", b"125"), (b"Summa", b"10", b"5")]
    drawn = b"BT 3 Tr /F1 10 Tf " + b"".join(
        b"1 0 0 1 %d %d Tm (%s) Tj " % (x, 700 - 20 * at, text)
        for at, row in enumerate(rows)
        for x, text in zip((60, 200, 280), row, strict=True)
    )
    path = tmp_path / "a.pdf"
    path.write_bytes(page_of(drawn + b"ET"))
    (table,) = read_pdf(path).tables()
    assert not table.sure
    assert {cell.doubt for row in table.rows for cell in row.cells} == {"texten är tolkad ur en bild"}


def test_progress_is_told_for_every_page(tmp_path):
    told: list[tuple[int, int]] = []
    read(typeset(tmp_path, "Mål 1.\n#pagebreak()\nMål 2."), lambda done, pages: told.append((done, pages)))
    assert told[-2:] == [(1, 2), (2, 2)]


def test_a_page_that_never_ends_is_given_up(tmp_path):
    with pytest.raises(Unreadable, match="tog för lång tid"):
        read_pdf_apart(typeset(tmp_path, SENTENCE), silence=0.001)


def test_a_reader_that_dies_is_noticed():
    for said in (b"", b"page 1", b"done 0 500\nabc", b"\x00\xff\n"):
        heard: Queue = Queue()
        _hear(BytesIO(said), heard)
        messages = [heard.get() for _ in range(heard.qsize())]
        assert messages[-1] is None


def test_the_labels_of_a_chart_are_no_prose(tmp_path):
    source = f"""
{SENTENCE * 2}

#box(width: 12cm, height: 5cm)[
  #place(curve(stroke: 1pt, curve.move((1cm, 4cm)), curve.line((4cm, 1cm)), curve.line((7cm, 3cm)),
    curve.line((10cm, 2cm))))
  #place(line(start: (1cm, 4.2cm), end: (10cm, 4.2cm), stroke: 0.5pt))
  #place(dx: 1cm, dy: 4.4cm)[jan #h(2.4cm) feb #h(2.4cm) mar #h(2.4cm) apr]
  #place(dx: 10.2cm, dy: 1.9cm)[82 %]
]

Andelen var 82 procent i april. {SENTENCE}
"""
    read_document = document(tmp_path, source)
    assert "82 %" in [line.text for line in read_document.lines]
    assert not [text for text in sentences(read_document) if "82 %" in text or "feb" in text]
    assert "Andelen var 82 procent i april." in sentences(read_document)


def test_the_labels_of_bars_are_no_table(tmp_path):
    heights = (10, 25, 40, 30)
    bars = b"".join(b"%d 400 20 %d re f " % (100 + 60 * at, height) for at, height in enumerate(heights))
    words = [(100 + 60 * at, 388, b"%d" % (2021 + at)) for at in range(4)]
    words += [(100 + 60 * at, 402 + height, b"%d,5" % height) for at, height in enumerate(heights)]
    words += [(60, 700, b"Kostnaden blev 12 mnkr under aret och intakten 10 mnkr.")]
    drawn = bars + b"".join(b"BT /F1 8 Tf %d %d Td (%s) Tj ET " % word for word in words)
    path = tmp_path / "a.pdf"
    path.write_bytes(page_of(drawn))
    read_document = read_pdf(path)
    assert list(read_document.tables()) == []
    assert len(sentences(read_document)) == 1


def test_ligatures_are_letters(tmp_path):
    """Typst's own letters join ff, fi, fj and ft."""
    read_document = document(tmp_path, "Driftredovisning, siffror, offert och effekt: 12 fjärdedelar.")
    assert read_document.lines[0].text == "Driftredovisning, siffror, offert och effekt: 12 fjärdedelar."
