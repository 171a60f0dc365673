# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""A review as a page: what is marked, what leads where, and that anybody can read it."""

import re
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import malram
from malram.review.claims import Finding, Kind, Review, Severity
from malram.review.document import Column, Heading, Paragraph, Row, Table
from malram.review.showing.html import STYLE, as_html
from tests.review.by_hand import (
    BLOCKS,
    CLAIMS,
    FEWER,
    FINDINGS,
    GOALS,
    PARAGRAPH,
    STREETS,
    TABLE,
    TRUE,
    claim,
    document,
    number,
    small_review,
)

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
AXE = Path(__file__).parents[1] / "vendor" / "axe.min.js"
VOID = {"meta", "rect", "input"}


class Reader(HTMLParser):
    """What stands in a page: its ids and links, and that every element is closed where it should be."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.names: list[str] = []
        self.fetched: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attributes: Any) -> None:
        found = dict(attributes)
        self.names.append(tag)
        self.ids += [found["id"]] if "id" in found else []
        self.links += [found["href"]] if tag == "a" else []
        self.fetched += [
            name for name in found if name in ("src", "srcset") or (name == "href" and tag != "a")
        ]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attributes: Any) -> None:
        self.names.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.fixture(scope="module")
def page() -> str:
    return as_html(small_review())


def test_the_page_is_well_formed_and_every_link_has_somewhere_to_go(page):
    read = Reader(page)
    assert read.open == []
    assert len(set(read.ids)) == len(read.ids)
    assert {link.removeprefix("#") for link in read.links} <= set(read.ids)


def test_nothing_is_fetched_and_nothing_runs(page):
    read = Reader(page)
    assert (read.fetched, {"script", "link", "img", "iframe"} & set(read.names)) == ([], set())
    assert "url(" not in page
    assert "@import" not in page


def test_every_finding_leads_to_its_figure_and_back(page):
    ids = set(Reader(page).ids)
    assert {f"fynd-{at}" for at in range(1, 5)} | {f"plats-{at}" for at in range(1, 5)} <= ids
    assert '<mark class="error short"><a id="plats-2" href="#fynd-2">2,7<span' in page
    assert '<a href="#plats-2">sid 2, rad 9<span class="visually-hidden"> i dokumentet</span></a>' in page


def test_a_figure_with_a_finding_has_word_and_sign_besides_its_colour(page):
    figure = re.search(r'<a id="plats-2".*?</a>', page)
    assert figure
    assert "fel 2" in figure[0]
    assert "×\N{NO-BREAK SPACE}2" in figure[0]


def test_figures_are_told_apart_by_what_came_of_them(page):
    assert '<td class="number"><span class="holds">61,4</span></td>' in page
    assert '<td class="number"><mark class="error part short"><a href="#fynd-2">30,2<' in page
    assert "Åsgatan 7." in page, "a number in no claim is left as it is"
    assert "84 %" in page
    assert '<span class="folded">-0,9</span>' in page


def test_a_number_over_a_break_of_lines_is_found_in_its_sentence(page):
    assert 'fler än föregående år (<mark class="error part short"><a href="#fynd-1">1 110<' in page


def test_a_finding_about_words_alone_is_marked_at_its_sentence(page):
    assert re.search(r'<mark class="question"><a id="plats-3".{0,200}</mark> Två av tre mål nås\.', page)


def test_two_findings_on_one_figure_both_lead_to_it():
    both = (*FINDINGS, Finding(replace(STREETS, kind=Kind.DIRECTION), Severity.QUESTION))
    page = as_html(Review(document(), CLAIMS, tuple(both)))
    ids = Reader(page).ids
    assert [name for name in ids if name.startswith("plats-")] == sorted(
        {name for name in ids if name.startswith("plats-")}, key=ids.index
    )
    assert {f"plats-{at}" for at in range(1, 6)} <= set(ids)


def test_a_finding_whose_line_no_block_holds_is_listed_without_a_link():
    lost = claim(Kind.REPEAT, False, "17 är något annat på sidan 1", number(12, "17"))
    page = as_html(Review(document(), (lost,), (Finding(lost, Severity.QUESTION),)))
    assert "</span> sid 2, rad 12</h4>" in page
    assert "plats-1" not in page


def test_tables_are_tables_with_captions_and_scopes(page):
    assert "<caption>Resultat per verksamhet (mnkr)</caption>" in page
    assert '<th scope="col" class="number">Avvikelse</th>' in page
    assert '<tr class="in-1"><th scope="row">varav vinter</th>' in page
    assert '<tr class="strong"><th scope="row">Summa</th>' in page


def test_a_row_or_heading_without_words_is_not_called_anything():
    table = replace(TABLE, columns=(Column("\x00"),), rows=(Row(" ", (number(8, "61,4"),), ("61,4",), 8, 8),))
    page = as_html(Review(document(blocks=(Heading("\u200b", 1, 1), table)), (), ()))
    assert '<tr><td></td><td class="number">61,4</td></tr>' in page
    assert "<thead><tr><td></td><td></td></tr></thead>" in page
    assert "<h3></h3>" not in page


def test_items_that_stand_apart_are_one_list():
    item = replace(PARAGRAPH.sentences[3], item=True)
    page = as_html(Review(document(blocks=(Paragraph((item,)), Paragraph((item, item)))), (), ()))
    section = page.partition('id="dokument"')[2]
    assert (section.count("<ul>"), section.count("<li>")) == (1, 3)


def test_words_stand_to_the_left_and_columns_of_numbers_to_the_right():
    table = replace(TABLE, columns=(Column("Bedömning"), Column("Utfall")))
    rows = (
        Row("Mål", (None, number(8, "61,4")), ("nås", "61,4"), 8, 8),
        Row("Annat", (None, None), ("–", ""), 9, 9),
    )
    page = as_html(Review(document(blocks=(replace(table, rows=rows),)), (), ()))
    assert '<th scope="col">Bedömning</th><th scope="col" class="number">Utfall</th>' in page
    assert '<td>nås</td><td class="number">61,4</td>' in page


def test_a_table_that_had_to_be_guessed_says_so():
    page = as_html(Review(document(blocks=(replace(TABLE, sure=False),)), (), ()))
    assert "<caption>Resultat per verksamhet (mnkr) – rader eller kolumner är gissade</caption>" in page


def test_pages_are_marked_where_the_document_has_more_than_one(page):
    assert re.findall(r'id="sid-\d">\s*<span>(Sida \d)</span>', page) == ["Sida 1", "Sida 2"]


def test_headings_never_skip_a_level():
    blocks = tuple(Heading(f"R{at}", 1, level) for at, level in enumerate((3, 0, 1, 4, 0, 2, 9)))
    page = as_html(Review(document(blocks=blocks), (), ()))
    levels = [int(level) for level in re.findall(r"<h(\d)>R\d</h", page)]
    assert levels == [3, 3, 3, 4, 4, 4, 5]


def test_the_summary_is_drawn_and_said(page):
    assert '<p class="lead">2 fel och 1 fråga.</p>' in page
    assert 'role="img" aria-label="Läste 8 påståenden: 2 stämmer, 2 fel, 1 fråga,' in page
    assert "Av 17 tal i dokumentet ingår 16 i något påstående; 1 kunde inte prövas och är omarkerade." in page


def test_a_review_without_findings_says_what_that_means():
    page = as_html(Review(document(), TRUE, ()))
    assert '<p class="lead">Inga fel hittades.</p>' in page
    assert "Inget av det som gick att pröva säger emot något annat i dokumentet." in page


def test_a_document_that_says_nothing_checkable_is_not_called_right():
    page = as_html(Review(document(), (), ()))
    assert '<p class="lead">Inget gick att pröva.</p>' in page
    assert "Inga fel" not in page


def test_where_the_page_is_served_there_is_a_way_on(page):
    served = as_html(small_review(), back=("Granska ett till", '/granska/?a="1"&b'))
    assert '<a href="/granska/?a=&quot;1&quot;&amp;b">Granska ett till</a>' in served
    assert "Granska ett till" not in page


ATTACK = "\"><script>alert('x')</script><img src=x onerror=alert(1)>&amp;\x00\u202e 1 240"


def test_what_a_document_says_is_never_anything_but_text():
    """The same attack as name, heading, caption, column, label, cell, quote, message, repair and the rest."""
    wrong = replace(FEWER, quote=ATTACK, said=ATTACK, found=ATTACK, advice=ATTACK)
    table = Table(
        (Column(ATTACK),), (Row(ATTACK, (None,), (ATTACK,), 8, 8),), 8, 8, ATTACK, ATTACK, corner=ATTACK
    )
    blocks = (Heading(ATTACK, 1, 1), *BLOCKS, table)
    findings = (Finding(wrong, Severity.ERROR, ATTACK, folded=(wrong, GOALS)),)
    made = document(blocks=blocks, name=ATTACK)
    page = as_html(Review(made, (wrong,), findings, ((ATTACK, 2),)))
    read = Reader(page)
    assert not {"script", "img"} & set(read.names)
    assert not {"\x00", "\u202e"} & set(page)
    assert page.count("&lt;script&gt;") >= 12


def test_colours_and_fonts_are_those_of_our_pages():
    """The page stands alone, so it repeats the tokens it uses; here they are held together."""
    tokens = re.compile(r"(--[\w-]+): ([^;]+);")
    look = (Path(malram.__file__).parent / "look/static/look/tokens.css").read_text(encoding="utf-8")
    own = STYLE.read_text(encoding="utf-8")
    extra = set(tokens.findall(own)) - set(tokens.findall(look))
    assert {name for name, _ in extra} == {"--bad-wash", "--warn-wash", "--note-wash", "--tone"}


Open = Callable[..., "Page"]


@pytest.fixture
def opened(browser: "Browser", tmp_path: Path, page: str):
    """Opens the page as a file, as somebody who got it by mail does."""
    path, contexts = tmp_path / "granskad.html", []
    path.write_text(page, encoding="utf-8")

    def open_page(**settings: Any) -> "Page":
        contexts.append(browser.new_context(**settings))
        shown = contexts[-1].new_page()
        shown.goto(path.as_uri())
        return shown

    yield open_page
    for context in contexts:
        context.close()


@pytest.mark.real
@pytest.mark.parametrize(("colours", "width"), [("light", 390), ("dark", 1366)])
def test_the_page_breaks_no_rule_of_accessibility(opened: Open, colours: str, width: int):
    shown = opened(color_scheme=colours, viewport={"width": width, "height": 844})
    for details in shown.locator("details").all():
        details.evaluate("it => it.open = true")
    shown.evaluate(AXE.read_text(encoding="utf-8"))
    found = shown.evaluate("rules => axe.run(document, rules)", RULES)
    assert [
        f"{one['id']}: {node['html']} {node['failureSummary']}"
        for one in found["violations"]
        for node in one["nodes"]
    ] == []


@pytest.mark.real
def test_the_page_works_without_script(opened: Open):
    shown = opened(java_script_enabled=False, viewport={"width": 390, "height": 844})
    shown.click("summary:has-text('1 följdfel')")
    assert shown.locator("text=Summan av kolumnen Avvikelse").first.is_visible()
    holds = shown.locator("td .holds").first
    line = "it => getComputedStyle(it).textDecorationLine"
    assert holds.evaluate(line) == "underline"
    shown.uncheck("text=Märk det som stämmer")
    assert holds.evaluate(line) == "none"
    shown.click("text=sid 2, rad 9")
    assert shown.url.endswith("#plats-2")


@pytest.mark.real
def test_the_page_never_scrolls_sideways_on_a_telephone(opened: Open):
    shown = opened(viewport={"width": 320, "height": 700})
    assert shown.evaluate("document.documentElement.scrollWidth") == 320


@pytest.mark.real
def test_list_and_document_stand_beside_each_other_on_a_wide_screen(opened: Open):
    shown = opened(viewport={"width": 1366, "height": 850})
    document_box = shown.locator("#dokument").bounding_box()
    list_box = shown.locator("#fynd").bounding_box()
    assert document_box
    assert list_box
    assert document_box["x"] + document_box["width"] <= list_box["x"]
    assert document_box["y"] == list_box["y"]
