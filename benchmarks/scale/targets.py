# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Targets and whether they are met."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

FILE = Path(__file__).with_name("targets.toml")


@dataclass(frozen=True)
class Target:
    """A limit for one figure, from above or from below, and the scales it holds at."""

    name: str
    says: str
    scales: tuple[str, ...]
    at_most: float | None = None
    at_least: float | None = None

    @property
    def limit(self) -> str:
        return f"≤ {self.at_most:g}" if self.at_most is not None else f"≥ {self.at_least:g}"

    def met(self, figure: float | None) -> bool:
        """What could not be measured is not met."""
        if figure is None:
            return False
        return figure <= self.at_most if self.at_most is not None else figure >= (self.at_least or 0)


@dataclass(frozen=True)
class Verdict:
    """One row of the table at the end."""

    target: Target
    figure: float | None
    holds: bool  # whether the target holds at the scale that was measured

    @property
    def missed(self) -> bool:
        return self.holds and not self.target.met(self.figure)

    @property
    def cells(self) -> tuple[str, str, str, str]:
        """What, ratio, target, met; a dash for what is asked for, and measured, at another scale only."""
        missed = "NO" if self.holds else "–" if self.figure is None else "no"
        met = "yes" if self.target.met(self.figure) else missed
        at = "" if self.holds else f" (at {', '.join(self.target.scales)})"
        return self.target.says, shown(self.figure), self.target.limit + at, met


def shown(figure: float | None) -> str:
    """Three digits are enough to judge by."""
    if figure is None:
        return "not measured"
    return f"{figure:.3g}" if abs(figure) < 1000 else f"{figure:,.0f}"


def verdicts(scale: str, figures: dict[str, float]) -> list[Verdict]:
    """Every target with its figure, those of other scales too."""
    raw = tomllib.loads(FILE.read_text(encoding="utf-8"))
    targets = [
        Target(name, said.pop("says"), tuple(said.pop("scales")), **said) for name, said in raw.items()
    ]
    return [Verdict(target, figures.get(target.name), scale in target.scales) for target in targets]
