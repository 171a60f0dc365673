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
    table = index.join(back, on="episode", how="left").with_columns(pl.col("readmitted").fill_null(False))
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
    employments = facts["employments"].collect()
    first, last = _staff_horizon(facts)
    if first is None or employments.is_empty():
        return employments.select("unit", "month", "sex", "form", "group", "person", "degree", *PLACE).clear()
    ends = pl.DataFrame({"month": range(first - 1, last + 1)}, schema={"month": pl.Int32}).with_columns(
        month_end=_month_end(pl.col("month"))
    )
    running = employments.drop("month").join_where(
        ends,
        pl.col("date") <= pl.col("month_end"),
        pl.col("end").fill_null(date(9999, 12, 31)) >= pl.col("month_end"),
    )
    return running.select("unit", "month", "sex", "form", "group", "person", "degree", *PLACE)


def _staff_horizon(facts: Facts) -> tuple[int | None, int]:
    """First and last month the personnel system has delivered hours for."""
    first, last = (
        facts["worked_hours"]
        .select(pl.col("month").min().alias("first"), pl.col("month").max().alias("last"))
        .collect()
        .row(0)
    )
    return first, last or 0


def _month_end(month: pl.Expr) -> pl.Expr:
    return pl.date(month // 12, month % 12 + 1, 1).dt.month_end()


def long_sick(facts: Facts) -> pl.DataFrame:
    """One row per employed person and month end: is a sick spell of at least 60 days running?"""
    people = (
        staff_months(facts)
        .sort(*PLACE)
        .unique(["person", "unit", "month"], keep="first", maintain_order=True)
    )
    since = (pl.col("day") - pl.col("begins")).dt.total_days() + 1
    running = (
        people.select("person", "month")
        .unique()
        # Most spells never get that long, and would be joined for nothing.
        .join(_sick_spells(facts).filter(_spell_days() >= LONG_SICK_DAYS), on="person")
        .with_columns(day=_month_end(pl.col("month")))
        .filter((pl.col("ends") >= pl.col("day")) & (since >= LONG_SICK_DAYS))
        .select("person", "month")
        .unique()
        .with_columns(long_sick=pl.lit(True))
    )
    table = people.join(running, on=["person", "month"], how="left").with_columns(
        pl.col("long_sick").fill_null(False)
    )
    return table.select("unit", "month", "sex", "form", "long_sick", *PLACE)


def _spell_days() -> pl.Expr:
    return (pl.col("ends") - pl.col("begins")).dt.total_days() + 1


def _sick_spells(facts: Facts) -> pl.DataFrame:
    """First and last day of unbroken absence: rows that follow each other within a day are one spell."""
    rows = (
        facts["absence"]
        .filter(pl.col("cause") == "sjuk")
        .select("person", "first_day", "date")
        .collect()
        .sort("person", "first_day")
    )
    reached = pl.col("date").cum_max().shift(1).over("person")
    new = ((pl.col("first_day") - reached).dt.total_days() > 1).fill_null(True)
    return (
        rows.with_columns(spell=new.cum_sum().over("person"))
        .group_by("person", "spell")
        .agg(begins=pl.col("first_day").min(), ends=pl.col("date").max())
    )


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
            & (pl.col("stops").fill_null(date(9999, 12, 31)) > pl.col("end"))
        )
        .select("employment")
        .unique()
    )
    left = ended.join(stayed, on="employment", how="anti").with_columns(
        month=(pl.col("end").dt.year() * 12 + pl.col("end").dt.month() - 1).cast(pl.Int32)
    )
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
