# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Filters above a register: what one may choose among, and what was chosen in the address."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Filter:
    """One list to choose from: its name in the address, its label, and the values with their words."""

    name: str
    label: str
    choices: Sequence[tuple[str, str]]


def chosen_of(filters: Iterable[Filter], asked: Mapping[str, str]) -> dict[str, str]:
    """Return what was chosen by filter; a value that is not among the choices chooses nothing."""
    values = {one.name: asked.get(one.name, "") for one in filters}
    return {one.name: values[one.name] if values[one.name] in dict(one.choices) else "" for one in filters}
