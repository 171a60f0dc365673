# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The contracts in words, for docs/reference/contracts.md."""

from __future__ import annotations

from malram.facts.contracts import CONTRACTS, Column


def contract_table() -> str:
    """Return docs/reference/contracts.md: every contract with its columns."""
    parts = [_HEAD]
    for contract in CONTRACTS.values():
        key = ", ".join(f"`{name}`" for name in contract.key)
        parts.append(f"## `{contract.name}`: {contract.label}\n")
        parts.append(f"Nyckel: {key}. Månad efter `{contract.date}`. Skyddsklass: {contract.privacy}.\n")
        parts.append("| kolumn | slag | krävs | innehåll |\n| --- | --- | --- | --- |")
        parts.extend(_table_row(column) for column in contract.columns)
        parts.append("")
    return "\n".join(parts)


_HEAD = """<!--
SPDX-FileCopyrightText: 2026 The Målram contributors
SPDX-License-Identifier: EUPL-1.2
-->
# Faktakontrakt

Skriven av `malram.facts.contract_page.contract_table()`; ändra där. Varje lagrad rad har dessutom `month`
(månaden som heltal, år · 12 + månad − 1), `_file` (de första 16 tecknen av filens SHA-256) och `_line`
(raden i filen). Månadskolumnen i en källfil lagras bara som detta heltal.
"""


def _table_row(column: Column) -> str:
    codes = f" ({', '.join(f'`{code}`' for code in column.codes)})" if column.codes else ""
    required = "ja" if column.required else "nej"
    return f"| `{column.name}` | {column.kind} | {required} | {column.meaning}{codes} |"
