# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""What every reader keeps to, and what it says when a file cannot be read.

A report of a thousand pages is within all of these; a file made to exhaust the machine is not.
"""

from __future__ import annotations

from time import monotonic

SIZE = 100 * 2**20  # bytes of the file
UNPACKED = 300 * 2**20  # bytes of all parts of a packed file together
PACKING = 200  # times a part may grow when unpacked; text of a report grows ten to forty times
PARTS = 10_000  # files inside a packed file
PAGES = 2_000
LINES = 400_000
LINE_LENGTH = 20_000  # characters
CHARACTERS = 20_000_000  # of the whole text
SECONDS = 180.0


class Unreadable(Exception):
    """A file that cannot be reviewed, and in Swedish why, what was expected and what to do."""

    def __init__(self, file: str, wrong: str, advice: str) -> None:
        super().__init__(f"{file}: {wrong} {advice}")
        self.file = file
        self.wrong = wrong
        self.advice = advice


class Deadline:
    """A time budget, asked between pages and blocks. `file` is named when it is used up."""

    def __init__(self, file: str, seconds: float = SECONDS) -> None:
        self.file = file
        self.seconds = seconds
        self._end = monotonic() + seconds

    def check(self) -> None:
        """Raise `Unreadable` when the time is up."""
        if monotonic() > self._end:
            raise Unreadable(
                self.file,
                f"Läsningen tog mer än {self.seconds:.0f} sekunder och avbröts.",
                "Dela upp dokumentet eller spara det på nytt och försök igen.",
            )


def check_text(file: str, lengths: list[int]) -> None:
    """Raise `Unreadable` when a text has too many lines, one too long, or is too long altogether."""
    if len(lengths) > LINES:
        raise _too_much(file, f"Texten har {_spaced(len(lengths))} rader; högst {_spaced(LINES)} läses.")
    longest = max(lengths, default=0)
    if longest > LINE_LENGTH:
        where = lengths.index(longest) + 1
        raise _too_much(
            file, f"Rad {where} är {_spaced(longest)} tecken lång; högst {_spaced(LINE_LENGTH)} läses."
        )
    if sum(lengths) > CHARACTERS:
        raise _too_much(
            file, f"Texten har {_spaced(sum(lengths))} tecken; högst {_spaced(CHARACTERS)} läses."
        )


def check_pages(file: str, pages: int) -> None:
    """Raise `Unreadable` when there are more pages than anybody reviews in one go."""
    if pages > PAGES:
        raise _too_much(file, f"Dokumentet har {_spaced(pages)} sidor; högst {_spaced(PAGES)} läses.")


def _too_much(file: str, wrong: str) -> Unreadable:
    return Unreadable(file, wrong, "Dela upp dokumentet och granska delarna var för sig.")


def _spaced(count: int) -> str:
    return f"{count:,}".replace(",", "\N{NO-BREAK SPACE}")
