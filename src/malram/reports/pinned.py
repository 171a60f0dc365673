# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Built reports by name, and the snapshot that each of them is pinned to."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from malram.reports.files import DOCUMENT, read_files
from malram.values import Period


@dataclass(frozen=True)
class Pinned:
    """A built report: where it lies, what it is called and what it stands on."""

    folder: Path
    title: str
    period: Period
    snapshot: str


class UnknownBuild(Exception):
    """No built report of that name, or more than one."""

    def __init__(self, name: str, known: list[str], found: list[str]) -> None:
        if found:
            said = f"'{name}' kan vara flera byggda rapporter: {', '.join(found)}. Ange en av dem."
        elif known:
            said = f"Den byggda rapporten '{name}' finns inte. Det finns: {', '.join(known)}."
        else:
            said = f"Den byggda rapporten '{name}' finns inte. Kör 'malram report build'."
        super().__init__(said)


def built_reports(home: Path) -> list[str]:
    """The names of all built reports."""
    return sorted(path.parent.name for path in (home / "reports").glob(f"[!.]*/{DOCUMENT}"))


def pinned_report(home: Path, name: str) -> Pinned:
    """The built report of a name, or of the beginning of one. Raises `UnknownBuild`."""
    known = built_reports(home)
    found = [name] if name in known else [one for one in known if one.startswith(f"{name}-")]
    if len(found) != 1:
        raise UnknownBuild(name, known, found)
    folder = home / "reports" / found[0]
    document, ledger = read_files(folder)
    snapshot = next((entry.snapshot for entry in ledger.entries if entry.snapshot), "")
    return Pinned(folder, document.title, Period.parse(document.period), snapshot)


def pinned_snapshots(home: Path) -> set[str]:
    """The ids of all snapshots that the figures of built reports were taken from."""
    ledgers = (read_files(home / "reports" / name)[1] for name in built_reports(home))
    return {entry.snapshot for ledger in ledgers for entry in ledger.entries if entry.snapshot}
