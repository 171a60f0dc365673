# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The numbers of this room's problems in words, for docs/reference/problem-codes.md."""

CODES = {
    "N001": ("Filen saknas eller är ingen lista.", "Skriv en lista, där varje post börjar med `- id: …`."),
    "N002": ("En okänd nyckel.", "Rätta stavningen; meddelandet föreslår närmaste ord."),
    "N003": ("En nyckel saknas.", "Lägg till den."),
    "N004": ("Ett konto, en komponent eller ett beslut som inte finns.", "Rätta id:t eller lägg till det."),
    "N005": ("En enhet som organisationen inte har.", "Rätta enhetens id eller lägg till enheten."),
    "N006": ("Ett okänt slag.", "Välj ett av de ord som meddelandet räknar upp."),
    "N007": ("Ett belopp som inte går att läsa.", "Skriv ett tal med decimalpunkt, inte finare än ett öre."),
    "N008": (
        "Beslutets poster ger inte den kontrollsumma som står i `total`.",
        "Rätta posterna eller summan; kontrollera skalan (kr, tkr, mnkr).",
    ),
    "N009": ("Samma id står två gånger.", "Ge den ena ett annat id."),
    "N010": ("Ett konto eller en komponent står under sig självt.", "Rätta `parent`."),
    "N011": ("En dag eller ett år går inte att läsa.", "Skriv dagar som 2025-12-31 och år som 2025."),
    "N012": ("Reglerna för ramar tillåter inte beslutet.", "Meddelandet säger vilken regel; rätta beslutet."),
    "N013": (
        "Ett bokfört beslut står nu med andra poster i filen.",
        "Ställ tillbaka filen; ändra genom ett nytt beslut, eller rätta med `corrects`.",
    ),
    "N014": (
        "Ett konto med poster har fått annan plats eller annat slag.",
        "Ställ tillbaka filen och lägg upp ett nytt konto.",
    ),
    "N015": ("Ett id med andra tecken.", "Skriv små bokstäver a–z, siffror och bindestreck."),
    "N020": (
        "Ett beslut i databasen går inte jämnt ut.",
        "Ta reda på vem som har skrivit vid sidan av programmet.",
    ),
    "N021": (
        "Ett konto som inte får stå på minus gör det.",
        "Ta reda på vem som har skrivit vid sidan av programmet; för över medel.",
    ),
    "N022": (
        "De fördelade ramarna är inte nämndens ram med finansieringen.",
        "Ta reda på vem som har skrivit vid sidan av programmet.",
    ),
    "N023": ("En budgetväxling gäller utan alla svar den behöver.", "Begär svaren, eller växla tillbaka."),
    "N024": ("Enhetens budget i ekonomisystemet är inte dess ram.", "Rätta budgeten eller besluta om ramen."),
}
