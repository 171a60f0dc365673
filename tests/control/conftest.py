# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
import pytest

from malram.accounts.actors import SYSTEM
from malram.control.load import load_control
from tests.control.files import write_control
from tests.work.conftest import loaded, people, region

__all__ = ["loaded", "people", "region"]


@pytest.fixture
def controlled(loaded):
    """The small region with its internal control in the database."""
    load_control(actor=SYSTEM, folder=write_control(loaded))
    return loaded
