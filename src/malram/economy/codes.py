# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The numbers of this room's problems in words, for docs/reference/problem-codes.md."""

CODES = {
    "E001": (
        "Filen är ingen uppställning.",
        "Börja med `id: …`, `title: …`, `board: …`, `columns:` och `lines:`.",
    ),
    "E002": ("En okänd nyckel.", "Rätta stavningen; meddelandet föreslår närmaste ord."),
    "E003": ("En nyckel saknas.", "Lägg till den."),
    "E004": ("En rad visar ett mått som inte finns.", "Rätta måttets id eller skriv måttet."),
    "E005": ("En okänd radroll.", "Välj `item`, `of-which`, `subtotal` eller `total`."),
    "E006": ("En kolumn har ett värde som inte finns.", "Välj ett av dem som meddelandet räknar upp."),
    "E007": (
        "En kolumn jämför kolumner som inte står före den.",
        "Namnge två kolumner till vänster om den i `of` och en i `base`.",
    ),
    "E009": ("En variant av en uppställning som inte finns.", "Rätta `variant_of`."),
    "E010": (
        "Två rader, i en uppställning eller i två av samma nämnd, tar samma konto.",
        "Låt en rad ta kontot. En uppställning som läser samma konton igen är en variant: `variant_of`.",
    ),
    "E011": (
        "En rad tar bara en del av sina konton.",
        "Gör raden till `of-which`, eller låt måttet ta hela kontona. Annars syns resten ingenstans.",
    ),
    "E012": ("En rads utfall och budget är på olika konton.", "Låt båda måtten ta samma konton."),
    "E013": ("Två uppställningar har samma id.", "Ge den ena ett annat id."),
    "E030": ("Filen med jämförbarhetsposter är ingen lista.", "Börja varje post med `- id: …`."),
    "E031": (
        "Två jämförbarhetsposter har samma id.",
        "En post ändras inte: skriv en ny, och upphäv den förra med `revokes`.",
    ),
    "E032": ("En post upphäver en som inte finns före den.", "Rätta `revokes`."),
    "E033": (
        "Ett okänt slag av jämförbarhetspost.",
        "Välj `reclassification`, `comparability_item` eller `revocation`.",
    ),
    "E034": (
        "En omklassificering går inte jämnt ut i någon enhet och månad.",
        "Skriv samma belopp med ombytt tecken på raden det flyttas från.",
    ),
    "E035": (
        "En månad, en dag eller ett belopp i en jämförbarhetspost är fel.",
        "Skriv det som i meddelandet.",
    ),
    "E036": (
        "En jämförbarhetspost nämner en uppställning, en rad, en enhet eller ett konto som inte finns.",
        "Rätta namnet; meddelandet föreslår närmaste.",
    ),
    "E037": (
        "En jämförbarhetspost flyttar ett konto som ingen rad tar.",
        "Ta bort kontot, eller låt en rad ta det.",
    ),
    "E014": ("Ett värde är av fel slag.", "Skriv en text, eller en lista som i meddelandet."),
    "E020": (
        "Gränsen för när en prognos behöver ett skäl är fel skriven.",
        "Skriv `reason_beyond: {percent: 3, tkr: 500}`.",
    ),
    "E021": ("Uppställningen trycks för en enhet som inte finns.", "Rätta `reported_for`."),
    "E008": ("Två kolumner har samma id.", "Ge den ena ett annat id."),
    "E040": ("En kolumn saknas i `accounts.csv`.", "Ge filen kolumnerna `account` och `name`."),
}
