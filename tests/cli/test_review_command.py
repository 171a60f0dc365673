# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""`malram review`: what goes where, what it answers, and what it never writes over."""

import json
import os
import stat
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

import malram.review
from malram.review import Progress
from malram.review.claims import Review
from malram.review.reading.limits import Unreadable
from tests.review.by_hand import TRUE, document, small_review

HEAVY = ("django", "polars", "duckdb", "numpy", "pyarrow", "docx", "pdfplumber", "pypdfium2", "lxml", "rich")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An own folder to stand in, with reports whose reviews are known by their names."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(malram.review, "review", made_by_name)
    for name in ("fel.txt", "rätt.txt", "trasig.txt", "fel.docx", "rätt.pdf"):
        (tmp_path / name).write_text("1 + 1 = 3", encoding="utf-8")
    return tmp_path


def made_by_name(path: Path, progress: Progress) -> Review:
    progress(1, 2)
    if path.stem == "trasig":
        raise Unreadable(path.name, "Filen är skadad.", "Spara den på nytt.")
    if path.stem == "avbruten":
        raise KeyboardInterrupt
    if path.stem == "rätt":
        return Review(document(name=path.name), TRUE, ())
    review = small_review()
    return replace(review, document=replace(review.document, name=path.name))


def test_help_loads_nothing_heavy():
    """Half a second is the promise; what takes longer is in one of these."""
    code = (
        "import sys; from malram.cli import main; main(['review', '--help']); "
        f"print(sorted({set(HEAVY)!r} & set(sys.modules)))"
    )
    listed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert listed.stdout.splitlines()[-1] == "[]"


def test_errors_answer_one_and_no_errors_zero(malram):
    wrong, right = malram("review", "fel.txt"), malram("review", "rätt.txt")
    assert (wrong.code, wrong.err) == (1, "")
    assert wrong.results[0] == "fel.txt  2 sidor, 12 rader"
    assert wrong.results[-1].endswith("1 tal kunde inte prövas.")
    assert (right.code, right.err) == (0, "")
    assert "\x1b" not in wrong.out


def test_notes_are_shown_when_asked_for(malram):
    assert "· notering" not in malram("review", "fel.txt").out
    assert "· notering" in malram("review", "fel.txt", "--notes").out


def test_a_file_that_cannot_be_read_does_not_stop_the_others(malram):
    said = malram("review", "rätt.txt", "trasig.txt", "fel.txt")
    assert (said.code, said.err) == (1, "trasig.txt: Filen är skadad. Spara den på nytt.\n")
    assert [line.split()[0] for line in said.results if "2 sidor" in line] == ["rätt.txt", "fel.txt"]
    assert malram("review", "rätt.txt", "trasig.txt").code == 1
    assert malram("review", "trasig.txt").out == ""


def test_one_file_is_one_object_and_several_a_list_of_documents(malram):
    one = json.loads(malram("review", "fel.txt", "--format", "json").out)
    assert (one["document"], len(one["claims"]), len(one["findings"])) == ("fel.txt", 8, 4)
    said = malram("review", "trasig.txt", "fel.txt", "rätt.txt", "--format", "json")
    assert [it["document"] for it in json.loads(said.out)["documents"]] == ["fel.txt", "rätt.txt"]
    assert said.code == 1


def test_a_page_is_written_here_under_the_name_of_the_report(malram, folder):
    (folder / "in").mkdir()
    (folder / "fel.txt").rename(folder / "in" / "fel.txt")
    said = malram("review", "in/fel.txt", "--format", "html")
    assert (said.code, said.out) == (1, "")
    assert said.err.startswith("Skrev fel-granskad.html. Läste 8 påståenden: 2 stämmer, 2 fel")
    assert (folder / "fel-granskad.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert not list((folder / "in").glob("*granskad*"))


def test_pages_of_several_reports_land_in_the_folder_asked_for(malram, folder):
    assert malram("review", "fel.txt", "rätt.txt", "--format", "html", "--output", "ut/").code == 1
    assert sorted(path.name for path in (folder / "ut").iterdir()) == [
        "fel-granskad.html",
        "rätt-granskad.html",
    ]


def test_text_and_json_can_be_written_to_a_file_too(malram, folder):
    said = malram("review", "fel.txt", "rätt.txt", "--format", "json", "--output", "svar.json")
    assert (said.code, said.out, said.err) == (1, "", "Skrev svar.json.\n")
    assert len(json.loads((folder / "svar.json").read_text(encoding="utf-8"))["documents"]) == 2
    malram("review", "fel.txt", "--output", folder)
    assert "× fel" in (folder / "fel-granskad.txt").read_text(encoding="utf-8")


def test_a_new_file_may_be_read_by_those_who_may_read_other_new_files(malram, folder):
    malram("review", "fel.txt", "--format", "html")
    (folder / "annan").touch()
    modes = {stat.S_IMODE((folder / name).stat().st_mode) for name in ("annan", "fel-granskad.html")}
    assert len(modes) == 1


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ((), "saknas: FIL."),
        (("fel.txt", "--format", "xml"), "--format: 'xml' finns inte. Välj bland "),
        (
            ("fel.txt", "--format", "docx"),
            "--format docx kräver en Word-fil (.docx), men fick fel.txt. Välj html.",
        ),
        (
            ("rätt.pdf", "fel.docx", "--format", "pdf"),
            "--format pdf kräver en PDF-fil (.pdf), men fick fel.docx. Välj html.",
        ),
        (
            ("fel.txt", "rätt.txt", "--format", "html", "--output", "x.html"),
            "--output ska vara en katalog när flera filer granskas.",
        ),
        (("fel.txt", "fel.docx", "--format", "html"), "två filer skulle få samma namn"),
    ],
)
def test_words_that_do_not_fit_together_are_answered_before_anything_is_read(malram, folder, words, answer):
    before = sorted(folder.iterdir())
    said = malram("review", *words)
    assert (said.code, said.out, len(said.talk)) == (2, "", 1)
    assert said.err.startswith("malram review: ")
    assert answer in said.err
    assert sorted(folder.iterdir()) == before


@pytest.mark.parametrize("named", ["fel.txt", "./fel.txt", "länk.html"])
def test_the_report_itself_is_never_written_over(malram, folder, named):
    (folder / "länk.html").symlink_to(folder / "fel.txt")
    said = malram("review", "fel.txt", "--format", "html", "--output", named)
    assert (said.code, said.out) == (2, "")
    assert "är filen som granskas; välj ett annat namn med --output." in said.err
    assert (folder / "fel.txt").read_text(encoding="utf-8") == "1 + 1 = 3"


def test_an_interrupted_review_leaves_nothing_half_written(malram, folder, monkeypatch):
    (folder / "fel-granskad.html").write_text("från i går", encoding="utf-8")

    def interrupted(*_: object) -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "replace", interrupted)
    assert malram("review", "fel.txt", "--format", "html").code == 130
    assert (folder / "fel-granskad.html").read_text(encoding="utf-8") == "från i går"
    assert [path.name for path in folder.iterdir() if path.name.startswith(".")] == []


def test_what_was_finished_before_an_interruption_stays(malram, folder):
    said = malram("review", "fel.txt", "avbruten.txt", "rätt.txt", "--format", "html")
    assert said.code == 130
    assert said.talk[-1].startswith("Avbrutet. Det som redan är klart finns kvar")
    assert [path.name for path in folder.glob("*granskad*")] == ["fel-granskad.html"]


def test_a_folder_that_is_none_is_named(malram, folder):
    (folder / "fil").touch()
    said = malram("review", "fel.txt", "--format", "html", "--output", "fil/x.html")
    assert said == (1, "", "fil: är ingen katalog.\n")


def test_somebody_who_watches_sees_which_file_is_read(malram, monkeypatch):
    class Watched:
        """What stderr is at a terminal."""

        def __init__(self, to):
            self.to = to

        def isatty(self) -> bool:
            return True

        def __getattr__(self, name):
            return getattr(self.to, name)

    monkeypatch.setenv("TERM", "xterm")
    plain = malram("review", "fel.txt", "rätt.txt")
    monkeypatch.setattr(sys, "stderr", Watched(sys.stderr))
    seen = malram("review", "fel.txt", "rätt.txt")
    assert (seen.code, seen.out) == (plain.code, plain.out)
    assert "Granskar rätt.txt, sida 1 av 2" in seen.err
    assert plain.err == ""


def test_colour_at_a_terminal_unless_it_is_not_wanted(malram, monkeypatch):
    monkeypatch.setattr("malram.cli.review_command.at_terminal", lambda: True)
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    assert "\x1b[1;31m× fel" in malram("review", "fel.txt").out
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in malram("review", "fel.txt").out


def test_a_terminal_without_the_signs_still_gets_the_words(folder):
    """Latin-1 has × and å, and neither › nor →."""
    (folder / "kort.txt").write_text("Vi gjorde 12 besök, −3 → 9.\n", encoding="utf-8")
    code = "import sys; from malram.cli import main; sys.exit(main(['review', 'kort.txt', 'ni→x.txt']))"
    environment = os.environ | {"PYTHONIOENCODING": "latin-1"}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, check=False)
    assert done.returncode == 1
    assert "påståenden" in done.stdout.decode("latin-1")
    assert done.stderr.decode("latin-1").startswith("ni?x.txt: ")


def test_a_report_is_really_read(malram, folder, monkeypatch):
    """From file to page without anything put in the way; a file that is gone is named."""
    monkeypatch.undo()
    monkeypatch.chdir(folder)
    (folder / "kort.txt").write_text("Nämndens år\n\nUnder året gjordes 12 besök.\n", encoding="utf-8")
    said = malram("review", "kort.txt", "nix.txt")
    assert said.code == 1
    assert said.results[0] == "kort.txt  4 rader"
    assert said.err.startswith("nix.txt: ")
    assert "Traceback" not in said.err
    assert malram("review", "kort.txt", "--format", "html").code == 0
    assert "Under året gjordes 12 besök." in (folder / "kort-granskad.html").read_text(encoding="utf-8")


def test_a_word_file_is_copied_with_remarks_and_left_as_it_was(malram, folder, monkeypatch):
    from docx import Document

    monkeypatch.undo()
    monkeypatch.chdir(folder)
    report = Document()
    report.add_paragraph("Under året gjordes 12 besök.")
    report.save("kort.docx")
    before = (folder / "kort.docx").read_bytes()
    said = malram("review", "kort.docx", "--format", "docx")
    assert (said.code, said.out) == (0, "")
    assert said.err.startswith("Skrev kort-granskad.docx. ")
    assert [one.text for one in Document("kort-granskad.docx").paragraphs] == ["Under året gjordes 12 besök."]
    assert (folder / "kort.docx").read_bytes() == before


@pytest.mark.parametrize("form", ["docx", "pdf"])
def test_a_file_that_only_is_called_so_gives_one_message(malram, folder, monkeypatch, form):
    monkeypatch.undo()
    monkeypatch.chdir(folder)
    (folder / f"kort.{form}").write_text("Under året gjordes 12 besök.", encoding="utf-8")
    said = malram("review", f"kort.{form}", "--format", form)
    assert (said.code, said.out, len(said.talk)) == (1, "", 1)
    assert said.err.startswith(f"kort.{form}: ")
    assert not list(folder.glob("*granskad*"))
