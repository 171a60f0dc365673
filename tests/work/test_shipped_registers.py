# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The registers that come with the regions give what those have printed, as far as no facts are needed."""

from __future__ import annotations

from pathlib import Path

import pytest

from malram.accounts.actors import SYSTEM
from malram.measures.catalogue.loader import load_measures
from malram.measures.reference import check
from malram.measures.region import choose_region, region_folder, shipped_regions
from malram.steering.load import load_region
from malram.work.load import load_work
from malram.work.printed import EXPECTED, PrintedEffects, PrintedInvestments

pytestmark = pytest.mark.django_db
PRINTED = [
    name for name in shipped_regions() if (region_folder(name) / "reference/bindings/work.yaml").exists()
]


class NoFacts:
    """Definitions alone: what is computed from facts is missing."""

    def __init__(self, catalogue):
        self.catalogue = catalogue

    def value(self, measure, unit_id, period):
        raise KeyError(measure)


@pytest.mark.parametrize("name", PRINTED)
def test_what_was_expected_and_every_balance_is_as_printed(name, settings):
    folder = choose_region(Path(settings.MALRAM_HOME), name)
    load_region(actor=SYSTEM, folder=folder)
    load_work(actor=SYSTEM, folder=folder)
    m = NoFacts(load_measures(folder / "measures")[0])
    found = check(folder / "reference", {"effects": PrintedEffects(m), "investments": PrintedInvestments()})
    compared = [one for one in found if one.kind in (EXPECTED, "investments")]
    assert compared
    assert [one.row.place for one in compared if one.state not in ("agrees", "contradictory")] == []
