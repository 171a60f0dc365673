# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""`malram review`: find what cannot be true in a report, ours or anybody's."""

from __future__ import annotations

import json
import os
import shutil
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING

from malram.cli import say
from malram.cli.review_output import FORMATS, PRINTED, NotUnderstood, targets_of, write

if TYPE_CHECKING:
    from rich.progress import Progress as Bars
    from rich.progress import TaskID

    from malram.review import Progress
    from malram.review.claims import Review


def configure(parser: ArgumentParser) -> None:
    parser.add_argument(
        "files", metavar="FIL", type=Path, nargs="+", help="rapporter att granska: .txt, .docx eller .pdf"
    )
    parser.add_argument(
        "--format",
        choices=FORMATS,
        default="text",
        help="text (förval) och json skrivs ut; html blir en sida; docx och pdf blir filen med anmärkningar",
    )
    parser.add_argument(
        "--output",
        metavar="FIL",
        help="skriv till den filen eller katalogen; annars blir html, docx och pdf NAMN-granskad här",
    )
    parser.add_argument("--notes", action="store_true", help="visa även noteringar om avrundning")


def run(arguments: Namespace) -> int:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # a quote may hold what an older terminal has no sign for
            stream.reconfigure(errors="replace")
    try:
        targets = targets_of(arguments.files, arguments.format, arguments.output)
    except NotUnderstood as error:
        say(f"malram review: {error} Se 'malram review --help'.")
        return 2
    outcomes, answer = [], 0
    with watched(arguments.files) as files:
        for path, progress in files:
            outcome = handled(path, progress, arguments.format, targets)
            answer = 1 if outcome is None or outcome.has_errors else answer
            outcomes += [outcome] if outcome and arguments.format in PRINTED else []
    if outcomes:
        show(outcomes, arguments, targets.get(arguments.files[0]))
    return answer


def handled(path: Path, progress: Progress, form: str, targets: dict[Path, Path]) -> Review | None:
    """The review of one file, written where it is a file; None when it cannot be read, and that is said."""
    from malram.review import review
    from malram.review.reading.limits import Unreadable
    from malram.review.showing.tally import summary

    try:
        outcome = review(path, progress)
        if form not in PRINTED:
            write(targets[path], partial(fill, outcome, path, form))
            say(f"Skrev {targets[path]}. {summary(outcome)}")
    except Unreadable as error:
        say(str(error))
        return None
    return outcome


@contextmanager
def watched(files: list[Path]) -> Iterator[Iterator[tuple[Path, Progress]]]:
    """The files one by one, with a bar on stderr where somebody watches."""
    if not sys.stderr.isatty():
        yield ((path, lambda page, pages: None) for path in files)
        return
    from rich.console import Console
    from rich.progress import BarColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bars

    columns = (TextColumn("{task.description}", markup=False), BarColumn(), TimeElapsedColumn())
    with Bars(*columns, console=Console(file=sys.stderr), transient=True) as bar:
        task = bar.add_task("", total=None)

        def each() -> Iterator[tuple[Path, Progress]]:
            for done, path in enumerate(files):
                name, total = f"Granskar {path.name}", len(files)
                bar.update(task, description=name, completed=done, total=total if total > 1 else None)
                yield path, partial(turn, bar, task, name, done, total)

        yield each()


def turn(bar: Bars, task: TaskID, name: str, done: int, files: int, page: int, pages: int) -> None:
    """Show how far one file is: pages of pages, as a part of all files."""
    bar.update(
        task,
        description=f"{name}, sida {page} av {pages}",
        completed=done + page / max(pages, 1),
        total=files,
    )


def show(outcomes: list[Review], arguments: Namespace, target: Path | None) -> None:
    """Print what was found, or put it in the file asked for."""
    text = printed(outcomes, arguments, seen=target is None and at_terminal())
    if target is None:
        print(text)
    else:
        write(target, lambda path: path.write_text(text + "\n", encoding="utf-8"))
        say(f"Skrev {target}.")


def at_terminal() -> bool:
    """Whether a person sees what is printed."""
    return sys.stdout.isatty()


def printed(outcomes: list[Review], arguments: Namespace, seen: bool) -> str:
    """The outcome of all files in the words of a person or a program."""
    if arguments.format == "json":
        from malram.review.showing.as_json import as_json

        made = [as_json(outcome) for outcome in outcomes]
        whole = made[0] if len(arguments.files) == 1 else {"documents": made}
        return json.dumps(whole, ensure_ascii=False, indent=2)
    from malram.review.showing.terminal import Style, as_text

    colour = seen and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    style = Style(shutil.get_terminal_size().columns, colour)
    return "\n\n\n".join(as_text(outcome, style, notes=arguments.notes) for outcome in outcomes)


def fill(outcome: Review, path: Path, form: str, target: Path) -> None:
    """Write the reviewed document as a page, or as itself with remarks."""
    if form == "html":
        from malram.review.showing.html import as_html

        target.write_text(as_html(outcome), encoding="utf-8")
    else:
        from malram.review.reading.opening import Kind
        from malram.review.showing.remarks import write_remarks

        write_remarks(Kind(form), path, outcome, target)
