# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is drawn on a PDF page besides text: lines, filled areas, and the charts they make."""

from __future__ import annotations

import ctypes
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from malram.review.reading.pdf.words import Turn

MOST_PATHS = 20_000  # on one page; a map or a drawing has more and is no table
MOST_SEGMENTS = 400  # of one path
SLANT, CURVE = 1.5, 15.0  # points in both directions that make a line slanting, a curve more than a corner
LEAST, MOST = 30.0, 0.6  # points of a chart's sides; share of the page it covers
AROUND = (45.0, 15.0, 75.0, 30.0)  # points left, above, right and below of a curve where its labels stand
REACH, FAR = 10.0, 150.0  # points that the ends of an axis and a curve may differ, and that they lie apart
BARS, THINNEST = 4, 4.0  # how many bars make a chart, and how thin they are at most
Box = tuple[float, float, float, float]
_Matrix = Any


@dataclass(frozen=True, slots=True)
class Path:
    """One drawn thing: its box on the page, the straight lines stroked in it, and whether it is filled."""

    box: Box  # left, bottom, right, top
    lines: tuple[Box, ...]
    filled: bool
    curved: bool  # slanting lines or wide curves


def page_paths(page: pypdfium2.PdfPage) -> list[Path]:
    """Everything drawn on a page; nothing when it is more than a page of a report has."""
    found: list[Path] = []
    for count, item in enumerate(page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH], max_depth=4)):
        if count > MOST_PATHS:
            return []
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        if pdfium.FPDFPath_GetDrawMode(item.raw, fill, stroke) and (fill.value or stroke.value):
            found.append(_path(item, bool(fill.value), bool(stroke.value)))
    return found


def _path(item: Any, fill: bool, stroke: bool) -> Path:
    outer = _outer(item)
    left, bottom, right, top = item.get_bounds()
    for matrix in outer:
        left, bottom, right, top = matrix.on_rect(left, bottom, right, top)
    segments = (
        list(_segments(item, [item.get_matrix(), *outer])) if max(right - left, top - bottom) > SLANT else []
    )
    lines = tuple(line for line, straight in segments if straight) if stroke else ()
    return Path((left, bottom, right, top), lines, fill, any(_is_curved(*one) for one in segments))


def _outer(item: Any) -> list[_Matrix]:
    """The matrices of the forms that a path is part of, the innermost first."""
    found = []
    while item.container is not None:
        item = item.container
        found.append(item.get_matrix())
    return found


def _is_curved(line: Box, straight: bool) -> bool:
    least = SLANT if straight else CURVE
    wide, high = abs(line[2] - line[0]), abs(line[3] - line[1])
    return wide > least and high > least and wide + high > 4 * SLANT


def _segments(item: Any, matrices: Sequence[_Matrix]) -> Iterator[tuple[Box, bool]]:
    """The pieces of a path on the page, and whether each is straight."""
    x, y = ctypes.c_float(), ctypes.c_float()
    here = start = (0.0, 0.0)
    for index in range(min(pdfium.FPDFPath_CountSegments(item.raw), MOST_SEGMENTS)):
        segment = pdfium.FPDFPath_GetPathSegment(item.raw, index)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        there = (x.value, y.value)
        for matrix in matrices:
            there = matrix.on_point(*there)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            start = there
        else:
            yield (*here, *there), kind == pdfium.FPDF_SEGMENT_LINETO
        here = there
        if pdfium.FPDFPathSegment_GetClose(segment):
            yield (*here, *start), True
            here = start


def charts(paths: Sequence[Path], turn: Turn, width: float, height: float) -> list[Box]:
    """The upright boxes (left, top, right, bottom) where charts stand, with room for their labels."""
    curves = [turn.box(*path.box) for path in paths if path.curved]
    boxes = [*curves, *_bars([turn.box(*path.box) for path in paths if path.filled])]
    flat = [turn.box(*path.box) for path in paths if not path.curved]
    boxes = [_with_axes(box, flat) for box in boxes if box[2] - box[0] >= LEAST]
    left, above, right, below = AROUND
    return [
        (box[0] - left, box[1] - above, box[2] + right, box[3] + below)
        for box in boxes
        if box[2] - box[0] >= LEAST
        and box[3] - box[1] >= LEAST / 2
        and (box[2] - box[0]) * (box[3] - box[1]) < MOST * width * height
    ]


def _with_axes(box: Box, flat: Sequence[Box]) -> Box:
    """A curve's box and the lying lines that reach as far as it does: the axis and the scale behind."""
    lines = [
        line
        for line in flat
        if line[3] - line[1] <= 2
        and abs(line[0] - box[0]) <= REACH
        and abs(line[2] - box[2]) <= REACH
        and box[1] - FAR <= line[1] <= box[3] + FAR
    ]
    return (
        box[0],
        min([box[1], *(line[1] for line in lines)]),
        box[2],
        max([box[3], *(line[3] for line in lines)]),
    )


def _bars(boxes: Sequence[Box]) -> Iterator[Box]:
    """The boxes round bars: equally wide, from one line, of different length."""
    for start, end, across in ((3, 1, (0, 2)), (0, 2, (1, 3))):  # standing on their feet, and lying
        groups: dict[tuple[int, int], list[Box]] = defaultdict(list)
        for box in (box for box in boxes if min(box[2] - box[0], box[3] - box[1]) >= THINNEST):
            groups[round(box[start]), round(box[across[1]] - box[across[0]])].append(box)
        for group in groups.values():
            lengths = {round(abs(box[end] - box[start])) for box in group}
            places = {round(box[across[0]]) for box in group}
            if len(places) >= BARS and len(lengths) >= BARS - 1:
                yield (
                    min(box[0] for box in group),
                    min(box[1] for box in group),
                    max(box[2] for box in group),
                    max(box[3] for box in group),
                )
