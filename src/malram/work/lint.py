# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Assignments and activities that nobody will find or follow, told from the files alone.

Warnings: the files load all the same. What names something that does not exist is a problem where it is read.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from malram.facts.problems import Problem
from malram.work.definitions import UndertakingRow, WorkFiles

NAMED = 3  # so many are named where several are told of together


def lint(files: WorkFiles) -> list[Problem]:
    """List what stands in no area, has nobody who answers for it, or is followed by nothing."""
    rows = {row.id: row for row in (*files.assignments, *files.activities)}
    found = [problem for row in files.assignments for problem in _assignment(row, rows)]
    return found + list(_unfollowed(files)) + list(_activities(files, rows))


def _assignment(row: UndertakingRow, rows: Mapping[str, UndertakingRow]) -> Iterator[Problem]:
    if not _inherited(row, rows, "areas"):
        message = f"Uppdraget '{row.id}' står inte i något område."
        yield Problem("W041", row.place, message, "Ange områden i 'areas'; de står i work/areas.yaml.")
    if not _inherited(row, rows, "responsible"):
        who = ", ".join(row.recipients) or "mottagaren"
        message = f"Ingen roll hos {who} svarar för uppdraget '{row.id}'."
        hint = "Ange rollen i 'responsible'; rollerna står i work/roles.yaml."
        yield Problem("W042", row.place, message, hint)


def _unfollowed(files: WorkFiles) -> Iterator[Problem]:
    """Assignments that nobody says anything of."""
    told = {id_ for activity in files.activities for id_ in activity.assignments}
    told |= {row.part_of for row in files.assignments if row.part_of}
    hint = "Skriv hur det går under 'status', eller nämn uppdraget i 'assignments' i en aktivitet."
    for board, some in _by_board(row for row in files.assignments if not row.statuses and row.id not in told):
        many = "Ett uppdrag" if len(some) == 1 else f"{len(some)} uppdrag"
        message = f"{many} i {board} har varken läge, del eller aktivitet: {_named(some)}."
        yield Problem("W043", some[0].place, message, hint)


def _activities(files: WorkFiles, rows: Mapping[str, UndertakingRow]) -> Iterator[Problem]:
    """Activities without an assignment: one by one where no area holds them either, else board by board."""
    loose = []
    for row in files.activities:
        if _inherited(row, rows, "assignments"):
            continue
        if _inherited(row, rows, "areas"):
            loose.append(row)
        else:
            message = f"Aktiviteten '{row.id}' hör varken till ett uppdrag eller till ett område."
            hint = "Ange uppdraget i 'assignments' eller området i 'areas'."
            yield Problem("W044", row.place, message, hint)
    for board, some in _by_board(loose):
        many = "En aktivitet" if len(some) == 1 else f"{len(some)} aktiviteter"
        message = f"{many} i {board} svarar inte mot något uppdrag: {_named(some)}."
        hint = "Ange uppdraget i 'assignments', om aktiviteten svarar mot ett."
        yield Problem("W044", some[0].place, message, hint)


def _by_board(rows: Iterable[UndertakingRow]) -> Iterable[tuple[str, list[UndertakingRow]]]:
    found: dict[str, list[UndertakingRow]] = defaultdict(list)
    for row in rows:
        found[row.board].append(row)
    return found.items()


def _named(rows: Sequence[UndertakingRow]) -> str:
    named = ", ".join(f"'{row.id}' (rad {row.place.line})" for row in rows[:NAMED])
    return f"{named} och {len(rows) - NAMED} till" if len(rows) > NAMED else named


def _inherited(row: UndertakingRow, rows: Mapping[str, UndertakingRow], key: str) -> object:
    """What a row says, or what says it of the whole that the row is a part of."""
    seen: set[str] = set()
    while not getattr(row, key) and row.part_of in rows and row.id not in seen:
        seen.add(row.id)
        row = rows[row.part_of]
    return getattr(row, key)
