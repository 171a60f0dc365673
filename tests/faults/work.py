# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is interrupted: three files taken in, a quarantined row sent again, everything computed anew.

The home starts with January's calls, taken in and computed. The work brings February's, one of them with a
word for a number, and contacts and episodes, so that sums, quantiles, different persons and a step per person
are all written.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from malram.facts.contracts import CONTRACTS
from malram.facts.intake import intake
from malram.facts.mapping import Mapping
from malram.facts.replaying import replay
from malram.facts.store import hash_of
from malram.facts.units import UnitRegister
from malram.measures.region import compute_region, open_measurements, store_of
from malram.values import Period

UNITS = """unit,parent,name,level,regi,valid_from,valid_to
regionen,,Regionen,region,own,2021-01-01,
norr,regionen,Norr,enhet,own,2021-01-01,
soder,regionen,Söder,enhet,own,2021-01-01,
"""
MEASURES = """
- {id: samtal, label: Samtal, kind: sum, fact: calls, numerator: {count: true}, unit: st, decimals: 0}
- id: vantetid
  label: Väntetid
  kind: quantile
  quantile: 0.5
  fact: calls
  numerator: {values: wait_seconds}
  unit: st
  decimals: 0
- id: patienter
  label: Patienter
  kind: distinct
  fact: contacts
  numerator: {distinct: patient}
  unit: st
  decimals: 0
- id: aterinskrivna
  label: Återinskrivna
  kind: share
  fact: readmissions
  numerator: {count: true, where: {readmitted: true}}
  denominator: {count: true}
  unit: "%"
  decimals: 0
"""
# The columns of the files, whatever else the contracts let a file have.
HEADS = {
    "calls": "call;unit;date;service;answered;wait_seconds;contact_on",
    "contacts": "contact;unit;patient;sex;birth_year;kind;form;profession;staff;requested;date;result",
    "episodes": "episode;unit;patient;sex;birth_year;admitted;date;planned;diagnosis;care;municipal_support;"
    "home_unit;fall_assessed;ulcer_assessed;nutrition_assessed",
}
CALL = "{0};{1};2024-{2}-0{3};1177;ja;{3}00;"
CONTACT = "K{0};norr;p{0};women;1980;lakarbesok;fysiskt;läkare;d1;;2024-01-0{0};"
EPISODE = "E{0};soder;p1;women;1980;2024-01-0{0};2024-01-0{0};nej;;somatik;ja;;ja;ja;ja"
MENDED = CALL.format("B3", "soder", "02", 3)
ROWS = {
    "samtal-januari": ("calls", [CALL.format(f"A{n}", "norr", "01", n) for n in (1, 2)]),
    "samtal-februari": (
        "calls",
        [*(CALL.format(f"B{n}", "soder", "02", n) for n in (1, 2)), MENDED.replace("300", "tre")],
    ),
    "kontakter": ("contacts", [CONTACT.format(n) for n in (1, 2, 3)]),
    "vard": ("episodes", [EPISODE.format(n) for n in (1, 5)]),
}
QUESTIONS = (
    ("samtal", "regionen", "2024-01"),
    ("samtal", "regionen", "2024-02"),
    ("patienter", "regionen", "2024-01"),
)


def prepare(folder: Path) -> None:
    """The region's files and the deliveries."""
    (folder / "region" / "measures").mkdir(parents=True)
    (folder / "region" / "measures" / "test.yaml").write_text(MEASURES, encoding="utf-8")
    (folder / "region" / "organisation.csv").write_text(UNITS, encoding="utf-8")
    for name, (contract, rows) in ROWS.items():
        lines = [HEADS[contract], *rows, ""]
        (folder / f"{name}.csv").write_text("\n".join(lines), encoding="utf-8")


def mapping_for(contract: str) -> Mapping:
    return Mapping(contract, CONTRACTS[contract], {name: name for name in HEADS[contract].split(";")})


def take_in(folder: Path, home: Path, name: str, day: int) -> None:
    units = UnitRegister.read(folder / "region" / "organisation.csv")
    known_at = datetime(2024, 3, day, tzinfo=UTC)
    intake(store_of(home), folder / f"{name}.csv", mapping_for(ROWS[name][0]), units, known_at=known_at)


def before(folder: Path, home: Path) -> None:
    take_in(folder, home, "samtal-januari", 1)
    compute_region(home, folder / "region")


def work(folder: Path, home: Path) -> None:
    take_in(folder, home, "samtal-februari", 2)
    take_in(folder, home, "kontakter", 3)
    units, file = UnitRegister.read(folder / "region" / "organisation.csv"), folder / "samtal-februari.csv"
    again = datetime(2024, 3, 4, tzinfo=UTC)
    replay(store_of(home), hash_of(file), {4: MENDED}, mapping_for("calls"), units, known_at=again)
    take_in(folder, home, "vard", 5)
    compute_region(home, folder / "region")


def deliver(folder: Path, home: Path, who: str, rounds: int) -> None:
    """Take in one more call in March at a time, and compute after each."""
    units = UnitRegister.read(folder / "region" / "organisation.csv")
    for n in range(rounds):
        path = folder / f"{who}{n}.csv"
        lines = [HEADS["calls"], CALL.format(f"{who}{n}", "norr", "03", 1), ""]
        path.write_text("\n".join(lines), encoding="utf-8")
        intake(store_of(home), path, mapping_for("calls"), units, known_at=datetime(2024, 4, 1, tzinfo=UTC))
        compute_region(home, folder / "region")


def read_on(home: Path, until: Path) -> list[list[int]]:
    """Read over and over; by snapshot, the calls in March and the files they should have come in."""
    found: dict[str, list[int]] = {}
    while not until.exists():
        m = open_measurements(home)
        assert m is not None
        calls = m.value("samtal", "regionen", Period.parse("2024-03")).numerator
        assert m.value("samtal", "regionen", Period.parse("2024-01")).numerator == 2
        found[m.snapshot.id] = [int(calls or 0), len(m.snapshot.index["files"]["calls"]) - 1]
    return list(found.values())
