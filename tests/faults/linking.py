# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""A copy of a home that costs next to nothing: files that are never changed are linked."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

UNCHANGING = {".parquet", ".npy"}  # written beside their name and renamed, never opened for writing again


def linked_copy(source: Path, target: Path) -> Path:
    """Copy a folder; both have the same facts and computed arrays, and neither sees what the other adds."""
    return Path(shutil.copytree(source, target, copy_function=_link_or_copy))


def _link_or_copy(source: str, target: str) -> None:
    if Path(source).suffix in UNCHANGING:
        os.link(source, target)
    else:
        shutil.copyfile(source, target)


def identity(path: Path) -> str | None:
    """What a linked file is, in place of all it holds: another number, size or time if it was changed."""
    status = path.stat()
    linked = path.suffix in UNCHANGING and status.st_nlink > 1
    return f"{status.st_ino} {status.st_size} {status.st_mtime_ns}" if linked else None
