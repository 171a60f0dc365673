# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""A page that stands on a damaged file says so; the log says which."""

from __future__ import annotations

from pathlib import Path

from malram.facts.damage import DamagedFacts
from malram.measures.computing.segments import DamagedResult
from tests.web.world import BOARD

NUMBER = f"/namnd/{BOARD}/2024/indikator/samtal/"


def test_no_number_is_shown_from_what_cannot_be_read(client_of, goals, monkeypatch, caplog):
    def damaged(home):
        raise DamagedResult(Path("segments/0123/cells.npy"))

    monkeypatch.setattr("malram.web.measurements.open_measurements", damaged)
    answer = client_of("reader").get("/")
    text = answer.content.decode()
    assert answer.status_code == 503
    assert "En fil som sidan bygger på är skadad." in text
    assert "segments/0123" not in text  # where files lie on the server is nothing for a reader
    assert "segments/0123/cells.npy: filen saknas eller är skadad. Kör 'malram compute'" in caplog.text


def test_a_number_whose_rows_are_damaged_stands_and_its_rows_are_said_to_be_so(
    client_of, occasion, measurements, monkeypatch, caplog
):
    class Spoilt:
        def files(self, value):
            raise DamagedFacts(Path("data/calls/24288/0123-1.parquet"), "samtal-2024-01.csv")

        def rows(self, value, limit):
            return self.files(value)

    assert client_of("approver").get(NUMBER).status_code == 200
    monkeypatch.setattr("malram.web.tracing._tracer", lambda m: Spoilt())
    assert client_of("approver").get(NUMBER).status_code == 200
    assert client_of("approver").get(f"{NUMBER}rader/").status_code == 503
    assert "leveransen samtal-2024-01.csv" in caplog.text
