# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""`malram economy check`: every account of the demo is on a line; those of a line taken away are told."""

import shutil

from malram.measures.region import region_folder


def test_every_account_of_the_demo_is_on_a_line(malram, demo_home, monkeypatch):
    monkeypatch.setenv("MALRAM_HOME", str(demo_home))
    said = malram("economy", "check")
    assert (said.code, said.results) == (0, [])


def test_the_accounts_of_a_line_that_is_gone_are_told_with_their_amounts(
    malram, demo_home, monkeypatch, tmp_path
):
    monkeypatch.setenv("MALRAM_HOME", str(demo_home))
    region = tmp_path / "varmland"
    shutil.copytree(region_folder("varmland"), region)
    path = region / "statements" / "hsn.yaml"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(line for line in lines if "kostnad-lakemedel" not in line), encoding="utf-8")
    monkeypatch.setattr("malram.cli.economy_command.chosen_region", lambda home: region)
    said = malram("economy", "check", "--period", "2024")
    assert said.code == 1
    assert [line.partition(" står")[0] for line in said.results] == [
        "Kontot 5610 Receptläkemedel",
        "Kontot 5620 Rekvisitionsläkemedel",
    ]
