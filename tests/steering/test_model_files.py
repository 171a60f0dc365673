# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
import pytest

from malram.steering.parse import load_model, load_region
from tests.steering_data import VARMLAND

HSN = (VARMLAND / "steering" / "hsn.yaml").read_text(encoding="utf-8")


def problems_when(write, old, new):
    assert old in HSN
    model, problems = load_model(write("hsn.yaml", HSN.replace(old, new)))
    assert model is None
    return [str(problem) for problem in problems]


def line_of(text, content=HSN):
    return next(n for n, line in enumerate(content.splitlines(), start=1) if text in line)


def test_both_boards_models_load(attainment_model, trend_model):
    assert (attainment_model.indicator_rule.name, trend_model.indicator_rule.name) == ("attainment", "trend")
    for model in (attainment_model, trend_model):
        assert [grade.symbol for grade in model.scale.grades] == ["●", "◆", "■", "○"]
        assert model.scale.none.word == "Ingen bedömning"
        assert model.top.id == "effektmal"


def test_a_misspelt_key_names_its_line_and_the_nearest_known_key(write):
    assert problems_when(write, "vision:", "vison:") == [
        f"hsn.yaml:{line_of('vision:')}: S004 Okänd nyckel 'vison'. Menade du 'vision'?",
        f"hsn.yaml:{line_of('id: varmland-hsn')}: S005 'vision' saknas. Lägg till raden 'vision: …'.",
    ]


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("name: attainment", "name: attaiment", "S007 Okänd regel 'attaiment'. Menade du 'attainment'?"),
        (
            "near: uppnas-delvis",
            "near: uppnas-delvi",
            "S007 Okänd bedömning 'uppnas-delvi'. Menade du 'uppnas-delvis'?",
        ),
        (
            "colour: warn}\n  - {id: uppnas-inte",
            "colour: gul}\n  - {id: uppnas-inte",
            "S007 Okänd färg 'gul'.",
        ),
        ("per: effektmal", "per: effekt", "S007 Okänd nivå 'effekt'. Menade du 'effektmal'?"),
        (", verdict: false", "", "S008 Skalan behöver ett steg utan bedömning."),
        (", parent: effektmal", "", "S009 Det ska finnas en översta målnivå."),
        ("near_from: 90", "near_from: nittio", "S003 'near_from' ska vara ett heltal. Ändra till det."),
        (
            "indicator_rule:",
            'counted_as: "{uppnas} av {alla}"\nindicator_rule:',
            "S007 Okänd bedömning 'alla' i 'counted_as'.",
        ),
        ("boards: [halso-och-sjukvardsnamnden]", "boards: alla", "S003 'boards' ska vara en lista."),
    ],
)
def test_what_cannot_be_meant_is_refused_with_a_remedy(write, old, new, says):
    found = problems_when(write, old, new)
    assert len(found) == 1
    assert says in found[0]


def test_everything_wrong_is_said_at_once(write):
    text = HSN.replace("vision:", "vison:").replace("near_from: 90", "near_from: nittio")
    _, problems = load_model(write("hsn.yaml", text))
    assert sorted(problem.code for problem in problems) == ["S003", "S004", "S005"]


def test_an_empty_file_and_a_missing_one_are_said_in_a_sentence(write, tmp_path):
    assert [str(p) for p in load_model(write("tom.yaml", ""))[1]] == [
        "tom.yaml:1: S002 Filen beskriver ingenting. Skriv nycklar och värden överst i filen."
    ]
    assert load_model(tmp_path / "borta.yaml")[1][0].code == "S001"


def test_the_region_names_all_seventeen_global_goals():
    region, problems = load_region(VARMLAND / "region.yaml")
    assert problems == []
    assert sorted(region.agenda2030) == list(range(1, 18))
    assert region.agenda2030[5] == "Jämställdhet"


def test_a_global_goal_beyond_the_seventeen_is_refused(write):
    text = (VARMLAND / "region.yaml").read_text(encoding="utf-8").replace("  17: ", "  18: ")
    _, problems = load_region(write("region.yaml", text))
    assert [problem.code for problem in problems] == ["S006"]


@pytest.mark.parametrize("colour", ["blå", "#0b5", "#ffd500", "red;}"])
def test_an_accent_that_is_no_colour_or_too_light_for_white_letters_is_refused(write, colour):
    text = (VARMLAND / "region.yaml").read_text(encoding="utf-8").replace("#0b5d7a", colour)
    _, problems = load_region(write("region.yaml", text))
    assert [str(problem) for problem in problems] == [
        f"region.yaml:{line_of('accent:', text)}: S003 Färgen '{colour}' går inte att använda. "
        "Skriv #rrggbb, så mörk att vit text syns på den: kontrasten ska vara minst 4,5."
    ]
