# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The store: landed files, Parquet partitions, quarantine lists, and the manifest that says which count.

A file that no manifest line names does not exist for a reader, so appending the line is the only commit
point. Nothing is ever overwritten or deleted.
"""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Collection, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import polars as pl

from malram.facts.damage import DamagedFacts, DamagedManifest
from malram.facts.disk import append_line, make_folder, sweep, sync, write_whole, writer_lock
from malram.facts.manifest import Delivery, Part, Standing, in_force

SHORT = 16  # hex digits of a content hash that name a file; 64 bits


@dataclass(frozen=True)
class LandedFile:
    """A file kept as it came."""

    name: str
    path: Path
    received: datetime
    sha256: str

    @property
    def short(self) -> str:
        return self.sha256[:SHORT]


@dataclass(frozen=True)
class StoredFile:
    """A Parquet file of one month, the hash of its content, and the name of the file its rows came in."""

    path: Path
    sha256: str
    delivery: str = ""

    @property
    def size(self) -> int:
        """Bytes; none when the file is gone, which is said when it is read."""
        return self.path.stat().st_size if self.path.exists() else 0

    def checked(self) -> Path:
        """The path, where the content still has its hash. Raises `DamagedFacts`."""
        if hash_of(self.path) != self.sha256:
            raise DamagedFacts(self.path, self.delivery)
        return self.path


class Store:
    """Facts below one folder. Readers need no lock; writers take `writing()`."""

    def __init__(self, root: Path) -> None:
        self.root = Path(root)
        self._manifest = self.root / "manifest.jsonl"
        # Size and time of the manifest, its whole lines, and what they say; replaced in one step.
        self._read: tuple[tuple[int, int], bytes, tuple[Delivery, ...]] = ((0, 0), b"", ())

    # What readers ask.

    def deliveries(self) -> tuple[Delivery, ...]:
        """Every manifest line. A last line without its end was never committed."""
        if not self._manifest.exists():
            return ()
        status = self._manifest.stat()
        version = (status.st_size, status.st_mtime_ns)
        former, lines, known = self._read
        if version == former:
            return known
        content = self._manifest.read_bytes()
        whole = content[: content.rfind(b"\n") + 1]
        if not whole.startswith(lines):
            lines, known = b"", ()
        for line in whole[len(lines) :].split(b"\n")[:-1]:
            try:
                known += (Delivery.of_line(line.decode()),)
            except (ValueError, TypeError, KeyError):
                raise DamagedManifest(self._manifest, len(known) + 1) from None
        self._read = (version, whole, known)
        return known

    def standings(self, contract: str, known_at: datetime | None = None) -> dict[str, Standing]:
        """By source, what is in force of a contract."""
        chosen = [d for d in self.deliveries() if d.contract == contract]
        at = None if known_at is None else known_at.astimezone(UTC)
        return {source: standing for (_, source), standing in in_force(chosen, at).items()}

    def files(
        self, contract: str, months: Collection[int] | None = None, known_at: datetime | None = None
    ) -> list[Path]:
        """The Parquet files in force, by month."""
        parts = self._parts(contract, known_at)
        return [self.root / part.path for _, part in parts if months is None or part.month in months]

    def by_month(self, contract: str, known_at: datetime | None = None) -> dict[int, list[StoredFile]]:
        """The Parquet files in force of every month that has rows."""
        found: dict[int, list[StoredFile]] = {}
        for delivery, part in self._parts(contract, known_at):
            found.setdefault(part.month, []).append(self.stored(delivery, part))
        return found

    def stored(self, delivery: Delivery, part: Part) -> StoredFile:
        """One part of a delivery as a file."""
        return StoredFile(self.root / part.path, part.sha256, delivery.name)

    def coverage(self, contract: str, known_at: datetime | None = None) -> set[int]:
        """The months that have rows."""
        return {part.month for _, part in self._parts(contract, known_at)}

    def fingerprint(self, known_at: datetime | None = None) -> str:
        """Equal for equal facts in force, whenever and in whatever order they were delivered."""
        contracts = sorted({d.contract for d in self.deliveries()})
        lines = [
            f"{contract} {delivery.source} {delivery.file} {part.month} {part.rows} {part.sha256}"
            for contract in contracts
            for delivery, part in self._parts(contract, known_at)
        ]
        return hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest()

    def landed(self, file_hash: str) -> LandedFile:
        """The file a row came from; KeyError when no such file was ever received."""
        folder = self.root / "landing" / file_hash[:SHORT]
        try:
            raw = json.loads((folder / "received.json").read_bytes())
        except (FileNotFoundError, ValueError):
            raise KeyError(file_hash) from None
        received = datetime.fromisoformat(raw["received"])
        return LandedFile(raw["name"], folder / "content", received, raw["sha256"])

    def as_known_at(self, moment: datetime) -> Store:
        """The facts as they were known at a moment, for readers: what they give is what they gave then."""
        return _KnownStore(self.root, moment)

    def known_when(self, fingerprint: str) -> datetime | None:
        """The latest moment at which these facts came into force; None when they never were."""
        moments = sorted({delivery.known for delivery in self.deliveries()}, reverse=True)
        return next((at for at in moments if self.fingerprint(at) == fingerprint), None)

    def _parts(self, contract: str, known_at: datetime | None) -> list[tuple[Delivery, Part]]:
        standings = self.standings(contract, known_at).values()
        found = [pair for standing in standings for parts in standing.parts.values() for pair in parts]
        return sorted(found, key=lambda pair: (pair[1].month, pair[0].source, pair[1].path))

    # What intake does.

    def writing(self) -> AbstractContextManager[None]:
        """Held from the last check against what is in force until the manifest line is written."""
        return writer_lock(self.root / "lock", self.put_in_order)

    def put_in_order(self) -> None:
        """Remove what a writer that died left behind: no manifest line names it. The caller may write."""
        number = len(self.deliveries()) + 1
        for path in self._written():
            if path.stem.endswith(f"-{number}"):
                path.unlink()
        sweep({self.root / "landing", *self.root.glob("landing/*"), *(p.parent for p in self._written())})

    def _written(self) -> Iterator[Path]:
        yield from self.root.glob("data/*/*/*")
        yield from self.root.glob("quarantine/*/*")

    def land(self, path: Path) -> LandedFile:
        """Keep a copy of the file as it came, named by its content. The same content is kept once."""
        with self.writing():
            return self._land(path, self.root / "landing")

    def _land(self, path: Path, landing: Path) -> LandedFile:
        make_folder(landing)
        incoming = landing / ".incoming"
        try:
            sha256 = _copy(path, incoming)
            folder = landing / sha256[:SHORT]
            if hash_of(folder / "content") != sha256:
                make_folder(folder)
                incoming.replace(folder / "content")
            if not (folder / "received.json").exists():
                raw = {"name": path.name, "sha256": sha256, "received": datetime.now(UTC).isoformat()}
                write_whole(folder / "received.json", json.dumps(raw, ensure_ascii=False).encode())
        finally:
            incoming.unlink(missing_ok=True)
        return self.landed(sha256)

    def commit(self, delivery: Delivery, rows: pl.DataFrame, quarantine: str) -> Delivery:
        """Write the partitions and the quarantine list, then the manifest line. All or nothing is seen.

        The caller holds `writing()`.
        """
        number = len(self.deliveries()) + 1
        stem = f"{delivery.file[:SHORT]}-{number}"
        written: list[Path] = []
        try:
            parts = tuple(
                self._write_part(delivery.contract, month, stem, part, written)
                for month, part in by_months(rows).items()
            )
            name = f"quarantine/{delivery.contract}/{stem}.jsonl" if quarantine else ""
            if name:
                written.append(self.root / name)
                write_whole(self.root / name, quarantine.encode())
            final = replace(delivery, number=number, parts=parts, quarantine=name)
            append_line(self._manifest, final.line().encode())
        except BaseException:
            # A line that did reach the manifest counts, whatever failed after it.
            if all(done.number != number for done in self.deliveries()):
                for orphan in written:
                    orphan.unlink(missing_ok=True)
            raise
        return final

    def _write_part(
        self, contract: str, month: int, stem: str, rows: pl.DataFrame, written: list[Path]
    ) -> Part:
        data = as_parquet(rows)
        path = f"data/{contract}/{month}/{stem}.parquet"
        written.append(self.root / path)
        write_whole(self.root / path, data)
        return Part(month, path, rows.height, hashlib.sha256(data).hexdigest())


class _KnownStore(Store):
    """A store in which nothing that became known after a moment exists."""

    def __init__(self, root: Path, moment: datetime) -> None:
        super().__init__(root)
        self._moment = moment.astimezone(UTC)

    def deliveries(self) -> tuple[Delivery, ...]:
        return tuple(delivery for delivery in super().deliveries() if delivery.known <= self._moment)

    def writing(self) -> AbstractContextManager[None]:
        raise io.UnsupportedOperation("what was known cannot be changed")

    def land(self, path: Path) -> LandedFile:
        raise io.UnsupportedOperation("what was known cannot be changed")


def by_months(rows: pl.DataFrame) -> dict[int, pl.DataFrame]:
    return {int(month): part for (month,), part in sorted(rows.partition_by("month", as_dict=True).items())}


def as_parquet(rows: pl.DataFrame) -> bytes:
    """Rows as the bytes of a stored file; the same rows give the same bytes."""
    buffer = io.BytesIO()
    rows.write_parquet(buffer, compression="zstd", row_group_size=131_072)
    return buffer.getvalue()


def hash_of(path: Path) -> str:
    """The hash of a file's content; empty where there is no file."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        return ""


def _copy(source: Path, target: Path) -> str:
    """Copy, flush to disk, and return the hash of what was written."""
    digest = hashlib.sha256()
    with source.open("rb") as reader, target.open("wb") as writer:
        while chunk := reader.read(1 << 20):
            digest.update(chunk)
            writer.write(chunk)
    sync(target)
    return digest.hexdigest()
