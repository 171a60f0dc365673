# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The command as a person meets it: words in; exit code, results and talk out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from malram.cli import main
from malram.facts.intake import intake
from malram.facts.mapping import Mapping
from malram.facts.units import UnitRegister
from malram.measures.region import choose_region, compute_region, region_folder, store_of

HEADER = "Samtals-id;Enhet;Datum;Tjänst;Besvarat;Väntetid sekunder;Kontakt\n"
CALLS = (
    "T1;1177-pa-telefon;2024-01-01;1177 på telefon;Ja;388;2024-01-01\n"
    "T2;1177-pa-telefon;2024-01-02;1177 på telefon;Ja;900;2024-01-02\n"
    "T3;1177-pa-telefon;2024-01-03;1177 på telefon;Ja;901;2024-01-03\n"
    "T4;1177-pa-telefon;2024-01-31;1177 på telefon;Ja;0;2024-01-31\n"
)
ANSWERED = "besvarade-telefonsamtal-1177-15-min"


class Said(NamedTuple):
    """What one command left behind."""

    code: int
    out: str
    err: str

    @property
    def results(self) -> list[str]:
        return self.out.splitlines()

    @property
    def talk(self) -> list[str]:
        return self.err.splitlines()


Malram = Callable[..., Said]


@pytest.fixture
def malram(capsys: pytest.CaptureFixture[str]) -> Malram:
    """`malram('show', ...)` as it would be typed."""

    def run(*words: object) -> Said:
        capsys.readouterr()
        code = main([str(word) for word in words])
        return Said(code, *capsys.readouterr())

    return run


@pytest.fixture
def calls(tmp_path: Path) -> Callable[..., Path]:
    """Writes a file of calls as the telephone system delivers it."""

    def write(rows: str | bytes = CALLS, name: str = "samtal-2024-01.csv", header: str = HEADER) -> Path:
        path = tmp_path / "leveranser" / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(rows if isinstance(rows, bytes) else (header + rows).encode())
        return path

    return write


@pytest.fixture(scope="session")
def january(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with four calls in January 2024 and what they come to. Tests only read it."""
    base = tmp_path_factory.mktemp("january")
    region = choose_region(base / "home", "varmland")
    path = base / "samtal-2024-01.csv"
    path.write_text(HEADER + CALLS, encoding="utf-8")
    mapping = Mapping.load(region_folder("varmland") / "mappings" / "calls.yaml")
    units = UnitRegister.read(region / "organisation.csv")
    assert intake(store_of(base / "home"), path, mapping, units).state == "committed"
    compute_region(base / "home", region)
    return base / "home"


@pytest.fixture
def in_january(january: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("MALRAM_HOME", str(january))
    return january
