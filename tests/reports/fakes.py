# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""A small board with two goals: measurements from a table, the rest as steering and economy give it."""

from datetime import date
from fractions import Fraction
from types import SimpleNamespace

from malram.control.queries import Point
from malram.economy.computed import Statement, StatementRow
from malram.economy.definitions import Column
from malram.facts.unit_rows import UnitRow
from malram.matters.queries import Happened
from malram.measures.catalogue.definitions import Catalogue, Measure
from malram.measures.reading.measurement import Measurement
from malram.measures.reading.query import Measurements
from malram.measures.tree import Tree
from malram.reports.registers import Registers
from malram.steering.model import Grade
from malram.values import Figure, Period, unit

YEAR = Period.parse("2024")
MET = Grade("uppnas", "Uppnås", "●", "good")
MISSED = Grade("uppnas-inte", "Uppnås inte", "■", "bad")
MEASURES = [
    Measure("samtal", "Besvarade samtal", "share", "%", 1, method="Andel inom 900 sekunder."),
    Measure("trycksar", "Trycksår", "share", "%", 1, measuring_months=(10,), method="Mätning i oktober."),
    Measure("plan", "Plan finns", "reported", "ja/nej", 0),
    Measure("nettokostnad", "Nettokostnad", "sum", "mnkr", 1, source="Ekonomisystem"),
    Measure("budget", "Budget", "sum", "mnkr", 1),
]
UNITS = [
    UnitRow("namnd", None, "Vårdnämnden", "namnd"),
    UnitRow("telefon", "namnd", "1177 på telefon", "enhet"),
    UnitRow("kil", "telefon", "Vårdcentralen Kil", "enhet"),
    UnitRow("sunne", "telefon", "Vårdcentralen Sunne", "enhet"),
]
VALUES = {
    ("samtal", "telefon", "2024", "total"): Fraction(359, 10),
    ("samtal", "telefon", "2024", "women"): Fraction(363, 10),
    ("samtal", "telefon", "2024", "men"): Fraction(352, 10),
    ("samtal", "telefon", "2023", "total"): Fraction(374, 10),
    ("samtal", "riket", "2024", "total"): Fraction(474, 10),
    ("samtal", "kil", "2024", "total"): Fraction(54),
    ("samtal", "sunne", "2024", "total"): Fraction(95),
    ("trycksar", "namnd", "2022", "total"): Fraction(90, 10),
    ("trycksar", "namnd", "2023", "total"): Fraction(81, 10),
    ("trycksar", "namnd", "2024", "total"): Fraction(97, 10),
    ("nettokostnad", "namnd", "2024", "total"): Fraction(91497, 10),
    ("nettokostnad", "namnd", "2023", "total"): Fraction(89532, 10),
    ("budget", "namnd", "2024", "total"): Fraction(84281, 10),
}


class Fakes(Measurements):
    """The real query object, reading its values from a table."""

    def __init__(self, values=None):
        super().__init__(
            SimpleNamespace(id="bild-1", index={"facts": "fakta-1"}, reported=(), forecasts=()),
            Catalogue(MEASURES),
            Tree(UNITS, date(2024, 12, 31)),
        )
        self.values = dict(VALUES if values is None else values)

    def trend(self, measure, unit, window="month"):
        return self._one_by_one(self.catalogue[measure], unit, window)

    def _run(self, name, whose, periods):
        return [self._value(name, whose, period) for period in periods]

    def _value(self, measure, whose, period, lagged=True):
        unit_id, sex = whose.unit, whose.sex
        definition = self.catalogue[measure]
        if measure == "plan":
            missing = Figure.missing(unit("ja/nej"))
            return Measurement(measure, unit_id, missing, period, sex, word="ja")
        value = self.values.get((measure, unit_id, period.code, sex))
        if value is None and len(period) == 1 and (measure, unit_id) == ("samtal", "telefon"):
            value = Fraction(300 + 5 * (period.first % 24), 10)  # a month: 30.0, 30.5 … 41.5
        figure = Figure(value, unit(definition.unit), definition.decimals)
        below = Fraction(157121) if measure == "samtal" and value is not None else None
        return Measurement(measure, unit_id, figure, period, sex, None, below, 157121)


def indicator(m, slug, measure, unit_id, target, grade, window="period", name=""):
    definition = m.catalogue[measure]
    wanted = target and SimpleNamespace(text=target[0], value=target[1], operator=">=", year=2024)
    return SimpleNamespace(
        name=name or definition.label,
        indicator=SimpleNamespace(
            slug=slug,
            measure=measure,
            window=window,
            method=definition.method,
            source=definition.source,
            value_unit=definition.unit,
            decimals=definition.decimals,
        ),
        link=SimpleNamespace(unit_id=unit_id, baseline=False),
        target=wanted,
        measurement=m.value(measure, unit_id, YEAR),
        previous=m.value(measure, unit_id, YEAR.previous_year()),
        women=m.value(measure, unit_id, YEAR, "women"),
        men=m.value(measure, unit_id, YEAR, "men"),
        benchmark=m.value(measure, "riket", YEAR),
        verdict=SimpleNamespace(grade=grade, reason=""),
        in_force=SimpleNamespace(grade=grade, reason=""),
        suggested=grade,
        decided=None,
        reason="",
    )


def decided(row, grade, reason):
    """Let a person have decided the row's verdict."""
    row.decided, row.reason, row.in_force = grade, reason, SimpleNamespace(grade=grade, reason=reason)


def goals(m, name="Tillgänglig vård"):
    rows = (
        indicator(m, "samtal-15-min", "samtal", "telefon", ("≥ 60 %", Fraction(60)), MISSED),
        indicator(m, "andel-trycksar", "trycksar", "namnd", ("under 7 %", Fraction(7)), MISSED),
    )
    first = SimpleNamespace(
        goal=SimpleNamespace(slug="tillganglig-vard", name=name, agenda2030=[3, 5], strategy=["Livsvillkor"]),
        decided=MISSED,
        suggested=MET,
        differs=True,
        reason="Nämnden väger in väntetiderna.",
        indicators=rows,
    )
    second = SimpleNamespace(
        goal=SimpleNamespace(slug="hallbar-beredskap", name="Hållbar beredskap", agenda2030=[], strategy=[]),
        decided=MET,
        suggested=MET,
        differs=False,
        reason="",
        indicators=(indicator(m, "plan-finns", "plan", "namnd", ("ja", None), MET),),
    )
    top = SimpleNamespace(slug="trygga-invanare", name="Trygga invånare")
    other = SimpleNamespace(slug="hallbar-organisation", name="Hållbar organisation")
    return [SimpleNamespace(goal=top, children=(first,)), SimpleNamespace(goal=other, children=(second,))]


def one_top(m):
    """The same goals where the upper level is one goal for all."""
    tops = goals(m)
    return [SimpleNamespace(goal=tops[0].goal, children=tuple(view for top in tops for view in top.children))]


def statement(m):
    """Nettokostnad 9 149,7 mot budget 8 428,1: avvikelse 8 428,1 − 9 149,7 = −721,6."""
    outcome, budget = m.value("nettokostnad", "namnd", YEAR), m.value("budget", "namnd", YEAR)
    deviation = m.deviation("nettokostnad", "budget", "namnd", YEAR, sign=-1)
    rows = (
        StatementRow("personal", "Personalkostnader", "item", (outcome, budget, deviation)),
        StatementRow(
            "varav", "varav egen regi", "of-which", (outcome, None, None), notes=("Ny uppdelning.",)
        ),
        StatementRow("netto", "Nettokostnad", "total", (outcome, budget, deviation)),
    )
    heads = ("Utfall 2024", "Budget 2024", "Avvikelse mot budget")
    keys = ("outcome", "budget", "deviation")
    return Statement(
        "Resultat",
        "namnd",
        YEAR,
        keys,
        heads,
        rows,
        defined=(Column("deviation", "difference", "", of=("budget", "outcome")),),
    )


REGISTERS = Registers(
    matters=(Happened("HSN/1", "motion", "Fler tider", "KD", "nämnden", "assigned", date(2024, 2, 13)),),
    controls=(Point("inkop", "own", "check", "Inköp", "", "acceptable", "Utan anmärkning", None, "", ()),),
)
AGENDA = {3: "God hälsa och välbefinnande", 5: "Jämställdhet"}
PROSE = {
    "sammanfattning.md": (
        "Andelen besvarade samtal blev {{ samtal telefon now }} mot {{ samtal telefon before }} året före,\n"
        "en **minskning med {{ change samtal telefon now against=2023 abs }}**. "
        "Målet {{ target samtal-15-min }} nås inte.\n\n"
        "- Flest svar gav {{ highest samtal telefon now name }}, {{ highest samtal telefon now }}.\n"
        "- Underskottet blev {{ deviation nettokostnad budget namnd now abs }}.\n"
    ),
    "indikatorer/samtal-15-min.md": "Riket nådde {{ riket samtal 2024 }}.\n",
}
TEMPLATE = """
id: arsredovisning
board: namnd
kind: arsredovisning
period: "2024"
title: Årsredovisning {year}
subtitle: Mål och ekonomi
label: Exempel med påhittade data
sections:
  - {id: sammanfattning, title: Sammanfattning, file: sammanfattning.md}
  - {id: bedomning, title: Måluppfyllelse, kind: summary}
  - {id: mal, title: Nämndens resultatmål, kind: goals}
  - id: ekonomi
    title: Ekonomi
    sections:
      - {id: resultat, title: Resultat, kind: statement, layout: resultat}
  - {id: arenden, title: Ärenden, kind: matters, types: {motion: Motioner}}
  - {id: kontroll, title: Intern kontroll, kind: controls}
  - {id: varden, title: Diagrammens värden, kind: chart_values}
  - {id: kallor, title: Källor och definitioner, kind: sources}
"""
