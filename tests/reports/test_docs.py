# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
from pathlib import Path

from malram.reports.template import KINDS, SECTION_KEYS, TEMPLATE_KEYS

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "report-files.md"


def test_every_kind_and_key_of_the_report_files_is_documented():
    text = PAGE.read_text(encoding="utf-8")
    keys = set().union(*KINDS.values()) | SECTION_KEYS | TEMPLATE_KEYS
    assert sorted(name for name in {*KINDS, *keys} if f"`{name}`" not in text) == []
