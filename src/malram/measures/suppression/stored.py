# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""A decision as a file of arrays, written whole or not at all."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np

from malram.facts.disk import write_whole
from malram.measures.suppression.calendar import Block
from malram.measures.suppression.pattern import Pattern, blocks_of


def write_pattern(path: Path, pattern: Pattern) -> None:
    """Write the file. Two who write the same decision write the same bytes."""
    blocks = _all(pattern.roots)
    arrays: dict[str, Any] = {
        "months": np.array([pattern.months.start, pattern.months.stop]),
        "totals": np.stack([pattern.totals[block] for block in blocks]),
        "nought": pattern.nought,
    }
    for name, shown in pattern.divided.items():
        has = [block for block in blocks if block in shown]
        arrays[f"shown/{name}"] = np.stack([shown[block] for block in has])
        arrays[f"where/{name}"] = np.array([block in shown for block in blocks])
        arrays[f"nobody/{name}"] = pattern.nobody[name]
    buffer = io.BytesIO()
    np.savez(buffer, **arrays)
    write_whole(path, buffer.getvalue())


def read_pattern(path: Path, kind: str) -> Pattern | None:
    """A decision made before, or None; a damaged file is none, and is made again."""
    try:
        with np.load(io.BytesIO(path.read_bytes())) as stored:
            return _pattern({name: stored[name] for name in stored.files}, kind)
    except (OSError, ValueError, KeyError, EOFError, BadZipFile):
        return None


def _pattern(found: Mapping[str, np.ndarray], kind: str) -> Pattern:
    months = range(*found["months"].tolist())
    roots = blocks_of(months, kind)
    blocks = _all(roots)
    names = [key.partition("/")[2] for key in found if key.startswith("shown/")]
    divided = {
        name: dict(
            zip(
                (block for block, has in zip(blocks, found[f"where/{name}"], strict=True) if has),
                found[f"shown/{name}"],
                strict=True,
            )
        )
        for name in names
    }
    nobody = {name: found[f"nobody/{name}"] for name in names}
    totals = dict(zip(blocks, found["totals"], strict=True))
    return Pattern(months, roots, totals, divided, found["nought"], nobody)


def _all(roots: tuple[Block, ...]) -> list[Block]:
    return [block for root in roots for block in root.walk()]
