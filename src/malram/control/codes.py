# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The numbers of this room's problems in words, for docs/reference/problem-codes.md."""

CODES = {
    "K001": (
        "Ett kontrollresultat som redan är infört står nu på annat sätt i filen.",
        "Ställ tillbaka raden, och skriv det nya resultatet med sin egen dag.",
    ),
    "K002": (
        "En kontroll är inte godtagbar och ingen åtgärd är angiven.",
        "Lägg till en åtgärd med ansvarig och sista dag.",
    ),
    "K003": ("Nämnden har två planer för samma år.", "Slå ihop dem."),
    "K004": (
        "Ett kontrollmoment kan inte vara överfört från det som är angivet.",
        "Ange ett i samma nämnds plan för ett tidigare år, som inte redan är överfört.",
    ),
}
