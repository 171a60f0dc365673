# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""A comment asks for its figures: the page shows them, and a figure that does not exist is refused."""

from __future__ import annotations

from malram.occasions.models import Comment
from malram.reports.comments import texts_by_file
from malram.values import Period
from tests.web.world import BOARD

GOAL = f"/namnd/{BOARD}/2024/mal/vard/"
ASKED = f"Svaren nådde {{{{ samtal {BOARD} 2024 }}}}."


def test_a_figure_asked_for_is_read_with_its_value_and_edited_as_it_was_asked_for(
    client_of, occasion, measurements
):
    client = client_of("approver")
    html = client.post(f"{GOAL}kommentar/", {"body": ASKED, "version": 1}, follow=True).content.decode()
    assert "35,9\u00a0%" in html.split("Ändra kommentaren")[0].split('class="remark"')[1]
    assert ASKED in html
    assert "35,9\u00a0%" in client.get(f"/namnd/{BOARD}/2024/").content.decode()


def test_an_unknown_measure_and_a_typed_figure_are_refused_at_once_and_nothing_is_saved(
    client_of, occasion, measurements
):
    body = f"Svaren nådde {{{{ samtla {BOARD} 2024 }}}}.\n\nDet är 12,5 fler."
    answer = client_of("approver").post(f"{GOAL}kommentar/", {"body": body, "version": 1})
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "Rad 1: Måttet &#x27;samtla&#x27; finns inte. Menade du &#x27;samtal&#x27;?" in html
    assert "Rad 3: Talet &#x27;12,5&#x27; är inskrivet för hand." in html
    assert Comment.objects.get().body == "Fler svarar i telefon."


def test_markup_in_a_comment_is_text(client_of, occasion, measurements):
    client = client_of("approver")
    html = client.post(
        f"{GOAL}kommentar/", {"body": "<script>alert(1)</script>", "version": 1}, follow=True
    ).content.decode()
    assert "<script>alert" not in html


def test_a_goals_comment_takes_the_place_of_the_reports_text(client_of, occasion, measurements):
    client_of("approver").post(f"{GOAL}kommentar/", {"body": "Ny text.", "version": 1})
    assert texts_by_file(BOARD, Period.parse("2024")) == {"resultatmal/vard.md": "Ny text."}
