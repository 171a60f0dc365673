# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""One slip for every problem code that `malram check` may answer with, in the files of `whole_region`."""

from __future__ import annotations

from typing import NamedTuple

from tests.cli.whole_region import FILES


class Slip(NamedTuple):
    """What is written instead of what; the whole file where nothing is replaced, and no file for no text."""

    code: str
    file: str
    old: str
    new: str


ORGANISATION, STEERING, GOALS = "organisation.csv", "steering/namnd.yaml", "goals.csv"
INDICATORS, MEASURES, BREAKDOWNS = "indicators.yaml", "measures/matt.yaml", "measures/breakdowns.yaml"
MAPPING, STATEMENT, COMPARABILITY = "mappings/samtal.yaml", "statements/resultat.yaml", "comparability.yaml"
REPORT, DEMO, BINDINGS = "reports/ar-2024.yaml", "demo/cells/samtal.yaml", "reference/bindings/tal.yaml"
AREAS, WORK, EFFECTS = "work/areas.yaml", "work/assignments.yaml", "work/effects.yaml"
GRANTS, MEANS = "work/grants.yaml", "work/investments.yaml"
ACCOUNTS, DECISIONS = "frames/accounts.yaml", "frames/decisions.yaml"
MEASURED = "  measured_by: {measure: kostnader, budget: kostnader-budget, units: [namnd]}\n"
RISE = "- {id: okning, label: Ökning, kind: growth, of: kostnader"
PEOPLE = "- {id: personer, label: Personer, kind: distinct, fact: contacts, numerator: {distinct: patient}"
DONE = "  actions: [{title: Information, owner: direktor, due: 2024-11-30, done: 2024-11-20}]\n"
SECOND = "case: A}\n- {id: andra, board: namnd, year: 2024}"
OTHERS = PEOPLE.replace("personer", "andra")
NARROW = 'account: {starts_with: ["5"]}'

SLIPS = [
    Slip("A001", AREAS, "- {id", "- {id: ["),
    Slip("A003", AREAS, "board: namnd", "board: namnd, board: namnd"),
    Slip("A006", AREAS, "", "[" * 1000),
    Slip("A007", GOALS, "Trygga invånare,3", "Trygga, glada invånare,3"),
    Slip("A008", GOALS, "agenda2030,strategy", "name,strategy"),
    Slip("F040", MAPPING, "", "- calls\n"),
    Slip("F041", MAPPING, "delimiter", "delimeter"),
    Slip("F042", MAPPING, "contract: calls\n", ""),
    Slip("F043", MAPPING, "contract: calls", "contract: call"),
    Slip("F044", MAPPING, "Datum: date", "Datum: dat"),
    Slip("F045", MAPPING, "Datum: date, ", ""),
    Slip("F046", MAPPING, "encoding: utf-8", "encoding: utf-9"),
    Slip("F047", MAPPING, "service: primarvard", "service: primarvrd"),
    Slip("F048", MAPPING, "Datum: date", "Datum: date, Dag: date"),
    Slip("L001", AREAS, "", "id: vard\n"),
    Slip("L002", AREAS, "name:", "namn: Vård, name:"),
    Slip("L003", AREAS, ", name: Vård", ""),
    Slip("L004", AREAS, "board: namnd", "board: nämnd"),
    Slip("L005", "control/plans.yaml", "year: 2024", "year: 24"),
    Slip("L006", "work/roles.yaml", "Direktör}", "Direktör}\n- {id: direktor, name: VD}"),
    Slip("L007", "work/roles.yaml", "id: direktor", "id: Direktör"),
    Slip("L008", WORK, "kind: uppdrag", "part_of: koer"),
    Slip("O001", ORGANISATION, ",regi", ""),
    Slip("O002", ORGANISATION, "own,2020-01-01", "own,1/1 2020"),
    Slip("O003", ORGANISATION, "own,2020-01-01,,,\nnamnd", "own,2020-01-01,2019-01-01,,\nnamnd"),
    Slip("O004", ORGANISATION, "gamla,namnd", "enhet,region,Enheten,enhet,own,2023-01-01,,,\ngamla,namnd"),
    Slip("O005", ORGANISATION, "enhet,namnd", "enhet,nämnd"),
    Slip("O006", ORGANISATION, "enhet,namnd", "enhet,enhet"),
    Slip("O007", ORGANISATION, "enhet,namnd", "enhet,gamla"),
    Slip("O008", ORGANISATION, ",enhet\nenhet", ",enheten\nenhet"),
    Slip("O009", ORGANISATION, "2022-12-31,,enhet", ",,enhet"),
    Slip("O010", ORGANISATION, "2022-12-31,,enhet", "2022-12-31,,gamla"),
    Slip("O011", ORGANISATION, "own,2023-01-01", "own,2024-01-01"),
    Slip("O012", ORGANISATION, "enhet,namnd,Enheten", ",namnd,Enheten"),
    Slip("M001", MEASURES, "method:", "metod:"),
    Slip("M002", MEASURES, "  label: Samtal i tid\n", ""),
    Slip("M003", MEASURES, "id: vantan", "id: Väntan"),
    Slip("M004", MEASURES, "direction: higher", "direction: uppåt"),
    Slip("M005", MEASURES, "unit: sekunder", "unit: sekundrar"),
    Slip("M006", MEASURES, "  denominator: {count: true}\n", ""),
    Slip("M007", MEASURES, "denominator: {count: true}", "denominator: count"),
    Slip("M008", MEASURES, "fact: calls\n", "fact: call\n"),
    Slip("M009", MEASURES, "", "id: i-tid\n"),
    Slip("M010", MEASURES, "values: wait_seconds", "values: wait_second"),
    Slip("M011", MEASURES, ", note: Ny växel", ""),
    Slip("M012", MEASURES, "id: vantan", "id: i-tid"),
    Slip("M013", MEASURES, "of: kostnader", "of: kostnad"),
    Slip("M014", MEASURES, "decimals: 0\n  direction", "decimals: noll\n  direction"),
    Slip("M015", MEASURES, RISE, RISE.replace("of: kostnader", "of: okning")),
    Slip("M016", BREAKDOWNS, "", "id: tjanst\n"),
    Slip("M017", MEASURES, "kind: reported,", "kind: reported, threshold: 5,"),
    Slip("M018", MEASURES, PEOPLE, f"{OTHERS}, unit: st, decimals: 0}}\n{PEOPLE}"),
    Slip("B001", BINDINGS, "indicator: i-tid, measure", "indicator: i-tid, mesure"),
    Slip("B002", "reference/left-out.csv", "", ""),
    Slip("B003", BINDINGS, "- {document: ar-2024, file: values.csv", "- {file: values.csv"),
    Slip("B004", "reference/left-out.csv", ",reason", ""),
    Slip("S001", "region.yaml", "steering: namnd", "steering: nämnden"),
    Slip("S002", STEERING, "", "- 1\n"),
    Slip("S003", STEERING, "near_from: 90", "near_from: nittio"),
    Slip("S004", STEERING, "vision:", "vison: x\nvision:"),
    Slip("S005", STEERING, "vision: God vård\n", ""),
    Slip("S006", "region.yaml", "{3: Hälsa}", "{3: Hälsa, 18: Rymden}"),
    Slip("S007", STEERING, "met: ja", "met: jaa"),
    Slip("S008", STEERING, ", verdict: false", ""),
    Slip("S009", STEERING, ", parent: effektmal", ""),
    Slip("S020", GOALS, ",decided_by", ""),
    Slip("S021", GOALS, "nej,,,\n", "no,,,\n"),
    Slip("S022", GOALS, "namnd,2024,svar", "nämnd,2024,svar"),
    Slip("S023", GOALS, "Livsvillkor", "Livsvilkor"),
    Slip("S024", GOALS, "resultatmal,trygga", "resultatmal,trygg"),
    Slip("S025", GOALS, "Nästan i tid.", ""),
    Slip("S026", INDICATORS, "", "- i-tid\n"),
    Slip("S027", INDICATORS, "goal: svar", "goal: svara"),
    Slip("S028", INDICATORS, "value: 90", "value: nittio"),
    Slip("S029", INDICATORS, "direction: higher", "direction: uppåt"),
    Slip("S030", INDICATORS, "", FILES[INDICATORS] + FILES[INDICATORS]),
    Slip("S031", INDICATORS, "of: enhet", "of: enheten"),
    Slip("S032", INDICATORS, "id: i-tid", "id: I tid"),
    Slip("S043", INDICATORS, "measure: i-tid", "measure: i-tidd"),
    Slip("N001", ACCOUNTS, "", "id: skatt\n"),
    Slip("N002", ACCOUNTS, "name: Skatt", "namn: x, name: Skatt"),
    Slip("N003", ACCOUNTS, "name: Skatt, ", ""),
    Slip("N004", DECISIONS, "component: del", "component: delen"),
    Slip("N005", ACCOUNTS, "unit: enhet", "unit: enheten"),
    Slip("N006", ACCOUNTS, "kind: source", "kind: källa"),
    Slip("N007", DECISIONS, "amount: 10", "amount: tio"),
    Slip("N008", DECISIONS, "total: 100", "total: 101"),
    Slip("N009", ACCOUNTS, "id: enheten", "id: varden"),
    Slip("N010", ACCOUNTS, "parent: varden", "parent: enheten"),
    Slip("N011", DECISIONS, "year: 2024", "year: 24"),
    Slip("N015", ACCOUNTS, "id: skatt", "id: Skatt!"),
    Slip("W001", WORK, "word: planenligt", "word: planenlig"),
    Slip("W003", EFFECTS, MEASURED, ""),
    Slip("W004", EFFECTS, "", FILES[EFFECTS] + FILES[EFFECTS].replace("id: ", "id: andra-")),
    Slip("W005", EFFECTS, "measure: kostnader,", "measure: i-tid,"),
    Slip("W006", EFFECTS, "  base_day: 2023-12-31\n", ""),
    Slip("W007", GRANTS, "2024-03-01, kind: received", "2025-02-01, kind: reported"),
    Slip("W008", GRANTS, ", indicator: i-tid", ""),
    Slip("W009", MEANS, ", to: lampor", ""),
    Slip("W011", EFFECTS, "amount: 25", "amount: 25, at_most: 20"),
    Slip("W012", EFFECTS, "  aim: fewer", "  part_of: farre-kop\n  within_budget: false\n  aim: fewer"),
    Slip("K002", "control/points.yaml", DONE, ""),
    Slip("K003", "control/plans.yaml", "submitted: 2024-02-06}", SECOND),
    Slip("K004", "control/points.yaml", "  title: Avtal", "  carried_from: avtal\n  title: Avtal"),
    Slip("E001", STATEMENT, "", "- 1\n"),
    Slip("E002", STATEMENT, "title:", "titel: x\ntitle:"),
    Slip("E003", STATEMENT, "title: Resultat, tkr\n", ""),
    Slip("E004", STATEMENT, "outcome: netto", "outcome: nettot"),
    Slip("E005", STATEMENT, "role: total", "role: summa"),
    Slip("E006", STATEMENT, "kind: outcome", "kind: utfall"),
    Slip("E007", STATEMENT, "of: [budget, outcome]", "of: [budget, utfall]"),
    Slip("E008", STATEMENT, "{id: budget", "{id: outcome"),
    Slip("E009", STATEMENT, "board: namnd", "board: namnd\nvariant_of: annan"),
    Slip("E010", STATEMENT, "netto, role: total", "kostnader"),
    Slip("E011", MEASURES, NARROW, NARROW + ', counterparty: "1"'),
    Slip("E012", STATEMENT, "budget: kostnader-budget", "budget: intakter-budget"),
    Slip("E013", "statements/annan.yaml", "", FILES[STATEMENT]),
    Slip("E014", STATEMENT, "title: Resultat, tkr", "title: 2024"),
    Slip("E020", STATEMENT, "percent: 3", "percent: tre"),
    Slip("E030", COMPARABILITY, "", "id: post\n"),
    Slip("E031", COMPARABILITY, "id: flytt", "id: post"),
    Slip("E032", COMPARABILITY, "revokes: post", "revokes: posten"),
    Slip("E033", COMPARABILITY, "kind: revocation", "kind: bort"),
    Slip("E034", COMPARABILITY, "kronor: -100", "kronor: -90"),
    Slip("E035", COMPARABILITY, "since: 2024-01", "since: i fjol"),
    Slip("E036", COMPARABILITY, "unit: enhet", "unit: enheten"),
    Slip("E037", COMPARABILITY, "since: 2024-01", "since: 2024-01, accounts: ['9010'], to: kostnader"),
    Slip("E040", "accounts.csv", "account,", "konto,"),
    Slip("R001", REPORT, "", "- 1\n"),
    Slip("R002", REPORT, "title: Årsredovisning", "titel: x\ntitle: Årsredovisning"),
    Slip("R003", REPORT, "kind: goals", "kind: mål"),
    Slip("R004", REPORT, "id: mal", "id: laget"),
    Slip("R005", REPORT, "board: namnd\n", ""),
    Slip("R007", REPORT, "prose: ar", "prose: ar\norganised: snart"),
    Slip("R008", REPORT, "events: [answered]", "events: [answred]"),
    Slip("R009", REPORT, 'date: "2025-02-20"', "date: 2025-02-20"),
    Slip("G001", DEMO, "total:", "totl: 1\n  total:"),
    Slip("G002", DEMO, "contract: calls", "contract: call"),
    Slip("G003", DEMO, "periods: [2023, 2024]", "periods: [i fjol]"),
    Slip("G004", "demo/database.yaml", "  top: region\n", ""),
    Slip("G005", DEMO, "total: 100", "total: hundra"),
    Slip("G006", "demo/database.yaml", "top: region", "top: regionen"),
    Slip("G007", "demo/database.yaml", "", ""),
]  # fmt: skip
