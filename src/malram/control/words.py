# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The words of internal control: steps of a risk, where a point comes from, its kind, what a check found."""

from django.utils.translation import gettext_lazy as _

# Four steps each, as most regions use; the first step is 1.
LIKELIHOOD = (_("osannolik"), _("mindre sannolik"), _("möjlig"), _("sannolik"))
CONSEQUENCE = (_("försumbar"), _("lindrig"), _("kännbar"), _("allvarlig"))
STEPS = len(LIKELIHOOD)
REGION, OWN = "region", "own"
SCOPES = {REGION: _("regiongemensam"), OWN: _("nämndens egen")}
CHECK, DEEP_DIVE = "check", "deep-dive"
KINDS = {CHECK: _("kontrollmoment"), DEEP_DIVE: _("tematisk fördjupning")}
ACCEPTABLE, NOT_ACCEPTABLE, NOT_DONE = "acceptable", "not-acceptable", "not-done"
RESULTS = {ACCEPTABLE: _("godtagbar"), NOT_ACCEPTABLE: _("ej godtagbar"), NOT_DONE: _("ej genomförd")}
# How a result is shown; colour never stands alone.
TONES = {ACCEPTABLE: ("●", "good"), NOT_ACCEPTABLE: ("■", "bad"), NOT_DONE: ("◆", "warn"), "": ("○", "quiet")}
