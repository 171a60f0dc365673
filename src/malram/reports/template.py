# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""A report template: which chapters a board's report has and what fills them. Data, one file per report."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from malram.control.words import KINDS as CONTROL_KINDS
from malram.control.words import SCOPES
from malram.facts.authored import Entry, entries_below, nearest, read_authored, shown, texts_in, unknown_keys
from malram.facts.contracts import DIARY_EVENTS
from malram.facts.problems import Place, Problem
from malram.measures.tracing.views import NOW, is_view
from malram.work.words import KINDS as WORK_KINDS

KINDS: dict[str, set[str]] = {
    "prose": set(),
    "summary": set(),
    "goals": {"comments", "indicators", "effects", "each", "work"},
    "statement": {"layout", "columns", "rows"},
    "matters": {"types", "events", "forums"},
    "assignments": {"what", "areas", "show"},
    "effects": {"sides"},
    "grants": set(),
    "investments": {"years"},
    "table": {"columns", "rows", "cells", "note", "caption"},
    "chart": {"measure", "beside", "label"},
    "controls": {"ids", "kinds", "scopes", "verdicts"},
    "risks": set(),
    "frames": {"table", "decimals"},
    "planned_goals": {"comments"},
    "reprioritisations": {"reported"},
    "chart_values": set(),
    "sources": set(),
}  # fmt: skip
# What a section may choose among where the program, and not the region, has the words.
WORK_COLUMNS = ("timetable", "giver", "responsible", "status", "completion", "comment")
ABOUT_INDICATORS = ("text", "chart", "facts")
LISTED = "listed"  # the texts on indicators as one list, instead of each with a heading of its own
WORDS = {
    "events": DIARY_EVENTS, "what": tuple(WORK_KINDS), "kinds": tuple(CONTROL_KINDS), "show": WORK_COLUMNS,
    "work": WORK_COLUMNS, "each": (*ABOUT_INDICATORS, LISTED), "scopes": tuple(SCOPES),
}  # fmt: skip
SECTION_KEYS = {"id", "title", "kind", "file", "sections", "page_break"}
TEMPLATE_KEYS = {
    "id", "board", "kind", "period", "date", "title", "subtitle", "organisation", "label", "case_number",
    "prose", "numbered", "sections", "organised",
}  # fmt: skip
TEXTS = {"layout", "measure", "beside", "label", "note", "table"}
_LIST = (lambda said: isinstance(said, list) and not any(isinstance(one, dict) for one in said), "en lista")
_FEW = (lambda said: type(said) is int and 0 <= said <= 20, "ett heltal från 0 till 20")
SHAPES: dict[str, tuple[Callable[[Any], bool], str]] = {
    **dict.fromkeys(
        ("columns", "events", "forums", "what", "areas", "ids", "kinds", "scopes", "cells"), _LIST
    ),
    **dict.fromkeys(("show", "work", "each"), _LIST),
    **dict.fromkeys(("decimals", "years"), _FEW),
    "rows": (lambda said: isinstance(said, list) and bool(said), "en lista med rader"),
    "types": (lambda said: isinstance(said, Entry), "slag med rubriker, '{slag: rubrik}'"),
}
NEEDED = {"statement": ("layout",), "frames": ("table",), "table": ("columns", "rows"), "chart": ("measure",)}


@dataclass(frozen=True)
class Section:
    """A chapter or a part of one. Its prose comes first, then what its kind gives, then its own parts."""

    id: str
    title: str
    kind: str = "prose"
    file: str = ""
    page_break: bool = False
    options: dict[str, Any] = field(default_factory=dict)
    sections: tuple[Section, ...] = ()
    place: Place = field(default_factory=lambda: Place(""))


@dataclass(frozen=True)
class Template:
    """`{year}` and `{period}` in its texts stand for those of the report that is built."""

    id: str
    board: str
    kind: str
    period: str
    title: str
    date: str = ""
    subtitle: str = ""
    organisation: str = ""
    label: str = ""
    case_number: str = ""
    prose: str = ""  # the folder of its texts, beside the templates' folder
    numbered: bool = True
    organised: str = NOW  # in which organisation: of the period's last day, of today or of a year
    sections: tuple[Section, ...] = ()
    file: str = ""


def load_template(path: Path) -> tuple[Template | None, list[Problem]]:
    """Read one template; None with all its problems when anything is wrong."""
    name = f"reports/{path.name}"
    authored = read_authored(path, shown_as=name)
    problems = list(authored.problems)
    entry = authored.content
    if not isinstance(entry, Entry):
        hint = "Börja med 'id: …', 'board: …', 'title: …' och 'sections:'."
        none = Problem("R001", Place(name, 1), "Filen är ingen rapportmall.", hint)
        return None, problems or [none]
    problems += unknown_keys(entry, TEMPLATE_KEYS, "R002")
    problems += _missing(entry, ("id", "board", "kind", "period", "title", "sections"))
    problems += texts_in(entry, TEMPLATE_KEYS - {"numbered", "organised", "sections"}, "R009")
    sections = _sections(entry, {}, problems)
    if "organised" in entry and not is_view(str(entry["organised"])):
        message = f"Organisationen '{shown(entry['organised'])}' går inte att förstå."
        problems.append(Problem("R007", entry.at("organised"), message, "Skriv then, now eller ett år."))
    if problems:
        return None, problems
    plain = {key: entry[key] for key in entry if key != "sections"}
    plain["organised"] = str(entry.get("organised", NOW))
    return Template(**plain, sections=sections, file=name), []


def load_templates(folder: Path) -> tuple[dict[str, Template], list[Problem]]:
    """All templates of a region by id."""
    found, problems = {}, []
    for path in sorted(folder.glob("*.yaml")):
        template, wrong = load_template(path)
        problems += wrong
        if template is not None:
            found[template.id] = template
    return found, problems


def _sections(entry: Entry, seen: dict[str, int], problems: list[Problem]) -> tuple[Section, ...]:
    return tuple(_section(raw, seen, problems) for raw in entries_below(entry, "sections", "R001", problems))


def _section(raw: Entry, seen: dict[str, int], problems: list[Problem]) -> Section:
    problems += _missing(raw, ("id", "title"))
    kind = raw.get("kind", "prose")
    if kind not in KINDS:
        problems.append(Problem("R003", raw.at("kind"), f"Okänt slag '{shown(kind)}'.", nearest(kind, KINDS)))
    options = KINDS.get(kind, set())
    problems += unknown_keys(raw, SECTION_KEYS | options, "R002")
    problems += _missing(raw, NEEDED.get(kind, ()))
    problems += _shapes(raw, options)
    if "cells" in raw and any(len(_cells_of(row)) < 2 for row in _rows(raw)):
        hint = "Skriv raden som '[Läkarbesök, lakarbesok]', eller alla celler i varje rad utan 'cells'."
        problems.append(Problem("R009", raw.at("rows"), "En rad säger inte vad '{1}' står för.", hint))
    name = str(raw.get("id", ""))
    if name in seen:
        message = f"Avsnittet '{shown(name)}' finns redan på rad {seen[name]}."
        problems.append(Problem("R004", raw.at("id"), message, "Ge det ett eget id."))
    seen.setdefault(name, raw.place.line)
    return Section(
        id=name,
        title=str(raw.get("title", "")),
        kind=kind,
        file=raw.get("file", ""),
        page_break=bool(raw.get("page_break", False)),
        options={key: raw[key] for key in options if key in raw},
        sections=_sections(raw, seen, problems),
        place=raw.place,
    )


def _shapes(raw: Entry, options: set[str]) -> list[Problem]:
    """What a section chooses is of the sort its kind takes, and among the program's words."""
    problems = texts_in(raw, {"id", "title", "file", *(TEXTS & options)}, "R009")
    for key in (key for key in SHAPES if key in options and raw.get(key) is not None):
        fits, sort = SHAPES[key]
        if not fits(raw[key]):
            hint = f"Ändra till det. Nu står där '{shown(raw[key])}'."
            problems.append(Problem("R009", raw.at(key), f"'{key}' ska vara {sort}.", hint))
        else:
            problems += [
                Problem("R008", raw.at(key), f"Okänt ord '{shown(word)}' i {key}.", nearest(word, WORDS[key]))
                for word in (raw[key] if key in WORDS else ())
                if word not in WORDS[key]
            ]
    return problems


def _rows(raw: Entry) -> list[Any]:
    found = raw.get("rows")
    return found if isinstance(found, list) else []


def _cells_of(row: Any) -> list[Any]:
    """A row of a table is its cells, or a role with its cells."""
    found = next(iter(row.values()), []) if isinstance(row, dict) else row
    return found if isinstance(found, list) else []


def _missing(entry: Entry, keys: tuple[str, ...]) -> list[Problem]:
    return [
        Problem("R005", entry.place, f"Nyckeln '{key}' saknas.", f"Lägg till '{key}: …'.")
        for key in keys
        if not entry.get(key)
    ]
