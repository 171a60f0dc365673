# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Steps and branches for somebody. The right to one is the right to the unit of the body whose it is.

What the assembly and its executive do in a planning year concerns everybody who has an account to read.
"""

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from malram.accounts.actors import Actor
from malram.frames.access import RIGHTS, account_for, accounts_for
from malram.frames.models import Account
from malram.frames.tree import AccountTree
from malram.organisation.roles import names_of_those_who_may
from malram.planning.models import Branch, PlanningYear, Reprioritisation, Step

# What deciding a step takes, as a key of `frames.access.RIGHTS`: a unit's own plan is its manager's.
DECIDES = {
    Step.DIRECTIVE: "decide",
    Step.RESPONSE: "decide",
    Step.FRAMES: "decide",
    Step.PLAN: "decide",
    Step.OPERATIONS: "consent",
}


def planning_for(person: Actor, year: int, tree: AccountTree | None = None) -> PlanningYear:
    """Return the planning of a year, for whoever has an account to read."""
    found = PlanningYear.objects.filter(pk=year).first()
    if found is None or not accounts_for(person, tree or AccountTree()):
        raise Http404(_("Planeringsåret finns inte."))
    return found


def concerns_everybody(account: Account) -> bool:
    """Whether what the body does in a planning year is for all boards: the assembly, or its executive."""
    return account.parent_id is None or account.executive


def steps_for(person: Actor, year: int, tree: AccountTree | None = None) -> list[Step]:
    """Return the steps of a year that the person may read, by their day."""
    tree = tree or AccountTree()
    readable = accounts_for(person, tree)
    steps = Step.objects.filter(planning=year).select_related("body", "record")
    return [one for one in steps if one.body_id in readable or (readable and concerns_everybody(one.body))]


def step_for(person: Actor, step_id: int, to: str = "read", tree: AccountTree | None = None) -> Step:
    """Return the step; `to` is a key of `frames.access.RIGHTS`."""
    tree = tree or AccountTree()
    found = Step.objects.filter(pk=step_id).select_related("body", "record").first()
    readable = accounts_for(person, tree)
    if found is None or not (found.body_id in readable or (readable and concerns_everybody(found.body))):
        raise Http404(_("Planeringssteget finns inte."))
    if to != "read" and found.body_id not in accounts_for(person, tree, to):
        who = names_of_those_who_may(RIGHTS[to])
        said = _("Du får läsa om steget men inte göra det för %(name)s. Det får %(who)s där.")
        raise PermissionDenied(said % {"name": found.body.name, "who": who})
    return found


def branches_for(person: Actor, year: int, tree: AccountTree | None = None) -> QuerySet[Branch]:
    """Return the branches of the bodies that the person may read, in the order they were made."""
    readable = accounts_for(person, tree or AccountTree())
    return Branch.objects.filter(planning=year, body__in=readable).select_related("body", "planning")


def branch_for(person: Actor, branch_id: int, to: str = "read", tree: AccountTree | None = None) -> Branch:
    tree = tree or AccountTree()
    found = Branch.objects.filter(pk=branch_id).select_related("body", "planning__year").first()
    if found is None or found.body_id not in accounts_for(person, tree):
        raise Http404(_("Budgetförslaget finns inte."))
    account_for(person, found.body_id, to, tree)
    return found


def reprioritisation_for(person: Actor, reprioritisation_id: int, to: str = "read") -> Reprioritisation:
    """Return a reprioritisation; the right to it is the right to its response."""
    found = Reprioritisation.objects.filter(pk=reprioritisation_id).select_related("step__body").first()
    if found is None:
        raise Http404(_("Omprioriteringen finns inte."))
    step_for(person, found.step_id, to)
    return found
