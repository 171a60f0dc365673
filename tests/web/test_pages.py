# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.template.loader import get_template
from django.test import Client

import malram
from malram.accounts.models import Person
from malram.audit.models import AuditEntry
from malram.occasions.models import Comment, Occasion
from malram.organisation.models import Membership
from malram.steering.catalogue import models
from malram.steering.model import TargetRule
from malram.steering.models import Assessment, GoalIndicator, Indicator, Target
from malram.values import Figure, unit
from malram.web.indicators import IndicatorRow
from malram.web.queries import _missed, lowered
from malram.work.models import Area, Assignment
from tests.web.world import BOARD, CLINIC, FakeMeasurements

YEAR = f"/namnd/{BOARD}/2024/"
GOAL = f"{YEAR}mal/vard/"
INDICATOR = f"{YEAR}indikator/samtal/"


def words(html: str) -> str:
    """The page without its tags, as somebody reads it."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def test_the_start_page_says_how_it_goes_for_each_board(page):
    """One of two goals is judged, and partly achieved; the other nobody has judged."""
    text = words(page("/"))
    assert "Hälso- och sjukvårdsnämnden" in text
    assert "0 av 2 resultatmål uppnås, 1 delvis, 0 inte. 1 är inte bedömt." in text
    assert "Nettokostnad 9 149,7 mnkr, 721,6 mnkr sämre än budget." in text
    assert "december 2024" in text


def test_the_start_page_says_what_to_run_when_nothing_is_computed(client_of, goals):
    text = words(client_of("reader").get("/").content.decode())
    assert "Inga tal är räknade ännu." in text
    assert "make demo" in text


def test_every_page_stands_before_anything_is_computed(client_of, occasion):
    for address in (YEAR, GOAL, INDICATOR, f"{YEAR}ekonomi/"):
        answer = client_of("approver").get(address)
        assert answer.status_code == 200, address
        assert "Inga tal är räknade ännu." in answer.content.decode()


def test_the_board_page_shows_the_decided_grade_and_the_rules_suggestion_when_they_differ(page):
    """Both indicators of the first goal are missed: the rule says the lowest grade, the board the middle."""
    text = words(page(YEAR))
    assert re.search(r"Tillgänglig vård ◆ Uppnås delvis Regeln föreslår uppnås inte", text)
    assert re.search(r"Attraktiv arbetsgivare ● Uppnås Förslag, inte beslutat", text)


def test_a_part_of_the_year_is_told_as_the_rule_suggests(page):
    """Nothing is measured in April: the rule has no suggestion, and the year's decision is said apart."""
    text = words(page(f"/namnd/{BOARD}/2024-04/"))
    assert "Enligt regeln uppnås 0 av 2 resultatmål, 0 delvis, 0 inte. För 2 ger regeln inga förslag." in text
    assert re.search(r"Tillgänglig vård ○ Ingen bedömning .* Beslutat för 2024: uppnås delvis", text)


def test_a_model_says_in_its_own_words_how_many_goals_have_which_grade(page, monkeypatch):
    own = replace(models()[BOARD], counted_as="{total} mål: {uppnas} gröna och {uppnas-delvis} gula")
    monkeypatch.setattr("malram.web.queries.model_of", lambda board_id: own)
    assert "2 mål: 0 gröna och 1 gula. 1 är inte bedömt." in words(page(YEAR))
    assert "Enligt regeln: 2 mål: 0 gröna" in words(page(f"/namnd/{BOARD}/2024-04/"))


def test_a_goal_that_is_the_area_of_assignments_shows_them(page, work):
    Area.objects.create(id="vard", board_id=BOARD, name="Vård", order=9)
    Assignment.objects.get(id="kortare-koer").areas.add("vard")
    text = words(page(GOAL))
    assert "Uppdrag inom målet" in text
    assert "Korta köerna" in text
    assert "Uppdrag inom målet" not in words(page(f"{YEAR}mal/arbete/"))


def test_a_decision_from_a_published_report_is_not_dated_the_day_it_was_brought_in(page):
    Assessment.objects.update(document="Nämndens årsredovisning 2024", decided_by="Nämnden")
    text = words(page(GOAL))
    assert "Nämnden, tryckt i Nämndens årsredovisning 2024" in text


def test_what_stands_out_comes_in_the_order_of_its_weight(page):
    """Calls: (60 − 35,88) / 60 = 0,40. Sores: (9,7 − 7) / 9,7 = 0,28. The survey moved 1 of 79: left out."""
    text = words(page(YEAR)).partition("Det som sticker ut")[2].partition("De största")[0]
    assert text.index("Indikator samtal 35,9 % (37,4 % 2023, mål ≥ 60 %)") < text.index(
        "Indikator trycksar 9,7 %"
    )
    assert "enkat" not in text


def test_a_met_target_stands_out_by_its_change_alone_where_the_development_is_judged_apart(monkeypatch):
    """155 of at most 250 is met though it grew from 151: no reason to call it far from its target."""
    rule = TargetRule("uppnas", "uppnas-inte")
    model = replace(models()[BOARD], target_rule=rule)
    monkeypatch.setattr("malram.web.queries.model_of", lambda _: model)
    link = SimpleNamespace(goal=SimpleNamespace(board_id=BOARD))
    for told, missed in ((rule.met, False), (rule.missed, True)):
        grown = SimpleNamespace(grade=SimpleNamespace(id=model.indicator_rule.missed))
        target = SimpleNamespace(grade=SimpleNamespace(id=told))
        row = SimpleNamespace(view=SimpleNamespace(link=link, verdict=grown, target_verdict=target))
        assert _missed(row) is missed


def test_a_target_that_is_a_change_is_no_distance_to_the_number_itself(page, goals):
    """A hundred fewer of 35,9 is not 36 from 100: what is left is last year's 37,4, four percent off."""
    Target.objects.filter(indicator__slug="samtal").update(operator="decrease", value=-100, text="Färre")
    assert (
        "Indikator samtal"
        not in words(page(YEAR)).partition("Det som sticker ut")[2].partition("De största")[0]
    )


def test_a_target_in_words_goes_on_in_the_sentence():
    assert [lowered(text) for text in ("Färre", "BUP 80 %", "", "≥ 60 %")] == [
        "färre", "BUP 80 %", "", "≥ 60 %",
    ]  # fmt: skip


def test_comments_say_who_wrote_them_and_when(page):
    text = words(page(YEAR))
    assert re.search(r"Fler svarar i telefon\. Systemet, \d{1,2} \w+ \d{4}", text)


def test_a_unit_without_goals_points_at_the_board_that_sets_them(page):
    text = words(page(f"/namnd/{CLINIC}/2024/"))
    assert "Enheten har inga egna mål för 2024. Målen sätts av Hälso- och sjukvårdsnämnden." in text
    # 52 of 60 is 87 percent of the target: below the 90 that "delvis" begins at.
    assert re.search(r"Indikator samtal 52,0 % ≥ 60 % ■ Uppnås inte", text)
    assert "Indikator trycksar" not in text  # not measured there


def test_a_board_s_amount_is_no_target_for_one_unit_of_many(page, goals, measurements):
    """At most 9 000 mnkr is said of the board; a clinic's 20 mnkr would meet it whatever it did."""
    indicator = Indicator.objects.create(
        slug="netto", name="Indikator netto", measure="nettokostnad", direction="lower", window="period"
    )
    board = goals["arbete"].board
    GoalIndicator.objects.create(goal=goals["arbete"], indicator=indicator, unit=board)
    wanted = {"operator": "<=", "value": Decimal(9000), "text": "≤ 9 000"}
    Target.objects.create(indicator=indicator, board=board, year=2024, **wanted)
    measurements.values["nettokostnad", CLINIC, "2024", "total"] = "20"
    assert "Indikator netto 20,0 mnkr – inget målvärde är satt ○" in words(page(f"/namnd/{CLINIC}/2024/"))
    assert "≤ 9 000" in words(page(f"/namnd/{BOARD}/2024/indikator/netto/"))
    assert "≤ 9 000" not in words(page(f"/namnd/{BOARD}/2024/indikator/netto/?enhet={CLINIC}"))


def test_a_table_leaves_out_the_comparisons_that_nothing_is_known_of(page):
    """The board has women, men, last year and the country; the clinic its own figure and the country's."""
    for columns, address in (("Kvinnor Män Före Riket", GOAL), ("Riket", f"/namnd/{CLINIC}/2024/")):
        assert f"Indikator Värde Mål Status {columns} Utveckling" in words(page(address))


def test_the_head_of_a_table_is_what_the_model_calls_an_indicator(page, monkeypatch):
    model = replace(models()[BOARD], indicator="Nyckeltal", indicators="Nyckeltal")
    for room, address in (("goals", GOAL), ("boards", f"/namnd/{CLINIC}/2024/")):
        monkeypatch.setattr(f"malram.web.{room}.model_of", lambda _: model)
        text = words(page(address))
        assert "Nyckeltal Värde Mål Status" in text
        assert "Nyckeltal med värde, mål, status och jämförelser" in text
    assert "Nämndens nyckeltal, mätta här" in text


def test_two_verdicts_on_an_indicators_page_say_what_each_is_about(page, monkeypatch):
    """35,88 of at least 60: what the board asks of the number is one thing, its development another."""
    model = models()[BOARD]
    rule = TargetRule(model.indicator_rule.met, model.indicator_rule.missed)
    both = replace(model, target_rule=rule, target_scale=model.scale)
    assert "Måluppfyllelse" not in words(page(INDICATOR))
    monkeypatch.setattr("malram.web.numbers.model_of", lambda _: both)
    text = words(page(INDICATOR))
    assert text.index("Utveckling ■ Uppnås inte") < text.index("Måluppfyllelse ■ Uppnås inte")


def test_who_reads_only_a_unit_is_led_from_its_indicators_to_the_measures(client_of, goals, measurements):
    person = Person.objects.create(username="clinic", name="Klinikens läsare")
    Membership.objects.create(person=person, unit_id=CLINIC, role="reader", valid_from=date(2021, 1, 1))
    client = Client()
    client.force_login(person)
    html = client.get(f"/namnd/{CLINIC}/2024/").content.decode()
    address = f"/namnd/{CLINIC}/2024/matt/samtal/"
    assert f'href="{address}"' in html
    assert f"/namnd/{BOARD}/" not in html
    assert client.get(address).status_code == 200


def test_figures_of_the_sexes_and_the_year_before_lead_to_their_own_pages(page):
    html = page(GOAL)
    assert f'href="{YEAR}matt/samtal/?kon=kvinnor">36,1 %</a>' in html
    assert f'href="/namnd/{BOARD}/2023/matt/samtal/">37,4 %</a>' in html


def test_an_indicator_says_who_owns_it_and_what_it_started_from(page):
    assert "Utgångsvärde" not in words(page(INDICATOR))
    Indicator.objects.filter(slug="samtal").update(owner="Vårddirektör", base_year=2023)
    text = words(page(INDICATOR))
    assert "Utgångsvärde 37,4 % helår 2023" in text
    assert "Ägare Vårddirektör" in text


def test_a_missing_number_has_its_reason_in_print(page):
    """Nothing was measured in April; the reason stands beside the dash and not only on hover."""
    text = words(page(f"/namnd/{BOARD}/2024-04/indikator/samtal/"))
    assert "– ej mätt Ej mätt Mål ≥ 60 %" in text


def test_the_goal_page_has_every_comparison_of_an_indicator(page):
    text = words(page(GOAL))
    assert "3 God hälsa och välbefinnande" in text
    assert re.search(r"Indikator samtal 35,9 % ≥ 60 % ■ Uppnås inte 36,1 % 35,5 % 37,4 % ▼", text)
    assert "47,4 %" in text


def test_an_indicator_page_shows_the_number_behind_the_share(page):
    """35,88 % of 100 000 is 35 880."""
    text = words(page(INDICATOR))
    assert "35 880 av 100 000" in text
    assert re.search(r"December 2024 39,2 % november 2024: 33,0 %", text)
    assert re.search(r"Bäst 52,0 % Kliniken Sämst 20,0 % Sjukhuset", text)


def test_an_indicator_page_says_how_the_number_was_computed(page):
    text = words(page(INDICATOR))
    assert "Täljare: antal rader i Telefonsamtal" in text
    assert "samtalet besvarades: ja" in text
    assert "sekunder till svar eller avbrutet samtal är högst 900" in text
    assert "samtal-2024-01.csv Telefonsamtal 812 0a1b2c3d4e5f6071" in text
    assert "Ny telefonväxel från januari 2024." in text


def test_an_indicator_can_be_followed_in_a_unit_below(page):
    assert ">52,0 %<" in page(f"{INDICATOR}?enhet={CLINIC}")


def test_a_survey_has_its_response_rate(page):
    assert re.search(r"Svarsfrekvens 78 % helår 2024", words(page(f"{YEAR}indikator/enkat/")))


def test_a_chart_has_its_words_and_its_table(page):
    html = page(INDICATOR)
    assert 'role="img" aria-label="Diagram: Indikator samtal' in html
    assert "Visa som tabell" in html


def test_the_economy_page_sets_the_year_beside_its_last_month(page):
    text = words(page(f"{YEAR}ekonomi/"))
    assert "Nettokostnad 9 149,7 mnkr, 721,6 mnkr sämre än budget." in text
    assert re.search(r"Nettokostnad 9 149,7 8 428,1 −721,6", text)
    assert re.search(r"Nettokostnad 812,3 702,3 −110,0", text)
    assert re.search(r"december 2024 812,3 702,3 –", text)


def test_a_figure_of_a_statement_leads_to_how_it_was_computed(page):
    html = page(f"{YEAR}ekonomi/")
    address = f"{YEAR}matt/nettokostnad-budget/"
    assert f'href="{address}">8 428,1</a>' in html
    assert "Det som räknas: summan av belopp i kronor" in words(page(address))


@pytest.mark.parametrize("period", ["2024-13", "förra året", "2024-Q5"])
def test_an_unknown_period_is_answered_with_a_remedy(client_of, goals, measurements, period: str):
    answer = client_of("reader").get(f"/namnd/{BOARD}/{period}/")
    assert answer.status_code == 400
    assert "välj en period i listan" in answer.content.decode()


def test_a_period_outside_the_facts_says_which_there_are(client_of, goals, measurements):
    answer = client_of("reader").get(f"/namnd/{BOARD}/2031/")
    assert answer.status_code == 400
    text = words(answer.content.decode())
    assert (
        "Det finns inga uppgifter för helår 2031. Välj en period från januari 2021 till december 2024."
        in text
    )


def test_the_chooser_leads_to_the_same_page_for_another_period(client_of, goals, measurements):
    answer = client_of("reader").get(
        "/valj/", {"sida": "indicator", "id": "samtal", "enhet": CLINIC, "period": "2024-01/2024-08"}
    )
    assert answer.headers["Location"] == f"/namnd/{BOARD}/2024-T1--T2/" or answer.headers[
        "Location"
    ].startswith(f"/namnd/{BOARD}/2024-01--2024-08/indikator/samtal/?enhet={CLINIC}")


def test_an_editors_comment_is_saved_with_its_trace(client_of, occasion, measurements):
    client = client_of("approver")
    answer = client.post(f"{GOAL}kommentar/", {"body": "Ny text.", "version": 1}, follow=True)
    assert "Kommentaren är sparad." in answer.content.decode()
    assert Comment.objects.get(about="goal:vard").body == "Ny text."
    entry = AuditEntry.objects.get(action="comment.written", actor="person:approver")
    assert (entry.before, entry.after) == ("Fler svarar i telefon.", "Ny text.")


def test_two_who_write_at_once_see_both_texts(client_of, occasion, measurements):
    answer = client_of("approver").post(f"{GOAL}kommentar/", {"body": "Min text.", "version": 0})
    assert answer.status_code == 409
    html = answer.content.decode()
    assert "Fler svarar i telefon." in html
    assert "Min text." in html
    assert Comment.objects.get().body == "Fler svarar i telefon."


def test_a_closed_follow_up_takes_no_comment(client_of, occasion, measurements):
    occasion.state = Occasion.CLOSED
    occasion.save()
    answer = client_of("approver").post(f"{GOAL}kommentar/", {"body": "För sent.", "version": 1})
    assert answer.status_code == 422
    assert "Uppföljningen är stängd." in answer.content.decode()


def test_an_approver_decides_a_grade_with_a_reason(client_of, occasion, measurements):
    client = client_of("approver")
    refused = client.post(f"{GOAL}bedomning/", {"grade": "uppnas-inte", "reason": ""})
    assert refused.status_code == 422
    assert "Skriv varför målet bedöms så." in refused.content.decode()
    answer = client.post(
        f"{GOAL}bedomning/", {"grade": "uppnas-inte", "reason": "Köerna växer."}, follow=True
    )
    assert "Bedömningen är beslutad." in answer.content.decode()
    made = Assessment.objects.first()
    assert (made.grade, made.decided_by) == ("uppnas-inte", "Approver")


def test_signing_in_speaks_swedish_and_refuses_with_a_remedy(client_of, db):
    client = client_of("anonymous")
    assert "Lösenord" in client.get("/accounts/login/").content.decode()
    answer = client.post("/accounts/login/", {"username": "x", "password": "y"})
    assert "stämmer inte" in answer.content.decode()


def test_a_report_is_read_in_the_page_and_its_figures_lead_to_their_computation(page, report):
    html = page(f"/rapporter/{report.folder}/")
    assert '<h2 id="h1">Sammanfattning</h2>' in html
    assert f'href="{INDICATOR}">35,9 %</a>' in html
    assert f'href="{YEAR}matt/nettokostnad/">9 149,7 mnkr</a>' in html
    assert "Årsredovisning 2024" in words(page("/rapporter/"))


def test_only_the_files_that_are_there_can_be_fetched(client_of, report):
    client = client_of("reader")
    answer = client.get(f"/rapporter/{report.folder}/fil/ledger/")
    assert answer.headers["Content-Type"] == "application/json"
    assert b"897/25" in b"".join(answer.streaming_content)
    answer.close()
    assert client.get(f"/rapporter/{report.folder}/fil/pdf/").status_code == 404
    assert client.get(f"/rapporter/{report.folder}/fil/settings/").status_code == 404


def test_no_page_needs_a_script(page):
    for address in ("/", YEAR, GOAL, INDICATOR, f"{YEAR}ekonomi/", "/rapporter/"):
        assert "<script" not in page(address, "approver")


def test_every_template_is_shorter_than_a_screenful_of_screens():
    folder = Path(malram.__file__).parent
    long = [p.name for p in folder.glob("*/templates/**/*.html") if len(p.read_text().splitlines()) > 150]
    assert long == []


def test_measurements_are_the_newest_each_time(measurements: FakeMeasurements, page):
    before = page(YEAR)
    measurements.values[("samtal", BOARD, "2024", "total")] = "61"
    assert "35,9 %" in before
    assert "61,0 %" in page(YEAR)


def test_refusals_have_pages_of_their_own():
    assert "ditt uppdrag ger inte rätt" in get_template("403.html").render()
    assert "Felet ligger hos oss" in get_template("500.html").render()


def test_an_indicator_is_shown_by_group_and_each_group_opens_to_its_own_number(page, client_of):
    """71,5 % of one group in 2024 and 69,5 % the year before; of the other nobody has a value."""
    html = page(INDICATOR)
    assert re.search(r"Svar Helår 2024 Helår 2023 Besvarade 71,5 % 69,5 % Obesvarade –", words(html))
    address = f"/namnd/{BOARD}/2024/matt/samtal/?grupp=svar%2Fja"
    assert f'href="{address}"' in html
    of_group = words(page(address))
    assert "Besvarade samtal inom femton minuter, Besvarade" in of_group
    assert (
        "samtalet besvarades: ja tjänst som ringts är 1177" in of_group
    )  # what a row of the group must meet
    answer = client_of("reader").get(f"/namnd/{BOARD}/2024/matt/samtal/?grupp=svar%2Fkanske")
    assert answer.status_code == 404


@pytest.mark.parametrize(
    ("code", "after_the_name"), [("per 100 vpl", "per 100 disponibla vårdplatser"), ("%", "")]
)
def test_a_unit_of_several_words_stands_after_the_name_and_not_beside_every_value(code, after_the_name):
    found = SimpleNamespace(word=None, figure=Figure(Fraction(2), unit(code), 1))
    row = IndicatorRow(SimpleNamespace(measurement=found), "")
    assert (row.long_unit, row.unit_beside) == (after_the_name, not after_the_name)
