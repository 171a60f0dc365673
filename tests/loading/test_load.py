# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""A region's files in the database: all of them or none, and what people have written since stays."""

import shutil
from collections import Counter
from dataclasses import fields
from datetime import date

import pytest

from malram.accounts.actors import SYSTEM
from malram.audit.models import AuditEntry
from malram.cli.load_command import WORDS
from malram.control.actions import carry_over
from malram.control.load import Loaded as Control
from malram.frames.load import Loaded as Frames
from malram.frames.models import Account
from malram.loading.load import Registered, load_everything
from malram.matters.diary import DiaryRow
from malram.matters.models import MatterEvent
from malram.measures.region import choose_region
from malram.organisation.models import Unit
from malram.organisation.problems import LoadRefused
from malram.planning.load import Loaded as Planning
from malram.steering.actions import decide_goal
from malram.steering.load import Loaded as Steering
from malram.steering.models import Goal, GoalIndicator, Target
from malram.work.load import Loaded as Work
from malram.work.models import Assignment
from tests.cli.whole_region import write_whole
from tests.docs.pages import OWN_REGION, write_files

pytestmark = pytest.mark.django_db
MATTER = DiaryRow(
    "V/1", "remiss", "Nya öppettider", "", "vardnamnden", "nämnd", "received", date(2025, 2, 3), "", "d", 2
)


@pytest.fixture
def region(tmp_path, own_home):
    """The tutorial's region, once its deliberate mistake is mended."""
    write_files(OWN_REGION, tmp_path)
    choose_region(own_home, str(tmp_path / "region"))
    edit(tmp_path / "region", "statements/vardnamnden.yaml", "bugdet", "budget")
    return tmp_path / "region"


def edit(region, name, old, new):
    text = (region / name).read_text(encoding="utf-8")
    assert old in text
    (region / name).write_text(text.replace(old, new), encoding="utf-8")


def load(region, *diary):
    """What was new or changed, without what was neither."""
    loaded = load_everything(actor=SYSTEM, folder=region, diary=diary).counts
    return {f"{room}.{what}": n for room, counts in loaded.items() for what, n in counts.items() if n}


def test_everything_in_the_files_and_the_diary_is_loaded_once(region):
    """4 units; 3 goals; 3 indicators with a goal and a target each; 2 assignments with a status each."""
    assert load(region, MATTER) == {
        "steering.units": 4,
        "steering.goals": 3,
        "steering.indicators": 3,
        "steering.links": 3,
        "steering.targets": 3,
        "work.roles": 1,
        "work.areas": 1,
        "work.assignments": 2,
        "work.statuses": 2,
        "matters.events": 1,
    }
    told = list(AuditEntry.objects.values_list("actor", "action").order_by("id"))
    assert load(region, MATTER) == {}
    assert list(AuditEntry.objects.values_list("actor", "action").order_by("id")) == told
    assert {actor for actor, _ in told} == {"system"}


def test_what_is_changed_is_counted_and_written_in_the_trail(region):
    """The name of a goal, the value of a target and the title of an assignment."""
    load(region)
    edit(region, "goals.csv", "Vården är lätt att nå", "Vården svarar")
    edit(region, "indicators.yaml", "value: 80", "value: 85")
    edit(
        region,
        "work/assignments.yaml",
        "uppringning\n  board: vardnamnden\n  title: Inför",
        "uppringning\n  board: vardnamnden\n  title: Införde",
    )
    assert load(region) == {"steering.goals": 1, "steering.targets": 1, "work.assignments": 1}
    assert Goal.objects.get(slug="latt-att-na").name == "Vården svarar"
    assert Target.objects.get(indicator__slug="svar-inom-tio-min").value == 85
    assert AuditEntry.objects.filter(action="work.loaded").count() == 2


def test_what_people_decided_stays_when_the_files_are_loaded_again(region):
    load(region)
    goal = {"board_id": "vardnamnden", "year": 2025, "slug": "latt-att-na"}
    decide_goal(actor=SYSTEM, **goal, grade="uppnas-delvis", reason="Norra når målet.")
    edit(region, "goals.csv", "Vården är lätt att nå", "Vården svarar")
    load(region)
    assert [one.grade for one in Goal.objects.get(slug="latt-att-na").assessments.all()] == ["uppnas-delvis"]


def test_problems_of_all_kinds_are_said_at_once_and_nothing_is_stored(region):
    """A status that was written otherwise before, and a matter of a unit nobody has."""
    load(region)
    edit(region, "goals.csv", "Vården är lätt att nå", "Vården svarar")
    edit(region, "work/assignments.yaml", "Norra ringer", "Södra ringer")
    stray = DiaryRow(
        "V/2", "remiss", "Ny taxa", "", "namnden", "nämnd", "received", date(2025, 2, 3), "", "d", 3
    )
    with pytest.raises(LoadRefused) as refused:
        load(region, stray)
    assert [problem.code for problem in refused.value.problems] == ["W002", "D001"]
    assert Goal.objects.get(slug="latt-att-na").name == "Vården är lätt att nå"
    assert not MatterEvent.objects.exists()


def test_what_rests_on_refused_rows_is_not_asked(region):
    """Without units nothing else can be right; only what is wrong with them is said."""
    edit(region, "organisation.csv", "vc-norra,vardnamnden", "vc-norra,vardnamden")
    with pytest.raises(LoadRefused) as refused:
        load(region)
    assert [problem.code for problem in refused.value.problems] == ["O005"]
    assert not Unit.objects.exists()
    assert not Assignment.objects.exists()


@pytest.fixture
def whole(tmp_path, own_home):
    """A region with one of everything."""
    choose_region(own_home, str(write_whole(tmp_path / "nord")))
    return tmp_path / "nord"


def test_every_kind_that_the_files_no_longer_have_is_told_and_nothing_of_it_is_lost(whole):
    """All rows of a region with one of every kind; a link goes only where its goal is still there."""
    assert load_everything(actor=SYSTEM, folder=whole, diary=()).gone == []
    for folder in ("work", "control", "frames"):
        shutil.rmtree(whole / folder)
    head = (whole / "goals.csv").read_text(encoding="utf-8").splitlines()[0]
    (whole / "goals.csv").write_text(f"{head}\n", encoding="utf-8")
    (whole / "indicators.yaml").write_text("[]\n", encoding="utf-8")
    gone = load_everything(actor=SYSTEM, folder=whole, diary=()).gone
    assert Counter(one.kind for one in gone) == {
        "mål": 2, "indikator": 1, "koppling mellan mål och indikator": 1, "målvärde": 1, "ramkonto": 4,
        "roll": 1, "område": 1, "uppdrag": 1, "aktivitet": 1, "effekt": 2, "statsbidrag": 1, "investering": 2,
        "internkontrollplan": 1, "risk": 1, "kontrollmoment": 1,
    }  # fmt: skip
    assert not [one for one in gone if "borttagen" in one.advice]
    assert (GoalIndicator.objects.count(), Target.objects.count(), Account.objects.count()) == (1, 1, 4)


def test_a_point_that_was_carried_over_on_its_page_was_never_in_the_files(whole):
    edit(whole, "control/plans.yaml", "- {id: plan,", "- {id: nasta, board: namnd, year: 2025}\n- {id: plan,")
    load_everything(actor=SYSTEM, folder=whole, diary=())
    carry_over(actor=SYSTEM, point_id="avtal", plan_id="nasta")
    assert load_everything(actor=SYSTEM, folder=whole, diary=()).gone == []


def test_every_kind_of_row_has_a_word():
    kinds = {
        "steering": Steering, "frames": Frames, "planning": Planning, "work": Work, "control": Control,
        "matters": Registered,
    }  # fmt: skip
    assert list(WORDS) == [f"{room}.{field.name}" for room, kind in kinds.items() for field in fields(kind)]
