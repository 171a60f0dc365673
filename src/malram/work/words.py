# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the program's own words for work are called. How something goes is said in the region's words."""

from django.utils.translation import gettext_lazy as _

from malram.steering.model import StatusWord

ROLES = "work/roles.yaml"  # the roles that answer for something
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
# What an effect measure does, what its effect is counted from, and how it is known.
LOWER_COST, HIGHER_INCOME, FEWER = "lower-cost", "higher-income", "fewer"
AIMS = {LOWER_COST: _("lägre kostnad"), HIGHER_INCOME: _("högre intäkt"), FEWER: _("färre")}
PREVIOUS_YEAR, BUDGET, DAY = "previous-year", "budget", "day"
BASES = {PREVIOUS_YEAR: _("föregående år"), BUDGET: _("budget"), DAY: _("en dag")}
COMPUTED, TOLD, INSEPARABLE = "computed", "told", "inseparable"
KNOWN = {
    COMPUTED: _("räknad ur fakta"),
    TOLD: _("rapporterad"),
    INSEPARABLE: _("kan ej särskiljas"),
}
NOT_TOLD = _("inte rapporterad än")
# State grants: their parts, and what happens to them.
FIXED, PERFORMANCE = "fixed", "performance"
PARTS = {FIXED: _("fast del"), PERFORMANCE: _("prestationsdel")}
REQUISITIONED, RECEIVED, USED, REPORTED = "requisitioned", "received", "used", "reported"
GRANT_EVENTS = {
    REQUISITIONED: _("rekvirerat"),
    RECEIVED: _("erhållet"),
    USED: _("använt"),
    REPORTED: _("redovisat"),
}
# Investments: what happens to the means of an object.
GRANTED, CARRIED, SPENT, TRANSFERRED = "granted", "carried-over", "spent", "transferred"
LAPSED, CLOSED = "lapsed", "closed"
MEANS = {
    GRANTED: _("beviljat"),
    CARRIED: _("överfört från tidigare år"),
    SPENT: _("utfall"),
    TRANSFERRED: _("överfört till annat objekt"),
    LAPSED: _("förfallet"),
    CLOSED: _("avslutat"),
}
NO_STATUS = StatusWord("", "Inget läge angivet", "○", "quiet")
IN_PARTS = StatusWord("", "Se delarna", "○", "quiet")  # of a whole that is only told of in its parts
