# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Inpatient episodes by discharge: those to municipal support with their readmissions, and all others."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from malram.demo.courses.calibrate import Ints, events
from malram.demo.courses.common import (
    SEXES,
    days_of,
    generator,
    ja_nej,
    patient_ids,
    unfold,
    write_monthly,
)
from malram.demo.courses.readmissions import Chains, municipal_chains
from malram.demo.courses.setting import Setting
from malram.demo.courses.targets import Cells, Target, constraints, grid
from malram.demo.reading import BySex, ByYear, Group, Unit

ELDERLY = 65
SOMATIC, PSYCHIATRIC = "Somatik", "Psykiatri"
COLUMNS = (
    "_month", "Enhet", "Patient", "Kön", "Födelseår", "Inskriven", "Utskriven", "Planerad", "Huvuddiagnos",
    "Vårdform", "Kommunala insatser", "Listad vårdcentral",
)  # fmt: skip


@dataclass(frozen=True)
class Area:
    """A care area: its weights among the elderly and the younger, and the share assessed."""

    elderly: float
    younger: float
    assessed: float


@dataclass(frozen=True)
class Diagnoses:
    """ICD-10 categories: the avoidable with their weights, the others, and those of psychiatric care."""

    avoidable: dict[str, float]
    other: tuple[str, ...]
    psychiatric: tuple[str, ...]


@dataclass(frozen=True)
class Stays:
    """Episodes a year of patients without municipal support, and the share of women."""

    a_year: int
    women: float


@dataclass(frozen=True)
class Others:
    """Episodes beside the chains and the avoidable."""

    elderly: Stays
    younger: Stays
    psychiatric: Stays


@dataclass(frozen=True)
class Surplus:
    """An area with so few assessed that a year holds so many elderly at most; the others move to a ward."""

    area: Unit
    year: int
    cases: int
    to: Unit


@dataclass(frozen=True)
class Assessment:
    """Which episodes of the elderly had all risks assessed; `factor` is how the years differ."""

    factor: ByYear[float]
    surplus: Surplus
    targets: tuple[Target, ...]


@dataclass(frozen=True)
class Episodes:
    """The content of episodes.yaml; `avoidable` are avoidable admissions of the elderly."""

    system: str
    areas: dict[Unit, Area]
    psychiatric_wards: Group
    diagnoses: Diagnoses
    chains: Chains
    chains_psychiatric: float  # share of the chains' episodes
    chains_avoidable: float
    avoidable: ByYear[BySex[int]]
    others: Others
    assessment: Assessment


def write_episodes(plan: Episodes, setting: Setting, out: Path) -> list[Path]:
    """Write vardtillfallen-ÅÅÅÅ-MM.csv."""
    frame = Inpatients(plan, setting).episodes()
    frame = _assess(plan, setting, _move_surplus(plan.assessment.surplus, setting, frame))
    return write_monthly(frame, out / plan.system, "vardtillfallen", "Vårdtillfälle", "E")


class Inpatients:
    """One stream of chance through all episodes."""

    def __init__(self, plan: Episodes, setting: Setting) -> None:
        self.plan, self.setting, self.rng = plan, setting, generator("vårdtillfällen")
        self.psychiatric = setting.group(plan.psychiatric_wards)
        self.wards = [np.array(setting.under(area)) for area in plan.areas]

    def episodes(self) -> pl.DataFrame:
        chains = self._placed(municipal_chains(self.plan.chains, self.setting))
        others, kinds = [self._avoidable(chains)], self.plan.others
        for kind in ("elderly", "younger", "psychiatric"):
            others.append(self._others(kind, getattr(kinds, kind)))
        frame = pl.concat([chains, pl.concat(others).select(chains.columns)])
        return frame.sort("Utskriven", "Patient", maintain_order=True)

    def _placed(self, chains: pl.DataFrame) -> pl.DataFrame:
        """Give every discharge of the chains a ward and a diagnosis."""
        rng, rows, diagnoses = self.rng, len(chains), self.plan.diagnoses
        psychiatric = rng.random(rows) < self.plan.chains_psychiatric
        somatic = self._somatic_wards(rows, elderly=True)
        avoidable = rng.random(rows) < self.plan.chains_avoidable
        diagnosis = np.where(avoidable, self._avoidable_diagnoses(rows), rng.choice(diagnoses.other, rows))
        ward = np.where(psychiatric, rng.choice(self.psychiatric, rows), somatic)
        diagnosis = np.where(psychiatric, rng.choice(diagnoses.psychiatric, rows), diagnosis)
        return chains.with_columns(
            pl.Series("Enhet", ward),
            pl.Series("Huvuddiagnos", diagnosis),
            pl.Series("Vårdform", np.where(psychiatric, PSYCHIATRIC, SOMATIC)),
            pl.lit("Ja").alias("Kommunala insatser"),
        ).select(*COLUMNS)

    def _avoidable_diagnoses(self, rows: int) -> NDArray:
        weights = np.array(list(self.plan.diagnoses.avoidable.values()))
        return self.rng.choice(list(self.plan.diagnoses.avoidable), rows, p=weights / weights.sum())

    def _somatic_wards(self, rows: int, elderly: bool) -> NDArray:
        areas = self.plan.areas.values()
        weights = np.array([area.elderly if elderly else area.younger for area in areas])
        area = self.rng.choice(len(weights), rows, p=weights / weights.sum())
        place = self.rng.integers(0, 1 << 30, rows)
        return np.array([self.wards[a][p % len(self.wards[a])] for a, p in zip(area, place, strict=True)])

    def _avoidable(self, chains: pl.DataFrame) -> pl.DataFrame:
        """As many avoidable admissions of the elderly as are missing when the chains' own are counted."""
        elderly = pl.col("_month") // 100 - pl.col("Födelseår") >= ELDERLY
        avoidable = pl.col("Huvuddiagnos").is_in(list(self.plan.diagnoses.avoidable))
        counted = chains.filter(elderly & avoidable & (pl.col("Vårdform") == SOMATIC))
        frames = []
        for year, by_sex in self.plan.avoidable.items():
            for sex, cases in by_sex.items():
                there = counted.filter((pl.col("_month") // 100 == year) & (pl.col("Kön") == sex)).height
                frames.append(self._stays(year, np.repeat(sex, cases - there), "elderly", 0.05))
        frame = pl.concat(frames)
        return frame.with_columns(pl.Series("Huvuddiagnos", self._avoidable_diagnoses(len(frame))))

    def _others(self, kind: str, stays: Stays) -> pl.DataFrame:
        frames, women = [], stays.women
        for year in self.setting.years:
            count = stays.a_year + int(self.rng.integers(-90, 90))
            frames.append(self._stays(year, self.rng.choice(SEXES, count, p=[women, 1 - women]), kind, 0.3))
        return pl.concat(frames)

    def _stays(self, year: int, sexes: NDArray, kind: str, planned: float) -> pl.DataFrame:
        """Episodes of patients without municipal support; some come back, which no measure counts."""
        rng, rows, psychiatric = self.rng, len(sexes), kind == "psychiatric"
        days = np.concatenate([days_of(month) for month in self.setting.months if month // 100 == year])
        out = rng.choice(days, rows)
        stay = 1 + rng.gamma(1.2, 5.0 if psychiatric else 3.2, rows).astype(int)
        old = kind == "elderly"
        age = self._old(rows) if old else rng.integers(18, ELDERLY, rows)
        # The number tells the birth year, so that nobody is born in two different years.
        number = ((year - age) * 40 + rng.integers(0, 40, rows)) * 2 + (sexes == "M")
        wards = rng.choice(self.psychiatric, rows) if psychiatric else self._somatic_wards(rows, old)
        diagnoses = self.plan.diagnoses.psychiatric if psychiatric else self.plan.diagnoses.other
        return pl.DataFrame(
            {
                "_month": (out.astype("datetime64[M]").astype(int) % 12 + 1) + year * 100,
                "Enhet": wards,
                "Patient": patient_ids("A", number),
                "Kön": sexes,
                "Födelseår": year - age,
                "Inskriven": out - stay.astype("timedelta64[D]"),
                "Utskriven": out,
                "Planerad": ja_nej(rng.random(rows) < planned),
                "Huvuddiagnos": rng.choice(diagnoses, rows),
                "Vårdform": np.repeat(PSYCHIATRIC if psychiatric else SOMATIC, rows),
                "Kommunala insatser": np.repeat("Nej", rows),
                "Listad vårdcentral": rng.choice(self.setting.group(self.plan.chains.units), rows),
            }
        )

    def _old(self, rows: int) -> Ints:
        return np.clip(ELDERLY + self.rng.gamma(3, 4.6, rows).astype(int), ELDERLY, 101)


def _move_surplus(plan: Surplus, setting: Setting, frame: pl.DataFrame) -> pl.DataFrame:
    """Leave so many elderly in the least assessed area that its printed share can be met; move the others."""
    elderly = (pl.col("_month") // 100 == plan.year) & (plan.year - pl.col("Födelseår") >= ELDERLY)
    here = elderly & pl.col("Enhet").is_in(setting.under(plan.area))
    surplus = here & (here.cast(pl.Int32).cum_sum() > plan.cases)
    return frame.with_columns(pl.when(surplus).then(pl.lit(plan.to)).otherwise("Enhet").alias("Enhet"))


def _assess(plan: Episodes, setting: Setting, frame: pl.DataFrame) -> pl.DataFrame:
    """Decide which episodes had their risks assessed: all three for the printed share, else none to two."""
    rng = generator("riskbedömning")
    age = (frame["_month"] // 100 - frame["Födelseår"]).to_numpy()
    counted = (frame["Vårdform"] == SOMATIC).to_numpy() & (age >= ELDERLY)
    cells, member = _assessment_cells(plan, setting, frame.filter(pl.Series(counted)))
    counts = np.bincount(member, minlength=len(cells))
    rows = np.flatnonzero(counted)
    rows = rows[np.lexsort((rng.random(len(rows)), member))]
    targets = constraints(plan.assessment.targets, cells, counts, setting)
    chosen = events(counts, _assessment_rates(rng, plan, cells), targets)
    all_three = np.zeros(len(frame), dtype=np.bool_)
    all_three[rows] = unfold(counts, chosen)[1]
    all_three[~counted] = rng.random(int((~counted).sum())) < 0.2
    done = rng.integers(0, 7, len(frame))  # three bits, never all of them
    names = ("Fallrisk bedömd", "Trycksårsrisk bedömd", "Nutrition bedömd")
    flags = {name: ja_nej(all_three | ((done >> bit) & 1 == 1)) for bit, name in enumerate(names)}
    return frame.with_columns(*(pl.Series(name, values) for name, values in flags.items()))


def _assessment_cells(plan: Episodes, setting: Setting, rows: pl.DataFrame) -> tuple[Cells, Ints]:
    """Month, area and sex, and the cell of every counted episode."""
    areas = list(plan.areas)
    area_of = {ward: index for index, area in enumerate(areas) for ward in setting.under(area)}
    cells = grid(month=setting.months, unit=areas, sex=SEXES)
    place = {month: index for index, month in enumerate(setting.months)}
    month = np.array([place[m] for m in rows["_month"]])
    area = np.array([area_of[ward] for ward in rows["Enhet"]])
    return cells, (month * len(areas) + area) * 2 + (rows["Kön"] == "M").to_numpy()


def _assessment_rates(rng: np.random.Generator, plan: Episodes, cells: Cells) -> NDArray:
    level = {unit: area.assessed for unit, area in plan.areas.items()}
    rates = cells.of("unit", level) + rng.normal(0, 0.03, len(cells))
    return np.clip(rates * cells.of("year", plan.assessment.factor), 0.02, 0.95)
