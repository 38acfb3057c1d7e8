"""The commands of `advisor`, once their options are read and everything is open."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from pydantic import ValidationError
from rich.console import Console

from bot.advisor.advisor import Advisor
from bot.advisor.messages import Question
from bot.advisor.ports import CatalogSearch
from bot.advisor.toolbox import Toolbox
from bot.settings import AdvisorSettings
from bot.terminal import output
from bot.terminal.clean import escaped
from bot.terminal.doctor import Check, missing, setting_checks, slack_check, versions
from bot.terminal.door import Chat, new_conversation, piped_lines, typed_lines
from bot.terminal.render import render_answer
from catalog.credential import Delivery, Kind, Level
from catalog.errors import NotUsable, UsageError
from retrieval.query import OPERATOR, PUBLIC, Asker, Query, Sort

AUDIENCES = {"public": PUBLIC, "internal": OPERATOR}


@dataclass(frozen=True, slots=True)
class Application:
    """What the commands act on: the advisor, and the search behind it for those without a conversation."""

    advisor: Advisor
    search: CatalogSearch
    settings: AdvisorSettings


_CHOICES: dict[str, type[StrEnum]] = {"level": Level, "delivery": Delivery, "kind": Kind}


def settings_from_environment() -> AdvisorSettings:
    """The settings. Raises NotUsable with the variables that hold no usable value."""
    try:
        return AdvisorSettings()
    except ValidationError as error:
        names = ", ".join(str(problem["loc"][0]) for problem in error.errors())
        raise NotUsable(
            f"These settings cannot be used as they are: {names}; `advisor --help` and README name the values."
        ) from None


def asker_of(audience: str) -> Asker:
    """Who asks, by the name of an audience. Raises UsageError."""
    if audience not in AUDIENCES:
        raise UsageError(f"“{audience}” is not an audience; use public or internal.", choices=[*AUDIENCES])
    return AUDIENCES[audience]


def _print_json(document: Any) -> None:
    sys.stdout.write(escaped(json.dumps(document, ensure_ascii=False)) + "\n")


def chat(application: Application, user: str, conversation: str, audience: str) -> None:
    """The terminal door."""
    settings, console = application.settings, Console()
    session = Chat(
        advisor=application.advisor,
        console=console,
        clock=settings.clock,
        asker=asker_of(audience),
        user=user,
        data_dir=settings.data_dir,
        conversation=conversation or new_conversation(),
    )
    session.run(typed_lines(console, settings.data_dir) if sys.stdin.isatty() else piped_lines())


def ask(application: Application, question: Question, as_json: bool) -> None:
    """One turn."""
    answer = application.advisor.answer(question)
    if as_json:
        _print_json(answer.model_dump(mode="json"))
    else:
        render_answer(answer, Console(), application.settings.clock().date())


def question_of(text: str, conversation: str, user: str, audience: str) -> Question:
    """A question from options. Raises UsageError for an unknown audience."""
    return Question(text=text, conversation=conversation or new_conversation(), user=user, asker=asker_of(audience))


def search(application: Application, wanted: Query, asker: Asker, as_json: bool) -> None:
    """Retrieval without conversation."""
    page = application.search.search(wanted, asker)
    if as_json:
        _print_json(output.page_json(page))
        return
    names = Toolbox(application.search, asker).names([hit.credential for hit in page.hits])
    output.print_page(page, names, Console(), application.settings.clock().date())


def query_of(values: dict[str, Any]) -> Query:
    """A query from options. Raises UsageError with the values that exist."""
    filters = values["filters"]
    for name, choices in _CHOICES.items():
        _check_choice(name, filters[name], choices)
    _check_choice("sort", values["sort"], Sort)
    try:
        return Query.model_validate(values)
    except ValidationError as error:
        option = str(error.errors()[0]["loc"][-1]).replace("_", "-")
        raise UsageError(f"The value of --{option} cannot be used; see `advisor search --help`.") from None


def _check_choice(name: str, value: str | None, choices: type[StrEnum]) -> None:
    known = [choice.value for choice in choices]
    if value is not None and value not in known:
        raise UsageError(f"“{value}” is not a value of --{name}; use one of {', '.join(known)}.", choices=known)


def show(application: Application, id_: str, asker: Asker, as_json: bool) -> None:
    """One credential, whole."""
    item = application.search.show(id_, asker)
    if as_json:
        _print_json(item.model_dump(mode="json"))
        return
    names = Toolbox(application.search, asker).names([item])
    output.print_credential(item, names, Console(), application.settings.clock().date())


def roles(application: Application, text: str, limit: int, as_json: bool) -> None:
    """The roles that some words mean."""
    matches = application.search.roles(text, limit)
    if as_json:
        _print_json(output.roles_json(matches))
    else:
        output.print_roles(matches, Console())


def doctor(settings: AdvisorSettings, installation: list[Check], as_json: bool) -> int:
    """What is configured, what follows, what is missing; 3 where something needed is missing."""
    configured = setting_checks(settings)
    state = [slack_check(settings), *missing(settings), *installation, versions()]
    usable = all(check.fine for check in state)
    if as_json:
        _print_json({"usable": usable, "settings": [*map(_as_json, configured)], "checks": [*map(_as_json, state)]})
    else:
        output.print_checks([*configured, *state], Console())
    return 0 if usable else 3


def _as_json(check: Check) -> dict[str, Any]:
    return {
        "name": check.name,
        "value": check.value,
        "source": check.source,
        "follows": check.follows,
        "fine": check.fine,
    }
