# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The ways converters leave a table: the same small tables of an invented municipality in each of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from malram.review.document import Line, Table
from malram.review.reading.tables import Taken, find_tables


@dataclass(frozen=True)
class Given:
    """A table as its author made it."""

    title: str
    corner: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]


def given(title: str, corner: str, columns: str, *rows: str) -> Given:
    """A table from texts with bars between the cells."""
    parts = [tuple(part.strip() for part in row.split("|")) for row in rows]
    names = tuple(name.strip() for name in columns.split("|"))
    return Given(title, corner, names, tuple((part[0], part[1:]) for part in parts))


RESULT = given(
    "Resultaträkning",
    "Belopp i mnkr",
    "Utfall 2024 | Budget 2024 | Avvikelse | Utfall 2023",
    "Verksamhetens intäkter | 412,3 | 398,0 | 14,3 | 401,9",
    "Verksamhetens kostnader | -2 318,4 | -2 290,1 | -28,3 | -2 204,7",
    "varav personalkostnader | -1 402,6 | -1 380,0 | -22,6 | -1 341,2",
    "Avskrivningar | -96,0 | -98,5 | 2,5 | -91,4",
    "Skatteintäkter | 1 688,2 | 1 690,4 | -2,2 | 1 602,0",
    "Årets resultat | 49,5 | 51,8 | -2,3 | 45,3",
)
BOARDS = given(
    "Driftredovisning per nämnd",
    "Nämnd",
    "Budget | Utfall | Avvikelse | Avvikelse %",
    "Kommunstyrelsen | 152 300 | 149 870 | 2 430 | 1,6%",
    "Barn- och utbildningsnämnden | 981 450 | 996 212 | -14 762 | -1,5%",
    "Socialnämnden | 702 118 | 711 903 | -9 785 | -1,4%",
    "Kultur- och fritidsnämnden | 88 640 | 87 105 | 1 535 | 1,7%",
    "Totalt | 1 924 508 | 1 945 090 | -20 582 | -1,1%",
)
VOLUMES = given(
    "Volymer",
    "Verksamhet",
    "2022 | 2023 | 2024 | Förändring",
    "Antal barn i förskola | 1 204 | 1 187 | 1 152 | -35",
    "Antal elever i grundskola | 3 410 | 3 455 | 3 502 | 47",
    "Personer med hemtjänst | 642 | 655 | 671 | 16",
    "Platser i särskilt boende | 288 | 288 | 296 | 8",
)
STAFF = given(
    "Personalnyckeltal",
    "Nyckeltal",
    "Mål | Utfall 2024 | Utfall 2023",
    "Sjukfrånvaro, procent | 7,0 % | 7,4 % | 7,9 %",
    "Personalomsättning | 10,0 % | 11,2 % | 12,4 %",
    "Andel heltid | 80 % | 76 % | 74 %",
)
INVESTMENTS = given(
    "Investeringar (tkr)",
    "Projekt",
    "Budget | Utfall | Prognos | Avvikelse",
    "Ny förskola Björkhagen | 45 000 | 31 250 | 44 100 | 900",
    "Vattenledning norr | 12 500 | 12 910 | 12 910 | -410",
    "Fordon | 3 200 | 2 875 | 3 200 | 0",
    "Summa | 60 700 | 47 035 | 60 210 | 490",
)
TABLES = {"result": RESULT, "boards": BOARDS, "volumes": VOLUMES, "staff": STAFF, "investments": INVESTMENTS}


def layout(table: Given) -> list[str]:
    """Everything at its place, headings on one line."""
    label = max(len(name) for name, _ in table.rows) + 6
    widths = [
        max(len(name), *(len(cells[at]) for _, cells in table.rows)) + 5
        for at, name in enumerate(table.columns)
    ]
    lines = [("   " + table.corner).ljust(label + 3) + _right(table.columns, widths)]
    lines += [("   " + name).ljust(label + 3) + _right(cells, widths) for name, cells in table.rows]
    return [table.title, "", *lines]


def wrapped_layout(table: Given) -> list[str]:
    """Everything at its place, headings one word to a line, the last word nearest the cells."""
    label = max(len(name) for name, _ in table.rows) + 6
    parts = [name.split() for name in table.columns]
    widths = [
        max(*map(len, part), *(len(cells[at]) for _, cells in table.rows)) + 5
        for at, part in enumerate(parts)
    ]
    height = max(map(len, parts))
    lines = []
    for line in range(height):
        words = [part[line - height] if line >= height - len(part) else "" for part in parts]
        corner = table.corner if line == height - 1 else ""
        lines.append(("   " + corner).ljust(label + 3) + _right(words, widths))
    lines += [("   " + name).ljust(label + 3) + _right(cells, widths) for name, cells in table.rows]
    return [table.title, *lines]


def _right(texts: tuple[str, ...] | list[str], widths: list[int]) -> str:
    return "".join(text.rjust(width) for text, width in zip(texts, widths, strict=True))


def one_space(table: Given) -> list[str]:
    """One space between all cells, all headings on a line."""
    head = " ".join([table.corner, *table.columns])
    return [table.title, "", head, *(" ".join([name, *cells]) + " " for name, cells in table.rows)]


def blank_headings(table: Given) -> list[str]:
    """One space between cells, an empty line between headings, their words on lines of their own."""
    lines = [table.title, "", table.corner]
    for name in table.columns:
        lines += ["", *name.split()]
    for name, cells in table.rows:
        lines += ["", " ".join([name, *cells]) + " "]
    return lines


def stacked_headings(table: Given) -> list[str]:
    """One space between cells, the words of the headings under each other."""
    head = [word for name in table.columns for word in name.split()]
    return [table.title, table.corner, *head, *(" ".join([name, *cells]) for name, cells in table.rows)]


def two_spaces(table: Given) -> list[str]:
    """Two spaces between cells and at the end."""
    lines = [table.title, "", table.corner + " "]
    for name in table.columns:
        lines += [name, ""]
    return [*lines, *("  ".join([name, *cells]) + "  " for name, cells in table.rows)]


def label_last(table: Given) -> list[str]:
    """The label glued to the last cell."""
    lines = [table.title, ""]
    for name in table.columns:
        lines += [name, ""]
    for name, cells in table.rows:
        lines += [" " + " ".join(cells) + name, ""]
    return lines


def tabs(table: Given) -> list[str]:
    """A tab between cells."""
    rows = ["\t".join([name, *cells]) for name, cells in table.rows]
    return [table.title, "\t".join([table.corner, *table.columns]), *rows]


def cell_by_cell(table: Given) -> list[str]:
    """One cell on each line, empty lines between."""
    lines = [table.title, table.corner, ""]
    for name in table.columns:
        lines += [*name.split(), ""]
    for name, cells in table.rows:
        lines += [name, ""]
        for cell in cells:
            lines += [cell, ""]
    return lines


def tight_cells(table: Given) -> list[str]:
    """One cell on each line, nothing between."""
    lines = [table.title, table.corner, *table.columns]
    for name, cells in table.rows:
        lines += [name, *cells]
    return lines


def wrapped_labels(table: Given) -> list[str]:
    """Labels of three words and more on two lines, the cells under them."""
    lines = [table.title, "", " ".join([table.corner, *table.columns]), ""]
    for name, cells in table.rows:
        words = name.split()
        if len(words) > 2:
            lines += [" ".join(words[:2]), " ".join(words[2:]), "", " ".join(cells), ""]
        else:
            lines += [" ".join([name, *cells]), ""]
    return lines


FORMS: dict[str, Callable[[Given], list[str]]] = {
    form.__name__: form
    for form in (
        layout, wrapped_layout, one_space, blank_headings, stacked_headings, two_spaces, label_last, tabs,
        cell_by_cell, tight_cells, wrapped_labels,
    )
}  # fmt: skip


def lines_of(text: str | list[str]) -> list[Line]:
    """Lines numbered from 1 on page 1."""
    rows = text.strip("\n").split("\n") if isinstance(text, str) else text
    return [Line(number, row, 1) for number, row in enumerate(rows, 1)]


def read(text: str | list[str]) -> tuple[list[Table], Taken, list[Line]]:
    """The tables of a text, what they took, and the lines."""
    lines = lines_of(text)
    tables, taken = find_tables(lines)
    return tables, taken, lines


def cells_of(table: Table) -> dict[str, tuple[str, ...]]:
    """The texts of each row's cells by its label."""
    return {row.label: row.words for row in table.rows}
