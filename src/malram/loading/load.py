# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Bring everything a region's files say into the database: all of it, or nothing and every problem."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db import transaction

from malram.accounts.actors import Actor
from malram.control.load import load_control
from malram.facts.problems import Problem
from malram.frames.load import load_frames
from malram.loading.gone import Gone, gone_from, uses_stored
from malram.matters.actions import refresh_register
from malram.matters.diary import DiaryRow
from malram.organisation.problems import LoadRefused
from malram.planning.load import load_planning
from malram.steering.load import load_region
from malram.work.load import load_work

Loading = tuple[str, Callable[..., Any], str]
STEERING, FRAMES, PLANNING, WORK, CONTROL, MATTERS = (
    "steering", "frames", "planning", "work", "control", "matters",
)  # fmt: skip


@dataclass(frozen=True)
class Registered:
    """How many events of matters came into the register or left it."""

    events: int


@dataclass(frozen=True)
class Everything:
    """What was new or changed, by room and kind, and what stands in the database but not in the files."""

    counts: dict[str, dict[str, int]]
    gone: list[Gone]


# Each loading, and the one whose rows it points at.
LOADINGS: tuple[Loading, ...] = (
    (STEERING, load_region, ""),
    (FRAMES, load_frames, STEERING),
    (PLANNING, load_planning, FRAMES),
    (WORK, load_work, STEERING),
    (CONTROL, load_control, WORK),
)


def load_everything(*, actor: Actor, folder: Path, diary: Sequence[DiaryRow]) -> Everything:
    """Make the database say what a region's files and its diary say, and return what was new or changed.

    The tables are made or brought up to date first. What people have written on the pages is left alone,
    and what the files no longer have stays and is told.
    Raises `LoadRefused` with the problems of every kind of file, and stores nothing. What points at rows
    that were refused is not asked: its problems would be theirs.
    """
    call_command("migrate", verbosity=0, interactive=False)
    loadings: tuple[Loading, ...] = (*LOADINGS, (MATTERS, partial(_follow_diary, diary), STEERING))
    loaded: dict[str, dict[str, int]] = {}
    problems: list[Problem] = []
    with transaction.atomic():
        before = uses_stored()
        for name, load, above in loadings:
            if above and above not in loaded:
                continue
            try:
                loaded[name] = asdict(load(actor=actor, folder=folder))
            except LoadRefused as refused:
                problems += refused.problems
        if problems:
            raise LoadRefused(problems)
        return Everything(loaded, gone_from(folder, before))


def _follow_diary(diary: Sequence[DiaryRow], *, actor: Actor, folder: Path) -> Registered:
    refreshed = refresh_register(actor=actor, rows=diary)
    return Registered(refreshed.added + refreshed.removed)
