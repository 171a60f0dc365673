# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
from django.apps import AppConfig


class PlanningConfig(AppConfig):
    name = "malram.planning"
    label = "planning"
    verbose_name = "Planering"
    default_auto_field = "django.db.models.BigAutoField"
