# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""A small region that follows up one goal with one indicator, and is reorganised three times."""

from datetime import date
from pathlib import Path

import pytest
from django.conf import settings

from malram.accounts.actors import SYSTEM
from malram.facts.unit_rows import UnitRow
from malram.matters.actions import refresh_register
from malram.matters.diary import DiaryRow
from malram.measures.region import choose_region, compute_region
from malram.reports.assemble import Finished, finish
from malram.steering.load import load_region
from tests.measures.pasts import Past, moment

BOARD, TEMPLATE = "region", "arsrapport"
FILES = {
    "region.yaml": """
id: nord
name: Region Nord
unit: region
accent: "#0b5d7a"
language: sv
boards: [{unit: region, name: Regionstyrelsen, steering: styrelsen}]
documents: []
agenda2030: {}
strategy_areas: []
""",
    "steering/styrelsen.yaml": """
id: nord-styrelsen
name: Styrelsens styrmodell
boards: [region]
vision: God vård
values: Nära
levels:
  - {id: effektmal, name: Effektmål, plural: Effektmål, decided_by: regionfullmäktige}
  - {id: resultatmal, name: Resultatmål, plural: Resultatmål, decided_by: styrelsen, parent: effektmal}
cardinality: []
scale:
  - {id: uppnas, word: Uppnås, symbol: "●", colour: good}
  - {id: uppnas-delvis, word: Uppnås delvis, symbol: "◆", colour: warn}
  - {id: uppnas-inte, word: Uppnås inte, symbol: "■", colour: bad}
  - {id: ingen-bedomning, word: Ingen bedömning, symbol: "○", colour: quiet, verdict: false}
indicator_rule: {name: attainment, met: uppnas, near: uppnas-delvis, missed: uppnas-inte, near_from: 90}
goal_rule:
  {name: share, all_met: uppnas, mixed: uppnas-delvis, mostly_missed: uppnas-inte, missed_over: 50}
status_words: [{id: enligt-plan, word: Enligt plan, symbol: "●", colour: good}]
report_kinds: [{id: arsredovisning, name: Årsredovisning, occasion: ar}]
""",
    "goals.csv": (
        "board,year,slug,level,parent,name,agenda2030,strategy,common,grade,reason,decided_by\n"
        "region,2022,nara-vard,effektmal,,Nära vård,,,nej,,,\n"
        "region,2022,snabba-svar,resultatmal,nara-vard,Snabba svar,,,nej,uppnas-delvis,"
        "Norr svarar för sent.,Regionstyrelsen\n"
    ),
    "indicators.yaml": """
- id: svar
  name: Besvarade samtal inom en minut
  measure: svar
  unit: "%"
  decimals: 1
  direction: higher
  periodicity: Månad
  source: Telefonisystemet
  method: Besvarade samtal inom en minut, delat med alla samtal.
  followed:
    - {board: region, year: 2022, order: 1, goal: snabba-svar, of: region,
       operator: ">=", value: 60, text: "≥ 60 %"}
""",
    "prose/arsrapport/laget.md": (
        "Av samtalen i norr besvarades {{ svar norr now }} inom en minut, av {{ antal norr now }} samtal.\n"
    ),
    "reports/arsrapport.yaml": """
id: arsrapport
board: region
kind: arsredovisning
period: "2022"
date: "2023-02-20"
title: Årsrapport {year}
prose: arsrapport
sections:
  - {id: laget, title: Läget, file: laget.md}
  - {id: mal, title: Mål, kind: goals}
  - id: omraden
    title: Områdena
    kind: table
    columns: [Område, Samtal]
    rows:
      - [Norr, "{{ antal norr now }}"]
      - [Söder, "{{ antal soder now }}"]
  - {id: arenden, title: Ärenden, kind: matters}
  - {id: kallor, title: Källor, kind: sources}
""",
}


def write_region(folder: Path, **changed: str) -> None:
    """Write the region's files; `changed` are other texts for some of them, by the end of their name."""
    for name, text in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(changed.get(path.stem, text), encoding="utf-8")
    for name in ("mappings", "statements"):
        (folder / name).mkdir(exist_ok=True)


def row(unit, parent, first, last=None, then="", known=None, name=""):
    return UnitRow(
        unit,
        parent,
        name or unit.title(),
        "enhet",
        "own",
        date(first, 1, 1),
        date(last, 12, 31) if last else None,
        known_from=date(known, 11, 1) if known else date.min,
        successors=tuple(then.split()),
    )


START = [
    row("region", "", 2021),
    row("norr", "region", 2021),
    row("soder", "region", 2021),
    *(row(unit, "norr", 2021) for unit in ("a", "b")),
    row("c", "soder", 2021),
]
MERGED = [*START, row("a", "norr", 2021, 2022, "ab", 2022), row("b", "norr", 2021, 2022, "ab", 2022)]
MERGED.append(row("ab", "norr", 2023, known=2022))
SPLIT = [*MERGED, row("c", "soder", 2021, 2023, "d e", 2023), row("d", "soder", 2024, known=2023)]
SPLIT.append(row("e", "norr", 2024, known=2023))
MOVED = [*SPLIT, row("ab", "soder", 2025, known=2024), row("norr", "region", 2025, known=2024, name="Norra")]


def year(unit: str, of: int, within: int) -> list[tuple[str, str, str, bool, int]]:
    """Twelve calls in a year, one a month, so many of them answered in time."""
    return [
        (f"{unit}{of}-{m}", unit, f"{of}-{m:02d}-01", True, 30 if m <= within else 90) for m in range(1, 13)
    ]


@pytest.fixture
def past(tmp_path, monkeypatch):
    """The region as it was when 2022 was reported."""
    made = Past(tmp_path / "regions" / "nord")
    made.region.rename(made.region.with_name("nord"))
    made.region = made.region.with_name("nord")
    write_region(made.region)
    monkeypatch.setenv("MALRAM_HOME", str(made.home))
    monkeypatch.setattr(settings, "MALRAM_HOME", made.home)
    choose_region(made.home, str(made.region))
    return made


def answer_motion(case_number: str) -> None:
    """The diary says that one motion has been answered in the year of the report, and nothing else."""
    answered = ("styrelsen", "answered", date(2022, 5, 3), "", "diarium", 2)
    row = DiaryRow(case_number, "motion", "Fler i växeln", "", BOARD, *answered)
    refresh_register(actor=SYSTEM, rows=[row])


def report(past: Past) -> Finished:
    return finish(SYSTEM, past.region, TEMPLATE, compute_region(past.home, past.region), past.home)


def happened(past: Past) -> Finished:
    """Report 2022; then let three years pass with a reorganisation each, and nearly everything else."""
    past.register(START)
    past.define(60)
    load_region(actor=SYSTEM, folder=past.region)
    answer_motion("N/1")
    for unit, within in (("a", 6), ("b", 9), ("c", 12)):
        past.deliver(f"{unit}.csv", year(unit, 2022, within), moment(1))
    first = report(past)
    past.register(MERGED)
    past.deliver("ab.csv", year("ab", 2023, 8), moment(2))
    compute_region(past.home, past.region)
    past.register(SPLIT)
    past.define(120)
    past.deliver("a.csv", year("a", 2022, 11), moment(3))
    compute_region(past.home, past.region)
    past.register(MOVED)
    past.deliver("e.csv", year("e", 2024, 3), moment(4))
    later = {
        "goals": FILES["goals.csv"].replace("Snabba svar", "Svar i tid"),
        "indicators": FILES["indicators.yaml"].replace("value: 60", "value: 95").replace("≥ 60", "≥ 95"),
        "laget": "Det var {{ antal region now }} samtal.\n",
        "styrelsen": FILES["steering/styrelsen.yaml"].replace("word: Uppnås delvis", "word: Nästan"),
        "region": FILES["region.yaml"].replace("Region Nord", "Region Norr"),
    }
    write_region(past.region, **later)
    choose_region(past.home, str(past.region))
    load_region(actor=SYSTEM, folder=past.region)
    answer_motion("N/2")
    return first
