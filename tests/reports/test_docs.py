# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
import re
from pathlib import Path

import malram.reports
from malram.reports.template import KINDS, SECTION_KEYS, TEMPLATE_KEYS

ROOM = Path(malram.reports.__file__).parent
PAGE = Path(__file__).parents[2] / "docs" / "reference" / "report-files.md"
CODE = re.compile(r'"(R\d{3})"')


def test_every_problem_code_kind_and_key_of_the_report_files_is_documented():
    text = PAGE.read_text(encoding="utf-8")
    codes = {code for path in ROOM.glob("*.py") for code in CODE.findall(path.read_text("utf-8"))}
    keys = set().union(*KINDS.values()) | SECTION_KEYS | TEMPLATE_KEYS
    assert sorted(code for code in codes if code not in text) == []
    assert sorted(name for name in {*KINDS, *keys} if f"`{name}`" not in text) == []
