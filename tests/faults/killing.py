# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""To die at a chosen moment: before the n-th thing that is done to a file below a folder."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from threading import RLock
from typing import Any

CHANGES = {"os.rename", "os.mkdir", "os.remove", "os.rmdir", "os.truncate", "os.link"}


class Watch:
    """Counts what this process does to files below a folder, and ends it at one of the times.

    `cut` ends it as a power cut would: of what was written and not flushed to disk, half is lost.
    """

    def __init__(self, folder: Path, at: int | None, cut: bool = False):
        self.count, self._folder, self._at, self._cut = 0, str(folder), at, cut
        self._one = RLock()  # several threads write; while one dies, no other does anything more to a file
        self._flushed = {path.stat().st_ino: path.stat().st_size for path in _files(folder)}
        sys.addaudithook(self._hear)
        os.fsync = self._flush

    def _hear(self, event: str, details: tuple[Any, ...]) -> None:
        writes = event in CHANGES or (event == "open" and details[2] & (os.O_WRONLY | os.O_RDWR))
        if writes and str(details[0]).startswith(self._folder):
            self._step()

    def _flush(self, handle: int) -> None:
        """Noted and not done, which takes most of the time: the machine itself goes on here."""
        self._step()
        status = os.fstat(handle)
        self._flushed[status.st_ino] = status.st_size

    def _step(self) -> None:
        with self._one:
            self.count += 1
            if self.count == self._at:
                if self._cut:
                    self._at = None  # what follows is done to files as well
                    self._lose()
                os.kill(os.getpid(), signal.SIGKILL)

    def _lose(self) -> None:
        for path in _files(Path(self._folder)):
            status = path.stat()
            kept = self._flushed.get(status.st_ino, 0)
            if status.st_size > kept:
                os.truncate(path, kept + (status.st_size - kept) // 2)


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]
