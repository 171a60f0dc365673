# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The care half's source files, generated once per session."""

from pathlib import Path

import pytest

from tests.demo_courses import write

CARE = ("calls", "contacts", "waits", "episodes", "beds", "measurements", "population")


@pytest.fixture(scope="session")
def care_files(tmp_path_factory) -> Path:
    out = tmp_path_factory.mktemp("source-files")
    write(out, *CARE)
    return out
