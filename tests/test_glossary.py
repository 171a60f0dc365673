# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The glossary names what the code names, and every Swedish code of the facts stands in it."""

import re
from pathlib import Path

import malram
from malram.facts.contracts import CONTRACTS
from malram.values import Reason

SRC = Path(malram.__file__).parent
GLOSSARY = (SRC.parents[1] / "docs" / "glossary.md").read_text(encoding="utf-8")
NAMES = re.compile(r"`([^`]+)`(\*?)")


def source() -> str:
    files = [path for ending in ("py", "yaml", "csv") for path in SRC.rglob(f"*.{ending}")]
    return "\n".join(path.read_text(encoding="utf-8") for path in files if "prose" not in path.parts)


def test_a_name_in_the_glossary_is_in_the_code_unless_a_star_says_not_yet():
    text = source()
    words = {
        (word, star) for name, star in NAMES.findall(GLOSSARY) for word in re.findall(r"[\w-]{3,}", name)
    }
    gone = [word for word, star in words if not star and not re.search(rf"\b{re.escape(word)}\b", text)]
    assert sorted(gone) == []


def test_every_code_of_the_facts_and_every_reason_is_in_the_glossary():
    codes = {code for contract in CONTRACTS.values() for column in contract.columns for code in column.codes}
    codes |= {reason.code for reason in Reason}
    assert sorted(code for code in codes if f"`{code}`" not in GLOSSARY) == []
