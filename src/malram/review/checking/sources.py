# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Printed figures against the ledger they were taken from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from malram.review.claims import Claim, Kind
from malram.review.document import Document, Number, Table
from malram.review.ledger import LedgerFigure
from malram.values import Printed, number, round_half_away


def against_ledger(document: Document, figures: Sequence[LedgerFigure]) -> Iterator[Claim]:
    """A claim for each figure of the ledger that the document prints: its digits are the rounded value."""
    read = {found.spot.line: [] for found in _numbers(document)}  # type: dict[int, list[Number]]
    for found in _numbers(document):
        read[found.spot.line].append(found)
    for figure in figures:
        if figure.exact is None:
            continue
        spot = figure.spot
        here = [
            one for one in read.get(spot.line, ()) if one.spot.start < spot.end and spot.start < one.spot.end
        ]
        if len(here) == 1 and here[0].printed is not None and here[0].printed.high is None:
            yield _claim(document, here[0], here[0].printed, figure)


def _numbers(document: Document) -> Iterator[Number]:
    for block in document.blocks:
        if isinstance(block, Table):
            yield from (cell for row in block.rows for cell in row.cells if cell is not None)
    for sentence in document.sentences():
        yield from sentence.numbers


def _claim(document: Document, found: Number, printed: Printed, figure: LedgerFigure) -> Claim:
    assert figure.exact is not None
    rounded = round_half_away(figure.exact, printed.decimals)
    # Words around a figure may carry its sign: 'ett underskott på 12'.
    holds = abs(printed.value) == abs(rounded) and (printed.value >= 0 or rounded < 0)
    shown = number(figure.exact, max(0, printed.decimals))
    return Claim(
        kind=Kind.REPEAT,
        line_start=found.spot.line,
        line_end=found.spot.line,
        quote=document.line(found.spot.line).text.replace("\t", "  ").strip(),
        said=f"Liggaren har {shown} för {figure.name}",
        holds=holds,
        numbers=(found,),
        found="" if holds else f"{shown} i stället för det tryckta {found.text}",
        rule="ledger.figure",
        advice="" if holds else f"Skriv {shown} i stället för {found.text}, så stämmer texten med liggaren.",
    )
