# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""A region's frame files: what is wrong is said with file, line and remedy, and then nothing is stored."""

from pathlib import Path

import pytest

from malram.accounts.actors import SYSTEM
from malram.frames.load import load_frames
from malram.frames.models import Account, Decision
from malram.frames.queries import Books
from malram.organisation.actions import load_units
from malram.organisation.problems import LoadRefused
from tests.people import unit_row

pytestmark = pytest.mark.django_db

FILES = {
    "accounts": """
- {id: skatter, name: Skatter, kind: source, unit: regionen}
- {id: fullmaktige, name: Fullmäktige, kind: frame, level: fullmaktige, unit: regionen}
- {id: namnd, parent: fullmaktige, name: Nämnden, kind: frame, level: namnd, unit: namnd}
- {id: norr, parent: namnd, name: Norr, kind: frame, level: omrade, unit: norr}
- {id: soder, parent: namnd, name: Söder, kind: frame, level: omrade}
""",
    "components": "- {id: lakemedel, name: Läkemedel}\n",
    "years": "- {year: 2026, rules: [{board: namnd, level: omrade, delegate: direktören, limit: 1000000}]}\n",
    "decisions": """
- id: rf
  body: fullmaktige
  decided: 2025-11-25
  title: Budget
  reason: Ram.
  year: 2026
  from: skatter
  total: 100
  moves:
    - {to: namnd, kind: base, amount: 90}
    - {to: namnd, kind: addition, component: lakemedel, amount: 10}
- id: fordelning
  body: namnd
  decided: 2025-12-16
  title: Fördelning
  reason: Områdena.
  year: 2026
  in: tkr
  from: namnd
  efficiency: 1
  moves:
    - {to: norr, kind: allocation, amount: 60000}
    - {to: norr, kind: addition, amount: 0.05}
""",
    "transfers": """
- {id: vaxling, year: 2026, on_behalf_of: norr, decided: 2026-01-10, title: Växling, reason: Flytt.,
   moved: {norr: -0.5, soder: 0.5}, delegated: true}
""",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    load_units(
        actor=SYSTEM, rows=[unit_row("regionen"), unit_row("namnd", "regionen"), unit_row("norr", "namnd")]
    )
    (tmp_path / "frames").mkdir()
    for name, text in FILES.items():
        (tmp_path / "frames" / f"{name}.yaml").write_text(text, encoding="utf-8")
    return tmp_path


def change(folder: Path, name: str, old: str, new: str) -> None:
    path = folder / "frames" / f"{name}.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_efficiency_is_a_share_of_all_that_a_unit_was_given(folder: Path):
    """norr is given 60,000.05 tkr = 6,000,005,000 öre, 1 % is 60,000,050. Half a million is moved away."""
    load_frames(actor=SYSTEM, folder=folder)
    assert Books([2026]).frame("norr", 2026) == 6_000_005_000 - 60_000_050 - 50_000_000
    assert Books([2026]).frame("namnd", 2026) == 100 * 10**8


MISTAKES = {
    # file, what stands there, what somebody writes instead: what is said about it
    ("accounts", "kind: source", "kind: kalla"): "frames/accounts.yaml:2: N006 Okänt slag 'kalla'.",
    ("accounts", "parent: namnd", "parent: namd"): "N004 'namd' finns inte. Menade du 'namnd'?",
    ("accounts", "unit: norr", "unit: nor"): "N005 Enheten 'nor' finns inte. Menade du 'norr'?",
    ("accounts", "id: soder,", "id: norr,"): "frames/accounts.yaml:6: N009 'norr' står två gånger.",
    ("accounts", "namnd, parent: fullmaktige", "namnd, parent: norr"): "N010 'namnd' står under sig självt.",
    ("accounts", "id: norr,", "id: Norr,"): "N015 'Norr' är inget id.",
    ("years", "level: omrade", "level: klinik"): "N012 namnd: Nämnden har inga konton på nivån 'klinik'.",
    ("years", "year: 2026", "year: 26"): "N011 '26' är inget år.",
    ("accounts", "omrade, unit", "omrade, enhet"): "N002 Okänd nyckel 'enhet'.",
    ("accounts", ", kind: frame, level: omrade}", "}"): "N003 Nyckeln 'kind' saknas.",
    ("components", "- {id: lakemedel, name: Läkemedel}", "lakemedel"): "N001 Filen är ingen lista.",
    ("decisions", "component: lakemedel", "component: x"): "N004 Komponenten 'x' finns inte.",
    ("decisions", "norr, kind: addition", "nor, kind: addition"): "N004 Kontot 'nor' finns inte.",
    ("decisions", "amount: 90}", "amount: nittio}"): "N007 'nittio' går inte att läsa",
    ("decisions", "amount: 0.05}", "amount: 0.000001}"): "det är finare än ett öre",
    ("decisions", "total: 100", "total: 1000"): "N008 Posterna ger 100,000 mnkr, inte 1 000,000 mnkr.",
    ("decisions", "in: tkr", "in: mkr"): "N006 Okänd skala 'mkr'. Menade du 'mnkr'?",
    ("decisions", "2025-12-16", "i december"): "N011 'i december' är ingen dag.",
    ("decisions", "amount: 60000}", "amount: 600000}"): "N012 fordelning: Mer fördelas än ramen rymmer",
    ("transfers", "norr: -0.5", "norr: -0.4"): "N012 vaxling: En budgetväxling tar lika mycket som den",
    ("transfers", "0.5, soder: 0.5", "20, soder: 20"): "är mer än delegatens gräns",
}


@pytest.mark.parametrize(("mistake", "said"), MISTAKES.items())
def test_what_is_wrong_is_said_and_nothing_stored(folder: Path, mistake: tuple[str, str, str], said: str):
    change(folder, *mistake)
    with pytest.raises(LoadRefused) as refusal:
        load_frames(actor=SYSTEM, folder=folder)
    assert said in str(refusal.value).replace("\N{NO-BREAK SPACE}", " ")
    assert not Account.objects.exists()


def test_a_posted_decision_is_not_edited_in_the_file(folder: Path):
    load_frames(actor=SYSTEM, folder=folder)
    change(folder, "decisions", "amount: 60000}", "amount: 50000}")
    with pytest.raises(LoadRefused, match="N013 Beslutet 'fordelning' är bokfört med andra poster"):
        load_frames(actor=SYSTEM, folder=folder)


def test_an_account_with_postings_stays_where_it_is(folder: Path):
    load_frames(actor=SYSTEM, folder=folder)
    change(folder, "accounts", "id: norr, parent: namnd", "id: norr, parent: fullmaktige")
    with pytest.raises(LoadRefused, match="N014 Kontot 'norr' har poster"):
        load_frames(actor=SYSTEM, folder=folder)


def test_a_file_corrects_a_decision_by_naming_it(folder: Path):
    change(folder, "transfers", FILES["transfers"], "[]")
    path = folder / "frames" / "decisions.yaml"
    correction = "- {id: rattelse, corrects: fordelning, decided: 2026-01-20, reason: Fel år.}\n"
    path.write_text(FILES["decisions"] + correction, encoding="utf-8")
    load_frames(actor=SYSTEM, folder=folder)
    assert Books([2026]).own("namnd", 2026) == 100 * 10**8
    assert Decision.objects.get(key="rattelse").corrects.key == "fordelning"


def test_a_region_without_frame_files_has_no_frames(tmp_path: Path):
    assert not any(vars(load_frames(actor=SYSTEM, folder=tmp_path)).values())
