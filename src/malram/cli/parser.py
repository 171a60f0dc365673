# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""A parser that speaks Swedish: one line says what was not understood, and where the options stand."""

from __future__ import annotations

import argparse
from datetime import date
from typing import Any, NoReturn

SWEDISH = {
    "usage: ": "användning: ",
    "positional arguments": "argument",
    "options": "val",
    "show this help message and exit": "visa den här hjälpen",
    "argument %(argument_name)s: %(message)s": "%(argument_name)s: %(message)s",
    "unrecognized arguments: %s": "okänt: %s.",
    "the following arguments are required: %s": "saknas: %s.",
    "expected one argument": "ett värde saknas.",
    "expected at most one argument": "högst ett värde.",
    "expected at least one argument": "minst ett värde saknas.",
    "ambiguous option: %(option)s could match %(matches)s": "%(option)s kan betyda %(matches)s.",
    "ignored explicit argument %r": "tar inget värde, men fick %r.",
    "invalid %(type)s value: %(value)r": "%(value)r är inte ett heltal.",
    "invalid choice: %(value)r (choose from %(choices)s)": "%(value)r finns inte. Välj bland %(choices)s.",
}


def _in_swedish(text: str) -> str:
    return SWEDISH.get(text, text)


# The module looks its texts up by this name; gettext itself would need a compiled catalogue on disk.
vars(argparse)["_"] = _in_swedish


class Parser(argparse.ArgumentParser):
    """Says in one line what is wrong, where argparse prints all usage first."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{self.prog}: {message} Se '{self.prog} --help'.\n")


def whole_number(least: int, most: int) -> Any:
    """A type for numbers from `least` to `most`."""

    def read(text: str) -> int:
        if not text.isdecimal() or not least <= int(text) <= most:
            raise argparse.ArgumentTypeError(f"{text!r} är inte ett heltal från {least} till {most}.")
        return int(text)

    return read


def day(text: str) -> date:
    """A type for days."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} är ingen dag. Skriv dagar som 2024-12-31.") from None
