# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Quarantined rows, corrected and sent through the same checks again."""

from __future__ import annotations

from collections.abc import Mapping as Lookup
from datetime import datetime

from malram.facts.checking import Checked, Closed, Lines, check_against, check_rows
from malram.facts.intake import Receipt, commit
from malram.facts.manifest import Delivery
from malram.facts.mapping import Mapping
from malram.facts.problems import Place, Problem
from malram.facts.quarantine import QuarantinedRow, waiting
from malram.facts.reading import Batch, Sheet, decode, parse_row
from malram.facts.rules import problem
from malram.facts.store import LandedFile, Store
from malram.facts.units import UnitRegister


def replay(
    store: Store,
    file: str,
    corrections: Lookup[int, str | None],
    mapping: Mapping,
    units: UnitRegister,
    closed: Closed = frozenset(),
    known_at: datetime | None = None,
    lines: Lines = None,
) -> Receipt:
    """Send rows of a landed file through intake again, by line.

    The text is the row as it should have stood; None sends it unchanged, when what was wrong lay elsewhere
    (a unit that has been added, a period that has been opened). The rows keep their line in the landed file.
    """
    landed = store.landed(file)
    with store.writing():
        delivery = _delivery(store, landed, mapping)
        if delivery is None:
            return _refused(landed, [problem("F051", Place(landed.name))])
        rows = waiting(store, delivery)
        absent = [
            problem("F050", Place(delivery.name, n), line=n) for n in sorted(corrections) if n not in rows
        ]
        if absent:
            return _refused(landed, absent)
        texts = {line: rows[line].raw if text is None else text for line, text in sorted(corrections.items())}
        checked = sent_again(landed, delivery, mapping, texts)
        check_rows(checked, units, closed, lines)
        check_against(checked, store, without=None)
        record = _record(checked, texts)
        return commit(store, checked, landed, delivery.source, known_at, corrects=delivery, record=record)


def _delivery(store: Store, landed: LandedFile, mapping: Mapping) -> Delivery | None:
    standings = store.standings(mapping.contract.name).values()
    return next((s.delivery for s in standings if s.delivery.file == landed.sha256), None)


def _refused(landed: LandedFile, problems: list[Problem]) -> Receipt:
    return Receipt("refused", 0, 0, 0, tuple(problems), landed.short)


def sent_again(landed: LandedFile, delivery: Delivery, mapping: Mapping, texts: dict[int, str]) -> Checked:
    """Rows of a landed file by line, converted as if the file had held these texts."""
    header = Sheet(decode(landed.path.read_bytes(), delivery.name, mapping), delivery.name, mapping).header
    rows: list[tuple[int, str, list[str]]] = []
    unread: list[tuple[int, str, Problem]] = []
    for line, raw in texts.items():
        row = parse_row(raw, mapping.delimiter)
        if row is None:
            unread.append((line, raw, problem("F021", Place(delivery.name, line))))
        elif len(row) != len(header):
            case = {"found": len(row), "expected": len(header)}
            unread.append((line, raw, problem("F020", Place(delivery.name, line), **case)))
        else:
            rows.append((line, raw, row))
    checked = Checked(delivery.name, mapping)
    checked.add(Batch.of(len(header), rows, unread), header)
    return checked


def _record(checked: Checked, texts: dict[int, str]) -> list[QuarantinedRow]:
    """Every row that was sent, the corrected ones without problems: the text that was accepted is kept."""
    return [QuarantinedRow(line, raw, tuple(checked.broken.get(line, ()))) for line, raw in texts.items()]
