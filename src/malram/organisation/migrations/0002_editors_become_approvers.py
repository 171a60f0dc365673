# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""There is no editor any more: an approver may do all that an editor might."""

from django.db import migrations

EDITOR, APPROVER = "editor", "approver"


def editors_become_approvers(apps, schema_editor):
    """Where the same person is an approver from the same day already, the longer of the two days stays."""
    memberships = apps.get_model("organisation", "Membership").objects
    for one in memberships.filter(role=EDITOR):
        same = memberships.filter(
            person=one.person, unit=one.unit, role=APPROVER, valid_from=one.valid_from
        ).first()
        if same is None:
            one.role = APPROVER
            one.save(update_fields=["role"])
            continue
        if same.valid_to is not None and (one.valid_to is None or one.valid_to > same.valid_to):
            same.valid_to = one.valid_to
            same.save(update_fields=["valid_to"])
        one.delete()


class Migration(migrations.Migration):
    dependencies = [("organisation", "0001_initial_units")]
    operations = [migrations.RunPython(editors_become_approvers, migrations.RunPython.noop)]
