# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The numbers of this room's problems in words, for docs/reference/problem-codes.md."""

CODES = {
    "G001": ("En okänd nyckel.", "Rätta stavningen; meddelandet föreslår närmaste ord."),
    "G002": ("Ett okänt kontrakt.", "Kontrakten står i docs/reference/contracts.md."),
    "G003": ("Perioder saknas eller går inte att läsa.", "Skriv till exempel `periods: [2023, 2024]`."),
    "G004": ("En nyckel saknas.", "Lägg till den; meddelandet säger vilken."),
    "G005": ("Ett värde är av fel slag eller för få.", "Meddelandet säger vad som ska stå."),
    "G006": ("Ett namn finns inte.", "Enheter står i organisation.csv, grupper i demo/courses/shared.yaml."),
    "G007": (
        "En fil i demo/ saknas, eller inget läser den.",
        "Byt namn på filen eller lägg till den.",
    ),
}
