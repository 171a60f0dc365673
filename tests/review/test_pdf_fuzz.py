# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whatever is done to a PDF, reading it gives a document or one clear refusal, soon."""

import random
import zlib
from contextlib import suppress
from pathlib import Path
from time import monotonic

import pytest

from malram.review.reading import Unreadable
from malram.review.reading.limits import Deadline
from malram.review.reading.pdf import read_pdf
from malram.review.reading.pdf.second import ALONE, DISAGREE, SecondReader
from malram.review.reading.pdf.words import Turn
from tests.review.pdf_files import page_of, pdf_of

ROWS = ((b"Post", b"Utfall", b"Budget"), (b"A", b"12 345", b"10"), (b"B", b"-5", b"7,5"))
TABLE = b"".join(
    b"BT /F1 10 Tf %d %d Td (%s) Tj ET 50 %d m 500 %d l S\n" % (x, y, text, y - 5, y - 5)
    for y, row in zip((700, 680, 660), ROWS, strict=True)
    for x, text in zip((60, 200, 300), row, strict=True)
)
DEFLATED = b"/Filter/FlateDecode"


def damaged(content: bytes, dice: random.Random) -> bytes:
    """The file cut short, with bytes changed, or with a piece missing or doubled."""
    made = bytearray(content)
    match dice.randrange(4):
        case 0:
            return bytes(made[: dice.randrange(len(made))])
        case 1:
            for _ in range(dice.choice((1, 3, 10, 50))):
                made[dice.randrange(len(made))] = dice.randrange(256)
        case 2:
            start = dice.randrange(len(made))
            del made[start : start + dice.randrange(200)]
        case _:
            start = dice.randrange(len(made))
            made[start:start] = made[start : start + dice.randrange(200)]
    return bytes(made)


@pytest.mark.parametrize("filters", [b"", DEFLATED])
def test_damaged_files(tmp_path, filters):
    whole = page_of(zlib.compress(TABLE) if filters else TABLE, filters)
    dice = random.Random(4711)
    path = tmp_path / "a.pdf"
    for _ in range(200):
        path.write_bytes(damaged(whole, dice))
        with suppress(Unreadable):
            read_pdf(path)


@pytest.mark.parametrize(
    "content",
    [
        b"[" * 50_000 + TABLE,
        b"q " * 20_000 + TABLE,
        TABLE + b"<<" * 50_000,
        b"BT /F1 10 Tf 5 700 Td (" + b"Kostnad 12 " * 20_000 + b") Tj ET",
        TABLE + b"0 0 m " + b"100 100 l 0 0 l " * 10_000 + b"S",
        b"BT /F1 1e30 Tf 1e30 1e30 Td (12) Tj ET" + TABLE,
        b"BT /F1 -10 Tf 0 0 0 0 5 5 Tm (12 13) Tj ET" + TABLE,
        b"BT /F1 10 Tf 1 0.5 0.5 1 5 5 Tm (12 13) Tj ET",
    ],
    ids=["arrays", "states", "dictionaries", "string", "path", "huge", "flat", "slanting"],
)
def test_strange_pages(tmp_path, content):
    path = tmp_path / "a.pdf"
    path.write_bytes(page_of(zlib.compress(content), DEFLATED))
    start = monotonic()
    with suppress(Unreadable):
        read_pdf(path)
    assert monotonic() - start < 10


@pytest.mark.parametrize(
    "objects",
    [
        [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 100000000>>"],
        [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 5000>>", b"<</Type/Page>>"],
        [b"<</Type/Catalog/Pages 1 0 R>>"],
        [b"<</Type/Catalog/Pages 2 0 R/A " + b"<</A " * 20_000 + b">>" * 20_000 + b">>", b"<<>>"],
    ],
    ids=["loop", "count", "self", "nested"],
)
def test_strange_trees(tmp_path: Path, objects: list[bytes]):
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf_of(objects))
    with pytest.raises(Unreadable):
        read_pdf(path)


def test_two_readers_that_disagree_make_a_doubt(tmp_path):
    path = tmp_path / "a.pdf"
    path.write_bytes(page_of(b"BT /F1 10 Tf 100 700 Td (12,5 mnkr) Tj ET"))
    second = SecondReader(path, Deadline("a.pdf"))
    box = (100.0, -708.0, 119.5, -698.0)
    assert second.doubt(0, Turn(), "12,5", box) == ""
    assert second.doubt(0, Turn(), "13,5", box) == DISAGREE
    assert second.doubt(0, Turn(), "12,5", (200.0, -708.0, 219.0, -698.0)) == DISAGREE
    assert second.doubt(7, Turn(), "12,5", box) == ALONE
    second.close()
