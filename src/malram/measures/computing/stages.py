# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The steps per person that come before the leaf cells, each a named function from facts to one table.

Source files carry raw events only: nobody has marked an admission as a readmission or an absence as
long. Every table has `unit`, `month`, `sex`, `_file` and `_line`, so that a figure built on a stage
opens to the fact rows like any other.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

import polars as pl

READMISSION_DAYS = 30
CONTINUITY_MONTHS = 18
CONTINUITY_VISITS = 3
LONG_SICK_DAYS = 60
REHIRED_DAYS = 30
LATEST = date(9999, 12, 31)  # for what has not ended
STRETCH = 10_000_000  # more days than any two dates are apart
PLACE = ("_file", "_line")

Facts = Mapping[str, pl.LazyFrame]


@dataclass(frozen=True)
class Stage:
    """A table that is computed per person. `columns` are what measures may name, with their kind."""

    name: str
    label: str
    origins: tuple[str, ...]
    columns: tuple[tuple[str, str], ...]
    compute: Callable[[Facts], pl.DataFrame]
    method: str


def readmissions(facts: Facts) -> pl.DataFrame:
    """One row per discharge to municipal support; was the patient back, unplanned, within 30 days?"""
    episodes = facts["episodes"].collect()
    index = episodes.filter(pl.col("municipal_support"))
    returns = episodes.filter(~pl.col("planned")).select("patient", again="admitted", other="episode")
    back = (
        index.select("episode", "patient", "date")
        .join(returns, on="patient")
        .filter(pl.col("other") != pl.col("episode"))
        .filter((pl.col("again") - pl.col("date")).dt.total_days().is_between(0, READMISSION_DAYS))
        .select("episode")
        .unique()
        .with_columns(readmitted=pl.lit(True))
    )
    table = index.join(back, on="episode", how="left", maintain_order="left")
    table = table.with_columns(pl.col("readmitted").fill_null(False))
    return table.select("unit", "home_unit", "month", "sex", "care", "readmitted", *PLACE)


def continuity(facts: Facts) -> pl.DataFrame:
    """One row per patient and end month: the Bice–Boxerman index of 18 months of visits to doctors.

    With n visits of which n_j to doctor j the index is (Σ n_j² − n) / (n (n − 1)): 1 when all visits
    were to one doctor, 0 when no doctor was seen twice. Kept in millionths. The patient counts at the
    unit most visited; between equals, the one visited last.
    """
    visits = _visits(facts)
    if visits.is_empty():
        return _continuity_of(visits, 0)
    # Numbers in the order of the words they stand for: thirty windows group by them.
    visits = visits.with_columns(
        pl.col(name).cast(pl.Enum(visits[name].drop_nulls().unique().sort()))
        for name in ("patient", "staff", "unit")
    )
    covered = visits["month"].unique().sort().to_list()
    ends = range(covered[0] + CONTINUITY_MONTHS - 1, covered[-1] + 1)
    frames = [
        _continuity_of(visits.filter(pl.col("month").is_between(end - CONTINUITY_MONTHS + 1, end)), end)
        for end in ends
    ]
    return pl.concat(frames) if frames else _continuity_of(visits.clear(), 0)


def _visits(facts: Facts) -> pl.DataFrame:
    """Physical visits to doctors, in the order they took place."""
    return (
        facts["contacts"]
        .filter(
            (pl.col("kind") == "lakarbesok")
            & (pl.col("form") == "fysiskt")
            # Nobody knows whether two doctors without a name are the same.
            & pl.col("staff").is_not_null()
        )
        .select("patient", "staff", "unit", "sex", "date", "month", *PLACE)
        .sort("date", *PLACE)
        .collect()
    )


def _continuity_of(visits: pl.DataFrame, end: int) -> pl.DataFrame:
    """`visits` in the order they took place, so that the last row of a group is the latest visit."""
    often = visits.group_by("patient").len("n").filter(pl.col("n") >= CONTINUITY_VISITS).select("patient")
    visits = visits.join(often, on="patient", how="semi", maintain_order="left")
    index = (
        visits.group_by("patient", "staff")
        .agg(n=pl.len().cast(pl.Int64))
        .group_by("patient")
        .agg(n=pl.col("n").sum(), squares=(pl.col("n") ** 2).sum())
        .with_columns(
            coc_ppm=(pl.col("squares") - pl.col("n")) * 1_000_000 // (pl.col("n") * (pl.col("n") - 1))
        )
    )
    home = (
        visits.group_by("patient", "unit")
        .agg(
            pl.len().alias("here"),
            pl.col("date").last().alias("latest"),
            *(pl.col(column).last() for column in ("sex", *PLACE)),
        )
        .sort("here", "latest", "unit", descending=[True, True, False])
        .unique("patient", keep="first", maintain_order=True)
    )
    table = index.join(home, on="patient").with_columns(
        pl.col("unit").cast(pl.String), month=pl.lit(end, pl.Int32)
    )
    return table.select("unit", "month", "sex", "coc_ppm", *PLACE).sort(*PLACE)


def staff_months(facts: Facts) -> pl.DataFrame:
    """One row per employment and month end while it runs."""
    first, last = _staff_horizon(facts)
    runs = _month_ends(pl.col("date"), pl.col("end").fill_null(LATEST), range(first - 1, last + 1))
    running = facts["employments"].drop("month").collect().with_columns(month=runs).explode("month")
    columns = ("unit", "month", "sex", "form", "group", "person", "degree", *PLACE)
    return running.drop_nulls("month").select(columns)


def _staff_horizon(facts: Facts) -> tuple[int, int]:
    """First and last month the personnel system has delivered hours for."""
    month = pl.col("month")
    hours = facts["worked_hours"].select(month.min().alias("first"), month.max().alias("last"))
    first, last = hours.collect().row(0)
    return first or 0, last or 0


def _month_ends(first: pl.Expr, last: pl.Expr, among: range) -> pl.Expr:
    """The months among some whose last day is neither before the first nor after the last of two days."""
    start = _month(first).clip(lower_bound=among.start)
    stop = _month(last + pl.duration(days=1)).clip(upper_bound=among.stop)
    return pl.int_ranges(start, pl.max_horizontal(start, stop), dtype=pl.Int32)


def _month(day: pl.Expr) -> pl.Expr:
    return (day.dt.year() * 12 + day.dt.month() - 1).cast(pl.Int32)


def long_sick(facts: Facts) -> pl.DataFrame:
    """One row per employed person and month end: is a sick spell of at least 60 days running?"""
    long_since = pl.col("first_day") + pl.duration(days=LONG_SICK_DAYS - 1)
    running = (
        _long_spells(facts)
        .select("person", month=_month_ends(long_since, pl.col("date"), range(LATEST.year * 12)))
        .explode("month")
        .unique()
        .with_columns(long_sick=pl.lit(True))
    )
    people = staff_months(facts).unique(["person", "unit", "month"], keep="first", maintain_order=True)
    table = people.join(running, on=["person", "month"], how="left", maintain_order="left")
    table = table.with_columns(pl.col("long_sick").fill_null(False))
    return table.select("unit", "month", "sex", "form", "long_sick", *PLACE)


def _long_spells(facts: Facts) -> pl.DataFrame:
    """First and last day of long unbroken absences: rows that follow each other within a day are one."""
    rows = facts["absence"].filter(pl.col("cause") == "sjuk").select("person", "first_day", "date").collect()
    # Everybody's days on a stretch of their own of one long line: one sort and one running maximum serve all.
    stretch = pl.col("person").to_physical().cast(pl.Int64) * STRETCH
    line = (
        rows.with_columns(pl.col("person").cast(pl.Categorical))
        .with_columns(begins=stretch + pl.col("first_day").to_physical())
        .with_columns(ends=stretch + pl.col("date").to_physical())
        .sort("begins")
    )
    new = (pl.col("begins") - pl.col("ends").cum_max().shift(1) > 1).fill_null(True)
    spells = line.group_by(new.cum_sum().alias("spell")).agg(
        pl.col("person").first().cast(pl.String), pl.col("first_day").min(), pl.col("date").max()
    )
    return spells.filter((pl.col("date") - pl.col("first_day")).dt.total_days() + 1 >= LONG_SICK_DAYS)


def leavers(facts: Facts) -> pl.DataFrame:
    """One row per permanent employment that ended without a new one for the person within 30 days."""
    employments = facts["employments"].collect()
    ended = employments.filter((pl.col("form") == "tillsvidare") & pl.col("end").is_not_null())
    others = employments.select("person", other="employment", starts="date", stops="end")
    stayed = (
        ended.select("employment", "person", "end")
        .join(others, on="person")
        .filter(pl.col("other") != pl.col("employment"))
        .filter(
            ((pl.col("starts") - pl.col("end")).dt.total_days() <= REHIRED_DAYS)
            & (pl.col("stops").fill_null(LATEST) > pl.col("end"))
        )
        .select("employment")
        .unique()
    )
    left = ended.join(stayed, on="employment", how="anti", maintain_order="left")
    left = left.with_columns(month=_month(pl.col("end")))
    return left.select("unit", "month", "sex", "group", *PLACE)


STAGES: dict[str, Stage] = {
    stage.name: stage
    for stage in (
        Stage(
            "readmissions",
            "Utskrivningar till kommunala insatser",
            ("episodes",),
            (
                ("unit", "text"),
                ("home_unit", "text"),
                ("sex", "code"),
                ("care", "code"),
                ("readmitted", "bool"),
            ),
            readmissions,
            f"Återinskriven: oplanerad inskrivning inom {READMISSION_DAYS} dagar efter utskrivningen.",
        ),
        Stage(
            "continuity",
            "Läkarkontinuitet per patient",
            ("contacts",),
            (("unit", "text"), ("sex", "code"), ("coc_ppm", "int")),
            continuity,
            f"Patienter med minst {CONTINUITY_VISITS} fysiska läkarbesök under {CONTINUITY_MONTHS} månader; "
            "index enligt Bice och Boxerman.",
        ),
        Stage(
            "staff_months",
            "Anställningar vid månadsskiften",
            ("employments", "worked_hours"),
            (("unit", "text"), ("sex", "code"), ("form", "code"), ("group", "text"), ("degree", "milli")),
            staff_months,
            "Anställningar som löper den sista dagen i månaden.",
        ),
        Stage(
            "long_sick",
            "Anställda vid månadsskiften med sjukfall",
            ("employments", "absence", "worked_hours"),
            (("unit", "text"), ("sex", "code"), ("form", "code"), ("long_sick", "bool")),
            long_sick,
            f"Långtidssjuk: sammanhängande sjukfrånvaro i minst {LONG_SICK_DAYS} dagar som pågår den dagen.",
        ),
        Stage(
            "leavers",
            "Avgångar från tillsvidareanställning",
            ("employments",),
            (("unit", "text"), ("sex", "code"), ("group", "text")),
            leavers,
            f"Tillsvidareanställning som upphört utan ny anställning inom {REHIRED_DAYS} dagar.",
        ),
    )
}
