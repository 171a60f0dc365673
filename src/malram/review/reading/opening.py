# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Open a file of any kind: look at what it holds, not at its name, and refuse with one clear sentence."""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from zlib import error as ZlibError

from malram.review.document import Document
from malram.review.reading import limits
from malram.review.reading.limits import Unreadable

Progress = Callable[[int, int], None]  # pages read, pages in all

READ = "Målram läser .docx, .pdf och ren text (.txt)."
SAVE = f"Spara dokumentet i något av de formaten och försök igen. {READ}"


class Kind(StrEnum):
    """What we read."""

    TEXT = "text"
    DOCX = "docx"
    PDF = "pdf"


SUFFIXES = {".pdf": Kind.PDF, ".docx": Kind.DOCX, ".docm": Kind.DOCX, ".txt": Kind.TEXT, ".text": Kind.TEXT}
NAMES = {Kind.TEXT: "ren text", Kind.DOCX: "ett Worddokument", Kind.PDF: "en PDF"}

# How files of other kinds begin, and what they are.
OTHERS: tuple[tuple[bytes, str], ...] = (
    (b"{\\rtf", "en RTF-fil"),
    (b"\x89PNG", "en bild"),
    (b"\xff\xd8\xff", "en bild"),
    (b"GIF8", "en bild"),
    (b"II*\x00", "en bild"),
    (b"MM\x00*", "en bild"),
    (b"BM", "en bild"),
    (b"RIFF", "en bild eller ett ljud"),
    (b"%!PS", "en PostScriptfil"),
    (b"\x1f\x8b", "ett packat arkiv"),
    (b"7z\xbc\xaf", "ett packat arkiv"),
    (b"Rar!", "ett packat arkiv"),
    (b"PAR1", "en datafil"),
    (b"SQLite format 3", "en databas"),
)
_MARKUP = re.compile(rb"\s*<(!doctype\s+html|html[\s>]|\?xml\s|svg[\s>])", re.IGNORECASE)

# A zip is known by a file in it.
PACKED = (
    ("xl/workbook.", "ett kalkylark (Excel)"),
    ("ppt/presentation.", "ett bildspel (PowerPoint)"),
    ("content.xml", "ett dokument från LibreOffice"),
    ("META-INF/container.xml", "en e-bok"),
)
_WORD_TEXT = re.compile(r"word/document\d*\.xml", re.IGNORECASE)  # Word on the web writes document2.xml
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def read(path: Path, progress: Progress | None = None) -> Document:
    """Read a report of any kind we know, or raise `Unreadable`. `progress` hears of pages done and in all."""
    path = Path(path)
    kind = kind_of(path)
    try:
        document = _read_as(kind, path, progress)
    except MemoryError:
        raise Unreadable(
            path.name, "Dokumentet får inte plats i minnet.", "Dela upp det i mindre delar."
        ) from None
    except RecursionError:
        raise damaged(path.name) from None
    except OSError as trouble:
        raise _unopened(path, trouble) from None
    _demand_content(document)
    claimed = SUFFIXES.get(path.suffix.lower(), kind)
    if claimed is kind:
        return document
    note = f"filen heter {path.suffix.lower()} men är {NAMES[kind]} och lästes som det"
    return Document(
        document.name, document.lines, document.blocks, document.pages, (*document.unread, (note, 1))
    )


def kind_of(path: Path) -> Kind:
    """What the file is by its content; raise `Unreadable` for what cannot be a report."""
    head = _head(path)
    if b"%PDF-" in head[:1024]:
        return Kind.PDF
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return _packed_kind(path)
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        raise _old_office(path)
    for start, name in OTHERS:
        if head.startswith(start) and (len(start) > 2 or b"\x00" in head):
            raise Unreadable(path.name, f"Filen är {name}.", SAVE)
    if _MARKUP.match(head.removeprefix(b"\xef\xbb\xbf")):
        raise Unreadable(path.name, "Filen är en webbsida eller XML.", SAVE)
    return Kind.TEXT


def damaged(name: str) -> Unreadable:
    """What to say of a file that is of the right kind and cannot be made out."""
    return Unreadable(
        name,
        "Filen är skadad eller ofullständig.",
        "Öppna den i programmet den kommer från, spara en ny kopia och försök igen.",
    )


def encrypted(name: str) -> Unreadable:
    """What to say of a file that asks for a password."""
    return Unreadable(name, "Filen är låst med lösenord.", "Spara en kopia utan lösenord och försök igen.")


def _head(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise Unreadable(path.name or str(path), "Det är en mapp.", "Ange en fil.")
        if path.exists() and not path.is_file():
            raise Unreadable(path.name, "Det är ingen vanlig fil.", READ)
        size = path.stat().st_size
        if size == 0:
            raise Unreadable(path.name, "Filen är tom.", "Kontrollera att den har sparats färdigt.")
        if size > limits.SIZE:
            raise Unreadable(
                path.name,
                f"Filen är {size / 2**20:.0f} MB; högst {limits.SIZE // 2**20} MB läses.",
                "Spara den med mindre bilder eller dela upp den.",
            )
        with path.open("rb") as file:
            return file.read(4096)
    except (OSError, ValueError) as trouble:  # ValueError: a NUL in the path
        raise _unopened(path, trouble) from None


def _unopened(path: Path, trouble: Exception) -> Unreadable:
    if isinstance(trouble, FileNotFoundError):
        return Unreadable(path.name or str(path), "Filen finns inte.", "Kontrollera namnet och mappen.")
    if isinstance(trouble, PermissionError):
        return Unreadable(path.name, "Filen får inte läsas.", "Kontrollera behörigheten till filen.")
    return Unreadable(path.name, "Filen går inte att öppna.", "Kontrollera namnet och mappen.")


def _packed_kind(path: Path) -> Kind:
    try:
        with zipfile.ZipFile(path) as packed:
            parts = packed.infolist()
    except (zipfile.BadZipFile, ZlibError, ValueError, NotImplementedError, EOFError):
        raise damaged(path.name) from None
    if len(parts) > limits.PARTS or _grows_too_much(parts):
        raise Unreadable(
            path.name,
            f"Filen blir större än {limits.UNPACKED // 2**20} MB när den packas upp.",
            "Spara den med mindre bilder eller dela upp den.",
        )
    names = {part.filename for part in parts}
    if any(_WORD_TEXT.fullmatch(name) for name in names):
        if any(part.flag_bits & 1 for part in parts):
            raise encrypted(path.name)
        return Kind.DOCX
    for start, what in PACKED:
        if any(name.startswith(start) for name in names):
            raise Unreadable(path.name, f"Filen är {what}.", SAVE)
    raise Unreadable(path.name, "Filen är ett packat arkiv.", "Packa upp den och granska filerna i den.")


def _grows_too_much(parts: list[zipfile.ZipInfo]) -> bool:
    """Whether the parts are too big together, or one grows as no report does."""
    bombs = (
        part.file_size > 2**24 and part.file_size > limits.PACKING * part.compress_size for part in parts
    )
    return sum(part.file_size for part in parts) > limits.UNPACKED or any(bombs)


def _old_office(path: Path) -> Unreadable:
    with path.open("rb") as file:
        content = file.read(2**20)
        file.seek(max(0, path.stat().st_size - 2**20))
        content += file.read()
    if _ENCRYPTED in content:
        return encrypted(path.name)
    return Unreadable(path.name, "Filen har ett äldre Officeformat (.doc, .xls eller .ppt).", SAVE)


def _read_as(kind: Kind, path: Path, progress: Progress | None) -> Document:
    if kind is Kind.PDF:
        from malram.review.reading.pdf.apart import read_pdf_apart

        return read_pdf_apart(path, progress)
    if kind is Kind.DOCX:
        from malram.review.reading.docx import read_docx

        return read_docx(path)
    from malram.review.reading.text import read_text

    return read_text(path)


# Words that Swedish prose cannot do without and its neighbours spell otherwise.
SWEDISH = frozenset(
    (
        "och",
        "att",
        "är",
        "för",
        "från",
        "inte",
        "ett",
        "samt",
        "till",
        "jämfört",
        "också",
        "eller",
        "efter",
        "än",
    )
)
_WORD = re.compile(r"[^\W\d_]{1,30}")
ENOUGH_WORDS = 150
LEAST_SHARE = 0.03  # Swedish reports lie at 0.12 and above


def _demand_content(document: Document) -> None:
    if not any(line.text.strip() for line in document.lines):
        raise Unreadable(document.name, "Filen har ingen text.", "Kontrollera att den har sparats färdigt.")
    if not _seems_swedish(document):
        raise Unreadable(
            document.name,
            "Texten ser inte ut att vara på svenska.",
            "Granskningen förstår bara svenska rapporter.",
        )


def _seems_swedish(document: Document) -> bool:
    """Whether the running text is Swedish; yes when there is too little of it to tell."""
    words: Counter[str] = Counter()
    for line in document.lines:
        found = _WORD.findall(line.text.lower())
        if len(found) >= 6:
            words.update(found)
    total = words.total()
    return total < ENOUGH_WORDS or sum(words[word] for word in SWEDISH) >= LEAST_SHARE * total
