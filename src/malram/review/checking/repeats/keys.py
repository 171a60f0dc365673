# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a number stands for besides its label: period, sex, target or outcome, place, subset, scope.

Two statements are compared only as far as these marks agree. What a sentence says of one number is taken from
the words nearest to it; what limits the whole sentence (the nation, one ward, December) counts for all of it.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property, lru_cache

from malram.review.document import Document, Number, Sentence
from malram.values import Interval
from malram.values.intervals import place_value

_YEAR = re.compile(r"(?<![\d/–-])(?:19|20)\d\d(?!\d|[/–]\d|-\d{4}|-\d\d(?!-))")
_WOMEN = re.compile(r"\b(?:kvinn(?:or|a|ors|orna|ornas|liga)|flickor(?:na)?|tjejer)\b", re.I)
_MEN = re.compile(r"\b(?:m[äa]n(?:nen|s|nens)?(?<!man)(?<!mans)|manliga|pojkar(?:na)?|killar)\b", re.I)
_TARGET = re.compile(
    r"\b(?:mål(?:et|en|värde|värdet|värden|nivå|nivån|nivåer|tal|talet|sättning(?:en)?)?"
    r"|(?:riktvärde|gränsvärde|kravnivå)(?:t|n)?|\w+(?:mål|målet)|krav(?:et)? (?:är|på)|ska (?:uppgå"
    r"|vara minst))\b",
    re.I,
)
_BEFORE = re.compile(
    r"\b(?:föregående|förra|fjol(?:året|årets)?|året (?:innan|före)|tidigare år|fg\.? ?år|förr[ae] årets"
    r"|då var)\b",
    re.I,
)
_BUDGET = re.compile(r"\b(?:budget\w*|plan(?:en|erad|erat|erade)?|ram(?:en)?)\b", re.I)
_FORECAST = re.compile(r"\bprognos\w*|\b(?:beräknas|väntas|förväntas|bedöms bli)\b", re.I)
_MONTH = re.compile(
    r"\b(?:januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december"
    r"|månad(?:en|s|ens)?"
    r"|kvartal\w*|tertial\w*|halvår\w*|delår\w*|vecka|veckan|sommaren|hösten|våren|vintern|idag|i dag)\b",
    re.I,
)
_CHANGE = re.compile(
    r"\b(?:ökat|ökade|ökar|öka|ökning(?:en|ar)?|minskat|minskade|minskar|minska|minskning(?:en)?|sjunkit"
    r"|stigit|förbättrat"
    r"|försämrat|högre|lägre|fler|färre|bättre|sämre|förändring(?:en)?|skillnad(?:en)?|avvik\w+"
    r"|under(?:skott|skottet)"
    r"|över(?:skott|skottet)|differens\w*|mindre|större|upp med|ned med|reducer\w+|uppräkn\w+|\w*höjning\w*"
    r"|\w*sänkning\w*|tillskott\w*|nedgång\w*|uppgång\w*|steg med|sjönk med)\b",
    re.I,
)
_LEVEL = re.compile(
    r"\b(?:till|uppgick|uppgår|blev|är|var|ligger|låg|utfall\w*|resultat\w*|nådde|når|nivå)\b", re.I
)
_PLACE = re.compile(
    r"\b(?:rike\w*|nation\w+|sverige\w*|land(?:et|ets)|rikssnitt\w*|snitt(?:et)?|genomsnitt(?:et)?|länet"
    r"|regionerna"
    r"|andra regioner|övriga regioner|skr|socialstyrelsen\w*|vårdcentralen [A-ZÅÄÖ]\w+|kommunerna"
    r"|privat\w*)\b",
    re.I,
)
_SUBSET = re.compile(
    r"\b(?:vux(?:en|na|nas)\w*|barn\w*|ung(?:a|as|dom\w*)|äldre|yngre|pensionärer|anhöriga|åldersgrupp\w*"
    r"|(?:över|under|mellan) \d\d (?:år|och)|\d\d ?[–-] ?\d\d år|läkare\w*|(?:under)?sköterskor\w*"
    r"|sjuksköterskor\w*|chefer\w*|lärare\w*|för den grupp\w*|respektive|egen regi|egenregi|heltid|deltid"
    r"|regionens egna|bup|varav|främst|störst\w*|exempelvis|till exempel|bland annat|såsom|minst en)\b",
    re.I,
)
_PARTS_FOLLOW = re.compile(r"\b(?:varav|därav|exempelvis|till exempel|bland annat|såsom)\b", re.I)
_EXTREME = re.compile(
    r"\b(?:lägst\w*|högst(?:a)? (?!\d)|flest|varier\w+|spann\w*|sprid\w+|spänner|mellan \d|bäst\w*"
    r"|sämst\w*|störst\w*"
    r"|minst(?:a)? (?!\d))",
    re.I,
)
_SCOPE = re.compile(
    r"\b((?:exkl|inkl)(?:usive|uderat|uderas)?\b|exklud\w+|netto\b|brutto\b|extern\w*|intern\w*|rensa\w*"
    r"|justera\w*"
    r"|undanta\w*|bortse\w*|jämförelsestörande|engångs\w*|utöver|utan|förutom|omräkn\w+ till"
    r"|fast(?:a)? priser)",
    re.I,
)
_FROM = re.compile(r"\bfrån(?: \w+){0,2}? ?$", re.I)
_TO_NEXT = re.compile(r"^(?: [^\W\d]+){0,4}? till(?: [^\W\d]+){0,2}? ?$", re.I)
_YEAR_OF_THE_LAST = re.compile(r"\s*\(?(?:år |för |under |helår )?(?:19|20)\d\d\b\)?")
_CUT = re.compile(
    r"[,;:()]| och (?!\d)| samt | men | medan | jämfört med | att jämföra med | mot | än | vilket | som "
    r"| varav "
)


@dataclass(frozen=True)
class Marks:
    """Marks of one printed number. `role` is result, target, before, budget, forecast or change."""

    role: str = "result"
    sex: str = ""  # K, M or ''
    years: frozenset[int] = frozenset()
    months: bool = False
    place: bool = False
    subset: bool = False
    extreme: bool = False
    scope: frozenset[str] = frozenset()
    named: bool = False  # the role is said with a word, not assumed

    @property
    def narrowed(self) -> bool:
        """Tell whether the sentence speaks of something less, or else, than the whole at year's end."""
        return self.months or self.place or self.subset or self.extreme


@lru_cache(maxsize=1 << 13)
def years_in(text: str) -> frozenset[int]:
    return frozenset(int(year) for year in _YEAR.findall(text))


def report_year(document: Document) -> int:
    """The year a document is about: the one it names most often; 0 when it names none."""
    named = Counter(year for line in document.lines for year in years_in(line.text))
    return named.most_common(1)[0][0] if named else 0


def marks(sentence: Sentence, at: int) -> Marks:
    """The marks of the number at place `at` among those of a sentence."""
    before, after = segments(sentence, at)
    text = sentence.text
    if at and (own := _YEAR_OF_THE_LAST.match(before)):
        before = before[own.end() :]  # 'från 7,8 % år 2020 till 3,4 % år 2024'
    sex = sex_of(before) or sex_of(after)
    role, named = _role(before, after)
    if role != "target" and not years_in(before) and _goes_to(sentence, at):
        role, named = "before", True
    return Marks(
        role,
        sex,
        years_in(before) or years_in(after) or years_in(text),
        bool(_MONTH.search(text)),
        bool(_PLACE.search(before) or _PLACE.search(after) or _PLACE.search(text[: sentence.offsets[at]])),
        bool(_SUBSET.search(_without_parts(sentence, at))),
        bool(_EXTREME.search(text)),
        scope_of(before + " " + after),
        named,
    )


def _without_parts(sentence: Sentence, at: int) -> str:
    """The sentence without the parts it names after the number: 'varav 80 procent kvinnor'."""
    end = sentence.offsets[at] + len(sentence.numbers[at].text)
    later = _PARTS_FOLLOW.search(sentence.text, end)
    return sentence.text[: later.start()] if later else sentence.text


def _goes_to(sentence: Sentence, at: int) -> bool:
    """Tell whether the number is where a change began: 'från 11,2 till 9,8 procent'."""
    if at + 1 >= len(sentence.offsets):
        return False
    end = sentence.offsets[at] + len(sentence.numbers[at].text)
    led = sentence.text[: sentence.offsets[at]]
    return bool(_FROM.search(led) and _TO_NEXT.match(sentence.text[end : sentence.offsets[at + 1]]))


def said_before(text: str) -> bool:
    """Tell whether a text points at the year before."""
    return bool(_BEFORE.search(text))


def segments(sentence: Sentence, at: int) -> tuple[str, str]:
    """The words before a number that belong to it, and those after it."""
    start = sentence.offsets[at]
    end = start + len(sentence.numbers[at].text)
    floor = 0
    if at:
        floor = sentence.offsets[at - 1] + len(sentence.numbers[at - 1].text)
    roof = sentence.offsets[at + 1] if at + 1 < len(sentence.offsets) else len(sentence.text)
    before = sentence.text[floor:start]
    cuts = [match.end() for match in _CUT.finditer(before) if before[match.end() :].strip()]
    after = sentence.text[end:roof]
    cut = _CUT.search(after)
    left = before[cuts[-1] :] if cuts and len(content_words(before[cuts[-1] :])) > 0 else before
    return left, after[: cut.start()] if cut else after


def content_words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]{2,}", text)


def sex_of(text: str) -> str:
    """K or M when just one of them is named."""
    women, men = bool(_WOMEN.search(text)), bool(_MEN.search(text))
    return ("K" if women else "M") if women != men else ""


def scope_of(text: str) -> frozenset[str]:
    return frozenset(word.lower()[:4] for word in _SCOPE.findall(text))


def _role(before: str, after: str) -> tuple[str, bool]:
    for name, pattern in (("before", _BEFORE), ("target", _TARGET), ("forecast", _FORECAST)):
        if pattern.search(before) or (name == "target" and re.match(r" (?:är målet|som mål)", after)):
            return name, True
    if _CHANGE.search(after[:25]) or (
        _CHANGE.search(before) and not _LEVEL.search(before.split(" med ")[-1])
    ):
        return "change", True
    if _BUDGET.search(before):
        return "budget", True
    return "result", bool(_LEVEL.search(before))


_COLUMN_ROLES = (
    ("change", re.compile(r"förändr|diff|avvik|\bavv\b|utveckling|trend|ökning|jmf|jämför", re.I)),
    ("target", re.compile(r"\bmål|målvärde|måltal|riktvärde|målnivå|gräns", re.I)),
    ("before", re.compile(r"föregående|förra|fg\.? ?år|fjol", re.I)),
    ("budget", re.compile(r"budget|\bbud\b|\bplan", re.I)),
    ("forecast", re.compile(r"prognos", re.I)),
    (
        "result",
        re.compile(r"resultat|utfall|värde|bokslut|\butf\b|nuläge|uppnått|andel|antal|totalt|samtliga", re.I),
    ),
)


@lru_cache(maxsize=1 << 12)
def column_marks(heading: str) -> Marks:
    """The marks of a column, from its heading."""
    sex = sex_of(heading)
    years = years_in(heading)
    for role, pattern in _COLUMN_ROLES:
        if pattern.search(heading):
            return Marks(role, sex, years, months=bool(_MONTH.search(heading)), named=True)
    return Marks("result", sex, years, months=bool(_MONTH.search(heading)), named=bool(sex or years))


@dataclass(frozen=True)
class Amount:
    """A number as an interval in a unit that others can be compared in: money in öre, time in its own."""

    number: Number
    kind: str  # money, share, points, or '' for what was printed without unit
    at: Interval
    value: Fraction
    digits: int  # significant ones
    last: Fraction  # place value of the last printed digit

    @cached_property
    def near(self) -> float:
        """The value as a float, for leaving out at once what cannot agree."""
        return float(self.value)

    @cached_property
    def unit(self) -> float:
        """How far the number may be off, generously, as a float."""
        return 1.01 * float(self.last) + (0.5 * abs(self.near) if self.qualified else 0)

    @cached_property
    def size(self) -> Fraction:
        return abs(self.value)

    def may_equal(self, other: Amount) -> bool:
        """Tell, in floats and at once, whether two figures can be one; a qualified one reaches far."""
        near = abs(abs(self.near) - abs(other.near)) <= self.unit + other.unit
        return near or self.qualified or other.qualified

    @cached_property
    def vague(self) -> bool:
        """Tell whether the number stands for too much to be recognised by: 'minst 60', 'runt 100'."""
        if self.at.low is None or self.at.high is None:
            return True
        return 6 * (self.at.high - self.at.low) > self.size

    @cached_property
    def qualified(self) -> bool:
        return self.number.printed is not None and (
            self.number.printed.qualifier is not None or self.number.printed.high is not None
        )


_SAID = re.compile(r"\d[\d\s,.]*")  # \s is any kind of space
_NO_DIGIT = re.compile(r"\D")
_TABLE_UNITS = {"mnkr": 10**8, "mkr": 10**8, "tkr": 10**5, "kr": 100, "mdkr": 10**11, "miljoner": 10**8}


def amount(number: Number, unit: str = "") -> Amount | None:
    """A number with its unit, or with the one its table is in; None when it cannot be read."""
    printed, at = number.printed, number.interval
    if printed is None or at is None:
        return None
    kind, scale = "", Fraction(1)
    if printed.unit is not None:
        kind, scale = printed.unit.kind, printed.unit.scale
        if kind not in ("money", "share", "points"):
            kind, scale = printed.unit.code, Fraction(1)
    elif unit:
        kind, scale = _unit_of(unit)
    last, value = place_value(printed.decimals), Fraction(printed.value)
    if scale != 1:
        last, value, at = last * scale, value * scale, at * scale
    digits = max(significant(number) + min(printed.decimals, 0), 1)
    return Amount(number, kind, at, value, digits, last)


def _unit_of(unit: str) -> tuple[str, Fraction]:
    word = unit.lower().strip(" ()")
    if word in _TABLE_UNITS:
        return "money", Fraction(_TABLE_UNITS[word])
    return ("share", Fraction(1)) if word in ("%", "procent") else ("", Fraction(1))


def significant(number: Number) -> int:
    """How many digits a number says: 3 in 0,123 and 4 in 9 150, of which the last may be rounded."""
    first = _SAID.search(number.text)
    return len(_NO_DIGIT.sub("", first[0]).lstrip("0")) if first else 0
