# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""A region's file of planning years: read whole, said whole, and loaded once."""

from pathlib import Path

import pytest

import malram
from malram.accounts.actors import SYSTEM
from malram.facts.unit_rows import read_units
from malram.frames.load import load_frames
from malram.frames.tree import AccountTree
from malram.organisation.actions import load_units
from malram.organisation.problems import LoadRefused
from malram.planning.access import steps_for
from malram.planning.load import Loaded, load_planning
from malram.planning.models import Branch, Step
from malram.planning.queries import next_steps, planning_years, reprioritisations_of
from tests.frames.books import MNKR, framed_books

REGION = Path(malram.__file__).parent / "regions" / "varmland"

pytestmark = pytest.mark.django_db


def write(folder: Path, text: str) -> Path:
    (folder / "frames").mkdir(exist_ok=True)
    (folder / "frames" / "planning.yaml").write_text(text, encoding="utf-8")
    return folder


def problems(folder: Path, text: str) -> list[str]:
    with pytest.raises(LoadRefused) as refused:
        load_planning(actor=SYSTEM, folder=write(folder, text))
    return [str(one) for one in refused.value.problems]


def test_the_demos_planning_is_loaded_once_and_waits_for_the_assembly():
    units, _problems = read_units(REGION / "organisation.csv")
    load_units(actor=SYSTEM, rows=units)
    load_frames(actor=SYSTEM, folder=REGION)
    first = load_planning(actor=SYSTEM, folder=REGION)
    assert first.steps > first.branches > 0
    assert load_planning(actor=SYSTEM, folder=REGION) == Loaded(0, 0)
    assert planning_years() == [2027, 2026, 2024]
    waiting = next_steps(steps_for(SYSTEM, 2027), AccountTree())
    assert [(one.kind, one.body_id) for one in waiting] == [(Step.FRAMES, "regionfullmaktige")]
    assert next_steps(steps_for(SYSTEM, 2026), AccountTree()) == []
    assert Branch.objects.filter(state=Branch.OPEN).count() == 2
    freed = reprioritisations_of("halso-och-sjukvardsnamnden", 2024)
    assert [len(one.reports.all()) for one in freed] == [1, 1, 1, 1]


def test_a_region_without_the_file_has_no_planning(tmp_path: Path):
    assert load_planning(actor=SYSTEM, folder=tmp_path) == Loaded(0, 0)


def test_everything_wrong_in_the_file_is_said_at_once_and_nothing_is_stored(tmp_path: Path):
    framed_books()
    found = problems(
        tmp_path,
        """
- year: 2027
  steps:
    - {kind: direktiv, body: varden, due: 2026-03-01}
    - {kind: response, body: vorden, due: i mars}
    - {kind: response, body: varden, due: 2026-03-01, frame: []}
    - kind: response
      body: varden
      due: 2026-03-01
      needs: [{account: norr, amount: tio, reason: Skäl., priority: 1}]
  branches:
    - {name: A, body: varden, reason: Skäl., from: varden, moves: [{to: norr, kind: gava, amount: 1}]}
""",
    )
    assert found == [
        "frames/planning.yaml:4: N006 Okänt slag 'direktiv'. Menade du 'directive'?",
        "frames/planning.yaml:5: N004 Kontot 'vorden' finns inte. Menade du 'varden'?",
        "frames/planning.yaml:5: N011 'i mars' är ingen dag. Skriv 2025-12-31.",
        "frames/planning.yaml:6: N002 Okänd nyckel 'frame'. Menade du 'frames'?",
        "frames/planning.yaml:10: N007 'tio' går inte att läsa som ett belopp: det är inget tal. "
        "Skriv talet i mnkr med decimalpunkt, till exempel 12.5.",
        "frames/planning.yaml:12: N006 Okänt slag 'gava'. "
        "Tillåtna: addition, allocation, base, efficiency, grant, indexation, transfer.",
    ]
    assert planning_years() == []


def test_what_the_rules_refuse_is_said_with_its_line(tmp_path: Path):
    framed_books()
    found = problems(
        tmp_path,
        """
- year: 2027
  steps:
    - {kind: directive, body: styrelsen, due: 2026-03-01}
    - {kind: response, body: varden, due: 2026-09-01, decided: 2026-09-01, text: Svar.}
""",
    )
    said = "varden: Steget före är inte klart: det väntar på Styrelsen."
    hint = "Rätta beslutet i filen, eller fatta det som fattas före det."
    assert found == [f"frames/planning.yaml:5: N012 {said} {hint}"]
    assert not Step.objects.exists()


def test_amounts_are_read_in_the_scale_of_their_step(tmp_path: Path):
    framed_books()
    text = """
- year: 2027
  steps:
    - kind: response
      body: varden
      due: 2026-09-01
      in: tkr
      needs: [{account: norr, amount: 2500, reason: Skäl., priority: 1}]
"""
    assert load_planning(actor=SYSTEM, folder=write(tmp_path, text)) == Loaded(1, 0)
    [need] = Step.objects.get().planningneeds.all()
    assert need.amount == 25 * MNKR // 10
