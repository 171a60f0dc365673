# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""A region that is reorganised three times builds its old report again, byte for byte."""

import pytest

from malram.cli import main
from malram.reports.blocks import Paragraph, plain
from malram.reports.files import read_files
from malram.reports.template import load_template
from malram.values import NO_BREAK_SPACE
from tests.reports.small_region import FILES, happened, past, report, write_region

__all__ = ["past"]
pytestmark = pytest.mark.django_db


def test_a_report_is_built_again_as_it_was_after_three_reorganisations(past, capsys, tmp_path):
    first = happened(past)
    kept = {path.name: path.read_bytes() for path in first.folder.iterdir() if path.is_file()}
    now, then = report(past).built, read_files(first.folder)
    assert (now.document, now.ledger) != then
    for words in ([], ["--recompute"]):
        out = tmp_path / f"again{len(words)}"
        capsys.readouterr()
        assert main(["report", "rebuild", first.folder.name, "--out", str(out), *words]) == 0
        said = capsys.readouterr()
        assert sorted(said.out.splitlines()) == [f"{name}: som den var" for name in sorted(kept)]
        assert said.err == "Årsrapport 2022 är densamma som när den byggdes.\n"
        assert {path.name: path.read_bytes() for path in out.iterdir()} == kept


def test_a_file_that_somebody_has_changed_is_told(past, capsys):
    first = happened(past)
    ledger = first.folder / "ledger.json"
    ledger.write_text(ledger.read_text().replace('"75,0', '"85,0'), encoding="utf-8")
    assert main(["report", "rebuild", "arsrapport-2022"]) == 1
    said = capsys.readouterr()
    assert "ledger.json: inte som den var" in said.out
    assert "document.json: som den var" in said.out
    assert said.err.endswith("är inte densamma som när den byggdes.\n")


def test_what_cannot_be_built_again_says_why(past, capsys):
    assert main(["report", "rebuild", "arsrapport-2022"]) == 1
    assert capsys.readouterr().err == (
        "Den byggda rapporten 'arsrapport-2022' finns inte. Kör 'malram report build'.\n"
    )
    first = happened(past)
    (first.folder / "inputs").rename(first.folder.parent / ".elsewhere")
    assert main(["report", "rebuild", "arsrapport"]) == 1
    name = first.folder.name
    assert capsys.readouterr().err == (
        f"{name} byggdes innan underlagen sparades tillsammans med rapporten. "
        f"De färdiga filerna finns kvar i {first.folder}.\n"
    )
    assert main(["report", "build", "arsrapport", "--recompute"]) == 1
    assert capsys.readouterr().err == "--recompute hör till 'malram report rebuild'.\n"


def test_a_report_can_be_printed_in_the_organisation_of_its_period(past):
    """In 2022 a and b, 24 calls in all, stood in the north; now they are one unit, in the south."""
    happened(past)
    text = "Norr hade {{ antal norr now }} samtal.\n"
    current = past.home / "snapshots" / "current"
    for view, shown in (("now", "0 st"), ("then", "24 st"), ("2023", "24 st")):
        template = FILES["reports/arsrapport.yaml"].replace("title:", f"organised: {view}\ntitle:", 1)
        write_region(past.region, laget=text, arsrapport=template)
        before = current.read_text()
        built = report(past).built
        paragraph = next(block for block in built.document.blocks if isinstance(block, Paragraph))
        assert plain(paragraph.runs) == f"Norr hade {shown.replace(' ', NO_BREAK_SPACE)} samtal."
        if view != "now":
            assert current.read_text() == before


def test_a_view_that_is_none_is_told_with_its_line(tmp_path):
    path = tmp_path / "reports" / "arsrapport.yaml"
    path.parent.mkdir()
    text = FILES["reports/arsrapport.yaml"].replace("title:", "organised: snart\ntitle:", 1)
    path.write_text(text.lstrip(), encoding="utf-8")
    assert list(map(str, load_template(path)[1])) == [
        "reports/arsrapport.yaml:6: R007 Organisationen 'snart' går inte att förstå. "
        "Skriv then, now eller ett år."
    ]
