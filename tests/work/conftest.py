# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
import pytest

from malram.accounts.actors import SYSTEM
from malram.measures.region import choose_region
from malram.work.load import load_work
from tests.people import load_small_region, three_people
from tests.work.files import write_region


@pytest.fixture
def region(db, tmp_path, own_home):
    """The small region's folder, with its units in the database and its steering model in use."""
    load_small_region()
    folder = write_region(tmp_path / "regions" / "nord")
    choose_region(own_home, str(folder))
    return folder


@pytest.fixture
def loaded(region):
    load_work(actor=SYSTEM, folder=region)
    return region


@pytest.fixture
def people(loaded):
    return three_people()
