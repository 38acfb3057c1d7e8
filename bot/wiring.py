"""Puts the parts together: the only place of the bot that opens stores and indexes."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from typing import TYPE_CHECKING

from pydantic import SecretStr
from rich.console import Console

from bot.advisor.advisor import Advisor
from bot.advisor.engine import Engine
from bot.keeping import IngestProcess, environment_for
from bot.settings import AdvisorSettings, SlackMode
from bot.terminal.commands import Application
from bot.terminal.doctor import Check, groups_check
from catalog.errors import AdvisorError
from catalog.sql.open import open_catalog
from catalog_ingest.incident import LOG
from people.sql.open import open_inbox, open_installations, open_outreach, open_people
from retrieval.open import LiveSearch, open_search
from retrieval.settings import IndexSettings

if TYPE_CHECKING:
    from bot.slack.service import Installed, Service
    from people.sql.store import SqlPeopleStore

NO_KEY = "none"
"""What a server that asks for no key gets, as the client will not go without one."""


@contextmanager
def opened(settings: AdvisorSettings, console: Console, *, follow: bool = False) -> Iterator[Application]:
    """Everything open; on an empty data folder the sample is indexed first. `follow` notices a new catalog."""
    log_to_file(settings)
    fill_if_empty(settings, console)
    with opened_search(settings) as search:
        people = open_people(settings)
        try:
            if follow:
                search.start_following()
            advisor = Advisor(
                search,
                people,
                settings.clock,
                contact=settings.contact,
                engine=language_model(settings),
                kept=settings.data_dir / "likeness.npz",
            )
            yield Application(advisor, search, settings)
        finally:
            people.close()


@contextmanager
def opened_slack(settings: AdvisorSettings, console: Console) -> Iterator[Service]:
    """Everything open for Slack, and answering; what that takes is only imported then. Raises NotUsable."""
    from bot.slack.service import Kept, Service  # noqa: PLC0415 Bolt takes its time to import

    with opened(settings, console, follow=True) as application, ExitStack() as stack:
        people, inbox, outreach = open_people(settings), open_inbox(settings), open_outreach(settings)
        stack.callback(people.close)
        stack.callback(inbox.close)
        stack.callback(outreach.close)
        installed = _installed(settings, people, stack)
        catalogs = catalog_keeper(settings)
        service = Service(
            settings,
            application.advisor,
            application.search,
            Kept(people, inbox, outreach),
            catalogs,
            installed=installed,
        )
        stack.callback(service.close)
        service.start()
        yield service


def _installed(
    settings: AdvisorSettings, people: SqlPeopleStore, stack: ExitStack, *, anew: bool = True
) -> Installed | None:
    """Where the workspaces that installed the app are kept; None where the settings hold the one token. Raises NotUsable."""
    if settings.slack_mode is not SlackMode.WORKSPACES:
        return None
    from bot.slack.installations import BrowserStates, WorkspaceInstallations  # noqa: PLC0415 Bolt takes its time to import

    kept = open_installations(settings, settings.encryption_keys, anew=anew)
    stack.callback(kept.close)
    return WorkspaceInstallations(kept, people), BrowserStates(kept, settings.clock)


def catalog_keeper(settings: AdvisorSettings) -> IngestProcess:
    """What reads, compares and activates the catalog of these settings, in a process of its own."""
    given = {field.validation_alias: getattr(settings, name) for name, field in IndexSettings.model_fields.items()}
    plain = {name: _plain(value) for name, value in given.items() if isinstance(name, str) and value is not None}
    return IngestProcess(environment_for(plain))


def _plain(value: object) -> str:
    return value.get_secret_value() if isinstance(value, SecretStr) else str(value)


def language_model(settings: AdvisorSettings) -> Engine | None:
    """The engine that speaks through a language model, where one is configured; what it takes is only imported then."""
    model = settings.chosen_model
    if model is None:
        return None
    from bot.advisor.llm_engine import LlmEngine  # noqa: PLC0415 LangChain's agents take seconds to import

    key = settings.openai_api_key
    return LlmEngine(model, key.get_secret_value() if key else NO_KEY, settings.openai_base_url)


def log_to_file(settings: AdvisorSettings) -> None:
    """Warnings go to the log in the data folder: what people read, and what machines read, holds none of them."""
    file = logging.FileHandler(settings.data_dir / LOG, encoding="utf-8", delay=True)
    file.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logging.basicConfig(level=logging.WARNING, handlers=[file])


def fill_if_empty(settings: AdvisorSettings, console: Console) -> None:
    """Indexes the bundled sample where nothing was indexed yet; what that takes is only imported then."""
    store = open_catalog(settings)
    empty = store.active() is None
    store.close()
    if empty:
        from catalog_ingest.wiring import ensure_catalog  # noqa: PLC0415 only the first use needs the whole of ingest

        ensure_catalog(settings, console)


@contextmanager
def opened_search(settings: AdvisorSettings) -> Iterator[LiveSearch]:
    """The catalog that serves. Raises NotUsable where nothing was indexed."""

    search = open_search(settings)
    try:
        yield search
    finally:
        search.close()


def check_installation(settings: AdvisorSettings) -> list[Check]:
    """Whether the catalog, its index and the tokens can be used, and whether Slack tells who is in which group; an empty
    data folder is fine, the first use fills it."""
    return [*_catalog_checks(settings), *_workspace_checks(settings), *_group_checks(settings)]


def _workspace_checks(settings: AdvisorSettings) -> list[Check]:
    """Whether the tokens of workspaces can be read, where there are to be any."""
    if settings.slack_mode is not SlackMode.WORKSPACES or not settings.encryption_keys:
        return []
    try:
        installations = open_installations(settings, settings.encryption_keys, anew=False)
        try:
            found = installations.workspaces()
            for workspace in found:
                installations.find(workspace)
        finally:
            installations.close()
    except AdvisorError as error:
        return [Check("Workspaces", error.code, error.message, fine=False)]
    return [Check("Workspaces", str(len(found)), "the app is installed in so many, and every token can be read")]


def _group_checks(settings: AdvisorSettings) -> list[Check]:
    """Whether Slack tells who is in the user groups that stand for groups of the catalog, where there are to be any."""
    if not settings.user_groups or settings.slack_mode is SlackMode.NONE or settings.slack_missing:
        return []
    from bot.slack.clients import clients_for, look_up  # noqa: PLC0415 nothing else here needs Slack
    from bot.slack.usergroups import UserGroups  # noqa: PLC0415 the same

    try:
        with ExitStack() as stack:
            people = open_people(settings)
            stack.callback(people.close)
            installed = _installed(settings, people, stack, anew=False)
            clients = clients_for(settings, installed[0] if installed else None)
            groups = UserGroups(settings.user_groups, partial(look_up, clients))
            return [groups_check(settings, {team: groups.unread(team) for team in settings.user_groups})]
    except AdvisorError as error:
        return [Check("User groups", error.code, error.message, fine=False)]


def _catalog_checks(settings: AdvisorSettings) -> list[Check]:
    try:
        store = open_catalog(settings)
        active = store.active()
        store.close()
        if active is None:
            return [Check("Catalog", "empty", "the first use indexes the bundled sample")]
        sources = ", ".join(source.name for source in active.sources)
        catalog = Check(
            "Catalog", f"{active.size} credentials", f"from {sources}; in use since {active.created_at:%Y-%m-%d}"
        )
        return [catalog, _index_check(settings)]
    except AdvisorError as error:
        return [Check("Catalog", error.code, error.message, fine=False)]


def _index_check(settings: AdvisorSettings) -> Check:
    with opened_search(settings) as search:
        if search.whole:
            return Check("Index", "whole", "searches use words and meaning")
        return Check("Index", "being made again", "searches use words alone meanwhile")
