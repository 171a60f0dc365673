# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Comparisons found in prose: what has changed, from what, by how much, and which way the words say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from malram.review.checking.sentences.frames import (
    BACKWARD,
    COMPARISONS,
    NEW_SUBJECT,
    PAIRS,
    PREVIOUS,
    REFERENCES,
    SAME_SUBJECT,
    VALUES,
)
from malram.review.checking.sentences.text import Marked, Passage, Slot, passages
from malram.review.checking.sentences.words import ANY_WAY, INTENDED, NEGATED, PARTIAL, Way, way_of
from malram.review.document import Document

_ROLES = ("now", "old", "change", "percent", "points")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_AGAIN = re.compile(r"[•\-– ]*(?:ökningen|minskningen|höjningen)\b", re.IGNORECASE)
# The figure of the year before, in a sentence of its own.
_THEN = re.compile(
    rf"(?:(?:motsvarande (?:siffra|belopp|andel|antal|tal)\w* )?(?:(?:för|under|i|vid) )?{PREVIOUS}"
    r"|(?:vid|i) (?:årets|periodens) början|vid ingången av (?:året|perioden))"
    r" (?:var|uppgick|låg|hade|utgjorde)\b[^<>,;()]{0,50}<[kpn]\d+>[^<>,;()]{0,25}$",
    re.IGNORECASE,
)
_AIM = re.compile(
    r"(?<!\w)(?:mål(?!upp)\w*|gräns\w*|krav\w*|önskat värde|budget\w*|riket\w*|rikssnitt\w*"
    r"|riksgenomsnitt\w*)(?!\w)"
    r"[^<>.;,]{0,40}<\w\d+>$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Event:
    """One comparison. `firm` when what is compared stands in the same words or is all it can be."""

    marked: Marked
    frame: str
    word: str
    way: Way
    now: Slot | None
    old: Slot | None
    change: Slot | None
    percent: Slot | None
    points: Slot | None
    reference: str
    subject: str
    firm: bool
    near: tuple[Slot, ...]  # other figures close by that could have been meant
    rivals: tuple[Slot, ...] = ()  # other figures that could be what has changed
    far: tuple[Slot, ...] = ()  # figures an earlier sentence binds as last year's or as a change

    @property
    def bound(self) -> tuple[Slot, ...]:
        roles = (self.now, self.old, self.change, self.percent, self.points)
        return tuple(slot for slot in roles if slot is not None)


Compared = tuple[Passage, tuple[Event, ...]]


def comparisons(document: Document) -> list[Compared]:
    """The document's passages, with the comparisons in each."""
    return [(passage, tuple(events_in(passage))) for passage in passages(document)]


def events_in(passage: Passage) -> Iterator[Event]:
    """Every comparison in a passage, in the order they are read."""
    for paragraph in passage.paragraphs:
        spent: set[int] = set()  # last year's figures and changes: never what a later sentence is about
        last: tuple[Slot, ...] = ()
        for here, marked in enumerate(paragraph):
            before = paragraph[here - 1] if here else None
            around = [one for one in paragraph[max(here - 1, 0) : here + 2] if one is not marked]
            after = paragraph[here + 1] if here + 1 < len(paragraph) else None
            found = list(_Reader(marked, before, around, spent, last, after).events())
            yield from found
            spent |= {id(slot) for event in found for slot in event.bound if slot is not event.now}
            last = tuple(event.now for event in found if event.now is not None)


@dataclass
class _Core:
    frame: str
    start: int
    end: int
    word: tuple[int, int]
    way: Way
    roles: dict[str, Slot]


class _Reader:
    """Reads the comparisons of one sentence, each number once."""

    def __init__(
        self,
        marked: Marked,
        before: Marked | None,
        around: list[Marked],
        spent: set[int],
        last: tuple[Slot, ...],
        after: Marked | None,
    ) -> None:
        self.after = after
        self.marked, self.before, self.text = marked, before, marked.text
        self.around, self.last, self.spent = around, last, spent
        self.used: set[int] = set(spent)  # by identity of slot
        self.words: list[tuple[int, int]] = []

    def events(self) -> Iterator[Event]:
        if "<" not in self.text or not ANY_WAY.search(self.text):
            return
        cores = sorted(self._cores(), key=lambda core: core.start)
        for core in cores:
            if event := self._complete(core):
                yield event

    def _cores(self) -> Iterator[_Core]:
        for frame in COMPARISONS:
            for match in frame.matches(self.marked.landmarks.text):
                if core := self._core(frame.name, match):
                    yield core

    def _core(self, name: str, match: re.Match[str]) -> _Core | None:
        groups = match.groupdict()
        roles = {role: self.marked.slot(groups.get(role)) for role in _ROLES}
        bound = {role: slot for role, slot in roles.items() if slot}
        plain, way = self.marked.landmarks.plain, way_of(match["word"])
        word = plain(match.start("word")), plain(match.end("word"))
        taken = any(id(slot) in self.used for slot in bound.values())
        crossing = any(word[0] < end and start < word[1] for start, end in self.words)
        if taken or crossing or way is None or _quantifier(self.text, word):
            return None
        self.words.append(word)
        lead = self.text[max(word[0] - 60, 0) : word[0]]
        if NEGATED.search(lead) or INTENDED.search(lead):
            return None
        self.used |= {id(slot) for slot in bound.values()}
        return _Core(name, plain(match.start()), plain(match.end()), word, way, bound)

    def _complete(self, core: _Core) -> Event | None:
        roles = core.roles
        bracketed_percent = self._percent_after(core)
        reference = ""
        if "old" not in roles:
            reference, old = self._reference(core)
            if old and id(old) not in self.used and not self._is_deviation(old, reference):
                roles["old"] = old
                self.used.add(id(old))
        pair = self._pair(core) if "now" not in roles and "old" not in roles else None
        if pair:
            roles["now"], roles["old"] = pair
        now, subject, firm, rivals = self._now(core)
        if (
            now is not None
            and "old" not in roles
            and (other := self._bracketed(now) or self._later(core, now))
        ):
            roles["old"], firm = other, False
        firm = firm and not bracketed_percent and not _AGAIN.match(self.text)
        if now is None and "old" not in roles and not ({"change", "percent", "points"} <= set(roles)):
            return None
        if now is not None and self._times_clash(subject, reference):
            return None
        near, far = self._near({id(slot) for slot in roles.values()} | {id(now)})
        word = self.text[slice(*core.word)]
        subject = self._before(subject, now)
        return Event(
            self.marked, core.frame, word, core.way, now, roles.get("old"), roles.get("change"),
            roles.get("percent"), roles.get("points"), reference.strip(), subject, firm, near, rivals, far,
        )  # fmt: skip

    def _near(self, used: set[int]) -> tuple[tuple[Slot, ...], tuple[Slot, ...]]:
        """The other figures close by: those nothing has bound, and those an earlier sentence has."""
        others = [slot for one in (self.marked, *self.around) for slot in one.slots if id(slot) not in used]
        return (
            tuple(slot for slot in others if id(slot) not in self.spent),
            tuple(slot for slot in others if id(slot) in self.spent),
        )

    def _before(self, subject: str, now: Slot | None) -> str:
        """What is measured: the words before its figure."""
        for place in (self.marked, self.before):
            for at, slot in enumerate(place.slots if place else ()):
                mark = f"<{slot.kind}{at}>"
                if slot is now and place and mark in subject and place.text.startswith(subject[:20]):
                    return subject[: subject.index(mark)] or subject
        return subject

    def _percent_after(self, core: _Core) -> Slot | None:
        """'är 1 230 färre än 2022 (2,6 procent)': the change in per cent, in brackets of its own."""
        if "change" not in core.roles or "percent" in core.roles:
            return None
        match = re.match(r"[^<>.,;()]{0,50}? ?\((<p\d+>)\)", self.text[core.end :])
        percent = self.marked.slot(match[1]) if match else None
        if percent is None or id(percent) in self.used:
            return None
        self.used.add(id(percent))
        core.roles["percent"] = percent
        return percent

    def _pair(self, core: _Core) -> tuple[Slot, Slot] | None:
        """'84 procent (81 procent 2022), vilket är en ökning': the one pair before the word."""
        pairs = [(now, old) for now, old, start in pairs_in(self.marked) if start < core.start]
        free = [pair for pair in pairs if not {id(slot) for slot in pair} & self.used]
        return free[0] if len(pairs) == len(free) == 1 else None

    def _bracketed(self, now: Slot) -> Slot | None:
        """'ökade med 9 mnkr till 59 mnkr (50)': last year's figure in brackets right after this year's."""
        mark = next((f"<{slot.kind}{at}>" for at, slot in enumerate(self.marked.slots) if slot is now), None)
        match = (
            re.search(rf"{mark}(?: \w+){{0,3}} ?\((<[kpn]\d+>)(?: {PREVIOUS})?\)", self.text)
            if mark
            else None
        )
        old = self.marked.slot(match[1]) if match else None
        return old if old and id(old) not in self.used and old.kind in (now.kind, "n") else None

    def _later(self, core: _Core, now: Slot) -> Slot | None:
        """'ökade med 5,2 mnkr till 104,6 mnkr. Föregående år var skulden 99,4 mnkr.': told right after."""
        if self.after is None or not {"change", "percent", "points"} & set(core.roles):
            return None
        free = [slot for slot in self.after.slots if slot.kind in (now.kind, "n")]
        return free[0] if len(free) == len(self.after.slots) == 1 and _THEN.match(self.after.text) else None

    def _reference(self, core: _Core) -> tuple[str, Slot | None]:
        for frame in REFERENCES:
            if match := frame.pattern.match(self.text, core.end):
                old = self.marked.slot(match.groupdict().get("old"))
                return match["ref"], old
        return "", None

    def _is_deviation(self, old: Slot, reference: str) -> bool:
        """'lägre än budget +4 mnkr': by how much, not what the budget was."""
        signed = old.text[:1] in "+-−–" and re.search(
            r"(?:budget\w*|plan\w*|prognos\w*)\W*$", reference.strip()
        )
        return bool(signed) and f"({'<'}{old.kind}" not in self.text

    def _now(self, core: _Core) -> tuple[Slot | None, str, bool, tuple[Slot, ...]]:
        if now := core.roles.get("now"):
            return now, self.text[: core.start] + " " + self.text[core.start : core.end], True, ()
        wanted = _kinds(core.roles)
        found = self._values(self.marked, core.start, wanted)
        if found and self._new_subject(found[-1], core):
            return None, "", False, ()
        if found:
            last = found[-1]
            return last, self.text[: core.start], len(found) == 1, tuple(found[:-1])
        lead = self.text[: core.word[0]]
        if self.before is None or not BACKWARD.match(self.text) or _turns(lead):
            return None, "", False, ()
        found = self._values(self.before, len(self.before.text), wanted)
        if not found:
            found = [slot for slot in self.last if slot.kind in wanted][:1]
        if not found:
            return None, "", False, ()
        clean = len(found) == 1 and not PARTIAL.search(self.before.text)
        return found[-1], self.before.text, clean, tuple(found[:-1])

    def _new_subject(self, value: Slot, core: _Core) -> bool:
        """'Intäkterna blev 110 mnkr och kostnaderna är högre än …': the word is not about the figure."""
        mark = next(f"<{slot.kind}{at}>" for at, slot in enumerate(self.marked.slots) if slot is value)
        return _other_subject(self.text[self.text.index(mark) + len(mark) : core.word[0]])

    def _values(self, marked: Marked, end: int, kinds: str) -> list[Slot]:
        text = marked.text[:end]
        found = []
        for match in VALUES.matches(text):
            slot = self._free(marked, match["now"], kinds)
            if slot and not aimed_at(text, match.end()):
                found.append(slot)
        if found:
            return found
        loose = [
            slot
            for match in re.finditer(r"<[kpen]\d+>", text)
            if (slot := self._free(marked, match[0], kinds)) and not aimed_at(text, match.end())
        ]
        return loose if len(loose) == 1 else []

    def _free(self, marked: Marked, mark: str, kinds: str) -> Slot | None:
        """The figure at a mark when it can be what has changed: of that kind, in digits, not bound."""
        slot = marked.slot(mark)
        if slot is None or slot.kind not in kinds or id(slot) in self.used:
            return None
        return slot if any(character.isdigit() for character in slot.text) else None

    def _times_clash(self, subject: str, reference: str) -> bool:
        then, now = _YEAR.findall(reference), _YEAR.findall(subject)
        return bool(then and now) and max(map(int, then)) >= max(map(int, now))


def _other_subject(text: str) -> bool:
    return any(
        not set(match["subject"].lower().split()) <= SAME_SUBJECT for match in NEW_SUBJECT.finditer(text)
    )


def _turns(lead: str) -> bool:
    """'Det är kostnaderna som …', 'Det innebär att …': pointing back, and then to something else."""
    return re.search(r"\batt\b|\bsom (?:\w+ ){0,2}$", lead) is not None or _other_subject(lead)


def _quantifier(text: str, word: tuple[int, int]) -> bool:
    """'mindre än 5 procent' says how much, and compares nothing."""
    amount = re.match(
        r"(?:mer|mera|mindre|fler|flera|färre|större|längre|kortare)$", text[slice(*word)], re.IGNORECASE
    )
    return bool(amount) and re.match(r" än <", text[word[1] :]) is not None


def aimed_at(text: str, end: int) -> bool:
    """Whether the number that ends there is a target or a budget rather than an outcome."""
    return bool(_AIM.search(text[:end]))


def _kinds(roles: dict[str, Slot]) -> str:
    """The kinds of number the changed figure can be, by what it is compared with."""
    other = roles.get("old") or roles.get("change")
    if other is not None:
        return other.kind
    return "p" if "points" in roles else "kpn"


def pairs_in(marked: Marked) -> Iterator[tuple[Slot, Slot, int]]:
    """Figures with last year's beside them: '7,3 procent (7,5 fg år)', and where they stand."""
    if marked.text.count("<") < 2:
        return
    for frame in PAIRS:
        for match in frame.matches(marked.landmarks.text):
            now, old = marked.slot(match["now"]), marked.slot(match["old"])
            if now and old and {now.kind, old.kind} <= {"k", "n"} | {now.kind}:
                yield now, old, marked.landmarks.plain(match.start())
