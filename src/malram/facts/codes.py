# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The numbers of this room's problems in words, and the page that lists those of every room.

Each room that reports problems has a table like `CODES`. A number is never reused, not even when the
problem it stood for is gone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from malram.facts.rules import RULES

Codes = Mapping[str, tuple[str, str]]  # code: (what is wrong, what to do)

_FILLED_IN = re.compile(r"\{[^}]*\}")


def _of_rules() -> dict[str, tuple[str, str]]:
    """The rules of the intake; what depends on the case is shown as an ellipsis."""
    found = {}
    for code, rule in RULES.items():
        hint = "Välj det ord som meddelandet föreslår." if rule.hint.startswith("{") else rule.hint
        found[code] = (_general(rule.message), _general(hint))
    return found


def _general(text: str) -> str:
    return _FILLED_IN.sub("…", text.replace("{mark}", ",")).replace("….", "…")


CODES: Codes = {
    "A001": ("Filen går inte att läsa som YAML.", "Kontrollera indrag, kolon och citattecken på raden."),
    "A002": ("Filen är inte text i UTF-8.", "Spara den som UTF-8."),
    "A003": ("Samma nyckel står två gånger.", "Ta bort den ena."),
    "A004": ("Filen finns inte, är en mapp eller går inte att öppna.", "Skapa filen, eller rätta namnet."),
    "A005": ("Filen är för stor.", "Dela upp den i flera filer."),
    "A006": (
        "Filen är för djup, eller blir för stor när den läses.",
        "Skriv ut värdena i stället för att hänvisa med & och *.",
    ),
    "A007": (
        "En rad har fler eller färre fält än rubriken, eller ett ensamt citattecken.",
        "Sätt citattecken om en text som har komma i sig, och dubbla de citattecken som står i den.",
    ),
    "A008": ("En kolumn står två gånger.", "Ta bort den ena."),
    **_of_rules(),
    "L001": ("Filen är ingen lista, eller något i den är ingen post.", "Börja varje post med `- id: …`."),
    "L002": ("En okänd nyckel.", "Rätta stavningen; meddelandet föreslår närmaste ord."),
    "L003": ("En nyckel saknas.", "Lägg till den."),
    "L004": ("Något som inte finns nämns.", "Rätta ordet eller lägg till det som nämns."),
    "L005": ("En dag, en period eller ett tal går inte att läsa.", "Skriv det som meddelandet visar."),
    "L006": ("Samma id står två gånger.", "Ge den ena ett annat id."),
    "L007": ("Ett id med andra tecken.", "Skriv små bokstäver a–z, siffror och bindestreck."),
    "L008": ("Något är en del av sig självt.", "Rätta `part_of`."),
    "O001": ("En kolumn saknas i `organisation.csv`.", "Ge filen alla kolumner som meddelandet räknar upp."),
    "O002": ("En dag går inte att läsa.", "Skriv dagar som 2024-12-31."),
    "O003": ("Sista dagen ligger före den första.", "Byt plats på dem."),
    "O004": (
        "En enhet har två platser samma dag.",
        "Avsluta den förra raden dagen före, eller skriv i `known_from` när den nya blev känd.",
    ),
    "O005": ("Den överordnade enheten finns inte.", "Rätta id:t eller lägg till enheten."),
    "O006": ("En enhet är överordnad sig själv.", "Rätta en av raderna i ringen."),
    "O007": (
        "En enhet står under en som inte finns alla de dagar raden gäller.",
        "Skriv en rad som säger var enheten står från och med den dagen.",
    ),
    "O008": ("En efterträdare finns inte.", "Rätta id:t eller lägg till enheten."),
    "O009": ("En enhet har en efterträdare men ingen sista dag.", "Skriv enhetens sista dag i `valid_to`."),
    "O010": (
        "En enhet efterträder sig själv.",
        "Låt en av enheterna i ringen finnas kvar, eller ange en annan efterträdare.",
    ),
    "O011": (
        "En efterträdare finns inte dagen efter enhetens sista.",
        "Ange en enhet som finns då, eller ändra när efterträdaren börjar eller slutar.",
    ),
    "O012": ("En enhet har inget id.", "Skriv id:t i kolumnen `unit`."),
}


def code_page(groups: Mapping[str, Codes]) -> str:
    """Return docs/reference/problem-codes.md: what each group is about, with its codes."""
    parts = [_HEAD]
    for title, codes in groups.items():
        parts.append(f"## {title}\n\n| kod | vad som är fel | gör så här |\n| --- | --- | --- |")
        parts += [f"| {code} | {meaning} | {remedy} |" for code, (meaning, remedy) in sorted(codes.items())]
        parts.append("")
    return "\n".join(parts)


_HEAD = """<!--
SPDX-FileCopyrightText: 2026 The Målram contributors
SPDX-License-Identifier: EUPL-1.2
-->
# Felkoder

Skriven av `malram.facts.codes.code_page()` ur varje rums tabell `CODES`; ändra där. Ett meddelande
börjar alltid med fil och rad, sedan koden, vad som är fel och vad man kan göra. Tre punkter står för
det som beror på fallet. En kod betyder en sak och används aldrig igen till något annat.
"""
