# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
from django.db import models

from malram.organisation.models import Unit


class ReportBuild(models.Model):
    """One built report. Its files lie in a folder named by their content and are never written again."""

    folder = models.CharField("mapp", max_length=200, unique=True)
    template = models.CharField("mall", max_length=100)
    board = models.ForeignKey(Unit, models.PROTECT, related_name="reports")
    title = models.CharField("titel", max_length=200)
    period = models.CharField("period", max_length=30)
    built_at = models.DateTimeField("byggd")
    built_by = models.CharField("byggd av", max_length=200)
    snapshot = models.CharField("ögonblicksbild", max_length=100)
    facts = models.CharField("faktaunderlag", max_length=100)

    class Meta:
        ordering = ["-built_at", "-id"]
        verbose_name = "rapport"
        verbose_name_plural = "rapporter"

    def __str__(self) -> str:
        return f"{self.title} ({self.folder})"
