# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""`malram audit verify`: a whole chain says so, a touched one says where."""

from __future__ import annotations

import pytest
from django.db import connection

from malram.audit.actions import record
from malram.audit.models import AuditEntry
from malram.audit.queries import last_hash

pytestmark = pytest.mark.django_db


@pytest.fixture
def trail():
    for reason in ("första", "andra"):
        record("person:anna", "goal.assessed", "goal:a", before="", after="uppnas", reason=reason)


def test_a_whole_chain_says_so_with_the_hash_that_stands_for_it(malram, trail):
    assert malram("audit", "verify") == (0, f"Sista kontrollsumma: {last_hash()}\n", "Kedjan är hel.\n")


def test_a_changed_entry_is_named(malram, trail):
    first = AuditEntry.objects.order_by("id").first()
    with connection.cursor() as cursor:  # the model refuses
        cursor.execute("UPDATE audit_auditentry SET reason = 'en annan' WHERE id = %s", [first.pk])
    said = malram("audit", "verify")
    assert said.code == 1
    assert f"granskningsspåret:1: T002 post {first.pk} har ändrats sedan den skrevs." in said.out
    assert said.err == "1 fel i kedjan.\n"
