# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.test import Client

from malram.accounts.actors import SYSTEM
from malram.accounts.models import Person
from malram.control.load import load_control
from malram.control.models import ControlAction
from malram.occasions.actions import open_occasion, write_comment
from malram.occasions.models import Occasion
from malram.organisation.models import Membership, Placement, Unit
from malram.organisation.roles import ROLES
from malram.reports.actions import record_build
from malram.reports.blocks import Document, FigureRun, Heading, Ledger, LedgerEntry, Paragraph, Text
from malram.reports.json_form import to_json
from malram.reports.models import ReportBuild
from malram.reports.reviewed import review_report
from malram.review.showing.html import as_html
from malram.review.showing.tally import summary
from malram.steering.actions import decide_goal
from malram.steering.models import Goal, GoalIndicator, Indicator, Target
from malram.work.load import load_work
from tests.control.files import FILES as CONTROL_FILES
from tests.control.files import write_control
from tests.matters.diary import refresh, rows, send
from tests.web.framed import Framed, Planned, framed, planned
from tests.web.world import (
    BOARD,
    HOSPITAL,
    OTHER_BOARD,
    STATEMENT,
    UNITS,
    FakeMeasurements,
    FakeTracer,
    explained,
    kept_snapshot,
)
from tests.work.files import BOARD as SMALL
from tests.work.files import FILES as WORK_FILES
from tests.work.files import OTHER as ELSEWHERE

START = date(2021, 1, 1)


@pytest.fixture
def units(db: None) -> dict[str, Unit]:
    made = {id_: Unit.objects.create(id=id_, name=name, level=level) for id_, _parent, name, level in UNITS}
    for id_, parent, _name, _level in UNITS:
        Placement.objects.create(unit=made[id_], parent=made.get(parent), valid_from=START)
    return made


@pytest.fixture
def goals(units: dict[str, Unit]) -> dict[str, Goal]:
    """Two goals under one: the first is decided otherwise than the rule suggests, the second by nobody."""
    board = units[BOARD]
    top = Goal.objects.create(
        board=board, year=2024, slug="trygga", level="effektmal", name="Trygga invånare"
    )
    own = {"board": board, "year": 2024, "level": "resultatmal", "parent": top}
    care = Goal.objects.create(**own, slug="vard", name="Tillgänglig vård", order=1, agenda2030=[3, 5])
    work = Goal.objects.create(**own, slug="arbete", name="Attraktiv arbetsgivare", order=2)
    for goal, slug, direction, operator, value, text in (
        (care, "samtal", "higher", ">=", "60", "≥ 60 %"),
        (care, "trycksar", "lower", "<", "7", "< 7 %"),
        (work, "enkat", "higher", ">=", "79", "≥ 79"),
    ):
        indicator = Indicator.objects.create(
            slug=slug, name=f"Indikator {slug}", measure=slug, direction=direction, window="period"
        )
        GoalIndicator.objects.create(goal=goal, indicator=indicator, unit=board)
        Target.objects.create(
            indicator=indicator, board=board, year=2024, operator=operator, value=Decimal(value), text=text
        )
    decide_goal(actor=SYSTEM, board_id=BOARD, year=2024, slug="vard", grade="uppnas-delvis", reason="På väg.")
    return {"vard": care, "arbete": work}


@pytest.fixture
def occasion(goals: dict[str, Goal]) -> Occasion:
    """The year's follow-up, open, with a comment on the first goal."""
    opened = open_occasion(actor=SYSTEM, board_id=BOARD, kind="ar", period="2024")
    write_comment(
        actor=SYSTEM, occasion_id=opened.pk, about="goal:vard", body="Fler svarar i telefon.", version=0
    )
    return opened


@pytest.fixture
def measurements(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FakeMeasurements:
    found = FakeMeasurements(tmp_path / "snapshot")
    region = tmp_path / "region"
    (region / "statements").mkdir(parents=True)
    (region / "statements" / "resultat.yaml").write_text(STATEMENT, encoding="utf-8")
    monkeypatch.setattr("malram.web.measurements.open_measurements", lambda home: found)
    monkeypatch.setattr("malram.web.tracing._tracer", lambda m: FakeTracer())
    monkeypatch.setattr("malram.web.money.region_folder", lambda: region)
    monkeypatch.setattr("malram.web.since.snapshot_named", kept_snapshot)
    monkeypatch.setattr("malram.web.since.explained", explained)
    return found


@pytest.fixture
def client_of(units: dict[str, Unit]) -> Callable[[str], Client]:
    """A browser for: anonymous, somebody in each role of the board, or an approver of another board."""
    roles = {role: (BOARD, role) for role in ROLES} | {"other": (OTHER_BOARD, "approver")}

    def signed_in(role: str) -> Client:
        client = Client()
        if role != "anonymous":
            unit, right = roles[role]
            person, new = Person.objects.get_or_create(username=role, defaults={"name": role.title()})
            if new:
                Membership.objects.create(person=person, unit_id=unit, role=right, valid_from=START)
            client.force_login(person)
        return client

    return signed_in


@pytest.fixture
def planning(frames: Framed) -> Planned:
    return planned()


@pytest.fixture
def frames(units: dict[str, Unit]) -> Framed:
    """Decided frames of three boards, and a transfer that waits for one of them."""
    return framed()


@pytest.fixture
def matters(units: dict[str, Unit], tmp_path: Path) -> None:
    """Three matters of the board, and one of another."""
    send(tmp_path, rows(BOARD, OTHER_BOARD), (BOARD, OTHER_BOARD))
    refresh(tmp_path)


@pytest.fixture
def work(units: dict[str, Unit], tmp_path: Path) -> None:
    """The board's assignments and activity, and an assignment of another board.

    They follow the board's own steering model: its words for how something goes are others.
    """
    folder = tmp_path / "work-region"
    words = (
        *((SMALL, BOARD), (ELSEWHERE, OTHER_BOARD), ("regionen", "region-varmland")),
        *(("forvaltning-1", HOSPITAL), ("ej-planenligt", "forsenat"), ("planenligt", "enligt-plan")),
    )
    for name, text in WORK_FILES.items():
        for small, ours in words:
            text = re.sub(rf"(?<![\w-]){small}(?![\w-])", ours, text)
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    load_work(actor=SYSTEM, folder=folder)


@pytest.fixture
def control(work: None, tmp_path: Path) -> int:
    """The board's internal control of two years; the number of an action that is not done."""
    plans = CONTROL_FILES["control/plans.yaml"].replace(f"board: {SMALL},", f"board: {BOARD},")
    load_control(actor=SYSTEM, folder=write_control(tmp_path / "control-region", plans=plans))
    return ControlAction.objects.get(done_on=None).pk


@pytest.fixture
def given_role(units: dict[str, Unit]) -> int:
    """The number of the role of a reader in the board."""
    person = Person.objects.create(username="dag", name="Dag Demosson")
    return Membership.objects.create(person=person, unit_id=BOARD, role="reader", valid_from=START).pk


@pytest.fixture
def page(client_of: Callable[[str], Client], occasion: Occasion, measurements: FakeMeasurements):
    """The text of a page as the reader gets it."""

    def text(address: str, role: str = "reader") -> str:
        answer = client_of(role).get(address)
        assert answer.status_code == 200, answer.content.decode()
        return answer.content.decode().replace("\N{NO-BREAK SPACE}", " ")

    return text


@pytest.fixture
def report(units: dict[str, Unit], own_home: Path) -> ReportBuild:
    """A built report of one heading and two figures; its PDF and Word files are left out."""
    entry = LedgerEntry("f1", "35,9 %", "897/25", "%", "samtal", BOARD, "2024")
    cost = LedgerEntry(
        "f2", "9 149,7 mnkr", "91497/10", "mnkr", "nettokostnad", BOARD, "2024", definition="d"
    )
    blocks = (
        Heading("h1", 1, "Sammanfattning"),
        Paragraph("p1", (Text("I tid: "), FigureRun("f1", "35,9 %"), FigureRun("f2", "9 149,7 mnkr"))),
    )
    document = Document("ar-2024", "Årsredovisning 2024", "", "Nämnden", "2024", "", "2025-02-20", blocks)
    ledger = Ledger((entry, cost))
    folder = own_home / "reports" / "ar-2024-0a1b2c"
    folder.mkdir(parents=True)
    for name, text in (("document.json", to_json(document)), ("ledger.json", to_json(ledger))):
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "report.html").write_text("<!DOCTYPE html>", encoding="utf-8")
    reviewed = review_report(document, ledger)
    (folder / "review.html").write_text(as_html(reviewed), encoding="utf-8")
    (folder / "review.txt").write_text(summary(reviewed), encoding="utf-8")
    return record_build(
        actor=SYSTEM,
        template="ar",
        board_id=BOARD,
        document=document,
        folder=folder.name,
        snapshot="s",
        facts="f",
    )
