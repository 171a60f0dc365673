# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The page about the files that measures are written in."""

from __future__ import annotations

from collections.abc import Mapping

from malram.measures.catalogue import words
from malram.measures.catalogue.loader import REQUIRED
from malram.measures.computing.stages import STAGES
from malram.measures.computing.tables import COMPUTED


def definition_page() -> str:
    """Return docs/reference/definition-files.md: keys, words, computed columns and stages."""
    keys = {f"`{key}`" + (" *" if key in REQUIRED else ""): text for key, text in words.KEYS.items()}
    kinds = {name: f"{short}: {text}" for name, (short, text) in words.KINDS.items()}
    return "\n".join(
        [
            _HEAD,
            *_table("Nycklar", "En stjärna: måste finnas.", keys, quoted=False),
            *_table("Slag", "Slag med nämnare är `share`, `rate`, `ratio`, `mean` och `index`.", kinds),
            *_table("Delar", "`numerator` och `denominator` är var sin avdelning.", words.PART_KEYS),
            *_table("Villkor", _CONDITIONS, words.OPERATORS),
            *_table("Fönster", _WINDOWS, words.WINDOWS),
            *_table("Tidsregler", "`over` säger hur en del förs över flera månader.", words.OVER),
            *_computed(),
            *_stages(),
        ]
    )


def _table(title: str, text: str, rows: Mapping[str, str], *, quoted: bool = True) -> list[str]:
    head = f"## {title}\n\n{text}\n\n| ord | betyder |\n| --- | --- |"
    return [
        head,
        *(f"| {f'`{name}`' if quoted else name} | {meaning} |" for name, meaning in rows.items()),
        "",
    ]


def _computed() -> list[str]:
    head = "## Beräknade kolumner\n\nFinns för varje rad utöver kontraktets egna.\n"
    rows = [
        f"| `{table}` | `{column}` | {computed.meaning} |"
        for table, columns in COMPUTED.items()
        for column, computed in columns.items()
    ]
    return [head, "| kontrakt | kolumn | innehåll |\n| --- | --- | --- |", *rows, ""]


def _stages() -> list[str]:
    parts = ["## Steg per person\n", _STAGES]
    for stage in STAGES.values():
        origins = ", ".join(f"`{origin}`" for origin in stage.origins)
        columns = ", ".join(f"`{name}` ({kind})" for name, kind in stage.columns)
        parts += [f"### `{stage.name}`: {stage.label}\n", stage.method + "\n"]
        parts += [f"- Ur: {origins}", f"- Kolumner: {columns}", ""]
    return parts


_HEAD = """<!--
SPDX-FileCopyrightText: 2026 The Målram contributors
SPDX-License-Identifier: EUPL-1.2
-->
# Definitionsfiler

Skriven av `malram.measures.catalogue.definition_page`; ändra i `malram/measures/catalogue/words.py` och
`malram/measures/computing/stages.py`. En regions mått står i `measures/*.yaml`, en lista per fil.
`malram check` läser dem och listar allt som är fel, med fil, rad och förslag. Så skriver man ett: [skriv ett
mått](../how-to/define-a-measure.md).

```yaml
- id: svar-inom-15-min
  label: Besvarade samtal inom femton minuter
  kind: share
  fact: calls
  where: {service: "1177"}
  numerator: {count: true, where: {answered: true, wait_seconds: {at_most: 900}}}
  denominator: {count: true}
  unit: "%"
  decimals: 1
```
"""
_CONDITIONS = (
    "En tom cell uppfyller inget villkor utom `not` och `empty`. Belopp skrivs i kronor och tal i sin egen "
    "enhet, även där raderna lagrar ören och tusendelar. Flera villkor gäller samtidigt."
)
_WINDOWS = (
    "Ett mått som bara har `r12`, `r18` eller `point` tar alltid det fönstret, slutande i den månad som "
    "efterfrågas. Annars räknas de månader som efterfrågas. Perioden som verkligen användes trycks när den "
    "skiljer sig."
)
_STAGES = """\
Några mått kräver att flera rader om samma person ses tillsammans. Det görs i ett steg före räkningen;
resultatet är en tabell som mått kan nämna i `fact`. Reglerna med räkneexempel:
[steg per person](../algorithms/stages.md).
"""
