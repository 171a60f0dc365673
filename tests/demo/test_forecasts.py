# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The demo's forecasts: for every follow-up a file, closer to the outcome as the year goes."""

import polars as pl
import pytest

from tests.demo_courses import plan_of, write

PLAN = plan_of("forecasts")
CARE = PLAN.boards[0]


@pytest.fixture(scope="module")
def forecasts(tmp_path_factory) -> dict[str, pl.DataFrame]:
    out = tmp_path_factory.mktemp("prognoser")
    write(out, "ledger")
    paths = write(out, "forecasts")
    return {path.stem: pl.read_csv(path, separator=";", infer_schema=False) for path in paths}


def test_every_follow_up_has_its_file_and_every_year_its_plan(forecasts):
    assert len(forecasts) == len(PLAN.years) * (len(PLAN.months) + 1)
    for name, rows in forecasts.items():
        assert rows["Uppföljning"].n_unique() == 1
        assert set(rows["Slag"]) == {"forvaltningsplan" if name.startswith("forvaltning") else "chef"}


def test_boards_and_units_say_every_line_they_have(forecasts):
    """The care board has an outcome on every one of its lines; a unit lacks some."""
    rows = forecasts["prognos-2024-04"]
    assert set(rows["Enhet"]) == {unit for board in PLAN.boards for unit in board.units}
    of_board = rows.filter(pl.col("Enhet") == CARE.units[0])
    assert set(of_board["Rad"]) == set(CARE.lines)


def test_a_later_forecast_is_closer_to_the_outcome(forecasts):
    """Staff in 2024 came to 5 993,3 mnkr: the forecast of November lies nearer than that of February."""

    def staff(month: str) -> float:
        found = forecasts[f"prognos-2024-{month}"].filter(
            (pl.col("Enhet") == "halso-och-sjukvardsnamnden") & (pl.col("Rad") == "kostnad-personal")
        )
        return float(found["Belopp"].item().replace(",", "."))

    assert abs(staff("11") - 5_993_319_999) < abs(staff("02") - 5_993_319_999)
