# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The page that lists a region's measures, for those who ask what a figure means."""

from __future__ import annotations

from malram.measures.catalogue.definitions import Catalogue, Measure
from malram.measures.catalogue.words import DIRECTIONS, KINDS
from malram.values import month_text, unit

MONTHS = ("jan", "feb", "mars", "apr", "maj", "juni", "juli", "aug", "sep", "okt", "nov", "dec")


def measure_page(catalogue: Catalogue, region: str) -> str:
    """Return docs/reference/measures.md: the measures of a region, file by file."""
    parts = [_HEAD.format(region=region, count=len(catalogue))]
    file = ""
    for measure in catalogue:
        if measure.file != file:
            file = measure.file
            parts.append(f"## {file}\n")
        parts += [f"### `{measure.id}`\n", f"{measure.label}\n", *_lines(measure), ""]
    return "\n".join(parts)


def _lines(measure: Measure) -> list[str]:
    said = {
        "Slag": f"`{measure.kind}` ({KINDS[measure.kind][0]})",
        "Underlag": _origin(measure),
        "Enhet": f"{_unit(measure)}, decimaler: {measure.decimals}",
        "Fönster": ", ".join(f"`{window}`" for window in measure.windows),
        "Riktning": "" if measure.direction == "none" else DIRECTIONS[measure.direction],
        "Förs till": _place(measure),
        "Eftersläpning": f"{measure.lag_months} månader" if measure.lag_months else "",
        "Mäts i": ", ".join(MONTHS[month - 1] for month in measure.measuring_months),
        "Tröskel": f"färre än {measure.threshold} personer visas inte" if measure.threshold else "",
        "Jämförbart från": _comparable(measure),
        "Metod": measure.method,
        "Källa": measure.source,
    }
    return [f"- {name}: {text}" for name, text in said.items() if text]


def _origin(measure: Measure) -> str:
    """Fact tables and stages, or the measures it is built of."""
    if measure.kind == "reported":
        return f"`reported_values`, serien `{measure.series or measure.id}`"
    below = [name for name, _ in measure.terms] + ([measure.of] if measure.of else [])
    names = below or list(dict.fromkeys(part.fact for part in measure.parts))
    return ("måtten " if below else "") + ", ".join(f"`{name}`" for name in names)


def _unit(measure: Measure) -> str:
    return unit(measure.unit).symbol.replace("\N{NO-BREAK SPACE}", " ") or measure.unit or "tal"


def _place(measure: Measure) -> str:
    columns = {part.unit_column for part in measure.parts} - {"unit"}
    own = ["enheter i egen regi"] if measure.regi == "own" else []
    return ", ".join([*own, *(f"enheten i kolumnen `{column}`" for column in sorted(columns))])


def _comparable(measure: Measure) -> str:
    change = measure.comparable_from
    return f"{month_text(change.month)}. {change.note}" if change else ""


_HEAD = """<!--
SPDX-FileCopyrightText: 2026 The Målram contributors
SPDX-License-Identifier: EUPL-1.2
-->
# Mått

Skriven av `malram.measures.catalogue.measure_page.measure_page()` ur {region}s definitionsfiler; ändra i dem.
Programmet har inga egna mått: de är data som hör till en region, och en annan region har sina egna. Här
är de {count} som följer med demon. Hur en definition skrivs står i
[definitionsfiler](definition-files.md).
"""
