# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
import pytest

from malram.reports.build import build
from malram.reports.template import load_template
from tests.reports import fakes


@pytest.fixture
def template(tmp_path):
    path = tmp_path / "arsredovisning.yaml"
    path.write_text(fakes.TEMPLATE, encoding="utf-8")
    found, problems = load_template(path)
    assert problems == []
    return found


@pytest.fixture
def built_with(template):
    """Build the report, with some of its texts changed."""

    def make(prose=None, values=None, **changed):
        m = fakes.Fakes(values)
        given = {
            "measurements": m,
            "board_view": fakes.goals(m),
            "period": fakes.YEAR,
            "prose": {**fakes.PROSE, **(prose or {})},
            "statements": {"resultat": fakes.statement(m)},
            "registers": fakes.REGISTERS,
            "agenda": fakes.AGENDA,
            "date": "2025-02-20",
            **changed,
        }
        return build(template, **given)

    return make


@pytest.fixture
def built(built_with):
    made = built_with()
    assert [str(problem) for problem in made.problems] == []
    return made
