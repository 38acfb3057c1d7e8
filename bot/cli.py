"""The command `advisor`. Whatever is heavy is imported inside the commands: `advisor --help` answers at once."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from catalog.errors import AdvisorError, NotFound, UsageError

if TYPE_CHECKING:
    from bot.terminal.commands import Application

app = typer.Typer(
    help="A course advisor over a catalog of microcredentials. Start with: advisor chat",
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)

Json = Annotated[bool, typer.Option("--json", help="Print one JSON document and nothing else.")]
AudienceOption = Annotated[str, typer.Option("--audience", help="public, or internal to see internal items too.")]


@contextmanager
def _opened(*, follow: bool = False) -> Iterator[Application]:
    from rich.console import Console

    from bot.terminal.commands import settings_from_environment
    from bot.wiring import opened

    with opened(settings_from_environment(), Console(stderr=True), follow=follow) as application:
        yield application


@app.command()
def chat(
    user: Annotated[str, typer.Option(help="Whose conversation it is.")] = "local",
    conversation: Annotated[str, typer.Option(help="Continue this conversation.")] = "",
    audience: AudienceOption = "public",
) -> None:
    """Talk to the advisor.

    Example: advisor chat
    """
    from bot.terminal import commands

    commands.asker_of(audience)
    with _opened(follow=True) as application:
        commands.chat(application, user, conversation, audience)


@app.command()
def ask(
    text: Annotated[str, typer.Argument(help="What you want to know.")],
    conversation: Annotated[str, typer.Option(help="Continue this conversation.")] = "",
    user: Annotated[str, typer.Option(help="Who asks.")] = "local",
    audience: AudienceOption = "public",
    as_json: Json = False,
) -> None:
    """Ask one thing.

    Example: advisor ask "short python courses under $100, in Spanish"
    """
    from bot.terminal import commands

    question = commands.question_of(text, conversation, user, audience)
    with _opened() as application:
        commands.ask(application, question, as_json)


@app.command()
def search(
    text: Annotated[str, typer.Argument(help="What to search for; may be empty.")] = "",
    max_cost: Annotated[float | None, typer.Option(min=0, help="The most it may cost.")] = None,
    min_cost: Annotated[float | None, typer.Option(min=0, help="The least it may cost.")] = None,
    currency: Annotated[str | None, typer.Option(help="The currency of the costs, such as USD.")] = None,
    max_hours: Annotated[float | None, typer.Option(min=0, help="The most hours it may take.")] = None,
    min_hours: Annotated[float | None, typer.Option(min=0, help="The least hours it may take.")] = None,
    level: Annotated[str | None, typer.Option(help="beginner, intermediate or advanced.")] = None,
    provider: Annotated[str | None, typer.Option(help="Words of the provider's name.")] = None,
    not_provider: Annotated[str | None, typer.Option(help="Words of a provider's name to leave out.")] = None,
    language: Annotated[str | None, typer.Option(help="A language: es, Spanish, español.")] = None,
    skill: Annotated[list[str] | None, typer.Option(help="A skill that it must teach; may be repeated.")] = None,
    delivery: Annotated[str | None, typer.Option(help="self_paced, online_scheduled, in_person or hybrid.")] = None,
    online: Annotated[bool, typer.Option("--online", help="Only what you do not have to go to.")] = False,
    kind: Annotated[str | None, typer.Option(help="badge, course, certificate and the like.")] = None,
    free: Annotated[bool, typer.Option("--free", help="Only what costs nothing.")] = False,
    credit: Annotated[bool, typer.Option("--credit", help="Only what earns academic credit.")] = False,
    audience: AudienceOption = "public",
    sort: Annotated[str, typer.Option(help="relevance, cost, hours or title.")] = "relevance",
    limit: Annotated[int, typer.Option(min=0, max=1000, help="How many to show.")] = 10,
    offset: Annotated[int, typer.Option(min=0, help="How many to skip.")] = 0,
    as_json: Json = False,
) -> None:
    """Search the catalog without a conversation.

    Example: advisor search python --max-cost 100 --language es --sort cost
    """
    from bot.terminal import commands

    filters: dict[str, Any] = {
        "max_cost": max_cost,
        "min_cost": min_cost,
        "currency": currency,
        "max_hours": max_hours,
        "min_hours": min_hours,
        "level": level,
        "provider": provider,
        "not_provider": not_provider,
        "language": language,
        "skill": tuple(skill or ()),
        "delivery": delivery,
        "online": online,
        "kind": kind,
        "free": free,
        "credit": credit,
    }
    values = {"text": text, "filters": filters, "sort": sort, "limit": limit, "offset": offset}
    wanted, asker = commands.query_of(values), commands.asker_of(audience)
    with _opened() as application:
        commands.search(application, wanted, asker, as_json)


@app.command()
def show(
    id: Annotated[str, typer.Argument(help="The id of a credential.")],
    audience: AudienceOption = "public",
    as_json: Json = False,
) -> None:
    """Show one credential, whole.

    Example: advisor show quillstack/sql-quick-start
    """
    from bot.terminal import commands

    asker = commands.asker_of(audience)
    with _opened() as application:
        commands.show(application, id, asker, as_json)


@app.command()
def roles(
    text: Annotated[str, typer.Argument(help="The name of a job.")],
    limit: Annotated[int, typer.Option(min=1, max=100, help="How many to show.")] = 5,
    as_json: Json = False,
) -> None:
    """The roles that some words mean, with their skills.

    Example: advisor roles "data analyst"
    """
    from bot.terminal import commands

    with _opened() as application:
        commands.roles(application, text, limit, as_json)


@app.command()
def path(
    to: Annotated[str | None, typer.Option(help="The role that it leads to.")] = None,
    credential: Annotated[str | None, typer.Option(help="The id of a larger credential that it leads to.")] = None,
    skill: Annotated[list[str] | None, typer.Option(help="A skill that it has to teach; may be repeated.")] = None,
    from_: Annotated[
        str | None, typer.Option("--from", help="Your present role: its usual skills count as held.")
    ] = None,
    have: Annotated[list[str] | None, typer.Option(help="A skill that you have; may be repeated.")] = None,
    done: Annotated[
        list[str] | None, typer.Option(help="The id of a credential that you have; may be repeated.")
    ] = None,
    budget: Annotated[str | None, typer.Option(help="The most that it may cost in all.")] = None,
    currency: Annotated[str | None, typer.Option(help="The currency of the sums, such as USD.")] = None,
    hours: Annotated[float | None, typer.Option(help="The most hours of study in all.")] = None,
    hours_per_week: Annotated[float, typer.Option(help="How many hours a week you study.")] = 5,
    start: Annotated[str | None, typer.Option(help="The first day, such as 2027-01-04; today if left out.")] = None,
    by: Annotated[str | None, typer.Option(help="The day by which you want to be done.")] = None,
    objective: Annotated[str, typer.Option(help="cheapest, fastest, fewest or balanced.")] = "cheapest",
    provider: Annotated[str | None, typer.Option(help="Only this provider.")] = None,
    without: Annotated[list[str] | None, typer.Option(help="Not this provider; may be repeated.")] = None,
    pin: Annotated[list[str] | None, typer.Option(help="The id of a credential that has to be a step.")] = None,
    language: Annotated[str | None, typer.Option(help="A language: es, Spanish, español.")] = None,
    level: Annotated[str | None, typer.Option(help="beginner, intermediate or advanced.")] = None,
    delivery: Annotated[str | None, typer.Option(help="self_paced, online_scheduled, in_person or hybrid.")] = None,
    online: Annotated[bool, typer.Option("--online", help="Only what you do not have to go to.")] = False,
    audience: AudienceOption = "public",
    allow_unknown: Annotated[
        bool, typer.Option("--allow-unknown", help="Also items of unknown price or hours.")
    ] = False,
    picture: Annotated[Path | None, typer.Option(help="Draw the plan into this .png or .svg file.")] = None,
    calendar: Annotated[Path | None, typer.Option(help="Write the steps into this .ics file.")] = None,
    markdown: Annotated[Path | None, typer.Option(help="Write the plan into this Markdown file.")] = None,
    as_json: Json = False,
) -> None:
    """A stackable path to a role, a larger credential or skills: proven best for this catalog.

    Example: advisor path --to "data analyst" --have Excel --budget 300 --hours-per-week 5
    """
    from bot.terminal import commands
    from bot.terminal.path_command import Files, run_path

    options = dict(locals())
    asker = commands.asker_of(audience)
    with _opened() as application:
        now = application.settings.clock()
        run_path(application.search, asker, now, options, Files(picture, calendar, markdown), as_json=as_json)


@app.command()
def serve(
    socket_mode: Annotated[bool, typer.Option("--socket-mode", help="Connect to Slack from here.")] = False,
    http: Annotated[str, typer.Option(help="Listen for Slack's requests at HOST:PORT.")] = "",
    health: Annotated[str, typer.Option(help="In Socket Mode: show the health page at HOST:PORT.")] = "",
) -> int:
    """Answer in Slack until Ctrl-C. Without an option: Socket Mode where its token is set, else HTTP.

    Example: advisor serve --http 0.0.0.0:3000
    """
    from rich.console import Console

    from bot.serving import serve_until_stopped
    from bot.terminal.commands import settings_from_environment

    settings, console = settings_from_environment(), Console(stderr=True)
    return serve_until_stopped(settings, console, http, socket_mode=socket_mode, health=health)


@app.command()
def doctor(as_json: Json = False) -> int:
    """What is configured, what follows from it and what is missing.

    Example: advisor doctor
    """
    from bot.terminal import commands
    from bot.wiring import check_installation

    settings = commands.settings_from_environment()
    return commands.doctor(settings, check_installation(settings), as_json)


def run_command(arguments: list[str]) -> int:
    """Runs one command line and returns its exit status: 0 done, 1 usage, 2 not found, 3 not usable, 130 interrupted."""
    from catalog_ingest.console import run

    return run(app, arguments, _status_of, lambda: Path(os.environ.get("ADVISOR_DATA_DIR") or ".advisor"))


def _status_of(error: AdvisorError) -> int:
    if isinstance(error, NotFound):
        return 2
    return 1 if isinstance(error, UsageError) else 3


def main() -> NoReturn:
    """The entry point of `advisor`."""
    sys.exit(run_command(sys.argv[1:]))
