# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The courses of an invented region come out of its own files, and what is wrong in them is told."""

from pathlib import Path

import polars as pl
import pytest

from malram.demo.check import demo_problems
from malram.demo.courses.write import COURSES, FOLDER, read_plans, write_courses
from malram.demo.errors import DemoError
from malram.demo.facts import generator_hash, write_sources
from malram.demo.file_page import file_page
from malram.demo.reading import TO_THAT
from malram.measures.computing.engine import silent
from malram.measures.region import REGIONS

ORGANISATION = """unit,parent,name,level,regi,valid_from,valid_to
ön,,Region Ön,region,own,2021-01-01,
rådet,ön,Rådet,namnd,own,2021-01-01,
väst,rådet,Väst,hus,own,2021-01-01,
öst,rådet,Öst,hus,own,2021-01-01,
syd,rådet,Syd,hus,own,2021-01-01,
rådgivningen,rådet,Rådgivningen,linje,own,2021-01-01,
"""
SHARED = """
years: [2030]
groups:
  husen: {level: hus}
workplaces:
  opened_before: 2022-01-01
  boards: {r: {top: rådet}}
  people: {hus: 40}
"""
CALLS = """
system: växeln
advice:
  unit: rådgivningen
  service: Råd
  calls: {2030: 600}
  volume: {winter: 0.1}
  in_time: {level: 0.4}
  answered_later: 0.5
  targets:
    - {printed: "41.5", year: 2030}
centres:
  units: husen
  service: Hus
  calls: {2030: 3000}
  volume: {july: -0.3}
  same_day: [0.6, 0.9]
  same_day_at: {}
  same_day_wave: {level: 0}
  contact_later: 0.5
  targets:
    - {printed: "70", year: 2030}
    - {printed: "81", year: 2030, unit: öst}
    - {printed: "62", year: 2030, unit: syd}
    - {between: ["62", "81"], year: 2030}
"""


@pytest.fixture
def region(tmp_path: Path) -> Path:
    folder = tmp_path / "on"
    (folder / FOLDER).mkdir(parents=True)
    (folder / "organisation.csv").write_text(ORGANISATION, encoding="utf-8")
    say(folder, "shared", SHARED)
    say(folder, "calls", CALLS)
    return folder


def say(region: Path, name: str, text: str) -> None:
    (region / FOLDER / f"{name}.yaml").write_text(text, encoding="utf-8")


def told(region: Path) -> list[str]:
    return [str(problem) for problem in read_plans(region).problems]


def test_a_new_regions_calls_are_as_many_and_as_quick_as_its_file_says(region, tmp_path):
    """Of 600 calls for advice 41,5 % is 249 within 900 seconds; of 3 000 to the houses 70 % the same day."""
    paths = write_courses(region, tmp_path / "out")
    assert [path.name for path in paths] == [f"samtal-2030-{month:02d}.csv" for month in range(1, 13)]
    rows = pl.concat([pl.read_csv(path, separator=";") for path in paths])
    advice, houses = rows.filter(pl.col("Tjänst") == "Råd"), rows.filter(pl.col("Tjänst") == "Hus")
    in_time = (advice["Besvarat"] == "Ja") & (advice["Väntetid sekunder"] <= 900)
    assert (advice.height, in_time.sum()) == (600, 249)
    assert houses.height == 3000
    same_day = houses.with_columns(same=pl.col("Kontakt") == pl.col("Datum")).fill_null(False)
    assert round(100 * same_day["same"].mean()) == 70
    of_unit = {unit: round(100 * of["same"].mean()) for (unit,), of in same_day.group_by("Enhet")}
    assert (of_unit["öst"], of_unit["syd"]) == (81, 62)
    assert 62 < of_unit["väst"] < 81


def test_every_mistake_is_told_with_its_place_and_what_should_stand(region):
    wrong = CALLS.replace("unit: rådgivningen", "unit: radgivningen").replace("600}", "många}")
    wrong = wrong.replace('"41.5"', "41.5").replace("[0.6, 0.9]", "[0.6]")
    wrong = wrong.replace("units: husen", "units: hus")
    say(region, "calls", wrong.replace("  service: Råd\n", "").replace("contact_later", "contact_latr"))
    say(region, "cals", "system: växeln")
    assert told(region) == [
        "demo/courses/calls.yaml:4: G006 Det finns inget 'radgivningen'. Menade du 'rådgivningen'?",
        f"demo/courses/calls.yaml:5: G005 'många' är inte ett heltal. {TO_THAT}",
        f"demo/courses/calls.yaml:10: G005 '41.5' är inte siffror inom citattecken, som \"49.0\". {TO_THAT}",
        "demo/courses/calls.yaml:4: G004 Nyckeln 'service' saknas. Lägg till 'service: …'.",
        "demo/courses/calls.yaml:19: G001 Okänd nyckel 'contact_latr'. Menade du 'contact_later'?",
        "demo/courses/calls.yaml:12: G006 Det finns inget 'hus'. Menade du 'husen'?",
        f"demo/courses/calls.yaml:16: G005 Listan har 1 värden och ska ha 2. {TO_THAT}",
        "demo/courses/calls.yaml:12: G004 Nyckeln 'contact_later' saknas. Lägg till 'contact_later: …'.",
        "demo/courses/cals.yaml:1: G007 Inget förlopp heter så. Menade du 'calls'?",
    ]


def test_a_demo_with_mistakes_writes_nothing_and_says_them(region, tmp_path):
    say(region, "calls", CALLS.replace("2030: 600", "2030: 6.5"))
    with pytest.raises(DemoError, match=r"calls\.yaml:6: G005 '6.5' är inte ett heltal"):
        write_sources(tmp_path, region, silent)
    assert not (tmp_path / "source-files").exists()


def test_a_figure_that_no_number_of_events_gives_is_named(region, tmp_path):
    """Of three calls none, one, two or three are answered in time, never 41,5 %."""
    say(region, "calls", CALLS.replace("2030: 600", "2030: 3"))
    with pytest.raises(
        DemoError, match=r"^demo/courses/calls\.yaml: tryckt 41\.5: inget helt antal av 3 ger talet\.$"
    ):
        write_courses(region, tmp_path / "out")


def test_a_number_that_cannot_be_used_is_told_with_its_file(region, tmp_path):
    """A volume below nothing would be fewer than no calls."""
    say(region, "calls", CALLS.replace("july: -0.3", "level: 0.1, july: -3"))
    with pytest.raises(DemoError, match=r"^demo/courses/calls\.yaml: Ett tal går inte att använda"):
        write_courses(region, tmp_path / "out")


def test_values_for_every_year_and_shares_that_add_up_are_wanted(region):
    """The demo has one year, 2030; forms of 0,7 and 0,2 leave 0,1."""
    say(region, "beds", "system: s\ncare:\n  Vård: {units: husen, beds: {2030: 9}, over: {2029: 0.1}}\n")
    forms = "forms: {Fysiskt: 0.7, Distans: 0.2}"
    say(region, "contacts", f"system: s\nassessments:\n  {forms}\n  sexes: {{K: 1, X: 2}}\n")
    found = told(region)
    assert "demo/courses/beds.yaml:3: G004 Värde för 2030 saknas. Lägg till '2030: …'." in found
    said = f"G005 Andelarna är tillsammans 0.9 och ska vara 1. {TO_THAT}"
    assert f"demo/courses/contacts.yaml:3: {said}" in found
    assert "demo/courses/contacts.yaml:4: G006 Det finns inget 'X'. Tillåtna: K, M, O." in found


def test_courses_without_what_they_share_are_told(region):
    (region / FOLDER / "shared.yaml").unlink()
    assert told(region) == ["demo/courses/shared.yaml:1: G007 Filen saknas. Lägg till den."]


def test_a_name_must_stand_where_its_file_says_that_it_does(region):
    """A season is a key below `seasons` of the same file, and has a value for every month."""
    say(
        region,
        "statistics",
        "system: s\nseasons: {vinter: [1, 2]}\ncategories: {}\nfiles:\n  el:\n"
        "    - year: {source: E, series: el, unit: väst, year: 2030, total: 5, season: sommar}\n",
    )
    assert told(region) == [
        f"demo/courses/statistics.yaml:2: G005 Listan har 2 värden och ska ha 12. {TO_THAT}",
        "demo/courses/statistics.yaml:6: G006 Det finns inget 'sommar'. Tillåtna: vinter.",
    ]


def test_the_source_files_are_written_anew_when_the_regions_files_change(region, tmp_path):
    folder = write_sources(tmp_path, region, silent)
    before, path = generator_hash(region), folder / "växeln" / "samtal-2030-01.csv"
    first = path.read_bytes()
    say(region, "calls", CALLS.replace("2030: 600", "2030: 1200"))
    assert generator_hash(region) != before
    write_sources(tmp_path, region, silent)
    assert len(path.read_bytes()) > len(first)


def test_a_region_without_a_demo_says_so_and_is_no_mistake(region, tmp_path):
    for path in (region / FOLDER).iterdir():
        path.unlink()
    with pytest.raises(DemoError, match="Regionen on har ingen demo"):
        write_sources(tmp_path, region, silent)
    (region / FOLDER).rmdir()
    (region / "demo").rmdir()
    assert list(demo_problems(region)) == []


@pytest.mark.parametrize("name", [path.parent.name for path in REGIONS.glob("*/region.yaml")])
def test_the_demo_of_a_shipped_region_has_no_mistakes(name):
    assert list(demo_problems(REGIONS / name)) == []


def test_every_course_has_a_region_that_uses_it():
    used = {path.stem for path in REGIONS.glob(f"*/{FOLDER}/*.yaml")}
    assert set(COURSES) <= used


def test_the_page_about_the_files_has_every_course_and_what_its_keys_want():
    page = file_page()
    assert [name for name in COURSES if f"\n## `{FOLDER}/{name}.yaml`\n" not in page] == []
    assert "\n| `in_time` | ja | ett tal för varje år |\n" in page  # contacts.yaml
    assert "\n| `season` | ja | ett namn under `seasons` |\n" in page  # ledger.yaml
    assert "\n| `with_ulcers` | ja | lista: lista: ett heltal, 2 stycken |\n" in page  # measurements.yaml
