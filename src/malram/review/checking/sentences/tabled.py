# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""'Skatteintäkterna ökade med 3,7 procent': a change whose two figures stand in a table close by.

The subject must be one row's label and nothing else, and the table must say which columns hold this year and
last. What does not agree is a question: the sentence may be about something that is not printed.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace

from malram.review.checking.sentences.claims import Said, Stated, claim_of
from malram.review.checking.sentences.frames import frame
from malram.review.checking.sentences.labels import only_label, row_named, this_and_last
from malram.review.checking.sentences.text import Marked, Passage, Slot, same_unit, slot_of
from malram.review.checking.sentences.words import INTENDED, NEGATED, PARTIAL, way_of
from malram.review.claims import Claim
from malram.review.document import Document, Heading, Number, Row, Table
from malram.review.relations import Change, Relation, Sum
from malram.values import UNITS, Printed

_BESIDE = 60  # lines between a table and a sentence of the same section
_CHANGES = (
    frame("by-amount", r"{VERB}(?:‹new› ‹mark›\w+)?? {WITH} {change:kn}(?:{THING}{OR}{percent:p}\)?)?"),
    frame("by-percent", r"{VERB}(?:‹new› ‹mark›\w+)?? {WITH} {percent:p}(?:{OR}{change:kn}\)?)?"),
    frame("by-points", r"{VERB}(?:‹new› ‹mark›\w+)?? {WITH} {points:e}"),
    frame("is-amount", r"(?:är|var|blev) {change:kn}(?:{THING}{OR}{percent:p}\)?)? {COMP} än (?={PREV})"),
    frame("is-percent", r"(?:är|var|blev) {percent:p}(?:{OR}{change:kn}\)?)? {COMP} än (?={PREV})"),
)
_RELATIONS: dict[str, Relation] = {
    "change": Sum((1, -1, -1)),
    "percent": Change(),
    "points": Sum((1, -1, -1)),
}
_CLAUSE = re.compile(r"[,;:•]|\b(?:och|men|medan|samt|där|varav|då|att|som|eftersom)\b")
_OTHERWISE = re.compile(
    r"\bsedan\b|senaste|perioden|per år|årlig|genomsnitt|budget|prognos|\bplan|\bmål|pris|juster|exkl|inkl"
    r"|rensa|jämförbar|kvartal|tertial|\bän (?!(?:föreg|förra|fjol|(?:19|20)\d\d))|från <|till <",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Found:
    """A row that a clause names, and its figures of this year and last."""

    row: Row
    now: Slot
    old: Slot


class Tables:
    """The tables of a document that tell this year from last, by where they stand."""

    def __init__(self, document: Document) -> None:
        self._heads = sorted(b.line for b in document.blocks if isinstance(b, Heading) and b.level)
        self._tables = [(table, at) for table in document.tables() if (at := this_and_last(table))]

    def named(self, subject: str, line: int) -> Found | None:
        """The one row close by that a subject names; None when two differ."""
        found: list[Found] = []
        for table, (new, old) in self._tables:
            gap = max(table.line_start - line, line - table.line_end)
            if gap > _BESIDE or self._section(table.line_start) != self._section(line):
                continue
            row = row_named(table, subject)
            if row is not None and only_label(row, subject):
                slots = _slots(table, row.cells[new], row.cells[old])
                found += [Found(row, *slots)] if slots else []
        return found[0] if len({(one.now.text, one.old.text) for one in found}) == 1 else None

    def _section(self, line: int) -> int:
        return bisect_right(self._heads, line)


def _slots(table: Table, now: Number | None, old: Number | None) -> tuple[Slot, Slot] | None:
    """This year's figure and last year's, in the table's unit and by size; None when one is below nought."""
    if now is None or old is None or now.printed is None or old.printed is None or now.doubt or old.doubt:
        return None
    if (now.printed.value < 0) is not (old.printed.value < 0):
        return None
    return _sized(table, now, now.printed), _sized(table, old, old.printed)


def _sized(table: Table, number: Number, printed: Printed) -> Slot:
    unit = printed.unit or UNITS.get(table.unit)
    return slot_of(replace(number, printed=replace(printed, value=abs(printed.value), unit=unit)))


def tabled_claims(passage: Passage, tables: Tables) -> Iterator[Claim]:
    """Changes of a passage whose figures stand in a table."""
    for marked in passage.sentences():
        taken: set[str] = set()
        for form in _CHANGES if marked.slots else ():
            for match in form.matches(marked.landmarks.text):
                marks = {mark for mark in match.groupdict().values() if mark and mark.startswith("<")}
                if not marks & taken and (found := _found(marked, match, tables)):
                    taken |= marks
                    yield from _claims(marked, match, found)


def _found(marked: Marked, match: re.Match[str], tables: Tables) -> Found | None:
    plain = marked.landmarks.plain
    led = marked.text[: plain(match.start())]
    subjects = [re.split(r"[,;:•]", led)[-1].strip(), _CLAUSE.split(led)[-1].strip()]
    rest = re.split(r"[.;]|, (?!jämfört)", marked.text[plain(match.end()) :])[0]
    word = plain(match.start("word"))
    lead = marked.text[max(word - 60, 0) : word]
    if NEGATED.search(lead) or INTENDED.search(lead) or re.search(r"\b(?:inte|ej)\b", match[0]):
        return None
    found = (
        tables.named(subject, marked.sentence.line_start)
        for subject in subjects
        if subject and "<" not in subject and not _elsewhere(subject + rest)
    )
    return next((one for one in found if one is not None), None)


def _elsewhere(text: str) -> bool:
    """Whether a clause speaks of a part, or compares with something but last year."""
    return any(pattern.search(text) for pattern in (PARTIAL, _OTHERWISE))


def _claims(marked: Marked, match: re.Match[str], found: Found) -> Iterator[Claim]:
    way = way_of(match["word"])
    if way is None or way.sign is None:
        return
    now, old, groups = found.now, found.old, match.groupdict()
    for role, relation in _RELATIONS.items():
        by = marked.slot(groups.get(role))
        if by is None or (role == "change" and not _alike(now, by)):
            continue
        if (now.kind, role) in (("p", "percent"), ("k", "points")):
            continue
        near = tuple(slot for slot in marked.slots if slot is not by)
        said = f"”{found.row.label}” {match['word'].lower()} {by.text}; tabellen har {now.text} mot"
        said += f" {old.text} (rad {now.number.spot.line})"
        stated = Stated("sentence.table-change", relation, (now, old, by), way.sign, (2,), said, 2)
        claim = claim_of(stated, Said(marked, False, near, match["word"]))
        yield replace(claim, line_start=marked.sentence.line_start, line_end=marked.sentence.line_end)


def _alike(now: Slot, by: Slot) -> bool:
    return {now.kind, by.kind} in ({"k"}, {"n"}, {"k", "n"}) and same_unit(now, by)
