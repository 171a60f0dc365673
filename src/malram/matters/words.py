# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the events of a matter are called."""

from django.utils.translation import gettext_lazy as _

EVENTS = {
    "received": _("inkommen"),
    "assigned": _("uppdrag"),
    "prepared": _("beredd"),
    "opinion": _("yttrande"),
    "decided": _("beslut"),
    "answered": _("besvarad"),
}
