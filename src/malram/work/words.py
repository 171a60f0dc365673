# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the program's own words for work are called. How something goes is said in the region's words."""

from django.utils.translation import gettext_lazy as _

from malram.steering.model import StatusWord

ASSIGNMENT, ACTIVITY = "assignment", "activity"
KINDS = {ASSIGNMENT: _("uppdrag"), ACTIVITY: _("aktivitet")}
# How far something has come, apart from whether it goes to plan.
NOT_BEGUN, ONGOING, DONE, ENDED = "not-begun", "ongoing", "done", "ended"
COMPLETION = {
    NOT_BEGUN: _("ej påbörjat"),
    ONGOING: _("pågår"),
    DONE: _("slutfört"),
    ENDED: _("avslutat utan att slutföras"),
}
NO_STATUS = StatusWord("", "Inget läge angivet", "○", "quiet")
