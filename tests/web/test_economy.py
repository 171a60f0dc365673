# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""A statement on the page: in the scale asked for, down to its rows, and as a file."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.urls import reverse

from malram.audit.models import AuditEntry
from malram.facts.unit_rows import UnitRow
from malram.measures.tracing.trace import Tracer
from malram.measures.tree import Tree
from tests.economy.booked import LAYOUT, TKR, booked, region
from tests.small import SmallStore
from tests.web.world import BOARD, CLINIC, HOSPITAL, UNITS

pytestmark = pytest.mark.django_db
PERIOD = "2024-01--2024-02"
HERE = f"/namnd/{BOARD}/{PERIOD}/ekonomi/"
LINE = f"{HERE}resultat/rad/personal/"


@pytest.fixture
def ledger(units, tmp_path, monkeypatch):
    """Sixty rows of 2 tkr staff at the clinic in January, one of 10 in February, 6 at the hospital."""
    tree = Tree([UnitRow(*row) for row in UNITS], date(2024, 12, 31))
    rows = [(1, CLINIC, "4010", TKR)] * 60 + [(2, CLINIC, "4010", 5 * TKR), (2, HOSPITAL, "4510", 3 * TKR)]
    books = booked(tmp_path, [*rows, (1, BOARD, "3010", -7 * TKR)], tree)
    folder = region(tmp_path, LAYOUT.replace("board: namnd", f"board: {BOARD}"))
    store = SmallStore(tmp_path / "facts")
    monkeypatch.setattr("malram.web.measurements.open_measurements", lambda home: books.m)
    monkeypatch.setattr("malram.web.money.region_folder", lambda: folder)
    monkeypatch.setattr("malram.web.money.books", lambda m: books)
    monkeypatch.setattr("malram.web.drilling.tracer_of", lambda m: Tracer(m, store))
    return books


@pytest.fixture
def text(client_of, ledger):
    """What a page says to a controller, without markup."""

    def read(address: str, **query: str) -> str:
        answer = client_of("controller").get(address, query)
        assert answer.status_code == 200, answer.content.decode()
        return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).replace("\u00a0", " ").split())

    return read


def test_amounts_are_shown_in_the_scale_asked_for(text):
    """Staff 60 · 2 + 10 + 6 = 136 tkr, half of it budgeted."""
    assert "Personal 136 68 −68" in text(HERE)
    assert "Personal 136 000 68 000 −68 000" in text(HERE, skala="kr")
    assert "Personal 0,1 0,1 −0,1" in text(HERE, skala="mnkr")


def test_a_line_leads_step_by_step_to_its_rows(text):
    assert "4010 130 65 −65 0 61 4510 6 3 −3 0 1 Summa 136 68 −68 0 62" in text(LINE)
    assert "Kliniken 130 65 −65 0 61 Summa 130" in text(LINE, konto="4010")
    months = text(LINE, konto="4010", stalle=CLINIC)
    assert "januari 2024 120 60 −60 0 60 februari 2024 10 5 −5 0 1 Summa 130" in months
    rows = text(LINE, konto="4010", stalle=CLINIC, manad="2024-01")
    assert "Summa 120 60 −60 0 60" in rows
    assert rows.count("2024-01-01") == 50
    assert "Sida 1 av 2" in rows
    assert text(LINE, konto="4010", stalle=CLINIC, manad="2024-01", sida="2").count("2024-01-01") == 10


def test_a_month_leads_to_the_rows_only_who_may_read_them(client_of, ledger):
    """The others would come to a page that is closed to them."""
    asked, href = {"konto": "4010", "stalle": CLINIC}, "manad=2024-01"
    assert href in client_of("controller").get(LINE, asked).content.decode()
    html = client_of("reader").get(LINE, asked).content.decode()
    assert "januari 2024" in html
    assert href not in html
    assert "stalle=" in client_of("reader").get(LINE, {"konto": "4010"}).content.decode()


def test_the_steps_keep_the_scale(client_of, ledger):
    html = client_of("controller").get(LINE, {"skala": "kr"}).content.decode()
    assert f'href="{LINE}?skala=kr&amp;konto=4010"' in html
    html = client_of("controller").get(LINE, {"skala": "kr", "konto": "4010"}).content.decode()
    assert f'href="{LINE}?skala=kr&amp;konto=4010&amp;stalle={CLINIC}"' in html


@pytest.mark.parametrize(
    "query",
    [
        {"konto": "3010"},
        {"konto": "4010", "stalle": "regionstyrelsen"},
        {"konto": "4010", "stalle": CLINIC, "manad": "2024-03"},
        {"konto": "4010", "stalle": CLINIC, "manad": "januari"},
        {"skala": "öre"},
    ],
)
def test_what_is_not_in_the_line_does_not_exist(client_of, ledger, query):
    assert client_of("controller").get(LINE, query).status_code == 404


def test_rows_are_for_those_who_may_read_them_and_reading_is_written_down(client_of, ledger):
    """A reader may go down to the months; the rows are refused, and nothing is written."""
    month = {"konto": "4010", "stalle": CLINIC}
    rows = month | {"manad": "2024-01"}
    assert client_of("reader").get(LINE, month).status_code == 200
    assert client_of("reader").get(LINE, rows).status_code == 403
    assert not AuditEntry.objects.filter(action="rows.read").exists()
    assert client_of("other").get(LINE, month).status_code == 404
    assert client_of("controller").get(LINE, rows).status_code == 200
    [entry] = AuditEntry.objects.filter(action="rows.read")
    assert (entry.object, entry.unit) == (f"rows:ledger 4010 {CLINIC} 2024-01", CLINIC)


@pytest.mark.parametrize(("kind", "start"), [("xlsx", b"PK"), ("csv", b"\xef\xbb\xbf")])
def test_a_statement_is_fetched_as_a_file(client_of, ledger, kind, start):
    answer = client_of("reader").get(reverse("economy-file", args=[BOARD, PERIOD, "resultat", kind]))
    assert answer.content.startswith(start)
    assert f'filename="resultat-{BOARD}-{PERIOD}.{kind}"' in answer["Content-Disposition"]


def test_there_are_no_other_files_layouts_or_lines(client_of, ledger):
    reader = client_of("reader")
    for address in ("resultat/fil/pdf/", "annan/fil/csv/", "resultat/rad/annan/"):
        assert reader.get(HERE + address).status_code == 404


def test_the_page_draws_the_way_from_budget_to_outcome(client_of, ledger):
    html = client_of("reader").get(HERE).content.decode()
    assert "Från budget till utfall" in html
    assert "Störst skillnad: Personal, +68 tkr" in html.replace("\u00a0", " ")
