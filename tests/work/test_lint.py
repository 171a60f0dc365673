# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The linter on assignments and activities: what stands nowhere, and what nobody answers for or follows."""

from pathlib import Path

import pytest

from malram.measures.catalogue.definitions import Catalogue
from malram.work.definitions import read_work
from malram.work.lint import lint

UNITS = {"region": None, "namnd": "region"}
ASSIGNMENT = "- {id: koer, board: namnd, giver: region, recipients: [namnd], title: Köer, period: '2024'"
FILES = {
    "roles": "- {id: chef, name: Chef}\n",
    "areas": "- {id: vard, board: namnd, name: Vård}\n",
    "assignments": f"{ASSIGNMENT}, areas: [vard], responsible: chef}}\n",
    "activities": "- {id: tider, board: namnd, title: Tider, period: '2024', assignments: [koer]}\n",
}
PART = f"{ASSIGNMENT.replace('id: koer', 'id: koer-barn')}, part_of: koer}}\n"
LOOSE = "".join(
    f"- {{id: a-{n}, board: namnd, title: Annat, period: '2024', areas: [vard]}}\n" for n in range(5)
)
STATUS = ", status: [{date: 2024-12-31, word: x}]"


@pytest.fixture
def warnings(tmp_path: Path):
    def of(**changed: str) -> list[str]:
        (tmp_path / "work").mkdir()
        for name, text in (FILES | changed).items():
            (tmp_path / "work" / f"{name}.yaml").write_text(text, encoding="utf-8")
        files = read_work(tmp_path, UNITS, {"namnd": None}, Catalogue([]))
        assert files.problems == []
        return [str(problem) for problem in lint(files)]

    return of


def test_an_assignment_with_an_area_a_role_and_an_activity_is_followed(warnings):
    assert warnings() == []


@pytest.mark.parametrize(
    ("assignment", "says"),
    [
        (", responsible: chef}", ["W041 Uppdraget 'koer' står inte i något område."]),
        (", areas: [vard]}", ["W042 Ingen roll hos namnd svarar för uppdraget 'koer'."]),
        ("}", ["W041 Uppdraget 'koer' står", "W042 Ingen roll hos namnd svarar"]),
    ],
)
def test_an_assignment_that_nobody_finds_or_answers_for(warnings, assignment, says):
    found = warnings(assignments=f"{ASSIGNMENT}{assignment}\n")
    assert [line.startswith("work/assignments.yaml:1: ") for line in found] == [True] * len(says)
    assert all(said in line for said, line in zip(says, found, strict=True))


@pytest.mark.parametrize(
    ("status", "says"),
    [
        ("", ["W043 Ett uppdrag i namnd har varken läge, del eller aktivitet: 'koer' (rad 1)."]),
        (STATUS, []),
    ],
)
def test_an_assignment_without_activity_is_followed_by_its_status(warnings, status, says):
    found = warnings(assignments=f"{ASSIGNMENT}, areas: [vard], responsible: chef{status}}}\n", activities="")
    assert [said in line for said, line in zip(says, found, strict=True)] == [True] * len(says)


def test_a_part_has_the_area_and_the_role_of_its_whole(warnings):
    """What it lacks is its own status: the whole is followed by having a part."""
    found = warnings(assignments=FILES["assignments"] + PART, activities="")
    assert [line.split(" Skriv")[0] for line in found] == [
        "work/assignments.yaml:2: W043 Ett uppdrag i namnd har varken läge, del eller aktivitet: "
        "'koer-barn' (rad 2)."
    ]


def test_activities_without_assignment_are_told_of_board_by_board(warnings):
    """Those that an area holds are listed together; one that nothing holds is told of by itself."""
    alone = "- {id: ensam, board: namnd, title: Ensam, period: '2024'}\n"
    found = warnings(activities=FILES["activities"] + LOOSE + alone)
    assert [line.split(" Ange")[0] for line in found] == [
        "work/activities.yaml:7: W044 Aktiviteten 'ensam' hör varken till ett uppdrag eller till ett område.",
        "work/activities.yaml:2: W044 5 aktiviteter i namnd svarar inte mot något uppdrag: 'a-0' (rad 2), "
        "'a-1' (rad 3), 'a-2' (rad 4) och 2 till.",
    ]
