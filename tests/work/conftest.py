# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
import pytest

from malram.accounts.actors import SYSTEM
from malram.steering import catalogue
from malram.work.load import load_work
from tests.people import load_small_region, three_people
from tests.work.files import write_region


@pytest.fixture
def region(db, tmp_path, monkeypatch):
    """The small region's folder, with its units in the database and its steering model in use."""
    load_small_region()
    folder = write_region(tmp_path / "regions" / "nord")
    monkeypatch.setattr(catalogue, "REGIONS", folder.parent)
    for cached in (catalogue.regions, catalogue.models):
        cached.cache_clear()
    yield folder
    for cached in (catalogue.regions, catalogue.models):
        cached.cache_clear()


@pytest.fixture
def loaded(region):
    load_work(actor=SYSTEM, folder=region)
    return region


@pytest.fixture
def people(loaded):
    return three_people()
