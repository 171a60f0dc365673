# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
from django.apps import AppConfig


class LookConfig(AppConfig):
    name = "malram.look"
    label = "look"
