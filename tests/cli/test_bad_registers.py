# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is wrong in a region's registers, as a controller meets it at the command: said, and nothing lost."""

from __future__ import annotations

import json

import pytest

from malram.matters.models import Matter, MatterEvent
from malram.organisation.models import Unit
from malram.work.models import Assignment, EffectMeasure, GrantEvent, Status
from tests.cli.whole_region import FILES, write_whole

pytestmark = pytest.mark.django_db
EFFECTS = "work/effects.yaml"
WRONG = {
    "a status word that the model does not know": (
        "work/assignments.yaml",
        FILES["work/assignments.yaml"].replace("word: planenligt", "word: på gång"),
        "work/assignments.yaml:12: W001 'på gång' är inget av styrmodellens lägen. Tillåtna: planenligt. "
        "Lägena står under status_words i nämndens styrmodell.",
    ),
    "a responsible role that does not exist": (
        "work/assignments.yaml",
        FILES["work/assignments.yaml"].replace("responsible: direktor", "responsible: hr-direktor"),
        "work/assignments.yaml:10: L004 Den ansvariga rollen 'hr-direktor' finns inte. "
        "Menade du 'direktor'? Lägg annars till den i work/roles.yaml.",
    ),
    "an effect measure that claims accounts another one claims": (
        EFFECTS,
        FILES[EFFECTS] + FILES[EFFECTS].replace("id: ", "id: andra-"),
        "work/effects.yaml:24: W004 'andra-farre-kop' räknar konto 5010 som 'farre-kop' "
        "(work/effects.yaml:2) redan räknar. Låt dem ta skilda konton, enheter eller "
        "perioder, eller gör den ena till en del av den andra.",
    ),
    "a grant reported after its due date": (
        "work/grants.yaml",
        FILES["work/grants.yaml"].replace("2024-03-01, kind: received", "2025-02-20, kind: reported"),
        "work/grants.yaml:10: W007 Statsbidraget 'bidrag' redovisades 2025-02-20, 20 dagar efter 2025-01-31. "
        "Skriv i 'comment' varför.",
    ),
}


@pytest.mark.parametrize("what", WRONG)
def test_a_register_that_is_wrong_is_told_and_nothing_is_stored(malram, tmp_path, what):
    name, text, says = WRONG[what]
    region = write_whole(tmp_path / "nord")
    (region / name).write_text(text, encoding="utf-8")
    assert malram("check", "--region", region) == (1, f"{says}\n", "1 att rätta.\n")
    assert malram("load", region) == (1, f"{says}\n", "1 att rätta. Inget är inläst.\n")
    stored = (Unit, Assignment, Status, EffectMeasure, GrantEvent)
    assert [model.objects.count() for model in stored] == [0, 0, 0, 0, 0]


def test_what_was_there_before_the_slip_stays_as_it_was(malram, tmp_path):
    region = write_whole(tmp_path / "nord")
    assert malram("load", region).code == 0
    for name, text, _ in WRONG.values():
        (region / name).write_text(text.replace("Korta köerna", "Annat"), encoding="utf-8")
    assert malram("load", region).code == 1
    assert Assignment.objects.get().title == "Korta köerna"
    assert [status.word for status in Status.objects.all()] == ["planenligt"]
    assert EffectMeasure.objects.count() == 2


HEAD = "Diarienummer;Ärendetyp;Ärendemening;Väckt av;Enhet;Instans;Händelse;Datum;Händelsen gäller\n"
BOARD = "halso-och-sjukvardsnamnden"
ROW = f"HSN/{{}};motion;Fler bänkar på Åsen;KD;{BOARD};regionfullmäktige;beredd;2025-03-04;\n"
FIRST, SECOND = ROW.format(1), ROW.format(2)


@pytest.fixture
def diary(malram, tmp_path):
    """Take in a diary as it was delivered, in the region that ships, after one that was right."""
    Unit.objects.create(id="halso-och-sjukvardsnamnden", name="Nämnden", level="namnd")

    def take(data: bytes):
        path = tmp_path / "diarium-2025.csv"
        path.write_bytes(data)
        return malram("import", path)

    assert take((HEAD + FIRST).encode()).code == 0
    return take


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (
            (HEAD + FIRST).encode("cp1252"),
            "F005 Raden går inte att läsa som utf-8: byte 0x",
        ),
        ((HEAD + FIRST).replace("Å", "\N{REPLACEMENT CHARACTER}").encode(), "F013 Tecken är redan förstörda"),
        ((HEAD.replace(";Enhet", "") + FIRST).encode(), "F007 Kolumnen 'Enhet' saknas"),
        (b"", "F003 Filen är tom. Ta ut filen på nytt ur källsystemet."),
    ],
)
def test_a_diary_that_cannot_be_read_is_refused_whole_and_the_register_stays(diary, data, says):
    said = diary(data)
    assert said.code == 1
    assert says in said.err
    assert Matter.objects.get().title == "Fler bänkar på Åsen"


def test_a_row_with_shifted_columns_waits_in_quarantine_and_the_rest_comes_in(malram, diary):
    """The second row has lost its party: its dates no longer stand where dates do, and one field is gone."""
    said = diary((HEAD + FIRST + SECOND.replace("KD;", "")).encode())
    assert said.code == 1
    assert "Delvis inläst. 2 rader: 1 inläst, 1 i karantän." in said.out
    assert "diarium-2025.csv:3: F020 Raden har 8 fält; rubrikraden har 9." in said.err
    assert MatterEvent.objects.count() == 1
    waiting = json.loads(malram("quarantine", "list", "--format", "json").out)
    assert "HSN/2" in json.dumps(waiting)
