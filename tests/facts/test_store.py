# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Knowledge time, closed months, crashes and correction of quarantined rows."""

from __future__ import annotations

import subprocess
import sys

import pytest

from malram.facts import disk
from malram.facts import store as store_module
from malram.facts.quarantine import listed, quarantined
from malram.facts.replaying import replay
from malram.facts.store import Store
from malram.facts.units import UnitRegister

from .conftest import GOOD, LEDGER, UNITS, day

JANUARY, FEBRUARY = 2024 * 12, 2024 * 12 + 1


def test_a_later_delivery_replaces_the_former_from_the_day_it_became_known(desk):
    desk.send(GOOD, known_at=day(1))
    first = desk.store.fingerprint()
    desk.send(GOOD.replace("100,50", "99"), known_at=day(5))
    assert desk.rows() == [("A1", 9900, 2), ("A2", -700, 3)]
    assert desk.rows(known_at=day(4)) == [("A1", 10050, 2), ("A2", -700, 3)]
    assert desk.rows(known_at=day(5)) == [("A1", 9900, 2), ("A2", -700, 3)]
    assert desk.store.fingerprint(known_at=day(4)) == first != desk.store.fingerprint()


def test_the_first_content_sent_once_more_after_a_correction_counts_again(desk):
    desk.send(GOOD, known_at=day(1))
    first = desk.store.fingerprint()
    desk.send(GOOD.replace("100,50", "99"), known_at=day(2))
    assert desk.send(GOOD, known_at=day(3)).state == "committed"
    assert desk.rows()[0] == ("A1", 10050, 2)
    assert desk.store.fingerprint() == first


def test_the_fingerprint_does_not_depend_on_the_order_of_deliveries(desk, tmp_path):
    other = GOOD.replace("A", "B")
    desk.send(GOOD)
    desk.send(other, name="b.csv")
    one = desk.store.fingerprint()
    desk.store = Store(tmp_path / "second")
    desk.send(other, name="b.csv", known_at=day(7))
    desk.send(GOOD, known_at=day(8))
    assert desk.store.fingerprint() == one


def test_a_new_delivery_leaves_a_closed_month_as_it_was(desk):
    """January is closed when the correction comes: its 9,00 kr waits in quarantine and 100,50 kr stays."""
    desk.send(GOOD)
    text = GOOD.replace("100,50", "9").replace("-7", "-8")
    receipt = desk.send(text, closed=frozenset({("ledger", JANUARY)}), known_at=day(2))
    assert (receipt.committed, receipt.quarantined) == (1, 1)
    assert desk.rows() == [("A1", 10050, 2), ("A2", -800, 3)]


def test_a_closed_month_stays_even_when_the_new_delivery_has_no_rows_for_it(desk):
    desk.send(GOOD)
    desk.send("2024-02-15;norr;5010;A2;1;3;\n", closed=frozenset({("ledger", JANUARY)}), known_at=day(2))
    assert desk.rows() == [("A1", 10050, 2), ("A2", 300, 2)]


class Killed(BaseException):
    """Stands for the process ending."""


@pytest.mark.parametrize("step", ["append_line", "write_whole"])
def test_a_crash_before_the_manifest_line_leaves_the_state_byte_identical(desk, state, monkeypatch, step):
    desk.send(GOOD)
    before, fingerprint = state(), desk.store.fingerprint()
    broken = GOOD.replace("100,50", "99") + "trasig\n"
    calls = []

    def fail(path, data):
        calls.append(path)
        if step == "append_line" or path.suffix == ".jsonl":
            raise Killed
        disk.write_whole(path, data)

    with monkeypatch.context() as patch:
        patch.setattr(store_module, step, fail)
        with pytest.raises(Killed):
            desk.send(broken, known_at=day(2))
    assert calls
    assert (state(), desk.store.fingerprint()) == (before, fingerprint)
    assert desk.send(broken, known_at=day(2)).state == "partly"
    assert desk.rows()[0] == ("A1", 9900, 2)


def test_a_manifest_line_cut_short_by_a_crash_does_not_count_and_is_replaced(desk):
    desk.send(GOOD)
    manifest = desk.store.root / "manifest.jsonl"
    whole = manifest.read_bytes()
    manifest.write_bytes(whole + whole[: len(whole) // 2])
    assert len(Store(desk.store.root).deliveries()) == 1
    desk.send(GOOD.replace("A", "B"), name="b.csv")
    assert manifest.read_bytes().startswith(whole)
    assert [d.name for d in Store(desk.store.root).deliveries()] == ["bok.csv", "b.csv"]


def test_two_processes_may_write_at_once(desk):
    script = (
        "import sys; sys.path.insert(0, sys.argv[1]); from pathlib import Path\n"
        "from tests.facts.conftest import Desk, GOOD; from malram.facts.store import Store\n"
        "root = Path(sys.argv[2]); desk = Desk(root=root, store=Store(root / 'facts'))\n"
        "who = sys.argv[3]\n"
        "for n in range(4): desk.send(GOOD.replace('A', f'{who}{n}-'), name=f'{who}{n}.csv')\n"
    )
    command = [sys.executable, "-c", script, ".", str(desk.root)]
    for process in [subprocess.Popen([*command, who]) for who in "PQ"]:
        assert process.wait(60) == 0
    assert sorted(d.number for d in desk.store.deliveries()) == list(range(1, 9))
    assert len(desk.rows()) == 16


def test_corrected_rows_join_their_delivery_and_the_others_go_on_waiting(desk):
    """Two of four rows are wrong; one is corrected, one only half: 3 committed, 1 waiting, 4 landed."""
    receipt = desk.send(GOOD + "2024-03-15;norr;5010;A3;1;x;\n2024-03-15;nörr;5010;A4;x;2;\n")
    assert (receipt.committed, receipt.quarantined) == (2, 2)
    corrections = {4: "2024-03-15;norr;5010;A3;1;3;", 5: "2024-03-15;norr;5010;A4;x;2;"}
    again = replay(desk.store, receipt.file, corrections, LEDGER, UNITS, known_at=day(3))
    assert (again.state, again.landed, again.committed, again.quarantined) == ("partly", 2, 1, 1)
    assert desk.rows() == [("A1", 10050, 2), ("A2", -700, 3), ("A3", 300, 4)]
    assert len(desk.rows(known_at=day(2))) == 2
    [(_, entry)] = quarantined(desk.store, "ledger")
    assert (entry.line, entry.rules, entry.raw) == (5, ("inte heltal",), corrections[5])
    record = listed(desk.store, desk.store.deliveries()[-1])
    assert [(row.line, row.raw, bool(row.problems)) for row in record] == [
        (4, corrections[4], False),
        (5, corrections[5], True),
    ]


def test_a_row_can_be_sent_unchanged_when_the_unit_has_been_added(desk):
    receipt = desk.send(GOOD + "2024-03-15;ny;5010;A3;1;5;\n")
    units = UnitRegister.of([{"unit": "ny", "valid_from": "2024-03-01", "valid_to": None}])
    again = replay(desk.store, receipt.file, {4: None}, LEDGER, units, known_at=day(2))
    assert again.state == "committed"
    assert quarantined(desk.store, "ledger") == []


def test_a_corrected_row_is_checked_against_its_own_delivery_too(desk):
    receipt = desk.send(GOOD + "2024-01-15;norr;5010;A3;x;5;\n")
    again = replay(desk.store, receipt.file, {4: "2024-01-15;norr;5010;A1;1;5;"}, LEDGER, UNITS)
    assert [p.code for p in again.problems] == ["F032"]


def test_a_row_that_is_not_in_quarantine_cannot_be_corrected(desk, state):
    receipt = desk.send(GOOD + "trasig\n")
    before = state()
    again = replay(desk.store, receipt.file, {2: "x", 4: "y"}, LEDGER, UNITS)
    message = "bok.csv:2: F050 Rad 2 av filen ligger inte i karantän. "
    assert [str(p)[: len(message)] for p in again.problems] == [message]
    assert (again.state, state()) == ("refused", before)


def test_a_replaced_delivery_cannot_be_corrected(desk):
    receipt = desk.send(GOOD + "trasig\n")
    desk.send(GOOD, known_at=day(2))
    again = replay(desk.store, receipt.file, {4: None}, LEDGER, UNITS)
    assert [p.code for p in again.problems] == ["F051"]
    assert quarantined(desk.store, "ledger") == []


def test_a_lasting_row_needs_a_unit_known_some_time_while_it_lasts(desk):
    """Employed 2005-2022 meets a unit known from 2021; employed 2005-2010 does not."""
    from malram.facts.contracts import CONTRACTS
    from malram.facts.mapping import Mapping

    contract = CONTRACTS["employments"]
    mapping = Mapping("anst", contract, {name: name for name in contract.names})
    head = ";".join(contract.names) + "\n"
    rows = "".join(
        f"{n};norr;p{n};women;tillsvidare;2005-01-01;{end};0,75;läkare\n"
        for n, end in enumerate(("2022-01-01", "2010-01-01", ""))
    )
    receipt = desk.send(rows, header=head, mapping=mapping)
    assert [(p.code, p.place.line) for p in receipt.problems] == [("F030", 3)]


def test_an_unknown_file_hash_has_no_landed_file(desk):
    with pytest.raises(KeyError):
        desk.store.landed("0" * 16)
