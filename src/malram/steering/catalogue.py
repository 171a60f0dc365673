# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which steering model a board follows. Read once: the files do not change while the program runs."""

from functools import cache
from pathlib import Path

import malram
from malram.organisation.problems import LoadRefused
from malram.steering.model import Region, SteeringModel
from malram.steering.parse import load_model, load_region

REGIONS = Path(malram.__file__).parent / "regions"


@cache
def regions() -> dict[str, Region]:
    """Return the regions that ship with the program, by id."""
    found = {}
    for path in sorted(REGIONS.glob("*/region.yaml")):
        region, problems = load_region(path)
        if region is None:
            raise LoadRefused(problems)
        found[region.id] = region
    return found


@cache
def models() -> dict[str, SteeringModel]:
    """Return every board's steering model, by the board's unit id."""
    found = {}
    for region in regions().values():
        for board in region.boards:
            model, problems = load_model(REGIONS / region.id / "steering" / f"{board.steering}.yaml")
            if model is None:
                raise LoadRefused(problems)
            found[board.unit] = model
    return found


def model_of(board_id: str) -> SteeringModel:
    """Return the model a board is steered by."""
    try:
        return models()[board_id]
    except KeyError:
        known = ", ".join(sorted(models()))
        raise LookupError(f"Enheten '{board_id}' har ingen styrmodell. De som har en är {known}.") from None


def region_of(board_id: str) -> Region:
    """Return the region a board belongs to."""
    model_of(board_id)
    return next(r for r in regions().values() if any(board.unit == board_id for board in r.boards))
