# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The page about the command: every subcommand with its options, as the parser knows them."""

from __future__ import annotations

from argparse import SUPPRESS, Action, ArgumentParser

from malram.cli import COMMANDS, parsers


def command_page() -> str:
    """Return docs/reference/commands.md."""
    _, found = parsers(COMMANDS)
    parts = [_HEAD]
    for name, text in COMMANDS.items():
        parts.append(f"## `malram {name}`\n\n{text}\n")
        parts += [*_options(found[name]), ""]
    return "\n".join(parts)


def options_of(parser: ArgumentParser) -> list[Action]:
    """What a person may write after a subcommand, arguments first; `--help` is known by all."""
    own = [action for action in parser._actions if action.dest != "help"]
    return sorted(own, key=lambda action: bool(action.option_strings))


def _options(parser: ArgumentParser) -> list[str]:
    options = options_of(parser)
    if not options:
        return ["Inga val."]
    return ["| skrivs | förval | betyder |\n| --- | --- | --- |", *(_row(action) for action in options)]


def _row(action: Action) -> str:
    needed = action.required and bool(action.option_strings)
    default = (
        "måste anges"
        if needed
        else ""
        if action.default in (None, SUPPRESS, False)
        else f"`{action.default}`"
    )
    return f"| `{_written(action)}` | {default} | {action.help} |"


def _written(action: Action) -> str:
    """As it is typed; in a table cell a bar between choices needs its backslash."""
    flag = action.option_strings[-1] if action.option_strings else ""
    value = str(action.metavar or "|".join(map(str, action.choices or ())))
    if action.nargs == 0:
        value = ""
    if action.nargs == "+":
        value += " …"
    if action.nargs == "?":
        value = f"[{value}]"
    return " ".join(filter(None, (flag, value))).replace("|", "\\|")


_HEAD = """<!--
SPDX-FileCopyrightText: 2026 The Målram contributors
SPDX-License-Identifier: EUPL-1.2
-->
# Kommandot malram

Skriven av `malram.cli.command_page.command_page()` ur kommandots egen beskrivning; ändra i
`malram/cli/`.

Resultat skrivs på standard ut och allt annat på standard fel, så att ett resultat kan ledas vidare.
Slutkoden är 0 när svaret är ja, 1 när det är nej eller något behöver rättas, och 2 när kommandot inte
gick att förstå. Fakta, beräkningar och rapporter ligger i katalogen `MALRAM_HOME`, annars i `./var`; se
[inställningar](settings.md).
"""
