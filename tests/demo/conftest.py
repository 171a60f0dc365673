# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The care half's source files, generated once per session."""

from pathlib import Path

import pytest

from malram.demo.courses.care import write_care


@pytest.fixture(scope="session")
def care_files(tmp_path_factory) -> Path:
    out = tmp_path_factory.mktemp("source-files")
    write_care(out, lambda step, done, of: None)
    return out
