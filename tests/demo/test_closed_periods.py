# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The demo's files meet closed periods like any others."""

from __future__ import annotations

from pathlib import Path

import pytest

from malram.demo.errors import DemoError
from malram.demo.facts import take_in
from malram.measures.computing.engine import silent
from malram.measures.region import region_folder, store_of
from malram.values import month_index
from tests.demo_home import REGION

ROWS = (
    "Samtals-id;Enhet;Datum;Tjänst;Besvarat;Väntetid sekunder;Kontakt\n"
    "T1;1177-pa-telefon;2024-03-01;1177 på telefon;{};115;2024-03-01\n"
)


def test_an_edited_file_of_a_closed_month_is_refused_and_the_former_stays(tmp_path: Path):
    home, path = tmp_path / "home", tmp_path / "files" / "samtal-2024-03.csv"
    path.parent.mkdir()
    path.write_text(ROWS.format("Ja"), encoding="utf-8")
    region = region_folder(REGION)
    assert take_in(home, region, path.parent, silent).new == 1
    before = store_of(home).fingerprint()
    path.write_text(ROWS.format("Nej"), encoding="utf-8")
    closed = frozenset({("calls", month_index(2024, 3))})
    with pytest.raises(DemoError, match="F033"):
        take_in(home, region, path.parent, silent, closed)
    assert store_of(home).fingerprint() == before
    assert take_in(home, region, path.parent, silent).new == 1
