# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Anybody signed in hands over a document and gets it reviewed; a report of ours carries its review."""

import io
import zipfile
from pathlib import Path

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from malram.web.forms import ReviewForm

# 120 - 100 = 20, and 20 of 100 is 20 percent; 25 is not.
WRONG = (
    "Årets kostnader\n\nKostnaderna för städning uppgick till 120 miljoner kronor under året, vilket var 20 "
    "miljoner kronor (25 procent) högre än föregående år.\n"
)


def upload(content: bytes, name: str = "rapport.txt", answer: str = "page") -> dict[str, object]:
    return {"document": SimpleUploadedFile(name, content), "answer": answer}


@pytest.fixture
def post(client_of, measurements):
    def sent(content: bytes, name: str = "rapport.txt", answer: str = "page"):
        return client_of("reader").post(reverse("review"), upload(content, name, answer))

    return sent


def word_file(text: str) -> bytes:
    made, file = docx.Document(), io.BytesIO()
    for paragraph in text.split("\n\n"):
        made.add_paragraph(paragraph.replace("\n", " "))
    made.save(file)
    return file.getvalue()


def test_a_document_is_shown_with_its_findings_and_the_way_back(post):
    answer = post(WRONG.encode())
    html = answer.content.decode()
    assert answer.status_code == 200
    assert "25 procent" in html
    assert "Fel" in html
    assert f'href="{reverse("review")}"' in html


def test_the_page_of_a_review_may_use_its_own_style_and_nothing_else(post):
    policy = post(WRONG.encode()).headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "'sha256-" in policy
    assert "unsafe" not in policy


def test_a_word_file_comes_back_with_comments(post):
    answer = post(word_file(WRONG), "rapport.docx", "file")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="granskad.docx"'
    with zipfile.ZipFile(io.BytesIO(answer.content)) as package:
        assert "word/comments.xml" in package.namelist()


def test_a_text_that_cannot_hold_comments_is_shown_as_a_page(post):
    assert "<h1>rapport.txt</h1>" in post(WRONG.encode(), answer="file").content.decode()


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"", "tom.txt", "Filen är tom."),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 40, "bild.txt", "bild"),
        (b"%PDF-1.7\nskadad", "skadad.pdf", "skada"),
        (b"PK\x03\x04skadad", "skadad.docx", "skada"),
    ],
)
def test_a_document_that_cannot_be_read_is_answered_at_the_form(post, content, name, said):
    answer = post(content, name)
    assert answer.status_code == 400
    assert said in answer.content.decode()
    assert "Traceback" not in answer.content.decode()


def test_a_form_without_document_and_answer_names_both(client_of, measurements):
    answer = client_of("reader").post(reverse("review"), {})
    html = answer.content.decode()
    assert answer.status_code == 400
    assert "Välj ett dokument att granska." in html
    assert "Välj hur svaret ska visas." in html


def test_a_document_too_large_for_the_page_is_refused_before_it_is_read(client_of, measurements, monkeypatch):
    monkeypatch.setattr(ReviewForm, "LARGEST", 100)
    answer = client_of("reader").post(reverse("review"), upload(b"x" * 101))
    assert answer.status_code == 400
    assert "dela upp dokumentet" in answer.content.decode()


def test_nothing_of_a_document_is_kept(post, tmp_path, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    post(WRONG.encode(), "../../hemlig.txt")
    assert [path for path in Path(tmp_path).rglob("*") if "granska-" in path.name] == []


def test_markup_in_a_document_and_its_name_is_text(post):
    html = post(("<script>alert(1)</script> " + WRONG).encode(), "<b>x.txt").content.decode()
    assert "<script>" not in html
    assert "&lt;script&gt;" in html


def test_the_page_of_a_report_says_what_the_review_found_and_leads_to_it(page, report):
    html = page("/rapporter/ar-2024-0a1b2c/")
    address = reverse("report-review", args=["ar-2024-0a1b2c"])
    assert "Siffergranskning:" in html
    assert "2 stämmer, 0 fel" in html
    assert f'href="{address}"' in html
    assert "9 149,7" in page(address)


def test_a_report_built_before_reports_were_reviewed_has_no_such_page(
    client_of, report, own_home, measurements
):
    for name in ("review.html", "review.txt"):
        (own_home / "reports" / report.folder / name).unlink()
    assert client_of("reader").get(reverse("report-review", args=[report.folder])).status_code == 404
    assert "Siffergranskning:" not in client_of("reader").get(f"/rapporter/{report.folder}/").content.decode()
