"""People stores to test, and what to put into them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from catalog.learner import Learner
from catalog.settings import StoreSettings
from people.plan import SavedPlan, SavedStep
from people.sql.inbox import SqlInbox
from people.sql.open import Outreach, open_inbox, open_outreach, open_people
from people.sql.store import SqlPeopleStore
from people.store import ConversationKey, PersonKey

NOW = dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC)
ANA = PersonKey("T1", "ana")
OTHERS = (
    PersonKey("T1", "ben"),
    PersonKey("T2", "ana"),
    PersonKey("", "ana"),
    PersonKey("T1", "ANA"),
    PersonKey("%", "%"),
)
FULL = Learner(
    role="role:teller",
    goal="role:analyst",
    skills=("SQL", "Excel"),
    done=("c1",),
    declined=("c2", "c3"),
    budget="49.5",
    currency="USD",
    hours_per_week=2.5,
    by=dt.date(2027, 6, 1),
    languages=("es", "pt-BR"),
    avoid=("Acme",),
    device="phone",
    tongue="es",
    notes=("prefiere vídeos 🪢", 'says "no" to\nexams'),
)


def plan(title: str = "A path", number: int = 1) -> SavedPlan:
    return SavedPlan(
        number=number,
        title=title,
        role="role:analyst",
        request={"skills": ["SQL"], "budget": {"amount": 100, "currency": "USD"}},
        steps=(
            SavedStep(id="c1", title="Début", cents=4900, hours=6.5),
            SavedStep(id="c2", title="Then", requires=("c1",)),
        ),
        saved_at=NOW,
        catalog="generation 7",
    )


def conversation(person: PersonKey, name: str = "c") -> ConversationKey:
    return ConversationKey(person.workspace, person.user, name)


@pytest.fixture
def settings(tmp_path: Path) -> StoreSettings:
    return StoreSettings(_env_file=None, ADVISOR_DATA_DIR=tmp_path)


@pytest.fixture
def sql_store(settings: StoreSettings) -> Iterator[SqlPeopleStore]:
    store = open_people(settings)
    yield store
    store.close()


@pytest.fixture
def inbox(settings: StoreSettings) -> Iterator[SqlInbox]:
    opened = open_inbox(settings)
    yield opened
    opened.close()


@pytest.fixture
def outreach(settings: StoreSettings) -> Iterator[Outreach]:
    opened = open_outreach(settings)
    yield opened
    opened.close()
