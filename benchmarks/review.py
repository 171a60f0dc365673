# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The command `malram review` on a hundred pages: as text, as PDF, and asked for help; time and memory."""

from __future__ import annotations

import os
import sys
from itertools import cycle
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from benchmarks.table import Took, show, timed

PAGES = 100
BASELINE = "words of the PDF, nothing more"
TARGETS = {
    "malram review --help": "0.5 s",
    f"{PAGES} pages of text": "3 s",
    f"{PAGES} pages of PDF": "15 s",
}
MEMORY = "target 500 MB"


def run(home: Path) -> None:
    """Join the reports of `home` to a hundred pages and review them, each time in a process of its own."""
    with TemporaryDirectory(prefix="malram-bench-review-") as folder:
        pdf, text = Path(folder) / "rapport.pdf", Path(folder) / "rapport.txt"
        _join(sorted((home / "reports").glob("*/report.pdf")), pdf)
        took, pages = timed(lambda: _pages(pdf))
        text.write_text("\f".join(pages), encoding="utf-8")
        rows, largest = {BASELINE: took}, {}
        for name, words in zip(TARGETS, (["--help"], [str(text)], [str(pdf)]), strict=True):
            rows[name], largest[name] = _command(["review", *words])
    show(f"Review of {len(pages)} pages, {sum(map(len, pages)):,} characters", rows, BASELINE, TARGETS)
    for name, size in largest.items():
        print(f"  {name}: {size} MB at most ({MEMORY})")


def _join(files: list[Path], target: Path) -> None:
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter()
    for path in cycle(files):
        for page in PdfReader(path).pages:
            if len(writer.pages) < PAGES:
                writer.add_page(page)
        if len(writer.pages) >= PAGES:
            break
    writer.write(target)


def _pages(path: Path) -> list[str]:
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    return [page.get_textpage().get_text_bounded().replace("\r\n", "\n") for page in document]


def _command(words: list[str]) -> tuple[Took, int]:
    """Run `malram`; return what it took, and the megabytes the largest of its processes held."""
    started = perf_counter()
    command = str(Path(sys.executable).with_name("malram"))
    child = os.posix_spawn(
        command,
        [command, *words],
        dict(os.environ),
        file_actions=[(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)],
    )
    _, _, used = os.wait4(child, 0)
    return Took(perf_counter() - started, used.ru_utime + used.ru_stime), used.ru_maxrss // 1024
