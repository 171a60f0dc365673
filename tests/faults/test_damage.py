# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""A disk that spoils what was written: one message that says where, what and what to do, and no traceback."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from malram.cli import main
from malram.measures.computing.segments import Segment
from tests.cli.conftest import CALLS, HEADER

from .conftest import FIGURE, SHOW, new_definition

pytestmark = pytest.mark.django_db
SPOILT = {
    "cut off": lambda path: path.write_bytes(path.read_bytes()[: path.stat().st_size // 2]),
    "changed": lambda path: path.write_bytes(path.read_bytes()[:-60] + b"x" * 60),
    "emptied": lambda path: path.write_bytes(b""),
    "gone": lambda path: path.unlink(),
}


def fact_file(home: Path) -> Path:
    [path] = home.glob("facts/data/calls/*/*.parquet")
    return path


@pytest.mark.parametrize("how", SPOILT)
def test_a_spoilt_fact_file_is_named_with_its_delivery_and_made_again_from_the_original(
    malram, home, tmp_path, how
):
    path = fact_file(home)
    before = path.read_bytes()
    SPOILT[how](path)
    new_definition(home, tmp_path)
    said = malram("compute")
    assert (said.code, said.out) == (1, "")
    assert said.talk[-1] == (
        f"{path}: filen med rader ur leveransen samtal-2024-01.csv saknas eller är skadad. "
        "Kör 'malram facts verify --repair', så skrivs den om ur originalet som sparades när det kom."
    )
    assert malram(*SHOW).results[0] == FIGURE
    said = malram("facts", "verify")
    assert (said.code, len(said.results)) == (1, 1)
    assert "hör till leveransen samtal-2024-01.csv (calls, nr 1)" in said.out
    assert malram("facts", "verify", "--repair").talk == ["1 filer var skadade och är omskrivna."]
    assert path.read_bytes() == before
    assert malram("compute").code == 0
    assert malram(*SHOW).code == 0


@pytest.mark.parametrize("how", ["cut off", "gone"])
def test_rows_that_cannot_be_opened_are_said_to_be_so_and_the_figure_stands(malram, home, how):
    SPOILT[how](fact_file(home))
    said = malram(*SHOW)
    assert (said.code, said.results[0]) == (1, FIGURE)
    assert said.talk[0].startswith(
        f"Raderna bakom går inte att visa. {fact_file_name(home)}: filen med rader"
    )


def fact_file_name(home: Path) -> str:
    manifest = (home / "facts" / "manifest.jsonl").read_text(encoding="utf-8")
    return str(home / "facts" / json.loads(manifest)["parts"][0]["path"])


def test_a_new_delivery_that_has_to_be_held_against_a_spoilt_one_says_so(malram, home, calls):
    SPOILT["cut off"](fact_file(home))
    said = malram("import", calls(CALLS.replace("T", "U"), "samtal-2024-01-b.csv"))
    assert (said.code, said.out) == (1, "")
    assert "malram facts verify --repair" in said.talk[-1]


def test_a_spoilt_original_is_put_back_by_delivering_the_same_file_again(malram, home, calls):
    [original] = home.glob("facts/landing/*/content")
    SPOILT["changed"](original)
    SPOILT["gone"](fact_file(home))
    said = malram("facts", "verify", "--repair")
    assert said.code == 1
    assert "Originalet är också skadat. Läs in samma fil en gång till med 'malram import'" in said.out
    assert malram("import", calls(HEADER + CALLS, header="")).code == 0
    assert malram("facts", "verify", "--repair").code == 0
    assert original.read_text(encoding="utf-8") == HEADER + CALLS


def test_a_spoilt_line_in_the_manifest_is_named_and_what_was_computed_is_still_shown(malram, home, calls):
    manifest = home / "facts" / "manifest.jsonl"
    manifest.write_bytes(b"{" + manifest.read_bytes()[9:])
    for words in (
        ("compute",),
        ("import", calls(CALLS.replace("T", "U"), "samtal-2024-02.csv")),
        ("facts", "verify"),
    ):
        said = malram(*words)
        assert said.code == 1
        assert said.talk[-1] == (
            f"{manifest}:1: raden är skadad, och bara den säger vilka rader leveransen gav. "
            "Återställ manifest.jsonl från en säkerhetskopia. Det som redan är räknat visas som förut."
        )
    assert malram(*SHOW).results[0] == FIGURE


@pytest.mark.parametrize(
    ("name", "how"), [*(("cells.npy", how) for how in SPOILT), ("index.json", "cut off")]
)
def test_a_spoilt_segment_is_computed_again(malram, home, name, how):
    """A changed figure in the middle of a file is noticed when it is computed, not each time it is shown."""
    [folder] = [folder for folder in home.glob("segments/*") if Segment(folder).index["places"]]
    path = folder / name
    before = path.read_bytes()
    SPOILT[how](path)
    said = malram(*SHOW)
    if (name, how) != ("cells.npy", "changed"):
        assert said.code == 1
        assert said.talk == [
            f"{path}: filen saknas eller är skadad. Kör 'malram compute', så görs den om av samma fakta."
        ]
    assert malram("compute").code == 0
    assert path.read_bytes() == before
    assert malram(*SHOW).code == 0


@pytest.mark.parametrize("name", ["current", "index.json", "calls.yaml"])
def test_a_spoilt_snapshot_is_computed_again(malram, home, name):
    [path] = home.glob(f"snapshots/**/{name}")
    before = path.read_bytes()
    path.write_bytes(b"\xff: [")
    assert malram(*SHOW).code == 1
    assert malram("compute").code == 0
    assert path.read_bytes() == before
    assert malram(*SHOW).code == 0


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("numerator: {sum: langd}", "M010 Tabellen 'calls' har ingen kolumn 'langd'."),
        ("kind: derived, terms: [{measure: nytt}]", "M015 Måttet 'nytt' bygger på sig självt. Rätta ett av"),
    ],
)
def test_definitions_that_lead_nowhere_stop_before_anything_is_changed(malram, home, tmp_path, text, said):
    new_definition(home, tmp_path)
    plain = "{id: nytt, label: Nytt, unit: st, decimals: 0, fact: calls, kind: sum, "
    wanted = plain.replace("kind: sum, ", "") if "kind" in text else plain
    (tmp_path / "region" / "measures" / "nytt.yaml").write_text(f"- {wanted}{text}}}\n", encoding="utf-8")
    for command in ("compute", "check"):
        answer = malram(command)
        assert answer.code == 1
        assert f"measures/nytt.yaml:1: {said}" in answer.out + answer.err
    assert malram(*SHOW).results[0] == FIGURE


def test_units_in_a_ring_stop_before_anything_is_changed(malram, home, tmp_path):
    new_definition(home, tmp_path)
    path = tmp_path / "region" / "organisation.csv"
    rows = "ett,tva,Ett,enhet,own,2021-01-01,\ntva,ett,Två,enhet,own,2021-01-01,\n"
    path.write_text(path.read_text(encoding="utf-8") + rows, encoding="utf-8")
    for command in ("compute", "check"):
        answer = malram(command)
        assert answer.code == 1
        assert "'ett' är överordnad sig själv." in answer.out + answer.err
    assert malram(*SHOW).results[0] == FIGURE


FULL = """
import resource, sys
from malram.cli import main
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), int(sys.argv[1])))
sys.exit(main(sys.argv[2:]))
"""


def test_a_disk_that_takes_no_more_is_one_line_and_changes_nothing(malram, home, tmp_path, calls):
    """A limit on the size of files stands for the full disk: it too lets half a file through."""
    path = calls(HEADER + CALLS.replace("T", "U") + "\n" * 5000, "samtal-2024-02.csv", header="")
    new_definition(home, tmp_path)
    before = {file: file.read_bytes() for file in home.glob("facts/*/**/*") if file.is_file()}
    for words in (["import", str(path)], ["compute"]):
        ended = subprocess.run(
            [sys.executable, "-W", "ignore", "-c", FULL, "4000", *words], capture_output=True, text=True
        )
        assert ended.returncode == 1
        assert ended.stdout == ""
        assert ended.stderr.splitlines()[-1].endswith(
            "blir större än filer får vara här. Frigör plats, till exempel med 'malram clean', "
            "och kör kommandot igen."
        )
        assert "Traceback" not in ended.stderr
    assert {file: file.read_bytes() for file in before} == before
    assert main(["import", str(path)]) == 0
    assert main(["compute"]) == 0
    assert not list(home.rglob(".*"))
