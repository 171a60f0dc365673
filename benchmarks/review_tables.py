# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tables as boards print them, with figures that agree, and reports made of them and of sentences."""

from __future__ import annotations

from fractions import Fraction
from random import Random

from benchmarks.review_cases import (
    COSTS,
    INCOME,
    PRODUCTION,
    STYLES,
    SUBJECTS,
    UNITS,
    Cell,
    Part,
    Report,
    TableCase,
    amount,
    near,
    sentence,
    shown,
)


def report(random: Random) -> Report:
    """A clean report of two or three tables and some sentences."""
    subjects = {name: random.sample(words, len(words)) for name, words in SUBJECTS.items()}
    parts: list[Part] = []
    for make in random.sample(TABLES, random.randint(2, 3)):
        parts += [sentence(random, subjects) for _ in range(random.randint(2, 4))]
        parts.append(make(random))
    parts.append(sentence(random, subjects))
    return Report(parts, random.choice(STYLES))


def _money(outcome: Fraction, budget: Fraction, before: Fraction, decimals: int) -> list[Cell]:
    return [
        Cell(shown(outcome, decimals), "outcome"),
        Cell(shown(budget, decimals), "budget"),
        Cell(shown(outcome - budget, decimals), "deviation"),
        Cell(shown(before, decimals), "before"),
        Cell(shown((outcome / before - 1) * 100, 1), "percent"),
    ]


def statement(random: Random) -> TableCase:
    """Income, costs and a result; costs are printed minus."""
    decimals = random.choice((0, 1))
    made = TableCase(
        "Resultaträkning, mnkr", ["Utfall 2024", "Budget 2024", "Avvikelse", "Utfall 2023", "Förändring %"]
    )
    sums = []
    for names, sign, label in ((INCOME, 1, "Summa intäkter"), (COSTS, -1, "Summa kostnader")):
        total = [Fraction(0)] * 3
        for name in names[: random.randint(3, len(names))]:
            outcome = sign * amount(random)
            figures = [outcome, near(random, outcome), near(random, outcome)]
            total = [a + b for a, b in zip(total, figures, strict=True)]
            made.labels.append(name)
            made.rows.append(_money(*figures, decimals))
        made.totals.add(len(made.rows))
        made.labels.append(label)
        made.rows.append(_money(*total, decimals))
        sums.append(total)
    result = [a + b for a, b in zip(*sums, strict=True)]
    made.totals.add(len(made.rows))
    made.labels.append("Resultat")
    row = _money(result[0], result[1], result[2], decimals)
    made.rows.append([*row[:4], Cell("", "none")])
    return made


def production(random: Random) -> TableCase:
    """Counts this year and last year, the change and its percentage; no total."""
    made = TableCase("Produktion", ["2024", "2023", "Förändring", "Förändring %"])
    for name in random.sample(PRODUCTION, random.randint(5, 9)):
        before = random.randint(800, 400_000)
        now = int(near(random, Fraction(before)))
        made.labels.append(name)
        made.rows.append(
            [
                Cell(shown(Fraction(now), 0), "outcome"),
                Cell(shown(Fraction(before), 0), "before"),
                Cell(shown(Fraction(now - before), 0), "deviation"),
                Cell(shown(Fraction(100 * (now - before), before), 1) + " %", "percent"),
            ]
        )
    return made


def units(random: Random) -> TableCase:
    """Budget, outcome and deviation for each unit, with a total."""
    decimals = random.choice((0, 1))
    made = TableCase(
        "Nettokostnad per verksamhet, mnkr",
        random.choice((["Budget", "Utfall", "Avvikelse"], ["Årsbudget", "Bokslut", "Diff"])),
    )
    total = [Fraction(0)] * 2
    for name in random.sample(UNITS, random.randint(4, 10)):
        budget = amount(random, 20, 2000)
        outcome = near(random, budget)
        total = [total[0] + budget, total[1] + outcome]
        made.labels.append(name)
        made.rows.append(_budget_row(budget, outcome, decimals))
    made.totals.add(len(made.rows))
    made.labels.append("Totalt")
    made.rows.append(_budget_row(total[0], total[1], decimals))
    return made


def _budget_row(budget: Fraction, outcome: Fraction, decimals: int) -> list[Cell]:
    return [
        Cell(shown(budget, decimals), "budget"),
        Cell(shown(outcome, decimals), "outcome"),
        Cell(shown(budget - outcome, decimals), "deviation"),
    ]


def staff(random: Random) -> TableCase:
    """Employees by sex and unit; counts are exact."""
    made = TableCase("Antal anställda", ["Kvinnor", "Män", "Totalt"])
    total = [0, 0]
    for name in random.sample(UNITS, random.randint(4, 9)):
        women, men = random.randint(40, 3000), random.randint(20, 900)
        total = [total[0] + women, total[1] + men]
        made.labels.append(name)
        made.rows.append([Cell(shown(Fraction(one), 0), "part") for one in (women, men, women + men)])
    made.totals.add(len(made.rows))
    made.labels.append("Summa")
    made.rows.append([Cell(shown(Fraction(one), 0), "part") for one in (*total, sum(total))])
    return made


def sick_leave(random: Random) -> TableCase:
    """Sick leave in per cent by length, with of-which rows that add up, over three years."""
    made = TableCase("Sjukfrånvaro, procent", ["2022", "2023", "2024"])
    names = ["varav dag 1–14", "varav dag 15–90", "varav dag 91–365", "varav dag 366–"]
    parts = [[Fraction(random.randint(8000, 40000), 10000) for _ in range(3)] for _ in names]
    total = [sum((part[at] for part in parts), Fraction(0)) for at in range(3)]
    made.totals.add(0)
    for name, row in zip(["Total sjukfrånvaro", *names], [total, *parts], strict=True):
        made.labels.append(name)
        made.rows.append([Cell(shown(one, 1), "part") for one in row])
    return made


def better_or_worse(random: Random) -> TableCase:
    """Costs printed plus; deviations say better (plus) or worse (minus) than budget."""
    made = TableCase("Driftredovisning, tkr", ["Utfall 2024", "Budget 2024", "Avvikelse mot budget"])
    sums = []
    for names, sign, label in ((INCOME, 1, "Summa intäkter"), (COSTS, -1, "Summa kostnader")):
        total = [Fraction(0)] * 2
        for name in names[: random.randint(3, len(names))]:
            outcome = amount(random, 100, 90_000)
            budget = near(random, outcome)
            total = [total[0] + outcome, total[1] + budget]
            _add(made, name, _turned_row(outcome, budget, sign))
        made.totals.add(len(made.rows))
        _add(made, label, _turned_row(total[0], total[1], sign))
        sums.append(total)
    made.totals.add(len(made.rows))
    result = [a - b for a, b in zip(*sums, strict=True)]
    _add(made, "Resultat", _turned_row(result[0], result[1], 1))
    return made


def _turned_row(outcome: Fraction, budget: Fraction, sign: int) -> list[Cell]:
    return [
        Cell(shown(outcome, 0), "outcome"),
        Cell(shown(budget, 0), "budget"),
        Cell(shown(sign * (outcome - budget), 0), "deviation"),
    ]


def _add(made: TableCase, label: str, row: list[Cell]) -> None:
    made.labels.append(label)
    made.rows.append(row)


def visits(random: Random) -> TableCase:
    """Counts against budget and last year, with two columns of percentages and of-which rows."""
    made = TableCase(
        "Egen produktion", ["Utfall 2024", "Budget 2024", "Avv bud %", "Utfall 2023", "Avv fg år %"]
    )
    for name in random.sample(PRODUCTION, random.randint(4, 8)):
        outcome = Fraction(random.randint(900, 300_000))
        _add(
            made,
            name,
            _visit_row(outcome, Fraction(int(near(random, outcome))), Fraction(int(near(random, outcome)))),
        )
    return made


def _visit_row(outcome: Fraction, budget: Fraction, before: Fraction) -> list[Cell]:
    return [
        Cell(shown(outcome, 0), "outcome"),
        Cell(shown(budget, 0), "budget"),
        Cell(shown((outcome / budget - 1) * 100, 1) + "%", "percent"),
        Cell(shown(before, 0), "before"),
        Cell(shown((outcome / before - 1) * 100, 1) + "%", "percent"),
    ]


def terms(random: Random) -> TableCase:
    """Three terms and their total for each unit, with a total row."""
    made = TableCase("Inkomna ärenden", ["Januari–april", "Maj–augusti", "September–december", "Totalt"])
    total = [0] * 3
    for name in random.sample(UNITS, random.randint(4, 8)):
        row = [random.randint(30, 4000) for _ in range(3)]
        total = [a + b for a, b in zip(total, row, strict=True)]
        _add(made, name, [Cell(shown(Fraction(one), 0), "part") for one in (*row, sum(row))])
    made.totals.add(len(made.rows))
    _add(made, "Totalt", [Cell(shown(Fraction(one), 0), "part") for one in (*total, sum(total))])
    return made


def frame(random: Random) -> TableCase:
    """Last year's frame, its changes and this year's frame."""
    made = TableCase("Ram per år, mnkr", ["Belopp"])
    value = amount(random, 2000, 9000)
    rows = [("Ram 2025", value)]
    for name in random.sample(COSTS, random.randint(3, 6)):
        change = random.choice((1, 1, 1, -1)) * amount(random, 10, 300)
        value += change
        rows.append((name, change))
    rows.append(("Ram 2026", value))
    for name, one in rows:
        _add(made, name, [Cell(shown(one, 1), "frame")])
    return made


def unlike(random: Random) -> TableCase:
    """Figures that have nothing to do with each other: there is nothing to find."""
    made = TableCase("Nyckeltal", ["Invånare", "Kostnad per invånare, kr", "Index", "Placering"])
    for name in random.sample(UNITS, random.randint(4, 9)):
        figures = (
            random.randint(2000, 90_000),
            random.randint(900, 9000),
            random.randint(50, 99),
            random.randint(1, 30),
        )
        _add(made, name, [Cell(shown(Fraction(one), 0), "none") for one in figures])
    return made


def indicators(random: Random) -> TableCase:
    """Outcomes of two years and a target, for women and men: shares that lie between."""
    made = TableCase("Nöjdhet, procent", ["Totalt", "Kvinnor", "Män", "Mål 2024"])
    for name in random.sample(UNITS, random.randint(4, 8)):
        women, men = random.randint(400, 950), random.randint(400, 950)
        total = Fraction(women * 6 + men * 4, 100)
        figures = (total, Fraction(women, 10), Fraction(men, 10), Fraction(random.randint(60, 95)))
        _add(made, name, [Cell(shown(one, 1), "none") for one in figures])
    return made


TABLES = (
    statement, production, units, staff, sick_leave, better_or_worse, visits, terms, frame, unlike,
    indicators,
)  # fmt: skip
