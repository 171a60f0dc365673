# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where `malram review` writes, and that it writes all or nothing and never over what it reads."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Callable
from pathlib import Path

# What each format is: printed, a page of its own, or the file itself with remarks in it.
PRINTED = ("text", "json")
REMARKED = {"docx": "en Word-fil (.docx)", "pdf": "en PDF-fil (.pdf)"}
FORMATS = (*PRINTED, "html", *REMARKED)


class NotUnderstood(Exception):
    """Words that do not fit together; the text says how to write instead."""


def targets_of(files: list[Path], form: str, output: str | None) -> dict[Path, Path]:
    """The file to write for each file read; none for what goes to the screen."""
    for path in files:
        if form in REMARKED and path.suffix.lower() != f".{form}":
            raise NotUnderstood(f"--format {form} kräver {REMARKED[form]}, men fick {path}. Välj html.")
    if form in PRINTED and output is None:
        return {}
    targets = _named(files, form, output)
    for target in targets.values():
        if any(_same(target, path) for path in files):
            raise NotUnderstood(f"{target} är filen som granskas; välj ett annat namn med --output.")
    return targets


def _named(files: list[Path], form: str, output: str | None) -> dict[Path, Path]:
    ending = "txt" if form == "text" else form
    into = Path(output or "")
    if not into.is_dir() and not (output or "/").endswith(("/", os.sep)):
        if len(files) > 1 and form not in PRINTED:
            raise NotUnderstood("--output ska vara en katalog när flera filer granskas.")
        return dict.fromkeys(files, into)
    if form in PRINTED:  # all files in one
        return dict.fromkeys(files, into / f"{files[0].stem}-granskad.{ending}")
    targets = {path: into / f"{path.stem}-granskad.{ending}" for path in files}
    if len(set(targets.values())) < len(files):
        raise NotUnderstood("två filer skulle få samma namn; granska dem var för sig med --output.")
    return targets


def _same(one: Path, other: Path) -> bool:
    """Two names for one file, also by links."""
    if one.exists() and other.exists():
        return one.samefile(other)
    return one.resolve() == other.resolve()


def write(target: Path, fill: Callable[[Path], object]) -> None:
    """Write all or nothing: `fill` writes a file beside it, which then takes its place."""
    if target.parent.exists() and not target.parent.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, "", str(target.parent))
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{target.stem}-", suffix=target.suffix, dir=target.parent)
    os.close(handle)
    try:
        fill(Path(name))
        mask = os.umask(0)
        os.umask(mask)
        os.chmod(name, 0o666 & ~mask)  # as any new file; the temporary one is for its owner alone
        os.replace(name, target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
