# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every rule intake knows, with its number, its words and what to do. Numbers are never reused."""

from __future__ import annotations

from dataclasses import dataclass

from malram.facts.problems import Place, Problem


@dataclass(frozen=True)
class Rule:
    """`name` is what quarantine lists show; `message` and `hint` take the facts of the case."""

    code: str
    name: str
    message: str
    hint: str


_RULES = (
    # The whole file is refused.
    Rule("F001", "filen saknas", "Filen finns inte eller går inte att läsa.", "Kontrollera sökvägen."),
    Rule(
        "F002",
        "för stor fil",
        "Filen är {size} MB; gränsen är {limit} MB.",
        "Dela filen, till exempel per månad, och läs in delarna var för sig.",
    ),
    Rule("F003", "tom fil", "Filen är tom.", "Ta ut filen på nytt ur källsystemet."),
    Rule(
        "F004",
        "inte textfil",
        "Filen är inte en textfil{guess}.",
        "Spara den som avgränsad text (CSV) i {encoding} och läs in den på nytt.",
    ),
    Rule(
        "F005",
        "fel teckenkodning",
        "Raden går inte att läsa som {encoding}: byte {byte} är inte tillåten.",
        "Spara filen i {encoding} eller ändra encoding i mappningen {mapping}.",
    ),
    Rule(
        "F006",
        "fel avgränsare",
        "Rubrikraden delas inte av {expected}, som mappningen {mapping} anger, men av {found}.",
        "Ändra delimiter i mappningen eller ta ut filen med {expected}.",
    ),
    Rule(
        "F007",
        "kolumn saknas",
        "Kolumnen {column!r} saknas; den ska ge {target} enligt mappningen {mapping}.",
        "{nearest}",
    ),
    Rule(
        "F008", "kolumn två gånger", "Kolumnen {column!r} står två gånger i rubrikraden.", "Ta bort den ena."
    ),
    Rule("F009", "inga datarader", "Filen har en rubrikrad men inga datarader.", "Ta ut filen på nytt."),
    Rule(
        "F010",
        "redan mottagen",
        "Samma innehåll togs emot {received} som {name}; ingenting har ändrats.",
        "Rätta rader som ligger i karantän där, eller skicka en fil med annat innehåll.",
    ),
    Rule(
        "F011",
        "ingen rad togs emot",
        "Ingen av filens {landed} rader kunde tas emot; tidigare fakta gäller som förut.",
        "Åtgärda felen och läs in filen igen.",
    ),
    Rule(
        "F012",
        "fel teckenkodning i mappningen",
        "Filen är i UTF-8, men mappningen {mapping} säger {encoding}: här skulle det stå {text!r}.",
        "Ändra encoding i mappningen till utf-8, eller ta ut filen i {encoding}.",
    ),
    Rule(
        "F013",
        "trasiga tecken",
        "Tecken är redan förstörda i filen, först här: {text!r}. Sådana rader: {count}.",
        "Ta ut filen på nytt ur källsystemet; bokstäverna går inte att få tillbaka ur den här.",
    ),
    # One row goes to quarantine.
    Rule(
        "F020",
        "fel antal fält",
        "Raden har {found} fält; rubrikraden har {expected}.",
        "Kontrollera avgränsare inne i text: sätt sådan text inom citattecken.",
    ),
    Rule(
        "F021",
        "citattecken utan slut",
        "Ett citattecken öppnas men stängs inte.",
        "Stäng citattecknet, eller skriv det dubbelt om det hör till texten.",
    ),
    Rule("F022", "värde saknas", "Värdet saknas.", "Fyll i {meaning}."),
    Rule("F023", "inte heltal", "{value!r} är inte ett heltal.", "Skriv {meaning} med bara siffror."),
    Rule("F024", "inte ja/nej", "{value!r} är varken ja eller nej.", "Skriv ja/nej, true/false eller 1/0."),
    Rule(
        "F025",
        "inte datum",
        "{value!r} är inte ett datum mellan 1900 och 2100.",
        "Skriv datum som ÅÅÅÅ-MM-DD.",
    ),
    Rule(
        "F026", "inte månad", "{value!r} är inte en månad mellan 1900 och 2100.", "Skriv månad som ÅÅÅÅ-MM."
    ),
    Rule(
        "F027",
        "inte belopp",
        "{value!r} är inte ett belopp med högst två decimaler.",
        "Skriv belopp som 1234{mark}50; tecknet före decimalerna anges av decimal i mappningen.",
    ),
    Rule(
        "F028",
        "inte tal",
        "{value!r} är inte ett tal med högst tre decimaler.",
        "Skriv tal som 1234{mark}5; tecknet före decimalerna anges av decimal i mappningen.",
    ),
    Rule(
        "F029",
        "okänd kod",
        "{value!r} finns inte i kodlistan.",
        "Tillåtna koder: {codes}. Översätt källans koder under values i mappningen {mapping}.",
    ),
    Rule(
        "F030",
        "okänd enhet",
        "Enheten {value!r} finns inte i organisationen {day}.",
        "Rätta enheten, eller lägg till den i organisationen med rätt giltighetstid.",
    ),
    Rule(
        "F031",
        "dubblettrad",
        "Samma nyckel ({key}) står redan på rad {other}.",
        "Ta bort den ena raden eller rätta nyckeln.",
    ),
    Rule(
        "F032",
        "nyckel i annan fil",
        "Samma nyckel ({key}) finns redan från källan {other_source}, rad {other}.",
        "Ta bort raden ur den ena filen; ersätter filen den andra läses den in under samma källnamn.",
    ),
    Rule(
        "F033",
        "period stängd",
        "Månaden {month} är stängd för {contract}.",
        "Öppna perioden och läs in raden igen, eller bokför rättelsen i en öppen månad.",
    ),
    Rule(
        "F034",
        "inte period",
        "{value!r} är ingen period.",
        "Skriv till exempel 2024, 2024-12, 2024-T2, 2024-01/2024-08 eller r12-2024-10.",
    ),
    Rule(
        "F035",
        "inget svar",
        "{value!r} är varken ett tal, ja eller nej.",
        "Skriv talet med decimalpunkt och utan mellanrum, eller lämna tomt och ange orsaken.",
    ),
    Rule(
        "F036",
        "okänd rad",
        "Ingen uppställning har en rad för måttet {value!r}.",
        "{nearest}",
    ),
    Rule(
        "F039",
        "fler problem",
        "Ytterligare {count} problem listas inte här.",
        "Alla rader med sina fel finns i karantänen.",
    ),
    # The mapping file is wrong.
    Rule(
        "F040",
        "fel i mappning",
        "Mappningen är inte en tabell med nycklar.",
        "Börja med contract och columns.",
    ),
    Rule("F042", "nyckel saknas", "Nyckeln {key!r} saknas.", "Lägg till den."),
    Rule("F041", "okänd nyckel", "Okänd nyckel {key!r}.", "{nearest}"),
    Rule("F043", "okänt kontrakt", "Det finns inget kontrakt {value!r}.", "{nearest}"),
    Rule("F044", "okänd kontraktskolumn", "Kontraktet {contract} har ingen kolumn {value!r}.", "{nearest}"),
    Rule(
        "F045",
        "kolumn utan källa",
        "Kontraktet {contract} kräver kolumnen {column!r}, men ingen filkolumn ger den.",
        "Lägg till den under columns eller constants.",
    ),
    Rule("F046", "fel inställning", "{key}: {value!r} går inte att använda.", "{allowed}"),
    Rule(
        "F047",
        "okänd kod i mappning",
        "Mappningen ger {column} värdet {value!r}, som inte finns i kodlistan.",
        "Tillåtna koder: {codes}.",
    ),
    Rule(
        "F048", "kolumn två gånger", "Kontraktskolumnen {value!r} får värde två gånger.", "Ta bort den ena."
    ),
    # A correction of quarantined rows is wrong.
    Rule(
        "F050",
        "inte i karantän",
        "Rad {line} av filen ligger inte i karantän.",
        "Hämta karantänlistan på nytt; raden kan redan vara rättad.",
    ),
    Rule(
        "F051",
        "leverans ersatt",
        "Leveransen gäller inte: den har ersatts av en senare eller så togs ingen rad emot.",
        "Läs in den rättade filen som en ny leverans.",
    ),
)

RULES: dict[str, Rule] = {rule.code: rule for rule in _RULES}


def problem(code: str, place: Place, **case: object) -> Problem:
    """The problem of rule `code` at `place`, with the facts of the case put into its words."""
    rule = RULES[code]
    return Problem(code, place, rule.message.format(**case), rule.hint.format(**case))
