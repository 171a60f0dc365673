# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a tutorial prints for its reader: files to write, and commands with what they answer."""

from __future__ import annotations

import re
from pathlib import Path

DOCS = Path(__file__).parents[2] / "docs"
OWN_REGION = DOCS / "tutorial" / "a-region-of-your-own.md"
FILE = re.compile(r"^`([^`\n]+)`:\n\n```[a-z]*\n(.*?)^```$", re.MULTILINE | re.DOTALL)
CONSOLE = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def write_files(page: Path, folder: Path) -> None:
    """Write every file that is printed below its own name, as a reader would copy it."""
    for name, text in FILE.findall(page.read_text(encoding="utf-8")):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def sessions(page: Path) -> list[list[tuple[str, list[str]]]]:
    """Every `console` block: its commands, each with the lines that are printed below it."""
    return [_commands(block) for block in CONSOLE.findall(page.read_text(encoding="utf-8"))]


def _commands(block: str) -> list[tuple[str, list[str]]]:
    found: list[tuple[str, list[str]]] = []
    for line in block.splitlines():
        if line.startswith("$ "):
            found.append((line[2:], []))
        else:
            found[-1][1].append(line)
    return found


def is_said(printed: list[str], said: str) -> bool:
    """Whether the lines stand in what was said, in their order; `…` in one stands for anything.

    A page is copied from and has plain spaces where a figure is printed with one that does not break.
    """
    lines = iter(said.replace("\N{NO-BREAK SPACE}", " ").splitlines())
    return all(any(re.fullmatch(_pattern(line), other) for other in lines) for line in printed)


def _pattern(line: str) -> str:
    return ".*".join(map(re.escape, line.split("…")))
