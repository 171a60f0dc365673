# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""A small board's internal control of two years."""

from __future__ import annotations

from pathlib import Path

from tests.work.files import BOARD

FILES = {
    "control/plans.yaml": f"""
- {{id: plan-2024, board: {BOARD}, year: 2024, decided: 2024-01-30, submitted: 2024-02-06, case: A/2}}
- {{id: plan-2025, board: {BOARD}, year: 2025, decided: 2025-01-28}}
""",
    "control/risks.yaml": """
- {id: vardskador, plan: plan-2024, title: Vårdskador, likelihood: 2, consequence: 4}
- {id: inkop, plan: plan-2024, title: Inköp utanför avtal, likelihood: 4, consequence: 2}
- {id: jav, plan: plan-2024, title: Jäv, likelihood: 1, consequence: 3}
""",
    "control/points.yaml": """
- id: avtalstrohet
  plan: plan-2024
  title: avtalstrohet
  risk: inkop
  owner: direktor
  checks:
    - {date: 2024-04-15, result: not-done, finding: Systemet byttes.}
    - {date: 2024-10-15, result: not-acceptable, finding: Köp utanför avtal.}
  actions:
    - {title: Information, owner: direktor, due: 2024-11-30, done: 2024-11-20}
    - {title: Nytt stickprov, owner: hr-chef, due: 2025-01-31}
- id: fordjupning-vard
  plan: plan-2024
  title: Patientsäkerhet
  kind: deep-dive
  scope: region
  risk: vardskador
  measures: redovisas varje år
  checks:
    - {date: 2024-12-10, result: acceptable, finding: fördjupning gjord}
- id: jav
  plan: plan-2024
  title: Jäv
""",
}


def write_control(folder: Path, **changed: str) -> Path:
    for name, text in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(changed.get(path.stem, text), encoding="utf-8")
    return folder
