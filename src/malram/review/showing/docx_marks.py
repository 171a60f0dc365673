# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Places in the text of a Word file where comments are hung, runs cut exactly where a number begins and ends.

A cut run becomes two with the same properties: the page looks as before and says the same.
"""

from __future__ import annotations

from copy import deepcopy

from lxml import etree

from malram.review.document import Line, Spot
from malram.review.reading.docx.package import Node
from malram.review.reading.docx.parts import Origin, Span
from malram.review.reading.docx.story import paragraph_nodes, text_nodes
from malram.review.reading.docx.styles import child, name_of

_PRESERVE = "{http://www.w3.org/XML/1998/namespace}space"
_MAY_HOLD_MARKS = frozenset(
    ["p", "ins", "moveTo", "hyperlink", "fldSimple", "sdtContent", "smartTag", "customXml", "dir", "bdo"]
)


class Marker:
    """Hangs comments in the document's text, `root`. They are told apart by their numbers."""

    def __init__(self, root: Node, style: str = "") -> None:
        self._style = style  # of the sign that Word puts where a comment belongs
        self.space = root.tag[1:].partition("}")[0]
        self._pieces = [[(0, node)] for node in text_nodes(root)]
        self._paragraphs = paragraph_nodes(root)

    def knows(self, line: Line) -> bool:
        """Whether the line's text stands where its origin says: it does not in a file changed since."""
        origin = line.origin
        if not isinstance(origin, Origin) or origin.host >= len(self._paragraphs):
            return False
        if not origin.markable:
            return True  # in a part of its own, or in a box; only its host is used
        return all(self._same(span, line.text) for span in origin.spans)

    def _same(self, span: Span, text: str) -> bool:
        if span.node >= len(self._pieces):
            return False
        whole = "".join(piece.text or "" for _, piece in self._pieces[span.node])
        return len(whole) >= span.offset + span.end - span.start

    def mark(self, line: Line, spot: Spot, number: int) -> bool:
        """Hang comment `number` at a spot; False when it had to be hung on the whole paragraph."""
        origin = line.origin
        assert isinstance(origin, Origin)
        spans = [one for one in origin.spans if one.start < spot.end and spot.start < one.end]
        if not (origin.markable and spans and all(self._may_cut(span) for span in spans)):
            self.mark_paragraph(origin.host, number)
            return False
        first, last = spans[0], spans[-1]
        begins = self._run_from(first.node, first.offset + max(spot.start - first.start, 0))
        ends = self._run_to(last.node, last.offset + min(spot.end, last.end) - last.start)
        self._hang(begins, ends, number)
        return True

    def mark_paragraph(self, host: int, number: int) -> None:
        """Hang comment `number` on a whole paragraph."""
        paragraph = self._paragraphs[host]
        start, end = self._range(number)
        form = child(paragraph, "pPr")
        paragraph.insert(0 if form is None else paragraph.index(form) + 1, start)
        paragraph.append(end)
        end.addnext(self._reference(number))

    def _may_cut(self, span: Span) -> bool:
        run = self._pieces[span.node][0][1].getparent()
        return name_of(run) == "r" and name_of(run.getparent()) in _MAY_HOLD_MARKS

    def _hang(self, first: Node, last: Node, number: int) -> None:
        start, end = self._range(number)
        first.addprevious(start)
        last.addnext(end)
        end.addnext(self._reference(number))

    def _range(self, number: int) -> tuple[Node, Node]:
        return self._made("commentRangeStart", id=number), self._made("commentRangeEnd", id=number)

    def _reference(self, number: int) -> Node:
        run = self._made("r")
        if self._style:
            form = self._made("rPr")
            form.append(self._made("rStyle", val=self._style))
            run.append(form)
        run.append(self._made("commentReference", id=number))
        return run

    def _made(self, name: str, **attributes: object) -> Node:
        named = {f"{{{self.space}}}{key}": str(value) for key, value in attributes.items()}
        return etree.Element(f"{{{self.space}}}{name}", named)

    # -- cutting -------------------------------------------------------------------------------------

    def _run_from(self, node: int, offset: int) -> Node:
        """The run that begins with this character, cut off from what stands before it."""
        text = self._cut_text(node, offset)
        before = text.getprevious()
        return text.getparent() if before is None or name_of(before) == "rPr" else self._cut_run(text)

    def _run_to(self, node: int, offset: int) -> Node:
        """The run that ends before this character, cut off from what stands after it."""
        pieces = self._pieces[node]
        if offset < pieces[-1][0] + len(pieces[-1][1].text or ""):
            after = self._run_from(node, offset)
            return after.getprevious() if after.getprevious() is not None else after
        text = pieces[-1][1]
        if text.getnext() is not None:
            self._cut_run(text.getnext())
        return text.getparent()

    def _cut_text(self, node: int, offset: int) -> Node:
        """The text element that begins at `offset` of what was element `node`, made when there is none."""
        pieces = self._pieces[node]
        at, text = next((at, text) for at, text in reversed(pieces) if at <= offset)
        if at == offset:
            return text
        whole = text.text or ""
        rest = etree.Element(text.tag)
        text.text, rest.text = whole[: offset - at], whole[offset - at :]
        for one in (text, rest):
            one.set(_PRESERVE, "preserve")
        text.addnext(rest)
        pieces.append((offset, rest))
        pieces.sort(key=lambda piece: piece[0])
        return rest

    def _cut_run(self, first: Node) -> Node:
        """A new run after its own with `first` and all that follows it there."""
        run = first.getparent()
        made = etree.Element(run.tag, dict(run.attrib))
        form = child(run, "rPr")
        if form is not None:
            made.append(deepcopy(form))
        for one in [first, *first.itersiblings()]:
            made.append(one)
        run.addnext(made)
        return made
