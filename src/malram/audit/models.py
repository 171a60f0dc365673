# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
from django.db import models

from malram.audit.append_only import AppendOnly


class AuditEntry(AppendOnly):
    """One thing somebody did. It carries the hash of the one before, so that a gap or a change shows."""

    at = models.DateTimeField()
    actor = models.CharField(max_length=200)
    action = models.CharField(max_length=100)
    object = models.CharField(max_length=300)
    # Whose it is: who audits a unit reads its entries. Empty for what concerns the whole installation.
    unit = models.CharField(max_length=100, blank=True, default="", db_index=True)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    reason = models.TextField(blank=True)
    # Unique: two entries can never follow the same one, so the chain cannot fork.
    previous_hash = models.CharField(max_length=64, unique=True, blank=True)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ["id"]
        verbose_name = "granskningspost"

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.actor} {self.action} {self.object}"
