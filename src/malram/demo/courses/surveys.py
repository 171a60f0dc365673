# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Synthetic survey answers, one row per question and person who was asked. No person in them exists."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from malram.demo.courses.cost_centres import CostCentre, of_board
from malram.demo.csvfiles import sex_letter, write_rows

SENT = "utskick"  # one row per person asked, answered or not
SCALE = np.arange(1, 6)

Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Round:
    """A staff survey of one board and sex: how many were asked, how many answered, and the mean index."""

    survey: str
    year: int
    month: int
    board: str
    sex: str
    asked: int
    answered: int
    index: float
    questions: int


ROUNDS = (
    Round("hme", 2023, 10, "hsn", "women", 6120, 4836, 80.31, 9),
    Round("hme", 2023, 10, "hsn", "men", 1420, 1008, 78.72, 9),
    Round("hme", 2024, 10, "hsn", "women", 6050, 4804, 79.61, 9),
    Round("hme", 2024, 10, "hsn", "men", 1410, 1017, 77.84, 9),
    Round("hse", 2023, 10, "hsn", "women", 6120, 4836, 77.2, 6),
    Round("hse", 2023, 10, "hsn", "men", 1420, 1008, 76.1, 6),
    Round("hse", 2024, 10, "hsn", "women", 6050, 4804, 76.3, 6),
    Round("hse", 2024, 10, "hsn", "men", 1410, 1017, 75.2, 6),
    # The executive's survey is delivered without sex.
    Round("hme", 2021, 10, "rs", "unknown", 810, 712, 77.1, 9),
    Round("hme", 2024, 10, "rs", "unknown", 926, 861, 80.1, 9),
)

MANAGERS = (  # board, question, managers who answered, of whom carried out, carried out in part
    ("hsn", "skyddsrond-medarbetare", 247, 205, 35),
    ("hsn", "skyddsrond-underliggande-chefer", 59, 33, 8),
    ("rs", "skyddsrond-medarbetare", 47, 33, 6),
    ("rs", "skyddsrond-underliggande-chefer", 11, 8, 2),
)

PATIENTS = (  # first month, months, answers, positive answers
    ((2022, 1), 12, 1124, 709),
    ((2024, 1), 6, 516, 309),
)
CLINICS = (
    "spec-urologi", "spec-gynekologi", "spec-lung", "spec-gastro", "kirurgkliniken-csk", "spec-oron",
    "spec-hud",
)  # fmt: skip


def write_surveys(out: Path, rng: np.random.Generator) -> list[Path]:
    """Write enkat/<survey>-<year>.csv: the staff surveys, the managers' round and the patients' survey."""
    paths = []
    staff = [(r.survey, r.year, _staff_round(number, r, rng)) for number, r in enumerate(ROUNDS)]
    for survey, year in sorted({(survey, year) for survey, year, _ in staff}):
        rows = pl.concat([frame for s, y, frame in staff if (s, y) == (survey, year)])
        paths.append(_write(out, f"{survey}-{year}", rows))
    paths.append(_write(out, "sam-2024", pl.concat(list(_manager_rounds(rng)))))
    for (year, month), months, answers, positive in PATIENTS:
        rows = _patient_round(year, month, months, answers, positive, rng)
        paths.append(_write(out, f"npe-svf-{year}", rows))
    return paths


def _write(out: Path, name: str, rows: pl.DataFrame) -> Path:
    return write_rows(out / "enkat" / f"enkat-{name}.csv", rows)


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


def _units(centres: tuple[CostCentre, ...], count: int, rng: np.random.Generator) -> NDArray[np.str_]:
    staffed = [c for c in centres if not c.group.startswith("vo-")]
    people = np.array([centre.people for centre in staffed])
    return rng.choice(np.array([centre.id for centre in staffed]), size=count, p=people / people.sum())


def _staff_round(number: int, r: Round, rng: np.random.Generator) -> pl.DataFrame:
    """Everybody asked as one row, and an answer from one to five on every question of those who answered."""
    units = _units(of_board(r.board), r.asked, rng)
    people = np.array([f"{r.survey.upper()}{r.year % 100}{number}-{i:05d}" for i in range(r.asked)])
    dates = np.datetime64(f"{r.year}-{r.month:02d}-02") + rng.integers(0, 20, r.asked)
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
        pl.Series(names),
        pl.Series(np.ones(len(who), dtype=bool)), pl.Series(_answers(r, question, rng)),
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


def _manager_rounds(rng: np.random.Generator) -> Iterator[pl.DataFrame]:
    """The yearly follow-up of the work environment: 1 not carried out, 2 in part, 3 carried out."""
    for board, question, managers, done, partly in MANAGERS:
        names = pl.Series([f"SAM-{board}-{question[11:14]}-{i:03d}" for i in range(managers)])
        answers = np.repeat([3, 2, 1], [done, partly, managers - done - partly])
        dates = np.datetime64("2024-11-04") + rng.integers(0, 38, managers)
        units = pl.Series(_units(of_board(board), managers, rng))
        answered = pl.Series(np.ones(managers, dtype=bool))
        yield _rows(
            "sam",
            names,
            units,
            "unknown",
            pl.Series(dates),
            question,
            answered,
            pl.Series(rng.permutation(answers)),
        )


def _patient_round(
    year: int, month: int, months: int, answers: int, positive: int, rng: np.random.Generator
) -> pl.DataFrame:
    """Answers on taking part in one's own investigation; four and five are positive."""
    given = rng.permutation(
        np.concatenate([rng.integers(4, 6, positive), rng.integers(1, 4, answers - positive)])
    )
    when = rng.integers(month, month + months, answers)
    days = rng.integers(1, 28, answers)
    dates = [np.datetime64(f"{year}-{m:02d}-{d:02d}") for m, d in zip(when, days, strict=True)]
    women = rng.random(answers) < 0.54
    frames = []
    for sex, here in (("women", women), ("men", ~women)):
        at = np.flatnonzero(here)
        names = pl.Series([f"NPE{year % 100}-{i:04d}" for i in at])
        units = pl.Series(rng.choice(np.array(CLINICS), len(at)))
        frames.append(
            _rows(
                "npe-svf",
                names,
                units,
                sex,
                pl.Series(np.array(dates)[at]),
                "delaktig-i-utredningen",
                pl.Series(np.ones(len(at), dtype=bool)),
                pl.Series(given[at]),
            )
        )
    return pl.concat(frames)
