# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""docs/reference/demo-files.md: what may stand in the files of a region's `demo/`, out of their classes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import MISSING, fields, is_dataclass
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from malram.demo.courses.setting import Shared
from malram.demo.courses.write import COURSES, FOLDER, SHARED
from malram.demo.database_plan import FILE, DatabasePlan
from malram.demo.reading import SCALARS, Board, Complete, Group, Key, Length, Level, Unit, Whole

HEAD = """<!--
SPDX-FileCopyrightText: 2026 The Målram contributors
SPDX-License-Identifier: EUPL-1.2
-->
# Demons filer

Skriven av `malram.demo.file_page.file_page()`; ändra där. Nycklarna i filerna under `regions/<region>/demo/`,
med vad som ska stå. Vad de är till för förklaras i [demons fakta](../explanation/demo-facts.md) och av
kommentarerna i de filer som följer med. Filerna i `demo/cells/` beskrivs i `malram.demo.cells.atoms`.
`malram check` säger vad som är fel.
"""
NAMES = {
    Unit: "en enhet i organisation.csv",
    Level: "en nivå i organisation.csv",
    Group: f"en grupp i {SHARED}.yaml",
    Board: f"en nämnd i {SHARED}.yaml",
}


def file_page() -> str:
    """The page's text; a class that several files share stands under the first of them."""
    files = {
        f"{FOLDER}/{SHARED}.yaml": Shared,
        **{f"{FOLDER}/{name}.yaml": course.plan for name, course in COURSES.items()},
        FILE: DatabasePlan,
    }
    seen: set[type] = set()
    return HEAD + "".join(f"\n## `{path}`\n{''.join(_tables(plan, seen))}" for path, plan in files.items())


def _tables(plan: type, seen: set[type], heading: str = "") -> Iterator[str]:
    """The keys of a class, and those of the classes in it."""
    if plan in seen:
        return
    seen.add(plan)
    yield f"{heading}\n| nyckel | krävs | vad som ska stå |\n| --- | --- | --- |\n"
    hints, inner = get_type_hints(plan, include_extras=True), list[type]()
    for field in fields(plan):
        needed = field.default is MISSING and field.default_factory is MISSING
        said = _said(hints[field.name], inner)
        yield f"| `{field.name}` | {'ja' if needed else 'nej'} | {said} |\n"
    for one in inner:
        yield from _tables(one, seen, f"\n### `{one.__name__}`\n")


def _said(kind: Any, inner: list[type]) -> str:
    """What a type wants, in words; the classes it names are added to `inner`."""
    args = get_args(kind)
    if is_dataclass(kind) and isinstance(kind, type):
        inner.append(kind)
        return f"[{kind.__name__}](#{kind.__name__.lower()})"
    if hasattr(kind, "__metadata__"):
        return _noted(kind.__metadata__[0], args[0], inner)
    match get_origin(kind):
        case origin if origin is tuple:
            many = "" if args[-1] is ... else f", {len(args)} stycken"
            return f"lista: {_said(args[0], inner)}{many}"
        case origin if origin is dict:
            per = "ett namn" if args[0] is str else _said(args[0], inner)
            return f"{_said(args[1], inner)} för {per}"
        case origin if origin in (Union, UnionType):
            return _said(args[0], inner)
        case origin if origin is Literal:
            return f"något av {', '.join(f'`{word}`' for word in args)}"
    return NAMES[kind] if kind in NAMES else SCALARS[kind][0]


def _noted(note: Any, kind: Any, inner: list[type]) -> str:
    match note:
        case Key():
            return f"ett namn under `{note.below}`"
        case Length():
            return f"{_said(kind, inner)}, {note.of} stycken"
        case Whole():
            return f"{_said(kind, inner)}; tillsammans 1"
        case Complete():
            every = "varje kön" if get_args(get_args(kind)[0]) else "varje år"
            return f"{_said(get_args(kind)[1], inner)} för {every}"
    raise TypeError(note)
