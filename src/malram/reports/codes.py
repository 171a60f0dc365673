# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The numbers of this room's problems in words, for docs/reference/problem-codes.md."""

CODES = {
    "R001": ("Filen är ingen rapportmall, eller ett avsnitt saknar nycklar.", "Skriv `{id: …, title: …}`."),
    "R002": ("En okänd nyckel.", "Rätta stavningen; meddelandet föreslår närmaste ord."),
    "R003": ("Ett okänt slag av avsnitt.", "Välj ett av dem som står i [rapportfiler](report-files.md)."),
    "R004": ("Två avsnitt har samma id.", "Ge det ena ett eget id."),
    "R005": ("En nyckel saknas.", "Lägg till den."),
    "R006": ("Mallens nämnd står inte i `region.yaml`.", "Lägg till den under `boards`, eller rätta mallen."),
    "R007": ("Mallens organisation går inte att förstå.", "Skriv `then`, `now` eller ett år."),
    "R008": (
        "Ett ord som registret inte har.",
        "Välj ett av dem som står i [rapportfiler](report-files.md).",
    ),
    "R009": ("Ett värde är av fel slag.", "Skriv en text, ett tal eller en lista, som meddelandet säger."),
    "R010": (
        "En platshållare nämner något som inte finns eller som saknar värde.",
        "Rätta namnet eller perioden; meddelandet föreslår närmaste ord.",
    ),
    "R011": (
        "Ett tal är inskrivet för hand.",
        "Hämta det med `{{ mått enhet period }}`, eller skriv `{{ plain … }}` om det inte är ett mätvärde.",
    ),
    "R012": ("`**` öppnas men stängs inte.", "Skriv två par."),
    "R013": ("Ingen del av mallen använder texten.", "Ta bort den eller nämn den i mallen."),
    "R014": ("Ett avsnitt nämner en text som inte finns.", "Skapa filen eller rätta namnet."),
    "R020": ("Ett avsnitt visar en uppställning som inte finns.", "Rätta uppställningens id."),
    "R021": ("Ett diagram visar ett mått som inte finns.", "Rätta måttets id."),
    "R022": ("Ett avsnitt visar en ramtabell som inte finns.", "Rätta tabellens id."),
}
