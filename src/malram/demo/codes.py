# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The numbers of this room's problems in words, for docs/reference/problem-codes.md."""

CODES = {
    "G001": ("En okänd nyckel.", "Rätta stavningen; meddelandet föreslår närmaste ord."),
    "G002": ("Ett okänt kontrakt.", "Kontrakten står i docs/reference/contracts.md."),
    "G003": ("Perioder saknas eller går inte att läsa.", "Skriv till exempel `periods: [2023, 2024]`."),
}
