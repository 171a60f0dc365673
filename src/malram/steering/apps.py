# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
from django.apps import AppConfig


class SteeringConfig(AppConfig):
    name = "malram.steering"
    label = "steering"
    verbose_name = "Styrmodell"
    default_auto_field = "django.db.models.BigAutoField"
