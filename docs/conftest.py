# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the worked examples of docs/algorithms may use without importing it."""

from datetime import date

import pytest

from malram.measures.engine import compute
from malram.measures.loader import load_measures
from malram.measures.query import Measurements
from malram.measures.tree import Tree
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
