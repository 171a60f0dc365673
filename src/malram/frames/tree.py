# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The accounts as a tree, read once: who stands under whom, by parent id and never by spelling."""

from __future__ import annotations

from collections.abc import Iterator

from malram.frames.models import Account


class AccountTree:
    """Every account with its parent; parents before children, siblings in their order."""

    def __init__(self, accounts: list[Account] | None = None) -> None:
        rows = list(Account.objects.all()) if accounts is None else accounts
        self.accounts = {account.id: account for account in rows}
        self._children: dict[str | None, list[Account]] = {}
        for account in rows:
            self._children.setdefault(account.parent_id, []).append(account)

    def __contains__(self, account_id: str) -> bool:
        return account_id in self.accounts

    def __getitem__(self, account_id: str) -> Account:
        return self.accounts[account_id]

    def children(self, account_id: str | None) -> list[Account]:
        """The accounts right below; of None the ones at the top."""
        return self._children.get(account_id, [])

    def below(self, account_id: str) -> Iterator[str]:
        """The account itself and all under it, parents first."""
        yield account_id
        for child in self.children(account_id):
            yield from self.below(child.id)

    def reach(self, body_id: str) -> set[str]:
        """What a body decides over: its account and all below it; the assembly, at the top, over all."""
        return set(self.accounts if self.accounts[body_id].parent_id is None else self.below(body_id))

    def path(self, account_id: str) -> list[Account]:
        """From the top down to the account itself."""
        found: list[Account] = []
        at: str | None = account_id
        while at is not None:
            found.append(self.accounts[at])
            at = self.accounts[at].parent_id
        return found[::-1]

    def depth(self, account_id: str) -> int:
        return len(self.path(account_id)) - 1

    def walk(self, account_id: str | None = None) -> Iterator[Account]:
        """Every account in printed order, from the top or from one account."""
        for account in [self.accounts[account_id]] if account_id else self.children(None):
            yield account
            for child in self.children(account.id):
                yield from self.walk(child.id)

    def unit_of(self, account_id: str) -> str | None:
        """The unit an account belongs to: its own, or that of the nearest account above."""
        for account in reversed(self.path(account_id)):
            if account.unit_id is not None:
                return account.unit_id
        return None

    def board_of(self, account_id: str) -> Account | None:
        """The board an account stands under, or is: the account right below the assembly's."""
        path = [account for account in self.path(account_id) if account.kind == Account.FRAME]
        return path[1] if len(path) > 1 else None

    def boards(self) -> list[Account]:
        return [
            child
            for top in self.children(None)
            if top.kind == Account.FRAME
            for child in self.children(top.id)
            if child.kind == Account.FRAME
        ]

    def is_movable(self, account_id: str) -> bool:
        """Whether a transfer may take from the account or give to it: a board's frames and reserves."""
        movable = (Account.FRAME, Account.RESERVE)
        return self.accounts[account_id].kind in movable and self.board_of(account_id) is not None

    def post_of(self, account_id: str, level: str) -> Account | None:
        """The post at a board's decision level that an account stands under or is; None above that level."""
        return next((account for account in self.path(account_id) if account.level == level), None)
