# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""`malram report` and `malram serve`: what they refuse. That reports are right is tested with the reports."""

import socket

import pytest

from malram.cli import report_command

pytestmark = pytest.mark.django_db


def test_the_reports_there_are_can_be_listed(malram):
    listed = malram("report", "list")
    assert (listed.code, listed.err) == (0, "")
    assert "hsn-arsredovisning-2024  Årsredovisning 2024" in listed.results
    assert malram("report", "build") == listed


def test_an_unknown_report_is_answered_with_the_nearest(malram, in_january):
    assert malram("report", "build", "hsn-arsredovisning-202") == (
        1,
        "",
        "Rapporten 'hsn-arsredovisning-202' finns inte. Menade du 'hsn-arsredovisning-2024'?\n",
    )


def test_with_nothing_computed_no_report_is_built(malram):
    said = malram("report", "build", "hsn-arsredovisning-2024")
    assert (said.code, said.out) == (1, "")
    assert said.err.startswith("Det finns inget beräknat ännu.")


def test_a_file_where_the_folder_should_be_is_said_before_anything_is_built(malram, tmp_path):
    path = tmp_path / "rapport.pdf"
    path.touch()
    said = malram("report", "build", "hsn-arsredovisning-2024", "--out", path)
    assert said == (1, "", f"{path} är en fil. Ange en katalog med --out.\n")


def test_the_files_of_a_report_are_copied_to_the_folder_asked_for(tmp_path):
    made, out = tmp_path / "made", tmp_path / "a" / "b"
    made.mkdir()
    (made / "report.pdf").write_bytes(b"%PDF")
    assert [path.name for path in report_command.copy_to(made, out).iterdir()] == ["report.pdf"]


def test_a_port_that_is_taken_gives_one_message(malram, monkeypatch):
    monkeypatch.setattr("django.core.management.call_command", lambda *_, **__: None)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        said = malram("serve", "--port", port)
    assert said == (
        1,
        "",
        f"Det går inte att svara på 127.0.0.1:{port}; något annat kan använda porten. "
        "Välj en annan med --port eller --host.\n",
    )
