# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The numbers of this room's problems in words, for docs/reference/problem-codes.md."""

CODES = {
    "T001": (
        "En post i spåret följer inte på den före.",
        "Ta reda på vem som har skrivit i databasen vid sidan av programmet; återställ från säkerhetskopia.",
    ),
    "T002": (
        "En post i spåret har ändrats i efterhand.",
        "Jämför posten med en säkerhetskopia från tiden innan den ändrades.",
    ),
}
