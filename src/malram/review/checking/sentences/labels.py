# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""'Fysioterapin har minskat sin produktion': a direction without figures, against the one row it names.

The row stands in the table right above, and no other row fits. Only a sentence whose subject is the row's
label and nothing else can be asked about; any other is told true or left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from malram.review.checking.sentences.text import Marked, Passage
from malram.review.checking.sentences.words import (
    ANY_WAY,
    INTENDED,
    NEGATED,
    NOUN,
    PARTIAL,
    Way,
    is_comparative,
    way_of,
)
from malram.review.claims import Claim, Kind, Severity
from malram.review.document import Number, Row, Table
from malram.review.relations import AtMost

_LAST_YEAR = re.compile(r"\b(?:fg\.?|föregående|förra) ?år\b|\bfjol", re.IGNORECASE)
_THIS_YEAR = re.compile(
    r"\b(?:inn\w*\.? ?år|utf\w*|bokslut|antal|ack\w*|period\w*|resultat)\b", re.IGNORECASE
)
_OTHER = re.compile(
    r"avv|förändr|diff|%|budget|\bbud\b|prognos|plan|mål|andel|orsak|differens", re.IGNORECASE
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_OVER_TIME = re.compile(
    r"föregående år|fg\.? år|förra året|fjol|(?:än|med|mot|år) (?:19|20)\d\d|detta år|under året",
    re.IGNORECASE,
)
_CHANGE = re.compile(rf"(?:{NOUN})", re.IGNORECASE)
_PERFECT = re.compile(r"\b(?:har|hade) (?:\w+ ){0,3}$", re.IGNORECASE)
_CLAUSE = re.compile(r"[,;]| (?:men|medan|och|samt|där|vilket|delvis|på grund|beroende|pga\.?|som) ")
_FILLING = frozenset(
    re.findall(
        r"\w+",
        "antal antalet andel andelen den det totala total totalt mängden volymen produktionen har hade är"
        " ett en sin sitt något markant kraftigt marginellt tydligt fortsatt även också under året ligger"
        " blivit varit dock inom av på för kostnaderna kostnaden kostnader i till nu varav summa övriga"
        " övrigt",
    )
)


def label_claims(passage: Passage) -> Iterator[Claim]:
    """A claim for every clause without figures that says which way one row of the table above went."""
    columns = this_and_last(passage.table) if passage.table else None
    if passage.table is None or columns is None:
        return
    for marked in passage.sentences():
        for clause in _clauses(marked):
            if claim := _claim(passage.table, columns, marked, clause):
                yield claim


def this_and_last(table: Table) -> tuple[int, int] | None:
    """The places of this year's and last year's outcome; None unless each is one column for certain."""
    heads = [column.heading for column in table.columns]
    plain = [at for at, head in enumerate(heads) if head and not _OTHER.search(head)]
    years = {at: int(found[0]) for at in plain if (found := _YEAR.search(heads[at]))}
    if len(years) >= 2 and len(set(years.values())) == len(years):
        newest, before = sorted(years, key=lambda at: -years[at])[:2]
        return (newest, before) if years[newest] - years[before] == 1 else None
    old = [at for at in plain if _LAST_YEAR.search(heads[at])]
    new = [at for at in plain if at not in old and _THIS_YEAR.search(heads[at])]
    return (new[0], old[0]) if len(new) == 1 and old and len({heads[at][:4] for at in old[:1]}) == 1 else None


def _clauses(marked: Marked) -> Iterator[str]:
    for clause in _CLAUSE.split(marked.text):
        if "<" not in clause and len(list(ANY_WAY.finditer(clause))) == 1:
            yield clause


def _claim(table: Table, columns: tuple[int, int], marked: Marked, clause: str) -> Claim | None:
    word = next(ANY_WAY.finditer(clause))
    way, lead = way_of(word[0]), clause[: word.start()]
    if (
        way not in (Way.UP, Way.DOWN)
        or NEGATED.search(lead)
        or INTENDED.search(lead)
        or PARTIAL.search(clause)
    ):
        return None
    if not (_OVER_TIME.search(marked.text) or _PERFECT.search(lead) or _CHANGE.fullmatch(word[0])):
        return None
    row = row_named(table, clause)
    if row is None:
        return None
    now, old = row.cells[columns[0]], row.cells[columns[1]]
    if now is None or old is None or now.interval is None or old.interval is None:
        return None
    order = (old, now) if way is Way.UP else (now, old)
    relation = AtMost(strict=True)
    holds: bool | None = relation.holds([order[0].interval, order[1].interval])  # type: ignore[list-item]
    if not holds and not only_label(row, clause.split(word[0])[0]):
        return None
    return _told(marked, row, now, old, word[0], order, relation, bool(holds))


def _told(
    marked: Marked, row: Row, now: Number, old: Number, word: str, order: tuple[Number, Number],
    relation: AtMost, holds: bool,
) -> Claim:  # fmt: skip
    kind = "är" if is_comparative(word) else "visar" if _CHANGE.fullmatch(word) else "sägs ha"
    said = (
        f"”{row.label}” {kind} {word.lower()}; tabellen har {now.text} mot {old.text} (rad {now.spot.line})"
    )
    sentence = marked.sentence
    found = f"{now.text} är {'lägre' if order[0] is old else 'högre'} än {old.text}" if not holds else ""
    return Claim(
        Kind.DIRECTION, sentence.line_start, sentence.line_end, sentence.text, said, holds, order, relation,
        found, Severity.QUESTION, "sentence.label",
    )  # fmt: skip


def row_named(table: Table, clause: str) -> Row | None:
    """The one row whose whole label is said in the clause; the longer label where one holds another."""
    said = _stems(clause)
    fitting = [(row, own) for row in table.rows if (own := _stems(row.label)) and _all_in(own, said)]
    longest = max((len(own) for _, own in fitting), default=0)
    best = [row for row, own in fitting if len(own) == longest]
    return best[0] if len(best) == 1 else None


def names(label: str, text: str) -> bool:
    """Whether every word of a row's label is said in a text."""
    own = _stems(label)
    return bool(own) and _all_in(own, _stems(text))


def _stems(text: str) -> list[str]:
    words = re.findall(r"[a-zåäöé]{3,}", text.lower())
    return [
        word for word in words if word not in _FILLING and word not in ("varav", "summa", "övriga", "övrigt")
    ]


def _all_in(label: list[str], said: list[str]) -> bool:
    return all(any(_alike(one, other) for other in said) for one in label)


def _alike(one: str, other: str) -> bool:
    """'läkarbesök' and 'läkarbesöken', 'radiologi' and 'radiologin'."""
    short, long = sorted((one, other), key=len)
    return one == other or (long.startswith(short) and len(long) - len(short) <= 3 and len(short) >= 4)


def only_label(row: Row, subject: str) -> bool:
    """Whether a subject says nothing but the row's label."""
    own = _stems(row.label)
    rest = [stem for stem in _stems(subject) if not any(_alike(stem, one) for one in own)]
    return not rest
