# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a disk has spoilt. The texts are for the person: which file, whose it is, how to get it back."""

from __future__ import annotations

from pathlib import Path


class Damaged(Exception):
    """A file of our own that is not as we wrote it. Nothing is computed from it."""


class DamagedFacts(Damaged):
    """A Parquet file that is not what the manifest says."""

    def __init__(self, path: Path, delivery: str) -> None:
        origin = f" med rader ur leveransen {delivery}" if delivery else ""
        super().__init__(
            f"{path}: filen{origin} saknas eller är skadad. "
            "Kör 'malram facts verify --repair', så skrivs den om ur originalet som sparades när det kom."
        )


class DamagedManifest(Damaged):
    """A line that is whole but says nothing."""

    def __init__(self, path: Path, line: int) -> None:
        super().__init__(
            f"{path}:{line}: raden är skadad, och bara den säger vilka rader leveransen gav. "
            f"Återställ {path.name} från en säkerhetskopia. Det som redan är räknat visas som förut."
        )
