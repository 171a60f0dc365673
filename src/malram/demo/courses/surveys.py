# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Synthetic survey answers, one row per question and person who was asked. No person in them exists."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

import numpy as np
import polars as pl
from numpy.typing import NDArray

from malram.demo.courses.calibrate import Ints
from malram.demo.courses.setting import CostCentre, Setting
from malram.demo.csvfiles import sex_letter, write_rows
from malram.demo.reading import Board, Group, Month

SEED = [20240503, 0]
SENT = "utskick"  # one row per person asked, answered or not


@dataclass(frozen=True)
class Round:
    """A staff survey of one board and sex: how many were asked, how many answered, and the mean index."""

    survey: str
    sent: date
    board: Board
    sex: Literal["women", "men", "unknown"]
    asked: int
    answered: int
    index: float
    questions: int


@dataclass(frozen=True)
class ManagersQuestion:
    """How many managers answered, and how many of them had carried it out, wholly or in part."""

    board: Board
    question: str
    managers: int
    done: int
    partly: int


@dataclass(frozen=True)
class Managers:
    """A yearly follow-up that managers answer."""

    survey: str
    sent: date
    questions: tuple[ManagersQuestion, ...]


@dataclass(frozen=True)
class PatientRound:
    """The answers of some months, and how many of them are positive."""

    first: Month
    months: int
    answers: int
    positive: int


@dataclass(frozen=True)
class Patients:
    """One question to the patients of some units, of whom a share are women."""

    survey: str
    question: str
    units: Group
    women: float
    rounds: tuple[PatientRound, ...]


@dataclass(frozen=True)
class Surveys:
    """The content of surveys.yaml."""

    system: str
    staff: tuple[Round, ...]
    managers: Managers
    patients: Patients


def write_surveys(plan: Surveys, setting: Setting, out: Path) -> list[Path]:
    """Write enkat-<survey>-<year>.csv: the staff surveys, the managers' answers and the patients'."""
    rng = np.random.default_rng(SEED)
    staff = [
        (r.survey, r.sent.year, _staff_round(number, r, setting, rng)) for number, r in enumerate(plan.staff)
    ]
    files: dict[str, list[pl.DataFrame]] = {}
    for survey, year, rows in sorted(staff, key=lambda one: one[:2]):
        files.setdefault(f"{survey}-{year}", []).append(rows)
    files[f"{plan.managers.survey}-{plan.managers.sent.year}"] = list(
        _manager_rounds(plan.managers, setting, rng)
    )
    for round in plan.patients.rounds:
        rows = _patient_round(plan.patients, round, setting.group(plan.patients.units), rng)
        files[f"{plan.patients.survey}-{round.first // 100}"] = [rows]
    folder = out / plan.system
    return [write_rows(folder / f"enkat-{name}.csv", pl.concat(rows)) for name, rows in files.items()]


def _rows(
    survey: str, respondent: pl.Series, unit: pl.Series, sex: str, date: pl.Series, question: pl.Series | str,
    answered: pl.Series, answer: pl.Series,
) -> pl.DataFrame:  # fmt: skip
    frame = pl.DataFrame(
        {"respondent": respondent, "unit": unit, "date": date, "answered": answered, "answer": answer}
    )
    text = pl.lit(question) if isinstance(question, str) else question
    return frame.with_columns(sex=pl.lit(sex)).select(
        pl.lit(survey).alias("Enkät"),
        pl.col("respondent").alias("Respondent"),
        pl.col("unit").alias("Enhet"),
        sex_letter("sex").alias("Kön"),
        pl.col("date").alias("Datum"),
        text.alias("Fråga"),
        pl.when("answered").then(pl.lit("ja")).otherwise(pl.lit("nej")).alias("Besvarad"),
        pl.col("answer").alias("Svar"),
    )


def _units(staffed: Sequence[CostCentre], count: int, rng: np.random.Generator) -> NDArray[np.str_]:
    people = np.array([centre.people for centre in staffed])
    return rng.choice(np.array([centre.id for centre in staffed]), size=count, p=people / people.sum())


def _staff_round(number: int, r: Round, setting: Setting, rng: np.random.Generator) -> pl.DataFrame:
    """Everybody asked as one row, and an answer from one to five on every question of those who answered."""
    units = _units(setting.staffed(r.board), r.asked, rng)
    people = np.array([f"{r.survey.upper()}{r.sent.year % 100}{number}-{i:05d}" for i in range(r.asked)])
    dates = np.datetime64(r.sent) + rng.integers(0, 20, r.asked)
    answering = rng.permutation(r.asked)[: r.answered]
    done = np.zeros(r.asked, dtype=bool)
    done[answering] = True
    nothing = pl.Series([None] * r.asked, dtype=pl.Int64)
    sent = _rows(
        r.survey, pl.Series(people), pl.Series(units), r.sex, pl.Series(dates), SENT, pl.Series(done), nothing
    )
    who = np.repeat(answering, r.questions)
    question = np.tile(np.arange(1, r.questions + 1), r.answered)
    names = np.array([f"{r.survey}-{i}" for i in range(r.questions + 1)])[question]
    answers = _rows(
        r.survey, pl.Series(people[who]), pl.Series(units[who]), r.sex, pl.Series(dates[who]),
        pl.Series(names), pl.Series(np.ones(len(who), dtype=bool)), pl.Series(_answers(r, question, rng)),
    )  # fmt: skip
    return pl.concat([sent, answers])


def _answers(r: Round, question: Ints, rng: np.random.Generator) -> Ints:
    """Answers from one to five whose mean index is the round's, with questions that differ."""
    lean = np.linspace(-0.25, 0.25, r.questions)[question - 1]
    answers = np.clip(np.rint(rng.normal(1 + r.index / 25 + lean, 0.85)), 1, 5).astype(np.int64)
    missing = round(r.index / 25 * len(answers)) - int((answers - 1).sum())
    step = 1 if missing > 0 else -1
    while missing:
        room = np.flatnonzero((answers + step >= 1) & (answers + step <= 5))
        chosen = rng.permutation(room)[: abs(missing)]
        answers[chosen] += step
        missing -= step * len(chosen)
    return answers


def _manager_rounds(plan: Managers, setting: Setting, rng: np.random.Generator) -> Iterator[pl.DataFrame]:
    """The answers to each question: 1 not carried out, 2 in part, 3 carried out."""
    for one in plan.questions:
        begins = f"{plan.survey.upper()}-{one.board}-{one.question[11:14]}"
        names = pl.Series([f"{begins}-{i:03d}" for i in range(one.managers)])
        answers = np.repeat([3, 2, 1], [one.done, one.partly, one.managers - one.done - one.partly])
        dates = pl.Series(np.datetime64(plan.sent) + rng.integers(0, 38, one.managers))
        units = pl.Series(_units(setting.staffed(one.board), one.managers, rng))
        answered, given = pl.Series(np.ones(one.managers, dtype=bool)), pl.Series(rng.permutation(answers))
        yield _rows(plan.survey, names, units, "unknown", dates, one.question, answered, given)


def _patient_round(
    plan: Patients, r: PatientRound, clinics: tuple[str, ...], rng: np.random.Generator
) -> pl.DataFrame:
    """Answers on one's own investigation; four and five are positive."""
    year, month = divmod(r.first, 100)
    given = rng.permutation(
        np.concatenate([rng.integers(4, 6, r.positive), rng.integers(1, 4, r.answers - r.positive)])
    )
    when = rng.integers(month, month + r.months, r.answers)
    days = rng.integers(1, 28, r.answers)
    dates = np.array([np.datetime64(f"{year}-{m:02d}-{d:02d}") for m, d in zip(when, days, strict=True)])
    women = rng.random(r.answers) < plan.women
    frames = []
    for sex, here in (("women", women), ("men", ~women)):
        at = np.flatnonzero(here)
        names = pl.Series([f"{plan.survey[:3].upper()}{year % 100}-{i:04d}" for i in at])
        units = pl.Series(rng.choice(np.array(clinics), len(at)))
        answered = pl.Series(np.ones(len(at), dtype=bool))
        frames.append(
            _rows(
                plan.survey, names, units, sex, pl.Series(dates[at]), plan.question, answered,
                pl.Series(given[at]),
            )
        )  # fmt: skip
    return pl.concat(frames)
