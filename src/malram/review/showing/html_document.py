# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The document as it was read, in HTML: headings, paragraphs and tables with every checked figure marked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from html import escape

from malram.review.claims import Severity
from malram.review.document import Block, Document, Heading, Paragraph, Row, Sentence, Table
from malram.review.showing.marks import HOLDS, Mark, in_sentence
from malram.review.showing.words import WORDS, clean

Pieces = Iterable[tuple[int, int, Mark]]


class Rendered:
    """A document in HTML. `placed` are the findings whose place got an anchor to link to."""

    def __init__(self, document: Document, marks: Mapping[int, list[Mark]]) -> None:
        self._document = document
        self._marks = marks
        self._level = 2
        self._tables = 0
        self._pins: set[int] = set()
        self.placed: set[int] = set()
        self.html = self._whole()
        wanted = {mark.finding for line in marks.values() for mark in line if mark.first}
        if wanted - self.placed:  # no figure to mark: the row or sentence gets a sign at its beginning
            self._pins, self._level, self._tables = wanted - self.placed, 2, 0
            self.html = self._whole()

    def _whole(self) -> str:
        parts, page = [], None
        for block in self._document.blocks:
            here = self._page_of(block)
            if here is not None and here != page:
                parts.append(f'<p class="sheet" id="sid-{here}"><span>Sida {here}</span></p>')
                page = here
            parts.append(self._block(block))
        return "\n".join(part for part in parts if part)

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
        text = self._pinned(heading.line, heading.line) + self._marked(heading.text, pieces)
        return f"<h{self._level}>{text}</h{self._level}>"

    def _paragraph(self, paragraph: Paragraph) -> str:
        parts: list[str] = []
        for sentence in paragraph.sentences:
            if sentence.item:
                parts.append(f"<li>{self._sentence(sentence)}</li>")
            else:
                parts.append(self._sentence(sentence))
        return "\n".join(_runs(parts))

    def _sentence(self, sentence: Sentence) -> str:
        marks = self._of_lines(sentence.line_start, sentence.line_end)
        found = ((in_sentence(sentence, mark), mark) for mark in marks)
        pieces = [(at[0], at[1], mark) for at, mark in found if at]
        own = {line for _, line, _ in sentence.places}
        pin = "".join(self._pinned(line, line) for line in sorted(own))
        return pin + self._marked(sentence.text, pieces)

    def _table(self, table: Table) -> str:
        self._tables += 1
        doubt = "" if table.sure else " Rader eller kolumner är gissade."
        title = clean(table.title) or f"Tabell {self._tables}"
        unit = f" ({clean(table.unit)})" if table.unit else ""
        head = "".join(_head(text) for text in (table.corner, *(one.heading for one in table.columns)))
        rows = "\n".join(self._row(row) for row in table.rows)
        name = escape(f"Tabell {self._tables}: {title}")
        return (
            f'<div class="table" role="group" tabindex="0" aria-label="{name}"><table>'
            f"<caption>{escape(title + unit)}.{doubt}</caption>\n"
            f"<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}\n</tbody></table></div>"
        )

    def _row(self, row: Row) -> str:
        marks = self._of_lines(row.line_start, row.line_end)
        taken: set[Mark] = set()
        cells = []
        for cell, words in zip(row.cells, row.words, strict=False):
            own = [mark for mark in marks if cell is not None and mark.spot == cell.spot]
            taken |= set(own)
            at = words.find(cell.text) if cell is not None else -1
            pieces = [(at, at + len(cell.text), mark) for mark in own if cell and at >= 0]
            kind = ' class="number"' if cell is not None else ""
            pieces = pieces or ([] if cell is not None else self._in_words(words, marks, taken))
            cells.append(f"<td{kind}>{self._marked(words, pieces)}</td>")
        label = self._pinned(row.line_start, row.line_end)
        label += self._marked(row.label, self._in_words(row.label, marks, taken))
        names = [f"in-{min(row.depth, 4)}"] * bool(row.depth) + ["strong"] * row.strong
        kind = f' class="{" ".join(names)}"' if names else ""
        return f'<tr{kind}><th scope="row">{label}</th>{"".join(cells)}</tr>'

    def _of_lines(self, first: int, last: int) -> list[Mark]:
        return [mark for line in range(first, last + 1) for mark in self._marks.get(line, ())]

    def _in_words(self, words: str, marks: Iterable[Mark], taken: set[Mark]) -> list[tuple[int, int, Mark]]:
        """Marks on words whose place inside a cell is not known: found by what stands on the line."""
        found, after = [], 0
        for mark in marks:
            text = self._document.line(mark.spot.line).text[mark.spot.start : mark.spot.end].strip()
            at = words.find(text, after) if text else -1
            if at >= 0 and mark not in taken:
                taken.add(mark)
                found.append((at, at + len(text), mark))
                after = at + len(text)
        return found

    def _pinned(self, first: int, last: int) -> str:
        """Signs for findings without a figure of their own, each once."""
        here = [mark for mark in self._of_lines(first, last) if mark.first and mark.finding in self._pins]
        left = [mark for mark in here if mark.finding not in self.placed]
        self.placed |= {mark.finding for mark in left}
        return "".join(f"{_marked(mark, '')} " for mark in left)

    def _marked(self, text: str, pieces: Pieces) -> str:
        parts, at = [], 0
        for start, end, mark in sorted(pieces, key=lambda piece: piece[:2]):
            if start < at:
                continue
            if mark.first:
                self.placed.add(mark.finding)
            parts += [_plain(text[at:start]), _marked(mark, _plain(text[start:end]))]
            at = end
        return "".join([*parts, _plain(text[at:])])


def _marked(mark: Mark, inner: str) -> str:
    """A figure that holds is told apart quietly; one with a finding leads to it."""
    if mark.tone == HOLDS:
        return f'<span class="holds">{inner}</span>'
    symbol, word, _ = WORDS[Severity(mark.tone)]
    if not mark.first:
        return f'<mark class="{mark.tone} part">{inner}</mark>'
    told = f'<span class="visually-hidden">, {word} {mark.finding}</span>'
    sign = f'<span class="sign" aria-hidden="true">{symbol}\N{NO-BREAK SPACE}{mark.finding}</span>'
    return (
        f'<mark class="{mark.tone}" id="plats-{mark.finding}">'
        f'<a href="#fynd-{mark.finding}">{inner}{told}{sign}</a></mark>'
    )


def _plain(text: str) -> str:
    return escape(clean(text))


def _head(text: str) -> str:
    return f'<th scope="col">{_plain(text)}</th>' if text.strip() else "<td></td>"


def _first_line(block: Block) -> int:
    match block:
        case Heading():
            return block.line
        case Paragraph():
            return block.sentences[0].line_start if block.sentences else 0
    return block.line_start


def _runs(parts: list[str]) -> Iterator[str]:
    """Sentences joined into paragraphs, list items into lists."""
    at = 0
    while at < len(parts):
        item = parts[at].startswith("<li>")
        end = at
        while end < len(parts) and parts[end].startswith("<li>") == item:
            end += 1
        yield f"<ul>{''.join(parts[at:end])}</ul>" if item else f"<p>{' '.join(parts[at:end])}</p>"
        at = end
