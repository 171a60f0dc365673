# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "malram.audit"
    label = "audit"
    verbose_name = "Granskningsspår"
    default_auto_field = "django.db.models.BigAutoField"
