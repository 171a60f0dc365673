# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Spark, for leaf cells beyond one machine: one session in a process, started when it is first asked for.

Spark needs Java and PySpark, which are no part of a plain installation. Everything it writes lies in a
temporary folder, its words among them; all is gone when the process ends.
"""

from __future__ import annotations

import atexit
import os
import re
import shutil
import socket
import tempfile
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from time import monotonic, sleep
from typing import TYPE_CHECKING, Any, ClassVar

import ibis
import ibis.expr.types as ir
import pyarrow as pa

from malram.measures.computing.tables import types_of

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

# What is written at the keyboard, and what Spark calls it: threads of one process, and two workers of their
# own with one core and a GiB each.
HERE = {"local": "local[*]", "local-cluster": "local-cluster[2,1,1024]"}
MASTER = re.compile(r"spark://([\w.-]+|\[[0-9a-fA-F:]+\]):(\d{1,5})")
ANSWERS_WITHIN = 5.0  # seconds for a master to take a connection
WORKERS_WITHIN = 90.0  # seconds for the first worker to be at hand
LOOPBACK = "127.0.0.1"


class SparkError(Exception):
    """Spark cannot be used as asked; the text says why and what to do."""


def is_spark(engine: str) -> bool:
    """Whether an engine's name means Spark."""
    return engine in HERE or MASTER.fullmatch(engine) is not None


class Spark:
    """The session of this process, and the folder it writes in."""

    _started: ClassVar[Spark | None] = None

    def __init__(self, engine: str) -> None:
        self.engine = engine
        self.folder = Path(tempfile.mkdtemp(prefix="malram-spark-"))
        self._java: Any = None
        self._context: Any = None
        try:
            self.session = self._start()
        except BaseException:
            self.stop()
            raise

    @classmethod
    def of(cls, engine: str) -> Spark:
        """The session for an engine: the one there is, or a new one. Raises `SparkError`."""
        if cls._started is None or cls._started.engine != engine:
            cls.end()
            check(engine)
            with _past_pandas():
                cls._started = cls(engine)
            atexit.register(cls.end)
        return cls._started

    @classmethod
    def end(cls) -> None:
        """Stop the session, if there is one."""
        started, cls._started = cls._started, None
        if started:
            started.stop()
            atexit.unregister(cls.end)

    def rows_of(self, name: str, files: Sequence[Path]) -> ir.Table:
        """The rows of Parquet files as a table of Ibis, with today's columns. Raises `SparkError`."""
        with _in_words(name), _past_pandas():
            from ibis.backends.pyspark.datatypes import PySparkSchema

            reader = self.session.read
            if types := types_of(name):
                reader = reader.schema(PySparkSchema.from_ibis(ibis.schema(types)))
            reader.parquet(*map(_address, files)).createOrReplaceTempView(name)
            return ibis.pyspark.connect(self.session).table(name)

    def run(self, name: str, expression: ir.Table) -> pa.Table:
        """The rows of an expression over `rows_of(name)`, by column: pandas, Ibis' own way, takes no part."""
        with _in_words(name):
            return self.session.sql(ibis.to_sql(expression, dialect="pyspark")).toArrow()

    def stop(self) -> None:
        """End Java, and with it the workers of its own, and throw the folder away."""
        if self._context is not None:
            self._context.stop()
        if self._java is not None:
            from pyspark import SparkContext

            # Otherwise the next session would look for the Java that is ended here.
            SparkContext._gateway = SparkContext._jvm = None
            self._java.shutdown()
            self._java.proc.stdin.close()  # the sign for Java to end
            self._java.proc.wait()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _start(self) -> SparkSession:
        from py4j.protocol import Py4JError
        from pyspark import SparkConf, SparkContext
        from pyspark.errors import PySparkException
        from pyspark.java_gateway import launch_gateway
        from pyspark.sql import SparkSession

        conf = SparkConf().setMaster(HERE.get(self.engine, self.engine)).setAll(self._settings())
        try:
            with (self.folder / "spark.log").open("wb") as words, self._home():
                self._java = launch_gateway(conf, {"stdout": words, "stderr": words})
            self._context = SparkContext(conf=conf, gateway=self._java)
            self._wait_for_workers()
            return SparkSession(self._context)
        except (PySparkException, Py4JError) as error:
            raise SparkError(f"Spark startade inte på {self.engine}: {_first_line(error)}") from None

    @contextmanager
    def _home(self) -> Iterator[None]:
        """Spark as seen by workers of its own: they write beside its programs, whatever they are told."""
        import pyspark

        before = os.environ.get("SPARK_HOME")
        programs, home = Path(before or pyspark.__path__[0]), self.folder / "home"
        home.mkdir()
        for entry in programs.iterdir():
            if entry.name != "work":
                (home / entry.name).symlink_to(entry.resolve())
        os.environ["SPARK_HOME"] = str(home)
        try:
            yield
        finally:
            del os.environ["SPARK_HOME"]
            if before is not None:
                os.environ["SPARK_HOME"] = before

    def _settings(self) -> list[tuple[str, str]]:
        """What must be so; the rest is Spark's own `spark-defaults.conf`."""
        settings = {
            "spark.app.name": "malram",
            "spark.local.dir": str(self.folder / "local"),
            "spark.sql.warehouse.dir": str(self.folder / "warehouse"),
            "spark.ui.enabled": "false",
            "spark.ui.showConsoleProgress": "false",
            # Files are named one by one: nothing has to be searched for by a job of its own.
            "spark.sql.sources.parallelPartitionDiscovery.threshold": "100000",
        }
        if self.engine in HERE:
            settings |= {"spark.driver.host": LOOPBACK, "spark.driver.bindAddress": LOOPBACK}
            settings |= {"spark.sql.shuffle.partitions": "4"}
        return list(settings.items())

    def _wait_for_workers(self) -> None:
        """Without workers a job would wait for ever."""
        until = monotonic() + WORKERS_WITHIN
        while self.engine != "local" and self._at_hand() < 2:  # the first is this process
            if monotonic() > until:
                raise SparkError(
                    f"Spark på {self.engine} har ingen ledig arbetare efter {WORKERS_WITHIN:.0f} sekunder. "
                    "Starta en arbetare, eller vänta tills andra är klara."
                )
            sleep(0.1)

    def _at_hand(self) -> int:
        return self._context._jsc.sc().getExecutorMemoryStatus().size()


@contextmanager
def _past_pandas() -> Iterator[None]:
    """PySpark warns of pandas whenever something loads what it has for it; our rows go past that."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "PySpark does not yet fully support pandas", FutureWarning)
        yield


def check(engine: str) -> None:
    """Whether Spark can be started at all. Raises `SparkError` with what to do."""
    if find_spec("pyspark") is None:
        raise SparkError("Spark saknas. Installera det med 'pip install malram[spark]'.")
    if java() is None:
        raise SparkError(
            "Java saknas, och Spark behöver det. Installera Debianpaketet default-jre-headless (Java 17 "
            "eller senare), eller låt JAVA_HOME peka på ett Java."
        )
    found = MASTER.fullmatch(engine)
    if found:
        host, port = found[1].strip("[]"), int(found[2])
        try:
            socket.create_connection((host, port), ANSWERS_WITHIN).close()
        except (OSError, OverflowError):
            raise SparkError(
                f"Ingen svarar på {engine}. Kontrollera adressen och att Sparks master är igång."
            ) from None


def java() -> str | None:
    """The Java that Spark will start."""
    home = os.environ.get("JAVA_HOME")
    return shutil.which("java", path=f"{home}/bin") if home else shutil.which("java")


def _address(file: Path) -> str:
    """A file's address as Spark reads it, where brackets and stars would stand for other names."""
    return "file://" + re.sub(r"([\\*?{}\[\]])", r"\\\1", str(file.resolve()))


def _first_line(error: Exception) -> str:
    return str(error).strip().partition("\n")[0].rstrip(". ") + "."


@contextmanager
def _in_words(table: str) -> Iterator[None]:
    """What Spark refuses, as one sentence."""
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException

    try:
        yield
    except (PySparkException, Py4JError) as error:
        raise SparkError(
            f"Spark kunde inte räkna på '{table}': {_first_line(error)} Varje arbetare måste nå hemmets "
            "filer på samma sökväg som här."
        ) from None
