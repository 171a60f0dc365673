# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""What cannot be meant or is not allowed: one Swedish message with its status, and nothing is saved."""

from __future__ import annotations

import pytest
from django.test import Client

from malram.accounts.models import Person
from malram.audit.models import AuditEntry
from malram.occasions.models import Comment
from malram.steering.models import Assessment
from tests.web.test_pages import GOAL, INDICATOR, YEAR, words
from tests.web.world import BOARD, CLINIC

MONTHS = "Välj en period på högst 60 månader."
ADDRESSES = [
    (f"/namnd/{BOARD}/2024-13/", 400, "Månad 13 finns inte. Månader går från 1 till 12."),
    (f"/namnd/{BOARD}/2024-12--2024-01/", 400, "Rätta perioden i adressen"),
    (f"/namnd/{BOARD}/0001-01--9999-12/", 400, MONTHS),
    (f"/namnd/{BOARD}/2031/", 400, "Det finns inga uppgifter för helår 2031."),
    ("/namnd/finns-inte/2024/", 404, "Enheten finns inte."),
    (f"{YEAR}mal/finns-inte/", 404, "Målet finns inte."),
    (f"{YEAR}indikator/finns-inte/", 404, "Indikatorn finns inte."),
    (f"{INDICATOR}?enhet=finns-inte", 404, "Enheten finns inte."),
    (f"{INDICATOR}?enhet=%00", 404, "Enheten finns inte."),
    (f"{YEAR}matt/finns-inte/", 404, "Måttet finns inte."),
    (f"{YEAR}matt/nettokostnad/?kon=women", 404, "Talet finns för alla, för kvinnor och för män."),
    ("/rapporter/finns-inte/", 404, "Rapporten finns inte."),
    ("/rapporter/%00/", 404, "Rapporten finns inte."),
    ("/rapporter/..%2F..%2Fdb.sqlite3/", 404, "Det finns ingen sådan sida"),
    ("/rapporter/%2e%2e/fil/pdf/", 404, "Rapporten finns inte."),
    ("/finns-inte/", 404, "Det finns ingen sådan sida"),
    (f"/namnd/{BOARD}/2024/mal/VÅRD/", 404, "Det finns ingen sådan sida"),
]


@pytest.mark.parametrize(("address", "status", "said"), ADDRESSES)
def test_an_address_nobody_can_mean_says_what_is_wrong(address, status, said, client_of, goals, measurements):
    answer = client_of("reader").get(address)
    assert answer.status_code == status
    text = words(answer.content.decode()).replace("\N{NO-BREAK SPACE}", " ")
    assert said in text
    assert "Till startsidan" in text


POSTS = [
    ("kommentar", {}, 422, "Skriv en kommentar innan du sparar."),
    ("kommentar", {"body": "x" * 10_001, "version": 1}, 422, "Kommentaren har 10001 tecken."),
    ("kommentar", {"body": "Text.", "version": "ett"}, 422, "Ladda om sidan och spara igen."),
    ("kommentar", {"body": "Text.", "version": 10**30}, 422, "Ladda om sidan och spara igen."),
    ("kommentar", {"body": "Text.", "version": 7}, 409, "har ändrat kommentaren sedan du öppnade den"),
    ("bedomning", {}, 422, "Välj en bedömning."),
    ("bedomning", {"grade": "lysande", "reason": "Skäl."}, 422, "Välj en bedömning i listan."),
    ("bedomning", {"grade": "uppnas", "reason": "x" * 4_001}, 422, "Skälet har 4001 tecken."),
]


@pytest.mark.parametrize(("form", "data", "status", "said"), POSTS)
def test_a_form_that_cannot_be_saved_says_why(form, data, status, said, client_of, occasion, measurements):
    answer = client_of("approver").post(f"{GOAL}{form}/", data)
    assert answer.status_code == status
    assert said in words(answer.content.decode())
    assert (Comment.objects.get().version, Assessment.objects.count()) == (1, 1)


def test_a_comment_on_a_period_nobody_follows_up_is_refused(client_of, occasion, measurements):
    address = f"/namnd/{BOARD}/2024-05/mal/vard/kommentar/"
    answer = client_of("approver").post(address, {"body": "Text.", "version": 0})
    assert answer.status_code == 404
    assert "Det finns ingen uppföljning att kommentera för perioden." in answer.content.decode()


@pytest.mark.parametrize("form", ["kommentar", "bedomning"])
def test_who_comes_back_to_a_forms_address_is_led_to_the_page_with_the_form(form, client_of, occasion):
    assert client_of("approver").get(f"{GOAL}{form}/").headers["Location"] == GOAL


def test_a_reader_who_posts_is_told_what_is_lacking(client_of, occasion, measurements):
    answer = client_of("reader").post(f"{GOAL}kommentar/", {"body": "Text.", "version": 1})
    assert answer.status_code == 403
    lacking = "men inte skriva kommentarer och säga hur uppdrag går där."
    assert f"{lacking} Det får rapportör, godkännare eller controller." in answer.content.decode()


def test_a_form_from_elsewhere_is_refused_in_swedish(client_of, occasion, measurements):
    client_of("approver")
    client = Client(enforce_csrf_checks=True)
    client.force_login(Person.objects.get(username="approver"))
    answer = client.post(f"{GOAL}kommentar/", {"body": "Text.", "version": 1})
    assert answer.status_code == 403
    assert "Formuläret gick inte att ta emot" in answer.content.decode()
    assert Comment.objects.get().body == "Fler svarar i telefon."


@pytest.mark.parametrize(
    "elsewhere", ["https://example.org/", "//example.org", "/\\example.org", "javascript:1"]
)
def test_signing_in_never_leads_to_another_place(elsewhere, client_of, units):
    client_of("reader")
    person = Person.objects.get(username="reader")
    person.set_password("lasare-i-malram")
    person.save()
    form = {"username": "reader", "password": "lasare-i-malram", "next": elsewhere}
    answer = Client().post("/accounts/login/", form)
    assert answer.headers["Location"] == "/"


@pytest.mark.parametrize(
    "choice",
    [
        {"sida": "measure", "id": "!!!"},
        {"sida": "measure", "id": "//example.org"},
        {"sida": "goal", "id": "\x00"},
        {"sida": "indicator", "id": "https://example.org"},
        {"sida": "https://example.org"},
    ],
)
def test_the_chooser_leads_nowhere_but_to_our_pages(choice, client_of, goals, measurements):
    answer = client_of("reader").get("/valj/", {"enhet": BOARD, "period": "2024", **choice})
    assert answer.headers["Location"] == YEAR


def test_markup_in_a_reason_is_text(client_of, occasion, measurements):
    form = {"grade": "uppnas", "reason": "<script>alert(1)</script>"}
    html = client_of("approver").post(f"{GOAL}bedomning/", form, follow=True).content.decode()
    assert "<script" not in html
    assert "&lt;script&gt;alert(1)" in html


def test_every_answer_tells_the_browser_to_run_nothing_and_keep_nothing(client_of, occasion, measurements):
    for answer in (client_of("reader").get(YEAR), client_of("anonymous").get("/accounts/login/")):
        assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'; style-src 'self'; ")
        assert answer.headers["X-Frame-Options"] == "DENY"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Referrer-Policy"] == "same-origin"
        assert "no-store" in answer.headers["Cache-Control"]


def test_a_measure_by_sex_has_a_page_that_says_so(page):
    text = words(page(f"{YEAR}matt/samtal/?kon=kvinnor"))
    assert "Besvarade samtal inom femton minuter, kvinnor" in text
    assert "36,1 %" in text


def test_rows_of_a_measure_are_for_who_may_read_rows_in_the_unit(page, client_of):
    assert f'href="{YEAR}matt/samtal/rader/"' in page(f"{YEAR}matt/samtal/", "approver")
    assert "Enskilda rader visas bara för den som har rätt att läsa dem" in words(page(f"{YEAR}matt/samtal/"))
    assert "samtal-2024-01.csv:17" in page(f"{YEAR}matt/samtal/rader/", "approver")
    assert client_of("reader").get(f"{YEAR}matt/samtal/rader/").status_code == 403


def test_who_reads_rows_leaves_a_trace(page):
    page(f"{YEAR}matt/samtal/rader/", "approver")
    read = AuditEntry.objects.filter(action="rows.read").values_list("actor", "object")
    assert list(read) == [("person:approver", f"rows:samtal {BOARD} 2024")]


def test_rows_of_a_unit_below_lead_back_to_that_unit(page):
    html = page(f"{INDICATOR}rader/?enhet={CLINIC}", "approver")
    assert f'href="{INDICATOR}?enhet={CLINIC}"' in html
