# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""`malram load`: which region a home belongs to, and what is said before and after."""

import shutil

import pytest

from malram.cli.load_command import tell_gone
from malram.loading.gone import Gone
from malram.measures.region import CHOSEN, choose_region
from malram.organisation.models import Unit
from malram.work.models import Activity
from tests.cli.whole_region import write_whole
from tests.docs.pages import OWN_REGION, write_files

pytestmark = pytest.mark.django_db


@pytest.fixture
def region(tmp_path):
    """The tutorial's region as it is printed: a statement names a budget measure that is not there."""
    write_files(OWN_REGION, tmp_path)
    return tmp_path / "region"


def mend(region):
    path = region / "statements" / "vardnamnden.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("bugdet", "budget"), encoding="utf-8")


def test_with_anything_to_mend_nothing_is_loaded_and_no_region_chosen(malram, region, own_home):
    (region / "work" / "roles.yaml").write_text("- {id: chef}\n", encoding="utf-8")
    said = malram("load", region)
    assert (said.code, said.talk[-1]) == (1, f"{len(said.results)} att rätta. Inget är inläst.")
    assert [line.split()[1] for line in said.results][:2] == ["E004", "L003"]
    assert not Unit.objects.exists()
    assert not (own_home / CHOSEN).exists()


def test_a_region_is_chosen_once_and_remembered_by_its_whole_path(malram, region, own_home, monkeypatch):
    mend(region)
    monkeypatch.chdir(region.parent)
    first = malram("load", "region")
    assert first.code == 0
    assert first.out.startswith("Nytt eller ändrat: enheter 4, mål 3, indikatorer 3, ")
    assert first.talk == ["Läs nu in verksamhetens filer med 'malram import'."]
    assert (own_home / CHOSEN).read_text(encoding="utf-8") == str(region)
    assert malram("load").out == "Inget nytt: databasen säger det som filerna säger.\n"


def test_what_the_files_no_longer_have_stays_and_is_told_with_what_to_do(malram, tmp_path):
    """An activity whose row is gone stays; a target that is gone was taken away, and that is said too."""
    region = write_whole(tmp_path / "nord")
    assert "inte längre" not in malram("load", region).out
    (region / "work" / "activities.yaml").write_text("[]\n", encoding="utf-8")
    path = region / "indicators.yaml"
    text = path.read_text(encoding="utf-8").replace(', operator: ">=", value: 90, text: "90 %"', "")
    path.write_text(text, encoding="utf-8")
    assert malram("load").results == [
        "Nytt eller ändrat: målvärden 1.",
        "Inläst förut men inte längre i filerna: 2.",
        "  målvärde namnd 2024 i-tid: Är borttagen. Var det inte meningen, lägg tillbaka raden under "
        "indikatorn i indicators.yaml.",
        "  aktivitet tider: Lägg tillbaka raden i work/activities.yaml. Är det slut, avsluta det med läget "
        "'ended'.",
    ]
    assert Activity.objects.filter(id="tider").exists()
    assert [line.split(":")[0] for line in malram("load").results] == [  # what is taken away is told once
        "Inget nytt", "Inläst förut men inte längre i filerna", "  aktivitet tider",
    ]  # fmt: skip


def test_of_many_that_are_gone_the_first_twenty_are_named(capsys):
    tell_gone([Gone("roll", f"r-{n}", "Lägg tillbaka raden.") for n in range(23)])
    lines = capsys.readouterr().out.splitlines()
    assert (lines[0], len(lines)) == ("Inläst förut men inte längre i filerna: 23.", 22)
    assert lines[20:] == ["  roll r-19: Lägg tillbaka raden.", "  och 3 till."]


def test_without_a_region_one_is_asked_for(malram):
    said = "Ange katalogen med regionens filer, till exempel 'malram load nord'.\n"
    assert malram("load") == (1, "", said)


def test_a_folder_that_is_no_region_is_said(malram, tmp_path):
    (tmp_path / "tom").mkdir()
    said = f"Katalogen '{tmp_path / 'tom'}' har ingen fil region.yaml. Skriv den först.\n"
    assert malram("load", tmp_path / "tom") == (1, "", said)


def test_a_home_is_never_given_to_another_region(malram, region, own_home):
    mend(region)
    malram("load", region)
    said = f"{own_home} hör till regionen 'granvik'. Sätt MALRAM_HOME till en annan katalog för 'varmland'.\n"
    assert malram("load", "varmland") == (1, "", said)


def test_a_region_that_has_been_moved_is_found_where_it_is_now(malram, region, own_home):
    mend(region)
    malram("load", region)
    moved = region.rename(region.with_name("granvik"))
    assert malram("load").err.startswith(f"Regionen '{region}' finns inte.")
    assert malram("load", moved).code == 0
    assert (own_home / CHOSEN).read_text(encoding="utf-8") == str(moved)


def test_what_a_small_region_does_not_have_is_said_and_not_passed(malram, region, january, own_home):
    """No templates, no statements, nothing printed: three commands say what to write and where."""
    mend(region)
    for folder in ("reports", "statements"):
        shutil.rmtree(region / folder)
    shutil.copytree(january, own_home)
    choose_region(own_home, str(region))
    for words, said in (
        (("report", "list"), f"Regionen har inga rapportmallar. Skriv en i {region / 'reports'}.\n"),
        (("economy", "check"), f"Regionen har inga uppställningar. Beskriv en i {region / 'statements'}.\n"),
        (
            ("reference", "check"),
            f"Regionen har inga tryckta tal att jämföra med: katalogen {region / 'reference'} finns inte.\n",
        ),
    ):
        assert malram(*words) == (1, "", said)
