# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""A region's `frames/planning.yaml`: planning years, what was decided in them before, and branches.

A step or a branch that is there already is left as it is: since it was loaded, people have worked in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import transaction

from malram.accounts.actions import require_system
from malram.accounts.actors import Actor, label_of
from malram.audit.actions import record
from malram.facts.authored import Entry as Authored
from malram.facts.problems import Problem
from malram.frames.definitions import FOLDER, Reader, entries_of, key_problems, text_of
from malram.frames.load import legs_of, refused_by_rules
from malram.frames.models import Account, Component, FrameYear
from malram.frames.posting import DecisionRefused, Entry
from malram.organisation.problems import LoadRefused
from malram.planning.actions import (
    add_need,
    add_planning_frame,
    add_reprioritisation,
    decide_step,
    report_reprioritisation,
)
from malram.planning.branch_actions import open_branch
from malram.planning.models import Branch, PlanningYear, Step

FILE = "planning.yaml"
YEAR_KEYS = ({"year", "steps"}, {"branches"})
STEP_KEYS = (
    {"kind", "body", "due"},
    {"decided", "case", "text", "in", "frames", "reprioritisations", "needs"},
)
FRAME_KEYS = ({"account", "amount", "reason"}, set[str]())
NEED_KEYS = ({"account", "amount", "reason", "priority"}, set[str]())
MOVED_KEYS = ({"from", "to", "amount", "effect", "reason"}, {"reported"})
REPORT_KEYS = ({"status", "text"}, {"amount"})
BRANCH_KEYS = ({"name", "body", "reason", "moves"}, {"from", "in", "total"})


def read_planning(
    folder: Path, accounts: Set[str], components: Set[str]
) -> tuple[list[Authored], list[Problem]]:
    """Read a region's planning years with amounts in öre, and everything that is wrong with them."""
    path, problems = folder / FOLDER / FILE, list[Problem]()
    if not path.exists():
        return [], problems
    years = list(entries_of(path, YEAR_KEYS, problems))
    if not problems:
        reader = _Reader(set(accounts), set(components), problems)
        for year in years:
            reader.planning(year)
    return years, problems


class _Reader(Reader):
    """Reads what a planning year has besides what decisions have: steps, their rows, branches."""

    def planning(self, year: Authored) -> None:
        self.whole(year, "year")
        for step in self.checked(year, "steps", STEP_KEYS):
            self.account(step, "body")
            self.kind(step, Step.KINDS)
            for key in ("due", "decided"):
                if key in step:
                    self.day(step, key)
            self.rows(step)
        for branch in self.checked(year, "branches", BRANCH_KEYS):
            self.account(branch, "body")
            branch["moves"] = self.moves(branch)

    def rows(self, step: Authored) -> None:
        scale = self.scale(step)
        for key, keys in (("frames", FRAME_KEYS), ("needs", NEED_KEYS), ("reprioritisations", MOVED_KEYS)):
            for row in self.checked(step, key, keys):
                for account in {"account", "from", "to"} & set(row):
                    self.account(row, account)
                row["amount"] = self.ore(row, "amount", scale)
                for report in self.checked(row, "reported", REPORT_KEYS):
                    if "amount" in report:
                        report["amount"] = self.ore(report, "amount", scale)

    def checked(self, entry: Authored, key: str, keys: tuple[set[str], set[str]]) -> Iterator[Authored]:
        """The mappings below a key that have the keys they need; what is wrong with the others is noted."""
        for one in self.entries(entry, key):
            wrong = key_problems(one, keys)
            self.problems += wrong
            if not wrong:
                yield one


@dataclass(frozen=True)
class Loaded:
    """How many of each were new; a second run of the same file gives zeros."""

    steps: int
    branches: int


@transaction.atomic
def load_planning(*, actor: Actor, folder: Path) -> Loaded:
    """Bring the file's planning years into the database, or raise every problem and store nothing."""
    require_system(actor)
    accounts = set(Account.objects.values_list("id", flat=True))
    components = set(Component.objects.values_list("id", flat=True))
    years, problems = read_planning(folder, accounts, components)
    if problems:
        raise LoadRefused(problems)
    planned = [(_planning_year(entry["year"]), entry) for entry in years]
    loaded = Loaded(_each(_step, "steps", actor, planned), _each(_branch, "branches", actor, planned))
    if any(vars(loaded).values()):
        record(label_of(actor), "planning.loaded", f"region:{folder.name}", after=vars(loaded))
    return loaded


def _planning_year(year: int) -> PlanningYear:
    FrameYear.objects.get_or_create(year=year)
    return PlanningYear.objects.get_or_create(year_id=year)[0]


def _each(load: Any, key: str, actor: Actor, planned: list[tuple[PlanningYear, Authored]]) -> int:
    return sum(_once(load, actor, planning, one) for planning, entry in planned for one in entry.get(key, ()))


def _once(load: Any, actor: Actor, planning: PlanningYear, entry: Authored) -> int:
    try:
        return int(load(actor, planning, entry))
    except DecisionRefused as refused:
        raise LoadRefused(refused_by_rules(entry.place, entry["body"], refused.reasons)) from None


def _step(actor: Actor, planning: PlanningYear, entry: Authored) -> bool:
    """Make a step with its rows, decide it if it was, and report back what was reported."""
    named = {"planning": planning, "kind": entry["kind"], "body_id": entry["body"]}
    step, made = Step.objects.get_or_create(**named, defaults={"due": entry["due"]})
    if not made:
        return False
    reports = _rows(actor, step, entry)
    if "decided" in entry:
        said = {"text": text_of(entry, "text"), "case_number": text_of(entry, "case")}
        decide_step(actor=actor, step_id=step.pk, decided_on=entry["decided"], **said)
    for row_id, report in reports:
        report_reprioritisation(
            actor=actor,
            reprioritisation_id=row_id,
            status=report["status"],
            text=report["text"],
            amount=report.get("amount"),
        )
    return True


def _rows(actor: Actor, step: Step, entry: Authored) -> list[tuple[int, Mapping[str, Any]]]:
    """Write the rows, and return what is to be reported of them when the step has been decided."""
    reports = []
    for row in entry.get("frames", ()):
        add_planning_frame(actor=actor, step_id=step.pk, account_id=row["account"], **_told(row))
    for row in entry.get("needs", ()):
        said = {"account_id": row["account"], "priority": row["priority"]} | _told(row)
        add_need(actor=actor, step_id=step.pk, **said)
    for row in entry.get("reprioritisations", ()):
        said = {"source_id": row["from"], "target_id": row["to"], "effect": row["effect"]} | _told(row)
        made = add_reprioritisation(actor=actor, step_id=step.pk, **said)
        reports += [(made.pk, report) for report in row.get("reported", ())]
    return reports


def _told(row: Authored) -> dict[str, Any]:
    return {"amount": row["amount"], "reason": text_of(row, "reason")}


def _branch(actor: Actor, planning: PlanningYear, entry: Authored) -> bool:
    year = planning.year_id
    if Branch.objects.filter(planning=planning, body=entry["body"], name=entry["name"]).exists():
        return False
    open_branch(
        actor=actor,
        year=year,
        body_id=entry["body"],
        name=text_of(entry, "name"),
        reason=text_of(entry, "reason"),
        entries=[Entry(*leg) for leg in legs_of(entry["moves"], year)],
    )
    return True
