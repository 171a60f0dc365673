# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""A statement as a workbook and as text: the same figures, live sums, and nothing a spreadsheet would run."""

from __future__ import annotations

import csv
import io
import re
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from malram.economy.bridge import OTHERS, bridge
from malram.economy.columns import Scale
from malram.economy.computed import Statement
from malram.economy.export import as_csv, as_xlsx
from malram.economy.rounding import with_rounding_notes
from malram.values import MINUS
from tests.economy.booked import LAYOUT, booked, read, region
from tests.needs import need

COLUMNS = """
  - {id: percent, kind: percent, of: [budget, outcome], base: budget, sign: ledger, head: "Avvikelse, %"}
lines:"""
MILLION = 10**8


@pytest.fixture
def found(tmp_path: Path) -> Statement:
    """Income 20, staff 12,34; account 5010 has no line and no budget beyond half of its 0,06."""
    rows = [(1, "norr", "3010", -10 * MILLION), (1, "norr", "4010", 617 * MILLION // 100)]
    books = booked(tmp_path, [*rows, (1, "norr", "5010", 3 * MILLION // 100)])
    region(tmp_path, LAYOUT.replace("\nlines:", COLUMNS))
    return with_rounding_notes(read(books, tmp_path, scale=Scale.of("mnkr")))


def rows_of(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))


def test_text_has_the_printed_figures_for_a_swedish_spreadsheet(found):
    """Income 20,0 against 10,0; staff 12,34 against 6,17: 6,2 worse; net −7,6 against −3,8."""
    content = as_csv(found, "Nämnden, januari 2024")
    assert content.startswith(b"\xef\xbb\xbf")
    assert rows_of(content)[:6] == [
        ["Resultat, mnkr", "Nämnden, januari 2024"],
        ["Rad", "Utfall", "Budget", "Avvikelse", "Avvikelse, %"],
        ["Intäkter", "20,0", "10,0", "10,0", "100,0"],
        ["Personal", "12,3", "6,2", "-6,2", "-100,0"],
        ["Konton utan rad: 5010 Köpt vård", "0,1", "0,0", "0,0", ""],
        ["Nettokostnad", "-7,6", "-3,8", "3,8", "100,0"],
    ]
    assert [row[0][:30] for row in rows_of(content)[6:]] == ["Kolumnen Avvikelse är räknad p"]


@pytest.mark.parametrize("start", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1"])
def test_no_text_is_run_as_a_formula(found, start):
    """Labels come from files: one that looks like a formula is text in both kinds of file."""
    row = replace(found.rows[0], label=start, notes=(start,))
    odd = replace(found, title=start, columns=(start, *found.columns[1:]), rows=(row, *found.rows[1:]))
    for line in rows_of(as_csv(odd, start)):
        assert not [cell for cell in line if cell.startswith(("=", "+", "@", "\t")) or cell == "-1"]
    with zipfile.ZipFile(io.BytesIO(as_xlsx(odd, start))) as book:
        formulas = re.findall(r"<f>(.*?)</f>", book.read("xl/worksheets/sheet1.xml").decode())
    assert formulas
    assert not [one for one in formulas if one.startswith(start.lstrip("=\t"))]


# LibreOffice's own words for: commas, quotes, UTF-8, and cells as they are shown.
AS_SHOWN = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true"
FORMULA = re.compile(r'<c r="([A-Z]+\d+)"([^>]*)><f>(.*?)</f><v>(.*?)</v></c>')


def sheet_of(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        return book.read("xl/worksheets/sheet1.xml").decode()


def test_sums_and_differences_are_formulas_with_the_value_we_computed(found):
    formulas = {
        cell: (formula, value) for cell, _, formula, value in FORMULA.findall(sheet_of(as_xlsx(found, "")))
    }
    assert formulas["B8"][0] == "-B5+B6+B7"
    assert float(formulas["B8"][1]) == pytest.approx(-7.6)
    assert formulas["D5"][0] == "-(C5-B5)"
    assert float(formulas["D5"][1]) == 10
    assert formulas["D6"][0] == "(C6-B6)"
    assert formulas["E7"][1] == "\N{EN DASH}"
    assert "B5" not in formulas


def without_values(content: bytes) -> bytes:
    """The workbook as a program finds it that has never computed it."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as book, zipfile.ZipFile(made, "w") as copy:
        for name in book.namelist():
            data = book.read(name)
            if name.endswith("sheet1.xml"):
                data = FORMULA.sub(r'<c r="\1"\2><f>\3</f></c>', data.decode()).encode()
            copy.writestr(name, data)
    return made.getvalue()


def test_another_program_computes_the_same_cells(found, tmp_path):
    """LibreOffice is given the formulas without their values; what it prints is what we print."""
    office = need("localc", "libreoffice-calc")
    (tmp_path / "tabell.xlsx").write_bytes(without_values(as_xlsx(found, "Nämnden")))
    profile = f"-env:UserInstallation=file://{tmp_path / 'profil'}"
    command = [office, profile, "--headless", "--convert-to", AS_SHOWN, "--outdir", str(tmp_path)]
    subprocess.run([*command, str(tmp_path / "tabell.xlsx")], check=True, capture_output=True, timeout=120)
    printed = list(csv.reader((tmp_path / "tabell.csv").read_text(encoding="utf-8").splitlines()))
    ours = [
        [row.label, *(cell.figure.digits().replace(MINUS, "-").replace(",", ".") for cell in row.cells)]
        for row in found.rows
    ]
    assert printed[4 : 4 + len(ours)] == ours


def test_a_bridge_goes_from_budget_to_outcome_line_by_line(found):
    """Net cost from −3,8 to −7,6: income of 10 more takes 10 away, staff adds 6,17 and the rest 0,03."""
    made = bridge(found, "budget", "outcome")
    assert made is not None
    assert [(label, str(round(float(change), 2))) for label, change in made.steps] == [
        ("Intäkter", "-10.0"),
        ("Personal", "6.17"),
        ("Konton utan rad: 5010 Köpt vård", "0.03"),
    ]
    assert made.start.value + sum(change for _, change in made.steps) == made.end.value
    short = bridge(found, "budget", "outcome", most=1)
    assert [label for label, _ in short.steps] == ["Intäkter", OTHERS]
    assert short.start.value + sum(change for _, change in short.steps) == short.end.value
    assert bridge(found, "budget", "finns-inte") is None
