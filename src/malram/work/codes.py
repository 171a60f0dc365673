# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The numbers of this room's problems in words, for docs/reference/problem-codes.md."""

CODES = {
    "W001": (
        "Ett läge som inte är ett av styrmodellens ord.",
        "Välj ett av orden under `status_words` i nämndens styrmodell.",
    ),
    "W002": (
        "Ett läge som redan är infört står nu på annat sätt i filen.",
        "Ställ tillbaka raden, och skriv det nya läget med sin egen dag.",
    ),
}
