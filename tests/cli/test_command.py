# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The command as a whole: words it does not understand, what it starts, and how it stops."""

import argparse
import inspect
import os
import re
import subprocess
import sys

import pytest

from malram.cli import COMMANDS, compute_command, main
from malram.cli.parser import SWEDISH


def in_a_process(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    code = (
        "import sys; from malram.cli import main; end = main(); print('django' in sys.modules); sys.exit(end)"
    )
    command = [sys.executable, "-c", code, *words]
    inherited = {name: value for name, value in os.environ.items() if name != "MALRAM_DEBUG"}
    return subprocess.run(command, env=inherited | environment, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("words", [("--help",), ("show", "--help"), ("import", "--help")])
def test_help_is_swedish_and_starts_no_django(words):
    done = in_a_process(*words)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("användning: malram ")
    assert "visa den här hjälpen" in done.stdout
    assert done.stdout.splitlines()[-1] == "False"


def test_every_command_is_in_the_help(malram):
    helped = malram("--help").out
    assert [name for name in COMMANDS if f"    {name}" not in helped] == []


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ((), "malram: saknas: KOMMANDO. Se 'malram --help'."),
        (("check", "--regon", "x"), "malram: okänt: --regon x. Se 'malram --help'."),
        (("show",), "malram show: saknas: MÅTT, --unit, --period. Se 'malram show --help'."),
        (("show", "x", "--unit"), "malram show: --unit: ett värde saknas. Se 'malram show --help'."),
        (("import",), "malram import: saknas: FIL. Se 'malram import --help'."),
        (
            ("show", "x", "--unit", "y", "--period", "2024", "--rows", "många"),
            "malram show: --rows: 'många' är inte ett heltal från 0 till 10000. Se 'malram show --help'.",
        ),
        (
            ("serve", "--port", "99999"),
            "malram serve: --port: '99999' är inte ett heltal från 1 till 65535. Se 'malram serve --help'.",
        ),
    ],
)
def test_words_that_are_not_understood_give_one_swedish_line(malram, words, answer):
    assert malram(*words) == (2, "", f"{answer}\n")


@pytest.mark.parametrize("words", [("shwo",), ("compute", "--format", "xml"), ("report", "bild")])
def test_a_choice_nobody_offers_is_answered_with_those_there_are(malram, words):
    said = malram(*words)
    assert (said.code, said.out, len(said.talk)) == (2, "", 1)
    assert f"'{words[-1]}' finns inte. Välj bland " in said.err


def test_the_parser_still_takes_its_texts_from_where_we_put_ours():
    """Delete `SWEDISH` and the line under it when argparse has Swedish of its own."""
    source = inspect.getsource(argparse)
    parts = {text for text in SWEDISH if not re.search(re.escape(text), source.replace("'\n", ""))}
    assert parts == set()
    assert argparse._("usage: ") == "användning: "


def test_an_interrupted_command_says_that_it_can_be_run_again(malram, monkeypatch):
    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(compute_command, "run", interrupted)
    assert malram("compute") == (
        130,
        "",
        "Avbrutet. Inget är ändrat: sidorna visar det de visade. "
        "Nästa körning går vidare från det som är klart.\n",
    )


def test_a_home_that_is_a_file_is_said_by_every_kind_of_command(malram, tmp_path, monkeypatch):
    path = tmp_path / "fil"
    path.touch()
    monkeypatch.setenv("MALRAM_HOME", str(path))
    for words in (("compute",), ("check",), ("show", "x", "--unit", "y", "--period", "2024")):
        assert malram(*words) == (1, "", f"MALRAM_HOME='{path}': det är en fil, ange en katalog.\n")


def test_a_setting_that_cannot_be_meant_gives_one_message():
    done = in_a_process("report", "list", MALRAM_DEBUG="yes")
    assert (done.returncode, done.stderr) == (1, "MALRAM_DEBUG='yes': skriv True eller False.\n")


def test_main_answers_with_a_code_and_never_ends_the_process():
    assert main(["--help"]) == 0
    assert main(["nej"]) == 2
