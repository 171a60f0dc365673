# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every amount of a printed plan, from the postings of the demo's decisions, by the region's bindings."""

from collections import Counter
from pathlib import Path

import pytest

import malram
from malram.accounts.actors import SYSTEM
from malram.facts.unit_rows import read_units
from malram.frames import tables
from malram.frames.checks import check_books
from malram.frames.load import Loaded, load_frames
from malram.frames.printed import PrintedFrames
from malram.frames.queries import Books
from malram.measures.reference import Found, Reference, check, printed_rows, summary
from malram.organisation.actions import load_units
from malram.values import Figure, unit

REGION = Path(malram.__file__).parent / "regions" / "varmland"
REFERENCE, PLAN = REGION / "reference", "hsn-plan-2026"
BOARD, YEAR = "halso-och-sjukvardsnamnden", 2026

pytestmark = pytest.mark.django_db


def load() -> Loaded:
    units, problems = read_units(REGION / "organisation.csv")
    assert problems == []
    load_units(actor=SYSTEM, rows=units)
    return load_frames(actor=SYSTEM, folder=REGION)


def test_every_printed_amount_is_a_sum_of_postings():
    """76 cells of five tables, and the amounts in running text: what is left out is no amount."""
    load()
    outcomes = [o for o in check(REFERENCE, {"frames": PrintedFrames()}) if o.row.document == PLAN]
    by_file = Counter((o.row.file == "facts.csv", o.state) for o in outcomes)
    assert by_file == {
        (False, "agrees"): 76,
        (True, "agrees"): 14,
        (True, "left-out"): 4,
        (True, "contradictory"): 1,
    }
    assert summary(outcomes)["by_kind"] == {"frames": 90}


def test_one_printed_amount_that_is_another_is_wrong():
    """The plan prints 9 398; a book that gives 9 399 is not it."""
    load()
    [printed] = [row for row in printed_rows(REFERENCE) if row.key == "ram-2026" and row.document == PLAN]
    binding = Reference.load(REFERENCE).binding(printed)
    assert PrintedFrames()(printed, binding).figure.value == 9398
    wrong = Found(Figure(9399, unit("mnkr"), 0), "frames")
    outcomes = check(REFERENCE, {"frames": lambda row, binding: wrong})
    assert [o.state for o in outcomes if o.row == printed] == ["wrong"]


def test_a_binding_that_points_at_nothing_is_wrong_and_says_so(tmp_path):
    load()
    (tmp_path / "plan").mkdir()
    (tmp_path / "plan" / "facts.csv").write_text("fact_id,measure,value,decimals\nram,Ram,9398,0\n")
    (tmp_path / "bindings").mkdir()
    for name, points_at in (
        ("cell", "[finns-inte, amount]"),
        ("count", "dagar"),
        ("share", "[cost, finns-inte]"),
    ):
        there = f"document: plan, file: facts.csv, frames: financing, board: {BOARD}, year: {YEAR}"
        binding = f"- {{{there}, {name}: {points_at}}}"
        (tmp_path / "bindings" / "plan.yaml").write_text(binding)
        [outcome] = check(tmp_path, {"frames": PrintedFrames()})
        assert (outcome.state, outcome.reason.split(":")[0]) == ("wrong", "Bindningen går inte att räkna")


def test_the_two_bridges_end_at_the_same_frame():
    load()
    books = Books([YEAR - 1, YEAR])
    new_frame = tables.frame_bridge(books, BOARD, YEAR).cell("now", "amount")
    assert tables.financing(books, BOARD, YEAR).cell("budget", "amount") == new_frame
    assert tables.frames_by_unit(books, BOARD, YEAR).cell("total", "now") == new_frame


def test_loading_the_files_again_posts_nothing():
    assert load().decisions > 0
    assert load() == Loaded(0, 0, 0, 0)
    assert check_books([2024, 2025, 2026]) == []
