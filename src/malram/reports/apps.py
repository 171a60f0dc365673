# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "malram.reports"
    label = "reports"
    verbose_name = "Rapporter"
    default_auto_field = "django.db.models.BigAutoField"
