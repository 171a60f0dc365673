# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Small reports whose figures agree, each rounded on its own, and eight ways to spoil one figure in them.

Everything is drawn from a `Random`: the same seed gives the same reports and the same faults.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import pairwise
from random import Random

from malram.values import round_half_away

UNITS = (
    "Parker och natur", "Gator och vägar", "Vatten och avlopp", "Förskola", "Grundskola", "Gymnasieskola",
    "Kultur", "Fritid", "Hemtjänst", "Särskilt boende", "Psykiatri", "Primärvård", "Ambulans",
    "Tandvård", "Fastighet",
)  # fmt: skip
INCOME = (
    "Taxor och avgifter",
    "Hyror och arrenden",
    "Bidrag",
    "Försäljning av verksamhet",
    "Övriga intäkter",
)
COSTS = ("Personal", "Köpta tjänster", "Läkemedel", "Lokaler", "Material", "Transporter", "Avskrivningar")
PRODUCTION = (
    "Läkarbesök", "Sjuksköterskebesök", "Vårddagar", "Vårdtillfällen", "Operationer", "Telefonsamtal",
    "Digitala besök", "Vaccinationer", "Röntgenundersökningar", "Provtagningar",
)  # fmt: skip


@dataclass
class Cell:
    """A printed figure. `role` says what it is: outcome, budget, before, deviation, percent, part."""

    text: str
    role: str


@dataclass
class TableCase:
    """A table: a title, headings, and rows of a label and cells. `totals` are the rows that add up others."""

    title: str
    headings: list[str]
    labels: list[str] = field(default_factory=list)
    rows: list[list[Cell]] = field(default_factory=list)
    totals: set[int] = field(default_factory=set)
    gap: str = "   "

    def lines(self) -> list[str]:
        width = max(map(len, self.labels)) + 2
        sizes = [
            max(len(head), *(len(row[at].text) for row in self.rows)) for at, head in enumerate(self.headings)
        ]
        heads = self.gap.join(head.rjust(size) for head, size in zip(self.headings, sizes, strict=True))
        lines = [self.title, " " * width + heads]
        for label, row in zip(self.labels, self.rows, strict=True):
            cells = self.gap.join(cell.text.rjust(size) for cell, size in zip(row, sizes, strict=True))
            lines.append(label.ljust(width) + cells)
        return lines


@dataclass
class SentenceCase:
    """A sentence of words and figures; figures stand between «»; `roles` name them in order."""

    text: str
    direction: tuple[str, str] | None = None

    def lines(self) -> list[str]:
        return [self.text.replace("«", "").replace("»", "")]


Part = TableCase | SentenceCase


@dataclass
class Report:
    """The parts of a small report in order."""

    parts: list[Part]

    def text(self) -> tuple[str, dict[int, int]]:
        """The text, and on which line (from 1) each part begins."""
        lines: list[str] = ["Verksamhetsberättelse 2024", ""]
        starts = {}
        for at, part in enumerate(self.parts):
            starts[at] = len(lines) + 1
            lines += [*part.lines(), ""]
        return "\n".join(lines) + "\n", starts


def shown(value: Fraction, decimals: int, sign: bool = False) -> str:
    """A figure as reports print it: space for thousands, comma, a hyphen for minus."""
    text = f"{round_half_away(value, decimals):,f}".replace(",", " ").replace(".", ",")
    return f"+{text}" if sign and value > 0 and not text.startswith("-") else text


def report(random: Random) -> Report:
    """A clean report of two or three tables and some sentences."""
    tables = random.sample([statement, production, units, staff, sick_leave], random.randint(2, 3))
    parts: list[Part] = []
    for make in tables:
        parts += [sentence(random) for _ in range(random.randint(2, 4))]
        parts.append(make(random))
    parts.append(sentence(random))
    return Report(parts)


def amount(random: Random, low: int = 10, high: int = 5000) -> Fraction:
    return Fraction(random.randint(low * 1000, high * 1000), 1000)


def near(random: Random, value: Fraction, spread: int = 150) -> Fraction:
    """A figure some per cent from another; never so near that rounding hides the difference."""
    while True:
        moved = random.randint(-spread, spread)
        if abs(moved) > 8:
            return value * (1000 + moved) / 1000


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
    made = TableCase("Nettokostnad per verksamhet, mnkr", ["Budget", "Utfall", "Avvikelse"])
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


def sentence(random: Random) -> SentenceCase:
    return random.choice((_against_budget, _changed, _from_to, _out_of, _above))(random)


def _against_budget(random: Random) -> SentenceCase:
    what = random.choice(
        ("Nettokostnaden", "Kostnaden för läkemedel", "Personalkostnaden", "Kostnaden för lokaler")
    )
    budget = amount(random, 100, 3000)
    outcome = near(random, budget)
    word = "högre" if outcome > budget else "lägre"
    other = "lägre" if word == "högre" else "högre"
    diff = shown(abs(outcome - budget), 1)
    return SentenceCase(
        f"{what} blev «{shown(outcome, 1)}» mnkr, vilket är «{diff}» mnkr {word} än budget "
        f"(«{shown(budget, 1)}» mnkr).",
        (word, other),
    )


def _changed(random: Random) -> SentenceCase:
    what = random.choice(("besök", "operationer", "samtal", "vårddagar", "ärenden"))
    before = random.randint(2000, 90_000)
    now = int(near(random, Fraction(before)))
    word, other = ("ökade", "minskade") if now > before else ("minskade", "ökade")
    percent = shown(abs(Fraction(100 * (now - before), before)), 1)
    return SentenceCase(
        f"Antalet {what} {word} med «{percent}» procent, från «{shown(Fraction(before), 0)}» till "
        f"«{shown(Fraction(now), 0)}».",
        (word, other),
    )


def _from_to(random: Random) -> SentenceCase:
    what = random.choice(("Sjukfrånvaron", "Andelen nöjda patienter", "Beläggningsgraden", "Täckningsgraden"))
    before = Fraction(random.randint(50, 850), 10)
    now = before + Fraction(random.choice((-1, 1)) * random.randint(5, 40), 10)
    word, other = ("ökade", "minskade") if now > before else ("minskade", "ökade")
    return SentenceCase(
        f"{what} {word} från «{shown(before, 1)}» procent till «{shown(now, 1)}» procent.", (word, other)
    )


def _out_of(random: Random) -> SentenceCase:
    what = random.choice(("enheter", "chefer", "förskolor", "mottagningar", "avtal"))
    whole = random.randint(30, 400)
    part = random.randint(10, whole - 5)
    share = shown(Fraction(100 * part, whole), 0)
    return SentenceCase(f"Av «{whole}» {what} har «{part}» svarat, vilket motsvarar «{share}» procent.")


def _above(random: Random) -> SentenceCase:
    what = random.choice(("Intäkterna", "Statsbidragen", "Patientavgifterna", "Investeringarna"))
    before = amount(random, 100, 3000)
    now = near(random, before)
    word, other = ("högre", "lägre") if now > before else ("lägre", "högre")
    percent = shown(abs((now / before - 1) * 100), 1)
    return SentenceCase(
        f"{what} uppgick till «{shown(now, 1)}» mnkr, vilket var «{shown(abs(now - before), 1)}» mnkr "
        f"(«{percent}» procent) {word} än föregående år.",
        (word, other),
    )


@dataclass(frozen=True)
class Fault:
    """What was spoilt: part and line within it, what stood there and what stands there now."""

    kind: str
    part: int
    line: int
    old: str
    new: str


def spoil(made: Report, kind: str, random: Random) -> Fault | None:
    """Plant one fault of a kind, in place; None when this report has no room for it."""
    return _FAULTS[kind](made, random)


def _in_tables(
    made: Report,
    random: Random,
    change: Callable[[Cell, list[Cell], Random], str | None],
    kind: str,
    wanted: Callable[[TableCase, int, Cell], bool],
) -> Fault | None:
    places = [
        (at, part, row, cell)
        for at, part in enumerate(made.parts)
        if isinstance(part, TableCase)
        for row, cells in enumerate(part.rows)
        for cell in cells
        if cell.text and wanted(part, row, cell)
    ]
    random.shuffle(places)
    for at, part, row, cell in places:
        new = change(cell, part.rows[row], random)
        if new is not None and _tells(cell.text, new):
            old, cell.text = cell.text, new
            return Fault(kind, at, row + 2, old, new)
    return None


def _tells(old: str, new: str) -> bool:
    """Whether a change is too large for rounding to explain: over 2 per cent and over 8 in the last place."""
    before, after = _value(old), _value(new)
    unit = Fraction(1, 10) if "," in old else Fraction(1)
    return before != after and abs(after - before) > max(8 * unit, abs(before) / 50)


def _value(text: str) -> Fraction:
    return Fraction(re.sub(r"[^\d,\-]", "", text).replace(",", "."))


def _digits(text: str) -> list[int]:
    return [at for at, sign in enumerate(text) if sign.isdigit()]


def _regrouped(text: str) -> str:
    """Put the thousands' spaces where they belong after a digit has come or gone."""
    match = re.fullmatch(r"([+-]?)([\d ]+)(,\d+)?( %)?", text)
    if match is None:
        return text
    whole = f"{int(match[2].replace(' ', '')):,}".replace(",", " ")
    return f"{match[1]}{whole}{match[3] or ''}{match[4] or ''}"


def _swapped(cell: Cell, row: list[Cell], random: Random) -> str | None:
    at = _digits(cell.text)
    pairs = [(a, b) for a, b in pairwise(at) if cell.text[a] != cell.text[b]]
    pairs = [(a, b) for a, b in pairs if not (a == at[0] and cell.text[b] == "0")]
    if not pairs:
        return None
    a, b = random.choice(pairs)
    signs = list(cell.text)
    signs[a], signs[b] = signs[b], signs[a]
    return "".join(signs)


def _dropped(cell: Cell, row: list[Cell], random: Random) -> str | None:
    at = _digits(cell.text.split(",")[0])
    if len(at) < 3:
        return None
    out = random.choice(at[1:])
    return _regrouped(cell.text[:out] + cell.text[out + 1 :])


def _turned(cell: Cell, row: list[Cell], random: Random) -> str | None:
    return cell.text[1:] if cell.text.startswith("-") else f"-{cell.text}"


def _last_years(cell: Cell, row: list[Cell], random: Random) -> str | None:
    return next((other.text for other in row if other.role == "before"), None)


def _off(cell: Cell, row: list[Cell], random: Random) -> str | None:
    decimals = 1 if "," in cell.text else 0
    return shown(_value(cell.text) * (100 + random.choice((-1, 1)) * random.randint(3, 15)) / 100, decimals)


def _percent_off(cell: Cell, row: list[Cell], random: Random) -> str | None:
    suffix = " %" if cell.text.endswith("%") else ""
    moved = Fraction(random.choice((-1, 1)) * random.randint(9, 60), 10)
    return shown(_value(cell.text) + moved, 1) + suffix


def _scaled(cell: Cell, row: list[Cell], random: Random) -> str | None:
    """Thousands in a table of millions, or a comma where the space of the thousands was."""
    if re.fullmatch(r"\d{1,3} \d{3}", cell.text):
        return cell.text.replace(" ", ",")
    return shown(_value(cell.text) * 1000, 0) if "," in cell.text else None


def _wrong_word(made: Report, random: Random) -> Fault | None:
    places = [
        (at, part) for at, part in enumerate(made.parts) if isinstance(part, SentenceCase) and part.direction
    ]
    if not places:
        return None
    at, part = random.choice(places)
    assert part.direction
    old, new = part.direction
    part.text = part.text.replace(old, new)
    return Fault("wrong direction word", at, 0, old, new)


def _sentence_percent(made: Report, random: Random) -> Fault | None:
    """A percentage of a sentence, or of a table: whichever is drawn."""
    places = [
        (at, part, match)
        for at, part in enumerate(made.parts)
        if isinstance(part, SentenceCase)
        for match in re.finditer(r"«([\d,]+)»(?= procent[,.)])", part.text)
        if "från" not in part.text.split("«")[0]
    ]
    if not places or random.random() < 0.5:
        return _in_tables(
            made, random, _percent_off, "wrong percentage", lambda _, __, cell: cell.role == "percent"
        )
    at, part, match = random.choice(places)
    old = match[1]
    new = shown(_value(old) + random.randint(3, 12), 1 if "," in old else 0)
    part.text = part.text[: match.start(1)] + new + part.text[match.end(1) :]
    return Fault("wrong percentage", at, 0, old, new)


def _unit_slip(made: Report, random: Random) -> Fault | None:
    """Thousands for millions in a sentence, or a figure of another scale in a table."""
    places = [
        (at, part)
        for at, part in enumerate(made.parts)
        if isinstance(part, SentenceCase) and part.text.count(" mnkr") > 1
    ]
    if not places or random.random() < 0.5:
        roles = ("outcome", "budget", "part")
        return _in_tables(made, random, _scaled, "unit slip", lambda _, __, cell: cell.role in roles)
    at, part = random.choice(places)
    spots = [match.start() for match in re.finditer(" mnkr", part.text)]
    spot = random.choice(spots)
    part.text = part.text[:spot] + " tkr" + part.text[spot + 5 :]
    return Fault("unit slip", at, 0, "mnkr", "tkr")


def _any_amount(table: TableCase, row: int, cell: Cell) -> bool:
    return cell.role in ("outcome", "budget", "before", "deviation", "part")


_FAULTS: dict[str, Callable[[Report, Random], Fault | None]] = {
    "digits swapped": lambda made, random: _in_tables(made, random, _swapped, "digits swapped", _any_amount),
    "digit dropped": lambda made, random: _in_tables(made, random, _dropped, "digit dropped", _any_amount),
    "sign": lambda made, random: _in_tables(
        made, random, _turned, "sign", lambda _, __, cell: cell.role in ("deviation", "percent")
    ),
    "last year's row": lambda made, random: _in_tables(
        made, random, _last_years, "last year's row", lambda _, __, cell: cell.role == "outcome"
    ),
    "wrong total": lambda made, random: _in_tables(
        made,
        random,
        _off,
        "wrong total",
        lambda part, row, cell: row in part.totals and cell.role != "percent",
    ),
    "wrong percentage": _sentence_percent,
    "wrong direction word": _wrong_word,
    "unit slip": _unit_slip,
}
KINDS = tuple(_FAULTS)
