# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a region's goals and indicators lack before they can be followed up, told from its files alone.

Warnings: the model loads all the same, and a board may have its reasons. The rules about targets stand in
`lint_targets`.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from malram.facts.problems import Problem
from malram.measures.catalogue.definitions import Catalogue
from malram.steering.definitions import Definitions, GoalRow, IndicatorRow
from malram.steering.lint_targets import aims_in, conflicts, out_of_reach
from malram.steering.model import Cardinality, SteeringModel

OPPOSITE = {"higher": "lower", "lower": "higher"}
IN_WORDS = {"higher": "högre är bättre", "lower": "lägre är bättre"}


def lint(
    definitions: Definitions, models: Mapping[str, SteeringModel], catalogue: Catalogue
) -> list[Problem]:
    """List what cannot be followed up as it is written, in the order of the files."""
    found = list(_goals(definitions, models))
    for row in definitions.indicators:
        found += _indicator(row, catalogue)
    aims = aims_in(definitions, catalogue)
    found += [problem for aim in aims for problem in out_of_reach(aim)]
    found += conflicts(aims)
    return sorted(found, key=lambda problem: (problem.place.file, problem.place.line, problem.code))


def _goals(definitions: Definitions, models: Mapping[str, SteeringModel]) -> Iterator[Problem]:
    followed = {(use.board, use.year, use.goal) for row in definitions.indicators for use in row.followed}
    above = {(goal.board, goal.year, goal.parent) for goal in definitions.goals}
    for goal in definitions.goals:
        if goal.parent and goal.key not in followed | above:
            message = f"Målet '{goal.slug}' följs inte av någon indikator."
            hint = "Lägg till målet under 'followed' i en indikator, eller följ upp det i text."
            yield Problem("S040", goal.place, message, hint)
    for board, year in sorted({(goal.board, goal.year) for goal in definitions.goals}):
        goals = [goal for goal in definitions.goals if (goal.board, goal.year) == (board, year)]
        for rule in models[board].cardinality:
            yield from _cardinality(rule, goals)


def _cardinality(rule: Cardinality, goals: Iterable[GoalRow]) -> Iterator[Problem]:
    """Count a board's own goals under each goal of the level above; region-common ones come on top."""
    goals = list(goals)
    own = Counter(goal.parent for goal in goals if goal.level == rule.level and not goal.common)
    for top in goals:
        if top.level == rule.per and not rule.at_least <= own[top.slug] <= rule.at_most:
            hint = f"Det ska vara {rule.at_least}–{rule.at_most}, regiongemensamma mål oräknade."
            yield Problem("S041", top.place, f"'{top.slug}' har {own[top.slug]} egna mål under sig.", hint)


def _indicator(row: IndicatorRow, catalogue: Catalogue) -> Iterator[Problem]:
    measure = catalogue.get(row.measure)
    at = row.written.at
    if not (row.source or (measure and measure.source)):
        message = f"Indikatorn '{row.id}' har ingen datakälla."
        yield Problem("S042", at("source"), message, "Skriv i 'source' varifrån uppgiften kommer.")
    if not row.owner:
        hint = "Skriv i 'owner' vilken roll som svarar för den, aldrig en person."
        yield Problem("S045", at("owner"), f"Indikatorn '{row.id}' har ingen ägare.", hint)
    if not row.measure:
        hint = "Skriv måttets id i 'measure'. Det som ingen fil räknar fram är ett mått av slaget 'reported'."
        yield Problem("S047", at("measure"), f"Indikatorn '{row.id}' har inget mått.", hint)
    yield from _baseline(row)
    if measure is None:
        return
    if row.direction == OPPOSITE.get(measure.direction):
        message = (
            f"För indikatorn '{row.id}' är {IN_WORDS[row.direction]}, men för måttet '{measure.id}' "
            f"({measure.file}:{measure.line}) är {IN_WORDS[measure.direction]}."
        )
        yield Problem("S052", at("direction"), message, "Ändra 'direction' i det ena så att de är lika.")
    if row.unit != measure.unit:
        message = f"Indikatorn '{row.id}' anges i '{row.unit}', men måttet '{measure.id}' i '{measure.unit}'."
        yield Problem("S051", at("unit"), message, f"Skriv 'unit: \"{measure.unit}\"' och målvärdena i den.")
    if row.window != "period" and row.window not in measure.windows:
        message = f"Måttet '{measure.id}' räknas inte för '{row.window}', som indikatorn '{row.id}' följer."
        hint = f"Välj bland {', '.join(measure.windows)}, eller lägg till fönstret i måttet."
        yield Problem("S051", at("window"), message, hint)


def _baseline(row: IndicatorRow) -> Iterator[Problem]:
    """A target to be reached needs something it is reached from; a yes or no does not."""
    aimed = [use.year for use in row.followed if use.operator not in ("none", "=")]
    if not aimed or any(use.baseline for use in row.followed):
        return
    if not row.base_year:
        message = f"Indikatorn '{row.id}' har ett målvärde men inget utgångsvärde."
        hint = "Skriv året att jämföra med i 'base_year', eller 'baseline: true' vid den första mätningen."
        yield Problem("S046", row.written.at("base_year"), message, hint)
    elif row.base_year > min(aimed):
        message = f"Utgångsåret {row.base_year} för '{row.id}' ligger efter målåret {min(aimed)}."
        yield Problem("S046", row.written.at("base_year"), message, "Välj ett år före målåret, eller det.")
