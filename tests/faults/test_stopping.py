# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Ctrl+C: the command stops, in the middle of a long step too, and says that nothing was changed."""

from __future__ import annotations

import signal
import subprocess
import sys

import pytest

from malram.cli import main
from tests.cli.conftest import CALLS

from .conftest import FIGURE, SHOW, new_definition

pytestmark = pytest.mark.django_db
# A step in a library that answers no signal, and would take hours.
BUSY = """
import hashlib, signal, sys
from malram.cli import main
import {module} as module
def busy(*_):
    print("upptagen", file=sys.stderr, flush=True)
    {how}
module.{name} = busy
signal.signal(signal.SIGINT, signal.default_int_handler)  # a test run in the background ignores it
sys.exit(main(sys.argv[1:]))
"""
DEAF = 'hashlib.pbkdf2_hmac("sha256", b"x", b"y", 2**31 - 1)'
WAITING = "import time; time.sleep(3600)"
AT = {
    "compute": (
        "malram.measures.computing.engine",
        "wanted_parts",
        "Avbrutet. Inget är ändrat: sidorna visar",
    ),
    "import": ("malram.facts.intake", "check_rows", "Avbrutet. Filer som redan är inlästa är det"),
}


@pytest.mark.parametrize(("command", "how"), [("compute", DEAF), ("import", DEAF), ("import", WAITING)])
def test_ctrl_c_ends_a_command_that_is_busy_in_a_library(malram, home, tmp_path, calls, command, how):
    new_definition(home, tmp_path)
    module, name, said = AT[command]
    late = str(calls(CALLS.replace("T", "U"), "samtal-2024-02.csv"))
    words = ["compute"] if command == "compute" else ["import", late]
    script = BUSY.format(module=module, name=name, how=how)
    command = [sys.executable, "-W", "ignore", "-c", script, *words]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr
        assert "upptagen\n" in iter(process.stderr.readline, "")
        process.send_signal(signal.SIGINT)
        rest = process.stderr.read()
    assert process.returncode == 130
    assert [line[: len(said)] for line in rest.splitlines()] == [said]
    assert malram(*SHOW).results[0] == FIGURE
    assert main(words) == 0
