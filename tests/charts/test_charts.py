# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
import re
from fractions import Fraction

import pytest

from malram.charts import png, svg, trend, waterfall
from malram.charts.scale import axis, spread

JANUARY = 2023 * 12
MONTHS = [(JANUARY + i, Fraction(374 - i, 10)) for i in range(24)]  # 37.4 down to 35.1


def words_of(drawing: str) -> list[str]:
    return re.findall(r"<t(?:ext|span)[^>]*>([^<]+)<", drawing)


def test_the_alternative_text_says_where_the_curve_starts_and_ends_and_its_target():
    chart = trend(MONTHS, "Besvarade samtal", "%", 1, target=Fraction(60))
    assert chart.alt == (
        "Diagram: Besvarade samtal, från 37,4\u00a0% i januari 2023 till 35,1\u00a0% i december 2024; "
        "mål 60,0\u00a0%."
    )


def title_of(*asked, **more) -> str:
    return trend(*asked, **more).spec["title"]["text"].replace("\u00a0", " ")


def test_the_message_is_the_title_and_compares_with_the_same_month_a_year_before():
    """December 2023 is 37.4 − 1.1 = 36.3, December 2024 is 37.4 − 2.3 = 35.1: lower."""
    said = "Minskade från 36,3 till 35,1 % mellan dec 2023 och dec 2024"
    assert title_of(MONTHS, "Besvarade samtal", "%", 1) == said
    aimed = title_of(MONTHS, "Besvarade samtal", "%", 1, target=Fraction(60), target_text="≥ 60 %")
    assert aimed == f"{said}, målet är ≥ 60 %"


def test_years_are_compared_with_the_year_before_and_one_value_with_nothing():
    years = [(2022 * 12 + 11, Fraction(80)), (2023 * 12 + 11, Fraction(77)), (2024 * 12 + 11, Fraction(79))]
    assert title_of(years, "HME", "", 0) == "Ökade från 77 till 79 mellan 2023 och 2024"
    assert title_of(years[:1], "HME", "", 0) == "Första mätningen: 80"


def test_a_long_unit_is_left_to_the_axis():
    years = [(2023 * 12 + 11, Fraction(11, 10)), (2024 * 12 + 11, Fraction(1, 5))]
    found = title_of(years, "Överbeläggningar", "per 100 disponibla vårdplatser", 1)
    assert found == "Minskade från 1,1 till 0,2 mellan 2023 och 2024"


def test_a_change_that_cannot_be_seen_in_the_printed_figures_is_no_change():
    points = [(2023 * 12 + 11, Fraction(3001, 100)), (2024 * 12 + 11, Fraction(3004, 100))]
    assert title_of(points, "Andel", "%", 1) == "Oförändrat 30,0 % mellan 2023 och 2024"


def test_the_curve_is_named_where_it_ends_and_there_is_no_legend():
    drawing = svg(trend(MONTHS, "Samtal", "%", 1, target=Fraction(60), benchmark=Fraction(474, 10)))
    found = words_of(drawing)
    assert {"35,1\u00a0%", "mål 60,0\u00a0%", "riket 47,4\u00a0%", "jan"} <= set(found)
    assert "role-legend" not in drawing


def test_long_words_do_not_make_the_drawing_smaller():
    """A target in many words is its value beside the plot, and a long message is broken over lines."""
    words = "högst sju komma fem av hundra disponibla vårdplatser under året"
    drawn = trend(MONTHS, "Samtal", "%", 1, target=Fraction(60), target_text=words)
    assert "mål 60,0\u00a0%" in words_of(svg(drawn))
    assert len(drawn.spec["title"]["text"]) == 2


def test_values_behind_a_chart_are_printed_with_their_decimals_and_a_dash_for_missing():
    chart = trend([(2023 * 12 + 11, None), (2024 * 12 + 11, Fraction(97, 10))], "Trycksår", "%", 1)
    assert chart.rows == (("År", "Värde (%)"), ("2023", "–"), ("2024", "9,7"))


def test_a_chart_without_values_says_so():
    assert trend([], "Trycksår", "%", 1).alt == "Diagram: Trycksår. Inga mätvärden."


def from_to(chart) -> list[tuple[float, float]]:
    """Where each row's bar begins and ends, in the order drawn."""
    rows = {
        row["row"]: (row["from"], row["to"])
        for layer in chart.spec["layer"]
        for row in layer["data"]["values"]
        if "row" in row
    }
    return [rows[i] for i in sorted(rows)]


BUDGET, OUTCOME = ("Budget", Fraction(10)), ("Utfall", Fraction(13))
STEPS = [("Läkemedel", Fraction(8)), ("Övrigt", None), ("Effektivisering", Fraction(-5))]


def test_a_waterfall_begins_each_step_where_the_one_before_it_ended():
    """10 + 8 = 18, nothing known changes nothing, 18 − 5 = 13."""
    chart = waterfall(BUDGET, STEPS, OUTCOME, "Kostnad", "mnkr", 0)
    assert from_to(chart) == [(0, 10), (10, 18), (18, 18), (18, 13), (0, 13)]
    assert {"10\u00a0mnkr", "+8\u00a0mnkr", "–", "−5\u00a0mnkr", "13\u00a0mnkr"} <= set(words_of(svg(chart)))
    assert chart.rows[0] == ("", "Ändring (mnkr)", "Nivå (mnkr)")
    assert chart.rows[1:4] == (("Budget", "", "10"), ("Läkemedel", "+8", "18"), ("Övrigt", "–", "–"))
    assert chart.alt.replace("\u00a0", " ") == (
        "Vattenfallsdiagram: Kostnad. Från Budget 10 mnkr till Utfall 13 mnkr. "
        "Steg: Läkemedel +8 mnkr; Övrigt –; Effektivisering −5 mnkr."
    )


def test_a_waterfall_whose_steps_do_not_lead_to_its_end_is_refused():
    with pytest.raises(ValueError, match="lead to 18, not to the end 13"):
        waterfall(BUDGET, STEPS[:1], OUTCOME, "Kostnad", "mnkr", 0)


@pytest.mark.parametrize(("sign", "foot"), [(1, "980"), (-1, "−980")])
def test_small_steps_between_large_amounts_are_seen_and_the_axis_says_where_it_begins(sign, foot):
    """1000 + 40 = 1040, both above 75 % of the highest: an eighth of 40 below 1000 and down to whole 20."""
    chart = waterfall(
        ("A", Fraction(1000 * sign)), [("B", Fraction(40 * sign))], ("C", Fraction(1040 * sign)), "T", "", 0
    )
    assert from_to(chart) == [
        (980 * sign, 1000 * sign),
        (1000 * sign, 1040 * sign),
        (980 * sign, 1040 * sign),
    ]
    said = f"Axeln börjar vid {foot}, inte vid noll."
    assert chart.alt.endswith(said)
    assert said in words_of(svg(chart))


def test_steps_of_shares_are_in_another_unit_and_may_have_one_name():
    ends = ("Före", Fraction(30)), ("Efter", Fraction(34))
    twice = [("Rättelse", Fraction(1)), ("Rättelse", Fraction(3))]
    chart = waterfall(ends[0], twice, ends[1], "Andel", "%", 0, step_unit="procentenheter")
    found = words_of(svg(chart))
    assert found.count("Rättelse") == 2
    assert {"30\u00a0%", "+1", "+3"} <= set(found)  # the long unit stands in the text and the table instead
    assert chart.rows[0] == ("", "Ändring (procentenheter)", "Nivå (%)")


def test_two_drawings_on_one_page_share_no_ids():
    one, two = (set(re.findall(r'\bid="([^"]+)"', svg(trend(MONTHS, "A", "%", 1, id=i)))) for i in "ab")
    assert not one & two


def test_the_same_chart_is_the_same_picture():
    chart = trend(MONTHS, "Samtal", "%", 1)
    assert svg(chart) == svg(chart)
    assert png(chart).startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("values", "from_zero", "expected"),
    [
        ([35.1, 60], False, (0, 60)),  # 35.1 is less than 75 % of 60: from zero
        ([90, 96], False, (88, 96)),  # close together: a step below the lowest
        ([90, 96], True, (0, 100)),
        ([-5, 3], False, (-6, 4)),
    ],
)
def test_axes_have_round_ends(values, from_zero, expected):
    low, high, _ = axis(values, from_zero)
    assert (low, high) == expected


def test_labels_that_would_meet_are_moved_apart():
    assert spread([10, 10.5, 30], 5) == pytest.approx([7.75, 12.75, 30])
