# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
from malram.reports.template import load_template, load_templates


def load(tmp_path, text):
    path = tmp_path / "mall.yaml"
    path.write_text(text, encoding="utf-8")
    return load_template(path)


def test_a_template_is_read_with_its_parts(template):
    assert [section.id for section in template.sections][:3] == ["sammanfattning", "bedomning", "mal"]
    assert template.sections[3].sections[0].options == {"layout": "resultat"}


def test_all_problems_of_a_template_come_at_once(tmp_path):
    template, problems = load(
        tmp_path,
        "id: a\nboard: namnd\nkind: arsredovisning\nperiod: 2024-12\ntitle: A\nsubtitel: B\nsections:\n"
        "  - {id: x, title: X, kind: gaols}\n"
        "  - {id: x, title: Y}\n"
        "  - {id: z, title: Z, kind: statement}\n"
        "  - {title: Utan id}\n",
    )
    assert template is None
    assert [str(problem) for problem in problems] == [
        "reports/mall.yaml:6: R002 Okänd nyckel 'subtitel'. Menade du 'subtitle'?",
        "reports/mall.yaml:8: R003 Okänt slag 'gaols'. Menade du 'goals'?",
        "reports/mall.yaml:9: R004 Avsnittet 'x' finns redan på rad 8. Ge det ett eget id.",
        "reports/mall.yaml:10: R005 Nyckeln 'layout' saknas. Lägg till 'layout: …'.",
        "reports/mall.yaml:11: R005 Nyckeln 'id' saknas. Lägg till 'id: …'.",
    ]


def test_a_file_that_is_no_template_says_how_one_begins(tmp_path):
    template, problems = load(tmp_path, "- en lista\n")
    assert template is None
    assert "Börja med 'id: …'" in problems[0].hint


def test_all_templates_of_a_folder_are_found_by_id(tmp_path):
    (tmp_path / "a.yaml").write_text(
        "id: a\nboard: n\nkind: k\nperiod: p\ntitle: T\nsections: [{id: x, title: X}]\n", encoding="utf-8"
    )
    (tmp_path / "b.yaml").write_text("id: b\n", encoding="utf-8")
    found, problems = load_templates(tmp_path)
    assert set(found) == {"a"}
    assert {problem.place.file for problem in problems} == {"reports/b.yaml"}
