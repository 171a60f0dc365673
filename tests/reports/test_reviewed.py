# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""A report of ours is reviewed as it is built: its text against itself, its figures against the ledger."""

from dataclasses import replace

from malram.reports import blocks as b
from malram.reports.reviewed import review_report
from malram.review.claims import Severity


def entry(name, text, exact):
    return b.LedgerEntry(name, text, exact, "mnkr", name, "namnden", "2024")


LEDGER = b.Ledger((entry("kostnad", "1 234,6 mnkr", "12345678/10000"), entry("plats", "85", "85/1")))


def paragraph(*runs):
    return b.Document("r", "Rapport", "", "", "2024", "", "2025-02-20", (b.Paragraph("p", runs),))


def of_ledger(review):
    return [claim for claim in review.claims if claim.rule == "ledger.figure"]


def test_every_figure_of_a_built_report_is_checked_against_the_ledger(built):
    """A figure printed twice is checked twice; one without a value is a dash and says nothing."""
    review = review_report(built.document, built.ledger)
    valued = {item.id for item in built.ledger.entries if item.exact and any(c.isdigit() for c in item.text)}
    assert valued <= {claim.said.rpartition(" för ")[2] for claim in of_ledger(review)}
    assert [finding.message for finding in review.findings] == []


def test_a_printed_figure_that_is_not_the_ledgers_is_an_error():
    """1 234,5678 prints as 1 234,6; somebody has made it 1 243,6."""
    figure = b.FigureRun("kostnad", "1 234,6 mnkr")
    clean = paragraph(b.Text("Kostnaden blev "), figure, b.Text("."))
    wrong = paragraph(b.Text("Kostnaden blev "), replace(figure, text="1 243,6 mnkr"), b.Text("."))
    assert review_report(clean, LEDGER).findings == ()
    (finding,) = review_report(wrong, LEDGER).findings
    assert finding.severity is Severity.ERROR
    assert "1 234,6" in finding.claim.said.replace("\N{NO-BREAK SPACE}", " ")
    assert "1 243,6" in finding.claim.found.replace("\N{NO-BREAK SPACE}", " ")


def test_words_may_carry_the_sign_of_a_figure():
    ledger = b.Ledger((entry("avvikelse", "12,0 mnkr", "-12/1"),))
    words = (b.Text("Underskottet blev "), b.FigureRun("avvikelse", "12,0 mnkr"), b.Text("."))
    assert review_report(paragraph(*words), ledger).findings == ()


def test_a_table_of_the_report_is_a_table_to_the_reviewer():
    """84 + 85 = 169, and the table prints 168."""

    def row(label, number, role="item"):
        return b.Row(((b.Text(label),), (b.Text(number),), (b.Text(number),)), role)

    rows = (row("Norr", "84"), row("Söder", "85"), row("Summa", "168", "total"))
    columns = (b.Column("Enhet"), b.Column("Utfall 2023"), b.Column("Utfall 2024"))
    table = b.Table("t", "Vårdplatser", columns, rows)
    document = replace(paragraph(), blocks=(table,))
    review = review_report(document, b.Ledger())
    (read,) = review.document.tables()
    assert [one.label for one in read.rows] == ["Norr", "Söder", "Summa"]
    assert [cell.text for one in read.rows for cell in one.cells if cell] == ["84"] * 2 + ["85"] * 2 + [
        "168"
    ] * 2
    assert read.rows[-1].strong
