# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""`malram import` of forecasts: what cannot be one is told at once, and an odd amount is asked about."""

import pytest

pytestmark = pytest.mark.django_db

LEDGER = "Bokföringsdatum;Ansvar;Konto;Verksamhet;Motpart;Projekt;Verifikation;Rad;Belopp\n"
HEADER = "År;Uppföljning;Enhet;Rad;Slag;Belopp;Skäl;Lämnad av;Datum\n"
ROW = "2024;2024-04;primarvarden;{line};chef;{amount};;controller;2024-05-15\n"


@pytest.fixture
def deliver(malram, tmp_path, own_home):
    def write(name: str, text: str):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return malram("import", path)

    return write


def test_an_unknown_line_stays_out_and_the_others_come_in(deliver):
    rows = ROW.format(line="kostnad-personal", amount="1000000,00") + ROW.format(line="loner", amount="1,00")
    said = deliver("prognos-2024-04.csv", HEADER + rows)
    assert said.code == 1
    assert "1 inläst, 1 i karantän" in said.out
    assert said.talk[0].startswith(
        "prognos-2024-04.csv:3 (Rad): F036 Ingen uppställning har en rad för måttet 'loner'."
    )


def test_millions_in_the_place_of_kronor_are_asked_about(deliver, malram):
    """Staff cost 12 million kronor in 2023: 13 kronor in 2024 were meant to be millions, 13 000 000 not."""
    rows = [
        f"2023-{month:02d}-28;primarvarden;4010;100;intern;;V{month};1;1000000,00" for month in range(1, 13)
    ]
    deliver("huvudbok-2023.csv", LEDGER + "\n".join(rows) + "\n")
    assert malram("compute").code == 0
    said = deliver("prognos-2024-04.csv", HEADER + ROW.format(line="kostnad-personal", amount="13,00"))
    assert said.code == 0
    assert said.talk == [
        "Varning: rad 2: 13 kronor för kostnad-personal i primarvarden, där utfallet 2023 var "
        "12\u00a0000\u00a0000 kronor. Är beloppet skrivet i kronor?"
    ]
    right = HEADER + ROW.format(line="kostnad-personal", amount="13000000,00")
    assert deliver("prognos-2024-04.csv", right).talk == []
