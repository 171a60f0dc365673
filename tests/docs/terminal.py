# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""A terminal for a page's commands: runs them one after the other, and writes what each said.

JSON in and out. A process of its own, for the commands have their own home and database; one for all, for
starting is most of the time they take.
"""

from __future__ import annotations

import io
import json
import shlex
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout

from malram.cli import main


def say(command: str, typed: str) -> str:
    """Run a command and return results and talk in the order they came."""
    words = shlex.split(command)
    if words[0] != "malram":
        return subprocess.run(words, stdout=subprocess.PIPE, text=True, check=True).stdout
    said, sys.stdin = io.StringIO(), io.StringIO(typed)
    with redirect_stdout(said), redirect_stderr(said):
        main(words[1:])
    return said.getvalue()


if __name__ == "__main__":
    asked = json.load(sys.stdin)
    json.dump([say(command, asked["typed"]) for command in asked["commands"]], sys.stdout)
