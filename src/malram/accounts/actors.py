# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who does something: a person, or SYSTEM for work nobody started by hand. Never None."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Union

if TYPE_CHECKING:
    from malram.accounts.models import Person


@dataclass(frozen=True)
class System:
    """Batch jobs and loading of a region's files."""

    name: str = "Systemet"

    def __str__(self) -> str:
        return self.name


SYSTEM = System()
Actor = Union["Person", System]


def label_of(actor: Actor) -> str:
    """Return the actor as the trail writes it: 'system', or 'person:' and the sign-in name."""
    if isinstance(actor, System):
        return "system"
    if not actor.is_authenticated or actor.pk is None:
        raise ValueError("An action needs a person who has signed in, or SYSTEM.")
    return f"person:{actor.username}"
