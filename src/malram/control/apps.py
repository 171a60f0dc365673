# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
from django.apps import AppConfig


class ControlConfig(AppConfig):
    name = "malram.control"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Intern kontroll"
