# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
import re
from pathlib import Path

import malram

SRC = Path(malram.__file__).parent
PAGE = SRC.parents[1] / "docs" / "reference" / "steering-files.md"


def test_every_code_is_documented_and_every_documented_code_exists():
    rooms = [path for room in ("steering", "organisation", "audit") for path in (SRC / room).glob("*.py")]
    used = {
        code for path in rooms for code in re.findall(r'"([OST]\d{3})"', path.read_text(encoding="utf-8"))
    }
    documented = set(re.findall(r"^\| ([OST]\d{3}) \|", PAGE.read_text(encoding="utf-8"), re.MULTILINE))
    assert used == documented
