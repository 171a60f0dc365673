# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every way a file can be wrong: one clear message with place and remedy, and the state before untouched."""

from __future__ import annotations

from dataclasses import replace

import pytest

from malram.facts import intake as intake_module
from malram.facts.contracts import CONTRACTS
from malram.facts.mapping import Mapping
from malram.facts.quarantine import quarantined

from .conftest import GOOD, HEADER, LEDGER, day


def test_a_good_file_is_taken_in_with_month_file_and_line(desk):
    """100,50 kr is 10 050 öre; January 2024 is 2024 · 12 = 24288."""
    receipt = desk.send(GOOD)
    assert (receipt.state, receipt.landed, receipt.committed, receipt.quarantined) == ("committed", 2, 2, 0)
    assert desk.rows() == [("A1", 10050, 2), ("A2", -700, 3)]
    assert desk.store.coverage("ledger") == {24288, 24289}
    assert desk.store.landed(receipt.file).path.read_bytes() == (HEADER + GOOD).encode()
    assert str(desk.store.files("ledger", months={24289})[0].parent.name) == "24289"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "bok.csv: F003 Filen är tom. Ta ut filen på nytt ur källsystemet."),
        (b"\n \n", "bok.csv: F003 Filen är tom. Ta ut filen på nytt ur källsystemet."),
        (
            b"PK\x03\x04abc",
            "bok.csv: F004 Filen är inte en textfil utan en arbetsbok (xlsx) eller ett zip-arkiv. "
            "Spara den som avgränsad text (CSV) i utf-8 och läs in den på nytt.",
        ),
        (
            HEADER.encode() + b"2024-01-01;\0;\n",
            "bok.csv: F004 Filen är inte en textfil. "
            "Spara den som avgränsad text (CSV) i utf-8 och läs in den på nytt.",
        ),
        (
            HEADER.encode() + "2024-01-15;norr;5010;A1;1;1;lön\n".encode("latin-1"),
            "bok.csv:2: F005 Raden går inte att läsa som utf-8: byte 0xf6 är inte tillåten. "
            "Spara filen i utf-8 eller ändra encoding i mappningen ledger.",
        ),
        (
            (HEADER + GOOD).replace(";", ",").encode(),
            "bok.csv:1: F006 Rubrikraden delas inte av semikolon, som mappningen ledger anger, men av komma. "
            "Ändra delimiter i mappningen eller ta ut filen med semikolon.",
        ),
        (
            (HEADER + GOOD).replace("Belopp", "Bellopp").encode(),
            "bok.csv:1: F007 Kolumnen 'Belopp' saknas; den ska ge amount enligt mappningen ledger. "
            "Menade du 'Bellopp'?",
        ),
        (
            (HEADER + GOOD).replace("Text", "Rad").encode(),
            "bok.csv:1: F008 Kolumnen 'Rad' står två gånger i rubrikraden. Ta bort den ena.",
        ),
        (HEADER.encode(), "bok.csv: F009 Filen har en rubrikrad men inga datarader. Ta ut filen på nytt."),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_whole(desk, state, content, message):
    assert desk.send(GOOD, name="annan.csv").state == "committed"
    before, files = state(), desk.store.files("ledger")
    receipt = desk.send(content)
    assert [str(p) for p in receipt.problems] == [message]
    assert (receipt.state, receipt.landed, receipt.committed, receipt.quarantined) == ("refused", 0, 0, 0)
    assert (state(), desk.store.files("ledger")) == (before, files)
    assert desk.store.landed(receipt.file).path.read_bytes() == content


def test_a_missing_path_and_a_file_over_the_limit_are_refused(desk, monkeypatch):
    absent = intake_module.intake(desk.store, desk.root / "finns-ej.csv", LEDGER, None)
    assert absent.problems[0].code == "F001"
    monkeypatch.setattr(intake_module, "LIMIT_MB", 0)
    assert "gränsen är 0 MB" in str(desk.send(GOOD).problems[0])


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("2024-01-15;norr;5010;A3;1", "bok.csv:4: F020 Raden har 5 fält; rubrikraden har 7. "),
        ('2024-01-15;norr;5010;A3;1;1;"x', "bok.csv:4: F021 Ett citattecken öppnas men stängs inte. "),
        ("2024-01-15;norr;;A3;1;1;x", "bok.csv:4 (Konto): F022 Värdet saknas. Fyll i konto."),
        ("2024-01-15;norr;5010;A3;1,0;1;x", "bok.csv:4 (Rad): F023 '1,0' är inte ett heltal. "),
        ("2024-02-30;norr;5010;A3;1;1;x", "bok.csv:4 (Datum): F025 '2024-02-30' är inte ett datum "),
        ("0024-02-20;norr;5010;A3;1;1;x", "bok.csv:4 (Datum): F025 '0024-02-20' är inte ett datum "),
        ("2024-01-15;norr;5010;A3;1;1,005;x", "bok.csv:4 (Belopp): F027 '1,005' är inte ett belopp "),
        ("2024-01-15;norr;5010;A3;1;1.50;x", "bok.csv:4 (Belopp): F027 '1.50' är inte ett belopp "),
        (
            "2024-01-15;nor;5010;A3;1;1;x",
            "bok.csv:4 (Ansvar): F030 Enheten 'nor' finns inte i organisationen 2024-01-15. "
            "Rätta enheten, eller lägg till den i organisationen med rätt giltighetstid.",
        ),
        ("2024-07-01;syd;5010;A3;1;1;x", "bok.csv:4 (Ansvar): F030 Enheten 'syd' finns inte i "),
        (
            "2024-01-15;norr;5010;A1;1;9;x",
            "bok.csv:4 (Ver): F031 Samma nyckel (voucher, row) står redan på rad 2.",
        ),
        ("2024-03-01;norr;5010;A3;1;1;x", "bok.csv:4 (Datum): F033 Månaden 2024-03 är stängd för ledger. "),
    ],
)
def test_a_bad_row_goes_to_quarantine_and_the_others_are_taken_in(desk, row, message):
    receipt = desk.send(GOOD + row + "\n", closed=frozenset({("ledger", 2024 * 12 + 2)}))
    assert (receipt.state, receipt.landed, receipt.committed, receipt.quarantined) == ("partly", 3, 2, 1)
    assert [str(p)[: len(message)] for p in receipt.problems] == [message]
    [(_, entry)] = quarantined(desk.store, "ledger")
    assert (entry.line, entry.raw.strip("\n"), entry.problems) == (4, row, receipt.problems)


def test_a_row_with_three_faults_is_one_entry_with_three_rules(desk):
    receipt = desk.send(GOOD + "2024-13-01;norr;;A3;x;1;\n")
    [(_, entry)] = quarantined(desk.store, "ledger")
    assert sorted(entry.rules) == ["inte datum", "inte heltal", "värde saknas"]
    assert receipt.quarantined == 1


def test_a_reported_value_names_a_period_and_is_a_number_or_a_word(desk):
    """A page that asks for the measure could otherwise not be shown at all."""
    names = ("series", "unit", "period", "value", "reported_by", "source", "date")
    reported = Mapping("r", CONTRACTS["reported_values"], {name: name for name in names})
    good = ["2024;74.5", "2024-12;-3", "r18-2024;ja", "2024-01/2024-08;"]
    bad = ["20244;74", "2024-13;74", "2024;fem", "2024;1 234", "2024;7,5"]
    rows = [f"nojda{i};norr;{one};controller;Enkät;2024-02-01" for i, one in enumerate(good + bad)]
    receipt = desk.send("\n".join([";".join(names), *rows]), header="", mapping=reported)
    assert receipt.committed == len(good)
    assert [problem.code for problem in receipt.problems] == ["F034", "F034", "F035", "F035", "F035"]
    assert "'20244' är ingen period." in str(receipt.problems[0])


def test_codes_months_and_yes_or_no_are_checked_too(desk):
    columns = {"s": "call", "e": "unit", "d": "date", "t": "service", "b": "answered", "v": "wait_seconds"}
    calls = Mapping("calls", CONTRACTS["calls"], columns, values={"answered": {"J": "true"}})
    text = "s;e;d;t;b;v\n1;norr;2024-01-01;1177;J;5\n2;norr;2024-01-01;1178;kanske;5\n"
    receipt = desk.send(text, header="", mapping=calls)
    assert [p.code for p in receipt.problems] == ["F029", "F024"]
    assert "Tillåtna koder: 1177, primarvard." in receipt.problems[0].hint
    budget = Mapping("b", CONTRACTS["budget"], {"m": "month", "e": "unit", "k": "account", "kr": "amount"})
    text = "m;e;k;kr\n2024-02;syd;5010;1 234,5\n2024-14;syd;5010;1\n2024-07;syd;5010;1\n"
    receipt = desk.send(text, header="", mapping=budget)
    assert [(p.code, p.place.line) for p in receipt.problems] == [("F026", 3), ("F030", 4)]
    assert desk.store.coverage("budget") == {2024 * 12 + 1}


def test_the_same_content_twice_changes_nothing(desk, state):
    desk.send(GOOD)
    before = state()
    receipt = desk.send(GOOD, name="kopia.csv", known_at=day(2))
    assert (receipt.state, receipt.landed) == ("duplicate", 0)
    received = desk.store.landed(receipt.file).received.astimezone()
    when = received.strftime("%Y-%m-%d kl. %H.%M")
    first = f"kopia.csv: F010 Samma innehåll togs emot {when} som bok.csv; ingenting har ändrats."
    assert str(receipt.problems[0]).startswith(first)
    assert state() == before


def test_the_same_content_read_by_a_corrected_mapping_is_no_duplicate(desk):
    desk.send(GOOD)
    columns = {**LEDGER.columns, "Text": "activity"}
    assert desk.send(GOOD, mapping=replace(LEDGER, columns=columns), known_at=day(2)).state == "committed"
    assert len(desk.rows()) == 2


def test_a_file_for_a_closed_period_is_refused_and_can_come_again(desk):
    fingerprint = desk.store.fingerprint()
    receipt = desk.send(GOOD, closed=lambda contract, month: contract == "ledger")
    assert (receipt.state, receipt.landed, receipt.committed, receipt.quarantined) == ("refused", 2, 0, 2)
    assert [p.code for p in receipt.problems] == ["F011", "F033", "F033"]
    assert (desk.store.files("ledger"), desk.store.fingerprint()) == ([], fingerprint)
    assert desk.send(GOOD).state == "committed"


def test_a_key_in_force_from_another_source_is_not_taken_twice(desk):
    desk.send(GOOD)
    receipt = desk.send("2024-01-20;norr;5010;A1;1;5;x\n2024-01-20;norr;5010;A9;1;5;x\n", name="annan.csv")
    place = "annan.csv:2 (Ver): F032 Samma nyckel (voucher, row) finns redan från källan bok, rad 2."
    assert str(receipt.problems[0]).startswith(place)
    assert (receipt.committed, receipt.quarantined) == (1, 1)


def test_a_long_list_of_problems_says_how_many_more_there_are(desk, monkeypatch):
    monkeypatch.setattr(intake_module, "LISTED", 2)
    receipt = desk.send(GOOD + "x\nx\nx\n")
    assert str(receipt.problems[-1]).startswith("bok.csv: F039 Ytterligare 1 problem listas inte här.")
    assert receipt.quarantined == 3
