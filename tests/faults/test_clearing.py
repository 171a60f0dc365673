# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""`malram clean`: what neither the pages nor a report uses is removed, and nothing else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from malram.measures.region import open_snapshot
from malram.measures.snapshots.pinned import snapshot_named
from malram.measures.snapshots.snapshot import Snapshot, computing
from malram.reports.blocks import Document, Ledger, LedgerEntry
from malram.reports.json_form import to_json
from malram.values import Period

from .conftest import FIGURE, SHOW, new_definition


@pytest.fixture
def former(malram, home, tmp_path) -> str:
    """The snapshot that pages read until a definition was added and everything computed again."""
    newest = Snapshot.newest(home)
    new_definition(home, tmp_path)
    assert malram("compute").code == 0
    return newest.id


def pin(home: Path, snapshot: str) -> None:
    """A built report with one figure, as it lies on disk."""
    folder = home / "reports" / "rapport-2024-0123456789ab"
    folder.mkdir(parents=True)
    document = Document("rapport-2024", "Rapport", "", "Regionen", "2024", "", "2025-01-01", ())
    figure = LedgerEntry("f1", "75 %", "75/1", "%", "samtal", "regionen", "2024", snapshot=snapshot)
    (folder / "document.json").write_text(to_json(document), encoding="utf-8")
    (folder / "ledger.json").write_text(to_json(Ledger((figure,))), encoding="utf-8")


def left(home: Path) -> set[str]:
    return {path.name for folder in ("snapshots", "segments") for path in (home / folder).iterdir()}


def test_a_snapshot_nobody_uses_goes_with_the_segments_it_alone_has(malram, home, former):
    """One measure more changes the segment of calls; those of tables without rows are shared."""
    before = left(home)
    gone = json.loads(malram("clean", "--dry-run", "--format", "json").out)
    assert left(home) == before
    said = malram("clean")
    size = f"{gone['bytes'] / 1_000_000:.1f}".replace(".", ",")
    segments = len(gone["removed"]) - 1
    assert said.results == [f"Tog bort 1 beräkningar, {segments} årsdelar och 0 steg per person: {size} MB."]
    assert before - left(home) == {name.rpartition("/")[2] for name in gone["removed"]}
    assert f"snapshots/{former}" in gone["removed"]
    assert malram("clean").results == [
        "Inget att ta bort: allt som är räknat används av sidorna eller av en rapport."
    ]
    assert malram(*SHOW).results[0] == FIGURE


def test_a_snapshot_that_a_report_is_pinned_to_stays_and_can_be_read(malram, home, former):
    pin(home, former)
    assert malram("clean").results[0].startswith("Inget att ta bort")
    m = open_snapshot(snapshot_named(home, former))
    assert m.value(SHOW[1], "region-varmland", Period.parse("2024-01")).text == "75,0\N{NO-BREAK SPACE}%"


def test_nothing_is_removed_while_somebody_computes(malram, home, former):
    before = left(home)
    with computing(home):
        said = malram("clean")
    assert (said.code, said.talk) == (
        1,
        ["En beräkning pågår, så inget togs bort. Kör kommandot igen när den är klar."],
    )
    assert left(home) == before


def test_nothing_is_removed_when_a_snapshot_in_use_cannot_say_what_it_consists_of(malram, home, former):
    pin(home, former)
    (home / "snapshots" / former / "index.json").write_bytes(b"{")
    before = left(home)
    assert malram("clean").code == 1
    assert left(home) == before


def test_what_a_dead_process_left_half_done_is_removed_as_well(malram, home):
    half = home / "segments" / ".0123.abcd"
    half.mkdir()
    (half / "cells.npy").write_bytes(b"x")
    assert malram("clean").code == 0
    assert not half.exists()
