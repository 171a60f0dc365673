# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which courses a region has: those with a file in its `demo/courses/`; read them all and write the files."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from malram.demo.courses.beds import Beds, write_beds
from malram.demo.courses.calls import Calls, write_calls
from malram.demo.courses.contacts import Contacts, write_contacts
from malram.demo.courses.episodes import Episodes, write_episodes
from malram.demo.courses.forecasts import Forecasts, write_forecasts
from malram.demo.courses.ledger import write_ledger
from malram.demo.courses.ledger_plan import Ledger
from malram.demo.courses.measurements import Measurements, write_measurements
from malram.demo.courses.population import Population, write_population
from malram.demo.courses.registers import Registers, write_registers
from malram.demo.courses.setting import Setting, Shared
from malram.demo.courses.staff import write_staff
from malram.demo.courses.staff_plan import StaffPlan
from malram.demo.courses.statistics import Statistics, write_statistics
from malram.demo.courses.surveys import Surveys, write_surveys
from malram.demo.courses.waits import Waits, write_waits
from malram.demo.errors import CalibrationError, DemoError
from malram.demo.reading import Board, Group, Level, PlanReader, Unit
from malram.facts.authored import nearest
from malram.facts.problems import Place, Problem
from malram.facts.unit_rows import read_units
from malram.measures.computing.engine import Progress, silent

FOLDER = "demo/courses"
SHARED = "shared"


@dataclass(frozen=True)
class Course:
    """What the file of a course holds, and who writes source files from it."""

    label: str
    plan: type[Any]
    write: Callable[[Any, Setting, Path], list[Path]]


COURSES = {  # in the order they are written
    "calls": Course("Telefonsamtal", Calls, write_calls),
    "contacts": Course("Vårdkontakter", Contacts, write_contacts),
    "waits": Course("Väntande", Waits, write_waits),
    "episodes": Course("Vårdtillfällen", Episodes, write_episodes),
    "measurements": Course("Mätningar och journalgranskningar", Measurements, write_measurements),
    "beds": Course("Vårdplatser", Beds, write_beds),
    "ledger": Course("Huvudbok och budget", Ledger, write_ledger),
    "forecasts": Course("Prognoser", Forecasts, write_forecasts),  # from the ledger files, so after them
    "staff": Course("Personal", StaffPlan, write_staff),
    "surveys": Course("Enkäter", Surveys, write_surveys),
    "statistics": Course("Statistik", Statistics, write_statistics),
    "registers": Course("Register", Registers, write_registers),
    "population": Course("Befolkning", Population, write_population),
}


@dataclass(frozen=True)
class Plans:
    """What a region says of its courses, by name; nothing of a file that is wrong."""

    setting: Setting | None
    of: dict[str, Any]
    problems: tuple[Problem, ...]


def read_plans(region: Path) -> Plans:
    """All files of a region's `demo/courses/`, with everything that is wrong in them."""
    paths = {path.stem: path for path in sorted((region / FOLDER).glob("*.yaml"))}
    rows, _ = read_units(region / "organisation.csv")  # what is wrong there is told where it is loaded
    known = {Unit: {row.unit for row in rows}, Level: {row.level for row in rows}}
    reader = PlanReader(known)
    shared = paths.pop(SHARED, None)
    if shared is None:
        missing = Problem("G007", Place(f"{FOLDER}/{SHARED}.yaml", 1), "Filen saknas.", "Lägg till den.")
        return Plans(None, {}, (missing,) if paths else ())
    common = reader.read(shared, f"{FOLDER}/{shared.name}", Shared)
    if common is None:
        return Plans(None, {}, tuple(reader.problems))
    reader.years = common.years
    reader.known |= {Group: set(common.groups), Board: set(common.workplaces.boards)}
    found = {name: _plan(reader, path) for name, path in paths.items()}
    return Plans(Setting(rows, common), found, tuple(reader.problems))


def _plan(reader: PlanReader, path: Path) -> Any:
    shown_as = f"{FOLDER}/{path.name}"
    if path.stem in COURSES:
        return reader.read(path, shown_as, COURSES[path.stem].plan)
    hint = nearest(path.stem, {*COURSES, SHARED})
    reader.problems.append(Problem("G007", Place(shown_as, 1), "Inget förlopp heter så.", hint))
    return None


def write_courses(region: Path, out: Path, progress: Progress = silent) -> list[Path]:
    """Write every source file of a region's courses below `out`, the same on every run.

    Raises `DemoError` when a file is wrong or its figures cannot be true together.
    """
    plans = read_plans(region)
    if plans.problems:
        raise DemoError.of(plans.problems)
    paths: list[Path] = []
    courses = [(name, course) for name, course in COURSES.items() if name in plans.of]
    for number, (name, course) in enumerate(courses):
        progress(course.label, number, len(courses))
        try:
            paths += course.write(plans.of[name], plans.setting, out)
        except CalibrationError as error:
            raise DemoError(f"{FOLDER}/{name}.yaml: {error}") from None
        except KeyError as error:
            raise DemoError(f"{FOLDER}/{name}.yaml: Värde för {error} saknas.") from None
        except ValueError as error:  # from a library, in its words
            raise DemoError(f"{FOLDER}/{name}.yaml: Ett tal går inte att använda ({error}).") from None
    progress("Källfiler", len(courses), len(courses))
    return paths
