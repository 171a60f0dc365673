# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Inpatient episodes by discharge: those to municipal support with their readmissions, and all others.

Calibrated to: 1 655 unplanned readmissions within 30 days in 2024 among patients with municipal support,
21,8 % (women 20,1, men 23,9, vårdcentraler 17,6 to 28,6; 22,1 in 2023); 4 743 avoidable admissions per
100 000 inhabitants of 65 and older (women 4 233, men 5 322), 211 fewer than in 2023; all three risk
assessments for 47,5 % of those of 65 and older (women 49, men 46,1, areas 3,1 to 81,6; 41,4 in 2023).
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from malram.demo.courses.beds import psychiatric_wards
from malram.demo.courses.calibrate import Ints, between, events, printed
from malram.demo.courses.common import (
    MONTHS,
    SEXES,
    Cells,
    days_of,
    generator,
    grid,
    patient_ids,
    units,
    write_monthly,
)
from malram.demo.courses.readmissions import municipal_chains

# The nine conditions, here as ICD-10 categories: anaemia, diabetes, hypertension, angina, heart failure,
# chronic obstructive lung disease, asthma, urinary infection and diarrhoea.
AVOIDABLE = ("D50", "E11", "I10", "I20", "I50", "J44", "J45", "N39", "A09")
AVOIDABLE_WEIGHTS = (0.05, 0.1, 0.04, 0.09, 0.29, 0.18, 0.03, 0.17, 0.05)
OTHER = ("S72", "I63", "I21", "J18", "K80", "C61", "M16", "M17", "K35", "R07", "I48", "A41", "N20", "C18")
PSYCHIATRIC = ("F32", "F20", "F31", "F10", "F60")
AVOIDABLE_CASES = {(2024, "K"): 1634, (2024, "M"): 1810, (2023, "K"): 1700, (2023, "M"): 1868}
# A year, besides the chains and the avoidable.
OTHERS = {"elderly": 7_400, "younger": 9_800, "psychiatric": 1_450}
AREA_WEIGHTS = {  # elderly, younger
    "slutenvard-medicin": (0.34, 0.22),
    "slutenvard-kirurgi": (0.17, 0.20),
    "slutenvard-ortopedi": (0.12, 0.10),
    "slutenvard-kvinna": (0.029, 0.26),
    "slutenvard-intensiv": (0.03, 0.03),
    "slutenvard-arvika": (0.13, 0.10),
    "slutenvard-torsby": (0.11, 0.08),
    "slutenvard-narvard": (0.075, 0.01),
}
LEAST_CASES = 420  # elderly in the least assessed area in 2024: 13 of them are 3,1 %
LEAST_ASSESSED, MOST_ASSESSED = "slutenvard-kvinna", "slutenvard-narvard"


def write_episodes(out: Path) -> list[Path]:
    rng = generator("vårdtillfällen")
    chains = _place_chains(rng, municipal_chains())
    others = pl.concat([_avoidable(rng, chains), *(_others(rng, kind, n) for kind, n in OTHERS.items())])
    frame = pl.concat([chains, others.select(chains.columns)])
    frame = _assess(_move_surplus(frame.sort("Utskriven", "Patient", maintain_order=True)))
    return write_monthly(frame, out / "cosmic", "vardtillfallen", "Vårdtillfälle", "E")


def _place_chains(rng: np.random.Generator, chains: pl.DataFrame) -> pl.DataFrame:
    """Give every discharge of the chains a ward and a diagnosis."""
    rows = len(chains)
    psychiatric = rng.random(rows) < 0.04
    somatic = _wards(rng, rows, elderly=True)
    diagnosis = np.where(rng.random(rows) < 0.17, _avoidable_diagnoses(rng, rows), rng.choice(OTHER, rows))
    return chains.with_columns(
        pl.Series("Enhet", np.where(psychiatric, rng.choice(psychiatric_wards(), rows), somatic)),
        pl.Series("Huvuddiagnos", np.where(psychiatric, rng.choice(PSYCHIATRIC, rows), diagnosis)),
        pl.Series("Vårdform", np.where(psychiatric, "Psykiatri", "Somatik")),
        pl.lit("Ja").alias("Kommunala insatser"),
    ).select(*_COLUMNS)


_COLUMNS = (
    "_month", "Enhet", "Patient", "Kön", "Födelseår", "Inskriven", "Utskriven", "Planerad", "Huvuddiagnos",
    "Vårdform", "Kommunala insatser", "Listad vårdcentral",
)  # fmt: skip


def _avoidable_diagnoses(rng: np.random.Generator, rows: int) -> NDArray:
    weights = np.array(AVOIDABLE_WEIGHTS)
    return rng.choice(AVOIDABLE, rows, p=weights / weights.sum())


def _wards(rng: np.random.Generator, rows: int, elderly: bool) -> NDArray:
    areas = list(AREA_WEIGHTS)
    weights = np.array([AREA_WEIGHTS[area][0 if elderly else 1] for area in areas])
    area = rng.choice(len(areas), rows, p=weights / weights.sum())
    wards = [np.array(units(name)) for name in areas]
    place = rng.integers(0, 1 << 30, rows)
    return np.array([wards[a][p % len(wards[a])] for a, p in zip(area, place, strict=True)])


def _avoidable(rng: np.random.Generator, chains: pl.DataFrame) -> pl.DataFrame:
    """As many avoidable admissions of the elderly as are missing when the chains' own are counted."""
    elderly = pl.col("_month") // 100 - pl.col("Födelseår") >= 65
    counted = chains.filter(
        elderly & pl.col("Huvuddiagnos").is_in(AVOIDABLE) & (pl.col("Vårdform") == "Somatik")
    )
    frames = []
    for (year, sex), cases in AVOIDABLE_CASES.items():
        there = counted.filter((pl.col("_month") // 100 == year) & (pl.col("Kön") == sex)).height
        frames.append(_stays(rng, year, np.repeat(sex, cases - there), "elderly", 0.05))
    frame = pl.concat(frames)
    return frame.with_columns(pl.Series("Huvuddiagnos", _avoidable_diagnoses(rng, len(frame))))


def _others(rng: np.random.Generator, kind: str, a_year: int) -> pl.DataFrame:
    women = {"elderly": 0.455, "younger": 0.57, "psychiatric": 0.52}[kind]
    frames = []
    for year in (2023, 2024):
        sexes = rng.choice(SEXES, a_year + int(rng.integers(-90, 90)), p=[women, 1 - women])
        frames.append(_stays(rng, year, sexes, kind, 0.3))
    return pl.concat(frames)


def _stays(rng: np.random.Generator, year: int, sexes: NDArray, kind: str, planned: float) -> pl.DataFrame:
    """Episodes of patients without municipal support; some come back, which no measure counts."""
    rows = len(sexes)
    days = np.concatenate([days_of(month) for month in MONTHS if month // 100 == year])
    out = rng.choice(days, rows)
    stay = 1 + rng.gamma(1.2, 5.0 if kind == "psychiatric" else 3.2, rows).astype(int)
    old = kind == "elderly"
    age = np.clip(65 + rng.gamma(3, 4.6, rows).astype(int), 65, 101) if old else rng.integers(18, 65, rows)
    # The number tells the birth year, so that nobody is born in two different years.
    number = ((year - age) * 40 + rng.integers(0, 40, rows)) * 2 + (sexes == "M")
    psychiatric = kind == "psychiatric"
    wards = rng.choice(psychiatric_wards(), rows) if psychiatric else _wards(rng, rows, elderly=old)
    return pl.DataFrame(
        {
            "_month": (out.astype("datetime64[M]").astype(int) % 12 + 1) + year * 100,
            "Enhet": wards,
            "Patient": patient_ids("A", number),
            "Kön": sexes,
            "Födelseår": year - age,
            "Inskriven": out - stay.astype("timedelta64[D]"),
            "Utskriven": out,
            "Planerad": np.where(rng.random(rows) < planned, "Ja", "Nej"),
            "Huvuddiagnos": rng.choice(PSYCHIATRIC if psychiatric else OTHER, rows),
            "Vårdform": np.repeat("Psykiatri" if psychiatric else "Somatik", rows),
            "Kommunala insatser": np.repeat("Nej", rows),
            "Listad vårdcentral": rng.choice(np.array(units(level="vardcentral")), rows),
        }
    )


def _move_surplus(frame: pl.DataFrame) -> pl.DataFrame:
    """Leave so many elderly in the least assessed area that its printed share can be met; move the others."""
    elderly = (pl.col("_month") // 100 == 2024) & (2024 - pl.col("Födelseår") >= 65)
    here = elderly & pl.col("Enhet").is_in(units(LEAST_ASSESSED))
    surplus = here & (here.cast(pl.Int32).cum_sum() > LEAST_CASES)
    return frame.with_columns(
        pl.when(surplus).then(pl.lit("avd-kirurgi-1")).otherwise("Enhet").alias("Enhet")
    )


def _assess(frame: pl.DataFrame) -> pl.DataFrame:
    """Decide which episodes had their risks assessed: all three for the printed share, else none to two."""
    rng = generator("riskbedömning")
    age = (frame["_month"] // 100 - frame["Födelseår"]).to_numpy()
    counted = (frame["Vårdform"] == "Somatik").to_numpy() & (age >= 65)
    cells, member = _assessment_cells(frame, counted)
    counts = np.bincount(member, minlength=len(cells))
    all_three = np.zeros(len(frame), dtype=np.bool_)
    rows = np.flatnonzero(counted)
    rows = rows[np.lexsort((rng.random(len(rows)), member))]
    chosen = events(counts, _assessment_rates(rng, cells), _assessment_targets(cells))
    all_three[rows] = (np.arange(len(rows)) - np.repeat(np.cumsum(counts) - counts, counts)) < np.repeat(
        chosen, counts
    )
    all_three[~counted] = rng.random(int((~counted).sum())) < 0.2
    done = rng.integers(0, 7, len(frame))  # three bits, never all of them
    flags = {
        name: np.where(all_three | ((done >> bit) & 1 == 1), "Ja", "Nej")
        for bit, name in enumerate(("Fallrisk bedömd", "Trycksårsrisk bedömd", "Nutrition bedömd"))
    }
    return frame.with_columns(*(pl.Series(name, values) for name, values in flags.items()))


def _assessment_cells(frame: pl.DataFrame, counted: NDArray) -> tuple[Cells, Ints]:
    """Month, area and sex, and the cell of every counted episode."""
    areas = list(AREA_WEIGHTS)
    area_of = {ward: index for index, area in enumerate(areas) for ward in units(area)}
    cells = grid(month=MONTHS, area=areas, sex=SEXES)
    place = {month: index for index, month in enumerate(MONTHS)}
    rows = frame.filter(pl.Series(counted))
    month = np.array([place[m] for m in rows["_month"]])
    area = np.array([area_of[ward] for ward in rows["Enhet"]])
    return cells, (month * len(areas) + area) * 2 + (rows["Kön"] == "M").to_numpy()


def _assessment_rates(rng: np.random.Generator, cells: Cells) -> NDArray:
    level = dict(zip(AREA_WEIGHTS, (0.5, 0.42, 0.4, 0.04, 0.2, 0.55, 0.6, 0.8), strict=True))
    rates = np.array([level[area] for area in cells["area"]]) + rng.normal(0, 0.03, len(cells))
    return np.clip(np.where(cells["year"] == 2023, rates * 0.87, rates), 0.02, 0.95)


def _assessment_targets(cells: Cells):
    targets = [
        printed(cells.where(year=2024), "47.5"), printed(cells.where(year=2024, sex="K"), "49", decimals=1),
        printed(cells.where(year=2024, sex="M"), "46.1"), printed(cells.where(year=2023), "41.4"),
        printed(cells.where(year=2024, area=LEAST_ASSESSED), "3.1"),
        printed(cells.where(year=2024, area=MOST_ASSESSED), "81.6"),
    ]  # fmt: skip
    rest = [area for area in AREA_WEIGHTS if area not in (LEAST_ASSESSED, MOST_ASSESSED)]
    return targets + [between(cells.where(year=2024, area=a), "3.1", "81.6", decimals=1) for a in rest]
