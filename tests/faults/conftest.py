# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""A small home that things happen to."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from malram.measures.region import choose_region, compute_region, region_folder
from tests.cli.conftest import ANSWERED, calls, january, malram

__all__ = ["calls", "january", "malram"]
SHOW = ("show", ANSWERED, "--unit", "region-varmland", "--period", "2024-01")
FIGURE = (
    "Besvarade telefonsamtal inom femton minuter, 1177, Region Värmland, januari 2024: "
    "75,0\N{NO-BREAK SPACE}%"
)


@pytest.fixture(scope="session")
def whole(january, tmp_path_factory) -> Path:
    """A home with January's calls, and only the measures of calls, computed."""
    base = tmp_path_factory.mktemp("whole")
    ours = shutil.ignore_patterns("reference", "prose")
    shutil.copytree(region_folder("varmland"), base / "region", ignore=ours)
    for path in (base / "region" / "measures").iterdir():
        if path.name not in ("calls.yaml", "breakdowns.yaml"):
            path.unlink()
    shutil.copytree(january / "facts", base / "home" / "facts")
    choose_region(base / "home", str(base / "region"))
    compute_region(base / "home", base / "region")
    return base / "home"


@pytest.fixture
def home(whole, own_home) -> Path:
    """The same in a home of one's own."""
    shutil.copytree(whole, own_home)
    return own_home


def new_definition(home: Path, tmp_path: Path) -> None:
    """A region of one's own with one measure more: something has to be computed."""
    region = tmp_path / "region"
    shutil.copytree((home / "region").read_text(), region)
    rows = "kind: sum, fact: calls, numerator: {sum: wait_seconds}"
    text = f"- {{id: nytt, label: Nytt, {rows}, unit: st, decimals: 0}}\n"
    (region / "measures" / "nytt.yaml").write_text(text, encoding="utf-8")
    choose_region(home, str(region))
