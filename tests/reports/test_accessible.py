# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
import pytest

from malram.reports.writers import page


@pytest.mark.real
def test_the_report_as_one_file_has_no_accessibility_violations(built, browser, axe, tmp_path):
    file = tmp_path / "report.html"
    file.write_text(page(built.document, built.ledger, lambda entry: f"#{entry.id}"), encoding="utf-8")
    shown = browser.new_page()
    shown.goto(file.as_uri())
    shown.evaluate(axe)
    found = shown.evaluate("axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']})")
    wrong = [(v["id"], v["nodes"][0]["html"][:120]) for v in found["violations"]]
    assert wrong == []
    wide = shown.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    shown.set_viewport_size({"width": 400, "height": 800})
    narrow = shown.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    shown.close()
    assert (wide, narrow) == (True, True)
