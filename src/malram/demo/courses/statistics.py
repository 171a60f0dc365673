# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Synthetic statistics from suppliers, authorities and the region's own systems, per month and category."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from malram.demo.csvfiles import thousandths, write_rows

MUNICIPALITIES = {
    "Arvika": 258, "Eda": 84, "Filipstad": 102, "Forshaga": 115, "Grums": 91, "Hagfors": 114, "Hammarö": 167,
    "Karlstad": 968, "Kil": 121, "Kristinehamn": 240, "Munkfors": 36, "Storfors": 39, "Sunne": 133,
    "Säffle": 150, "Torsby": 113, "Årjäng": 99,
}  # fmt: skip
WINTER = (118, 112, 108, 97, 92, 86, 78, 82, 94, 103, 110, 122)
EVEN = (101, 98, 102, 99, 97, 98, 90, 96, 103, 104, 105, 107)
HEATING = (158, 146, 130, 98, 68, 52, 46, 50, 66, 98, 128, 152)
AUTUMN = (6, 2, 1, 0.4, 0.2, 0.2, 0.2, 0.2, 0.4, 14, 52, 22)

MILLI = 1000
Floats = NDArray[np.float64]
Row = tuple[str, str, str, str, str, int]


class Series:
    """Collects rows: source, series, unit, month, category and value in thousandths."""

    def __init__(self, rng: np.random.Generator) -> None:
        self.rng, self.rows = rng, list[Row]()

    def spread(
        self, source: str, series: str, unit: str, year: int, total: int, categories: dict[str, float],
        season: Sequence[float], grain: int = MILLI, rough: float = 0.06,
    ) -> None:  # fmt: skip
        """A year's total over categories and months, in whole grains, without remainder."""
        weights = np.outer(list(categories.values()), season) * self.rng.lognormal(
            0, rough, (len(categories), 12)
        )
        parts = _whole(total, weights.ravel()).reshape(weights.shape)
        for category, months in zip(categories, parts, strict=True):
            for month, value in enumerate(months, start=1):
                self.add(source, series, unit, f"{year}-{month:02d}", category, int(value) * grain)

    def level(
        self, source: str, series: str, unit: str, ends: dict[str, list[int]], months: Sequence[str]
    ) -> None:
        """A stock per category: one value per month, in whole units; nothing is written for a zero."""
        for category, values in ends.items():
            for month, value in zip(months, values, strict=True):
                if value:
                    self.add(source, series, unit, month, category, value * MILLI)

    def add(self, source: str, series: str, unit: str, month: str, category: str, value: int) -> None:
        self.rows.append((source, series, unit, month, category, value))


def write_statistics(out: Path, rng: np.random.Generator) -> list[Path]:
    """Write statistik/<series>.csv, one file per series of the generators below."""
    paths = []
    for name, generator in GENERATORS.items():
        series = Series(rng)
        generator(series)
        table = pl.DataFrame(
            series.rows, schema=["Källa", "Serie", "Enhet", "Månad", "Kategori", "Värde"], orient="row"
        )
        table = table.with_columns(thousandths("Värde").alias("Värde"))
        paths.append(write_rows(out / "statistik" / f"statistik-{name}.csv", table))
    return paths


def _whole(total: int, weights: Floats) -> NDArray[np.int64]:
    """Whole parts that add up to the total (largest remainder)."""
    exact = weights / weights.sum() * total
    parts = np.floor(exact).astype(np.int64)
    parts[np.argsort(-(exact - parts), kind="stable")[: total - int(parts.sum())]] += 1
    return parts


def _months(first: int, last: int) -> list[str]:
    return [f"{year}-{month:02d}" for year in range(first, last + 1) for month in range(1, 13)]


def _prescriptions(s: Series) -> None:
    """Antibiotics fetched at pharmacies, by municipality of the patient."""
    for year, total in ((2023, 82_990), (2024, 80_674)):
        s.spread(
            "E-hälsomyndigheten", "antibiotika-recept", "region-varmland", year, total, MUNICIPALITIES, WINTER
        )


def _vaccinations(s: Series) -> None:
    """Vaccinated and those they are counted of, by municipality."""
    for year, vaccinated, of in ((2023, 53_982, 72_020), (2024, 55_210, 72_610)):
        source = "Svevac"
        s.spread(source, "influensa-vaccinerade", "region-varmland", year, vaccinated, MUNICIPALITIES, AUTUMN)
        _once(s, source, "influensa-malgrupp", f"{year}-12", of, 0.02)
    for year, vaccinated, of in ((2023, 2_286, 3_330), (2024, 2_348, 3_352)):
        _once(s, "Nationella vaccinationsregistret", "hpv-vaccinerade", f"{year}-12", vaccinated, 0.03)
        _once(s, "Nationella vaccinationsregistret", "hpv-malgrupp", f"{year}-12", of, 0.01)


def _once(s: Series, source: str, series: str, month: str, total: int, rough: float) -> None:
    """One value per municipality and half of the group, for one month."""
    names = [f"{name}, {half}" for name in MUNICIPALITIES for half in ("yngre", "äldre")]
    weights = np.repeat(list(MUNICIPALITIES.values()), 2) * s.rng.lognormal(0, rough, len(names))
    for name, value in zip(names, _whole(total, weights), strict=True):
        s.add(source, series, "region-varmland", month, name, int(value) * MILLI)


def _letters(s: Series) -> None:
    """Letters sent per kind and channel; invoices go to digital boxes from October 2023."""
    kinds = {
        "kallelser, post": 39,
        "fakturor, post": 26,
        "provsvar, post": 12,
        "övrigt, post": 15,
        "e-brev": 8,
    }
    fewer = kinds | {"fakturor, post": 8}
    for year, total, mix in ((2023, 2_367_904, kinds), (2024, 1_743_635, fewer)):
        s.spread("Leverantör av utskick", "brev", "region-varmland", year, total, mix, EVEN)


def _property(s: Series) -> None:
    """Areas of leases and of own buildings, bought energy, and what was torn down or given up."""
    rng, months = s.rng, _months(2023, 2024)
    leases = _whole(130_920, rng.gamma(1.4, 1, 58))
    ends = {f"Hyresavtal {i:03d}": [int(area)] * 24 for i, area in enumerate(leases, start=1)}
    for i, (area, left) in enumerate(((402, 15), (318, 17), (295, 20), (270, 22)), start=101):
        ends[f"Hyresavtal {i}"] = [area] * left + [0] * (24 - left)
        s.add("Faciliate", "uppsagd-yta", "regionfastigheter", months[left], f"Hyresavtal {i}", area * MILLI)
    s.level("Faciliate", "inhyrd-yta", "regionfastigheter", ends, months)
    houses = {
        f"Hus {i:02d}": int(a) for i, a in enumerate(_whole(435_000, rng.gamma(1.1, 1, 64) + 0.05), start=1)
    }
    own = {name: [area] * 24 for name, area in houses.items()}
    for name, area, left in (("Hus 71", 1_240, 14), ("Hus 72", 985, 16), ("Hus 73", 815, 21)):
        own[name] = [area] * left + [0] * (24 - left)
        s.add("Faciliate", "riven-yta", "regionfastigheter", months[left], name, area * MILLI)
    s.level("Faciliate", "agd-yta", "regionfastigheter", own, months)
    for name, area, month in (("Hagfors", 8_360, "2024-05"), ("Nybble", 4_435, "2024-10")):
        s.add("Faciliate", "avyttrad-yta", "regionfastigheter", month, name, area * MILLI)
    _energy(s, houses)


def _energy(s: Series, houses: dict[str, int]) -> None:
    """Bought energy per building, after its size."""
    sizes = {name: float(area) for name, area in houses.items()}
    for year, used in ((2023, 60_186_400), (2024, 58_509_700)):
        s.spread(
            "Energiuppföljning",
            "kopt-energi-kwh",
            "regionfastigheter",
            year,
            used,
            sizes,
            HEATING,
            rough=0.12,
        )


def _environment(s: Series) -> None:
    """Emissions of the board's operations, waste of one building, and equipment returned."""
    sources = {
        "uppvärmning": 30,
        "el": 12,
        "fordon": 18,
        "tjänsteresor": 9,
        "medicinska gaser": 14,
        "varor": 17,
    }
    for year, tons in ((2023, 18_412_600), (2024, 17_252_300)):
        s.spread("Miljöredovisning", "utslapp-ton", "regionstyrelsen", year, tons, sources, HEATING, grain=1)
    recycled = {"papper": 38, "kartong": 27, "plast": 14, "metall": 9, "glas": 12}
    rest = {"restavfall": 71, "matavfall": 29}
    for year, kept, thrown in ((2023, 21_483_400, 34_318_100), (2024, 20_112_700, 33_809_300)):
        s.spread(
            "Avfallsentreprenör", "avfall-materialatervunnet", "regionens-hus", year, kept, recycled, EVEN, 1
        )
        s.spread("Avfallsentreprenör", "avfall-ovrigt", "regionens-hus", year, thrown, rest, EVEN, 1)
    kinds = {"bärbar dator": 42, "skärm": 24, "telefon": 22, "surfplatta": 7, "dockningsstation": 5}
    for year, bought, returned in ((2023, 6_214, 4_723), (2024, 5_387, 5_064)):
        s.spread("Leverantör av IT-utrustning", "it-levererat", "region-varmland", year, bought, kinds, EVEN)
        s.spread(
            "Leverantör av IT-utrustning", "it-atertaget", "region-varmland", year, returned, kinds, EVEN
        )


GENERATORS: dict[str, Callable[[Series], None]] = {
    "lakemedel": _prescriptions,
    "vaccinationer": _vaccinations,
    "brev": _letters,
    "fastigheter": _property,
    "miljo": _environment,
}
