# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Several people who decide at the same time cannot spend the same money: real processes and databases."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.frames.books import MNKR

TOP = Path(__file__).parents[2]
EXPECTED = {
    # Of the 10 that are left one person gets 6, and 4 is too little for the others.
    "spend": f"decided refused refused {4 * MNKR} 0 []\n",
    # One branch of three is merged: the next year has 100 once.
    "merge": f"decided refused refused {10 * MNKR} {100 * MNKR} []\n",
}


def done_at_once(what: str, home: Path, address: str) -> tuple[str, str]:
    """What the people were told and the books say afterwards, and what went wrong."""
    env = os.environ | {
        "DJANGO_SETTINGS_MODULE": "malram.config.settings",
        "MALRAM_DATABASE_URL": address,
        "MALRAM_HOME": str(home),
        "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
    }
    program = [sys.executable, "-m", "tests.frames.at_once", what]
    done = subprocess.run(program, env=env, cwd=TOP, check=False, capture_output=True, text=True)
    return done.stdout, done.stderr


@pytest.mark.parametrize("what", EXPECTED)
def test_a_frame_is_not_decided_twice_on_sqlite(tmp_path: Path, what: str):
    """Immediate transactions: the second waits until the first has written, and then reads."""
    found = done_at_once(what, tmp_path, f"sqlite://{tmp_path / 'frames.sqlite3'}")
    assert found == (EXPECTED[what], "")


@pytest.mark.real
@pytest.mark.parametrize("what", EXPECTED)
def test_a_frame_is_not_decided_twice_on_postgresql(tmp_path: Path, postgres_database: str, what: str):
    """Row locks, on the accounts touched and on the planning year: without them all three would decide."""
    assert done_at_once(what, tmp_path, postgres_database) == (EXPECTED[what], "")
