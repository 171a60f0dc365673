# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""A repair in plain Swedish."""

from __future__ import annotations

import re
from fractions import Fraction

from malram.review.checking.tables.cells import printed
from malram.review.claims import Claim, Kind
from malram.review.document import Number
from malram.review.judging.repair import Suspect
from malram.values import number

_DIGITS = re.compile(r"(?P<sign>[-+−–])?\s?\d[\d\s.]*(?:,(?P<decimals>\d+))?(?<=\d)")
_AGREES = {
    Kind.ROW: "raden",
    Kind.SUM: "summan",
    Kind.ARITHMETIC: "uträkningen",
    Kind.DIRECTION: "riktningen",
    Kind.BOUNDS: "gränserna",
    Kind.UNIT: "enheten",
    Kind.COUNT: "antalet",
    Kind.COLOUR: "bedömningen",
}


def repair_text(found: Suspect) -> str:
    """'Skriv 269,4 i stället för 242,2, så stämmer raden och summan.', or where to look."""
    agrees = _listed(found.explains)
    if found.value is None:
        return f"Kontrollera {printed(found.number)}: ett annat tal där kan få {agrees} att stämma."
    return f"Skriv {_written(found)} i stället för {printed(found.number)}, så stämmer {agrees}."


def otherwise_text(found: Suspect) -> str:
    """What would be true if the other numbers are right, where any of them may be the wrong one."""
    return f"Är de andra talen rätt ska det stå {_written(found)} i stället för {printed(found.number)}."


def _listed(claims: tuple[Claim, ...]) -> str:
    kinds = [claim.kind for claim in claims]
    words = []
    for kind in dict.fromkeys(kinds):
        if kind is Kind.REPEAT:
            words.append("talet med de andra ställena")
        else:
            words.append(
                {Kind.SUM: "summorna", Kind.ROW: "raderna"}.get(kind, _AGREES[kind])
                if kinds.count(kind) > 1 and _many_rows(claims, kind)
                else _AGREES[kind]
            )
    return " och ".join(words) if len(words) < 3 else ", ".join(words[:-1]) + " och " + words[-1]


def _many_rows(claims: tuple[Claim, ...], kind: Kind) -> bool:
    return kind is Kind.SUM or len({claim.line_start for claim in claims if claim.kind is kind}) > 1


def _written(found: Suspect) -> str:
    """The proposed value, with the scale, the sign and the unit in the manner of what is printed."""
    one: Number = found.number
    assert one.printed is not None
    assert found.value is not None
    text = printed(one)
    digits = _DIGITS.search(text)
    if digits is None:
        return number(found.value, max(one.printed.decimals, 0))
    decimals = len(digits["decimals"] or "")
    scaled = Fraction(found.value) / 10 ** (
        decimals - one.printed.decimals
    )  # 242,2 miljoner is not 242 200 000
    new = number(scaled, decimals)
    if digits["sign"] == "+" and scaled > 0:
        new = f"+{new}"
    return f"{new}{text[digits.end() :]}"
