# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""A process that has read all our code and done nothing yet: every order is carried out by a fork of it.

`python -m tests.faults.host FOLDER WORK` reads orders from standard input, one a line as JSON, and answers
each with a line: how the fork ended, and what it found. WORK is the module with the work that is interrupted,
as `work.py` is: `before`, `work`, and the `QUESTIONS` that pages are asked.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
import traceback
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

from tests.faults.checks import broken, served, written
from tests.faults.killing import Watch


def obey(work: ModuleType, folder: Path, order: dict[str, Any]) -> Any:
    """In the fork: do what is asked in one home."""
    home = Path(order["home"])
    match order["do"]:
        case "before":
            work.before(folder, home)
        case "work":
            watch = Watch(home, order.get("at"), order.get("cut", False))
            work.work(folder, home)
            return watch.count
        case "ask":
            return served(home, work.QUESTIONS)
        case "go on":
            Watch(home, None)
            answers = (work.QUESTIONS, order["before"], order["after"])
            found = broken(home, *answers)
            work.work(folder, home)
            return [[*found, *broken(home, *answers)], written(home)]
        case "deliver":
            work.deliver(folder, home, order["who"], order["rounds"])
        case "read":
            return work.read_on(home, Path(order["until"]))
    return None


def main() -> None:
    folder, work = Path(sys.argv[1]), import_module(sys.argv[2])
    for line in sys.stdin:
        print(json.dumps(carry_out(work, folder, json.loads(line))), flush=True)


def carry_out(work: ModuleType, folder: Path, order: dict[str, Any]) -> dict[str, Any]:
    reader, writer = os.pipe()
    child = os.fork()
    if not child:
        code = 1
        try:
            answer = json.dumps(obey(work, folder, order))
            with open(writer, "w") as file:
                file.write(answer)
            code = 0
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(code)
    os.close(writer)
    if "seconds" in order:
        time.sleep(order["seconds"])
        os.kill(child, signal.SIGKILL)
    with open(reader) as file:
        answer = file.read()
    _, status = os.waitpid(child, 0)
    return {"status": os.waitstatus_to_exitcode(status), "answer": json.loads(answer) if answer else None}


if __name__ == "__main__":
    main()
