# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Assignments and activities that nobody will find or follow, told from the files alone.

Warnings: the files load all the same. What names something that does not exist is a problem where it is read.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from malram.facts.problems import Problem
from malram.work.definitions import UndertakingRow, WorkFiles

NAMED = 3  # so many are named where several are told of together


def lint(files: WorkFiles) -> list[Problem]:
    """List what stands in no area, has nobody who answers for it, or is followed by nothing."""
    rows = {row.id: row for row in (*files.assignments, *files.activities)}
    served = {id_ for activity in files.activities for id_ in activity.assignments}
    served |= {row.part_of for row in files.assignments if row.part_of}
    found = [problem for row in files.assignments for problem in _assignment(row, rows, served)]
    return found + list(_activities(files, rows))


def _assignment(
    row: UndertakingRow, rows: Mapping[str, UndertakingRow], served: set[str]
) -> Iterator[Problem]:
    if not _inherited(row, rows, "areas"):
        message = f"Uppdraget '{row.id}' står inte i något område."
        yield Problem("W041", row.place, message, "Ange områden i 'areas'; de står i work/areas.yaml.")
    if not _inherited(row, rows, "responsible"):
        who = ", ".join(row.recipients) or "mottagaren"
        message = f"Ingen roll hos {who} svarar för uppdraget '{row.id}'."
        yield Problem(
            "W042", row.place, message, "Ange rollen i 'responsible'; rollerna står i work/roles.yaml."
        )
    if not row.statuses and row.id not in served:
        message = f"Ingen följer uppdraget '{row.id}': det har varken läge, del eller aktivitet."
        hint = "Skriv hur det går under 'status', eller nämn det i 'assignments' i en aktivitet."
        yield Problem("W043", row.place, message, hint)


def _activities(files: WorkFiles, rows: Mapping[str, UndertakingRow]) -> Iterator[Problem]:
    """Activities without an assignment: one by one where no area holds them either, else board by board."""
    loose: dict[str, list[UndertakingRow]] = defaultdict(list)
    for row in files.activities:
        if _inherited(row, rows, "assignments"):
            continue
        if _inherited(row, rows, "areas"):
            loose[row.board].append(row)
        else:
            message = f"Aktiviteten '{row.id}' hör varken till ett uppdrag eller till ett område."
            hint = "Ange uppdraget i 'assignments' eller området i 'areas'."
            yield Problem("W044", row.place, message, hint)
    for board, some in loose.items():
        many = "En aktivitet" if len(some) == 1 else f"{len(some)} aktiviteter"
        named = ", ".join(f"'{row.id}' (rad {row.place.line})" for row in some[:NAMED])
        more = f" och {len(some) - NAMED} till" if len(some) > NAMED else ""
        message = f"{many} i {board} svarar inte mot något uppdrag: {named}{more}."
        hint = "Ange uppdraget i 'assignments', om aktiviteten svarar mot ett."
        yield Problem("W044", some[0].place, message, hint)


def _inherited(row: UndertakingRow, rows: Mapping[str, UndertakingRow], key: str) -> object:
    """What a row says, or what says it of the whole that the row is a part of."""
    seen: set[str] = set()
    while not getattr(row, key) and row.part_of in rows and row.id not in seen:
        seen.add(row.id)
        row = rows[row.part_of]
    return getattr(row, key)
