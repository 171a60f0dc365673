# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""A board small enough to hold in the head: three units, two goals, three indicators, values by a rule."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from pathlib import Path
from types import SimpleNamespace

from malram.facts.unit_rows import UnitRow
from malram.measures.catalogue.loader import load_measures
from malram.measures.reading.measurement import Measurement, Slice
from malram.measures.reading.query import Measurements
from malram.measures.reading.trends import Trend
from malram.measures.snapshots.pinned import UnknownSnapshot
from malram.measures.tracing.explaining import Explanation, Pinned, Value, explanation_of
from malram.measures.tracing.trace import TracedFile, TracedRow
from malram.measures.tree import Tree
from malram.values import Figure, Period, Reason, month_index, unit

BOARD, OTHER_BOARD, HOSPITAL, CLINIC = (
    "halso-och-sjukvardsnamnden", "regionstyrelsen", "sjukhuset", "kliniken",
)  # fmt: skip
UNITS = (
    ("region-varmland", None, "Region Värmland", "region"),
    (BOARD, "region-varmland", "Hälso- och sjukvårdsnämnden", "namnd"),
    (OTHER_BOARD, "region-varmland", "Regionstyrelsen", "namnd"),
    (HOSPITAL, BOARD, "Sjukhuset", "sjukhus"),
    (CLINIC, BOARD, "Kliniken", "klinik"),
)
MEASURES = """
- {id: samtal, label: Besvarade samtal inom femton minuter, kind: share, fact: calls,
   where: {service: '1177'},
   numerator: {count: true, where: {answered: true, wait_seconds: {at_most: 900}}},
   denominator: {count: true}, unit: "%", decimals: 1, direction: higher, breakdowns: [sex, svar],
   method: Besvarade delat med alla., source: Telefonin,
   comparable_from: {month: 2024-01, note: "Ny telefonväxel från januari 2024."}}
- {id: trycksar, label: Trycksår, kind: share, fact: prevalence,
   numerator: {count: true, where: {category: {at_least: 2}}},
   denominator: {count: true}, unit: "%", decimals: 1, direction: lower, measuring_months: [10]}
- {id: enkat, label: Medarbetarengagemang, kind: index, fact: survey_answers,
   where: {survey: hme, answered: true},
   numerator: {sum: points}, denominator: {count: true}, unit: index, decimals: 0, direction: higher}
- {id: hme-svarsfrekvens, label: Svarsfrekvens, kind: share, fact: survey_answers, where: {survey: hme},
   numerator: {count: true, where: {answered: true}}, denominator: {count: true}, unit: "%", decimals: 0}
- {id: nettokostnad, label: Nettokostnad, kind: sum, fact: ledger, numerator: {sum: amount},
   unit: mnkr, decimals: 1}
- {id: nettokostnad-budget, label: Budget, kind: sum, fact: budget, numerator: {sum: amount},
   unit: mnkr, decimals: 1}
- {id: masskadeplan, label: Fastställd masskadeplan, kind: reported, unit: ja/nej, decimals: 0}
- {id: mognad, label: Digital mognad, kind: reported, unit: "%", decimals: 1, series: digital-mognad}
"""
BREAKDOWNS = """
- {id: svar, label: Svar, columns: {calls: answered}, groups: [
    {id: ja, label: Besvarade, where: true}, {id: nej, label: Obesvarade, where: false}]}
"""
STATEMENT = f"""
id: resultat
title: Resultat
board: {BOARD}
note: Belopp i mnkr.
columns:
  - {{id: outcome, kind: outcome, head: "Utfall {{period}}"}}
  - {{id: budget, kind: budget, head: "Budget {{period}}"}}
  - {{id: deviation, kind: difference, of: [budget, outcome], sign: ledger, head: "Avvikelse mot budget"}}
  - {{id: deviation_percent, kind: percent, of: [budget, outcome], base: budget, sign: ledger, head: "%"}}
  - {{id: previous, kind: outcome, years: -1, head: "Utfall {{period}}"}}
  - {{id: year_budget, kind: budget, period: year, head: "Helårsbudget {{year}}"}}
lines:
  - {{id: nettokostnad, label: Nettokostnad, outcome: nettokostnad, budget: nettokostnad-budget, role: total}}
"""
FIRST, AFTER = month_index(2021, 1), month_index(2025, 1)
# (measure, unit, period, sex or group): value. What is not here has no value.
VALUES = {
    ("samtal", BOARD, "2024", "total"): "35.88",
    ("samtal", BOARD, "2024", "women"): "36.1",
    ("samtal", BOARD, "2024", "men"): "35.5",
    ("samtal", BOARD, "2024", "svar/ja"): "71.5",
    ("samtal", BOARD, "2023", "svar/ja"): "69.5",
    ("samtal", BOARD, "2023", "total"): "37.4",
    ("samtal", BOARD, "2024-12", "total"): "39.2",
    ("samtal", BOARD, "2024-11", "total"): "33.0",
    ("samtal", "riket", "2024", "total"): "47.4",
    ("samtal", HOSPITAL, "2024", "total"): "20",
    ("samtal", CLINIC, "2024", "total"): "52",
    ("trycksar", BOARD, "2024", "total"): "9.7",
    ("trycksar", BOARD, "2023", "total"): "8.1",
    ("enkat", BOARD, "2024", "total"): "79",
    ("enkat", BOARD, "2023", "total"): "78",
    ("hme-svarsfrekvens", BOARD, "2024", "total"): "78",
    ("nettokostnad", BOARD, "2024", "total"): "9149.7",
    ("nettokostnad", BOARD, "2023", "total"): "8743.2",
    ("nettokostnad", BOARD, "2024-12", "total"): "812.3",
    ("nettokostnad", BOARD, "2024-11", "total"): "770.0",
    ("nettokostnad-budget", BOARD, "2024", "total"): "8428.1",
    ("nettokostnad-budget", BOARD, "2024-12", "total"): "702.3",
    ("nettokostnad-budget", BOARD, "2024-11", "total"): "702.3",
}


@dataclass
class FakeMeasurements(Measurements):
    """The query object with the values of a dictionary instead of a snapshot's."""

    folder: Path
    values: dict[tuple[str, str, str, str], str] = field(default_factory=lambda: dict(VALUES))

    def __post_init__(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        (self.folder / "index.json").write_text(json.dumps({}), encoding="utf-8")
        (self.folder / "measures.yaml").write_text(MEASURES, encoding="utf-8")
        (self.folder / "breakdowns.yaml").write_text(BREAKDOWNS, encoding="utf-8")
        self.catalogue, problems = load_measures(self.folder)
        assert problems == []
        rows = [UnitRow(id_, parent, name, level) for id_, parent, name, level in UNITS]
        self.tree = Tree(rows, date(2024, 12, 31))
        months = range(FIRST, AFTER)
        self.snapshot = SimpleNamespace(
            id="abc123", months=months, folder=self.folder, index={"facts": "f"}, forecasts=()
        )

    __hash__ = object.__hash__

    def trend(self, measure: str, unit: str, window: str = "month") -> Trend:
        return self._one_by_one(self.catalogue[measure], unit, window)

    def _run(self, name: str, whose: Slice, periods: list[Period]) -> list[Measurement]:
        return [self._value(name, whose, period) for period in periods]

    def _value(self, measure: str, whose: Slice, period: Period, lagged: bool = True) -> Measurement:
        unit_id, sex, group = whose.unit, whose.sex, whose.group
        definition = self.catalogue[measure]
        stored = self.values.get((measure, unit_id, period.code, group or sex))
        if stored is None:
            missing = Figure.missing(unit(definition.unit), definition.decimals, Reason.NOT_MEASURED)
            return Measurement(measure, unit_id, missing, period, sex, group=group)
        figure = Figure(Fraction(stored), unit(definition.unit), definition.decimals)
        whole = Fraction(100_000) if definition.kind == "share" else None
        part = figure.value * 1000 if whole else None
        return Measurement(measure, unit_id, figure, period, sex, part, whole, rows=100_000, group=group)


class FakeTracer:
    """Two files behind every number, and one row in the first of them."""

    def files(self, found: Measurement) -> list[TracedFile]:
        return [TracedFile("calls", "samtal-2024-01.csv", "0a1b2c3d4e5f6071", 812)]

    def rows(self, found: Measurement, limit: int) -> list[TracedRow]:
        return [TracedRow("samtal-2024-01.csv", 17, {"call": "S-1", "answered": True, "wait_seconds": 340})]


def kept_snapshot(home: Path, name: str) -> str:
    """The snapshot of the one report that is built here."""
    if name != "s":
        raise UnknownSnapshot(name, {"s"})
    return name


def explained(measure: str, unit_id: str, then: Pinned, now: Pinned) -> Explanation:
    """All that has happened since the report is that the period is another."""
    values = [8743.2] * 4 + [9149.7]
    found = [Figure(Fraction(str(value)), unit("mnkr"), 1) for value in values]
    steps = [Value(figure.value, figure) for figure in found]
    return explanation_of(measure, unit_id, steps)
