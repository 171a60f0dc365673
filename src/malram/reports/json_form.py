# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Documents and ledgers as JSON and back, without loss.

Every object carries its kind, so that a stored document can be read without knowing what it holds.
Keys are sorted: the same document is the same bytes.
"""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from typing import Any

from malram.charts import Chart
from malram.reports import blocks

KINDS: dict[str, type] = {
    kind.__name__: kind
    for kind in (
        blocks.Text, blocks.FigureRun, blocks.StatusRun, blocks.NoteRef, blocks.Note, blocks.Heading,
        blocks.Paragraph, blocks.List, blocks.Fact, blocks.FactList, blocks.Column, blocks.Row, blocks.Table,
        blocks.ChartBlock, blocks.Callout, blocks.PageBreak, blocks.Document, blocks.LedgerEntry,
        blocks.Ledger, Chart,
    )
}  # fmt: skip
VERSION = 1


class DocumentFormatError(ValueError):
    """The JSON is not a document of ours."""


def to_json(value: blocks.Document | blocks.Ledger) -> str:
    plain = {"version": VERSION, "content": _plain(value)}
    return json.dumps(plain, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def from_json(text: str) -> Any:
    """Return the document or ledger that `to_json` wrote."""
    try:
        raw = json.loads(text)
    except json.JSONDecodeError as error:
        raise DocumentFormatError(
            f"Rad {error.lineno}: filen är inte giltig JSON. Bygg rapporten igen."
        ) from error
    if not isinstance(raw, dict) or raw.get("version") != VERSION:
        raise DocumentFormatError(
            f"Filen är inte ett rapportdokument i version {VERSION}. Bygg rapporten igen."
        )
    return _object(raw["content"])


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        named = {f.name: _plain(getattr(value, f.name)) for f in fields(value) if f.init}
        return {"kind": type(value).__name__, **named}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value


def _object(raw: Any) -> Any:
    if isinstance(raw, list):
        return tuple(_object(item) for item in raw)
    if not isinstance(raw, dict):
        return raw
    kind = KINDS.get(raw.get("kind", ""))
    if kind is None:
        raise DocumentFormatError(f"Okänt slag av block: {raw.get('kind')!r}. Bygg rapporten igen.")
    # A chart's specification is Vega-Lite, not blocks: it is kept as it stands.
    named = {key: value if key == "spec" else _object(value) for key, value in raw.items() if key != "kind"}
    try:
        return kind(**named)
    except TypeError as error:
        raise DocumentFormatError(
            f"Blocket {raw['kind']} har fel fält: {error}. Bygg rapporten igen."
        ) from error
