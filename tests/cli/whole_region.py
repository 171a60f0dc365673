# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The files of a small region with one of every kind, and nothing wrong in them."""

from __future__ import annotations

from pathlib import Path

WHY = "why: Flytt, decided_by: Styrelsen, decided_on: 2024-01-15"
FILES = {
    "region.yaml": """
id: nord
name: Region Nord
unit: region
accent: "#0b5d7a"
language: sv
boards:
  - {unit: namnd, name: Nämnden, steering: namnd}
documents:
  - {id: ar-2024, board: namnd, kind: arsredovisning, name: Årsredovisning 2024, year: 2024, period: "2024"}
agenda2030: {3: Hälsa}
strategy_areas: [Livsvillkor]
""",
    "organisation.csv": """unit,parent,name,level,regi,valid_from,valid_to,known_from,successor
region,,Region Nord,region,own,2020-01-01,,,
namnd,region,Nämnden,namnd,own,2020-01-01,,,
gamla,namnd,Gamla enheten,enhet,own,2020-01-01,2022-12-31,,enhet
enhet,namnd,Enheten,enhet,own,2023-01-01,,,
""",
    "steering/namnd.yaml": """
id: nord-namnd
name: Nämndens styrmodell
boards: [namnd]
vision: God vård
values: Nära
levels:
  - {id: effektmal, name: Effektmål, plural: Effektmål, decided_by: fullmäktige}
  - {id: resultatmal, name: Resultatmål, plural: Resultatmål, decided_by: nämnden, parent: effektmal}
cardinality:
  - {level: resultatmal, per: effektmal, at_least: 1, at_most: 3}
scale:
  - {id: ja, word: Uppnås, symbol: "●", colour: good}
  - {id: delvis, word: Delvis, symbol: "◆", colour: warn}
  - {id: nej, word: Uppnås inte, symbol: "■", colour: bad}
  - {id: ingen, word: Ingen bedömning, symbol: "○", colour: quiet, verdict: false}
indicator_rule: {name: attainment, met: ja, near: delvis, missed: nej, near_from: 90}
goal_rule: {name: share, all_met: ja, mixed: delvis, mostly_missed: nej, missed_over: 50}
status_words:
  - {id: planenligt, word: Planenligt, symbol: "●", colour: good}
report_kinds:
  - {id: arsredovisning, name: Årsredovisning, occasion: ar}
""",
    "goals.csv": """board,year,slug,level,parent,name,agenda2030,strategy,common,grade,reason,decided_by
namnd,2024,trygga,effektmal,,Trygga invånare,3,Livsvillkor,nej,,,
namnd,2024,svar,resultatmal,trygga,Snabba svar,,,nej,delvis,Nästan i tid.,Nämnden
""",
    "indicators.yaml": """
- id: i-tid
  name: Samtal i tid
  measure: i-tid
  unit: "%"
  decimals: 0
  direction: higher
  periodicity: År
  method: Besvarade delat med alla.
  source: Telefonin
  owner: Direktör
  base_year: 2023
  lag_months: 0
  window: period
  followed:
    - {board: namnd, year: 2024, order: 1, goal: svar, of: enhet, operator: ">=", value: 90, text: "90 %"}
""",
    "measures/breakdowns.yaml": """
- id: tjanst
  label: Tjänst
  columns: {calls: service}
  groups:
    - {id: "1177", label: "1177", where: "1177"}
""",
    "measures/matt.yaml": """
- id: i-tid
  label: Samtal i tid
  kind: share
  fact: calls
  where: {answered: true}
  numerator: {count: true, where: {wait_seconds: {at_most: 600}}}
  denominator: {count: true}
  unit: "%"
  decimals: 0
  direction: higher
  windows: [month, ytd, period]
  breakdowns: [sex, tjanst]
  lag_months: 1
  measuring_months: [3, 9]
  comparable_from: {month: 2021-01, note: Ny växel}
  method: Besvarade delat med alla.
  source: Telefonin
- {id: vantan, label: Väntan, kind: quantile, fact: calls, numerator: {values: wait_seconds}, quantile: 0.5,
   unit: sekunder, decimals: 0}
- {id: intakter, label: Intäkter, kind: sum, fact: ledger, unit: tkr, decimals: 0,
   numerator: {sum: amount, where: {account: {starts_with: ["3"]}}},
   adjustments: [{period: "2024", times: 1, note: Samma}]}
- {id: kostnader, label: Kostnader, kind: sum, fact: ledger, unit: tkr, decimals: 0,
   numerator: {sum: amount, where: {account: {starts_with: ["5"]}}}}
- {id: intakter-budget, label: Intäkter, kind: sum, fact: budget, unit: tkr, decimals: 0,
   numerator: {sum: amount, where: {account: {starts_with: ["3"]}}}}
- {id: kostnader-budget, label: Kostnader, kind: sum, fact: budget, unit: tkr, decimals: 0,
   numerator: {sum: amount, where: {account: {starts_with: ["5"]}}}}
- {id: netto, label: Netto, kind: derived, unit: tkr, decimals: 0,
   terms: [{measure: intakter}, {measure: kostnader, weight: 1}]}
- {id: okning, label: Ökning, kind: growth, of: kostnader, as: percent, unit: "%", decimals: 1}
- {id: handlaggning, label: Handläggning, kind: reported, unit: dagar, decimals: 0}
- {id: personer, label: Personer, kind: distinct, fact: contacts, numerator: {distinct: patient}, unit: st,
   decimals: 0, threshold: 5}
""",
    "mappings/samtal.yaml": """
contract: calls
files: [samtal-*.csv]
delimiter: ";"
encoding: utf-8
decimal: ","
columns: {Id: call, Enhet: unit, Datum: date, Besvarat: answered, Sekunder: wait_seconds}
constants: {service: primarvard}
values:
  answered: {Ja: "true", Nej: "false"}
""",
    "accounts.csv": "account,name,line,group\n3010,Avgifter,a,A\n5010,Köpt vård,b,B\n9010,Moms,c,C\n",
    "statements/resultat.yaml": """
id: resultat
title: Resultat, tkr
board: namnd
reason_beyond: {percent: 3, tkr: 500}
columns:
  - {id: outcome, kind: outcome, head: Utfall}
  - {id: budget, kind: budget, head: Budget}
  - {id: deviation, kind: difference, of: [budget, outcome], sign: ledger, head: Avvikelse}
lines:
  - {id: intakter, label: Intäkter, outcome: intakter, budget: intakter-budget, sign: -1}
  - {id: kostnader, label: Kostnader, outcome: kostnader, budget: kostnader-budget}
  - {id: netto, label: Netto, outcome: netto, role: total}
""",
    "comparability.yaml": f"""
- {{id: post, kind: comparability_item, layout: resultat, {WHY},
   amounts: [{{line: kostnader, unit: enhet, month: 2023-01, kronor: 1000}}]}}
- {{id: flytt, kind: reclassification, layout: resultat, since: 2024-01, {WHY},
   amounts: [{{line: kostnader, unit: enhet, month: 2023-05, kronor: -100}},
             {{line: intakter, unit: enhet, month: 2023-05, kronor: 100}}]}}
- {{id: bort, kind: revocation, revokes: post, {WHY}}}
""",
    "frames/accounts.yaml": """
- {id: skatt, name: Skatt, kind: source, unit: region}
- {id: fullmaktige, name: Fullmäktige, kind: frame, level: fullmaktige, unit: region}
- {id: varden, parent: fullmaktige, name: Vården, kind: frame, level: namnd, unit: namnd}
- {id: enheten, parent: varden, name: Enheten, kind: frame, level: enhet, unit: enhet}
""",
    "frames/components.yaml": """
- {id: satsning, name: Satsning, priority: true}
- {id: del, parent: satsning, name: Del}
""",
    "frames/years.yaml": """
- year: 2024
  rules:
    - {board: varden, level: enhet, delegate: direktören, limit: 5000000}
""",
    "frames/decisions.yaml": """
- id: rf-2024
  body: fullmaktige
  decided: 2023-11-28
  title: Budget 2024
  reason: Fullmäktiges beslut.
  year: 2024
  from: skatt
  total: 100
  moves:
    - {to: varden, kind: base, amount: 90, component: del}
    - {to: varden, kind: addition, amount: 10}
""",
    "frames/transfers.yaml": """
- id: vaxling
  year: 2024
  on_behalf_of: varden
  decided: 2024-02-01
  title: Växling
  reason: Medel går till enheten.
  moved: {varden: -1.5, enheten: 1.5}
""",
    "frames/planning.yaml": """
- year: 2025
  steps:
    - kind: directive
      body: fullmaktige
      due: 2024-03-01
      decided: 2024-03-01
      text: Ekonomi i balans.
      frames: [{account: varden, amount: 90, reason: Planeringsram.}]
    - kind: response
      body: varden
      due: 2024-09-01
      decided: 2024-09-01
      text: Nämnden ryms i ramen.
""",
    "work/roles.yaml": "- {id: direktor, name: Direktör}\n",
    "work/areas.yaml": "- {id: vard, board: namnd, name: Vård}\n",
    "work/assignments.yaml": """
- id: koer
  board: namnd
  giver: region
  recipients: [enhet]
  kind: uppdrag
  title: Korta köerna
  areas: [vard]
  period: "2024"
  responsible: direktor
  case: A/1
  status: [{date: 2024-12-31, word: planenligt, completion: ongoing, comment: Fler tider.}]
""",
    "work/activities.yaml": """
- {id: tider, board: namnd, title: Fler tider, areas: [vard], period: 2024-09/2025-03, assignments: [koer]}
""",
    "work/effects.yaml": """
- id: farre-kop
  board: namnd
  title: Färre köp
  aim: lower-cost
  unit: mnkr
  decimals: 1
  period: "2024"
  base: budget
  expected: [{date: 2024-01-30, amount: 10, reason: Budget.}]
  measured_by: {measure: kostnader, budget: kostnader-budget, units: [namnd]}
  responsible: direktor
- id: tjanster
  board: namnd
  title: Färre tjänster
  aim: fewer
  unit: årsarbetare
  period: "2024"
  base: day
  base_day: 2023-12-31
  expected: [{date: 2024-01-30, amount: 25}]
  realised: [{date: 2024-08-31, amount: 11.5, comment: Enligt plan.}]
""",
    "work/grants.yaml": """
- id: bidrag
  board: namnd
  title: Ökad tillgänglighet
  payer: Staten
  period: "2024"
  report_due: 2025-01-31
  responsible: direktor
  parts: [{kind: performance, title: Besök i tid, budget: 6.5, indicator: i-tid}]
  events: [{date: 2024-03-01, kind: received, amount: 10}]
""",
    "work/investments.yaml": """
- id: rontgen
  board: namnd
  category: Apparatur
  title: Röntgen
  events:
    - {date: 2023-02-01, kind: granted, amount: 20}
    - {date: 2023-11-01, kind: transferred, amount: 4, to: lampor}
- {id: lampor, board: namnd, category: Lokaler, title: Lampor,
   events: [{date: 2023-02-01, kind: granted, amount: 1}]}
""",
    "control/plans.yaml": (
        "- {id: plan, board: namnd, year: 2024, decided: 2024-01-30, submitted: 2024-02-06}\n"
    ),
    "control/risks.yaml": "- {id: inkop, plan: plan, title: Inköp, likelihood: 2, consequence: 4}\n",
    "control/points.yaml": """
- id: avtal
  plan: plan
  title: Avtalstrohet
  risk: inkop
  owner: direktor
  checks: [{date: 2024-10-15, result: not-acceptable, finding: Köp utanför avtal.}]
  actions: [{title: Information, owner: direktor, due: 2024-11-30, done: 2024-11-20}]
""",
    "reports/ar-2024.yaml": """
id: ar-2024
board: namnd
kind: arsredovisning
period: "2024"
date: "2025-02-20"
title: Årsredovisning {year}
prose: ar
sections:
  - {id: laget, title: Läget, file: laget.md}
  - {id: mal, title: Mål, kind: goals}
  - {id: pengar, title: Pengar, kind: statement, layout: resultat}
  - {id: tal, title: Tal, kind: table, columns: [Enhet, Samtal], rows: [[Enheten, "{{ i-tid enhet now }}"]]}
  - {id: bild, title: Bild, kind: chart, measure: i-tid}
  - {id: ramar, title: Ramar, kind: frames, table: change, decimals: 1}
  - {id: arenden, title: Ärenden, kind: matters, events: [answered]}
  - {id: uppdrag, title: Uppdrag, kind: assignments, what: [assignment]}
  - {id: mer, title: Mer, sections: [{id: kallor, title: Källor, kind: sources}]}
""",
    "prose/ar/laget.md": "Av samtalen besvarades {{ i-tid enhet now }} i tid.\n",
    "demo/database.yaml": """
people:
  employed: 2024-01-01
  top: region
  boards: {namnd: namnd}
follow_ups:
  - {kind: ar, period: "2024"}
""",
    "demo/cells/samtal.yaml": """
- contract: calls
  periods: [2023, 2024]
  set: {unit: {enhet: 1}, service: "1177", wait_seconds: {from: 0, to: 900}}
  parts: [{answered: true}, {answered: false}]
  total: 100
""",
    "reference/bindings/tal.yaml": """
- {document: ar-2024, file: values.csv, indicator: i-tid, measure: i-tid}
- document: ar-2024
  file: tables/tal.csv
  cross:
    rows: {intakter: intakter}
    columns: {utfall: {}, budget: {measure: "{}-budget"}}
""",
    "reference/ar-2024/values.csv": (
        "indicator_id,unit_id,period,sex,value,decimals,note\ni-tid,enhet,2024,total,87,0,\n"
    ),
    "reference/contradictions.csv": "document,file,row,reason\n",
    "reference/left-out.csv": "document,file,row,reason\n",
}


def write_whole(folder: Path) -> Path:
    for name, text in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder
