# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""An indicator and its measure say the same about unit, decimals and direction; a page may not disagree."""

from malram.measures.catalogue.loader import load_measures
from malram.steering.load import read_folder
from tests.steering_data import VARMLAND


def test_every_indicator_has_a_measure_with_its_unit_decimals_and_direction():
    catalogue, _ = load_measures(VARMLAND / "measures")
    _, definitions = read_folder(VARMLAND)
    ours = {row.id: (row.unit, row.decimals, row.direction) for row in definitions.indicators}
    measures = {row.id: catalogue[row.measure] for row in definitions.indicators if row.measure in catalogue}
    assert ours == {name: (m.unit, m.decimals, m.direction) for name, m in measures.items()}
