# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a report is made of: frozen blocks with ids that stay the same when the report is built again.

A block says what something is (a heading, a table, a figure in a sentence), never how it looks: the
writers decide that, each for its own format. Text is always plain text here; every writer escapes it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from malram.charts import Chart

ROLES = ("item", "subtotal", "total", "of-which", "group")
ALIGNMENTS = ("left", "right", "center")
TONES = ("good", "warn", "bad", "quiet")


@dataclass(frozen=True)
class Text:
    text: str
    strong: bool = False
    emphasis: bool = False


@dataclass(frozen=True)
class FigureRun:
    """A printed figure; `entry` is its id in the ledger and `text` what the ledger says is printed."""

    entry: str
    text: str
    strong: bool = False


@dataclass(frozen=True)
class StatusRun:
    """A verdict: word and symbol and tone together, so that colour alone never carries it."""

    grade: str
    word: str
    symbol: str
    tone: str = "quiet"


@dataclass(frozen=True)
class NoteRef:
    """A reference to a note: one of the table's own inside a table, else one of the document's."""

    note: str


Run = Text | FigureRun | StatusRun | NoteRef
Runs = tuple[Run, ...]


@dataclass(frozen=True)
class Note:
    id: str
    runs: Runs


@dataclass(frozen=True)
class Heading:
    id: str
    level: int
    text: str


@dataclass(frozen=True)
class Paragraph:
    id: str
    runs: Runs
    style: str = "body"  # body, lead or small


@dataclass(frozen=True)
class List:
    id: str
    items: tuple[Runs, ...]
    ordered: bool = False


@dataclass(frozen=True)
class Fact:
    label: str
    runs: Runs


@dataclass(frozen=True)
class FactList:
    """Short facts under a heading, each with its label: assessment, Agenda 2030, method, source."""

    id: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True)
class Column:
    label: str
    align: str = "left"
    width: int = 1  # in relation to the other columns


@dataclass(frozen=True)
class Row:
    cells: tuple[Runs, ...]
    role: str = "item"


@dataclass(frozen=True)
class Table:
    """`rows` have one cell per column; a group row has one cell that stands over all columns."""

    id: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    notes: tuple[Note, ...] = ()
    compact: bool = False
    row_headers: bool = True  # the first column says what the row is about


@dataclass(frozen=True)
class ChartBlock:
    """A chart and the values it draws, as rows of figures that the page shows as a table."""

    id: str
    chart: Chart
    caption: str
    columns: tuple[Column, ...] = ()
    rows: tuple[Row, ...] = ()


@dataclass(frozen=True)
class Callout:
    """What a reader who reads one thing should read: a verdict in a sentence."""

    id: str
    runs: Runs
    tone: str = "quiet"


@dataclass(frozen=True)
class PageBreak:
    id: str


Block = Heading | Paragraph | List | FactList | Table | ChartBlock | Callout | PageBreak


@dataclass(frozen=True)
class Document:
    id: str
    title: str
    subtitle: str
    organisation: str
    period: str
    case_number: str
    date: str  # ISO, the day of the decision or of the build
    blocks: tuple[Block, ...]
    notes: tuple[Note, ...] = ()
    language: str = "sv"
    label: str = ""  # printed on the cover and in the foot, e.g. that the data are synthetic
    accent: str = ""  # the region's colour, #rrggbb, dark enough for white letters; empty for our own


@dataclass(frozen=True)
class LedgerEntry:
    """Where one printed figure comes from. `exact` is the fraction n/d, empty when there is no value."""

    id: str
    text: str
    exact: str
    unit: str
    measure: str
    organisation_unit: str
    period: str
    sex: str = "total"
    snapshot: str = ""
    facts: str = ""  # fingerprint of the facts the snapshot was computed from
    definition: str = ""  # hash of the measure's definition
    derivation: str = ""  # how it follows from the measure: empty for the value itself, else change, target …
    note: str = ""  # the reason when there is no value, or what is said about the value


@dataclass(frozen=True)
class Ledger:
    entries: tuple[LedgerEntry, ...] = ()
    by_id: dict[str, LedgerEntry] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_id", {entry.id: entry for entry in self.entries})

    def __getitem__(self, entry: str) -> LedgerEntry:
        return self.by_id[entry]

    def __contains__(self, entry: object) -> bool:
        return entry in self.by_id

    def __len__(self) -> int:
        return len(self.entries)


def runs_in(block: Block) -> Iterator[Run]:
    """Every run of a block, in reading order."""
    if isinstance(block, Paragraph | Callout):
        yield from block.runs
    elif isinstance(block, List):
        for item in block.items:
            yield from item
    elif isinstance(block, FactList):
        for fact in block.facts:
            yield from fact.runs
    elif isinstance(block, Table | ChartBlock):
        for row in block.rows:
            for cell in row.cells:
                yield from cell
        for note in block.notes if isinstance(block, Table) else ():
            yield from note.runs


def figures_in(document: Document) -> tuple[FigureRun, ...]:
    """Every figure printed in the document, as often as it is printed, in reading order."""
    runs = [run for block in document.blocks for run in runs_in(block)]
    runs += [run for note in document.notes for run in note.runs]
    return tuple(run for run in runs if isinstance(run, FigureRun))


def plain(runs: Runs) -> str:
    """The words of some runs without their form."""
    return "".join(_plain(run) for run in runs)


def _plain(run: Run) -> str:
    match run:
        case StatusRun():
            return f"{run.symbol} {run.word}"
        case NoteRef():
            return ""
        case _:
            return run.text
