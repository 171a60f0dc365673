# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Accounts, decisions and transfers for somebody. The right to an account is the right to its unit."""

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from malram.accounts.actors import Actor, System
from malram.frames.models import Account, Decision, Transfer
from malram.frames.tree import AccountTree
from malram.organisation.access import units_for
from malram.organisation.roles import names_of_those_who_may

# What is done with frames, by the right to the unit that it takes. A unit's consent is its manager's, and so
# is what a board has delegated.
RIGHTS = {
    "read": "read",
    "propose": "propose",
    "decide": "decide",
    "consent": "approve",
    "delegate": "approve",
}


def accounts_for(person: Actor, tree: AccountTree, to: str = "read") -> set[str]:
    """Return the ids of the accounts whose unit the person may read, or have a right `to`.

    Who may read the assembly's account reads every one: the assembly decides over them all.
    """
    if isinstance(person, System):
        return set(tree.accounts)
    units = units_for(person, may=RIGHTS[to])
    found = {account_id for account_id in tree.accounts if tree.unit_of(account_id) in units}
    assembly = {top.id for top in tree.children(None) if top.kind == Account.FRAME}
    return set(tree.accounts) if to == "read" and found & assembly else found


def accounts_to_name(person: Actor, tree: AccountTree, on_behalf_of: Iterable[str]) -> set[str]:
    """Return the accounts a proposal may name: those one reads, all of one's board, every board's own.

    What lies below another board does not exist for an outsider.
    """
    own = {board.id for id_ in on_behalf_of if (board := tree.board_of(id_)) is not None}
    inside = {below for board in own for below in tree.below(board)}
    return accounts_for(person, tree) | inside | {board.id for board in tree.boards()}


def account_for(person: Actor, account_id: str, to: str = "read", tree: AccountTree | None = None) -> Account:
    """Return the account. Outside the person's units it does not exist; a right they lack is refused."""
    tree = tree or AccountTree()
    if account_id not in tree or account_id not in accounts_for(person, tree):
        raise Http404(_("Kontot finns inte."))
    account = tree[account_id]
    if account_id not in accounts_for(person, tree, to):
        who = names_of_those_who_may(RIGHTS[to])
        said = _("Du får läsa om %(name)s men inte besluta där. Det får %(who)s.")
        raise PermissionDenied(said % {"name": account.name, "who": who})
    return account


def decisions_for(person: Actor, tree: AccountTree | None = None) -> QuerySet[Decision]:
    """Return the decisions that touch an account the person may read."""
    return Decision.objects.filter(
        postings__account__in=accounts_for(person, tree or AccountTree())
    ).distinct()


def decision_for(person: Actor, decision_id: int) -> Decision:
    found = decisions_for(person).filter(pk=decision_id).select_related("body", "corrects").first()
    if found is None:
        raise Http404(_("Beslutet finns inte."))
    return found


def transfers_for(person: Actor, tree: AccountTree | None = None) -> QuerySet[Transfer]:
    """Return the transfers that move something in, or wait for, an account the person may read."""
    readable = accounts_for(person, tree or AccountTree())
    moved_or_asked = Q(lines__account__in=readable) | Q(needs__body__in=readable)
    return Transfer.objects.filter(moved_or_asked).distinct()


def transfer_for(person: Actor, transfer_id: int) -> Transfer:
    found = transfers_for(person).filter(pk=transfer_id).first()
    if found is None:
        raise Http404(_("Budgetväxlingen finns inte."))
    return found
