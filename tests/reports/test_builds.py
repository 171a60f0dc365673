# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from malram.audit.models import AuditEntry
from malram.reports.access import build_for, builds_for
from malram.reports.actions import record_build
from malram.reports.files import read_files, write_files
from malram.reports.models import ReportBuild
from tests.people import load_small_region, three_people

pytestmark = pytest.mark.django_db


@pytest.fixture
def three():
    load_small_region()
    return three_people()


def recorded(actor, built, folder="arsredovisning-2024-abc"):
    return record_build(
        actor=actor,
        template="arsredovisning",
        board_id="namnd-1",
        document=built.document,
        folder=folder,
        snapshot="bild-1",
        facts="fakta-1",
    )


def test_a_build_is_recorded_with_who_and_what_it_rests_on(three, built):
    made = recorded(three.anna, built)
    entry = AuditEntry.objects.get(action="report.built")
    assert (made.snapshot, made.facts, made.period) == ("bild-1", "fakta-1", "2024")
    assert (entry.actor, entry.object) == ("person:anna", "report:arsredovisning-2024-abc")


def test_the_same_content_is_recorded_once(three, built):
    assert recorded(three.anna, built) == recorded(three.anna, built)
    assert ReportBuild.objects.count() == 1
    assert AuditEntry.objects.filter(action="report.built").count() == 1


def test_who_may_approve_in_the_board_builds_who_may_read_it_reads_and_for_others_it_is_not_there(
    three, built
):
    made = recorded(three.anna, built)
    assert build_for(three.bo, made.folder) == made
    assert list(builds_for(three.carin)) == []
    with pytest.raises(PermissionDenied):
        recorded(three.bo, built, "en-annan")
    with pytest.raises(Http404):
        build_for(three.carin, made.folder)
    with pytest.raises(Http404):
        recorded(three.carin, built, "en-tredje")


def test_the_files_of_a_build_are_whole_and_read_back_as_they_were(built, tmp_path):
    folder = write_files(built.document, built.ledger, tmp_path)
    assert {path.name for path in folder.iterdir()} == {
        "document.json", "ledger.json", "report.html", "report.pdf", "report.docx",
        "review.html", "review.txt",
    }  # fmt: skip
    assert read_files(folder) == (built.document, built.ledger)
    assert [path.name for path in folder.parent.iterdir()] == [folder.name]


def test_a_build_that_is_there_is_not_written_again(built, tmp_path):
    folder = write_files(built.document, built.ledger, tmp_path)
    before = (folder / "report.pdf").stat().st_mtime_ns
    assert write_files(built.document, built.ledger, tmp_path) == folder
    assert (folder / "report.pdf").stat().st_mtime_ns == before
