# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The numbers of this room's problems in words, for docs/reference/problem-codes.md."""

CODES = {
    "M001": (
        "En okänd nyckel, eller ett okänt villkor.",
        "Rätta stavningen; meddelandet föreslår närmaste ord.",
    ),
    "M002": ("En nyckel som varje mått måste ha saknas.", "Lägg till den."),
    "M003": ("Ett id har andra tecken än a–z, siffror och bindestreck.", "Skriv till exempel `andel-nojda`."),
    "M004": (
        "Ett ord som inte finns i listan över tillåtna för nyckeln.",
        "Välj ett av dem som står i [definitionsfiler](definition-files.md).",
    ),
    "M005": ("En okänd enhet.", "Välj en av [enheterna](units.md)."),
    "M006": ("Måttets slag kräver en nyckel som saknas.", "Lägg till den."),
    "M007": (
        "Något som ska vara nycklar och värden är något annat.",
        "Skriv till exempel `{count: true}` eller `{kolumn: värde}`.",
    ),
    "M008": ("En okänd faktatabell.", "Välj ett kontrakt eller ett steg per person."),
    "M009": ("Filen är inte en lista med mått.", "Börja varje mått med `- id: …`."),
    "M010": ("Tabellen har ingen kolumn med det namnet.", "Rätta kolumnen eller tabellen."),
    "M011": (
        "`comparable_from` saknar månad eller anmärkning.",
        "Skriv till exempel `{month: 2024-01, note: …}`.",
    ),
    "M012": ("Två mått har samma id.", "Ge det ena ett annat id."),
    "M013": ("Ett mått bygger på ett mått som inte finns.", "Rätta namnet eller skriv måttet."),
    "M014": (
        "Ett värde är av fel sort: text i stället för tal, eller ett villkor som inte passar kolumnen.",
        "Skriv det som meddelandet säger. Koder som 5010 är text i en textkolumn: `'5010'`.",
    ),
    "M015": ("Ett mått bygger på sig självt.", "Rätta ett av måtten i ringen."),
    "M016": (
        "Filen med uppdelningar är ingen lista, eller två uppdelningar har samma id.",
        "Börja varje uppdelning med `- id: …` och ge var och en ett eget id.",
    ),
    "M017": (
        "`threshold` står i ett mått som inte räknar personer, eller som den inte kan skydda.",
        "Ta bort nyckeln, eller det som meddelandet nämner.",
    ),
    "M018": (
        "Ett mått räknar samma rader som ett mått med `threshold` och skyddas inte likadant.",
        "Skriv samma `threshold` i båda.",
    ),
    "B001": (
        "En okänd nyckel i en bindning mellan ett tryckt tal och det som ger det.",
        "Ta bort den eller rätta stavningen.",
    ),
    "B003": (
        "En bindning saknar dokument eller fil, eller korsar något annat än rader med kolumner.",
        "Skriv `{document: …, file: …, row: …, column: …, measure: …}`.",
    ),
    "B004": ("En kolumn saknas i en lista över undantag.", "Ge filen `document,file,row,reason`."),
    "B002": (
        "Listan över motsägelser eller över utelämnade rader saknas.",
        "Skapa filen med en rubrikrad.",
    ),
}
