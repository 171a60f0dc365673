# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
from django.apps import AppConfig


class OccasionsConfig(AppConfig):
    name = "malram.occasions"
    label = "occasions"
    verbose_name = "Uppföljningstillfällen"
    default_auto_field = "django.db.models.BigAutoField"
