# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""One fault, one finding: what one number explains is folded, and the number is the right one."""

from dataclasses import dataclass, replace
from fractions import Fraction
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from malram.review.claims import Claim, Kind, Severity
from malram.review.document import Number, Spot
from malram.review.judging import judge
from malram.review.relations import Change, Same, Sum
from malram.values import number, parse_number, round_half_away
from tests.review.tables_by_hand import findings, table


def printed(text, line=1, start=0, doubt=""):
    return Number(text, Spot(line, start, start + len(text)), parse_number(text), doubt=doubt)


def claim(relation, *numbers, kind=Kind.ROW, severity=Severity.ERROR, rule="", holds=None):
    read = [one.interval for one in numbers]
    lines = [one.spot.line for one in numbers]
    holds = relation.holds(read) if holds is None else holds
    return Claim(kind, min(lines), max(lines), "citat", "sagt", holds, numbers, relation, "", severity, rule)


OUTCOME, BUDGET, DEVIATION = printed("494,4"), printed("225,0", start=10), printed("242,2", start=20)
ROW = claim(Sum((1, -1, -1)), OUTCOME, BUDGET, DEVIATION)


def test_a_row_and_a_sum_that_one_number_explains_are_one_finding():
    """494,4 - 225,0 = 269,4 and 506,6 + 269,4 = 776,0: writing 269,4 mends both."""
    total = claim(Sum((1, 1, -1)), printed("506,6", 2), DEVIATION, printed("776,0", 3), kind=Kind.SUM)
    (found,) = judge([ROW, total])
    assert found.suspect == DEVIATION
    assert found.repair == "Skriv 269,4 i stället för 242,2, så stämmer raden och summan."
    assert [one.kind for one in found.folded] == [Kind.SUM]


def test_a_number_that_other_claims_confirm_is_not_suspected():
    """The deviation is confirmed by its sum, the budget by nothing: 494,4 - 242,2 = 252,2."""
    total = claim(Sum((1, 1, -1)), printed("506,6", 2), DEVIATION, printed("748,8", 3), kind=Kind.SUM)
    outcomes = claim(Sum((1, 1, -1)), OUTCOME, printed("10,0", 2, 9), printed("504,4", 3, 9), kind=Kind.SUM)
    (found,) = judge([ROW, total, outcomes])
    assert found.suspect == BUDGET
    assert found.repair == "Skriv 252,2 i stället för 225,0, så stämmer raden."


def test_of_repeated_numbers_the_one_that_stands_alone_is_suspected():
    """266 stands three times and 270 once."""
    places = [printed("266", 10), printed("266", 20), printed("266", 30)]
    odd = printed("270", 2)
    pairs = [claim(Same(True), odd, one, kind=Kind.REPEAT) for one in places]
    pairs += [claim(Same(True), places[0], one, kind=Kind.REPEAT) for one in places[1:]]
    (found,) = judge(pairs)
    assert (found.suspect, len(found.folded)) == (odd, 2)
    assert found.repair.startswith("Skriv 266 i stället för 270")


def test_of_two_numbers_the_one_a_table_confirms_is_right():
    """The table's 269,4 is 494,4 - 225,0, so the text's 242,2 is wrong."""
    in_table, in_text = printed("269,4", start=20), printed("242,2", 9)
    row = claim(Sum((1, -1, -1)), OUTCOME, BUDGET, in_table)
    (found,) = judge([row, claim(Same(True), in_table, in_text, kind=Kind.REPEAT)])
    assert found.suspect == in_text


def test_several_possible_repairs_are_not_chosen_between():
    (found,) = judge([ROW])
    assert found.suspect is None
    assert found.repair == "Är de andra talen rätt ska det stå 269,4 i stället för 242,2."


def test_a_number_in_millions_is_repaired_in_millions():
    millions = printed("242,2 miljoner kronor", 4)
    row = claim(
        Sum((1, -1, -1)), printed("494,4 miljoner kronor", 2), printed("225,0 miljoner kronor", 3), millions
    )
    (found,) = judge([row])
    assert "269,4\N{NO-BREAK SPACE}miljoner\N{NO-BREAK SPACE}kronor i stället för 242,2" in found.repair


def test_the_same_relation_of_the_same_numbers_is_told_once():
    assert len(judge([ROW, replace(ROW, said="sagt igen")])) == 1


def test_what_is_downstream_of_a_wrong_number_is_not_told_again():
    """The deviation is mended by row and sum; another sum of it fails too, for a reason of its own or not."""
    total = claim(Sum((1, 1, -1)), printed("506,6", 2), DEVIATION, printed("776,0", 3), kind=Kind.SUM)
    other = claim(Sum((1, 1, -1)), DEVIATION, printed("1,0", 4), printed("999,0", 5), kind=Kind.SUM)
    assert len(judge([ROW, total, other])) == 1


def test_a_doubtful_number_is_a_question_at_most():
    doubtful = claim(Sum((1, -1, -1)), OUTCOME, BUDGET, replace(DEVIATION, doubt="otydlig kolumn"))
    assert [found.severity for found in judge([doubtful])] == [Severity.QUESTION]


def test_claims_that_hold_or_cannot_be_decided_are_no_findings():
    unknown = replace(ROW, holds=None)
    true = claim(Sum((1, -1, -1)), OUTCOME, BUDGET, printed("269,4", start=20))
    assert judge([unknown, true]) == []


def test_errors_and_questions_come_by_line_and_notes_last():
    late = claim(Sum((1, -1)), printed("10", 9), printed("20", 9, 5))
    note = claim(Sum((1, -1)), printed("10", 2), printed("20", 2, 5), severity=Severity.NOTE)
    early = claim(Sum((1, -1)), printed("10", 5), printed("20", 5, 5), severity=Severity.QUESTION)
    assert [found.claim.line_start for found in judge([late, note, early])] == [5, 9, 2]


@dataclass(frozen=True)
class Made:
    """A table of a board's accounts: exact figures, of which each cell is rounded on its own."""

    rows: tuple[tuple[Fraction, Fraction, Fraction], ...]  # outcome, budget, last year
    decimals: int

    def cells(self):
        total = tuple(map(sum, zip(*self.rows, strict=True)))
        return [self._row(row) for row in (*self.rows, total)]

    def _row(self, row):
        outcome, budget, before = row
        amounts = (outcome, budget, outcome - budget, before)
        texts = [str(round_half_away(one, self.decimals)).replace(".", ",") for one in amounts]
        return [*texts, str(round_half_away((outcome / before - 1) * 100, 1)).replace(".", ",")]

    def document(self, cells):
        labels = [f"Enhet {chr(65 + at)}" for at in range(len(self.rows))] + ["Summa"]
        lines = [f"{label}|{'|'.join(row)}" for label, row in zip(labels, cells, strict=True)]
        return table("mnkr|Utfall 2024|Budget 2024|Avvikelse|Utfall 2023|Förändring %\n" + "\n".join(lines))


amounts = st.integers(10**4, 10**7).map(lambda thousandths: Fraction(thousandths, 1000))


@st.composite
def tables(draw):
    rows = []
    for _ in range(draw(st.integers(3, 8))):
        outcome = draw(amounts)
        rows.append(tuple(outcome * draw(st.integers(700, 1300)) / 1000 for _ in range(3)))
    return Made(tuple(rows), draw(st.integers(0, 2)))


@settings(max_examples=60, deadline=None)
@given(tables())
def test_whatever_is_rounded_honestly_gives_no_finding(made):
    assert findings(made.document(made.cells())) == []


def test_one_wrong_digit_is_found_where_it_stands():
    """One digit of an amount is changed, not the last one or two, which rounding could explain."""
    random, found, tried = Random(20240229), 0, 150
    for _ in range(tried):
        rows = []
        for _ in range(random.randint(4, 8)):
            outcome = Fraction(random.randint(10**5, 10**7), 1000)
            rows.append(tuple(outcome * random.randint(700, 1300) / 1000 for _ in range(3)))
        made = Made(tuple(rows), random.randint(0, 1))
        cells = made.cells()
        row, column = random.randrange(len(cells)), random.choice((0, 1, 2, 3))
        old = cells[row][column]
        places = [at for at, sign in enumerate(old) if sign.isdigit()][: -2 - made.decimals] or [0]
        at = random.choice(places)
        digits = [digit for digit in "123456789" if digit != old[at]]
        cells[row][column] = old[:at] + random.choice(digits) + old[at + 1 :]
        told = findings(made.document(cells))
        found += any(one.suspect is not None and one.suspect.text == cells[row][column] for one in told)
    assert found >= 0.9 * tried, number(Fraction(found * 100, tried), 1)


def test_a_question_that_a_number_of_an_error_explains_is_told_under_it():
    """494,4 - 225,0 is not 242,2; nor does 225,0 fit its sum, as 300,0 would: one of the two is the cause."""
    parts = (printed("100,0", 7), printed("50,0", 8), BUDGET, printed("450,0", 9))
    bridge = claim(Sum((1, 1, 1, -1)), *parts, kind=Kind.SUM, severity=Severity.QUESTION)
    (found,) = judge([ROW, bridge])
    assert found.severity is Severity.ERROR
    assert found.folded == (bridge,)


def test_advice_of_the_check_itself_is_not_overruled():
    """'20 lägre (20 procent)' of 120: another word mends it, and no other number need be proposed."""
    wrong = replace(ROW, advice="Skriv högre i stället för lägre.")
    (found,) = judge([wrong])
    assert (found.repair, found.claim.advice) == ("", "Skriv högre i stället för lägre.")


def test_in_a_wide_range_no_value_is_proposed():
    """40 after 22 is 76 to 88 percent more: 85 for 55 is one digit, and 82 as likely."""
    now, old, change = printed("40"), printed("22", start=10), printed("55", start=20)
    (found,) = judge([claim(Change(), now, old, change, kind=Kind.ARITHMETIC)])
    assert "85" not in found.repair
