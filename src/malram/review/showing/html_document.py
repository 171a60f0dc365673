# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The document as it was read, in HTML: headings, paragraphs and tables with every checked figure marked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from itertools import groupby

from malram.review.claims import Finding, Severity
from malram.review.document import Block, Document, Heading, Paragraph, Row, Sentence, Spot, Table
from malram.review.showing.marks import FOLDED, HOLDS, Mark, in_sentence
from malram.review.showing.places import anchor
from malram.review.showing.words import WORDS, clean

Pieces = Iterable[tuple[int, int, Mark]]
Marks = Mapping[int, list[Mark]]
Lead = tuple[int, Severity]
Home = Heading | Sentence | Row


class Rendered:
    """A document in HTML. `placed` are the findings whose place got an anchor to link to."""

    def __init__(self, document: Document, marks: Marks, findings: Sequence[Finding]) -> None:
        self._document = document
        self._marks = marks
        self._signs: dict[int, list[Lead]] = {}
        self.placed: set[int] = set()
        self.html = self._whole()
        lost = [(at, one) for at, one in enumerate(findings, 1) if at not in self.placed]
        if lost:  # no figure to mark: the sentence or row gets a sign at its beginning
            for at, finding in lost:
                if home := home_of(document, finding):
                    self._signs.setdefault(id(home), []).append((at, finding.severity))
            self.html = self._whole()

    def _whole(self) -> str:
        parts, page = [], None
        self._level, self._tables = 2, 0
        for block in self._document.blocks:
            here = self._page_of(block)
            if here is not None and here != page:
                parts.append(f'<p class="sheet" id="sid-{here}"><span>Sida {here}</span></p>')
                page = here
            parts.append(self._block(block))
        whole = "\n".join(part for part in parts if part)
        return whole.replace("</ul>\n<ul>", "\n")  # items that stand apart in the file are one list

    def _page_of(self, block: Block) -> int | None:
        line = _first_line(block)
        if self._document.pages < 2 or not 0 < line <= len(self._document.lines):
            return None
        return self._document.line(line).page

    def _block(self, block: Block) -> str:
        match block:
            case Heading():
                return self._heading(block)
            case Paragraph():
                return self._paragraph(block)
        return self._table(block) if isinstance(block, Table) else ""

    def _heading(self, heading: Heading) -> str:
        wanted = heading.level + 2 if heading.level else max(self._level, 3)
        self._level = max(3, min(wanted, self._level + 1, 6))  # a level is never skipped on the way down
        pieces = self._in_words(heading.text, self._of_lines(heading.line, heading.line), set())
        text = self._sign(heading) + self._marked(heading.text, pieces)
        return f"<h{self._level}>{text}</h{self._level}>" if text.strip() else ""

    def _paragraph(self, paragraph: Paragraph) -> str:
        parts = []
        for item, group in groupby(paragraph.sentences, key=lambda sentence: sentence.item):
            said = [self._sentence(sentence) for sentence in group]
            if item:
                parts.append("<ul>" + "".join(f"<li>{one}</li>" for one in said) + "</ul>")
            else:
                parts.append(f"<p>{' '.join(said)}</p>")
        return "\n".join(parts)

    def _sentence(self, sentence: Sentence) -> str:
        marks = self._of_lines(sentence.line_start, sentence.line_end)
        found = ((in_sentence(sentence, mark), mark) for mark in marks)
        pieces = [(at[0], at[1], mark) for at, mark in found if at]
        return self._sign(sentence) + self._marked(sentence.text, pieces)

    def _table(self, table: Table) -> str:
        self._tables += 1
        doubt = "" if table.sure else " – rader eller kolumner är gissade"
        title = clean(table.title) or f"Tabell {self._tables}"
        unit = f" ({clean(table.unit)})" if table.unit else ""
        head = _head(table.corner) + "".join(
            _head(column.heading, _of_numbers(table, at)) for at, column in enumerate(table.columns)
        )
        rows = "\n".join(self._row(row) for row in table.rows)
        name = escape(f"Tabell {self._tables}: {title}")
        return (
            f'<div class="table" role="group" tabindex="0" aria-label="{name}"><table>'
            f"<caption>{escape(title + unit)}{doubt}</caption>\n"
            f"<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}\n</tbody></table></div>"
        )

    def _row(self, row: Row) -> str:
        marks = self._of_lines(row.line_start, row.line_end)
        taken: set[Spot] = set()
        cells = []
        for cell, words in zip(row.cells, row.words, strict=False):
            own = [mark for mark in marks if cell is not None and mark.spot == cell.spot]
            taken |= {mark.spot for mark in own}
            at = words.find(cell.text) if cell is not None else -1
            pieces = [(at, at + len(cell.text), mark) for mark in own if cell and at >= 0]
            kind = ' class="number"' if cell is not None else ""
            pieces = pieces or ([] if cell is not None else self._in_words(words, marks, taken))
            cells.append(f"<td{kind}>{self._marked(words, pieces)}</td>")
        label = self._sign(row) + self._marked(row.label, self._in_words(row.label, marks, taken))
        names = [f"in-{min(row.depth, 4)}"] * bool(row.depth) + ["strong"] * row.strong
        kind = f' class="{" ".join(names)}"' if names else ""
        first = f'<th scope="row">{label}</th>' if label.strip() else "<td></td>"
        return f"<tr{kind}>{first}{''.join(cells)}</tr>"

    def _of_lines(self, first: int, last: int) -> list[Mark]:
        return [mark for line in range(first, last + 1) for mark in self._marks.get(line, ())]

    def _in_words(self, words: str, marks: Iterable[Mark], taken: set[Spot]) -> list[tuple[int, int, Mark]]:
        """Marks on words whose place inside a cell is not known: found by what stands on the line."""
        found, after = [], 0
        for mark in marks:
            text = self._document.line(mark.spot.line).text[mark.spot.start : mark.spot.end].strip()
            at = words.find(text, after) if text else -1
            if at >= 0 and mark.spot not in taken:
                taken.add(mark.spot)
                found.append((at, at + len(text), mark))
                after = at + len(text)
        return found

    def _sign(self, home: Home) -> str:
        """Signs for findings without a figure of their own."""
        leads = self._signs.get(id(home), [])
        self.placed |= {at for at, _ in leads}
        return "".join(f'<mark class="{tone.value}">{_lead(at, tone, "")}</mark> ' for at, tone in leads)

    def _marked(self, text: str, pieces: Pieces) -> str:
        parts, at = [], 0
        for start, end, mark in sorted(pieces, key=lambda piece: piece[:2]):
            if start >= at:
                self.placed |= {lead[0] for lead in mark.leads}
                parts += [_plain(text[at:start]), _shown(mark, _plain(text[start:end]))]
                at = end
        return "".join([*parts, _plain(text[at:])])


def home_of(document: Document, finding: Finding) -> Home | None:
    """The heading, sentence or row a finding is about: one that holds its quote, else one on its line."""
    quote, line = " ".join(finding.claim.quote.split()), anchor(finding).line
    here = [(home, text) for home, text, first, last in _homes(document) if first <= line <= last]
    same = [home for home, text in here if text and (text in quote or quote in text)]
    return next(iter(same or [home for home, _ in here]), None)


def _homes(document: Document) -> Iterator[tuple[Home, str, int, int]]:
    for block in document.blocks:
        match block:
            case Heading():
                yield block, block.text, block.line, block.line
            case Paragraph():
                for one in block.sentences:
                    yield one, " ".join(one.text.split()), one.line_start, one.line_end
            case Table():
                for row in block.rows:
                    words = " ".join(" ".join((row.label, *row.words)).split())
                    yield row, words, row.line_start, row.line_end


def _shown(mark: Mark, inner: str) -> str:
    """A figure that holds is told apart quietly; one with a finding leads to it."""
    if mark.tone in (HOLDS, FOLDED) and not mark.leads:
        return f'<span class="{mark.tone}">{inner}</span>'
    short = " short" if len(inner) < 24 else ""
    if not mark.leads:
        told = f'<span class="visually-hidden">, ingår i {WORDS[Severity(mark.tone)][1]} {mark.part}</span>'
        return f'<mark class="{mark.tone} part{short}"><a href="#fynd-{mark.part}">{inner}{told}</a></mark>'
    (at, tone), *more = mark.leads
    others = "".join(_lead(one, its, "") for one, its in more)
    return f'<mark class="{mark.tone}{short}">{_lead(at, tone, inner)}{others}</mark>'


def _lead(at: int, severity: Severity, inner: str) -> str:
    """A figure with its sign, leading to the finding in the list; without a figure the sign alone."""
    symbol, word, _ = WORDS[severity]
    told = f'<span class="visually-hidden">{", " if inner else ""}{word} {at}</span>'
    sign = f'<span class="sign" aria-hidden="true">{symbol}\N{NO-BREAK SPACE}{at}</span>'
    return f'<a id="plats-{at}" href="#fynd-{at}">{inner}{told}{sign}</a>'


def _plain(text: str) -> str:
    return escape(clean(text))


def _head(text: str, of_numbers: bool = False) -> str:
    kind = ' class="number"' if of_numbers else ""
    return f'<th scope="col"{kind}>{_plain(text)}</th>' if clean(text).strip() else "<td></td>"


def _of_numbers(table: Table, at: int) -> bool:
    """Whether most of what stands in a column is numbers, so that its heading goes to the right as well."""
    filled = [row.cells[at] for row in table.rows if at < len(row.words) and row.words[at].strip()]
    return 2 * sum(cell is not None for cell in filled) >= len(filled) > 0


def _first_line(block: Block) -> int:
    match block:
        case Heading():
            return block.line
        case Paragraph():
            return block.sentences[0].line_start if block.sentences else 0
    return block.line_start
