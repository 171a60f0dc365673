# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Ctrl+C ends a command within a second, also in the middle of a long step in a library.

Python tells of the signal when the library answers, which may take a minute. So a thread of its own hears it
at once, gives the command a moment to end by itself, and then ends the process. That is safe: what is written
is seen when it is whole, see `facts/disk.py`.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

PATIENCE = 0.7  # seconds
INTERRUPTED = 130
SHOW_CURSOR = "\x1b[?25h"


@contextmanager
def stoppable(say: Callable[[], None]) -> Iterator[None]:
    """While the block runs, Ctrl+C ends it; `say` is called when it had to be cut off."""
    if threading.current_thread() is not threading.main_thread():
        yield  # signals come to the main thread alone
        return
    reader, writer = os.pipe()
    os.set_blocking(writer, False)
    done = threading.Event()

    def listen() -> None:
        heard = os.read(reader, 1)
        if heard == bytes([signal.SIGINT]) and not done.wait(PATIENCE):
            if sys.stderr.isatty():
                sys.stderr.write(SHOW_CURSOR)  # a progress bar has hidden it
            say()
            sys.stderr.flush()
            os._exit(INTERRUPTED)

    former = signal.set_wakeup_fd(writer, warn_on_full_buffer=False)
    listener = threading.Thread(target=listen, daemon=True)
    listener.start()
    try:
        yield
    finally:
        done.set()
        signal.set_wakeup_fd(former)
        os.close(writer)
        listener.join()
        os.close(reader)
