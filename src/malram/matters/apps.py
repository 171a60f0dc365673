# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
from django.apps import AppConfig


class MattersConfig(AppConfig):
    name = "malram.matters"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Ärenden"
