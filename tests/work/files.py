# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""A small region's files about work: two boards, one of which has a steering model."""

from __future__ import annotations

from pathlib import Path

from tests.reports.small_region import FILES as REGION

BOARD, OTHER = "namnd-1", "namnd-10"
MODEL = REGION["steering/styrelsen.yaml"].replace(
    'status_words: [{id: enligt-plan, word: Enligt plan, symbol: "●", colour: good}]',
    """status_words:
  - {id: planenligt, word: Planenligt, symbol: "●", colour: good}
  - {id: ej-planenligt, word: Ej planenligt, symbol: "■", colour: bad}""",
)
FILES = {
    "region.yaml": REGION["region.yaml"].replace("unit: region, name", f"unit: {BOARD}, name"),
    "steering/styrelsen.yaml": MODEL.replace("boards: [region]", f"boards: [{BOARD}]"),
    "work/roles.yaml": "- {id: direktor, name: Direktör}\n- {id: hr-chef, name: HR-chef}\n",
    "work/areas.yaml": (
        f"- {{id: tillganglighet, board: {BOARD}, name: Tillgänglighet}}\n"
        f"- {{id: personal, board: {BOARD}, name: Personal}}\n"
    ),
    "work/assignments.yaml": f"""
- id: kortare-koer
  board: {BOARD}
  giver: regionen
  recipients: [forvaltning-1]
  kind: politiskt uppdrag
  title: Korta köerna
  areas: [tillganglighet, personal]
  period: "2024"
  responsible: direktor
  case: A/1
  status:
    - {{date: 2024-08-31, word: planenligt, completion: ongoing, comment: Fler tider.}}
    - {{date: 2024-12-31, word: ej-planenligt, completion: ongoing, comment: Läkare saknas.}}
- id: kortare-koer-barn
  board: {BOARD}
  giver: regionen
  recipients: [forvaltning-1]
  title: Korta köerna för barn
  areas: [tillganglighet]
  period: "2024"
  part_of: kortare-koer
  status:
    - {{date: 2024-12-31, word: planenligt, completion: done}}
- id: bussar
  board: {OTHER}
  giver: regionen
  recipients: [{OTHER}]
  title: Snabbare bussar
  areas: []
  period: "2024"
  open_ended: true
""",
    "work/activities.yaml": f"""
- id: kvallsmottagning
  board: {BOARD}
  title: Kvällsmottagning
  areas: [tillganglighet]
  period: 2024-09/2025-03
  assignments: [kortare-koer, kortare-koer-barn]
""",
    "measures/pengar.yaml": """
- id: inhyrda
  label: Inhyrda
  kind: sum
  fact: ledger
  numerator: {sum: amount, where: {account: {starts_with: ["53"]}}}
  unit: mnkr
  decimals: 1
- id: budget-inhyrda
  label: "Budget: inhyrda"
  kind: sum
  fact: budget
  numerator: {sum: amount, where: {account: {starts_with: ["53"]}}}
  unit: mnkr
  decimals: 1
- id: tjanster
  label: Tjänster
  kind: sum
  fact: ledger
  numerator: {sum: amount, where: {account: {starts_with: ["5"]}}}
  unit: mnkr
  decimals: 1
- id: lakemedel
  label: Läkemedel
  kind: sum
  fact: ledger
  numerator: {sum: amount, where: {account: {starts_with: ["6"]}}}
  unit: mnkr
  decimals: 1
- id: intakter
  label: Intäkter
  kind: sum
  fact: ledger
  numerator: {sum: amount, where: {account: {starts_with: ["3"]}}, times: -1}
  unit: mnkr
  decimals: 1
- id: andel-inhyrda
  label: Andel inhyrda
  kind: share
  fact: ledger
  numerator: {sum: amount, where: {account: {starts_with: ["53"]}}}
  denominator: {sum: amount}
  unit: "%"
  decimals: 1
""",
    "accounts.csv": (
        "account,name,line,group\n"
        "3010,Avgifter,a,A\n5310,Läkare,b,B\n5320,Sjuksköterskor,b,B\n5400,IT,c,C\n6010,Läkemedel,d,D\n"
    ),
    "work/effects.yaml": f"""
- id: farre-inhyrda
  board: {BOARD}
  title: Färre inhyrda
  aim: lower-cost
  unit: mnkr
  period: "2024"
  base: previous-year
  expected:
    - {{date: 2024-01-30, amount: 10, reason: Budget.}}
    - {{date: 2024-09-24, amount: 8}}
  measured_by: {{measure: inhyrda, units: [{BOARD}]}}
  responsible: direktor
- id: farre-inhyrda-i-norr
  board: {BOARD}
  title: Färre inhyrda i förvaltningen
  part_of: farre-inhyrda
  aim: lower-cost
  unit: mnkr
  period: "2024"
  base: previous-year
  expected:
    - {{date: 2024-01-30, amount: 3}}
  measured_by: {{measure: inhyrda, units: [forvaltning-1]}}
- id: farre-tjanster
  board: {BOARD}
  title: Färre tjänster
  aim: fewer
  unit: årsarbetare
  decimals: 0
  period: "2024"
  within_budget: false
  base: day
  base_day: 2023-12-31
  expected:
    - {{date: 2024-01-30, amount: 25}}
  realised:
    - {{date: 2024-08-31, amount: 11.5}}
- id: avtal
  board: {BOARD}
  title: Köp ur avtal
  aim: lower-cost
  unit: mnkr
  period: "2024"
  base: previous-year
  expected:
    - {{date: 2024-01-30, amount: 2.5}}
  inseparable: Priserna har ändrats samtidigt.
""",
    "work/grants.yaml": f"""
- id: tillganglighet
  board: {BOARD}
  title: Ökad tillgänglighet
  payer: Staten
  period: "2024"
  report_due: 2025-01-31
  responsible: direktor
  parts:
    - {{kind: fixed, title: Grund, budget: 10}}
    - {{kind: performance, title: Besök i tid, budget: 6.5, condition: Åttio procent i tid.}}
  events:
    - {{date: 2024-03-01, kind: requisitioned, amount: 10}}
    - {{date: 2024-04-01, kind: received, amount: 10}}
    - {{date: 2024-12-15, kind: received, amount: 2.25}}
    - {{date: 2025-02-20, kind: reported, comment: Siffrorna dröjde.}}
- id: nara-vard
  board: {BOARD}
  title: Nära vård
  payer: Staten
  period: "2024"
  report_due: 2025-03-31
  parts: [{{kind: fixed, title: Grund, budget: 4}}]
""",
    "work/investments.yaml": f"""
- id: rontgen
  board: {BOARD}
  category: Apparatur
  title: Röntgen
  number: I-1
  events:
    - {{date: 2023-02-01, kind: granted, amount: 20}}
    - {{date: 2023-11-01, kind: spent, amount: 4}}
    - {{date: 2024-03-01, kind: spent, amount: 9}}
    - {{date: 2024-05-01, kind: transferred, amount: 3, to: lampor}}
    - {{date: 2024-12-01, kind: closed}}
- id: lampor
  board: {BOARD}
  category: Apparatur
  title: Lampor
  number: I-2
  events:
    - {{date: 2021-12-31, kind: granted, amount: 5}}
    - {{date: 2024-06-01, kind: spent, amount: 6}}
    - {{date: 2024-09-01, kind: lapsed, amount: 0.5}}
- id: bilar
  board: {BOARD}
  category: Fordon
  title: Bilar
  events:
    - {{date: 2024-01-15, kind: carried-over, amount: 2}}
""",
}


def write_region(folder: Path, **changed: str) -> Path:
    """Write the files; `changed` are other texts for some of them, by the end of their name."""
    for name, text in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(changed.get(path.stem, text), encoding="utf-8")
    return folder
