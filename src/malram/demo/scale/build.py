# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Write the made-up region into a home: its files, then its facts month by month, straight into the store.

Every month of a contract is a delivery of its own, committed as intake commits one. A run that was
interrupted goes on with the first delivery that is not in the store.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl
import yaml

from malram.demo.scale import care, inpatient, money, staff
from malram.demo.scale.measures import Entry, all_breakdowns, all_measures
from malram.demo.scale.organisation import as_csv, units_of
from malram.demo.scale.sizes import Scale
from malram.demo.scale.skew import Random, generator
from malram.demo.scale.world import World
from malram.facts.contracts import CONTRACTS
from malram.facts.converting import schema
from malram.facts.disk import write_whole
from malram.facts.manifest import Delivery
from malram.facts.store import LandedFile, Store
from malram.measures.computing.engine import Progress
from malram.measures.region import choose_region, store_of
from malram.values import month_code

FOLDER = "scale-region"
DELIVERED = datetime(2025, 1, 20, 6, 0, tzinfo=UTC)
STEP = "Skriver rader"
Columns = dict[str, object]
Maker = Callable[[World, int, int, Random], Columns]
MAKERS: dict[str, Maker] = {
    "ledger": money.ledger,
    "budget": money.budget,
    "worked_hours": staff.worked_hours,
    "absence": staff.absence,
    "contacts": care.contacts,
    "episodes": inpatient.episodes,
    "waits": care.waits,
    "calls": care.calls,
    "employments": staff.employments,
    "population": staff.population,
}


class ScaleError(Exception):
    """The region cannot be written here; the text says why and what to do."""


@dataclass(frozen=True)
class Written:
    """What a run left behind."""

    region: Path
    rows: int
    new: int
    units: int
    measures: int


@dataclass(frozen=True)
class Planned:
    """One delivery to be: a contract, the month it is about, and how many rows."""

    contract: str
    month: int
    rows: int

    @property
    def source(self) -> str:
        return f"{self.contract}-{month_code(self.month)}"


def build_scale(home: Path, scale: Scale, progress: Progress) -> Written:
    """Write everything that is not there yet. Raises `ScaleError` when the home holds other facts."""
    store, world = store_of(home), World(scale)
    if any(delivery.mapping != _mapping(scale) for delivery in store.deliveries()):
        raise ScaleError(f"{home}: där finns redan andra fakta. Sätt MALRAM_HOME till en tom katalog.")
    folder, measures = home / FOLDER, all_measures()
    _write_region(folder, scale, measures)
    every = planned(world)
    wanted = [one for one in every if not _is_there(store, one, scale)]
    for done, (one, rows) in enumerate(_made(world, wanted)):
        progress(STEP, len(every) - len(wanted) + done, len(every))
        _deliver(store, one, rows, scale)
    progress(STEP, len(every), len(every))
    choose_region(home, str(folder))
    total = sum(one.rows for one in every)
    return Written(
        folder, total, sum(one.rows for one in wanted), sum(scale.units), sum(map(len, measures.values()))
    )


def planned(world: World) -> list[Planned]:
    """All deliveries, month by month, so that what there is at any time is whole months."""
    scale = world.scale
    found = [Planned("employments", scale.months[-1], scale.rows("employments"))]
    for i, month in enumerate(scale.months):
        if month % 12 == 0:
            found.append(Planned("population", month, staff.population_rows(world)))
        found += [
            Planned(name, month, scale.by_month(name)[i])
            for name in MAKERS
            if name not in ("employments", "population")
        ]
    return found


def rows_of(world: World, one: Planned) -> pl.DataFrame:
    """The rows of a delivery with the columns intake would have written; `_file` is not known yet."""
    random = generator(one.contract, one.month, one.rows)
    frame = pl.DataFrame(MAKERS[one.contract](world, one.month, one.rows, random))
    contract = CONTRACTS[one.contract]
    day = pl.col(contract.date).dt
    dated = contract.column(contract.date).kind == "date"
    month = day.year() * 12 + day.month().cast(pl.Int32) - 1 if dated else pl.lit(one.month)
    lines = pl.int_range(2, one.rows + 2).alias("_line")
    wanted = schema(contract)
    frame = frame.with_columns(month.alias("month"), lines, pl.lit("").alias("_file"))
    # Columns that may be left empty, and are here, stand in a file all the same.
    empty = [pl.lit(None).alias(name) for name in wanted if name not in frame.columns]
    return frame.with_columns(empty).select(pl.col(name).cast(kind) for name, kind in wanted.items())


def _made(world: World, wanted: list[Planned]) -> Iterator[tuple[Planned, pl.DataFrame]]:
    """Each delivery with its rows; the next is made while this one is written, and no more than that."""
    with ThreadPoolExecutor(max_workers=1) as ahead:
        coming = [ahead.submit(rows_of, world, one) for one in wanted[:1]]
        for i, one in enumerate(wanted):
            rows = coming.pop().result()
            coming = [ahead.submit(rows_of, world, following) for following in wanted[i + 1 : i + 2]]
            yield one, rows


def _deliver(store: Store, one: Planned, rows: pl.DataFrame, scale: Scale) -> None:
    """Land what stands for the file, and commit the rows as intake would have."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"{one.source}.txt"
        path.write_bytes(_content(one, scale))
        landed: LandedFile = store.land(path)
    delivery = Delivery(
        number=0,  # the store numbers it when it writes
        contract=one.contract,
        source=one.source,
        file=landed.sha256,
        name=path.name,
        known_at=(DELIVERED + timedelta(days=one.month - scale.months.stop)).isoformat(),
        state="committed",
        landed=rows.height,
        committed=rows.height,
        quarantined=0,
        mapping=_mapping(scale),
    )
    with store.writing():
        store.commit(delivery, rows.with_columns(pl.lit(landed.short).alias("_file")), "")


def _is_there(store: Store, one: Planned, scale: Scale) -> bool:
    standing = store.standings(one.contract).get(one.source)
    return standing is not None and standing.delivery.file == hashlib.sha256(_content(one, scale)).hexdigest()


def _content(one: Planned, scale: Scale) -> bytes:
    """What is kept as the file that the rows came from: nobody has written it, and it says so."""
    said = f"Påhittade rader för mätningar, gjorda av 'malram demo --scale {scale.name}'."
    return f"{said}\n{one.source}: {one.rows} rader, generator {generator_hash()}.\n".encode()


def _mapping(scale: Scale) -> str:
    return f"scale-{scale.name}"


def generator_hash() -> str:
    """Changes when the generators' own code does: then the rows are written anew."""
    names = ("build", "care", "inpatient", "money", "organisation", "sizes", "skew", "staff", "world")
    code = b"".join((Path(__file__).parent / f"{name}.py").read_bytes() for name in names)
    return hashlib.sha256(code).hexdigest()[:16]


def _write_region(folder: Path, scale: Scale, measures: dict[str, list[Entry]]) -> None:
    """The files of the region, as a person would have written them."""
    region = "id: scale\nname: Skalregionen\nunit: region-0000\nlanguage: sv\nboards: []\ndocuments: []\n"
    write_whole(folder / "region.yaml", region.encode())
    write_whole(folder / "organisation.csv", as_csv(units_of(scale)).encode())
    for name, entries in {**measures, "breakdowns": all_breakdowns()}.items():
        text = yaml.safe_dump(entries, allow_unicode=True, sort_keys=False, width=110)
        write_whole(folder / "measures" / f"{name}.yaml", text.encode())
