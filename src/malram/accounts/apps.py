# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "malram.accounts"
    label = "accounts"
    verbose_name = "Personer"
    default_auto_field = "django.db.models.BigAutoField"
