# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""A figure in the prose that repeats a cell of a table.

Figures that agree need a match of the words too. What does not agree is left to `rows`.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from malram.review.checking.repeats.claims import Likeness, likeness, repeated
from malram.review.checking.repeats.keys import Amount, Marks, sex_of
from malram.review.checking.repeats.mentions import Mention, covers
from malram.review.checking.repeats.tables import Sheet, period
from malram.review.checking.repeats.words import content_set, core, words_of
from malram.review.claims import Claim, Severity
from malram.review.document import Document

_UNSURE = ("", 0)
_MOST = 3  # cells one figure is said to repeat


@dataclass(frozen=True)
class Place:
    """A cell with its row's label and the column's marks."""

    sheet: Sheet
    row: int
    column: int
    amount: Amount

    @property
    def label(self) -> str:
        return self.sheet.table.rows[self.row].label

    @property
    def marks(self) -> Marks:
        return self.sheet.marks[self.column]


class Cells:
    """The cells of all tables, by value and by digits."""

    def __init__(self, found: list[Sheet]) -> None:
        self._by_kind: dict[str, list[tuple[float, int]]] = defaultdict(list)
        self._by_digits: dict[str, list[int]] = defaultdict(list)
        self.places: list[Place] = []
        for sheet in found:
            for x, row in enumerate(sheet.amounts):
                for c, it in enumerate(row[: len(sheet.marks)]):
                    if it is not None and it.value and (not it.vague or sheet.marks[c].role == "target"):
                        self._add(Place(sheet, x, c, it))
        for values in self._by_kind.values():
            values.sort()

    def _add(self, place: Place) -> None:
        at = len(self.places)
        self.places.append(place)
        self._by_kind[place.amount.kind].append((abs(place.amount.near), at))
        if not place.amount.kind:
            self._by_digits[digits(place.amount)].append(at)

    def like(self, it: Amount) -> Iterator[Place]:
        """The cells that may hold the same figure."""
        values = self._by_kind.get(it.kind, [])
        room = it.unit + 0.006 * abs(it.near) + (0.6 if it.kind in ("share", "points") else 0)
        low = bisect_left(values, (abs(it.near) - room, -1))
        high = bisect_right(values, (abs(it.near) + room, 1 << 60))
        for _, at in values[low:high]:
            place = self.places[at]
            if it.may_equal(place.amount) and likeness(it, place.amount) in (Likeness.SAME, Likeness.CUT):
                yield place
        if it.kind:
            for at in self._by_digits.get(digits(it), ()):
                if it.digits >= 3 and self.places[at].amount.digits == it.digits:
                    yield self.places[at]


def digits(it: Amount) -> str:
    """The significant digits as printed, without nought at the end."""
    printed = it.number.printed
    if printed is None:
        return ""
    return "".join(str(one) for one in printed.value.as_tuple().digits).strip("0")


def cell_claims(
    document: Document, found: list[Sheet], said: list[Mention], year: int, apart: set[tuple[int, int]]
) -> Iterator[Claim]:
    """Each figure of the prose that repeats a cell; `apart` are the figures already compared."""
    cells = Cells(found)
    for mention in said:
        spot = mention.amount.number.spot
        if (spot.line, spot.start) in apart or not _worth(mention):
            continue
        ranked = sorted(
            (
                (_score(mention, place, year), -at, place)
                for at, place in enumerate(cells.like(mention.amount))
            ),
            key=lambda one: one[:2],
            reverse=True,
        )
        good = [place for score, _, place in ranked if score > 0]
        if good:
            apart.add((spot.line, spot.start))
        for at, place in enumerate(good[:_MOST]):
            yield from repeated(
                document, mention.amount, place.amount, about=place.label, holds=True,
                severity=Severity.QUESTION, rule="repeat.cell", both=at == 0,
            )  # fmt: skip


def _worth(mention: Mention) -> bool:
    kind = mention.amount.kind
    if kind == "time" or not mention.amount.value or mention.amount.vague:
        return False
    printed = mention.amount.number.printed
    decimals = printed is not None and printed.decimals > 0
    return mention.telling or (
        mention.amount.digits >= 2 and (kind in ("share", "money", "points") or decimals)
    )


def _score(mention: Mention, place: Place, year: int) -> float:
    """How well the words of a sentence fit a cell that has its figure; 0 when they do not."""
    sex = place.marks.sex or sex_of(place.label)
    if mention.marks.sex != sex and (
        sex or (place.sheet.table.rows[place.row].depth == 0 and _has_sexes(place))
    ):
        return 0
    label = content_set(place.label)
    table = place.sheet.table
    if not label and (title := content_set(table.corner) or content_set(table.title)):
        own = covers(title, mention.stems) / 2
        wide = covers(title, mention.stems | mention.around)
    elif label:
        own = covers(core(place.label), mention.stems)
        wide = covers(core(place.label), mention.stems | mention.around)
    else:
        words = [word for word in words_of(place.label) if len(word) > 3]
        said = words_of(mention.sentence.text)
        own = wide = float(bool(words) and all(any(word in one for one in said) for word in words))
    if not own and not (wide == 1 and mention.amount.digits >= 3):
        return 0
    if mention.amount.value * place.amount.value < 0 and mention.amount.digits < 4 and _signed(mention):
        return 0
    if place.amount.vague and mention.marks.role != "target":
        return 0
    figures = min(mention.amount.digits, place.amount.digits)
    if figures < 2 or (figures == 2 and (wide < 1 or own < 0.5)) or (figures == 3 and wide < 0.5):
        return 0
    if figures == 2 and not mention.amount.kind and (own < 1 or len(core(place.label)) < 2):
        return 0
    fits = _fits(mention, place, year)
    return 0 if fits < 0 and figures < 4 else 2 * own + wide + fits + figures / 10


def _has_sexes(place: Place) -> bool:
    """Tell whether the table gives women and men apart, so that a figure for one of them is not the total."""
    return any(one.sex for one in place.sheet.marks)


def _signed(mention: Mention) -> bool:
    return mention.amount.number.text.lstrip("( ")[:1] in "+-−–"


def _fits(mention: Mention, place: Place, year: int) -> float:
    """Whether the period and role of the sentence are the column's: 1, unknown 0, another -1."""
    role, when = period(place.marks, year)
    if not role:
        return 0
    one = mention.marks
    said = ("result", year - 1) if one.role == "before" else (one.role, min(one.years) if one.years else year)
    if said == (role, when):
        return 1
    return -1 if one.named and (one.years or one.role == "before") and said[0] == role else 0
