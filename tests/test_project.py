# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""What stands in more than one file of the repository says the same thing everywhere."""

import re
import tomllib
from pathlib import Path

import pytest
import yaml

import malram

TOP = Path(__file__).parent.parent
PROJECT = tomllib.loads((TOP / "pyproject.toml").read_text(encoding="utf-8"))["project"]
LOCKS = ["requirements.txt", "requirements-dev.txt"]
PAGES = sorted([*TOP.glob("*.md"), *(TOP / "docs").rglob("*.md")])
LINK = re.compile(r"\]\((?!https?:)([^)#]+)(?:#[^)]*)?\)")


def plain(requirement: str) -> str:
    """The name in a requirement: 'Django>=5.2,<5.3' is django."""
    return re.split(r"[^A-Za-z0-9._-]", requirement, maxsplit=1)[0].lower()


def test_publiccode_names_the_version_that_is_built():
    described = yaml.safe_load((TOP / "publiccode.yml").read_text(encoding="utf-8"))
    assert described["softwareVersion"] == malram.__version__
    assert described["legal"]["license"] == PROJECT["license"]


def test_every_runtime_dependency_is_explained():
    explained = (TOP / "docs" / "dependencies.md").read_text(encoding="utf-8").lower()
    assert [name for name in map(plain, PROJECT["dependencies"]) if f"| {name} |" not in explained] == []


def test_the_page_about_dependencies_names_nothing_we_do_not_depend_on():
    page = (TOP / "docs" / "dependencies.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\S+) \|", page, re.MULTILINE)
    optional = PROJECT["optional-dependencies"]
    ours = [*PROJECT["dependencies"], *optional["postgres"], *optional["spark"]]
    assert {row.lower() for row in rows} - {"name", "---"} == set(map(plain, ours))


def test_every_tool_for_building_and_testing_is_explained():
    explained = (TOP / "docs" / "dependencies.md").read_text(encoding="utf-8").lower()
    extras = [name for group in PROJECT["optional-dependencies"].values() for name in map(plain, group)]
    assert [name for name in extras if not re.search(rf"\b{re.escape(name)}\b", explained)] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_file_names_no_address(lock):
    lines = (TOP / lock).read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if "://" in line or line.startswith("-")] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_every_dependency_is_locked_with_the_build_backend(lock):
    locked = set(re.findall(r"^([a-z0-9._-]+)==", (TOP / lock).read_text(encoding="utf-8"), re.MULTILINE))
    extras = PROJECT["optional-dependencies"]
    wanted = PROJECT["dependencies"] + extras["build"]
    wanted += extras["dev"] + extras["postgres"] if "dev" in lock else []
    assert {plain(requirement) for requirement in wanted} - locked == set()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(TOP)))
def test_a_link_in_the_documentation_leads_somewhere(page):
    text = page.read_text(encoding="utf-8")
    assert [target for target in LINK.findall(text) if not (page.parent / target).exists()] == []


def test_every_decision_is_listed():
    listed = (TOP / "docs" / "adr" / "README.md").read_text(encoding="utf-8")
    decisions = (TOP / "docs" / "adr").glob("[0-9]*.md")
    assert [page.name for page in decisions if f"({page.name})" not in listed] == []
