# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the trail's names are called on its page. A test compares the actions with those in the code."""

from django.utils.translation import gettext_lazy as _

from malram.organisation.roles import ROLES

ACTIONS = {
    "comment.written": _("Skrev en kommentar"),
    "frames.decided": _("Bokförde ett rambeslut"),
    "frames.loaded": _("Läste in ramar"),
    "frames.ruled": _("Angav beslutsnivå och delegation"),
    "frames.closed": _("Stängde ett ramår"),
    "goal.assessed": _("Beslutade en bedömning"),
    "occasion.closed": _("Stängde en uppföljning"),
    "occasion.opened": _("Öppnade en uppföljning"),
    "occasion.reopened": _("Öppnade en uppföljning igen"),
    "organisation.loaded": _("Läste in organisationen"),
    "person.created": _("Lade upp en person"),
    "report.built": _("Byggde en rapport"),
    "role.ended": _("Avslutade en roll"),
    "role.given": _("Gav en roll"),
    "rows.read": _("Läste rader bakom ett tal"),
    "steering.loaded": _("Läste in mål och indikatorer"),
    "transfer.decided": _("Avgjorde en budgetväxling"),
    "transfer.effective": _("Bokförde en budgetväxling"),
    "transfer.refused": _("Avslog en budgetväxling"),
    "transfer.reported": _("Anmälde delegationsbeslut"),
    "transfer.answered": _("Svarade på en budgetväxling"),
    "transfer.proposed": _("Föreslog en budgetväxling"),
    "value.reported": _("Rapporterade ett värde"),
}
KEYS = {
    "unit": _("enhet"),
    "role": _("roll"),
    "valid_from": _("från"),
    "valid_to": _("till och med"),
    "name": _("namn"),
    "made_up": _("påhittad"),
    "rows": _("rader"),
    "changed": _("ändrade"),
    "template": _("mall"),
    "period": _("period"),
    "snapshot": _("ögonblicksbild"),
    "facts": _("fakta"),
    "approved": _("godkänt"),
    "body": _("organ"),
    "case_number": _("diarienummer"),
    "decided_on": _("beslutat"),
    "delegate": _("delegat"),
    "delegated": _("på delegation"),
    "effective_on": _("gäller från"),
    "level": _("nivå"),
    "limit": _("gräns i öre"),
    "meeting": _("möte"),
    "moved": _("flyttat i öre"),
    "needs": _("behöver"),
    "postings": _("poster"),
    "year": _("år"),
    "value": _("värde"),
    "reason": _("orsak"),
    "source": _("källa"),
}
VALUES = {"open": _("öppen"), "closed": _("stängd")} | {role.id: role.name for role in ROLES.values()}
