# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the label of a table's row says about its place in a sum."""

from __future__ import annotations

import re
from functools import lru_cache

from malram.review.document import Row

_TOTAL = re.compile(
    r"^(?:del)?summa|^s:a\b|^sa\b|^total|\btotalt?$|^totalsumma|^sammanlag|^samtliga|^hela |^alla |^båda\b"
    r"|^netto(?!kostnadsram)|^resultat|^(?:årets|periodens|verksamhetens|rörelsens) (?:\w+ )?"
    r"(?:resultat|netto)"
    r"|^(?:rörelse|brutto|drift|års|period)resultat|^(?:födelse|flytt(?:nings)?|ränte|finans)netto"
    r"|^förändring av likvid"
    r"|\bsumma\b|^saldo|kassaflöde|^medel från|vid (?:årets|periodens) slut|^utgående"
    r"|^ny ram|kostnader totalt|intäkter totalt",
    re.IGNORECASE,
)
_STRONG = re.compile(r"^(?:del)?summa|^s:a\b|^totalt?\b|^totalsumma|\btotalt?$", re.IGNORECASE)
_NET = re.compile(r"netto|resultat|saldo|överskott|underskott|kassaflöde", re.IGNORECASE)
_OF_WHICH = re.compile(r"^[\s\-–—•]*(?:varav|därav|härav|av vilka|av vilket)\b|^\s*[-–—•]\s+", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_MIXED = re.compile(r"eliminer|koncern|interna poster|intern[at]? |\bexkl|\binkl|justerat", re.IGNORECASE)
_MONEY = r"(?:(?:miljoner|miljarder|tusental|tusen) )?(?:kronor|kr)|mnkr|mkr|msek|tkr|mdkr"
_UNIT = re.compile(
    rf"(?:,| i|\(| )\s*(?P<unit>(?:{_MONEY}|%|procent|antal|st|timmar|dagar|år)(?:\s*(?:/|per )\s*\w+)?)\)?$",
    re.IGNORECASE,
)


def is_total(row: Row) -> bool:
    """Tell whether a row says that it is a total, a subtotal or a result."""
    return not is_part(row) and _names_total(row.label)


def is_strong_total(row: Row) -> bool:
    """Tell whether a row says in so many words that it adds up others: 'Summa', 'Totalt'."""
    return not is_part(row) and bool(_STRONG.search(row.label.strip()))


def is_net(row: Row) -> bool:
    """Tell whether a row may be the difference of two totals."""
    return bool(_NET.search(row.label))


def is_part(row: Row) -> bool:
    """Tell whether a row is a part of a row above: 'varav', a dash, an indent."""
    return row.depth > 0 or _names_part(row.label)


def unit_named(row: Row) -> str:
    """The unit that a row's label ends with: 'mnkr' of 'Låneskuld, mnkr'; '' when it says none."""
    match = _UNIT.search(row.label.strip())
    return match["unit"].lower() if match else ""


def says_of_which(row: Row) -> bool:
    """Tell whether a row says in words that it is a part of a row above."""
    return _names_part(row.label)


def is_dashed(row: Row) -> bool:
    """Tell whether a row begins with a dash, as one of a list does, and says nothing of being a part."""
    return re.match(r"\s*[-–—•]\s*(?!varav|därav|härav)\w", row.label) is not None


@lru_cache(maxsize=4096)
def _names_total(label: str) -> bool:
    return bool(_TOTAL.search(label.strip()))


@lru_cache(maxsize=4096)
def _names_part(label: str) -> bool:
    return bool(_OF_WHICH.match(label))


def closes(opening: Row, closing: Row) -> bool:
    """Tell whether two rows are the opening and the closing of one thing: 'Ram 2025' and 'Ram 2026'."""
    first, last = opening.label.strip().lower(), closing.label.strip().lower()
    if first.startswith(("ingående", "ib ")) and last.startswith(("utgående", "ub ")):
        return True
    named = _YEAR.sub("", first).strip() == _YEAR.sub("", last).strip() != ""
    return named and first != last and bool(_YEAR.search(first)) and bool(_YEAR.search(last))


def is_mixed(label: str) -> bool:
    """Tell whether eliminations or exclusions may keep a sum from adding up."""
    return bool(_MIXED.search(label))
