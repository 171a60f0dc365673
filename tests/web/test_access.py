# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who gets what at every address. Outside one's units nothing exists (404); a right one lacks: 403."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse

import malram
from malram.organisation.roles import ROLES
from tests.web.world import BOARD

YEAR, GOAL = [BOARD, "2024"], [BOARD, "2024", "vard"]
INDICATOR = [BOARD, "2024", "samtal"]
REPORT = ["ar-2024-0a1b2c"]
COMMENT = {"body": "Text.", "version": 1}
GRADE = {"grade": "uppnas", "reason": "Skäl."}
REASON = {"reason": "Skäl."}
ACTION = "{action}"
STATUS = {"occasion": "{occasion}", "word": "enligt-plan", "completion": "done"}
GIVEN = "{role}"  # the number of a role that somebody has in the board
DECISION, TRANSFER = "{decision}", "{transfer}"  # of the board's own
STEP, ROW, BRANCH, DRAFT = "{step}", "{row}", "{branch}", "{draft}"  # of the board's planning
CHOICE = {"sida": "board", "enhet": BOARD, "period": "2024"}

COLUMNS = ("anonymous", *ROLES, "other")
LOGIN, EVERYBODY = (302,) * 9, (302, *[200] * 8)
OURS = (302, *[200] * 7, 404)
ACCESS: dict[str, tuple[str, list[str], dict[str, Any], tuple[int, ...]]] = {
    # url name: method, arguments, data, and the status for: anonymous, reader, reporter, approver,
    # controller, administrator, auditor, representative, and an approver of another board
    "login": ("get", [], {}, (200, *[302] * 8)),
    "logout": ("post", [], {}, LOGIN),
    "home": ("get", [], {}, EVERYBODY),
    "choose": ("get", [], CHOICE, (*[302] * 8, 404)),
    "board-newest": ("get", [BOARD], {}, (*[302] * 8, 404)),
    "board": ("get", YEAR, {}, OURS),
    "occasion-open": ("post", [BOARD, "2024-11"], REASON, (302, 403, 403, 302, 302, 403, 403, 403, 404)),
    "occasion-close": ("post", YEAR, REASON, (302, 403, 403, 302, 302, 403, 403, 403, 404)),
    "goal": ("get", GOAL, {}, OURS),
    "goal-comment": ("post", GOAL, COMMENT, (302, 403, 302, 302, 302, 403, 403, 403, 404)),
    "goal-decide": ("post", GOAL, GRADE, (302, 403, 403, 302, 403, 403, 403, 302, 404)),
    "indicator": ("get", INDICATOR, {}, OURS),
    "indicator-decide": ("post", INDICATOR, GRADE, (302, 403, 403, 302, 403, 403, 403, 302, 404)),
    "indicator-rows": ("get", INDICATOR, {}, (302, 403, 200, 200, 200, 403, 200, 403, 404)),
    "measure": ("get", [BOARD, "2024", "nettokostnad"], {}, OURS),
    "measure-rows": (
        "get", [BOARD, "2024", "nettokostnad"], {}, (302, 403, 200, 200, 200, 403, 200, 403, 404),
    ),
    "measure-since": ("get", [BOARD, "2024", "nettokostnad", *REPORT], {}, OURS),
    "economy": ("get", YEAR, {}, OURS),
    "forecast": ("get", YEAR, {}, OURS),
    "forecast-give": ("get", YEAR, {}, (302, 403, 200, 403, 200, 403, 403, 403, 404)),
    "economy-line": ("get", [*YEAR, "resultat", "nettokostnad"], {}, OURS),
    "economy-file": ("get", [*YEAR, "resultat", "xlsx"], {}, OURS),
    "report-value": ("get", YEAR, {}, (302, 403, 200, 403, 200, 403, 403, 403, 404)),
    "report-list": ("get", [], {}, EVERYBODY),
    "report": ("get", REPORT, {}, OURS),
    "report-review": ("get", REPORT, {}, OURS),
    "review": ("get", [], {}, EVERYBODY),
    "roles": ("get", [], {}, (302, 403, 403, 403, 403, 200, 403, 403, 403)),
    "role-end": ("get", [GIVEN], {}, (302, 403, 403, 403, 403, 200, 403, 403, 403)),
    "trail": ("get", [], {}, (302, 403, 403, 403, 403, 200, 200, 403, 403)),
    "frames-newest": ("get", [], {}, LOGIN),
    "frames": ("get", ["2026"], {}, EVERYBODY),
    "frame-account": ("get", ["2026", BOARD], {}, OURS),
    "frame-file": ("get", ["2026", BOARD, "xlsx"], {}, OURS),
    "frame-decision": ("get", [DECISION], {}, OURS),
    "transfer-list": ("get", [], {}, EVERYBODY),
    "transfer": ("get", [TRANSFER], {}, OURS),
    "transfer-answer": (
        "post", [TRANSFER], {"body": BOARD, "answer": "ja"}, (302, 403, 403, 403, 403, 403, 403, 302, 404),
    ),
    "transfer-propose": ("get", [], {}, (302, 403, 403, 403, 200, 403, 403, 403, 403)),
    "delegated-report": (
        "post", [], {"board": BOARD, "meeting": "2026-02-03"},
        (302, 403, 403, 403, 302, 403, 403, 403, 404),
    ),
    "matter-list": ("get", [], {}, EVERYBODY),
    "matter": ("get", ["A/1"], {}, OURS),
    "work-list": ("get", [], {}, EVERYBODY),
    "assignment": ("get", ["kortare-koer"], {}, OURS),
    "activity": ("get", ["kvallsmottagning"], {}, OURS),
    "assignment-status": ("post", ["kortare-koer"], STATUS, (302, 403, 302, 302, 302, 403, 403, 403, 404)),
    "activity-status": ("post", ["kvallsmottagning"], STATUS, (302, 403, 302, 302, 302, 403, 403, 403, 404)),
    "planning-newest": ("get", [], {}, LOGIN),
    "planning": ("get", ["2027"], {}, EVERYBODY),
    "planning-step": ("get", [STEP], {}, OURS),
    "planning-decide": (
        "post", [STEP], {"text": "Svar.", "decided_on": "2026-09-01"},
        (302, 403, 403, 403, 403, 403, 403, 302, 404),
    ),
    "planning-row-add": (
        "post", [STEP, "behov"], {"account_id": BOARD, "amount": "2 mnkr", "priority": "1"} | REASON,
        (302, 403, 403, 403, 302, 403, 403, 403, 404),
    ),
    "planning-row-remove": (
        "post", [STEP, "omprioritering", ROW], {}, (302, 403, 403, 403, 302, 403, 403, 403, 404),
    ),
    "planning-outcome": ("get", [ROW], {}, (302, 403, 403, 403, 200, 403, 403, 403, 404)),
    "branch-list": ("get", ["2027", BOARD], {}, OURS),
    "branch": ("get", [BRANCH], {}, OURS),
    "draft-add": (
        "post", [BRANCH], {"account_id": BOARD, "amount": "2 mnkr", "kind": "base"},
        (302, 403, 403, 403, 302, 403, 403, 403, 404),
    ),
    "draft-remove": ("post", [BRANCH, DRAFT], {}, (302, 403, 403, 403, 302, 403, 403, 403, 404)),
    "branch-merge": (
        "post", [BRANCH], {"title": "Ramar", "reason": "Skäl.", "decided_on": "2026-12-01"},
        (302, 403, 403, 403, 403, 403, 403, 302, 404),
    ),
    "branch-close": ("post", [BRANCH], REASON, (302, 403, 403, 403, 302, 403, 403, 403, 404)),
    "effect-list": ("get", [], {}, EVERYBODY),
    "effect": ("get", ["farre-tjanster"], {}, OURS),
    "effect-expect": (
        "post", ["farre-tjanster"], {"amount": "20", "date": "2024-11-01", "reason": "Skäl."},
        (302, 403, 302, 403, 302, 403, 403, 403, 404),
    ),
    "effect-report": (
        "post", ["farre-tjanster"], {"occasion": "{occasion}", "amount": "18"},
        (302, 403, 302, 403, 302, 403, 403, 403, 404),
    ),
    "grant-list": ("get", [], {}, EVERYBODY),
    "grant": ("get", ["nara-vard"], {}, OURS),
    "grant-event": (
        "post", ["nara-vard"], {"kind": "received", "date": "2024-11-01", "amount": "2"},
        (302, 403, 302, 403, 302, 403, 403, 403, 404),
    ),
    "investment-newest": ("get", [], {}, LOGIN),
    "investment-list": ("get", ["2024"], {}, EVERYBODY),
    "investment": ("get", ["bilar"], {}, OURS),
    "investment-event": (
        "post", ["bilar"], {"kind": "spent", "date": "2024-11-01", "amount": "1"},
        (302, 403, 302, 403, 302, 403, 403, 403, 404),
    ),
    "oversight-newest": ("get", [], {}, LOGIN),
    "oversight": ("get", ["2024"], {}, EVERYBODY),
    "control-plan": ("get", ["plan-2024"], {}, OURS),
    "control-point": ("get", ["jav"], {}, OURS),
    "control-check": (
        "post", ["jav"], {"date": "2024-12-01", "result": "acceptable"},
        (302, 403, 302, 302, 302, 403, 403, 403, 404),
    ),
    "control-action": (
        "post", ["jav"], {"title": "Kurs", "owner": "direktor", "due": "2025-03-31"},
        (302, 403, 302, 302, 302, 403, 403, 403, 404),
    ),
    "control-carry": (
        "post", ["jav"], {"plan": "plan-2025"}, (302, 403, 302, 302, 302, 403, 403, 403, 404),
    ),
    "control-finish": ("post", [ACTION], {}, (302, 403, 302, 302, 302, 403, 403, 403, 404)),
    "control-submit": (
        "post", ["plan-2025"], {"day": "2025-02-04"}, (302, 403, 403, 302, 302, 403, 403, 403, 404),
    ),
    "report-file": ("get", [*REPORT, "ledger"], {}, OURS),
}  # fmt: skip


def url_names(patterns: list[URLPattern | URLResolver]) -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from url_names(pattern.url_patterns)
        else:
            assert pattern.name, f"{pattern.pattern} has no name"
            yield pattern.name


def test_no_page_reaches_what_is_somebodys_past_access():
    """Rows are asked for by access.py or by queries that are given a board already reached through it."""
    found = {
        f"{path.name}: {name}"
        for path in (Path(malram.__file__).parent / "web").glob("*.py")
        for name in re.findall(r"(\w+)\.objects\b", path.read_text(encoding="utf-8"))
    }
    assert found == {"people_forms.py: Person", "trail.py: Person"}  # people are in no unit; their roles are


def test_every_url_has_a_row_in_the_access_table():
    assert set(url_names(get_resolver().url_patterns)) == set(ACCESS)


@pytest.mark.parametrize("role", COLUMNS)
@pytest.mark.parametrize("name", ACCESS)
def test_each_role_gets_what_the_table_says(
    name: str,
    role: str,
    client_of,
    occasion,
    measurements,
    report,
    given_role,
    planning,
    frames,
    matters,
    work,
    control,
):
    method, arguments, data, statuses = ACCESS[name]
    numbers = {
        GIVEN: given_role,
        ACTION: control,
        DECISION: frames.decision.pk,
        TRANSFER: frames.transfer.pk,
        STEP: planning.response.pk,
        ROW: planning.row.pk,
        BRANCH: planning.branch.pk,
        DRAFT: planning.branch.drafts.first().pk,
    }
    arguments = [str(numbers.get(one, one)) for one in arguments]
    data = {key: occasion.pk if value == "{occasion}" else value for key, value in data.items()}
    answer = getattr(client_of(role), method)(reverse(name, args=arguments), data)
    answer.close()  # a file is read when it is sent
    assert answer.status_code == statuses[COLUMNS.index(role)]
    if role == "anonymous" and name not in ("login", "logout"):
        assert answer.headers["Location"].startswith(reverse("login"))


@pytest.mark.parametrize("unit", ["finns-inte", "region-varmland"])
def test_a_unit_that_is_not_and_one_outside_ones_units_are_answered_alike(unit, client_of, measurements):
    answer = client_of("reader").get(reverse("board", args=[unit, "2024"]))
    assert answer.status_code == 404
    assert "bland det du har tillgång till" in answer.content.decode()


def test_the_start_page_of_another_board_shows_nothing_of_this_one(client_of, occasion, measurements, report):
    html = client_of("other").get("/").content.decode()
    assert BOARD not in html
    assert report.title not in html


def test_an_indicator_cannot_be_asked_for_in_a_unit_outside_ones_own(client_of, occasion, measurements):
    address = reverse("indicator", args=INDICATOR)
    assert client_of("reader").get(address, {"enhet": "regionstyrelsen"}).status_code == 404


def test_a_reader_sees_no_form(client_of, occasion, measurements):
    address = reverse("goal", args=GOAL)
    assert "<textarea" in client_of("approver").get(address).content.decode()
    assert "<textarea" not in client_of("reader").get(address).content.decode()
