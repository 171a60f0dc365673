# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writing so that a power cut leaves either the old or the new, never half a file or half a folder.

What is not finished has a hidden name of its own. A process that dies leaves it behind, and the next one
that holds the lock under which such names are made knows that nobody writes there any more, and removes it.
"""

from __future__ import annotations

import fcntl
import os
import secrets
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path


def unfinished(path: Path) -> Path:
    """A hidden name beside a path, unlike any other writer's."""
    return path.with_name(f".{path.name}.{secrets.token_hex(4)}")


def write_whole(path: Path, data: bytes) -> None:
    """Write under a temporary name, flush to disk, rename into place."""
    make_folder(path.parent)
    temporary = unfinished(path)
    try:
        with temporary.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
    sync(path.parent)


def make_folder(folder: Path) -> None:
    """Make a folder that lasts, and those above it."""
    if not folder.is_dir():
        make_folder(folder.parent)
        folder.mkdir(exist_ok=True)
        sync(folder.parent)


def put_in_place(half: Path, folder: Path) -> None:
    """Flush a finished folder and rename it; somebody else may have made the same in the meantime."""
    for path in half.rglob("*"):
        sync(path)
    sync(half)
    try:
        half.rename(folder)
    except OSError:
        if not folder.exists():
            raise
        shutil.rmtree(half)
    sync(folder.parent)


def sync(path: Path) -> None:
    """Make what is written in a file, or renamed in a folder, last."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sweep(folders: Iterable[Path]) -> None:
    """Remove what writers that died left half done in the folders. The caller knows that nobody writes."""
    for folder in folders:
        for path in folder.glob(".*"):
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink()


def append_line(path: Path, line: bytes) -> None:
    """Append one line and flush it. A line that a crash cut short is removed first."""
    with path.open("a+b") as file:
        size = file.seek(0, os.SEEK_END)
        if size:
            file.seek(0)
            whole = file.read().rfind(b"\n") + 1
            if whole < size:
                file.truncate(whole)
        file.write(line + b"\n")
        file.flush()
        os.fsync(file.fileno())
    sync(path.parent)


@contextmanager
def writer_lock(path: Path, after_death: Callable[[], None]) -> Iterator[None]:
    """Wait until no other writer, in this process or another, works below the same root.

    Who holds the lock has a mark in its file. A mark that still stands is from one that died, and then
    `after_death` puts things in order first.
    """
    make_folder(path.parent)
    with path.open("a+b") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        if file.seek(0, os.SEEK_END):
            after_death()
        file.write(b".")
        file.flush()
        os.fsync(file.fileno())
        yield
        file.truncate(0)


@contextmanager
def shared_lock(path: Path, alone: Callable[[], None]) -> Iterator[None]:
    """Work beside others that hold the same lock; whoever finds nobody there runs `alone` first."""
    make_folder(path.parent)
    with path.open("a") as file:
        if _is_free(file.fileno()):
            alone()
        fcntl.flock(file, fcntl.LOCK_SH)
        yield


@contextmanager
def lock_if_free(path: Path) -> Iterator[bool]:
    """Whether nobody holds the lock; if so, it is held until the end."""
    make_folder(path.parent)
    with path.open("a") as file:
        yield _is_free(file.fileno())


def _is_free(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
