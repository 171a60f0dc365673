# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("work", "0003_grants_and_investments")]

    operations = [
        migrations.AddField(
            model_name="expectedeffect",
            name="at_most",
            field=models.BigIntegerField(null=True, verbose_name="högst, i minsta enhet"),
        ),
    ]
