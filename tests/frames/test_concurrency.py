# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Two people who decide at the same time cannot spend the same money: real processes, real databases."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.frames.books import MNKR

TOP = Path(__file__).parents[2]
# Of the 10 that are left one person gets 6, and 4 is too little for the others.
EXPECTED = f"decided refused refused {4 * MNKR} []\n"


def spent_at_once(home: Path, address: str) -> tuple[str, str]:
    """What the people were told and the books say afterwards, and what went wrong."""
    env = os.environ | {
        "DJANGO_SETTINGS_MODULE": "malram.config.settings",
        "MALRAM_DATABASE_URL": address,
        "MALRAM_HOME": str(home),
        "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
    }
    program = [sys.executable, "-m", "tests.frames.at_once"]
    done = subprocess.run(program, env=env, cwd=TOP, check=False, capture_output=True, text=True)
    return done.stdout, done.stderr


def test_a_frame_is_not_overspent_on_sqlite(tmp_path: Path):
    """Immediate transactions: the second waits until the first has written, and then reads."""
    assert spent_at_once(tmp_path, f"sqlite://{tmp_path / 'frames.sqlite3'}") == (EXPECTED, "")


@pytest.mark.real
def test_a_frame_is_not_overspent_on_postgresql(tmp_path: Path, postgres_database: str):
    """Row locks on the accounts touched: without them all three would read 10 and spend 18."""
    assert spent_at_once(tmp_path, postgres_database) == (EXPECTED, "")
