# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Settings from the environment, parsed strictly: what cannot be meant stops the start with one message."""

import os
import secrets
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

Environment = Mapping[str, str]
POSTGRESQL_SCHEMES = ("postgresql", "postgres")
POSTGRESQL_OPTIONS = ("sslmode", "sslrootcert", "connect_timeout", "application_name")
SHORTEST_SECRET_KEY = 50


class SettingsError(ImproperlyConfigured):
    """The environment says something that cannot be used. The text is Swedish and meant for the operator."""


def boolean(env: Environment, name: str, default: bool) -> bool:
    """Return a setting that may only be written True or False; 'yes' and '1' are refused, never guessed."""
    words = {"True": True, "False": False}
    given = env.get(name)
    if given is None:
        return default
    if given not in words:
        raise SettingsError(f"{name}={given!r}: skriv True eller False.")
    return words[given]


def names(env: Environment, name: str, default: tuple[str, ...]) -> list[str]:
    """Return a comma separated list; a blank part is a slip of the pen and refused."""
    given = env.get(name)
    if given is None:
        return list(default)
    parts = [part.strip() for part in given.split(",")]
    if not all(parts):
        raise SettingsError(f"{name}={given!r}: skriv namn åtskilda av kommatecken, utan tomma delar.")
    return parts


def home(env: Environment) -> Path:
    """Return the directory that holds everything the installation owns."""
    given = env.get("MALRAM_HOME", "var")
    if not given.strip():
        raise SettingsError("MALRAM_HOME='': ange en katalog eller ta bort variabeln.")
    path = Path(given).expanduser().resolve()
    if path.exists() and not path.is_dir():
        raise SettingsError(f"MALRAM_HOME={given!r}: det är en fil, ange en katalog.")
    return path


def database(env: Environment, home: Path) -> dict[str, Any]:
    """Return Django's description of the database: SQLite in the home directory unless a URL is given."""
    url = env.get("MALRAM_DATABASE_URL")
    if url is None:
        return sqlite(home / "db.sqlite3")
    parts = urlsplit(url)
    if parts.scheme == "sqlite" and not parts.netloc and parts.path not in ("", "/"):
        return sqlite(Path(unquote(parts.path)))
    if parts.scheme in POSTGRESQL_SCHEMES:
        return postgresql(url)
    raise SettingsError(
        "MALRAM_DATABASE_URL: skriv postgresql://användare:lösenord@värd:port/databas eller sqlite:///sökväg."
    )


def sqlite(path: Path) -> dict[str, Any]:
    """SQLite that readers and one writer share: WAL, and a writer that takes its lock at once.

    A deferred transaction that reads first and writes later fails at once when
    somebody else has written in between; an immediate one waits its turn.
    """
    options = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
    return {"ENGINE": "django.db.backends.sqlite3", "NAME": str(path), "OPTIONS": options}


def postgresql(url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    name = unquote(parts.path.removeprefix("/"))
    if not name or "/" in name:
        raise SettingsError("MALRAM_DATABASE_URL: databasens namn saknas, skriv …@värd:port/databas.")
    try:
        port = parts.port
    except ValueError as error:
        raise SettingsError("MALRAM_DATABASE_URL: porten ska vara ett tal mellan 1 och 65535.") from error
    options = dict(parse_qsl(parts.query, keep_blank_values=True))
    unknown = sorted(set(options) - set(POSTGRESQL_OPTIONS))
    if unknown:
        known = ", ".join(POSTGRESQL_OPTIONS)
        raise SettingsError(f"MALRAM_DATABASE_URL: okänt tillägg {unknown[0]!r}, de som finns är {known}.")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(port or ""),
        "OPTIONS": options,
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def secret_key(env: Environment, home: Path) -> str:
    """Return the key from the environment, from the file it names, or from the home directory."""
    if "MALRAM_SECRET_KEY" in env and "MALRAM_SECRET_KEY_FILE" in env:
        raise SettingsError("MALRAM_SECRET_KEY och MALRAM_SECRET_KEY_FILE är båda satta: behåll en av dem.")
    if "MALRAM_SECRET_KEY" in env:
        return _long_enough(env["MALRAM_SECRET_KEY"], "MALRAM_SECRET_KEY")
    if "MALRAM_SECRET_KEY_FILE" in env:
        return _long_enough(_read(Path(env["MALRAM_SECRET_KEY_FILE"])), "MALRAM_SECRET_KEY_FILE")
    path = home / "secret-key"
    if not path.exists():
        _write_new_key(path)
    return _long_enough(_read(path), str(path))


def _long_enough(key: str, where: str) -> str:
    if len(key) < SHORTEST_SECRET_KEY:
        raise SettingsError(f"{where}: nyckeln är för kort, den ska ha minst {SHORTEST_SECRET_KEY} tecken.")
    return key


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8").strip()
    except OSError as error:
        raise SettingsError(f"Den hemliga nyckeln i {path} går inte att läsa: {error.strerror}.") from error


def _write_new_key(path: Path) -> None:
    """Write a new key that only its owner can read; when two starts race, the first one's key stands."""
    path.parent.mkdir(parents=True, exist_ok=True)
    scratch = path.with_name(f".{path.name}.{os.getpid()}")
    with open(os.open(scratch, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        file.write(secrets.token_urlsafe(60))
    try:
        with suppress(FileExistsError):  # another process was first, and its whole key is in place
            os.link(scratch, path)
    finally:
        scratch.unlink()
