# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The demo's facts and measures, built once for all workers of a test run. Tests only read it."""

from __future__ import annotations

import fcntl
from pathlib import Path

import pytest

import malram

# Whose demo the tests build: the region that is there without a choice.
REGION = (Path(malram.__file__).parent / "regions" / "default").read_text(encoding="utf-8").strip()


@pytest.fixture(scope="session")
def demo_home(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A home with source files, facts and a snapshot of the demo region."""
    # Imported here: most tests need no engine, and this file is read by all of them.
    from malram.demo.facts import build_facts
    from malram.measures.computing.engine import silent

    base = tmp_path_factory.getbasetemp()
    home = (base if worker_id == "master" else base.parent) / "demo-home"
    with home.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = home / "built"
        if not done.exists():
            build_facts(home, REGION, silent)
            done.touch()
    return home
