# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whose answers a transfer needs, from what it moves: docs/algorithms/transfers.md."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from malram.frames.models import Account, Need
from malram.frames.tree import AccountTree


@dataclass(frozen=True)
class Reach:
    """The account that a transfer is decided in, and every body whose answer it needs, in the order asked."""

    decided_in: str
    needs: tuple[tuple[str, str], ...]  # (account, Need.DECIDES or Need.CONSENTS)

    @property
    def deciders(self) -> tuple[str, ...]:
        return tuple(body for body, role in self.needs if role == Need.DECIDES)


def reach_of(
    moved: Mapping[str, int], on_behalf_of: str, tree: AccountTree, levels: Mapping[str, str]
) -> Reach:
    """Return what a transfer needs. `levels` says at which level each board decides its allocation.

    Within one post of the allocation nothing is needed; between posts the board; between boards every
    board concerned and the executive. A unit that gives up money it did not itself propose to give must
    consent, unless it is the board that proposes.
    """
    boards = sorted({board.id for id_ in moved if (board := tree.board_of(id_)) is not None})
    consents = _burdened(moved, on_behalf_of, tree)
    if len(boards) > 1:
        executive = [account.id for account in tree.boards() if account.executive]
        deciders = list(dict.fromkeys([*boards, *executive]))
        return Reach((executive or boards)[0], _needs(deciders, consents))
    only = boards[0]
    posts = {tree.post_of(id_, levels.get(only, "")) for id_ in moved}
    if len(posts) == 1 and (post := posts.pop()) is not None:
        return Reach(post.id, _needs([], consents))
    return Reach(only, _needs([only], consents))


def _needs(deciders: list[str], consents: list[str]) -> tuple[tuple[str, str], ...]:
    consenting = [(body, Need.CONSENTS) for body in consents if body not in deciders]
    return (*consenting, *((body, Need.DECIDES) for body in deciders))


def _burdened(moved: Mapping[str, int], on_behalf_of: str, tree: AccountTree) -> list[str]:
    own = set(tree.below(on_behalf_of))
    return sorted(
        id_
        for id_, amount in moved.items()
        if amount < 0 and id_ not in own and tree[id_].kind == Account.FRAME
    )
