# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
import os
import re
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from malram.config import environment
from malram.config.environment import SettingsError


def test_a_boolean_is_written_true_or_false_and_nothing_else():
    assert environment.boolean({"MALRAM_DEBUG": "True"}, "MALRAM_DEBUG", default=False) is True
    assert environment.boolean({}, "MALRAM_DEBUG", default=False) is False
    for word in ("yes", "1", "true", "", "on"):
        with pytest.raises(SettingsError) as refused:
            environment.boolean({"MALRAM_DEBUG": word}, "MALRAM_DEBUG", default=False)
        assert str(refused.value) == f"MALRAM_DEBUG={word!r}: skriv True eller False."


def test_names_are_split_at_commas_and_a_blank_one_is_refused():
    assert environment.names({"HOSTS": "a.se, b.se"}, "HOSTS", ()) == ["a.se", "b.se"]
    with pytest.raises(SettingsError, match="utan tomma delar"):
        environment.names({"HOSTS": "a.se,"}, "HOSTS", ())


def test_without_an_address_the_database_is_a_file_in_the_home(tmp_path):
    database = environment.database({}, tmp_path)
    assert database["ENGINE"] == "django.db.backends.sqlite3"
    assert database["NAME"] == str(tmp_path / "db.sqlite3")


def test_an_address_names_a_postgresql_database_with_its_password_unquoted(tmp_path):
    url = "postgresql://malram:hemlig%40t@db.region.se:5433/malram?sslmode=require"
    database = environment.database({"MALRAM_DATABASE_URL": url}, tmp_path)
    assert database["ENGINE"] == "django.db.backends.postgresql"
    wanted = {
        "NAME": "malram",
        "USER": "malram",
        "PASSWORD": "hemlig@t",
        "HOST": "db.region.se",
        "PORT": "5433",
    }
    assert {key: database[key] for key in wanted} == wanted
    assert database["OPTIONS"] == {"sslmode": "require"}


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("", "skriv postgresql://"),
        ("mysql://a@b/c", "skriv postgresql://"),
        ("sqlite://db.sqlite3", "skriv postgresql://"),
        ("postgresql://a@b/", "databasens namn saknas"),
        ("postgresql://a@b:port/c", "porten ska vara ett tal"),
        ("postgresql://a@b/c?sslmod=require", "okänt tillägg 'sslmod'"),
    ],
)
def test_an_address_that_cannot_be_meant_is_refused_without_showing_the_password(tmp_path, url, says):
    with pytest.raises(SettingsError, match=says):
        environment.database({"MALRAM_DATABASE_URL": url}, tmp_path)


def test_the_home_is_a_directory(tmp_path):
    file = tmp_path / "fil"
    file.touch()
    with pytest.raises(SettingsError, match="det är en fil, ange en katalog"):
        environment.home({"MALRAM_HOME": str(file)})
    with pytest.raises(SettingsError, match="ange en katalog eller ta bort variabeln"):
        environment.home({"MALRAM_HOME": ""})


def test_a_key_is_made_once_and_only_its_owner_can_read_it(tmp_path):
    home = tmp_path / "home"
    key = environment.secret_key({}, home)
    assert environment.secret_key({}, home) == key
    assert stat.S_IMODE((home / "secret-key").stat().st_mode) == 0o600
    assert [path.name for path in home.iterdir()] == ["secret-key"]


def test_a_key_comes_from_the_environment_or_from_a_file_but_not_from_both(tmp_path):
    file = tmp_path / "key"
    file.write_text("k" * 60 + "\n")
    assert environment.secret_key({"MALRAM_SECRET_KEY": "s" * 60}, tmp_path) == "s" * 60
    assert environment.secret_key({"MALRAM_SECRET_KEY_FILE": str(file)}, tmp_path) == "k" * 60
    both = {"MALRAM_SECRET_KEY": "s" * 60, "MALRAM_SECRET_KEY_FILE": str(file)}
    with pytest.raises(SettingsError, match="båda satta"):
        environment.secret_key(both, tmp_path)
    with pytest.raises(SettingsError, match="för kort"):
        environment.secret_key({"MALRAM_SECRET_KEY": "kort"}, tmp_path)
    with pytest.raises(SettingsError, match="går inte att läsa"):
        environment.secret_key({"MALRAM_SECRET_KEY_FILE": str(tmp_path / "borta")}, tmp_path)


def test_settings_refuse_to_start_with_the_sentence_and_write_nothing(tmp_path):
    home = tmp_path / "home"
    env = os.environ | {"MALRAM_HOME": str(home), "MALRAM_DEBUG": "yes"}
    run = subprocess.run(
        [sys.executable, "-c", "import malram.config.settings"],
        env=env, capture_output=True, text=True, cwd=Path(__file__).parents[2], check=False,
    )  # fmt: skip
    assert run.returncode == 1
    assert run.stderr.strip().splitlines()[-1].endswith("MALRAM_DEBUG='yes': skriv True eller False.")
    assert list(home.iterdir()) == []


def test_every_variable_is_documented():
    root = Path(__file__).parents[2]
    config = root / "src" / "malram" / "config"
    read = {
        name
        for file in ("settings.py", "environment.py")
        for name in re.findall(r"MALRAM_[A-Z_]+", (config / file).read_text(encoding="utf-8"))
    }
    page = (root / "docs" / "reference" / "settings.md").read_text(encoding="utf-8")
    assert sorted(name for name in read if f"| `{name}` |" not in page) == []
