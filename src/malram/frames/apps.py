# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
from django.apps import AppConfig


class FramesConfig(AppConfig):
    name = "malram.frames"
    label = "frames"
    verbose_name = "Ramar"
    default_auto_field = "django.db.models.BigAutoField"
