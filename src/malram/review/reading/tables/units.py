# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The unit a table's caption, corner or headings name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from malram.review.reading.tables.heads import Head
from malram.review.reading.tables.lines import Shape
from malram.values import UnitError, unit

_NAMES = (
    r"mnkr|mkr|mn ?kr|msek|mdkr|tkr|ksek|miljoner kronor|miljarder kronor|milj\.? kr(?:onor)?"
    r"|tusen(?:tals)? kronor|tusen kr|kronor|kr|procent|%"
)
_SAID = re.compile(
    rf"(?:\((?:i |belopp i )?({_NAMES})\)|,\s*(?:i )?({_NAMES})\.?$"
    rf"|(?:^|\b)(?:belopp(?:en)?|redovisas|anges|uttryckt|allt)(?: är)? i ({_NAMES})\b"
    rf"|^(?:i )?({_NAMES})$|\bi ({_NAMES})\)?$|\bi (procent|%) av\b|\b(mnkr|mkr|tkr|msek)\b)",
    re.IGNORECASE,
)
_ALONE = re.compile(rf"(?:i |belopp i )?(?:{_NAMES})", re.IGNORECASE)
_IN_PROSE = re.compile(rf"\bbelopp(?:en)?(?: är| anges| redovisas)? i ({_NAMES})\b", re.IGNORECASE)


def unit_of(head: Head, above: Sequence[Shape]) -> str:
    """The unit as the code of `values`: 'mnkr', 'tkr', '%'; '' when nothing says it, or two things do."""
    alone = (shape.text for shape in head.lines if _ALONE.fullmatch(shape.text))
    for text in (head.corner, head.title, *alone):
        if found := _found(_SAID, text):
            return found
    near = " ".join(shape.text for shape in above[-14:] if shape not in head.lines)
    return _found(_IN_PROSE, re.sub(r"\s+", " ", near))


def _found(pattern: re.Pattern[str], text: str) -> str:
    found = {next(group for group in match.groups() if group) for match in pattern.finditer(text)}
    codes = set()
    for name in found:
        try:
            codes.add(unit(re.sub(r"\s+", " ", name)).code)
        except UnitError:
            continue
    return codes.pop() if len(codes) == 1 else ""
