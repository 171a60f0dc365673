# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Physical lines, quotation marks, and the promise that no row is lost."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from malram.facts import reading
from malram.facts.quarantine import quarantined
from malram.facts.store import Store

from .conftest import GOOD, Desk


def test_line_numbers_hold_after_a_quoted_line_break_and_a_blank_line(desk):
    """Lines 2-4 are one record, line 5 is blank, the bad row is line 6 and the good one line 7."""
    text = '2024-01-15;norr;5010;A1;1;1;"två\nrader\ntill"\n\n2024-01-15;norr;5010;A2;x;1;\n'
    receipt = desk.send(text + "2024-01-15;norr;5010;A3;1;1;\n")
    assert [p.place.line for p in receipt.problems] == [6]
    assert desk.rows() == [("A1", 100, 2), ("A3", 100, 7)]


def test_a_stray_quotation_mark_costs_one_row_and_not_the_rest_of_the_file(desk):
    many = "".join(f"2024-01-15;norr;5010;B{n};1;1;\n" for n in range(300))
    receipt = desk.send('2024-01-15;norr;5010;A1;1;1;"öppet\n' + many)
    assert (receipt.landed, receipt.committed, receipt.quarantined) == (301, 300, 1)
    assert [(p.code, p.place.line) for p in receipt.problems] == [("F021", 2)]


def test_two_stray_quotation_marks_do_not_hide_the_rows_between_them(desk):
    """Read as one record the first four lines have the right number of fields."""
    text = '2024-01-15;norr;5010;A1;1;1;"x\n' + GOOD.replace("A", "B") + '2024-01-16;norr;5010;A4;1;1;y"\n'
    receipt = desk.send(text)
    assert receipt.landed == 4
    assert {row[0] for row in desk.rows()} == {"B1", "B2", "A4"}


def test_a_byte_order_mark_and_windows_line_ends_are_no_problem(desk):
    header = "\ufeffDatum;Ansvar;Konto;Ver;Rad;Belopp;Text\r\n"
    assert desk.send(GOOD.replace("\n", "\r\n"), header=header).state == "committed"


cells = st.sampled_from(
    ["2024-01-15", "2024-02-30", "norr", "syd", "nord", "5010", "A1", "A2", "1", "2", "1,5", "1,555", "", " "]
)
good_row = st.builds(lambda n: f"2024-01-15;norr;5010;V{n};1;1,5;ok", st.integers(0, 6))
broken_row = st.lists(cells, min_size=1, max_size=8).map(";".join)
odd_row = st.text(alphabet="a1;\"' \tå", max_size=20)
files = st.lists(st.one_of(good_row, broken_row, odd_row), max_size=12)


@settings(max_examples=60, deadline=None)
@given(lines=files, batch=st.sampled_from([1, 3, 100_000]))
def test_landed_is_committed_plus_quarantined_and_every_line_is_accounted_for(lines, batch):
    """Whatever is in the file: each line with content is stored, in quarantine, or part of such a row."""
    usual, reading.BATCH_ROWS = reading.BATCH_ROWS, batch
    try:
        with tempfile.TemporaryDirectory() as folder:
            _send_and_count(Desk(root=Path(folder), store=Store(Path(folder) / "facts")), lines)
    finally:
        reading.BATCH_ROWS = usual


def _send_and_count(desk, lines):
    receipt = desk.send("".join(line + "\n" for line in lines))
    assert receipt.landed == receipt.committed + receipt.quarantined
    stored = {row[2] for row in desk.rows()}
    assert len(stored) == receipt.committed
    if receipt.state == "refused":
        return
    waiting = [row for _, row in quarantined(desk.store, "ledger")]
    assert len(waiting) == receipt.quarantined
    assert not stored & {row.line for row in waiting}
    content = {number for number, line in enumerate(lines, 2) if line.strip()}
    covered = stored | {row.line + extra for row in waiting for extra in range(row.raw.count("\n") or 1)}
    starts = {n for n in content if '"' in "".join(lines[: n - 1])}
    assert content - starts <= covered
