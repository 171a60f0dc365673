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
}


def write_region(folder: Path, **changed: str) -> Path:
    """Write the files; `changed` are other texts for some of them, by the end of their name."""
    for name, text in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(changed.get(path.stem, text), encoding="utf-8")
    return folder
