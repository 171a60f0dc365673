# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""A Spark that cannot be had is answered with what to do, before anything is started."""

from __future__ import annotations

import socket

import pytest

from malram.measures.computing import spark
from malram.measures.computing.spark import SparkError, check, is_spark


@pytest.fixture
def installed(monkeypatch):
    """As if PySpark and Java were there."""
    monkeypatch.setattr(spark, "find_spec", lambda name: object())
    monkeypatch.setattr(spark, "java", lambda: "java")


def refusal(engine: str) -> str:
    with pytest.raises(SparkError) as refused:
        check(engine)
    return str(refused.value)


def test_without_pyspark_the_extra_to_install_is_named(monkeypatch):
    monkeypatch.setattr(spark, "find_spec", lambda name: None)
    assert refusal("local") == "Spark saknas. Installera det med 'pip install malram[spark]'."


@pytest.mark.parametrize("home", ["", "nowhere"])
def test_without_java_the_package_to_install_is_named(installed, monkeypatch, tmp_path, home):
    """There is none on the path, or JAVA_HOME names a folder without one."""
    monkeypatch.undo()
    monkeypatch.setattr(spark, "find_spec", lambda name: object())
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("JAVA_HOME", home and str(tmp_path / home))
    assert refusal("local-cluster").startswith(
        "Java saknas, och Spark behöver det. Installera Debianpaketet default-jre-headless"
    )


def test_a_master_that_does_not_answer_is_named_at_once(installed):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # held, but nobody listens
        engine = f"spark://127.0.0.1:{taken.getsockname()[1]}"
        assert refusal(engine) == (
            f"Ingen svarar på {engine}. Kontrollera adressen och att Sparks master är igång."
        )


def test_a_port_that_no_machine_has_is_answered_likewise(installed):
    assert refusal("spark://127.0.0.1:99999").startswith("Ingen svarar på spark://127.0.0.1:99999.")


@pytest.mark.parametrize(
    ("name", "means"),
    [
        ("local", True),
        ("local-cluster", True),
        ("spark://moln.example.org:7077", True),
        ("spark://[2001:db8::7]:7077", True),
        ("spark://moln.example.org", False),
        ("spark://:7077", False),
        ("local[4]", False),
        ("duckdb", False),
    ],
)
def test_what_means_spark(name, means):
    assert is_spark(name) is means
