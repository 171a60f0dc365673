# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
import hashlib
import json

import pytest
from django.db import IntegrityError, connection, transaction

from malram.audit.actions import record
from malram.audit.models import AuditEntry
from malram.audit.queries import last_hash, verify

pytestmark = pytest.mark.django_db


def three_entries() -> list[AuditEntry]:
    return [
        record("person:anna", "goal.assessed", f"goal:{n}", before=None, after={"grade": "uppnås", "n": n})
        for n in range(3)
    ]


def behind_the_model(sql: str, *values: object) -> None:
    """Change the table as somebody with the database's password would."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def test_an_untouched_trail_has_no_problems():
    entries = three_entries()
    assert verify() == []
    assert entries[1].previous_hash == entries[0].hash
    assert last_hash() == entries[2].hash


def test_an_entry_of_before_units_were_noted_still_holds_and_one_whose_unit_is_changed_does_not():
    """The hash of an entry without a unit is the one it had when entries had no units: the eight things."""
    record("person:anna", "goal.assessed", "goal:1")
    noted = record("person:anna", "goal.assessed", "goal:1", unit="namnd-1")
    old = AuditEntry.objects.first()
    eight = [old.previous_hash, old.at.isoformat(), old.actor, old.action, old.object, None, None, ""]
    text = json.dumps(eight, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    assert old.hash == hashlib.sha256(text.encode()).hexdigest()
    assert verify() == []
    behind_the_model("UPDATE audit_auditentry SET unit = %s WHERE id = %s", "namnd-2", noted.pk)
    assert [problem.code for problem in verify()] == ["T002"]


def test_an_entry_changed_behind_the_model_is_found():
    entry = three_entries()[1]
    behind_the_model("UPDATE audit_auditentry SET actor = %s WHERE id = %s", "person:bo", entry.pk)
    said = f"post {entry.pk} har ändrats sedan den skrevs. Återställ den ur säkerhetskopian."
    assert list(map(str, verify())) == [f"granskningsspåret:2: T002 {said}"]


def test_an_entry_taken_out_of_the_middle_is_found():
    entries = three_entries()
    behind_the_model("DELETE FROM audit_auditentry WHERE id = %s", entries[1].pk)
    assert [problem.code for problem in verify()] == ["T001"]


def test_an_entry_is_written_once():
    entry = three_entries()[0]
    entry.reason = "en annan"
    with pytest.raises(TypeError, match="never changed"):
        entry.save()
    with pytest.raises(TypeError, match="never changed"):
        AuditEntry.objects.update(reason="en annan")
    with pytest.raises(TypeError, match="never deleted"):
        entry.delete()
    with pytest.raises(TypeError, match="never deleted"):
        AuditEntry.objects.all().delete()


def test_two_entries_cannot_follow_the_same_one():
    first, second, _ = three_entries()
    with pytest.raises(IntegrityError), transaction.atomic():
        AuditEntry.objects.create(
            at=first.at, actor="x", action="y", object="z", previous_hash=second.previous_hash, hash="0" * 64
        )


def test_an_entry_needs_an_actor():
    with pytest.raises(ValueError, match="needs an actor"):
        record("", "goal.assessed", "goal:1")


def test_what_is_rolled_back_leaves_no_entry():
    three_entries()
    with transaction.atomic():
        record("system", "goal.assessed", "goal:4")
        transaction.set_rollback(True)
    assert AuditEntry.objects.count() == 3
    assert verify() == []
