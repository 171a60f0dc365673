# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the worked examples of docs/algorithms may use without importing it."""

from datetime import date

import pytest

from malram.measures.engine import compute
from malram.measures.loader import load_measures
from malram.measures.query import Measurements
from malram.measures.tree import Tree
from malram.review import review_document
from malram.review.document import Document, Line
from malram.review.reading.layout import blocks_of
from malram.values import MINUS, NO_BREAK_SPACE
from tests.small import UNITS, SmallStore


@pytest.fixture(autouse=True)
def measured(doctest_namespace, tmp_path):
    """`measured(definitions, contract=[rows])` computes definitions over rows held in tables."""

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
