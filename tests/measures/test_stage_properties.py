# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The steps per person against plain loops over small histories drawn at random."""

from __future__ import annotations

import calendar
import tempfile
from collections import Counter
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from malram.measures.computing.stages import STAGES
from tests.small import SmallStore

some = settings(max_examples=60, deadline=None, derandomize=True)
START = date(2024, 1, 1)
days = st.integers(0, 150).map(lambda n: START + timedelta(n))
people, units = st.sampled_from("pqr"), st.sampled_from(["norr", "soder"])
PERSON = {"sex": "women", "birth_year": 1950}


def table_of(stage: str, **facts: list[dict]) -> pl.DataFrame:
    with tempfile.TemporaryDirectory() as folder:
        store = SmallStore(Path(folder))
        for contract, rows in facts.items():
            store.add(contract, *rows)
        store.tables |= {name: [] for name in STAGES[stage].origins if name not in store.tables}
        return STAGES[stage].compute({name: store.frame(name).lazy() for name in store.tables})


def month(day: date) -> int:
    return day.year * 12 + day.month - 1


def last_day(at: int) -> date:
    return date(at // 12, at % 12 + 1, calendar.monthrange(at // 12, at % 12 + 1)[1])


def stays() -> st.SearchStrategy[list[dict]]:
    one = st.builds(
        lambda patient, unit, first, length, planned, support: {
            **PERSON, "patient": patient, "unit": unit, "admitted": first, "date": first + timedelta(length),
            "planned": planned, "municipal_support": support, "care": "somatik",
        },
        people, units, days, st.integers(0, 20), st.booleans(), st.booleans(),
    )  # fmt: skip
    return st.lists(one, max_size=10).map(
        lambda rows: [{**r, "episode": f"e{i}"} for i, r in enumerate(rows)]
    )


@some
@given(stays())
def test_a_readmission_is_another_unplanned_stay_begun_within_thirty_days(rows):
    table = table_of("readmissions", episodes=rows)
    wanted = Counter(
        (
            row["unit"],
            month(row["date"]),
            any(
                other["episode"] != row["episode"]
                and other["patient"] == row["patient"]
                and not other["planned"]
                and 0 <= (other["admitted"] - row["date"]).days <= 30
                for other in rows
            ),
        )
        for row in rows
        if row["municipal_support"]
    )
    assert Counter(table.select("unit", "month", "readmitted").rows()) == wanted


def visits() -> st.SearchStrategy[list[dict]]:
    one = st.builds(
        lambda patient, unit, doctor, at, form: {
            **PERSON, "patient": patient, "unit": unit, "staff": doctor, "form": form, "kind": "lakarbesok",
            "profession": "läkare", "date": date(at // 12, at % 12 + 1, 7),
        },
        people, units, st.sampled_from(["x", "y", None]), st.integers(2023 * 12, 2023 * 12 + 21),
        st.sampled_from(["fysiskt", "fysiskt", "distans"]),
    )  # fmt: skip
    return st.lists(one, min_size=6, max_size=20)


@some
@given(visits())
def test_continuity_is_the_share_of_pairs_of_visits_to_the_same_doctor(rows):
    """The index is the chance that two of a patient's visits, drawn at random, were to one doctor."""
    counted = [row for row in rows if row["form"] == "fysiskt" and row["staff"]]
    wanted = []
    months = {month(row["date"]) for row in counted}
    for end in range(min(months) + 17, max(months) + 1) if months else ():
        for patient in "pqr":
            own = [r for r in counted if r["patient"] == patient and end - 17 <= month(r["date"]) <= end]
            if len(own) >= 3:
                pairs = [(a["staff"], b["staff"]) for i, a in enumerate(own) for b in own[:i]]
                index = Fraction(sum(a == b for a, b in pairs), len(pairs))
                place = max(
                    ("soder", "norr"),
                    key=lambda unit: (
                        sum(r["unit"] == unit for r in own),
                        max((r["date"] for r in own if r["unit"] == unit), default=date.min),
                        unit == "norr",
                    ),
                )
                wanted.append((place, end, int(index * 1_000_000)))
    table = table_of("continuity", contacts=rows)
    assert Counter(table.select("unit", "month", "coc_ppm").rows()) == Counter(wanted)


@st.composite
def employments(draw) -> list[dict]:
    """Some begin about thirty days after another of the same person has ended."""
    rows: list[dict] = []
    for i in range(draw(st.integers(0, 6))):
        person, first = draw(people), draw(days)
        before = [row for row in rows if row["end"] is not None]
        if before and draw(st.booleans()):
            chosen = draw(st.sampled_from(before))
            person, first = (
                chosen["person"],
                chosen["end"] + timedelta(draw(st.sampled_from([1, 29, 30, 31]))),
            )
        length = draw(st.none() | st.integers(0, 60))
        rows.append({
            "employment": f"a{i}", "person": person, "sex": "men", "unit": draw(units), "date": first,
            "form": draw(st.sampled_from(["tillsvidare", "tillsvidare", "visstid"])), "degree": 1000,
            "end": None if length is None else first + timedelta(length), "group": "läkare",
        })  # fmt: skip
    return rows


def runs(row: dict, day: date) -> bool:
    return row["date"] <= day and (row["end"] is None or row["end"] >= day)


HOURS = [
    {"month": date(2024, at, 1), "unit": "norr", "person": "p", "sex": "men", "staff_group": "läkare",
     "scheduled_minutes": 1}
    for at in (2, 5)
]  # fmt: skip
ENDS = range(2024 * 12, 2024 * 12 + 5)  # from the month before the first hours to the last


@some
@given(employments())
def test_an_employment_counts_at_every_month_end_it_runs(rows):
    table = table_of("staff_months", employments=rows, worked_hours=HOURS)
    wanted = Counter((row["unit"], at, row["form"]) for row in rows for at in ENDS if runs(row, last_day(at)))
    assert Counter(table.select("unit", "month", "form").rows()) == wanted


@some
@given(employments())
def test_leaving_is_a_permanent_employment_that_nothing_follows_within_thirty_days(rows):
    wanted = Counter(
        (row["unit"], month(row["end"]))
        for row in rows
        if row["form"] == "tillsvidare" and row["end"] is not None
        if not any(
            other is not row
            and other["person"] == row["person"]
            and (other["date"] - row["end"]).days <= 30
            and (other["end"] is None or other["end"] > row["end"])
            for other in rows
        )
    )
    assert Counter(table_of("leavers", employments=rows).select("unit", "month").rows()) == wanted


@st.composite
def absences(draw) -> list[dict]:
    """Two rows that meet, or all but, and reach back about sixty days from a month end."""
    rows: list[dict] = []
    for _ in range(draw(st.integers(0, 4))):
        person, last = (
            draw(people),
            last_day(draw(st.sampled_from(ENDS))) + timedelta(draw(st.integers(-1, 2))),
        )
        back, cut = draw(st.integers(57, 62)), draw(st.integers(1, 50))
        split = last - timedelta(cut)
        spells = [
            (last - timedelta(back), split),
            (split + timedelta(draw(st.sampled_from([0, 1, 1, 2]))), last),
        ]
        rows += [
            {"person": person, "sex": "men", "unit": "norr", "first_day": first, "date": until, "minutes": 1,
             "cause": draw(st.sampled_from(["sjuk"] * 5 + ["ovrigt"]))}
            for first, until in draw(st.permutations(spells))
            if first <= until
        ]  # fmt: skip
    return [{**row, "row": f"r{i}"} for i, row in enumerate(rows)]


STAYING = [
    {"employment": f"s{person}", "person": person, "sex": "men", "unit": "norr", "date": date(2020, 1, 1),
     "form": "tillsvidare", "degree": 1000, "end": None, "group": "läkare"}
    for person in "pqr"
]  # fmt: skip


@some
@given(employments().map(lambda rows: STAYING + rows), absences())
def test_long_sick_is_sixty_days_in_a_row_up_to_and_including_the_month_end(employed, absent):
    sick = {
        (row["person"], row["first_day"] + timedelta(i))
        for row in absent
        if row["cause"] == "sjuk"
        for i in range((row["date"] - row["first_day"]).days + 1)
    }
    wanted = {
        (row["person"], row["unit"], at): all(
            (row["person"], last_day(at) - timedelta(i)) in sick for i in range(60)
        )
        for row in employed
        for at in ENDS
        if runs(row, last_day(at))
    }
    table = table_of("long_sick", employments=employed, worked_hours=HOURS, absence=absent)
    found = Counter(table.select("unit", "month", "long_sick").rows())
    assert found == Counter((unit, at, long) for (_, unit, at), long in wanted.items())
