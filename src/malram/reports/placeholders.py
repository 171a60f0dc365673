# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""What an author may ask for inside a text.

    {{ measure unit period [sex=women] [group=breakdown/group] }}   its value
    {{ change measure unit period against=period [as=percent] }}    how much it changed
    {{ deviation measure budget unit period [as=percent] [sign=-1] }}   how far from budget
    {{ cell layout row column }}                               a cell of a statement
    {{ forecast measure unit period [by=month] }}              what was last forecast for the year, by a month
    {{ behind measure unit period }}                           the number a share is a share of
    {{ highest|lowest measure parent period [name] [level=vardcentral] [least=30] }}
                                              the extreme among a unit's children, or all of a level below
    {{ frame table row column }}                               a cell of a table of frames
    {{ target indicator }}   {{ grade goal }}   {{ goals [grade] }}   {{ riket measure period }}
    {{ direction measure unit period [against=period|budget=measure] [words=högre/lägre/oförändrad] }}
    {{ direction cell layout row column }}                     the word that goes with a change
    {{ reached indicator [words=nås/nås_nästan/nås_inte] }}    the word that goes with a target
    {{ plain text }}                                           digits that are not a figure

A word is chosen by what is printed, so that a text cannot say the opposite of its figures; in `words` a
low line is a space. `board` stands for the report's board, `now` for its period and `before` for the
same period a year earlier. `abs` leaves the sign to the words, `digits` the unit, `decimals=n` prints
fewer decimals. In a table `dash` prints a dash where there is no value; elsewhere that is a problem.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from malram.economy.computed import FORECAST
from malram.economy.forecasts.given import MANAGER
from malram.facts.authored import nearest
from malram.facts.problems import Place
from malram.frames.tables import TABLES, at_most
from malram.reports.blocks import Runs, StatusRun, Text
from malram.reports.book import Book
from malram.reports.prose import Unresolved
from malram.values import Figure, Period, PeriodError, unit, year_of

FLAGS = {"abs", "digits", "name", "dash"}
OPTIONS = {"sex", "against", "as", "sign", "decimals", "budget", "words", "level", "least", "by", "group"}
DIRECTIONS = "högre/lägre/oförändrad"
REACHED = {"good": 0, "warn": 1, "bad": 2}  # tone of the verdict -> which of the words


class Resolver:
    """Turns placeholders into runs; whatever it prints is in the book."""

    def __init__(self, book: Book, context: Any) -> None:
        self.book, self.context, self.m = book, context, book.measurements
        self.words = {
            name: getattr(self, f"_{name}")
            for name in (
                "change", "deviation", "forecast", "cell", "frame", "behind", "highest", "lowest", "target",
                "grade", "goals", "riket", "plain", "direction", "reached",
            )
        }  # fmt: skip

    def __call__(self, asked: str, place: Place) -> Runs:
        words = asked.split()
        if not words:
            raise Unresolved("Platshållaren är tom.", "Skriv {{ mått enhet period }}.")
        if words[0] == "plain":
            return (Text(asked.removeprefix("plain").strip()),)
        head, *rest = words
        plain = [word for word in rest if "=" not in word and word not in FLAGS]
        options = dict(word.split("=", 1) for word in rest if "=" in word)
        flags = {word for word in rest if word in FLAGS}
        for key in options:
            if key not in OPTIONS:
                raise Unresolved(f"Okänt val '{key}' i '{asked}'.", nearest(key, OPTIONS))
        try:
            if head in self.words:
                return self.words[head](plain, options, flags)
            return self._value([head, *plain], options, flags)
        except PeriodError as error:
            raise Unresolved(str(error)) from error

    # -- kinds ------------------------------------------------------------------------------------

    def _value(self, words: list[str], options: dict[str, str], flags: set[str]) -> Runs:
        measure, unit_id, period = self._three(words, "mått enhet period")
        return self._print(
            self.m.value(measure, unit_id, period, options.get("sex", "total"), options.get("group", "")),
            "",
            options,
            flags,
        )

    def _change(self, words: list[str], options: dict[str, str], flags: set[str]) -> Runs:
        measure, unit_id, period = self._three(words, "change mått enhet period against=period")
        against = self._period(options["against"]) if "against" in options else period.previous_year()
        sex, as_ = options.get("sex", "total"), options.get("as", "difference")
        found = self.m.change(measure, unit_id, period, against, sex, as_, options.get("group", ""))
        return self._print(found, f"förändring mot {against.code} {as_}", options, flags)

    def _deviation(self, words: list[str], options: dict[str, str], flags: set[str]) -> Runs:
        if len(words) != 4:
            raise Unresolved(
                "Avvikelsen saknar något.", "Skriv {{ deviation mått budgetmått enhet period }}."
            )
        budget = self._measure(words[1])
        measure, unit_id, period = self._three([words[0], *words[2:]], "")
        as_, sign = options.get("as", "difference"), int(options.get("sign", "1"))
        found = self.m.deviation(measure, budget, unit_id, period, as_, sign, options.get("group", ""))
        return self._print(found, f"avvikelse mot {budget} {as_}", options, flags)

    def _forecast(self, words: list[str], options: dict[str, str], flags: set[str]) -> Runs:
        measure, unit_id, period = self._three(words, "forecast mått enhet period by=månad")
        last = self._period(options["by"]).last if "by" in options else period.last
        found = self.m.forecasts.latest(measure, unit_id, year_of(period.last), MANAGER, last)
        if found is None:
            raise Unresolved(f"'{unit_id}' har ingen prognos för '{measure}'.", "Lämna in prognosen först.")
        return self._print(found, f"{FORECAST} för {period.code}", options, flags)

    def _cell(self, words: list[str], options: dict[str, str], flags: set[str]) -> Runs:
        found = self._cell_of(words)
        said = self.context.statements[words[0]].derivation(*words[1:])
        return self._print(found, said if said.startswith(FORECAST) else " ".join(words), options, flags)

    def _cell_of(self, words: list[str]) -> Any:
        if len(words) != 3:
            raise Unresolved("Cellen är inte utpekad.", "Skriv {{ cell uppställning rad kolumn }}.")
        statements = self.context.statements
        name, row_id, key = words
        if name not in statements:
            raise Unresolved(f"Uppställningen '{name}' finns inte.", nearest(name, set(statements)))
        statement = statements[name]
        rows = {row.id: row for row in statement.rows}
        if row_id not in rows:
            raise Unresolved(f"Raden '{row_id}' finns inte i '{name}'.", nearest(row_id, set(rows)))
        if key not in statement.keys:
            raise Unresolved(f"Kolumnen '{key}' finns inte i '{name}'.", nearest(key, set(statement.keys)))
        found = rows[row_id].cells[statement.keys.index(key)]
        if found is None:
            raise Unresolved(f"Cellen '{row_id}' '{key}' är tom i '{name}'.", "Välj en annan kolumn.")
        return found

    def _frame(self, words: list[str], options: dict[str, str], flags: set[str]) -> Runs:
        if len(words) != 3:
            raise Unresolved("Rutan är inte utpekad.", "Skriv {{ frame tabell rad kolumn }}.")
        name, row, column = words
        table = self.context.registers.table(name)
        if table is None:
            raise Unresolved(f"Ramtabellen '{name}' finns inte.", nearest(name, set(TABLES)))
        if (row, column) not in table:
            known = {f"{one.id} {key}" for one in table.rows for key in one.cells}
            raise Unresolved(f"'{row} {column}' finns inte i '{name}'.", nearest(f"{row} {column}", known))
        shown = at_most(table.cell(row, column), int(options.get("decimals", "1")))
        told = {"unit": "digits" not in flags, "absolute": "abs" in flags}
        return (self.book.framed(table, row, column, shown, **told),)

    def _direction(self, words: list[str], options: dict[str, str], flags: set[str]) -> Runs:
        """A word for more, less or the same, by the figures as they are printed."""
        if words[:1] == ["cell"]:
            change = self._cell_of(words[1:]).figure.rounded() or 0
        else:
            measure, unit_id, period = self._three(words, "direction mått enhet period")
            other, when = self._measure(options.get("budget", measure)), period
            if "budget" not in options:
                when = self._period(options["against"]) if "against" in options else period.previous_year()
            now, then = self.m.value(measure, unit_id, period), self.m.value(other, unit_id, when)
            if now.figure.value is None or then.figure.value is None:
                raise Unresolved(f"'{' '.join(words)}' kan inte jämföras.", "Skriv om meningen.")
            change = (now.figure.rounded() or 0) - (then.figure.rounded() or 0)
            change *= int(options.get("sign", "1"))
        more, less, same = self._chosen(options, DIRECTIONS, 3)
        return (Text(more if change > 0 else less if change < 0 else same),)

    def _reached(self, words: list[str], options: dict[str, str], flags: set[str]) -> Runs:
        views = {view.indicator.slug: view for view in self.context.indicators}
        if len(words) != 1 or words[0] not in views:
            name = " ".join(words)
            raise Unresolved(f"Indikatorn '{name}' finns inte.", nearest(name, set(views)))
        grade = views[words[0]].in_force.grade
        if grade is None or grade.colour not in REACHED:
            raise Unresolved(f"Indikatorn '{words[0]}' har ingen bedömning.", "Ta bort platshållaren.")
        return (Text(self._chosen(options, "nås/nås_inte_fullt_ut/nås_inte", 3)[REACHED[grade.colour]]),)

    def _chosen(self, options: dict[str, str], default: str, number: int) -> list[str]:
        chosen = [word.replace("_", " ") for word in options.get("words", default).split("/")]
        if len(chosen) != number:
            raise Unresolved(f"Det ska vara {number} ord.", f"Skriv words={default}.")
        return chosen

    def _behind(self, words: list[str], options: dict[str, str], flags: set[str]) -> Runs:
        measure, unit_id, period = self._three(words, "behind mått enhet period")
        found = self.m.value(measure, unit_id, period, options.get("sex", "total"))
        if found.denominator is None:
            raise Unresolved(
                f"Måttet '{measure}' har inget tal bakom sig.", "Använd {{ mått enhet period }}."
            )
        count = replace(found, figure=Figure(found.denominator, unit("st"), 0), word=None)
        return (self.book.of(count, "nämnare", unit=False),)

    def _highest(self, words: list[str], options: dict[str, str], flags: set[str]) -> Runs:
        return self._extreme(words, options, flags, 1, "högst bland")

    def _lowest(self, words: list[str], options: dict[str, str], flags: set[str]) -> Runs:
        return self._extreme(words, options, flags, 0, "lägst bland")

    def _extreme(
        self, words: list[str], options: dict[str, str], flags: set[str], end: int, said: str
    ) -> Runs:
        measure, parent, period = self._three(words, "highest mått enhet period")
        tree = self.m.tree
        units = tree.of_level(options["level"], parent) if "level" in options else tree.children(parent)
        found = self.m.extremes(measure, units, period, int(options.get("least", "1")))
        if found is None:
            raise Unresolved(
                f"'{parent}' har inte två enheter med värde för '{measure}'.", "Välj en annan enhet."
            )
        if "name" in flags:
            return (Text(self.m.tree.units[found[end].unit].name),)
        return self._print(found[end], f"{said} {parent}", options, flags)

    def _target(self, words: list[str], options: dict[str, str], flags: set[str]) -> Runs:
        views = {view.indicator.slug: view for view in self.context.indicators}
        if len(words) != 1 or words[0] not in views:
            raise Unresolved(
                f"Indikatorn '{' '.join(words)}' finns inte.", nearest(" ".join(words), set(views))
            )
        view = views[words[0]]
        if view.target is None:
            raise Unresolved(f"Indikatorn '{words[0]}' har inget målvärde.", "Ta bort platshållaren.")
        board = self.context.template.board
        return (self.book.target(view.indicator, view.target, board),)

    def _grade(self, words: list[str], options: dict[str, str], flags: set[str]) -> Runs:
        views = {view.goal.slug: view for view in self.context.goal_views}
        if len(words) != 1 or words[0] not in views:
            raise Unresolved(f"Målet '{' '.join(words)}' finns inte.", nearest(" ".join(words), set(views)))
        grade = views[words[0]].decided
        return (status_of(grade),)

    def _goals(self, words: list[str], options: dict[str, str], flags: set[str]) -> Runs:
        grades = [view.decided.id if view.decided else "" for view in self.context.goal_views]
        board, period = self.context.template.board, self.context.period.code
        if not words:
            return (self.book.count("resultatmal", len(grades), board, period, "antal resultatmål"),)
        number = grades.count(words[0])
        return (self.book.count(words[0], number, board, period, "antal resultatmål med bedömningen"),)

    def _riket(self, words: list[str], options: dict[str, str], flags: set[str]) -> Runs:
        if len(words) != 2:
            raise Unresolved("Jämförelsen saknar något.", "Skriv {{ riket mått period }}.")
        found = self.m.benchmark(self._measure(words[0]), self._period(words[1]))
        if found is None:
            raise Unresolved(
                f"Riket har inget värde för '{words[0]}' {words[1]}.", "Läs in statistiken först."
            )
        return self._print(found, "", options, flags)

    def _plain(self, words: list[str], options: dict[str, str], flags: set[str]) -> Runs:
        return (Text(" ".join(words)),)

    # -- words ------------------------------------------------------------------------------------

    def _three(self, words: list[str], form: str) -> tuple[str, str, Period]:
        if len(words) != 3:
            raise Unresolved(f"'{' '.join(words)}' pekar inte ut ett värde.", f"Skriv {{{{ {form} }}}}.")
        measure = self._measure(words[0])
        unit_id = self.context.template.board if words[1] == "board" else words[1]
        units = self.m.tree.units
        if unit_id not in units:
            raise Unresolved(f"Enheten '{unit_id}' finns inte.", nearest(unit_id, set(units)))
        return measure, unit_id, self._period(words[2])

    def _measure(self, word: str) -> str:
        if word not in self.m.catalogue:
            raise Unresolved(f"Måttet '{word}' finns inte.", nearest(word, {m.id for m in self.m.catalogue}))
        return word

    def _period(self, word: str) -> Period:
        period: Period = self.context.period
        known = {"now": period, "before": period.previous_year()}
        return known[word] if word in known else Period.parse(word)

    def _print(self, found: Any, derivation: str, options: dict[str, str], flags: set[str]) -> Runs:
        if found.figure.value is None and not found.word and "dash" not in flags:
            reason = found.figure.reason.label if found.figure.reason else "värde saknas"
            message = f"'{found.measure}' för {found.unit} {found.period.code} har inget värde: {reason}."
            raise Unresolved(message, "Skriv om meningen eller läs in underlaget.")
        if "decimals" in options:
            found = replace(found, figure=replace(found.figure, decimals=int(options["decimals"])))
        return (self.book.of(found, derivation, unit="digits" not in flags, absolute="abs" in flags),)


def status_of(grade: Any) -> StatusRun:
    """A grade as it is printed; without one, that there is none."""
    if grade is None:
        return StatusRun("", "Ingen bedömning", "○", "quiet")
    return StatusRun(grade.id, grade.word, grade.symbol, grade.colour)
