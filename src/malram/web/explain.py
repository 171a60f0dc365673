# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""How a number was computed, in plain Swedish, from its definition. Nothing is written per measure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from malram.facts.contracts import CONTRACTS
from malram.measures.catalogue.definitions import Condition, Measure, Part
from malram.measures.computing.tables import COMPUTED, TABLES
from malram.values import number, unit

# Columns of the per-person stages; a contract's own columns carry their meaning in the contract.
STAGE_COLUMNS = {
    "readmitted": "inskriven igen oplanerat inom 30 dagar",
    "coc_ppm": "kontinuitetsindex i miljondelar",
    "long_sick": "sjukskriven minst 60 dagar i följd",
    "degree": "sysselsättningsgrad",
    "form": "anställningsform",
    "sex": "kön",
}


OPERATORS = {
    "equals": lazy("är"),
    "in": lazy("är"),
    "not": lazy("är inte"),
    "at_most": lazy("är högst"),
    "at_least": lazy("är minst"),
    "less_than": lazy("är under"),
    "more_than": lazy("är över"),
    "starts_with": lazy("börjar med"),
}
TAKEN = {
    "sum": lazy("summan av %(column)s i %(table)s"),
    "distinct": lazy("antal olika %(column)s i %(table)s"),
    "spread": lazy("alla värden på %(column)s i %(table)s"),
}
CARRIED = {"last": lazy("bara periodens sista månad"), "mean": lazy("medelvärde av månadernas värden")}


@dataclass(frozen=True)
class PartInWords:
    """One side of the fraction: what is counted, and the conditions a row must meet."""

    name: str
    counted: str
    conditions: tuple[str, ...]


@dataclass(frozen=True)
class Explanation:
    sentence: str
    parts: tuple[PartInWords, ...]


def explain(measure: Measure, labels: dict[str, str]) -> Explanation:
    """The rule in a sentence and its parts. `labels` gives other measures' names for those built on them."""
    parts = []
    if measure.numerator is not None:
        parts.append(_part(measure.numerator, _("Täljare") if measure.denominator else _("Det som räknas")))
    if measure.denominator is not None:
        parts.append(_part(measure.denominator, _("Nämnare")))
    return Explanation(_sentence(measure, labels), tuple(parts))


def _sentence(measure: Measure, labels: dict[str, str]) -> str:
    symbol = unit(measure.unit).symbol
    match measure.kind:
        case "share":
            return _(
                "Täljaren delad med nämnaren, gånger hundra. För flera enheter eller månader läggs täljare "
                "och nämnare ihop var för sig innan de delas."
            )
        case "rate" | "ratio":
            said = _(
                "Täljaren delad med nämnaren, %(unit)s. Summor delas med summor, aldrig medel av kvoter."
            )
            return said % {"unit": symbol or _("i antal")}
        case "mean" | "index":
            return _("Summan delad med antalet, över alla rader som räknas.")
        case "growth":
            of = labels.get(measure.of or "", measure.of)
            return _("Förändringen av %(of)s mot samma period året före.") % {"of": of}
        case "derived":
            terms = " ".join(_term(labels.get(name, name), weight) for name, weight in measure.terms)
            return _("Räknas ur andra mått: %(terms)s.") % {"terms": terms}
        case "reported":
            return _("Värdet är inte räknat ur händelser. Det är rapporterat av den som anges som källa.")
        case "distinct":
            return _("Var och en räknas en gång, hur många rader och enheter den än finns på.")
        case "quantile":
            share = number(100 * (measure.quantile or 0), 0)
            return _("Värdet som %(share)s procent av raderna inte överstiger.") % {"share": share}
        case "snapshot":
            return _("Läget den sista månaden i perioden.")
        case _:
            return _("Summan över de rader som räknas.")


def _term(label: str | None, weight: Any) -> str:
    sign = "−" if weight < 0 else "+"
    times = "" if abs(weight) == 1 else f"{number(abs(weight), 2)} × "
    return f"{sign} {times}{label}"


def _part(part: Part, name: str) -> PartInWords:
    table = TABLES[part.fact].label
    if part.column is None:
        counted = _("antal rader i %(table)s") % {"table": table}
    else:
        named = {"column": meaning(part.fact, part.column), "table": table}
        counted = str(TAKEN[part.how]) % named
    carried = CARRIED.get(part.over)
    conditions = tuple(condition_in_words(part.fact, condition) for condition in part.where)
    return PartInWords(name, counted, (*conditions, str(carried)) if carried else conditions)


def meaning(fact: str, column: str) -> str:
    """What a column says, in the contract's words."""
    if column in COMPUTED.get(fact, {}):
        return COMPUTED[fact][column].meaning
    for contract in (CONTRACTS.get(origin) for origin in TABLES[fact].origins):
        if contract is not None and column in contract.names:
            # What follows a semicolon is for those who write the files.
            return contract.column(column).meaning.partition(";")[0] or column
    return STAGE_COLUMNS.get(column, column)


def condition_in_words(fact: str, condition: Condition) -> str:
    said, value = meaning(fact, condition.column), condition.value
    if isinstance(value, bool) and condition.operator in ("equals", "not"):
        wanted = value if condition.operator == "equals" else not value
        return f"{said.removeprefix('om ')}: {_('ja') if wanted else _('nej')}"
    if condition.operator == "empty":
        return f"{said} {_('saknas') if value else _('finns')}"
    return f"{said} {OPERATORS[condition.operator]} {_listed(value)}"


def _listed(value: Any) -> str:
    """'a', 'a eller b', 'a, b eller c'."""
    items = [str(item) for item in value] if isinstance(value, tuple) else [str(value)]
    if len(items) == 1:
        return items[0]
    return _("%(first)s eller %(last)s") % {"first": ", ".join(items[:-1]), "last": items[-1]}
