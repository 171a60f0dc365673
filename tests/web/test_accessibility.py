# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every page type in a real browser: WCAG 2.2 AA in light and dark, no sideways scroll, no scripts needed."""

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from pytest_django.live_server_helper import LiveServer

from malram.accounts.models import Person
from malram.frames.models import Decision, Transfer
from malram.organisation.models import Membership
from malram.organisation.roles import ROLES
from malram.planning.models import Branch, Reprioritisation
from tests.web.world import BOARD, CLINIC

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

YEAR = f"/namnd/{BOARD}/2024/"
A_ROLE = 4711
PAGES = {
    "start": "/",
    "board": YEAR,
    "board, nothing followed up": f"/namnd/{BOARD}/2024-11/",
    "unit without goals": f"/namnd/{CLINIC}/2024/",
    "goal": f"{YEAR}mal/vard/",
    "indicator": f"{YEAR}indikator/samtal/",
    "rows": f"{YEAR}indikator/samtal/rader/",
    "measure": f"{YEAR}matt/nettokostnad/",
    "since a report": f"{YEAR}matt/nettokostnad/sedan/ar-2024-0a1b2c/",
    "economy": f"{YEAR}ekonomi/",
    "line of a statement": f"{YEAR}ekonomi/resultat/rad/nettokostnad/",
    "forecast": f"{YEAR}prognos/",
    "give a forecast": f"/namnd/{BOARD}/2024-11/prognos/lamna/",
    "report a value": f"{YEAR}rapportera/",
    "reports": "/rapporter/",
    "report": "/rapporter/ar-2024-0a1b2c/",
    "review of a report": "/rapporter/ar-2024-0a1b2c/granskning/",
    "review": "/granska/",
    "roles": "/roller/?avslutade=ja",
    "end of a role": f"/roller/{A_ROLE}/avsluta/",
    "trail": "/spar/",
    "trail, nothing found": "/spar/?person=ingen",
    "trail, unreadable": "/spar/?first=snart",
    "work": "/uppdrag/",
    "oversight": "/internkontroll/2024/",
    "control plan": "/internkontroll/plan/plan-2024/",
    "control point": "/internkontroll/moment/avtalstrohet/",
    "grants": "/statsbidrag/",
    "grant": "/statsbidrag/tillganglighet/",
    "investments": "/investeringar/2024/",
    "investment": "/investeringar/objekt/lampor/",
    "effects": "/effekter/",
    "effect": "/effekter/farre-tjanster/",
    "assignment": "/uppdrag/kortare-koer/",
    "matters": "/arenden/",
    "matter": "/arenden/A/1/",
    "frames": "/ramar/2026/",
    "account of a board": f"/ramar/2026/{BOARD}/",
    "account of a unit": f"/ramar/2026/{CLINIC}/",
    "decision": "/rambeslut/{decision}/",
    "transfers": "/budgetvaxlingar/",
    "transfer": "/budgetvaxlingar/{transfer}/",
    "propose a transfer": "/budgetvaxlingar/foresla/",
    "planning": "/planering/2027/",
    "step of a planning year": "/planering/steg/{step}/",
    "outcome of a reprioritisation": "/planering/omprioritering/{row}/",
    "branches": f"/planering/2027/forslag/{BOARD}/",
    "branch": "/planering/forslag/{branch}/",
    "unknown unit": "/namnd/finns-inte/2024/",
    "unknown period": f"/namnd/{BOARD}/2031/",
}
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}

pytestmark = [pytest.mark.real, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def site(
    client_of, occasion, measurements, report, planning, matters, work, control, live_server: LiveServer
) -> LiveServer:
    client_of("approver")
    person = Person.objects.get(username="approver")
    person.set_password("redaktor-i-malram")
    person.save()
    for number, role in enumerate(ROLES.values(), start=A_ROLE):  # every menu and form is there for somebody
        Membership.objects.create(
            pk=number, person=person, unit_id=BOARD, role=role.id, valid_from=date(2022, 1, 1)
        )
    return live_server


def addressed(address: str) -> str:
    """The address with the numbers of what there is."""
    row = Reprioritisation.objects.get()
    numbers = {"decision": Decision.objects.latest("pk").pk, "transfer": Transfer.objects.get().pk}
    numbers |= {"row": row.pk, "step": row.step_id, "branch": Branch.objects.get().pk}
    return address.format(**numbers)


def sign_in(page: "Page", site: LiveServer) -> None:
    page.goto(f"{site.url}/accounts/login/")
    page.fill("[name=username]", "approver")
    page.fill("[name=password]", "redaktor-i-malram")
    page.click("main button")


def violations(page: "Page", axe: str) -> list[str]:
    page.evaluate(axe)
    found: dict[str, Any] = page.evaluate("rules => axe.run(document, rules)", RULES)
    return [
        f"{one['id']}: {node['html']} {node['failureSummary']}"
        for one in found["violations"]
        for node in one["nodes"]
    ]


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_no_page_breaks_a_rule_of_accessibility(browser: "Browser", axe: str, site: LiveServer, colours: str):
    context = browser.new_context(color_scheme=colours, reduced_motion="reduce", bypass_csp=True)
    page = context.new_page()
    page.goto(f"{site.url}/accounts/login/")
    found = {"login": violations(page, axe)}
    sign_in(page, site)
    for name, address in PAGES.items():
        page.goto(site.url + addressed(address))
        found[name] = violations(page, axe)
    context.close()
    assert {name: broken for name, broken in found.items() if broken} == {}


def test_no_page_scrolls_sideways_on_a_telephone(browser: "Browser", site: LiveServer):
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    sign_in(page, site)
    wide = []
    for name, address in PAGES.items():
        page.goto(site.url + addressed(address))
        if page.evaluate("document.documentElement.scrollWidth") > 390:
            wide.append(name)
    context.close()
    assert wide == []


def test_every_page_can_be_read_and_left_without_scripts(browser: "Browser", site: LiveServer):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    sign_in(page, site)
    page.goto(site.url + YEAR)
    page.select_option("[name=period]", "2023")
    page.click("text=Visa")
    assert page.url == f"{site.url}/namnd/{BOARD}/2023/"
    page.goto(f"{site.url}{YEAR}indikator/samtal/")
    page.click("summary")
    assert page.locator("details td").first.is_visible()
    context.close()
