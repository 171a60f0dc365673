# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The words Swedish reports use in and round their tables."""

from __future__ import annotations

import re


def words_of(text: str) -> frozenset[str]:
    """The words of a text, for lists that read better as text."""
    return frozenset(text.split())


GRADES = words_of(
    """positiv positivt negativ negativt neutral neutralt oförändrad oförändrat förbättrad förbättrat
    försämrad försämrat uppnås uppnått uppnådd uppnåddes uppfyllt uppfylld uppfylls nås nått nådd
    nåddes ja nej delvis grön grönt gul gult röd rött planenligt avslutad avslutat pågår pågående
    försenad försenat påbörjad påbörjat genomförd genomfört utgår god hög låg medel ökande minskande
    stabil ökar minskar"""
)
_MORE = r"(?: (?:inte|ej|delvis|helt|i hög grad|till viss del|till stor del|i stort|i huvudsak))?"
_BEFORE = r"(?:ej|inte|delvis|helt|i stort sett|till viss del|till stor del|i huvudsak|i hög grad|mycket) "
_WORDS = "|".join(sorted(GRADES, key=len, reverse=True))
_GRADE = re.compile(rf"(?:(?:(?i:{_BEFORE}))?(?i:{_WORDS}){_MORE})(?![\w-])")
_BULLET = re.compile(r"[•●▪◦❖➢►✓·*]")


def grade_at_start(text: str) -> str:
    """The grade a text begins with, 'Uppnås delvis' of 'Uppnås delvis Flera åtgärder …', or ''."""
    match = _GRADE.match(text)
    return match[0] if match and text[:1].isupper() else ""


def starts_with_grade(text: str) -> bool:
    return bool(grade_at_start(text))


def is_bullet(text: str) -> bool:
    return _BULLET.match(text) is not None


HEADING_WORDS = words_of(
    """utfall utf utfallet budget bud budgeterat budgeterad prognos prog prognosen bokslut avvikelse
    avvikelser avv avvik diff differens förändring förändr mål målvärde målvärden målnivå resultat
    resultatet kvinnor män flickor pojkar totalt total summa helår helåret ack ackumulerat ackumulerad
    period perioden år året månad månader utveckling trend kommentar kommentarer status bedömning
    indikator indikatorer mått nyckeltal kvartal tertial delår föregående innevarande inn fg ansvarig
    tidplan aktivitet periodicitet källa enhet andel antal kostnad kostnader intäkter netto belopp
    verksamhet nämnd område"""
)


def heading_like(text: str) -> bool:
    """Whether a line reads as column headings: two of their words or more, and hardly any other."""
    words = re.findall(r"[^\W\d_]+|(?:19|20)\d\d|%", text.lower())
    known = [word for word in words if word in HEADING_WORDS or word.isdigit() or word == "%"]
    return len(known) >= 2 and (
        (2 * len(known) >= len(words) > 2 and len(known) > 2) or len(known) == len(words)
    )


HEADS = words_of(  # words that readily begin a column's heading
    """utfall utf utfallet budget bud budgeterat budgeterad budgeterade prognos prog prognosen bokslut
    avvikelse avvikelser avv avvik diff differens förändring förändr mål målvärde målvärden målnivå
    resultat kvinnor män flickor pojkar totalt total helår helåret ack ackumulerat ackumulerad period
    perioden utveckling trend kommentar kommentarer status bedömning måluppfyllelse budgetavvikelse
    prognosavvikelse antal kostnad kostnader intäkter andel tidplan ansvarig källa periodicitet
    föregående innevarande kvarvarande nettokostnad netto nettokostnader realiserad beräknad
    föreslagen beslutad beslutat saldo ingående utgående jan feb mars apr maj jun jul aug sep okt nov
    dec t1 t2 t3 kv1 kv2 kv3 kv4 q1 q2 q3 q4 snitt median delår årsbudget årsprognos ram ramar anslag
    redovisat tilldelat rekvirerat kvarstår planerat plan uppnått faktiskt justerad reviderad
    ursprunglig preliminär slutlig riket länet kommunen regionen privat egen extern intern pris nivå
    index poäng startvärde utgångsvärde målår differenser procent årsutfall årsbokslut delårsbokslut
    helårsprognos helårsbudget"""
)
QUALIFIERS = words_of("ack ackumulerat ackumulerad helår helåret period perioden föregående innevarande")
WORDY = words_of(
    """utveckling kommentar kommentarer status bedömning måluppfyllelse trend orsak ansvarig tidplan
    källa periodicitet analys åtgärd åtgärder riktning beskrivning datakälla resultat uppfyllelse grad"""
)
HEAD_STARTS = (
    "utfall",
    "budget",
    "prognos",
    "bokslut",
    "avvikelse",
    "nettokostnad",
    "kommunbidrag",
    "förändring",
)
SECTIONS = words_of(
    """intäkter kostnader finansiering verksamhetens tillgångar skulder eget kapital resultaträkning
    balansräkning nettokostnad nettokostnader investeringar personal ekonomi verksamhet verksamheter
    volymer driftbudget"""
)
GLUED = re.compile(r"[a-zåäö%][A-ZÅÄÖ][a-zåäö]")  # 'ÅrInnevarande': the order of what was glued is not known
INCOMPLETE = words_of("ack ackumulerat ackumulerad helår helåret period perioden antal total")
DANGLING = words_of("från mot jämfört jmf jfr med i av till och per inkl exkl enligt under över sedan")
HARDLY_FIRST = words_of(
    """inn fg fg. föreg år året mot från jämfört jmf jfr med i av till och per inkl exkl prog bud utf %
    enligt samma över under sedan"""
)
CORNERS = words_of(
    """indikator indikatorer mått nyckeltal mått/nyckeltal belopp område verksamhet verksamheter nämnd
    nämnder förvaltning enhet aktivitet tjänster tjänst investeringskategori investering projekt mål
    resultaträkning driftredovisning post kategori yrkesgrupp kontakt benämning objekt mnkr tkr
    avdelning bolag kommun"""
)
ALONE = re.compile(r"[\d\s.]*(?:\d+ ?\(\d+\)|[Ss]id(?:a|an)? \d+)?$")  # a page number


def sentence_like(text: str) -> bool:
    """Whether a line is running text rather than a label or a heading."""
    words = text.split()
    if len(words) >= 14 or (len(words) >= 5 and text.endswith((".", "!", "?"))):
        return True
    return re.search(r"[a-zåäö]{3}\. [A-ZÅÄÖ]", text) is not None


_ENDS = re.compile(r"(?:Analys|Kommentar(?:er)?|Mätmetod|Datakälla|Källa|Not|Figur|Diagram|Tabell)\b")


def ends_table(text: str) -> bool:
    """Whether a line ends the table above it: a bullet, 'Analys', 'Kommentarer', a number of a chapter."""
    return (
        is_bullet(text)
        or _ENDS.match(text) is not None
        or re.match(r"\d+(?:\.\d+)+ +[A-ZÅÄÖ]", text) is not None
    )


_CLOSES = re.compile(
    r"(?:[-–] ?)?(?:summa|totalt?|varav|därav|netto|resultat|saldo|avgår|tillkommer|exkl|inkl)\b",
    re.IGNORECASE,
)


def closes_table(label: str) -> bool:
    """Whether a label is that of a total, or of a part of the row above."""
    return _CLOSES.match(label) is not None


def page_number(text: str) -> bool:
    """Whether a line is a page number and nothing else: '12 (26)', 'Sida 3'."""
    return re.fullmatch(r"\d+ ?\(\d+\)|[Ss]id(?:a|an)? \d+(?: av \d+)?", text) is not None


# A heading that ends in the column of grades: 'Effektmål Resultatmål Bedömning', 'Tjänsterna … Status'.
GRADED = re.compile(
    r"(?<![\w-])(?:Bedömning|Status|Måluppfyllelse|Måluppfyllnad|Uppfyllelse|Bedömd måluppfyllelse|Trend)$"
)
_AT_END = re.compile(rf"(?:^|\s)(?P<grade>{_GRADE.pattern})$")


def grade_at_end(text: str) -> str:
    """The grade with a capital that a text ends with: 'Uppnås inte' of 'Balans  Uppnås inte'."""
    for match in _AT_END.finditer(text):
        if match["grade"][:1].isupper():
            return match["grade"]
    return ""
