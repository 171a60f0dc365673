# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""A file is known by what it holds, and one that cannot be reviewed is refused in one clear sentence."""

import os
import zipfile
from contextlib import suppress
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter

from malram.review.reading import Kind, Unreadable, kind_of, limits, read
from malram.review.reading.glyphs import repaired
from malram.review.reading.limits import Deadline, check_pages, check_text
from malram.review.reading.text import decoded, document_of, split_lines
from tests.review.pdf_files import SENTENCE, page_of, pdf_of, typeset

PLAIN = "Kostnaderna blev 12,5 mnkr, vilket är 0,5 mnkr högre än budget.\n"


def write(folder: Path, content: bytes, name: str) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def packed(names: dict[str, bytes]) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in names.items():
            file.writestr(name, content)
    return buffer.getvalue()


def refusal(path: Path) -> str:
    with pytest.raises(Unreadable) as caught:
        read(path)
    message = str(caught.value)
    assert message.startswith(f"{path.name}: ")
    assert message.endswith(".")
    return message


# -- what is read ------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_text_is_read_in_the_encodings_of_swedish_offices(tmp_path, encoding):
    document = read(write(tmp_path, "Åtgärder för köerna kostade 3 mnkr.".encode(encoding), "a.txt"))
    assert document.lines[0].text == "Åtgärder för köerna kostade 3 mnkr."
    assert document.unread == ()


def test_a_pdf_is_read_as_a_pdf_whatever_its_name_is(tmp_path):
    path = typeset(tmp_path, PLAIN, "rapport.txt")
    document = read(path)
    assert kind_of(path) is Kind.PDF
    assert "12,5 mnkr" in document.lines[0].text
    assert document.unread == (("filen heter .txt men är en PDF och lästes som det", 1),)


def test_text_named_docx_is_read_as_text(tmp_path):
    document = read(write(tmp_path, PLAIN.encode(), "rapport.docx"))
    assert [reason for reason, _ in document.unread] == [
        "filen heter .docx men är ren text och lästes som det"
    ]


def test_rubbish_before_the_pdf_is_skipped(tmp_path):
    content = b"HTTP/1.1 200\r\n\r\n" + typeset(tmp_path, PLAIN).read_bytes()
    assert kind_of(write(tmp_path, content, "b.pdf")) is Kind.PDF


def test_tables_alone_need_no_swedish_words(tmp_path):
    rows = "".join(f"Enhet {at} 1 {at}00 2 {at}00\n" for at in range(10, 99))
    assert len(read(write(tmp_path, rows.encode(), "tal.txt")).lines) == 90


# -- what is refused ---------------------------------------------------------------------------------


def test_missing_directory_empty_and_blank(tmp_path):
    assert "finns inte" in refusal(tmp_path / "saknas.pdf")
    assert "Det är en mapp" in refusal(tmp_path)
    assert "Filen är tom" in refusal(write(tmp_path, b"", "tom.txt"))
    assert "ingen text" in refusal(write(tmp_path, b" \n\n\t\n", "blank.txt"))


def test_a_pipe_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "ror")
    assert "ingen vanlig fil" in refusal(tmp_path / "ror")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (packed({"xl/workbook.xml": b"<x/>"}), "Excel"),
        (packed({"ppt/presentation.xml": b"<x/>"}), "PowerPoint"),
        (packed({"mimetype": b"text", "content.xml": b"<x/>"}), "LibreOffice"),
        (packed({"a.txt": b"hej"}), "packat arkiv"),
        (packed({"word/document.xml": b"<x/>"})[:-30], "skadad"),
        (b"PK\x03\x04" + b"\x00" * 50, "skadad"),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 50, "en bild"),
        (b"{\\rtf1\\ansi Hej}", "RTF"),
        (b"<!DOCTYPE html><html><body>Hej</body></html>", "webbsida"),
        (b"\xef\xbb\xbf  <?xml version='1.0'?><a/>", "XML"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "äldre Officeformat"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "lösenord"),
        (b"abc\x00\x01\x02" * 40, "inte text"),
        (bytes(range(256)) * 20, "inte text"),
    ],
)  # fmt: skip
def test_other_kinds_of_file_are_named(tmp_path, content, said):
    assert said in refusal(write(tmp_path, content, "rapport.txt"))


def test_an_encrypted_pdf(tmp_path):
    writer = PdfWriter(clone_from=PdfReader(typeset(tmp_path, PLAIN)))
    writer.encrypt("hemligt", algorithm="AES-256")
    path = tmp_path / "last.pdf"
    writer.write(path)
    assert "låst med lösenord" in refusal(path)


def test_a_scanned_pdf_has_no_text(tmp_path):
    assert "ingen text på dokumentets 1 sidor" in refusal(
        write(tmp_path, page_of(b"0 0 9 9 re f"), "skan.pdf")
    )


def test_a_damaged_pdf(tmp_path):
    assert "skadad" in refusal(write(tmp_path, b"%PDF-1.7\nintet", "trasig.pdf"))


def test_a_pdf_without_pages(tmp_path):
    none = pdf_of([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 0>>"])
    assert refusal(write(tmp_path, none, "inga.pdf"))


@pytest.mark.parametrize(
    "text",
    [
        "The costs of the region were higher than the budget in this year and the result is lower. ",
        "Kostnadene i regionen ble høyere enn budsjettet i år og resultatet er derfor lavere enn i fjor. ",
        "Menot olivat suuremmat kuin talousarviossa ja tulos oli siksi heikompi kuin edellisenä vuonna. ",
    ],
)
def test_another_language(tmp_path, text):
    assert "inte ut att vara på svenska" in refusal(write(tmp_path, (text * 20).encode(), "a.txt"))


def test_a_summary_in_english_does_no_harm(tmp_path):
    text = SENTENCE * 12 + "\n" + "The costs of the region were higher than the budget in this year. " * 10
    assert read(write(tmp_path, text.encode(), "a.txt")).lines


# -- limits ------------------------------------------------------------------------------------------


def test_a_huge_file_is_refused_without_reading_it(tmp_path):
    path = tmp_path / "stor.txt"
    with path.open("wb") as file:
        file.truncate(2**30)
    assert "1024 MB; högst 100 MB" in refusal(path)


def test_one_endless_line(tmp_path):
    assert "Rad 1 är 5\N{NO-BREAK SPACE}000\N{NO-BREAK SPACE}000 tecken" in refusal(
        write(tmp_path, b"a" * 5_000_000, "rad.txt")
    )


def test_a_zip_bomb_named_docx(tmp_path):
    bomb = packed({"word/document.xml": b" " * 60_000_000})
    assert len(bomb) < 100_000
    assert "packas upp" in refusal(write(tmp_path, bomb, "bomb.docx"))


def test_too_many_lines_pages_and_characters():
    with pytest.raises(Unreadable, match="rader; högst"):
        check_text("a", [1] * (limits.LINES + 1))
    with pytest.raises(Unreadable, match="tecken; högst"):
        check_text("a", [limits.LINE_LENGTH] * (limits.CHARACTERS // limits.LINE_LENGTH + 1))
    with pytest.raises(Unreadable, match="sidor; högst"):
        check_pages("a", limits.PAGES + 1)


def test_time_is_up():
    Deadline("a.pdf").check()
    with pytest.raises(Unreadable, match=r"a\.pdf: Läsningen tog mer än"):
        Deadline("a.pdf", -1).check()


# -- text as converters leave it ---------------------------------------------------------------------


def test_lines_are_counted_as_an_editor_counts_them():
    document = document_of("Första\r\nAndra\n\fTredje\nFjärde \fsidan", "a.txt")
    assert [line.text for line in document.lines] == ["Första", "Andra", "Tredje", "Fjärde sidan"]
    assert [line.number for line in document.lines] == [1, 2, 3, 4]
    assert [line.page for line in document.lines] == [1, 1, 2, 3]
    assert document.pages == 3


def test_old_mac_files_and_stray_returns():
    assert split_lines("a\rb\rc") == ["a", "b", "c"]
    assert split_lines("a\rb\r\nc") == ["a b", "c"]


@pytest.mark.parametrize(
    ("printed", "read_as"),
    [
        ("e\ufb03cient o\ufb00entlig pro\ufb01l \ufb02yt", "efficient offentlig profil flyt"),
        ("a\u0308ndra pa\u030a o\u0308n", "ändra på ön"),
        ("¨andra p˚a ¨on", "ändra på ön"),
        ("\uf0b7 Punkt", "• Punkt"),
        ("\uf02d12,5", "−12,5"),
        ("verk\u00adsamhet", "verksamhet"),
        ("verk\u00ad", "verk-"),
        ("12\u200b345\ufeff", "12345"),
        ("−12 –12 -12 1\u00a0234 1\u202f234", "−12 –12 -12 1\u00a0234 1\u202f234"),
        ("Temperaturen är 20° hela året", "Temperaturen är 20° hela året"),
    ],
)
def test_glyphs_are_repaired_and_figures_left_as_printed(printed, read_as):
    assert repaired(printed) == read_as


@given(st.binary(max_size=300))
def test_any_bytes_are_text_or_refused(content):
    with suppress(Unreadable):
        assert document_of(decoded(content, "a.txt"), "a.txt").lines


@given(st.text(max_size=200))
def test_repairs_keep_digits_and_make_no_lines(text):
    made = repaired(text.replace("\r", " ").replace("\n", " "))
    assert not {"\n", "\r"} & set(made)
    assert [c for c in made if c in "0123456789"] == [c for c in text if c in "0123456789"]
