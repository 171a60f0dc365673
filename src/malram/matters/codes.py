# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The numbers of this room's problems in words, for docs/reference/problem-codes.md."""

CODES = {
    "D001": (
        "Diariet nämner en enhet som databasen inte har.",
        "Läs in regionens organisation; sedan läses händelserna in i registret.",
    ),
}
