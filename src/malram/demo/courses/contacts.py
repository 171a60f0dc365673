# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Assessments in primary care, first visits to Första linjen, contacts in BUP and yearly diabetes checks.

Calibrated to (per cent, printed without decimals): assessment within three days 76 in 2024 (women 74,
men 77, December 82), 71 in 2023, contacts down by 18 105 (8 %); Första linjen 73 (71, 74, November 55,
December 65, Karlstad lowest 69, norra highest 84), visits down by 191 (12 %); BUP assessment 59
(64, 53, December 94; 34 in 2023), investigation 54 (56, 52, November and December 79; 68) with 87 in
December as the year's highest month, treatment 85 (85, 85, November 70, December 93; 89); HbA1c of
48 mmol/mol or lower 50 (51 in 2023; the region's own centres 49,3).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import polars as pl

from malram.demo.courses.calibrate import Constraint, Ints, between, events, printed, spread
from malram.demo.courses.common import (
    MONTHS,
    SEXES,
    YEARS,
    Cells,
    birth_years,
    days_in,
    generator,
    grid,
    patient_ids,
    season,
    unfold,
    units,
)

ASSESSMENTS = {2023: 226_300, 2024: 226_300 - 18_105}
FIRST_LINE = {2023: 1_592, 2024: 1_592 - 191}
KARLSTAD, NORRA = "forsta-linjen-unga-karlstad", "forsta-linjen-unga-norra"
BUP = {  # kind: (label in the source file, contacts per month, share of girls)
    "bup-bedomning": ("BUP första bedömning", 74, 0.55),
    "bup-utredning": ("BUP utredning", 58, 0.50),
    "bup-behandling": ("BUP behandling", 69, 0.58),
}
BUP_PRINTED = {  # 2023, 2024, girls 2024, boys 2024, November, December
    "bup-bedomning": ("34", "59", "64", "53", None, "94"),
    "bup-utredning": ("68", "54", "56", "52", "79", "79"),
    "bup-behandling": ("89", "85", "85", "85", "70", "93"),
}
INVESTIGATIONS_DECEMBER = 87
DIABETES = {2023: 15_020, 2024: 15_240}
COLUMNS = [
    "_month", "Enhet", "Patient", "Kön", "Födelseår", "Kontakttyp", "Kontaktform", "Yrkeskategori",
    "Vårdgivare", "Begäran", "Datum", "Resultat",
]  # fmt: skip
NO_DAY = np.datetime64("NaT")


def contact_frame(rng: np.random.Generator, columns: dict) -> pl.DataFrame:
    """Fill in what a kind of contact does not have, and order the columns as the file has them."""
    rows = len(columns["_month"])
    empty = {"Vårdgivare": pl.Series([None] * rows, dtype=pl.String)}
    empty["Resultat"] = pl.Series([None] * rows, dtype=pl.Int64)
    if "Begäran" not in columns:
        empty["Begäran"] = pl.Series([None] * rows, dtype=pl.Date)
    frame = pl.DataFrame(empty | columns)
    return frame.with_columns(pl.col("Begäran").cast(pl.Date), pl.col("Datum").cast(pl.Date)).select(COLUMNS)


def assessments() -> pl.DataFrame:
    """Medical assessments by licensed staff in primary care, one row each."""
    rng = generator("bedömningar")
    centres = units(level="vardcentral")
    cells = grid(month=MONTHS, unit=centres, sex=(*SEXES, "O"))
    size = dict(zip(centres, rng.uniform(0.5, 1.6, len(centres)), strict=True))
    level = dict(zip(centres, rng.normal(0.74, 0.07, len(centres)), strict=True))
    sex = {"K": 0.57, "M": 0.43, "O": 0.001}
    weights = np.array([size[u] * sex[s] for u, s in zip(cells["unit"], cells["sex"], strict=True)])
    weights = weights * (1 + season(cells["month"], 0.06, july=-0.2)) * rng.normal(1, 0.05, len(cells))
    rates = np.array([level[unit] for unit in cells["unit"]]) - season(cells["month"], 0.03)
    targets = [
        printed(cells.where(year=2024), "76"),
        printed(cells.where(year=2024, sex="K"), "74"),
        printed(cells.where(year=2024, sex="M"), "77"),
        printed(cells.where(year=2023), "71"),
        printed(cells.where(month=202412), "82"),
    ]
    counts = _yearly(cells, ASSESSMENTS, weights)
    cell, soon = unfold(counts, events(counts, np.clip(rates, 0.4, 0.95), targets))
    days = np.where(
        soon, rng.choice(4, len(cell), p=[0.5, 0.2, 0.16, 0.14]), 4 + rng.geometric(0.2, len(cell))
    )
    number = _listed_patient(rng, cells, cell, centres)
    day = days_in(rng, cells["month"][cell], weekend=0.03)
    staff = ["Sjuksköterska", "Läkare", "Fysioterapeut", "Psykolog", "Arbetsterapeut"]
    return contact_frame(rng, {
        "_month": cells["month"][cell], "Enhet": cells["unit"][cell], "Patient": patient_ids("P", number),
        "Kön": cells["sex"][cell], "Födelseår": birth_years(number, 1930, 2022),
        "Kontakttyp": np.repeat("Medicinsk bedömning", len(cell)),
        "Kontaktform": rng.choice(["Fysiskt", "Distans"], len(cell), p=[0.7, 0.3]),
        "Yrkeskategori": rng.choice(staff, len(cell), p=[0.42, 0.3, 0.17, 0.07, 0.04]),
        "Begäran": day - days.astype("timedelta64[D]"), "Datum": day,
    })  # fmt: skip


def _yearly(cells: Cells, totals: dict[int, int], weights) -> Ints:
    counts = np.zeros(len(cells), dtype=np.int64)
    for year, total in totals.items():
        counts[cells.where(year=year)] = spread(total, weights[cells.where(year=year)])
    return counts


def _listed_patient(rng: np.random.Generator, cells: Cells, cell: Ints, centres: Sequence[str]) -> Ints:
    """A person number that tells sex and vårdcentral, so that nobody changes either between rows."""
    place = {unit: index for index, unit in enumerate(centres)}
    unit = np.array([place[u] for u in cells["unit"]])[cell]
    sex = np.array([{"K": 0, "M": 1, "O": 2}[s] for s in cells["sex"]])[cell]
    pool = np.where(sex == 2, 60, 4_200)
    return (rng.integers(0, 1 << 30, len(cell)) % pool * len(centres) + unit) * 3 + sex


def first_line() -> pl.DataFrame:
    """First visits to Första linjen."""
    rng = generator("första linjen")
    teams = units(parent="forsta-linjen")
    cells = grid(month=MONTHS, unit=teams, sex=SEXES)
    size = dict(zip(teams, (0.36, 0.16, 0.2, 0.16, 0.12), strict=True))
    weights = np.array([size[unit] for unit in cells["unit"]]) * np.where(cells["sex"] == "K", 0.54, 0.46)
    weights = weights * (1 + season(cells["month"], 0.15, july=-0.5))
    counts = _yearly(cells, FIRST_LINE, weights)
    year = {"year": 2024}
    targets = [
        printed(cells.where(**year), "73"), printed(cells.where(**year, sex="K"), "71"),
        printed(cells.where(**year, sex="M"), "74"), printed(cells.where(month=202411), "55"),
        printed(cells.where(month=202412), "65"), printed(cells.where(**year, unit=KARLSTAD), "69"),
        printed(cells.where(**year, unit=NORRA), "84"),
    ]  # fmt: skip
    targets += [between(cells.where(**year, unit=t), "69", "84") for t in teams if t not in (KARLSTAD, NORRA)]
    rates = 0.74 + rng.normal(0, 0.03, len(cells))
    cell, soon = unfold(counts, events(counts, rates, targets))
    days = np.where(soon, rng.integers(0, 4, len(cell)), 4 + rng.geometric(0.15, len(cell)))
    return _young(rng, cells, cell, days, "F", "Första linjen nybesök", "Psykolog")


def bup() -> pl.DataFrame:
    """First assessments, investigations and treatments begun in BUP."""
    return pl.concat(_bup_contacts(kind) for kind in BUP)


def _bup_contacts(kind: str) -> pl.DataFrame:
    rng = generator(kind)
    label, monthly, girls = BUP[kind]
    cells = grid(month=MONTHS, unit=units(parent="bup", level="mottagning"), sex=SEXES)
    totals = (
        monthly * (1 + season(np.array(MONTHS), 0.12, july=-0.45)) + rng.normal(0, 3, len(MONTHS))
    ).astype(int)
    if kind == "bup-utredning":
        totals = np.minimum(totals, INVESTIGATIONS_DECEMBER - 9)
        totals[-2:] = 72, INVESTIGATIONS_DECEMBER
    share = np.array([0.34, 0.27, 0.21, 0.18])[:, None] * np.array([girls, 1 - girls])
    counts = np.concatenate([spread(int(total), share.ravel()) for total in totals])
    before, year, women, men, november, december = BUP_PRINTED[kind]
    wanted = [
        (cells.where(year=2023), before), (cells.where(year=2024), year),
        (cells.where(year=2024, sex="K"), women), (cells.where(year=2024, sex="M"), men),
        (cells.where(month=202411), november), (cells.where(month=202412), december),
    ]  # fmt: skip
    targets = [printed(mask, figure) for mask, figure in wanted if figure]
    rates = np.where(cells["year"] == 2023, int(before), int(year)) / 100 + rng.normal(0, 0.04, len(cells))
    cell, soon = unfold(counts, events(counts, rates, targets))
    days = np.where(soon, rng.integers(1, 31, len(cell)), 31 + rng.gamma(2, 22, len(cell)).astype(int))
    return _young(rng, cells, cell, days, "B", label, "Psykolog")


def _young(
    rng, cells: Cells, cell: Ints, days: Ints, prefix: str, kind: str, profession: str
) -> pl.DataFrame:
    """Contacts with children and young people, each a patient of its own."""
    number = (np.arange(len(cell)) * 7 + 11) * 3 + (cells["sex"][cell] == "M")
    day = days_in(rng, cells["month"][cell], weekend=0.0)
    letter = prefix + kind.split()[-1][0].upper()
    return contact_frame(rng, {
        "_month": cells["month"][cell], "Enhet": cells["unit"][cell], "Patient": patient_ids(letter, number),
        "Kön": cells["sex"][cell], "Födelseår": birth_years(number, 2007, 2017),
        "Kontakttyp": np.repeat(kind, len(cell)), "Kontaktform": np.repeat("Fysiskt", len(cell)),
        "Yrkeskategori": rng.choice([profession, "Läkare", "Kurator"], len(cell), p=[0.6, 0.15, 0.25]),
        "Begäran": day - days.astype("timedelta64[D]"), "Datum": day,
    })  # fmt: skip


def diabetes() -> pl.DataFrame:
    """The yearly check of HbA1c, one per patient with type 2 diabetes and year."""
    rng = generator("hba1c")
    centres = units(level="vardcentral")
    cells = grid(year=YEARS, unit=centres, sex=SEXES)
    size = dict(zip(centres, rng.uniform(0.5, 1.6, len(centres)), strict=True))
    weights = np.array([size[u] for u in cells["unit"]]) * np.where(cells["sex"] == "M", 0.57, 0.43)
    counts = _yearly(cells, DIABETES, weights)
    rates = 0.5 + rng.normal(0, 0.05, len(cells))
    cell, low = unfold(counts, events(counts, rates, _hba1c_targets(cells)))
    order = np.arange(len(cell)) - np.repeat(np.cumsum(counts) - counts, counts)
    place = {unit: index for index, unit in enumerate(centres)}
    unit = np.array([place[u] for u in cells["unit"]])[cell]
    number = (order * len(centres) + unit) * 3 + (cells["sex"][cell] == "M")
    low = low[np.lexsort((rng.random(len(cell)), cell))]  # else the same people would be low every year
    result = np.where(low, rng.integers(35, 49, len(cell)), 49 + rng.gamma(2, 7, len(cell)).astype(int))
    monthly = 1 + season(np.arange(202301, 202313), 0.1, july=-0.5)
    month = cells["year"][cell] * 100 + rng.choice(12, len(cell), p=monthly / monthly.sum()) + 1
    return contact_frame(rng, {
        "_month": month, "Enhet": cells["unit"][cell], "Patient": patient_ids("D", number),
        "Kön": cells["sex"][cell], "Födelseår": birth_years(number, 1935, 1980),
        "Kontakttyp": np.repeat("HbA1c diabetes typ 2", len(cell)),
        "Kontaktform": np.repeat("Fysiskt", len(cell)),
        "Yrkeskategori": np.repeat("Sjuksköterska", len(cell)),
        "Datum": days_in(rng, month, weekend=0.0), "Resultat": result,
    })  # fmt: skip


def _hba1c_targets(cells: Cells) -> list[Constraint]:
    """Own centres print 49,3 whether Grums, own from December, is counted among them or not."""
    own = list(units(parent="primarvarden-egen-regi", level="vardcentral"))
    without = [unit for unit in own if unit != "vardcentralen-grums"]
    return [
        printed(cells.where(year=2024), "50"),
        printed(cells.where(year=2023), "51"),
        printed(cells.where(year=2024, unit=own), "49.3"),
        printed(cells.where(year=2024, unit=without), "49.3"),
    ]
