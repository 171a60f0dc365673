# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Effect measures: what is expected and realised, counted once, and every mistake with its place."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from types import SimpleNamespace

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404
from hypothesis import given
from hypothesis import strategies as st

from malram.accounts.actors import SYSTEM
from malram.audit.models import AuditEntry
from malram.measures.catalogue.loader import load_measures
from malram.measures.reading.measurement import Measurement
from malram.occasions.actions import OccasionClosed, close_occasion, open_occasion
from malram.organisation.giving import give_role
from malram.organisation.problems import LoadRefused
from malram.values import Figure, Period, Reason, unit
from malram.work.claims import Claim, clashes
from malram.work.effect_actions import EffectRefused, report_realised, revise_expected
from malram.work.effects import Effect, Realised, amount, effects_of, figures_of, realised, totals
from malram.work.load import load_work
from malram.work.models import ExpectedEffect
from tests.people import FIRST_DAY
from tests.work.files import BOARD, FILES, OTHER, write_region

YEAR = Period.parse("2024")
# Kronor by measure, unit and period; what is not here is missing.
LEDGER = {
    ("inhyrda", BOARD, "2023"): 30_000_000,
    ("inhyrda", BOARD, "2024"): 22_500_000,
    ("inhyrda", BOARD, "2023-01/2023-08"): 20_000_000,
    ("inhyrda", BOARD, "2024-01/2024-08"): 16_000_000,
    ("inhyrda", "forvaltning-1", "2023"): 10_000_000,
    ("inhyrda", "forvaltning-1", "2024"): 8_000_000,
    ("budget-inhyrda", BOARD, "2024"): 25_000_000,
    ("intakter", BOARD, "2023"): 5_000_000,
    ("intakter", BOARD, "2024"): 6_200_000,
    ("inhyrda", BOARD, "2023-12"): 3_000_000,
    ("inhyrda", BOARD, "2024-12"): 1_750_000,
}


class FewMeasurements:
    """Values by hand, in mnkr as the measures have them."""

    def value(self, measure, unit_id, period):
        kronor = LEDGER.get((measure, unit_id, period.code))
        figure = (
            Figure.missing(unit("mnkr"), 1, Reason.NOT_MEASURED)
            if kronor is None
            else Figure(Fraction(kronor, 10**6), unit("mnkr"), 1)
        )
        return Measurement(measure, unit_id, figure, period)


M = FewMeasurements()


def effect(**changed):
    said = {
        "id": "x", "title": "X", "part_of": "", "aim": "lower-cost", "unit": "mnkr", "decimals": 1,
        "period": "2024", "within_budget": True, "base": "previous-year", "base_day": None,
        "known": "computed", "measure": "inhyrda", "budget_measure": "", "units": (BOARD,),
        "why_inseparable": "", "responsible": "", "case_number": "", "expected": 10**9, "expected_on": None,
        "told": None, "told_on": None, "comment": "",
    }  # fmt: skip
    return Effect(**{**said, **changed})


def value(found, period=YEAR):
    return realised(found, M, period).figure.value


def test_a_lower_cost_is_base_minus_outcome():
    """Against last year 30.0 − 22.5 = 7.5 mnkr. A board and its part: 7.5 + (10.0 − 8.0) = 9.5."""
    assert value(effect()) == Fraction("7.5")
    assert value(effect(units=(BOARD, "forvaltning-1"))) == Fraction("9.5")


def test_a_higher_income_is_outcome_minus_base():
    """6.2 − 5.0 = 1.2 mnkr."""
    assert value(effect(aim="higher-income", measure="intakter")) == Fraction("1.2")


def test_against_the_budget_the_budget_is_the_base():
    """25.0 − 22.5 = 2.5 mnkr."""
    assert value(effect(base="budget", budget_measure="budget-inhyrda")) == Fraction("2.5")


def test_against_a_day_the_last_month_counts():
    """December 2023 against December 2024: 3.0 − 1.75 = 1.25 mnkr."""
    assert value(effect(base="day", base_day=date(2023, 12, 31))) == Fraction("1.25")


def test_in_a_part_of_the_year_the_same_months_are_compared():
    """January to August: 20.0 − 16.0 = 4.0 mnkr."""
    assert value(effect(), Period.parse("2024-01/2024-08")) == 4
    assert value(effect(period="2024-01/2024-08")) == 4  # the measure worked in those months alone


def test_in_another_unit_of_money_it_is_the_same_amount():
    """7.5 mnkr is 7 500 tkr."""
    found = realised(effect(unit="tkr", decimals=0), M, YEAR).figure
    assert found.text().replace("\N{NO-BREAK SPACE}", " ") == "7 500 tkr"


def test_what_the_facts_lack_is_missing_and_not_zero():
    found = realised(effect(units=(BOARD, "namnd-99")), M, YEAR).figure
    assert (found.value, found.reason) == (None, Reason.NOT_MEASURED)
    assert value(effect(known="inseparable")) is None
    assert value(effect(period="2021")) is None


def test_a_part_is_in_its_whole_and_is_not_summed_once_more():
    """10 expected with 7.5 realised, its part 3 and 2, and 2.5 that cannot be told: 12.5 and 7.5."""
    rows = [
        (effect(id="a"), Realised(Figure(Fraction("7.5"), unit("mnkr"), 1))),
        (effect(id="b", part_of="a", expected=3 * 10**8), Realised(Figure(Fraction(2), unit("mnkr"), 1))),
        (effect(id="c", expected=25 * 10**7), Realised(Figure.missing(unit("mnkr"), 1, Reason.ABSENT))),
        (effect(id="d", unit="årsarbetare", expected=25_000), Realised(amount(11_500, "årsarbetare", 0))),
    ]
    money, people = totals(rows)
    assert (money.expected, money.realised, money.count, money.unknown) == (
        1_250_000_000,
        Fraction("7.5"),
        2,
        1,
    )
    assert (people.unit, people.expected, people.realised) == ("årsarbetare", 25_000, Fraction("11.5"))


def test_a_part_in_another_unit_is_summed_in_its_own():
    """The whole is 5 mnkr and its part 100 årsarbetare, of which 40 in one place: 5 and 100."""
    people, none = {"unit": "årsarbetare", "decimals": 0}, Realised(amount(0, "årsarbetare", 0))
    rows = [
        (effect(id="a", expected=5 * 10**8), Realised(amount(10**8, "mnkr", 1))),
        (effect(id="b", part_of="a", expected=100_000, **people), none),
        (effect(id="c", part_of="b", expected=40_000, **people), none),
        (effect(id="d", part_of="b", unit="tkr", expected=10**7), Realised(amount(10**7, "tkr", 0))),
    ]
    found = [(one.unit, one.expected) for one in totals(rows)]
    assert found == [("mnkr", 5 * 10**8), ("årsarbetare", 100_000)]


def test_a_sum_of_what_nobody_knows_is_not_zero():
    [total] = totals([(effect(), Realised(Figure.missing(unit("mnkr"), 1, Reason.ABSENT)))])
    assert (total.realised, total.unknown) == (None, 1)
    assert figures_of(total)[1].value is None


class NoMeasure(FewMeasurements):
    def value(self, measure, unit_id, period):
        raise KeyError(measure)


@pytest.mark.parametrize("base", ["previous-year", "day"])
def test_a_measure_that_has_left_the_files_makes_the_effect_missing(base):
    assert realised(effect(base=base, base_day=date(2023, 12, 31)), NoMeasure(), YEAR).figure.value is None


@given(st.lists(st.integers(-(10**12), 10**12), min_size=1, max_size=8))
def test_the_sum_is_that_of_the_wholes_to_the_ore(amounts):
    rows = [
        (effect(id=f"e{i}", expected=ore), Realised(amount(ore, "mnkr", 1))) for i, ore in enumerate(amounts)
    ]
    rows += [(effect(id=f"p{i}", part_of=f"e{i}"), rows[i][1]) for i in range(len(amounts))]
    [total] = totals(rows)
    assert total.expected == sum(amounts)
    assert total.realised * 10**8 == sum(amounts)


# -- the files ---------------------------------------------------------------------------------------

db = pytest.mark.django_db


@db
def test_what_the_file_says_is_loaded_with_dated_revisions(loaded):
    first, part, *rest = effects_of(BOARD, YEAR)
    assert (first.title, first.expected, first.responsible) == ("Färre inhyrda", 8 * 10**8, "Direktör")
    assert (part.id, part.part_of) == ("farre-inhyrda-i-norr", "farre-inhyrda")
    assert [one.id for one in rest] == ["farre-tjanster", "avtal"]
    spring = effects_of(BOARD, Period.parse("2024-T1"))
    assert (spring[0].expected, spring[2].told) == (10 * 10**8, None)
    assert (rest[0].told, rest[0].within_budget) == (11_500, False)


CLASH = """
- id: farre-lakare
  board: namnd-1
  title: Färre läkare
  aim: lower-cost
  unit: mnkr
  period: "2024-07/2025-06"
  base: previous-year
  expected: [{date: 2024-01-30, amount: 1}]
  measured_by: {measure: tjanster, units: [forvaltning-1]}
"""
MISTAKES = [
    (
        (FILES["work/effects.yaml"], FILES["work/effects.yaml"] + CLASH),
        "work/effects.yaml:50: W004 'farre-lakare' räknar konton 5310, 5320 som 'farre-inhyrda' "
        "(work/effects.yaml:2) redan räknar. Låt dem ta skilda konton, enheter eller perioder, eller gör den "
        "ena till en del av den andra.",
    ),
    (
        (f"units: [{BOARD}]", f"units: [{BOARD}, forvaltning-1]"),
        "work/effects.yaml:2: W004 'farre-inhyrda' räknar både namnd-1 och forvaltning-1, och den ena ligger "
        "i den andra. Ange bara den övre enheten.",
    ),
    (
        ("measure: inhyrda", "measure: inhyrd"),
        "work/effects.yaml:12: L004 Måttet 'inhyrd' finns inte. Menade du 'inhyrda'?",
    ),
    (
        ("measure: inhyrda", "measure: andel-inhyrda"),
        "work/effects.yaml:12: W005 Måttet 'andel-inhyrda' räknas i % och effekten i mnkr. Välj ett mått som "
        "summerar, i samma enhet som effekten.",
    ),
    (
        ("  base: previous-year\n", "  base: budget\n"),
        "work/effects.yaml:8: W006 Budgetens mått saknas. Lägg till 'budget: …' under 'measured_by'.",
    ),
    (
        ("  base_day: 2023-12-31\n", ""),
        "work/effects.yaml:33: W006 Jämförelsedagen saknas. Lägg till 'base_day: 2024-01-31'.",
    ),
    (
        ("  inseparable: Priserna har ändrats samtidigt.\n", ""),
        "work/effects.yaml:39: W003 Åtgärden ska säga på ett sätt hur effekten är känd.",
    ),
    (
        ("amount: 10,", "amount: 10.123456789,"),
        "work/effects.yaml:10: L005 '10.123456789' går inte att läsa som ett belopp. Skriv ett tal med "
        "decimalpunkt, i mnkr, inte finare än ett öre.",
    ),
    (
        ("amount: 10,", "amount: 10, at_most: 9,"),
        "work/effects.yaml:10: W011 Det högsta som 'farre-inhyrda' väntas ge är inte högre än det lägsta. "
        "Skriv det lägre i 'amount' och det högre i 'at_most'.",
    ),
    (
        ("  part_of: farre-inhyrda\n", "  part_of: farre-inhyrda\n  within_budget: false\n"),
        "work/effects.yaml:14: W012 'farre-inhyrda-i-norr' är en del av 'farre-inhyrda', som hör till en "
        "annan nämnd eller summa. Skriv samma 'board' och 'within_budget', eller ta bort 'part_of'.",
    ),
    (
        ("aim: lower-cost", "aim: lower"),
        "work/effects.yaml:5: L004 Okänt ord 'lower' för aim. Menade du 'lower-cost'?",
    ),
    (
        ("unit: årsarbetare", "unit: arsarbetare"),
        "work/effects.yaml:29: L004 Enheten för beloppen, 'arsarbetare' finns inte. Menade du 'årsarbetare'?",
    ),
]


@db
@pytest.mark.parametrize(("change", "message"), MISTAKES)
def test_every_mistake_has_its_place_and_nothing_is_stored(region, change, message):
    text = FILES["work/effects.yaml"]
    assert change[0] in text
    write_region(region, effects=text.replace(*change, 1))
    with pytest.raises(LoadRefused) as refused:
        load_work(actor=SYSTEM, folder=region)
    assert message in str(refused.value)
    assert not ExpectedEffect.objects.exists()


@db
def test_an_amount_that_was_said_is_not_rewritten_by_the_file(loaded):
    write_region(loaded, effects=FILES["work/effects.yaml"].replace("amount: 10,", "amount: 11,"))
    with pytest.raises(LoadRefused, match="W002 farre-inhyrda har redan ett annat belopp för 2024-01-30"):
        load_work(actor=SYSTEM, folder=loaded)


PARENTS = {BOARD: "regionen", OTHER: "regionen", "forvaltning-1": BOARD}
ACCOUNTS = frozenset({"3010", "5310", "5320", "5400", "6010"})


@pytest.mark.parametrize(
    ("measure", "unit_id", "period", "above", "clash"),
    [
        ("inhyrda", BOARD, "2024", (), True),
        ("tjanster", BOARD, "2024", (), True),  # 5 takes all that 53 takes
        ("tjanster", "forvaltning-1", "2024-12", (), True),  # a unit below, one of the months
        ("inhyrda", "regionen", "2024", (), True),  # a unit above
        ("lakemedel", BOARD, "2024", (), False),  # other accounts
        ("inhyrda", OTHER, "2024", (), False),  # a namesake beside it: namnd-1 is not above namnd-10
        ("inhyrda", BOARD, "2025", (), False),  # another year
        ("budget-inhyrda", BOARD, "2024", (), False),  # another table
        ("inhyrda", BOARD, "2024", ("one",), False),  # a part of it
    ],
)
def test_two_clash_when_a_row_could_be_counted_by_both(tmp_path, measure, unit_id, period, above, clash):
    path = tmp_path / "measures" / "pengar.yaml"
    path.parent.mkdir()
    path.write_text(FILES["measures/pengar.yaml"], encoding="utf-8")
    catalogue, problems = load_measures(path.parent)
    assert problems == []
    place = SimpleNamespace()
    one = Claim("one", place, "inhyrda", (BOARD,), "2024")
    other = Claim("other", place, measure, (unit_id,), period, frozenset(above))
    found = list(clashes([one, other], catalogue, ACCOUNTS, PARENTS))
    assert [problem.code for problem in found] == (["W004"] if clash else [])
    assert bool(list(clashes([other, one], catalogue, ACCOUNTS, PARENTS))) == clash


# -- telling -----------------------------------------------------------------------------------------


@pytest.fixture
def controller(people):
    give_role(actor=SYSTEM, person=people.bo, unit_id=BOARD, role="controller", valid_from=FIRST_DAY)
    return people.bo


@db
def test_an_expectation_is_revised_with_a_reason_and_the_former_stays(controller):
    said = {"actor": controller, "effect_id": "farre-inhyrda"}
    revise_expected(**said, day=date(2024, 11, 1), amount=5 * 10**8, reason="Svårt att rekrytera.")
    rows = ExpectedEffect.objects.filter(effect="farre-inhyrda").order_by("date")
    assert [row.amount for row in rows] == [10 * 10**8, 8 * 10**8, 5 * 10**8]
    entry = AuditEntry.objects.latest("id")
    assert (entry.action, entry.before["smallest"], entry.after["smallest"]) == (
        "effect.expected", 8 * 10**8, 5 * 10**8,
    )  # fmt: skip
    revise_expected(**said, day=date(2024, 11, 1), amount=5 * 10**8, at_most=6 * 10**8, reason="Osäkert.")
    revise_expected(**said, day=date(2024, 11, 1), amount=5 * 10**8, reason="Säkert.")
    entry = AuditEntry.objects.latest("id")
    assert (entry.before["at_most"], "at_most" in entry.after) == (6 * 10**8, False)
    with pytest.raises(EffectRefused, match="Skriv varför"):
        revise_expected(**said, day=date(2024, 12, 1), amount=1, reason=" ")
    with pytest.raises(EffectRefused, match="redan ändrad 2024-11-01"):
        revise_expected(**said, day=date(2024, 10, 1), amount=1, reason="Skäl.")


@db
def test_only_what_facts_cannot_tell_is_reported(controller):
    occasion = open_occasion(actor=SYSTEM, board_id=BOARD, kind="ar", period="2024")
    told = {"actor": controller, "occasion_id": occasion.pk, "amount": 18_000}
    report_realised(effect_id="farre-tjanster", comment="Klart.", **told)
    [found] = [one for one in effects_of(BOARD, YEAR) if one.id == "farre-tjanster"]
    assert (found.told, found.comment, found.told_on.isoformat()) == (18_000, "Klart.", "2024-12-31")
    with pytest.raises(EffectRefused, match="räknas ur fakta"):
        report_realised(effect_id="farre-inhyrda", **told)
    close_occasion(actor=SYSTEM, occasion_id=occasion.pk)
    with pytest.raises(OccasionClosed):
        report_realised(effect_id="farre-tjanster", **told)


@db
def test_who_may_read_may_not_tell_and_for_others_it_does_not_exist(people):
    """Anna approves and Bo reads: values are reported by reporters and controllers."""
    said = {"effect_id": "farre-inhyrda", "day": date(2024, 11, 1), "amount": 1, "reason": "Skäl."}
    with pytest.raises(PermissionDenied, match="rapportör eller controller"):
        revise_expected(actor=people.anna, **said)
    with pytest.raises(PermissionDenied):
        revise_expected(actor=people.bo, **said)
    with pytest.raises(Http404):
        revise_expected(actor=people.carin, **said)
