# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the worked examples of docs/algorithms may use without importing it."""

from collections.abc import Iterator
from datetime import date

import pytest

from malram.economy.books import books_of
from malram.facts.unit_rows import UnitRow
from malram.measures.catalogue.loader import load_measures
from malram.measures.computing.engine import compute
from malram.measures.reading.query import Measurements
from malram.measures.tracing.explaining import Basis, explain_change
from malram.measures.tree import Tree
from malram.review import review_document
from malram.review.document import Document, Line
from malram.review.reading.layout import blocks_of
from malram.values import MINUS, NO_BREAK_SPACE, Period
from tests.measures.pasts import DEFINITIONS
from tests.small import UNITS, SmallStore


@pytest.fixture(autouse=True)
def measured(doctest_namespace, tmp_path):
    """`measured(definitions, contract=[rows])` computes definitions over rows held in tables.

    `books(m)` are the books of what was computed.
    """

    def run(definitions: str, **facts: list[dict]) -> Measurements:
        store = SmallStore(tmp_path)
        for contract, rows in facts.items():
            store.add(contract, *rows)
        folder = tmp_path / "measures"
        folder.mkdir(exist_ok=True)
        (folder / "example.yaml").write_text(definitions, encoding="utf-8")
        catalogue, problems = load_measures(folder)
        assert problems == []
        tree = Tree(UNITS, date(2024, 12, 31))
        return Measurements(compute(tmp_path / "home", store, catalogue, tree), catalogue, tree)

    doctest_namespace["measured"] = run
    doctest_namespace["books"] = lambda m: books_of(m, tmp_path, tmp_path)


@pytest.fixture(autouse=True)
def basis(doctest_namespace, tmp_path):
    """`basis(limit, year)` is what the two reports of docs/algorithms/explaining-a-change.md stand on."""

    def made(limit: int, year: int, second: bool = False, name: str = "svar") -> Basis:
        calls = [*year_of_calls("a", 2022, [30] * 6 + [90] * 3 + [300] * 2 + [30 if second else 300])]
        calls += year_of_calls("b", 2022, [300] * 12)
        if second:
            calls += [*year_of_calls("a", 2023, [30] * 12), *year_of_calls("b", 2023, [30] * 6 + [300] * 6)]
        store = SmallStore(tmp_path)
        store.add("calls", *calls)
        folder = tmp_path / "definitions"
        folder.mkdir(exist_ok=True)
        text = DEFINITIONS.replace("LIMIT", str(limit)).replace("id: svar", f"id: {name}")
        (folder / "samtal.yaml").write_text(text, encoding="utf-8")
        catalogue, _ = load_measures(folder)
        rows = [("region", ""), ("norr", "region"), ("soder", "region"), ("a", "norr")]
        rows.append(("b", "norr" if second else "soder"))
        tree = Tree([UnitRow(unit, above, unit, "enhet") for unit, above in rows], date(2023, 12, 31))
        return Basis(store, catalogue, tree, Period.parse(str(year)))

    doctest_namespace |= {"basis": made, "explain_change": explain_change}


def year_of_calls(unit: str, year: int, waits: list[int]) -> Iterator[dict]:
    """One answered call a month, after so many seconds."""
    for month, wait in enumerate(waits, start=1):
        day = date(year, month, 1)
        yield {"call": f"{unit}{day}", "unit": unit, "date": day, "answered": True, "wait_seconds": wait}


@pytest.fixture(autouse=True)
def accounts(request, doctest_namespace):
    """The accounts of docs/explanation/frames.md, and what its examples decide with."""
    if request.node.name != "frames.md":
        return
    request.getfixturevalue("db")
    from malram.accounts.actors import SYSTEM
    from malram.frames.models import Account, Component
    from malram.frames.posting import Entry

    tree = {"source": None, "assembly": None, "board": "assembly", "other": "assembly"}
    tree |= {"grants": "board", "north": "board", "south": "board"}
    for id_, parent in tree.items():
        kind = {"source": "source", "grants": "grant"}.get(id_, "frame")
        name = "Nämnden" if id_ == "board" else id_
        Account.objects.create(id=id_, parent_id=parent, name=name, kind=kind)
    Component.objects.create(id="drugs", name="Läkemedel")
    doctest_namespace |= {"SYSTEM": SYSTEM, "entry": Entry}


@pytest.fixture(autouse=True)
def reviewed(doctest_namespace):
    """`reviewed(text)` prints what the reviewer finds in a report of a few lines."""

    def run(text: str) -> None:
        lines = [Line(number, line) for number, line in enumerate(text.strip("\n").split("\n"), 1)]
        outcome = review_document(Document("exempel", tuple(lines), blocks_of(lines)))
        for finding in outcome.findings:
            said = f"{finding.severity.value} line {finding.claim.line_start}: {finding.message}"
            print(said.replace(NO_BREAK_SPACE, " ").replace(MINUS, "-"))
            if finding.repair:
                print("->", finding.repair.replace(NO_BREAK_SPACE, " ").replace(MINUS, "-"))
        held = sum(claim.holds is True for claim in outcome.claims)
        print(f"{held} of {len(outcome.claims)} claims hold")

    doctest_namespace["reviewed"] = run
