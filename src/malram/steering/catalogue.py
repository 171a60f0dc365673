# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The region this installation serves, and which steering model each of its boards follows.

The files are read once and again after each `malram load`, so pages never stand on half-written files.
"""

from functools import lru_cache
from pathlib import Path

from django.conf import settings

from malram.measures.region import CHOSEN, chosen_region
from malram.organisation.problems import LoadRefused
from malram.steering.model import Region, SteeringModel
from malram.steering.parse import load_model, load_region


def region_folder() -> Path:
    """Return where the region's files are."""
    return chosen_region(Path(settings.MALRAM_HOME))


def region() -> Region:
    """Return what the region's own file says."""
    return _read(region_folder(), _loaded_at())[0]


def models() -> dict[str, SteeringModel]:
    """Return every board's steering model, by the board's unit id."""
    return _read(region_folder(), _loaded_at())[1]


def model_of(board_id: str) -> SteeringModel:
    """Return the model a board is steered by."""
    try:
        return models()[board_id]
    except KeyError:
        known = ", ".join(sorted(models()))
        raise LookupError(f"Enheten '{board_id}' har ingen styrmodell. De som har en är {known}.") from None


def _loaded_at() -> int:
    """Return when the region was chosen or loaded last, in ns; 0 in a home where nobody has chosen."""
    chosen = Path(settings.MALRAM_HOME) / CHOSEN
    return chosen.stat().st_mtime_ns if chosen.exists() else 0


@lru_cache(maxsize=2)
def _read(folder: Path, loaded_at: int) -> tuple[Region, dict[str, SteeringModel]]:
    """Read a region and its models; `loaded_at` is there to read them again when they have been loaded."""
    found, problems = load_region(folder / "region.yaml")
    if found is None:
        raise LoadRefused(problems)
    models = {}
    for board in found.boards:
        model, problems = load_model(folder / "steering" / f"{board.steering}.yaml")
        if model is None:
            raise LoadRefused(problems)
        models[board.unit] = model
    return found, models
