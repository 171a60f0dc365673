# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""`malram import`: what came in, what stayed out and why, and that bad files leave the state as it was."""

import json

import pytest

from malram.accounts.actors import SYSTEM
from malram.measures.region import store_of
from malram.occasions.actions import close_occasion, open_occasion
from malram.organisation.models import Unit
from tests.people import load_small_region

from .conftest import CALLS, HEADER

pytestmark = pytest.mark.django_db


@pytest.fixture
def state(own_home):
    """What is in force: a fingerprint that changes with any fact."""
    return lambda: store_of(own_home).fingerprint()


def test_a_file_is_taken_in_with_the_mapping_that_is_for_its_name(malram, calls):
    path = calls()
    assert malram("import", path) == (0, f"{path}: Inläst. 4 rader: 4 inlästa, 0 i karantän.\n", "")


def test_any_file_can_be_taken_in_with_a_mapping_by_name_or_by_path(malram, calls, tmp_path):
    assert malram("import", calls(name="a.csv"), "--mapping", "calls").code == 0
    own = tmp_path / "egen.yaml"
    columns = (
        "{Id: call, Enhet: unit, Dag: date, Tj: service, Svar: answered, Sek: wait_seconds, K: contact_on}"
    )
    own.write_text(f"contract: calls\ncolumns: {columns}\n", encoding="utf-8")
    row = "T9;1177-pa-telefon;2024-02-01;1177;ja;5;\n"
    path = calls(row, "b.csv", "Id;Enhet;Dag;Tj;Svar;Sek;K\n")
    assert malram("import", path, "--mapping", own).code == 0


@pytest.mark.parametrize(
    ("rows", "counts", "talk"),
    [
        (
            CALLS.replace("388", "halv"),
            (4, 3, 1),
            "samtal-2024-01.csv:2 (Väntetid sekunder): F023 'halv' är inte ett heltal. "
            "Skriv sekunder till svar eller avbrutet samtal med bara siffror.",
        ),
        (
            CALLS.replace("T2;1177-pa-telefon", "T2;1177-pa-telfon"),
            (4, 3, 1),
            "samtal-2024-01.csv:3 (Enhet): F030 Enheten '1177-pa-telfon' finns inte i organisationen "
            "2024-01-02. Rätta enheten, eller lägg till den i organisationen med rätt giltighetstid.",
        ),
        (
            CALLS + "T5;1177-pa-telefon\n",
            (5, 4, 1),
            "samtal-2024-01.csv:6: F020 Raden har 2 fält; rubrikraden har 7. "
            "Kontrollera avgränsare inne i text: sätt sådan text inom citattecken.",
        ),
    ],
)
def test_a_row_that_cannot_be_used_goes_to_quarantine_and_the_others_come_in(
    malram, calls, rows, counts, talk
):
    said = malram("import", calls(rows), "--format", "json")
    (receipt,) = json.loads(said.out)
    assert (said.code, receipt["state"]) == (1, "partly")
    assert (receipt["landed"], receipt["committed"], receipt["quarantined"]) == counts
    assert receipt["landed"] == receipt["committed"] + receipt["quarantined"]
    assert receipt["problems"] == said.talk == [talk]


@pytest.mark.parametrize(
    ("content", "talk"),
    [
        (b"", "samtal-2024-01.csv: F003 Filen är tom. Ta ut filen på nytt ur källsystemet."),
        (
            b"PK\x03\x04\0\0",
            "samtal-2024-01.csv: F004 Filen är inte en textfil utan en arbetsbok (xlsx) eller ett zip-arkiv. "
            "Spara den som avgränsad text (CSV) i utf-8 och läs in den på nytt.",
        ),
        (
            (HEADER.replace("Besvarat", "Bsvarat") + CALLS).encode(),
            "samtal-2024-01.csv:1: F007 Kolumnen 'Besvarat' saknas; den ska ge answered enligt mappningen "
            "calls. Menade du 'Bsvarat'?",
        ),
        (
            HEADER.encode(),
            "samtal-2024-01.csv: F009 Filen har en rubrikrad men inga datarader. Ta ut filen på nytt.",
        ),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_and_what_was_there_stays(malram, calls, state, content, talk):
    assert malram("import", calls(name="samtal-2023-12.csv")).code == 0
    before, path = state(), calls(content)
    said = malram("import", path)
    assert said == (1, f"{path}: Avvisad. 0 rader: 0 inlästa, 0 i karantän.\n", f"{talk}\n")
    assert state() == before


def test_a_file_that_came_before_changes_nothing_and_is_no_error(malram, calls, state):
    malram("import", calls())
    before, said = state(), malram("import", calls())
    assert (said.code, said.results[0].partition(": ")[2]) == (
        0,
        "Redan inläst. 0 rader: 0 inlästa, 0 i karantän.",
    )
    assert said.err.startswith("samtal-2024-01.csv: F010 Samma innehåll togs emot ")
    assert said.err.endswith(
        " som samtal-2024-01.csv; ingenting har ändrats. "
        "Rätta rader som ligger i karantän där, eller skicka en fil med annat innehåll.\n"
    )
    assert state() == before


def test_a_closed_month_takes_no_rows_until_it_is_opened(malram, calls, state):
    load_small_region()
    occasion = open_occasion(actor=SYSTEM, board_id="namnd-1", kind="manad", period="2024-01")
    close_occasion(actor=SYSTEM, occasion_id=occasion.pk)
    before, said = state(), malram("import", calls())
    assert said.code == 1
    assert said.results[0].endswith("Avvisad. 4 rader: 0 inlästa, 4 i karantän.")
    assert said.talk[:2] == [
        "samtal-2024-01.csv: F011 Ingen av filens 4 rader kunde tas emot; tidigare fakta gäller som förut. "
        "Åtgärda felen och läs in filen igen.",
        "samtal-2024-01.csv:2 (Datum): F033 Månaden 2024-01 är stängd för calls. "
        "Öppna perioden och läs in raden igen, eller bokför rättelsen i en öppen månad.",
    ]
    assert state() == before
    open_occasion(actor=SYSTEM, board_id="namnd-1", kind="manad", period="2024-01")
    assert malram("import", calls()).code == 0


def test_several_files_and_whole_folders_are_taken_in_at_once(malram, calls):
    """Two files; the second has one row of another month and one unknown unit."""
    first = calls()
    rows = "".join(
        f"T{unit};{unit};2024-02-01;1177 på telefon;Nej;9;\n" for unit in ("1177-pa-telefon", "nix")
    )
    second = calls(rows, "samtal-2024-02.csv")
    said = malram("import", first.parent)
    assert said.code == 1
    assert said.results == [
        f"{first}: Inläst. 4 rader: 4 inlästa, 0 i karantän.",
        f"{second}: Delvis inläst. 2 rader: 1 inläst, 1 i karantän.",
    ]
    again = malram("import", first, second, "--format", "json")
    assert [receipt["state"] for receipt in json.loads(again.out)] == ["duplicate", "duplicate"]


def test_when_one_file_has_no_mapping_none_is_taken_in(malram, calls, state):
    calls()
    before, other = state(), calls(name="annat.csv")
    said = malram("import", other.parent)
    assert said == (
        1,
        "",
        f"Ingen mappning gäller filen {other}.\n"
        "Ange --mapping, eller filens namn under 'files' i den mappning som ska gälla. "
        "Ingen fil lästes in.\n",
    )
    assert state() == before


def test_a_path_that_leads_nowhere_and_an_empty_folder_are_said(malram, tmp_path):
    absent, empty = tmp_path / "finns-ej.csv", tmp_path / "tom"
    empty.mkdir()
    assert malram("import", absent) == (
        1,
        "",
        f"{absent}: F001 Filen finns inte eller går inte att läsa. Kontrollera sökvägen. "
        "Ingen fil lästes in.\n",
    )
    assert malram("import", empty) == (1, "", f"Katalogen {empty} är tom.\n")


def test_an_unknown_mapping_is_answered_with_the_nearest(malram, calls):
    said = malram("import", calls(), "--mapping", "cals")
    assert said == (1, "", "Mappningen 'cals' finns inte. Menade du 'calls'?\n")


def test_a_mapping_with_a_misspelt_key_is_said_with_its_line(malram, calls, tmp_path):
    own = tmp_path / "egen.yaml"
    own.write_text("contract: calls\ncolums: {Id: call}\n", encoding="utf-8")
    assert malram("import", calls(), "--mapping", own).talk == [
        "egen.yaml:2: F041 Okänd nyckel 'colums'. Menade du 'columns'?",
        "egen.yaml:1: F042 Nyckeln 'columns' saknas. Lägg till den.",
    ]


def test_a_source_name_is_for_one_file(malram, calls):
    said = malram("import", calls(), calls(name="samtal-2.csv"), "--source", "januari")
    assert said == (1, "", "--source kan bara anges för en fil i taget.\n")
    assert malram("import", calls(), "--source", "januari").code == 0


def test_an_organisation_that_is_wrong_stops_the_import(malram, calls, tmp_path, own_home):
    (tmp_path / "region" / "mappings").mkdir(parents=True)
    (tmp_path / "region" / "region.yaml").touch()
    (tmp_path / "region" / "organisation.csv").write_text(
        "unit,name,level,regi,valid_from,valid_to\n", encoding="utf-8"
    )
    own_home.mkdir(exist_ok=True)
    (own_home / "region").write_text(str(tmp_path / "region"))
    own = tmp_path / "region" / "mappings" / "calls.yaml"
    columns = "{a: call, b: unit, c: date, d: service, e: answered, f: wait_seconds}"
    own.write_text(f"contract: calls\nfiles: [samtal-*]\ncolumns: {columns}\n")
    assert malram("import", calls()).talk == [
        "organisation.csv:1: O001 Kolumnen 'parent' saknas. "
        "Filen ska ha kolumnerna unit, parent, name, level, regi, valid_from, valid_to."
    ]


DIARY = (
    "Diarienummer;Ärendetyp;Ärendemening;Väckt av;Enhet;Instans;Händelse;Datum;Händelsen gäller\n"
    "HSN/1;motion;Fler tider;KD;halso-och-sjukvardsnamnden;regionfullmäktige;beredd;2025-03-04;\n"
    "HSN/2;motion;Kortare köer;L;halso-och-sjukvardsnamnden;regionfullmäktige;bered;2025-03-04;\n"
)


def test_the_register_of_matters_follows_an_imported_diary_and_a_mended_row(malram, tmp_path):
    """One row comes in, one waits for its word; mended, it is in the register too."""
    Unit.objects.create(id="halso-och-sjukvardsnamnden", name="Nämnden", level="namnd")
    path = tmp_path / "diarium-2025.csv"
    path.write_text(DIARY, encoding="utf-8")
    code, _, talk = malram("import", path)
    assert code == 1
    assert "F029 'bered' finns inte i kodlistan." in talk
    assert "Ärenden i registret: 1. Händelser: 1 nya, 0 borta." in talk
    mended = DIARY.splitlines()[2].replace(";bered;", ";beredd;")
    code, _, talk = malram("quarantine", "replay", "diarium-2025.csv", "--line", "3", "--row", mended)
    assert code == 0
    assert "Ärenden i registret: 2. Händelser: 1 nya, 0 borta." in talk


def test_a_diary_of_a_unit_the_database_lacks_is_kept_among_the_facts_and_said(malram, tmp_path, state):
    path = tmp_path / "diarium-2025.csv"
    path.write_text("".join(DIARY.splitlines(keepends=True)[:2]), encoding="utf-8")
    before = state()
    code, _, talk = malram("import", path)
    assert code != 0
    assert "D001 Enheten 'halso-och-sjukvardsnamnden' finns inte i databasen" in talk
    assert state() != before
