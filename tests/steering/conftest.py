# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
from collections.abc import Callable
from pathlib import Path

import pytest

from malram.steering.model import SteeringModel
from malram.steering.parse import load_model
from tests.steering_data import VARMLAND


def _model(name: str) -> SteeringModel:
    model, problems = load_model(VARMLAND / "steering" / f"{name}.yaml")
    assert model is not None, problems
    return model


@pytest.fixture(scope="session")
def attainment_model() -> SteeringModel:
    return _model("hsn")


@pytest.fixture(scope="session")
def trend_model() -> SteeringModel:
    return _model("rs")


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, str], Path]:
    """Write a file of a region and return its path."""

    def write_file(name: str, text: str) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    return write_file
