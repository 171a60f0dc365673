# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every figure of the five tables of a printed plan, from the postings of the demo's decisions.

`plan-2026/` holds the rows as they were printed. Here stands only which sum of postings each row is.
"""

import csv
from decimal import Decimal
from pathlib import Path

import pytest

import malram
from malram.accounts.actors import SYSTEM
from malram.facts.unit_rows import read_units
from malram.frames import tables
from malram.frames.checks import check_books
from malram.frames.load import Loaded, load_frames
from malram.frames.queries import Books
from malram.organisation.actions import load_units
from malram.values import Figure

REGION = Path(malram.__file__).parent / "regions" / "varmland"
PRINTED = Path(__file__).parent / "plan-2026"
BOARD, YEAR = "halso-och-sjukvardsnamnden", 2026
# The printed row and column by the table's own; what is not here has the same name.
ROWS = {
    "ramspecifikation-2026": {"ram-2025": "before", "ram-2026": "decided", "budgetvaxlingar": "transfers"}
    | {"ny-ram-2026": "now"},
    "finansiering-2026": {"beraknade-nettokostnader": "cost", "effektivisering": "efficiency"}
    | {"statsbidrag": "grants", "budget-2026": "budget"},
    "nettokostnadsram-per-omrade": {"summa-omraden": "units", "statsbidrag": "grants", "summa": "total"},
    "vardvalsramar-2026": {"vardcentral": "vardval-vardcentral", "vardcentral-st-lakare": "vardcentraler-st"}
    | {
        "fysioterapi": "vardval-fysioterapi",
        "fysioterapi-heltidsresurs": "vardval-fysioterapi-heltidsresurs",
    },
    "prioriterade-satsningar-2026": {"totalt": "raised", "vardcentraler-st": "vardcentraler-st"},
}
COLUMNS = {
    "belopp": "amount", "avsnitt-5": "amount", "avsnitt-7": "amount",
    "ram-2025": "before", "ram-2026": "now", "forandring": "change",
    "okning-mnkr": "rise", "ram-mnkr": "now", "okning-kr": "rise", "ersattning-kr": "now",
}  # fmt: skip
TABLES = {
    "ramspecifikation-2026": tables.frame_bridge,
    "finansiering-2026": tables.financing,
    "nettokostnadsram-per-omrade": tables.frames_by_unit,
    "vardvalsramar-2026": tables.purposes,
    "prioriterade-satsningar-2026": tables.priorities,
}

pytestmark = pytest.mark.django_db


def load() -> Loaded:
    units, problems = read_units(REGION / "organisation.csv")
    assert problems == []
    load_units(actor=SYSTEM, rows=units)
    return load_frames(actor=SYSTEM, folder=REGION)


def rows_of(table: str) -> list[dict[str, str]]:
    with (PRINTED / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def computed(table: tables.FrameTable, name: str, row: dict[str, str]) -> Figure:
    """Section 5 of the plan prints beds and new forms of care together; section 7 each by itself."""
    id_ = ROWS[name].get(row["row_id"], row["row_id"])
    if (id_, row["column_id"]) == ("vardplatser", "avsnitt-5"):
        id_ = "vardplatser-och-vardformer"
    return table.cell(id_, COLUMNS[row["column_id"]])


def test_every_printed_figure_is_a_sum_of_postings():
    load()
    books = Books([YEAR - 1, YEAR])
    wrong, compared = [], 0
    for name, query in TABLES.items():
        table = query(books, BOARD, YEAR)
        for row in rows_of(name):
            figure = computed(table, name, row)
            printed = Figure(figure.value, figure.unit, int(row["decimals"])).rounded()
            compared += 1
            if printed != Decimal(row["value"]):
                wrong.append((name, row["row_label"], row["column_label"], row["value"], printed))
    assert wrong == []
    assert compared == sum(len(rows_of(name)) for name in TABLES) == 76


def test_the_two_bridges_end_at_the_same_frame():
    load()
    books = Books([YEAR - 1, YEAR])
    new_frame = tables.frame_bridge(books, BOARD, YEAR).cell("now", "amount")
    assert tables.financing(books, BOARD, YEAR).cell("budget", "amount") == new_frame
    assert tables.frames_by_unit(books, BOARD, YEAR).cell("total", "now") == new_frame


def test_loading_the_files_again_posts_nothing():
    assert load().decisions > 0
    assert load() == Loaded(0, 0, 0, 0)
    assert check_books([2024, 2025, 2026]) == []
