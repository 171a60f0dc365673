# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""A target beside a figure: the decided words where they are short and say a number, else sign and value."""

from __future__ import annotations

from decimal import Decimal
from types import SimpleNamespace

import pytest

from malram.steering.targets import said_beside, target_text

LONG = "bibehålls på föregående års nivå eller ökar om ekonomin medger"


def target(operator: str, value: str | None, text: str) -> SimpleNamespace:
    return SimpleNamespace(operator=operator, value=None if value is None else Decimal(value), text=text)


@pytest.mark.parametrize(
    ("operator", "value", "text", "code", "decimals", "printed"),
    [
        (">=", "80", "≥80 %", "%", 0, "≥80 %"),
        ("<", "7", "under 7 %", "%", 1, "under 7 %"),
        ("<", "2.5", "<2,5 per 100 vårdplatser", "per 100 vpl", 2, "<2,5 per 100 vårdplatser"),
        ("increase", None, "ökande", "%", 0, "ökande"),
        ("=", None, "ja", "ja/nej", 0, "ja"),
        (">=", "64", LONG, "%", 0, "≥ 64 %"),
        (">=", "4.5", "ska öka", "index", 2, "≥ 4,50"),
        ("<=", "-10.4", "", "%", 1, "≤ −10,4 %"),
        (">=", "55", "uppdrag att öka till 55 % (HSN/371/2024)", "%", 0, "≥ 55 %"),
        ("<=", "2.24", "", "per 100 vpl", 1, "≤ 2,24"),
        ("decrease", "-100", "-100", "årsarbetare", 0, "−100"),
        (">=", "67", "67%", "%", 0, "67 %"),
        ("=", None, "0-3 per F-enhet", "st", 0, "0-3 per F-enhet"),
    ],
)  # fmt: skip
def test_a_sentence_gives_way_to_sign_and_value(operator, value, text, code, decimals, printed):
    """No digit of a target is lost: 2,24 keeps its two decimals where the outcome is printed with one."""
    assert target_text(target(operator, value, text), code, decimals).replace("\xa0", " ") == printed


def test_the_decided_words_are_told_only_where_they_are_not_printed():
    assert said_beside(target(">=", "64", LONG), "%", 0) == LONG
    assert said_beside(target(">=", "64", "≥ 64 %"), "%", 0) == ""
    assert said_beside(target("<=", "5", ""), "%", 0) == ""
