# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Comments: texts that people write on the pages, with figures asked for and never typed.

The same text is read on the page and printed in the report: a goal's comment takes the place of the
text that the template brings for that goal.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from malram.economy.statements import Statement
from malram.facts.problems import Problem
from malram.measures.reading.query import Measurements
from malram.occasions.models import Comment
from malram.reports.blocks import Document
from malram.reports.book import Book
from malram.reports.build import Context
from malram.reports.placeholders import Resolver
from malram.reports.prose import prose_blocks
from malram.reports.registers import Registers
from malram.reports.statements import ReportRefused, statements_of
from malram.reports.template import Template
from malram.reports.writers import fragment
from malram.reports.writers.html import LinkOf, no_link
from malram.steering.queries import board_goals
from malram.values import Period, year_of

GOAL, SECTION = "goal:", "section:"


@dataclass(frozen=True)
class Readable:
    """A text with its figures in place, as HTML, and what its author must put right."""

    html: str
    problems: tuple[Problem, ...]


def file_of(about: str) -> str | None:
    """The text of a template that a comment takes the place of, or None where there is none."""
    if about.startswith(GOAL):
        return f"resultatmal/{about.removeprefix(GOAL)}.md"
    return None


def texts_by_file(board: str, period: Period) -> dict[str, str]:
    """What has been written about a board's goals for a period, by the file it replaces."""
    written = Comment.objects.filter(occasion__board_id=board, occasion__period=period.code)
    return {name: comment.body for comment in written if (name := file_of(comment.about))}


def readable(
    region: Path,
    board: str,
    m: Measurements,
    period: Period,
    texts: Mapping[str, str],
    link: LinkOf = no_link,
) -> dict[str, Readable]:
    """Every text with its placeholders replaced by what they ask for."""
    goals = board_goals(board, year_of(period.last), m, period)
    statements: dict[str, Statement] = {}
    broken: tuple[Problem, ...] = ()
    try:
        statements = statements_of(region, board, m, period)
    except ReportRefused as refused:  # a comment is read even where a layout is being mended
        broken = refused.problems
    template = Template("kommentarer", board, "kommentarer", period.code, "")
    found = {}
    for name, text in texts.items():
        context = Context(template, period, m, goals, {}, statements, Registers())
        book = Book(m)
        problems: list[Problem] = []
        blocks = prose_blocks(text, "kommentar", name.replace(":", "-"), 0, Resolver(book, context), problems)
        document = Document("kommentar", "", "", "", period.code, "", "", tuple(blocks))
        html = fragment(document, book.ledger, link, top=2, cover=False)
        found[name] = Readable(html, (*problems, *broken) if problems else ())
    return found
