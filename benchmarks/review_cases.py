# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Small reports whose figures agree, each rounded on its own.

Everything is drawn from a `Random`: the same seed gives the same reports.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
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


# What sentences are about, each of it once in a report and none of it in a table.
SUBJECTS = {
    "budget": (
        "Kostnaden för bygglov", "Kostnaden för snöröjning", "Kostnaden för skolskjuts",
        "Kostnaden för belysning", "Kostnaden för städning",
    ),
    "number": ("ansökningar", "remisser", "boklån", "recept", "inskrivna elever", "klagomål"),
    "share": (
        "Andelen nöjda patienter", "Andelen ekologiska livsmedel", "Andelen förnybar energi",
        "Täckningsgraden", "Andelen behöriga lärare", "Svarsfrekvensen",
    ),
    "group": ("enheter", "chefer", "förskolor", "mottagningar", "avtal", "ledamöter"),
    "amount": (
        "Statsbidragen", "Patientavgifterna", "Investeringarna", "Hyresintäkterna", "Konsultkostnaderna",
    ),
}  # fmt: skip
Subjects = dict[str, list[str]]


@dataclass
class Cell:
    """A printed figure. `role` says what it is: outcome, budget, before, deviation, percent, part."""

    text: str
    role: str


@dataclass(frozen=True)
class Style:
    """How a report writes its figures, and what stands between its columns."""

    minus: str = "-"
    thousands: str = " "
    gap: str = "   "

    def figure(self, text: str) -> str:
        return text.replace("-", self.minus).replace(" ", self.thousands)


STYLES = (
    Style(),
    Style("\N{MINUS SIGN}", "\N{NO-BREAK SPACE}", "  "),
    Style("\N{EN DASH}", " ", "    "),
    Style("-", " ", " "),
    Style("\N{MINUS SIGN}", "\N{NO-BREAK SPACE}", " "),
)


@dataclass
class TableCase:
    """A table: a title, headings, and rows of a label and cells. `totals` are the rows that add up others."""

    title: str
    headings: list[str]
    labels: list[str] = field(default_factory=list)
    rows: list[list[Cell]] = field(default_factory=list)
    totals: set[int] = field(default_factory=set)

    def lines(self, style: Style) -> list[str]:
        width = max(map(len, self.labels)) + 2
        sizes = [
            max(len(head), *(len(row[at].text) for row in self.rows)) for at, head in enumerate(self.headings)
        ]
        heads = style.gap.join(head.rjust(size) for head, size in zip(self.headings, sizes, strict=True))
        lines = [self.title, " " * width + heads]
        for label, row in zip(self.labels, self.rows, strict=True):
            texts = [style.figure(cell.text) for cell in row]
            if style.gap == " ":
                lines.append(" ".join([label, *(text for text in texts if text)]))
                continue
            cells = style.gap.join(text.rjust(size) for text, size in zip(texts, sizes, strict=True))
            lines.append(label.ljust(width) + cells)
        return lines


@dataclass
class SentenceCase:
    """A sentence of words and figures; figures stand between «»; `roles` name them in order."""

    text: str
    direction: tuple[str, str] | None = None

    def lines(self, style: Style) -> list[str]:
        return [self.text.replace("«", "").replace("»", "")]


Part = TableCase | SentenceCase


@dataclass
class Report:
    """The parts of a small report in order."""

    parts: list[Part]
    style: Style = STYLES[0]

    def text(self) -> tuple[str, dict[int, int]]:
        """The text, and on which line (from 1) each part begins."""
        lines: list[str] = ["Verksamhetsberättelse 2024", ""]
        starts = {}
        for at, part in enumerate(self.parts):
            starts[at] = len(lines) + 1
            lines += [*part.lines(self.style), ""]
        return "\n".join(lines) + "\n", starts


def shown(value: Fraction, decimals: int, sign: bool = False) -> str:
    """A figure as reports print it: space for thousands, comma, a hyphen for minus."""
    text = f"{round_half_away(value, decimals):,f}".replace(",", " ").replace(".", ",")
    return f"+{text}" if sign and value > 0 and not text.startswith("-") else text


def amount(random: Random, low: int = 10, high: int = 5000) -> Fraction:
    return Fraction(random.randint(low * 1000, high * 1000), 1000)


def near(random: Random, value: Fraction, spread: int = 150) -> Fraction:
    """A figure some per cent from another; never so near that rounding hides the difference."""
    while True:
        moved = random.randint(-spread, spread)
        if abs(moved) > 8:
            return value * (1000 + moved) / 1000


def sentence(random: Random, subjects: Subjects) -> SentenceCase:
    """A sentence about something no other sentence of the report is about."""
    makers = {
        "budget": _against_budget,
        "number": _changed,
        "share": _from_to,
        "group": _out_of,
        "amount": _above,
    }
    left = [name for name in makers if subjects[name]]
    return makers[random.choice(left)](random, subjects)


def _against_budget(random: Random, subjects: Subjects) -> SentenceCase:
    what = subjects["budget"].pop()
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


def _changed(random: Random, subjects: Subjects) -> SentenceCase:
    what = subjects["number"].pop()
    before = random.randint(2000, 90_000)
    now = int(near(random, Fraction(before)))
    word, other = ("ökade", "minskade") if now > before else ("minskade", "ökade")
    percent = shown(abs(Fraction(100 * (now - before), before)), 1)
    return SentenceCase(
        f"Antalet {what} {word} med «{percent}» procent, från «{shown(Fraction(before), 0)}» till "
        f"«{shown(Fraction(now), 0)}».",
        (word, other),
    )


def _from_to(random: Random, subjects: Subjects) -> SentenceCase:
    what = subjects["share"].pop()
    before = Fraction(random.randint(50, 850), 10)
    now = before + Fraction(random.choice((-1, 1)) * random.randint(5, 40), 10)
    word, other = ("ökade", "minskade") if now > before else ("minskade", "ökade")
    return SentenceCase(
        f"{what} {word} från «{shown(before, 1)}» procent till «{shown(now, 1)}» procent.", (word, other)
    )


def _out_of(random: Random, subjects: Subjects) -> SentenceCase:
    what = subjects["group"].pop()
    whole = random.randint(30, 400)
    part = random.randint(10, whole - 5)
    share = shown(Fraction(100 * part, whole), 0)
    return SentenceCase(f"Av «{whole}» {what} har «{part}» svarat, vilket motsvarar «{share}» procent.")


def _above(random: Random, subjects: Subjects) -> SentenceCase:
    what = subjects["amount"].pop()
    before = amount(random, 100, 3000)
    now = near(random, before)
    word, other = ("högre", "lägre") if now > before else ("lägre", "högre")
    percent = shown(abs((now / before - 1) * 100), 1)
    return SentenceCase(
        f"{what} uppgick till «{shown(now, 1)}» mnkr, vilket var «{shown(abs(now - before), 1)}» mnkr "
        f"(«{percent}» procent) {word} än föregående år.",
        (word, other),
    )
