# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""'Målet på 80 procent nås inte': what is said of a target, against the outcome beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from malram.review.checking.sentences.events import Event, aimed_at
from malram.review.checking.sentences.frames import VALUES
from malram.review.checking.sentences.relations import Scaled, scales
from malram.review.checking.sentences.rows import IndicatorRow, Indicators
from malram.review.checking.sentences.text import Marked, Slot, unqualified
from malram.review.checking.sentences.words import PARTIAL, is_unwanted, polarity
from malram.review.claims import Claim, Kind, Severity
from malram.review.relations import AtMost

_AIM = (
    r"(?:(?<!\w)|(?<=till))(?:(?<!> )mål(?=[^<>.;()]{0,40} (?:på|om|är|var) <)|målvärdet?|måltalet?|målet"
    r"|målnivån?|målsättningen|gränsvärdet?|kravet)(?!\w)"
)
_REACHED = r"(?:når|nås|nådde|nåddes|nått|nåtts|uppnå\w*|uppfyll\w*|klara\w*|infria\w*)(?!\w)"
_NOT = r"(?<!\w)(?:inte|ej|icke|aldrig)(?!\w)"
_FEW = r"(?:(?! (?:men|medan|beror|eftersom|vilket)\b)[^<>;.()]){0,50}?"
_FRAMES = tuple(
    re.compile(text, re.IGNORECASE)
    for text in (
        rf"(?<!\w)(?P<verb>{_REACHED})(?P<gap>{_FEW}{_AIM}{_FEW})(?P<target><[kpn]\d+>)",
        rf"{_AIM}{_FEW}(?P<target><[kpn]\d+>)(?P<gap>{_FEW})(?<!\w)(?P<verb>{_REACHED})"
        r"(?P<after>(?: \w+){0,2})",
        rf"(?<!\w)(?P<side>över|under|ovanför|nedanför)(?P<gap> (?:det |regionens |nämndens "
        rf"|uppsatta )*{_AIM}{_FEW})"
        r"(?P<target><[kpn]\d+>)",
    )
)
_BARE = re.compile(
    rf"(?<!\w)(?:{_AIM}(?P<gap>(?: \w+){{0,5}}?) (?P<verb>{_REACHED})(?P<after>(?: \w+){{0,2}})|"
    rf"(?P<first>{_REACHED})(?P<between>(?: \w+){{0,2}}?) {_AIM})"
    r"(?! (?:på|om|att|för))(?![^<>.;,]{0,25}<)",
    re.IGNORECASE,
)
_SET = re.compile(rf"{_AIM} (?:är|var|på|om)(?: att)?(?: nå)?{_FEW}(?P<target><[kpn]\d+>)", re.IGNORECASE)
_OF_CHANGE = re.compile(
    r"\b(?:minska|öka|sänka|höja|reducera|förbättra|minskning|ökning)\w*\b[^<>]*\bmed\b", re.I
)
_ELSEWHERE = re.compile(
    r"\b(?:men|medan|där|hittills|däremot|förra|föregående|i övrigt)\b|;(?! (?:utfall(?:et)?|resultatet) )",
    re.I,
)
_FLOOR = 70
_MAYBE = re.compile(
    r"\b(?:ska|skall|skulle|bör|kan|kommer|för att|att|förväntas|om|delvis|nästan|prognos\w*)\b", re.I
)


@dataclass(frozen=True)
class Verdict:
    """What a sentence says of a target: reached or not, or above or below it."""

    marked: Marked
    target: Slot
    reached: bool | None
    side: int  # 1 above, -1 below, 0 not said
    start: int
    end: int


def verdicts_in(marked: Marked) -> Iterator[Verdict]:
    """What one sentence says of the targets it prints."""
    taken: set[int] = set()
    for frame in _FRAMES if marked.slots else ():
        for match in frame.finditer(marked.text):
            target = marked.slot(match["target"])
            lead = marked.text[max(match.start() - 30, 0) : match.start()]
            if target is None or id(target) in taken or _MAYBE.search(f"{lead} {match['gap']}"):
                continue
            if _OF_CHANGE.search(match[0]) or marked.text[match.end() :].startswith(" av "):
                continue  # a change is the target, or some of many reach it
            taken.add(id(target))
            groups = match.groupdict()
            if side := groups.get("side"):
                yield Verdict(marked, target, None, 1 if side.lower().startswith("ö") else -1, *match.span())
                continue
            around = f"{lead[-12:]} {match['gap']} {groups.get('after') or ''}"
            yield Verdict(marked, target, not re.search(_NOT, around, re.I), 0, *match.span())


def _bare_verdict(marked: Marked, before: Marked | None, row: IndicatorRow | None) -> Verdict | None:
    """'… och målet är därmed inte nått': of the target the row prints, or that was named just before."""
    match = _BARE.search(marked.text)
    if match is None or _MAYBE.search(
        f"{marked.text[max(match.start() - 30, 0) : match.start()]} {match[0]}"
    ):
        return None
    target = row.target if row and row.slot else None
    for place in (marked, before) if target is None else ():
        found = list(_SET.finditer(place.text)) if place else []
        target = place.slot(found[-1]["target"]) if place and found and target is None else target
    if target is None:
        return None
    around = f"{match['gap'] or ''} {match['after'] or ''} {match['between'] or ''}"
    return Verdict(marked, target, not re.search(_NOT, around, re.IGNORECASE), 0, *match.span())


def target_claims(
    paragraph: tuple[Marked, ...], here: int, indicators: Indicators, events: Sequence[Event]
) -> Iterator[Claim]:
    """The claims one sentence of a paragraph makes about targets."""
    marked = paragraph[here]
    row = indicators.above(marked.sentence.line_start)
    before = paragraph[here - 1] if here else None
    verdicts = list(verdicts_in(marked))
    bare = None if verdicts else _bare_verdict(marked, before, row)
    for verdict in [*verdicts, *([bare] if bare else [])]:
        outcomes, firm = _outcomes(verdict, before, row, events)
        if outcomes:
            yield _claim(verdict, outcomes, firm, row, before)


def _outcomes(
    verdict: Verdict, before: Marked | None, row: IndicatorRow | None, events: Sequence[Event]
) -> tuple[list[Slot], bool]:
    """The figures the target can be about, and whether that is certain.

    Last year's figures and changes, as the comparisons of the same sentences bind them, are none.
    """
    marked, target = verdict.marked, verdict.target
    compared = [event for event in events if event.marked in (marked, before)]
    spent = {id(slot) for event in compared for slot in event.bound if slot is not event.now}

    def values(place: Marked, start: int, end: int) -> list[Slot]:
        return [slot for slot in _values(place, start, end, target, spent) if slot is not target]

    partial = PARTIAL.search(marked.text) is not None
    if own := values(marked, 0, verdict.start):
        return own, len(own) == 1 and not partial
    stop = _ELSEWHERE.search(marked.text, verdict.end)
    if later := values(marked, verdict.end, stop.start() if stop else len(marked.text)):
        return later, False
    if row and row.slot and row.target and _same(row.target, target):
        return ([], False) if partial else ([row.slot], True)
    if nows := [event.now for event in compared if event.marked is marked and event.now is not None]:
        return [slot for slot in nows if slot.kind == target.kind and slot is not target], False
    if before is not None and (earlier := values(before, 0, len(before.text))):
        return earlier, len(earlier) == 1 and not partial and not PARTIAL.search(before.text)
    return [], False


def _values(marked: Marked, start: int, end: int, target: Slot, spent: set[int]) -> list[Slot]:
    """The outcomes stated in a stretch of a sentence: after a verb, or the only figure of the kind."""
    text = marked.text[:end]
    stated = VALUES.pattern.finditer(text, start)
    found = _outcomes_of(marked, [(match["now"], match.end()) for match in stated], target, spent)
    if start and not found and (inside := re.match(r"[^<>.;]{0,12}\((<[kpn]\d+>)\)", marked.text[start:])):
        found = _outcomes_of(marked, [(inside[1], start)], target, spent)
    if found or start:
        return found
    loose = [(match[0], match.end()) for match in re.finditer(r"<[kpn]\d+>", text)]
    only = _outcomes_of(marked, loose, target, spent)
    return only if len(only) == 1 else []


def _outcomes_of(marked: Marked, marks: list[tuple[str, int]], target: Slot, spent: set[int]) -> list[Slot]:
    found = [
        slot
        for mark, end in marks
        if (slot := marked.slot(mark)) and slot.kind == target.kind and not aimed_at(marked.text, end)
    ]
    return [slot for slot in found if id(slot) not in spent and any(map(str.isdigit, slot.text))]


def _same(one: Slot, other: Slot) -> bool:
    a, b = one.number.printed, other.number.printed
    return a is not None and b is not None and a.value == b.value


def _claim(
    verdict: Verdict, outcomes: list[Slot], firm: bool, row: IndicatorRow | None, before: Marked | None
) -> Claim:
    target, outcome = verdict.target, outcomes[-1]
    sign = verdict.side or _sign(verdict, row, before)
    firm = firm and (verdict.side != 0 or not _is_guess(verdict, row, before))
    results = {_holds(verdict, one, sign) for one in outcomes}
    holds = results.pop() if len(results) == 1 else None
    numbers = tuple(slot.bare for slot in _ordered(verdict, outcome, sign or 1))
    relation = Scaled(AtMost(strict=_strict(verdict)), scales(_ordered(verdict, outcome, sign or 1)))
    lines = [verdict.marked.sentence.line_start, verdict.marked.sentence.line_end]
    near = [number.spot.line for number in numbers if 0 <= lines[0] - number.spot.line <= 5]
    stated = {1: "över målet", -1: "under målet", 0: "nå målet" if verdict.reached else "inte nå målet"}[
        verdict.side
    ]
    found = f"{outcome.text} är {'över' if _above(outcome, target) else 'under'} {target.text}"
    return Claim(
        Kind.DIRECTION, min(lines + near), max(lines), verdict.marked.sentence.text,
        f"{outcome.text} sägs {'ligga ' if verdict.side else ''}{stated} {target.text}", holds, numbers,
        relation, found if holds is False else "", Severity.ERROR if firm else Severity.QUESTION,
        "sentence.target",
    )  # fmt: skip


def _sign(verdict: Verdict, row: IndicatorRow | None, before: Marked | None) -> int | None:
    """Which way is better: the target's own word, its row, the noun measured."""
    printed = verdict.target.number.printed
    own = {"minst": 1, "över": 1, "högst": -1, "under": -1}.get((printed.qualifier if printed else "") or "")
    if own is not None:
        return own
    if row and row.polarity and row.target and _same(row.target, verdict.target):
        return row.polarity
    said = f"{before.text if before else ''} {verdict.marked.text}"
    return polarity(said) or (1 if _is_floor(verdict.target) and not is_unwanted(said) else None)


def _is_guess(verdict: Verdict, row: IndicatorRow | None, before: Marked | None) -> bool:
    """Whether only the size of the target says that more is better."""
    printed = verdict.target.number.printed
    told = (printed.qualifier if printed else None) or (row.polarity if row else None)
    return not told and not polarity(f"{before.text if before else ''} {verdict.marked.text}")


def _is_floor(target: Slot) -> bool:
    """Whether a target is a share so large that it is hardly a ceiling."""
    printed = target.bare.printed
    return target.kind == "p" and printed is not None and printed.value >= _FLOOR


def _strict(verdict: Verdict) -> bool:
    return verdict.reached is not True


def _ordered(verdict: Verdict, outcome: Slot, sign: int) -> tuple[Slot, Slot]:
    """The two figures with the one that must be the smaller first."""
    upward = (sign == 1) == (verdict.reached is not False)
    target = unqualified(verdict.target)
    return (target, outcome) if upward else (outcome, target)


def _holds(verdict: Verdict, outcome: Slot, sign: int | None) -> bool | None:
    if sign is None:
        return None
    slots = _ordered(verdict, outcome, sign)
    at = [slot.bare.interval for slot in slots]
    if any(one is None for one in at):
        return None
    relation = Scaled(AtMost(strict=_strict(verdict)), scales(slots))
    return relation.holds([one for one in at if one is not None])


def _above(outcome: Slot, target: Slot) -> bool:
    a, b = outcome.bare.printed, target.bare.printed
    return a is not None and b is not None and a.value > b.value
