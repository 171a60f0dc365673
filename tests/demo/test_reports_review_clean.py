# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The demo's own reports agree with themselves and with the ledger: the reviewer finds nothing in them."""

import pytest

from malram.demo.database import build_database
from malram.matters.diary import diary_rows
from malram.measures.region import open_measurements, region_folder, store_of
from malram.reports.assemble import assemble, templates_of
from malram.reports.reviewed import review_report
from malram.reports.writers import typeset, write_docx
from malram.review import review
from tests.demo_home import REGION

pytestmark = pytest.mark.django_db
YEAR, PART, MONTH = "hsn-arsredovisning-2024", "hsn-delarsrapport-2024-08", "hsn-manadsuppfoljning-2024-04"
PLAN = "hsn-plan-2026"


@pytest.fixture
def reports(demo_home):
    region = region_folder(REGION)
    build_database(region, diary_rows(store_of(demo_home)))
    m = open_measurements(demo_home)
    return {id: assemble(region, template, m) for id, template in templates_of(region).items()}


def found_in(outcome):
    return [f"{finding.claim.rule}: {finding.message}" for finding in outcome.findings]


def test_the_demos_reports_review_clean(reports):
    """What is computed is compared figure by figure; what is decided and told has few or none."""
    compared = {}
    for id, built in reports.items():
        outcome = review_report(built.document, built.ledger)
        assert found_in(outcome) == [], built.document.title
        compared[id] = sum(claim.rule == "ledger.figure" for claim in outcome.claims)
    assert [id for id, count in compared.items() if count > 100] == [YEAR, PART, MONTH, PLAN]
    assert len(reports) > 3


def test_the_demos_month_and_plan_review_clean_as_word_and_as_pdf(reports, tmp_path):
    """The files as anybody would hand them in, without the ledger."""
    for built in (reports[MONTH], reports[PLAN]):
        _reviews_clean(built, tmp_path)


def _reviews_clean(built, tmp_path):
    laid_out = typeset(built.document, built.ledger)
    files = {"docx": write_docx(built.document, built.ledger, laid_out.pages), "pdf": laid_out.pdf}
    for kind, content in files.items():
        path = tmp_path / f"rapport.{kind}"
        path.write_bytes(content)
        outcome = review(path)
        assert found_in(outcome) == [], kind
        assert len(outcome.claims) > 20, kind
