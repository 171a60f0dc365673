# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The page of the trail: every action in words, filtered, paged, and only of one's own units."""

import ast
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.db.models import QuerySet
from django.utils import timezone

import malram
from malram.accounts.actions import create_person
from malram.accounts.actors import SYSTEM
from malram.audit.actions import record
from malram.audit.models import AuditEntry
from malram.audit.queries import verify
from malram.measures.region import region_folder
from malram.organisation.models import Membership, Placement
from malram.steering.load import load_region
from malram.web.trail_words import ACTIONS
from tests.web.test_refusals import words
from tests.web.world import BOARD, CLINIC, OTHER_BOARD

TRAIL = "/spar/"
SRC = Path(malram.__file__).parent
NAME = re.compile(r"[a-z]+\.(?!csv|yaml)[a-z]+")


@pytest.fixture
def auditor(client_of, occasion):
    return client_of("auditor")


def rows(client, **asked: str) -> list[str]:
    html = client.get(TRAIL, asked).content.decode()
    return [words(row) for row in re.findall(r"(?s)<tr><th scope=\"row\".*?</tr>", html)]


def names_of_actions() -> set[str]:
    """Every name of an action in the files that write to the trail."""
    found = set()
    for path in SRC.glob("*/**/*.py"):
        text = path.read_text(encoding="utf-8")
        if "from malram.audit.actions import record" in text:
            constants = (node.value for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Constant))
            found |= {one for one in constants if isinstance(one, str) and NAME.fullmatch(one)}
    return found


def test_every_action_has_words_and_all_words_are_about_an_action():
    assert names_of_actions() == set(ACTIONS)


def test_what_was_done_stands_there_with_who_before_and_after(auditor, client_of):
    client_of("approver").post(
        f"/namnd/{BOARD}/2024/mal/vard/bedomning/", {"grade": "uppnas", "reason": "Köerna är korta."}
    )
    latest = rows(auditor)[0]
    for said in (
        "Approver (approver)", "Beslutade en bedömning", f"goal:{BOARD}/2024/vard",
        "uppnas-delvis", "uppnas", "Köerna är korta.",
    ):  # fmt: skip
        assert said in latest
    assert "Systemet" in rows(auditor)[-1]
    assert verify() == []


def test_the_chain_holds_over_everything_that_can_be_done(
    client_of, occasion, measurements, report, given_role
):
    """One of each action that the pages and the system's own work take, then the chain is computed again."""
    year = f"/namnd/{BOARD}/2024/"
    doer, administrator = client_of("controller"), client_of("administrator")
    for address, data in (
        ("uppfoljning/stang/", {"reason": "Klart."}),
        ("uppfoljning/oppna/", {"reason": "Inte klart."}),
        ("mal/vard/kommentar/", {"body": "Ny text.", "version": 1}),
        ("rapportera/", {"series": "masskadeplan", "value": "ja", "source": "Protokoll"}),
    ):
        assert doer.post(year + address, data).status_code == 302
    doer.get(f"{year}indikator/samtal/rader/")
    role = {
        "username": "dag",
        "role": "auditor",
        "unit_id": BOARD,
        "valid_from": timezone.localdate().isoformat(),
    }
    assert administrator.post("/roller/", role).status_code == 302
    ended = administrator.post(
        f"/roller/{given_role}/avsluta/", {"last_day": timezone.localdate().isoformat()}
    )
    assert ended.status_code == 302
    create_person(actor=SYSTEM, username="eva", name="Eva")
    load_region(actor=SYSTEM, folder=region_folder("varmland"))
    done = set(AuditEntry.objects.values_list("action", flat=True))
    assert done == {
        "comment.written", "goal.assessed", "occasion.closed", "occasion.opened", "occasion.reopened",
        "organisation.loaded", "person.created", "report.built", "role.ended", "role.given", "rows.read",
        "steering.loaded", "value.reported",
    }  # fmt: skip
    assert verify() == []


def test_entries_of_other_units_and_of_the_whole_installation_are_not_there(auditor):
    record("system", "goal.assessed", "goal:elsewhere", unit=OTHER_BOARD)
    record("system", "organisation.loaded", "organisation")
    record("system", "goal.assessed", "goal:below", unit=CLINIC)
    text = " ".join(rows(auditor))
    assert "goal:below" in text
    assert "goal:elsewhere" not in text
    assert "organisation" not in text


def test_at_the_top_one_reads_what_concerns_no_unit_or_one_that_has_left_the_tree(auditor):
    Membership.objects.filter(person__username="auditor").update(unit="region-varmland")
    record("system", "organisation.loaded", "organisation", after={"rows": 1, "changed": 0})
    record("system", "goal.assessed", "goal:gone", unit=CLINIC)
    Placement.objects.filter(unit=CLINIC).delete()
    text = " ".join(rows(auditor))
    assert "rader: 1, ändrade: 0" in text
    assert "goal:gone" in text


def test_each_condition_chooses(auditor):
    record("person:auditor", "rows.read", "rows:samtal", unit=BOARD)
    # Past the model, which refuses: an entry is never changed.
    written = AuditEntry.objects.filter(action="comment.written")
    QuerySet.update(written, at=datetime(2024, 5, 3, 12, tzinfo=UTC))
    assert len(rows(auditor)) == 4
    assert len(rows(auditor, person="AUDIT")) == 1
    assert len(rows(auditor, person="systemet")) == 3
    assert rows(auditor, person="ingen") == []
    assert len(rows(auditor, action="goal.assessed")) == 1
    assert len(rows(auditor, object="samtal")) == 1
    assert len(rows(auditor, first="2024-05-03", last="2024-05-03")) == 1
    assert len(rows(auditor, last="2024-05-02")) == 0
    assert len(rows(auditor, first="2024-05-04")) == 3
    assert "Inget sådant har hänt." in auditor.get(TRAIL, {"person": "ingen"}).content.decode()


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"first": "i maj"}, "Skriv dagen som år-månad-dag"),
        ({"first": "2024-05-03", "last": "2024-05-02"}, "Sista dagen ligger före den första."),
        ({"action": "goal.eaten"}, "Välj en handling i listan."),
        ({"person": "\0"}, "Null-tecken"),
    ],
)
def test_a_condition_that_cannot_be_read_is_named_and_nothing_is_shown(asked, said, auditor):
    answer = auditor.get(TRAIL, asked)
    assert answer.status_code == 400
    assert said in answer.content.decode()
    assert rows(auditor, **asked) == []


def test_many_entries_stand_on_several_pages_that_keep_the_conditions(auditor):
    for number in range(55):
        record("person:auditor", "rows.read", f"rows:{number}", unit=BOARD)
    html = auditor.get(TRAIL, {"action": "rows.read"}).content.decode()
    assert "Sida 1 av 2" in html
    assert "sida=2" in html
    assert "action=rows.read&amp;" in html
    assert len(rows(auditor, action="rows.read", sida="2")) == 5
    assert len(rows(auditor, action="rows.read", sida="hundra")) == 50


def test_markup_in_an_entry_is_text(auditor):
    record("person:auditor", "rows.read", "<script>x</script>", unit=BOARD)
    assert "<script" not in auditor.get(TRAIL).content.decode()


def test_a_long_text_is_folded_and_whole(auditor):
    record("person:auditor", "comment.written", "occasion:x", after="ord " * 100 + "slut", unit=BOARD)
    html = auditor.get(TRAIL).content.decode()
    assert "<details><summary>ord" in html
    assert "ord slut</details>" in html
