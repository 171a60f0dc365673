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
    "W003": (
        "En effektåtgärd säger inte på ett sätt hur effekten är känd.",
        "Skriv ett av `measured_by`, `realised` och `inseparable`.",
    ),
    "W004": (
        "Två effektåtgärder räknar samma konton, enheter och månader.",
        "Skilj dem åt, eller gör den ena till en del av den andra.",
    ),
    "W005": (
        "Måttet räknar något annat än effekten.",
        "Välj ett mått som summerar, i samma enhet som effekten.",
    ),
    "W006": ("Det som effekten jämförs med är inte angivet.", "Ange dagen, eller måttet för budgeten."),
    "W007": (
        "Ett statsbidrag har redovisats efter sista dagen utan att det står varför.",
        "Skriv varför i `comment`.",
    ),
    "W008": (
        "En prestationsdel säger inte vad den betalas efter.",
        "Ange indikatorn, eller villkoret i ord.",
    ),
    "W009": ("Överförda medel säger inte vart de gick.", "Ange objektet som fick dem i `to`."),
    "W010": (
        "En händelse kan inte ha hänt med statsbidraget eller investeringens medel.",
        "Meddelandet säger varför; rätta dagen, beloppet eller ordningen.",
    ),
    "W011": (
        "Det högsta som väntas är inte högre än det lägsta.",
        "Skriv det lägre i `amount` och det högre i `at_most`.",
    ),
    "W012": (
        "En del av en åtgärd hör till en annan nämnd eller summa än sin helhet.",
        "Skriv samma `board` och `within_budget`, eller ta bort `part_of`.",
    ),
    "W041": ("Varning: uppdraget står inte i något område.", "Ange områden i `areas`."),
    "W042": ("Varning: ingen roll svarar för uppdraget.", "Ange rollen i `responsible`."),
    "W043": (
        "Varning: uppdraget har varken läge, del eller aktivitet.",
        "Skriv hur det går under `status`, eller nämn det i `assignments` i en aktivitet.",
    ),
    "W044": (
        "Varning: aktiviteten svarar inte mot något uppdrag.",
        "Ange uppdraget i `assignments`, om aktiviteten svarar mot ett.",
    ),
}
