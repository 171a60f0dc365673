# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""How Swedish reports state comparisons: frames over sentences with marked numbers.

In a frame {change:kn} is a number of one of those kinds, bound to that name; … is a few words without any
number, direction or new clause, ‥ and ‹own› the same without a word that leads to what it is compared with;
a word in capitals between braces is one of the vocabulary's. The rest is an ordinary regular expression.

Comparisons and pairs are many, so they read a text with its landmarks (`landmarks`), where a gap ends at a
mark. There ‹mark› is the mark that may stand before a direction, ‹new› the one that may stand before the
space of a new clause, and ‹any› one character of a gap that may hold both. Frames are tried in the order
they stand, and a number bound once is not bound again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from malram.review.checking.sentences.landmarks import (
    BREAK,
    BREAK_MARK,
    COMPARATIVE_MARK,
    MARKS,
    NOUN_MARK,
    VERB_MARK,
)
from malram.review.checking.sentences.words import COMPARATIVE, NOUN, PARTICIPLE, SAME, VERB

_LEADS = r"(?! (?:från|än|till)\b)"
_LEADS_ON = r"(?! (?:från|än|till|mot|gentemot|jämfört|jfr|jmf\w*)\b)"
_TO = (
    r"(?:jämfört med|i jämförelse med|i jämförelse mot|i relation till|jämfört mot|att jämföras? med"
    r"|jmf med|jmf\. med|jämf\. med|jmfr med|jfr med|jfr|i jmf med|gentemot|mot|kontra)"
)
PREVIOUS = (
    r"(?:(?:motsvarande|samma) (?:period|tid|månad|resultat|utfall|tidpunkt)\w*(?: under)? )?"
    r"(?:föregående (?:års?|mätning\w*|period\w*|månads?)|fg\.? (?:års?|period)|förra (?:året|årets"
    r"|mätningen|månaden)|"
    r"fjolåret|fjolårets|i fjol|året (?:innan|före)|tidigare års?|(?:helår|år|helåret|under)? ?(?:19"
    r"|20)\d\d(?: års)?)"
)
_VOCABULARY = {
    "PART": rf"(?P<word>(?<!\w)(?:{PARTICIPLE}|{COMPARATIVE})(?!\w))",
    "SAME": rf"(?P<word>(?<!\w)(?:{SAME})(?!\w))",
    "OVER": r"(?P<word>(?<!\w)(?:överstiger|översteg|överstigit|överskrider|överskred|understiger|understeg"
    r"|understigit|underskrider|underskred)(?!\w))",
    "TO": _TO,
    "PREV": PREVIOUS,
    "SINCE": rf"(?:sedan|jämfört med|mot|från) {PREVIOUS}",
    "NOWIS": r"(?:uppg\w+|landa\w*|hamna\w*|är|var|blev|ligger|låg)(?: nu| därmed| således)?"
    r"(?: till| på)?(?: totalt| sammanlagt)?",
    "THING": r"(?:‹new› (?!och |men |samt )‹mark›[a-zåäö]+)?",
    "WITH": r"(?<!jämfört )(?<!jämförelse )(?<!jmf )(?<!jfr )(?<!jmfr )(?<!jämföra )(?:med|motsvarande)",
    "OR": r"(?:,? ?\(|,? eller |,? motsvarande |,?‹new› vilket motsvarar |,? dvs\.? |,? det vill säga "
    r"| motsvarar |, | respektive | ?/ ?)(?:ca |cirka |motsvarande |totalt )?",
    "AS": r"(?:\(|motsvarande |eller |dvs\.? |det vill säga )",
    "BY": r"(?:på|med|om|motsvarande|uppgående till|till|à)(?: totalt| hela| sammanlagt| motsvarande"
    r"| i snitt)?",
    "WHICH": r",?(?:‹new› och)?(?:,?‹new› (?:vilket|och det|det vill säga|det|som|detta|motsvarande|dvs\.?"
    r"|alltså|sedan|under)(?:‹new› ‹mark›\w+){0,2}?)?",
    "IS": r"(?:uppg\w+|var|är|vara|varit|blev|blir|bli|blivit|ligger|låg|ligga|legat|landar|landade"
    r"|landat|hamnade|hamnar"
    r"|hamnat|redovisas|redovisade|redovisar|redovisat|redovisades|beräknas|beräknades|prognostiser\w+"
    r"|summera\w*"
    r"|slutade|slutar|stannade|visar|visade|omfattar|omfattade|nådde|når|nått|kostade|kostar|hade|har"
    r"|uppmättes"
    r"|noterades|utgjorde|utgör|fick|gav|ger|ökade till|minskade till|steg till|sjönk till|motsvarade"
    r"|genomfördes"
    r"|väntar|avslutades|anmäldes|inkom|bedöms|lyder|hamna|omsatte|fanns|finns|behandlades|anställdes)",
}


@dataclass(frozen=True)
class Frame:
    """A way to state a comparison; `name` is for tests and for whoever reads a finding.

    What it matches holds one of the words in `needs`, in small letters, when there are any.
    """

    name: str
    text: str
    needs: tuple[str, ...] = ()

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Compiled when first needed: there are many, and the command should answer at once."""
        return re.compile(self.text, re.IGNORECASE)

    def search(self, text: str) -> re.Match[str] | None:
        """The first match in a text."""
        return self.pattern.search(text) if self._worth_it(text) else None

    def matches(self, text: str) -> Iterator[re.Match[str]]:
        """All matches in a text."""
        return self.pattern.finditer(text) if self._worth_it(text) else iter(())

    def _worth_it(self, text: str) -> bool:
        if not self.needs:
            return True
        small = text.lower()
        return any(word in small for word in self.needs)


# How a text without landmarks is read, and one with them.
_WORD = rf"(?<!\w)(?:{COMPARATIVE}|{VERB}|{NOUN})(?!\w)"
_PLAIN = {
    "…": rf"(?:(?!{BREAK}|{_WORD})[^<>;.()]){{0,60}}?",
    "‥": rf"(?:(?!{BREAK}|{_WORD}){_LEADS}[^<>;.()]){{0,45}}?",
    "‹mark›": "",
    "‹new›": "",
}
_MARKED = {
    "{COMP}": rf"{COMPARATIVE_MARK}(?P<word>\w++)",
    "{SMALL}": rf"{COMPARATIVE_MARK}(?-i:(?P<word>[a-zåäö]++))(?!\w)",
    "{VERB}": rf"{VERB_MARK}(?P<word>(?>(?:gått|gick|går) (?:upp|ne[dr])|\w+))",
    "{NOUN}": rf"{NOUN_MARK}(?P<word>\w++)",
    "…": rf"[^<>;.(){MARKS}]{{0,60}}?",
    "‥": rf"(?:{_LEADS}[^<>;.(){MARKS}]){{0,45}}?",
    "‹own›": rf"(?:{_LEADS_ON}[^<>;.(){MARKS}]){{0,45}}?",
    "‹any›": rf"(?:[{MARKS}]?[^<>;.(){MARKS}])",
    "‹mark›": f"[{MARKS}]?",
    "‹new›": f"{BREAK_MARK}?",
}


def plain_frame(name: str, text: str, *needs: str) -> Frame:
    """Spell out a frame written as the module says, for texts without landmarks."""
    return Frame(name, _spelt(text, _PLAIN), needs)


def frame(name: str, text: str) -> Frame:
    """Spell out a frame for texts with landmarks."""
    return Frame(name, _spelt(text, _MARKED))


def _spelt(text: str, spellings: dict[str, str]) -> str:
    for word, pattern in _VOCABULARY.items():
        text = text.replace(f"{{{word}}}", pattern)
    for word, pattern in spellings.items():
        text = text.replace(word, pattern)
    return re.sub(r"\{(\w+):([kpen]+)\}", r"(?P<\1><[\2]\\d+>)", text)


# The change itself, with the word that says which way. What it is compared with is looked for after it
# (REFERENCES), and what has changed before it (VALUES) unless the frame binds them.
COMPARISONS = (
    frame("compared-first-percent", r"(?<!\w){TO}…{old:kpn}(?:‹any›|[()]){0,60}?{percent:p} {SMALL}"),
    frame("compared-first-points", r"(?<!\w){TO}…{old:pn}(?:‹any›|[()]){0,60}?{points:e} {SMALL}"),
    frame("now-percent-comparative", r"(?<!\w){IS} (?:till |på )?{now:kn}, {percent:p} {COMP}"),
    frame(
        "now-amount-percent-comparative",
        r"(?<!\w){IS} (?:till |på )?{now:kn}, {change:kn} ?\({percent:p}\) {COMP}",
    ),
    frame("amount-percent-comparative", r"{change:kn}{THING}{OR}{percent:p}\)?,? {COMP}"),
    frame("amount-points-comparative", r"{change:kn}{OR}{points:e}\)?,? {COMP}"),
    frame("percent-amount-comparative", r"{percent:p}{OR}{change:kn}\)?,? {COMP}"),
    frame(
        "verb-by-amount-from-to-percent",
        r"{VERB}‥(?:{WITH} )?{change:kn}{THING},? ?\(?…från…{old:kn}…till…{now:kn}{THING},? ?{AS}{percent:p}",
    ),
    frame(
        "verb-by-amount-from-to-which-percent",
        r"{VERB}‥(?:{WITH} )?{change:kn}{THING},? ?\(?…från…{old:kn}…till…{now:kn}{THING},?‹new› vilket"
        r" (?:är|var|motsvara(?:r|de)|innebär|innebar|ger|gav) (?:en ‹mark›\w+ (?:med|på|om) )?{percent:p}",
    ),
    frame(
        "verb-by-amount-and-is",
        r"{VERB}‥{WITH} {change:kn}(?:{THING}{OR}{percent:p}\)?)?{THING}(?: {SINCE})?,?‹new› och {NOWIS}"
        r" {now:kn}",
    ),
    frame(
        "verb-by-percent-and-is",
        r"{VERB}‥{WITH} {percent:p}(?:{OR}{change:kn}\)?)?(?: {SINCE})?,?‹new› och {NOWIS} {now:kn}",
    ),
    frame("verb-by-points-and-is", r"{VERB}‥{WITH} {points:e}(?: {SINCE})?,?‹new› och {NOWIS} {now:pn}"),
    frame(
        "verb-by-percent-to-from", r"{VERB}‥{WITH} {percent:p},? till…{now:kn}{THING}{THING},? från {old:kn}"
    ),
    frame(
        "verb-by-amount-to-from",
        r"{VERB}‥{WITH} {change:kn}{THING},? till…{now:kn}{THING}{THING},? från {old:kn}",
    ),
    frame(
        "percent-comparative-now-to-old",
        r"{percent:p} {COMP} än ‹any›{2,40}, {now:kn} (?:{TO}) {old:kn}",
    ),
    frame(
        "amount-comparative-now-to-old",
        r"{change:kn}{THING} {COMP} än ‹any›{2,40}, {now:kn} {TO} {old:kn}",
    ),
    frame(
        "verb-by-amount-to-which-percent",
        r"{VERB}‥{WITH} {change:kn}{THING},? till…{now:kn}{THING}{WHICH} en ‹mark›\w+ning {BY} {percent:p}",
    ),
    frame("verb-from-to-points", r"{VERB}…från…{old:pn}…till…{now:p},? ?{AS}(?:med )?{points:e}"),
    frame("verb-from-to-percent", r"{VERB}…från…{old:kn}…till…{now:kn}{THING},? ?{AS}(?:med )?{percent:p}"),
    frame(
        "to-noun-amount",
        r"{now:kn}…{TO}…{old:kn}{WHICH}…{NOUN}‹own›{BY} {change:kn}(?:{THING}{OR}{percent:p}\)?)?",
    ),
    frame("to-noun-percent", r"{now:kn}…{TO}…{old:kn}{WHICH}…{NOUN}‹own›{BY} {percent:p}"),
    frame("to-noun-points", r"{now:pn}…{TO}…{old:pn}{WHICH}…{NOUN}‹own›{BY} {points:e}"),
    frame(
        "verb-from-to-by",
        r"{VERB}…från…{old:kpn}…till…{now:kpn}{WHICH}…{BY} {change:kn}(?:{THING}{OR}{percent:p}\)?)?",
    ),
    frame(
        "verb-by-amount-from-to",
        r"{VERB}‥(?:{WITH} )?{change:kn}(?:{THING}{OR}{percent:p}\)?)?,? ?\(?…från…{old:kn}…till…{now:kn}",
    ),
    frame("verb-by-percent-from-to", r"{VERB}‥(?:{WITH} )?{percent:p},? ?\(?…från…{old:kpn}…till…{now:kpn}"),
    frame("verb-by-points-from-to", r"{VERB}‥(?:{WITH} )?{points:e},? ?\(?…från…{old:pn}…till…{now:pn}"),
    frame(
        "from-to-noun-amount",
        r"från…{old:kn}…till…{now:kn}{WHICH}…{NOUN}‹own›{BY} {change:kn}(?:{THING}{OR}{percent:p}\)?)?",
    ),
    frame("from-to-noun-percent", r"från…{old:kn}…till…{now:kn}{WHICH}…{NOUN}‹own›{BY} {percent:p}"),
    frame("from-to-noun-points", r"från…{old:pn}…till…{now:pn}{WHICH}…{NOUN}‹own›{BY} {points:e}"),
    frame("from-to-noun-relative", r"från…{old:p}…till…{now:p}{WHICH}…{NOUN}‹own›{BY} {percent:p}"),
    frame("to-by-verb", r"{VERB} till {now:kn}…{BY} {change:kn}(?:{THING}{OR}{percent:p}\)?)?"),
    frame("verb-by-amount-to", r"{VERB}‥{WITH} {change:kn}(?:{THING}{OR}{percent:p}\)?)?,?…till…{now:kn}"),
    frame("verb-by-percent-to", r"{VERB}‥{WITH} {percent:p}(?:{OR}{change:kn}\)?)?,?…till…{now:kn}"),
    frame("verb-by-points-to", r"{VERB}‥{WITH} {points:e},? till…{now:pn}"),
    frame("verb-amount-percent", r"{VERB}‥{WITH} {change:kn}{THING}{OR}{percent:p}"),
    frame("verb-percent-amount", r"{VERB}‥{WITH} {percent:p}{OR}{change:kn}"),
    frame("noun-amount-percent", r"{NOUN}‹own›{BY} {change:kn}{THING}{OR}{percent:p}"),
    frame("noun-percent-amount", r"{NOUN}‹own›{BY} {percent:p}{OR}{change:kn}"),
    frame("noun-from-to", r"{NOUN}…från…{old:kpn}…till…{now:kpn}"),
    frame("verb-from-to", r"{VERB}…från…{old:kpn}…till…{now:kpn}"),
    frame("from-to-noun", r"från…{old:kpn}…till…{now:kpn}{WHICH}…{NOUN}"),
    frame("from-to-verb", r"från…{old:kpn}…till…{now:kpn},?…{VERB}"),
    frame("to-noun", r"{now:kpn}…{TO}…{old:kpn}{WHICH}…{NOUN}"),
    frame("verb-to-from", r"{VERB} till {now:kpn}(?:{TO}|,? från)…{old:kpn}"),
    frame("two-in-brackets", r"{COMP}…\({now:kpn}\)…än…\({old:kpn}\)"),
    frame("two-with-commas", r"{COMP}…, {now:kpn}, än…, {old:kpn}"),
    frame("than-last-year-pair", r"{COMP} än {PREV},? {now:kpn} ?\({old:kpn}\)"),
    frame("word-now-to-old", r"{PART}…, ?{now:kpn} {TO}…{old:kpn}"),
    frame("verb-to-compared", r"{VERB}…till {now:kpn},?…{TO}…{old:kpn}"),
    frame("verb-to-bracket", r"{VERB} till {now:kpn}(?= ?\(<)"),
    frame("verb-amount", r"{VERB}‥{WITH} {change:kn}"),
    frame("verb-percent", r"{VERB}‥{WITH} {percent:p}"),
    frame("verb-points", r"{VERB}‥{WITH} {points:e}"),
    frame("noun-amount", r"{NOUN}‹own›(?:på|med|om|motsvarande) {change:kn}"),
    frame("noun-percent", r"{NOUN}‹own›(?:på|med|om|motsvarande) {percent:p}"),
    frame("noun-points", r"{NOUN}‹own›(?:på|med|om|motsvarande) {points:e}"),
    frame("amount-comparative", r"{change:kn} {SMALL}"),
    frame("percent-comparative", r"{percent:p} {SMALL}"),
    frame("points-comparative", r"{points:e} {SMALL}"),
    frame("exceeds", r"{OVER}…{old:kpn}"),
    frame("same", r"{SAME} (?:som|med|jämfört med|mot)…{old:kpn}"),
    frame("noun", r"{NOUN}"),
    frame("comparative", r"{COMP}(?=…\bän\b|…{TO})"),
    frame("verb", r"{VERB}(?=…{TO}|…från)"),
)

# What stands right after the change: what it is measured against, and perhaps its figure.
_CALM = rf"(?:(?!{BREAK})(?:[^<>;.(),]|, (?=(?:som|då|när|vilken) |<))){{0,75}}?"
REFERENCES = (
    plain_frame(
        "than-figure",
        rf"(?:(?!{BREAK})[^<>;.,()]){{0,45}}?,? ?(?:\bän|{{TO}}|\bfrån|\bsedan)(?P<ref>{_CALM}),? ?"
        r"\(?{old:kpn}"
        r"(?=\)|[.,;]|$| år\b| (?:19|20)\d\d| \(| för| under| och| men| samt| i | per | inom| vid| av "
        r"| helår)",
    ),
    plain_frame(
        "than",
        rf"(?:(?!{BREAK})[^<>;.,()]){{0,45}}? ?(?:\bän|{{TO}}"
        rf"|\bfrån)(?P<ref>(?:(?!{BREAK})[^<>;.(),]){{0,60}})",
    ),
)

# Where a sentence states the figure it is about.
VALUES = plain_frame("value", r"(?<!\w){IS}(?!\w)(?:(?!" + BREAK + r")[^<>;.()]){0,60}?{now:kpn}")
# A figure with last year's in brackets.
PAIRS = (
    frame("pair-named", r"{now:kpn},? ?\((?:{PREV}:? ?{old:kpn})\)"),
    frame("pair", r"{now:kpn},? ?\((?:jämfört med |mot )?{old:kpn},? (?:i |under |för )?{PREV}\)"),
    frame("compared-bracket", r"{now:kpn}‹any›{0,60} {TO} {PREV} ?\({old:kpn}"),
    frame("compared", rf"{{now:kpn}}(?:(?!{BREAK_MARK})‹any›){{0,40}}? {{TO}}…{{old:kpn}}"),
)

NEW_SUBJECT = re.compile(
    r"(?:\b(?:och|samt|men|medan|samtidigt som|där|därav|varav|trots att|eftersom)"
    r"|,(?! (?:en|ett|vilket|som|det|den|detta|dvs|alltså|eller|med|varför|inkl\w*|exkl\w*|trots"
    r"|efter|under|jämfört|i|på|för|motsvarande|och|men|samt|varav)\b))(?P<subject>(?: \w+){1,5}?)"
    rf" (?:{_VOCABULARY['IS']}\b|$)",
    re.IGNORECASE,
)
SAME_SUBJECT = frozenset(
    re.findall(
        r"\w+",
        "det den detta vilket resultatet utfallet värdet siffran nivån andelen därmed nu också även dock"
        " fortfarande ändå alltså därför samtidigt något är var har blev ligger i på under för ett en stort",
    )
)
BUDGET = re.compile(
    r"(?<!\w)(?:\w*budget\w*|\w*plan(?:en|erat)?|\w*prognos\w*|ram(?:en)?)(?!\w)", re.IGNORECASE
)
TARGET = re.compile(r"(?<!\w)(?:mål\w*|gräns\w*|krav\w*|önskat)(?!\w)", re.IGNORECASE)
_IS_NOW = (
    r"(?:är|var|innebär|innebar|blev|motsvarar|motsvarade|betyder|utgör|ger|gav|kan jämföras|ligger|låg|har"
    r"|hade|visar|ökade|minskade|sjönk|steg|överstiger|understiger|uppgick|nådde|når)"
)
BACKWARD = re.compile(
    r"^(?:[•\-–\d.)·* ]*)(?:och |men |samt )?(?:"
    rf"(?:det|detta|den|denna|dessa|vilket|resultatet|utfallet|värdet|andelen|siffran|nivån) {_IS_NOW}\b"
    r"|(?:ökningen|minskningen|höjningen|jämfört|i jämförelse|därmed|vilket|motsvarande"
    r"|en (?:ökning|minskning|förbättring|försämring))\b)",
    re.IGNORECASE,
)
