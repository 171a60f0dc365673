# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""A review for the person at a terminal: each finding with place, quote, what was computed and what to do."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass

from malram.review.claims import Finding, Review, Severity
from malram.review.showing.places import Places
from malram.review.showing.quotes import quoted
from malram.review.showing.tally import count, summary, unread
from malram.review.showing.words import WORDS, by_severity, clean, following

COLOURS = {Severity.ERROR: "1;31", Severity.QUESTION: "1;33", Severity.NOTE: "1"}
NARROWEST, WIDEST = 40, 100


@dataclass(frozen=True)
class Style:
    """How wide a line may be, and whether the terminal has colours. The words say the same without them."""

    width: int = 80
    colour: bool = False

    def paint(self, text: str, code: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self.colour else text

    def wrap(self, text: str, indent: str = "  ", first: str | None = None) -> str:
        width = max(NARROWEST, min(self.width, WIDEST))
        return textwrap.fill(
            text,
            width,
            initial_indent=indent if first is None else first,
            subsequent_indent=indent,
            break_on_hyphens=False,
        )


def as_text(review: Review, style: Style | None = None, *, notes: bool = False) -> str:
    """What `malram review` prints for one document."""
    style = style or Style()
    places = Places(review.document)
    told = [one for one in by_severity(review.findings) if notes or one.severity is not Severity.NOTE]
    parts = [_title(review, style), *(_finding(one, places, style) for one in told)]
    if hidden := len(review.findings) - len(told):
        many = count(hidden, "notering om avrundning", "noteringar om avrundning")
        parts.append(style.wrap(f"· {many} eller annat smått. De visas med --notes.", ""))
    closing = [line for line in (unread(review), summary(review)) if line]
    parts.append("\n".join(style.wrap(clean(line), "") for line in closing))
    return "\n\n".join(parts)


def _title(review: Review, style: Style) -> str:
    document = review.document
    size = [count(len(document.lines), "rad", "rader")]
    if document.pages > 1:
        size.insert(0, count(document.pages, "sida", "sidor"))
    return style.paint(clean(document.name), "1") + f"  {', '.join(size)}"


def _finding(finding: Finding, places: Places, style: Style) -> str:
    symbol, word, _ = WORDS[finding.severity]
    place = places.of(finding)
    where = ", ".join(clean(part) for part in (place.short, place.around) if part)
    head = style.wrap(f"{symbol} {word}  {where}", "    ", "")
    name = f"{symbol} {word}"
    lines = [style.paint(name, COLOURS[finding.severity]) + head.removeprefix(name)]
    lines += [style.wrap(text, "    ") for text in _told(finding, places)]
    return "\n".join(lines)


def _told(finding: Finding, places: Places) -> Iterator[str]:
    """The quote, what was computed, what would make it true, and what follows from the same fault."""
    if finding.claim.quote.strip():
        yield _quote(finding)
    yield clean(finding.message)
    if advice := places.advice(finding):
        yield f"→ {clean(advice)}"
    if finding.folded:
        yield following(finding.folded)


def _quote(finding: Finding) -> str:
    return "".join(f"›{text}‹" if mark else text for text, mark in quoted(finding))
