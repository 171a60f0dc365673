# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Read a PDF in a process of its own, with limits on its time and memory.

A page can be made to keep PDFium busy for ever or to fill the memory, and nothing inside the same process can
stop that. The child tells of every page; when it is silent for too long, it is ended.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from typing import IO

from malram.review.document import Document
from malram.review.reading import limits
from malram.review.reading.limits import Deadline, Unreadable

Progress = Callable[[int, int], None]

SILENCE = 30.0  # seconds for one page
MEMORY = 1024 * 2**20  # bytes the child may use
PAGE, DONE, REFUSED = b"page", b"done", b"refused"
Message = tuple[bytes, tuple[int, int], bytes]  # what it is, two numbers, what came with it


def read_pdf_apart(path: Path, progress: Progress | None = None, silence: float = SILENCE) -> Document:
    """Read a PDF in a child process."""
    command = [sys.executable, "-P", "-m", "malram.review.reading.pdf.apart", os.fspath(path)]
    with subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as child:
        try:
            return _listen(path, child, progress, silence)
        finally:
            child.kill()


def _listen(
    path: Path, child: subprocess.Popen[bytes], progress: Progress | None, silence: float
) -> Document:
    said: Queue[Message | None] = Queue()
    assert child.stdout is not None
    Thread(target=_hear, args=(child.stdout, said), daemon=True).start()
    deadline = Deadline(path.name)
    while True:
        deadline.check()
        try:
            message = said.get(timeout=silence)
        except Empty:
            raise _stuck(path.name) from None
        if message is None:
            raise _crashed(path.name)
        kind, (done, pages), content = message
        if kind == DONE:
            document: Document = pickle.loads(content)
            return document
        if kind == REFUSED:
            raise Unreadable(*pickle.loads(content))
        if progress:
            progress(done, pages)


def _hear(stream: IO[bytes], said: Queue[Message | None]) -> None:
    """Put what the child says in the queue, and None when it says no more."""
    try:
        for line in stream:
            kind, first, second = line.split()
            content = b"" if kind == PAGE else stream.read(int(second))
            said.put((kind, (int(first), int(second)), content))
    except ValueError:  # it died in the middle of a line
        pass
    finally:
        said.put(None)


def _stuck(name: str) -> Unreadable:
    return Unreadable(
        name,
        "En sida tog för lång tid att läsa.",
        "Spara dokumentet på nytt, till exempel med ”Skriv ut till PDF”, och försök igen.",
    )


def _crashed(name: str) -> Unreadable:
    return Unreadable(
        name,
        "Filen är skadad eller tar för mycket minne.",
        "Spara dokumentet på nytt, till exempel med ”Skriv ut till PDF”, och försök igen.",
    )


def main(path: Path) -> None:
    """What the child does."""
    _limit()
    from malram.review.reading.pdf import read_pdf

    out = sys.stdout.buffer

    def tell(kind: bytes, first: int, second: int, content: bytes = b"") -> None:
        out.write(b"%s %d %d\n%s" % (kind, first, second, content))
        out.flush()

    try:
        document = read_pdf(path, lambda done, pages: tell(PAGE, done, pages))
        content = pickle.dumps(document, protocol=pickle.HIGHEST_PROTOCOL)
        tell(DONE, 0, len(content), content)
    except Unreadable as refused:
        content = pickle.dumps((refused.file, refused.wrong, refused.advice))
        tell(REFUSED, 0, len(content), content)


def _limit() -> None:
    """Bound the memory and the computing of this process, where the system can."""
    try:
        import resource
    except ImportError:  # Windows
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    seconds = int(limits.SECONDS) + 10
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
