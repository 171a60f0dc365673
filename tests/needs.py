# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a test may need from outside Python. Missing: the test is skipped, or fails where CI is set."""

import os
import shutil
from importlib.util import find_spec
from typing import NoReturn

import pytest


def need(program: str, package: str) -> str:
    """Return the path of `program`, or end the test with the name of the Debian package that holds it."""
    path = shutil.which(program)
    return path or missing(f"{program} saknas. Installera Debianpaketet {package}.")


def need_postgres() -> str:
    """Return the address of a PostgreSQL server on which the tests may create databases."""
    address = os.environ.get("MALRAM_TEST_POSTGRES")
    return address or missing(
        "MALRAM_TEST_POSTGRES saknas. Installera Debianpaketet postgresql och kör .ci/run, "
        "eller ange adressen till en server."
    )


def need_spark() -> None:
    """End the test when Java or PySpark is not there."""
    need("java", "default-jre-headless")
    if find_spec("pyspark") is None:
        missing("pyspark saknas. Installera requirements-dev.txt.")


def missing(message: str) -> NoReturn:
    """Skip on a developer's machine; fail in CI, where a skipped test would look like a passed one."""
    if os.environ.get("CI", "").lower() in {"", "0", "false"}:
        pytest.skip(message)
    pytest.fail(message, pytrace=False)
