# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
import io
import json
import re
import subprocess
import zipfile
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise

import docx
import pypdf
import pytest
import typst
from docx.oxml.ns import qn

from malram.charts.render import FONTS
from malram.reports import blocks as b
from malram.reports.blocks import figures_in
from malram.reports.json_form import to_json
from malram.reports.writers import fragment, heading_pages, page, typst_source, write_docx, write_pdf
from tests.needs import need
from tests.reports import fakes

HOSTILE = (
    '#panic("x") <script>alert(1)</script> \\ "citat" & $x$ *fet* _kursiv_ '
    "[a](b) `kod` // @ref {{ 7*7 }} \x00å"
)
SHOWN = HOSTILE.replace("\x00", "")


def squeezed(text: str) -> str:
    """The text without any space: line breaks and justification differ between the formats."""
    return "".join(text.split()).replace("\u00a0", "").replace("\u00ad", "")


def pdf_text(content: bytes) -> str:
    return "\n".join(part.extract_text() for part in pypdf.PdfReader(io.BytesIO(content)).pages)


def docx_text(content: bytes) -> str:
    word = docx.Document(io.BytesIO(content))
    texts = [node.text or "" for node in word.element.body.iter(qn("w:t"))]
    return "".join(texts)


class Reader(HTMLParser):
    """What a reader sees and what the markup says about it."""

    def __init__(self) -> None:
        super().__init__()
        self.text: list[str] = []
        self.figures: dict[str, str] = {}
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self._open: list[str | None] = []

    def handle_starttag(self, tag, attrs):
        named = dict(attrs)
        self.tags.append((tag, named))
        if tag in ("a", "span", "strong"):
            self._open.append(named.get("data-ledger"))

    def handle_endtag(self, tag):
        if tag in ("a", "span", "strong"):
            self._open.pop()

    def handle_data(self, data):
        self.text.append(data)
        entry = next((name for name in reversed(self._open) if name), None)
        if entry:
            self.figures[entry] = data


def read_html(content: str) -> Reader:
    reader = Reader()
    reader.feed(content)
    return reader


def hostile_document(text: str = HOSTILE) -> b.Document:
    runs = (b.Text(text), b.NoteRef("n"))
    table = b.Table("t", text, (b.Column(text), b.Column(text)), (b.Row((runs[:1], runs[:1])),))
    return b.Document(
        "d", text, text, text, "2024", text, "2025-02-20",
        (
            b.Heading("h", 1, text),
            b.Paragraph("p", runs),
            b.List("l", (runs[:1],)),
            b.FactList("f", (b.Fact(text, runs[:1]),)),
            b.Callout("c", runs[:1]),
            table,
        ),
        (b.Note("n", (b.Text(text),)),),
        label=text,
    )  # fmt: skip


def test_all_three_formats_print_every_figure_of_the_ledger(built):
    d, ledger = built.document, built.ledger
    html = read_html(page(d, ledger))
    assert html.figures == {run.entry: run.text for run in figures_in(d)}
    in_pdf, in_docx = squeezed(pdf_text(write_pdf(d, ledger))), squeezed(docx_text(write_docx(d, ledger)))
    shown = {squeezed(entry.text) for entry in ledger.entries}
    assert sorted(text for text in shown if text not in in_pdf) == []
    assert sorted(text for text in shown if text not in in_docx) == []


def test_the_tables_of_the_word_file_hold_the_figures_cell_by_cell(built):
    made = docx.Document(io.BytesIO(write_docx(built.document, built.ledger)))
    tables = [found for found in built.document.blocks if isinstance(found, b.Table)]
    assert len(made.tables) == len(tables)
    wanted = [
        [b.plain(c) for c in row.cells] for table in tables for row in table.rows if row.role != "group"
    ]
    found = [
        ["".join(node.text or "" for node in cell.iter(qn("w:t"))) for cell in row._tr.tc_lst]
        for table in made.tables for row in table.rows[1:]
    ]  # fmt: skip
    plain = [[text.strip("\u2003").replace("\u00a0", " ") for text in row] for row in found if len(row) > 1]
    signs = [[text.replace("\u00a0", " ") for text in row] for row in wanted]
    without_notes = [[row[0].removesuffix("a"), *row[1:]] for row in plain]
    assert without_notes == [[row[0].removesuffix("a"), *row[1:]] for row in signs]


def test_hostile_text_stays_text_in_html():
    html = page(hostile_document(), b.Ledger())
    assert "<script" not in html
    assert html.count("&lt;script&gt;") >= 8


def test_hostile_text_stays_text_in_the_pdf():
    content = write_pdf(hostile_document(), b.Ledger())
    assert squeezed(pdf_text(content)).count(squeezed(SHOWN)) >= 8
    assert pypdf.PdfReader(io.BytesIO(content)).metadata.title.startswith(SHOWN[:11])


def test_hostile_text_stays_text_in_word():
    content = write_docx(hostile_document(), b.Ledger())
    assert squeezed(docx_text(content)).count(squeezed(SHOWN)) >= 8


def test_the_pdf_is_tagged_named_and_carries_its_ledger(built):
    reader = pypdf.PdfReader(io.BytesIO(write_pdf(built.document, built.ledger)))
    root = reader.trailer["/Root"]
    assert root["/Lang"] == "sv-SE"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    xmp = root["/Metadata"].get_data().decode()
    assert "pdfuaid:part" in xmp
    assert "<pdfaid:part>3" in xmp
    assert json.loads(reader.attachments["ledger.json"][0]) == json.loads(to_json(built.ledger))


def test_the_pdf_has_the_headings_as_bookmarks_and_a_cover_without_a_page_number(built):
    reader = pypdf.PdfReader(io.BytesIO(write_pdf(built.document, built.ledger)))
    assert reader.outline[0]["/Title"] == "1 Sammanfattning"
    assert "Sida" not in reader.pages[0].extract_text()
    assert f"Sida 2 av {len(reader.pages)}" in reader.pages[1].extract_text().replace("\u00a0", " ")


def test_a_document_that_would_not_be_accessible_is_refused_by_the_pdf():
    """PDF/UA-1 allows no skipped level: a third-level heading right after the contents' first-level one."""
    skipping = b.Document("d", "T", "", "O", "2024", "", "", (b.Heading("h", 3, "Fel nivå"),))
    with pytest.raises(typst.TypstError, match="heading level"):
        write_pdf(skipping, b.Ledger())


@pytest.mark.parametrize("write", [write_pdf, write_docx, page, typst_source])
def test_the_same_document_gives_the_same_bytes(built, built_with, write):
    again = built_with()
    assert write(built.document, built.ledger) == write(again.document, again.ledger)


def test_the_page_has_one_first_heading_and_skips_no_level(built):
    levels = [
        int(tag[1])
        for tag, _ in read_html(page(built.document, built.ledger)).tags
        if tag in ("h1", "h2", "h3", "h4", "h5")
    ]
    assert levels.count(1) == 1
    assert all(later - former <= 1 for former, later in pairwise(levels))


def test_tables_have_captions_and_heads_with_scope_and_charts_have_words(built):
    tags = read_html(page(built.document, built.ledger)).tags
    count = [tag for tag, _ in tags].count
    assert count("table") == count("caption")
    assert {attrs.get("scope") for tag, attrs in tags if tag == "th"} == {"col", "row", "rowgroup"}
    drawings = [attrs for _, attrs in tags if attrs.get("class") == "chart__drawing"]
    assert len(drawings) == 2
    assert all(attrs["role"] == "img" and attrs["aria-label"].startswith("Diagram:") for attrs in drawings)


def test_every_id_on_the_page_stands_once(built):
    ids = [attrs["id"] for _, attrs in read_html(page(built.document, built.ledger)).tags if "id" in attrs]
    assert sorted(ids) == sorted(set(ids))


def test_a_figure_in_the_page_leads_to_how_it_came_about(built):
    html = fragment(
        built.document, built.ledger, link=lambda entry: f"/matt/{entry.measure}?p={entry.period}&x"
    )
    links = {
        a["data-ledger"]: a["href"] for tag, a in read_html(html).tags if tag == "a" and "data-ledger" in a
    }
    assert links["samtal.telefon.2024.women"] == "/matt/samtal?p=2024&x"


def test_word_gets_real_headings_repeated_heads_and_alternative_texts(built):
    word = docx.Document(io.BytesIO(write_docx(built.document, built.ledger)))
    headings = [p.text for p in word.paragraphs if p.style.name.startswith("Heading")]
    assert headings == [found.text for found in built.document.blocks if isinstance(found, b.Heading)]
    rows = [row for table in word.tables for row in table.rows]
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in rows)
    assert all(table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None for table in word.tables)
    words = [node.get("descr") for node in word.element.body.iter(qn("wp:docPr"))]
    assert len(words) == 2
    assert all(text.startswith("Diagram:") for text in words)
    assert word.core_properties.language == "sv-SE"


def test_a_heading_in_word_begins_its_page_itself_and_other_blocks_after_a_break():
    """A break in a paragraph of its own after a full page of contents would leave an empty page."""
    told = (
        b.Heading("ett", 1, "Ett"),
        b.PageBreak("sida"),
        b.Heading("tva", 1, "Två"),
        b.Heading("tre", 1, "Tre"),
        b.PageBreak("sida-2"),
        b.Paragraph("text", (b.Text("Text."),)),
    )
    document = b.Document("d", "Titel", "", "Regionen", "2024", "", "2024-12-31", told)
    word = docx.Document(io.BytesIO(write_docx(document, b.Ledger())))
    found = [(p.text.strip(), p.paragraph_format.page_break_before) for p in word.paragraphs]
    assert found[-5:] == [("Ett", True), ("Två", True), ("Tre", None), ("", None), ("Text.", None)]
    alone = [p for p in word.paragraphs if 'w:type="page"' in p._p.xml]
    assert len(alone) == 2  # after the cover, and before the text


def test_the_word_file_has_its_contents_already_and_its_footnotes():
    content = write_docx(hostile_document("Rubrik"), b.Ledger(), pages=[3])
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        body = packed.read("word/document.xml").decode()
        assert "footnotes.xml" in " ".join(packed.namelist())
    assert "TOC \\o" in body
    assert "PAGEREF _h" in body
    assert ">3</w:t>" in body


def test_the_word_file_learns_its_page_numbers_from_the_pdf(built):
    pages = heading_pages(built.document)
    assert len(pages) == len([found for found in built.document.blocks if isinstance(found, b.Heading)])
    assert pages == sorted(pages)
    assert pages[0] == 3  # after cover and contents


def test_the_word_file_carries_its_type_so_that_it_looks_the_same_everywhere(built):
    """The first 32 bytes are mixed with the key in the font table; mixed once more they are the font."""
    with zipfile.ZipFile(io.BytesIO(write_docx(built.document, built.ledger))) as packed:
        table = packed.read("word/fontTable.xml").decode()
        hidden = packed.read("word/fonts/font1.odttf")
    key = bytes.fromhex(re.search(r'embedRegular [^>]*fontKey="{([^}]+)}"', table)[1].replace("-", ""))
    font = (FONTS / "SourceSans3-Regular.ttf").read_bytes()
    assert bytes(a ^ b for a, b in zip(hidden[:32], key[::-1] * 2, strict=True)) == font[:32]
    assert hidden[32:] == font[32:]


@pytest.mark.real
def test_libreoffice_opens_the_word_file_and_prints_the_same_figures(built, tmp_path):
    office = need("soffice", "libreoffice-writer")
    (tmp_path / "report.docx").write_bytes(write_docx(built.document, built.ledger))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    subprocess.run(
        [office, profile, "--headless", "--convert-to", "pdf", "--outdir", tmp_path,
         tmp_path / "report.docx"],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    said = squeezed(pdf_text((tmp_path / "report.pdf").read_bytes()))
    assert sorted(e.text for e in built.ledger.entries if squeezed(e.text) not in said) == []


def test_a_goals_name_with_markup_in_it_reaches_all_formats_as_it_is(built_with):
    m = fakes.Fakes()
    made = built_with(board_view=fakes.goals(m, name='Vård <på> "lika" #villkor'))
    assert made.problems == ()
    for text in (
        "".join(read_html(page(made.document, made.ledger)).text),
        pdf_text(write_pdf(made.document, made.ledger)),
        docx_text(write_docx(made.document, made.ledger)),
    ):
        assert squeezed('Vård <på> "lika" #villkor') in squeezed(text)


def test_the_cover_has_the_regions_colour_in_all_three_formats():
    document = replace(hostile_document("Ord"), accent="#0b5d7a")
    assert 'colour: "#0b5d7a"' in typst_source(document, b.Ledger())
    assert ".report-cover{--cover:#0b5d7a}" in page(document, b.Ledger())
    with zipfile.ZipFile(io.BytesIO(write_docx(document, b.Ledger()))) as word:
        styles = word.read("word/styles.xml").decode()
        assert 'w:color="0B5D7A"' in styles  # the band, and then the name below it
        assert '<w:color w:val="0B5D7A"/>' in styles


def test_neither_a_short_table_nor_its_group_head_nor_its_heading_is_cut_off_by_the_page():
    """Lines fill the first page down to where only the heading and the sentence would fit."""
    rows = tuple(b.Row(((b.Text(f"Rad {n}"),),), "group" if n == 0 else "item") for n in range(9))
    blocks = (
        b.Heading("a", 1, "Början"),
        *(b.Paragraph(f"p{n}", (b.Text(f"Stycke {n}."),)) for n in range(26)),
        b.Heading("t", 2, "Tabellens rubrik"),
        b.Paragraph("före", (b.Text("Tabellen visar rader."),)),
        b.Table("tabell", "Rader", (b.Column("Rad"),), rows),
    )
    document = replace(hostile_document("Ord"), blocks=blocks, notes=())
    pages = [
        part.extract_text() for part in pypdf.PdfReader(io.BytesIO(write_pdf(document, b.Ledger()))).pages
    ]
    together = ("Tabellens rubrik", "Tabellen visar rader.", "Rad 0", "Rad 8")
    assert [all(words in text for words in together) for text in pages[2:]] == [False, True]


def test_a_table_of_few_but_high_rows_may_run_over_pages():
    """Twelve rows of four lines each are higher than a page has room for beside other things."""
    text = "Ord som fyller sin cell. " * 8
    rows = tuple(b.Row(((b.Text(f"Rad {n}. {text}"),), (b.Text(str(n)),))) for n in range(12))
    columns = (b.Column("Rad"), b.Column("Antal"))
    high = b.Table("hog", "Höga rader", columns, rows)
    low = b.Table("lag", "Låga rader", columns, tuple(b.Row(((b.Text("Rad"),), ())) for _ in range(12)))
    sources = [
        typst_source(replace(hostile_document("Ord"), blocks=(one,), notes=()), b.Ledger())
        for one in (high, low)
    ]
    assert ["long: true" in source for source in sources] == [True, False]


def test_a_short_table_in_word_is_kept_together_with_what_leads_in_to_it():
    """Every row but the last holds on to the next; of a long table only those at its ends do."""
    columns = (b.Column("Rad"),)
    kept = []
    for number in (6, 20):
        rows = tuple(b.Row(((b.Text(f"Rad {n}"),),)) for n in range(number))
        blocks = (
            b.Paragraph("fore", (b.Text("Tabellen visar rader."),)),
            b.Table("t", "Rader", columns, rows),
        )
        document = replace(hostile_document("Ord"), blocks=blocks, notes=())
        with zipfile.ZipFile(io.BytesIO(write_docx(document, b.Ledger()))) as word:
            text = word.read("word/document.xml").decode()
        paragraphs = re.findall(r"<w:p>.*?</w:p>", text)
        kept.append(
            [i for i in range(number) if any(f"Rad {i}<" in p and "keepNext" in p for p in paragraphs)]
        )
        assert any("Tabellen visar" in p and "keepNext" in p for p in paragraphs)
    assert kept == [[0, 1, 2, 3, 4], [0, 18]]


def test_a_column_without_a_head_has_an_empty_cell_and_no_head_to_read(built):
    """Who listens to the table would be told of a head that says nothing."""
    columns = (b.Column(""), b.Column("2024", "right"))
    table = b.Table("t", "Beläggning", columns, (b.Row(((b.Text("Dag"),), (b.Text("7"),))),))
    html = fragment(replace(built.document, blocks=(table,)), built.ledger)
    assert '<thead><tr><td></td><th scope="col" class="number">2024</th></tr></thead>' in html
