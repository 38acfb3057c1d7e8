"""An answer is given again to who may see no less than then: it names courses that nobody cited."""

from __future__ import annotations

from itertools import product

import pytest

from bot.advisor.advisor import Advisor
from bot.advisor.conversation import Conversation
from bot.advisor.messages import Answer, Question
from people.sql.store import SqlPeopleStore
from people.store import ConversationKey
from retrieval.ports import CatalogSearch
from retrieval.query import OPERATOR, PUBLIC, Asker
from tests.bot.conftest import NOW
from tests.bot.fake_search import sample

HOUSE = Asker(owners=frozenset({"brightwater"}))
HALL = Asker(owners=frozenset({"brightwater"}), groups=frozenset({"warehouse"}))
BOTH = Asker(owners=frozenset({"brightwater"}), groups=frozenset({"warehouse", "finance"}))
FOR_ALL, STACKS_INTO = "Safe Lifting, Racking and Loading Docks", "Brightwater Warehouse Operator Certificate"


class Asking:
    """One person in one conversation, as an asker who changes."""

    def __init__(self, search: CatalogSearch, store: SqlPeopleStore) -> None:
        self.advisor, self.store = Advisor(search, store, lambda: NOW), store

    def asks(self, text: str, asker: Asker, id_: str | None = "q1") -> Answer:
        return self.advisor.answer(Question(id=id_, text=text, conversation="c", user="ana", asker=asker))

    def last(self, asker: Asker) -> Answer | None:
        return self.advisor.last_answer(Question(text="", conversation="c", user="ana", asker=asker))


@pytest.fixture
def asking(real_search: CatalogSearch, conversations: SqlPeopleStore) -> Asking:
    return Asking(real_search, conversations)


def test_the_last_answer_is_for_who_sees_no_less(asking: Asking) -> None:
    answer = asking.asks(f"tell me more about {FOR_ALL}", HALL)
    assert STACKS_INTO in answer.model_dump_json()
    assert all(HOUSE.may_see(item.audience) for item in sample() if item.id in answer.citations)
    assert asking.last(HALL) == asking.last(BOTH) == asking.last(OPERATOR) == answer
    assert asking.last(HOUSE) is asking.last(PUBLIC) is None


def test_without_an_answer_there_is_none(asking: Asking) -> None:
    assert asking.last(OPERATOR) is None


def test_who_saw_less_then_sees_it_again(asking: Asking) -> None:
    answer = asking.asks(f"tell me more about {FOR_ALL}", HOUSE)
    assert STACKS_INTO not in answer.model_dump_json()
    assert asking.last(HOUSE) == asking.last(HALL) == answer


def test_a_question_asked_again_tells_nothing_that_is_hidden_by_now(asking: Asking) -> None:
    asked = f"tell me more about {STACKS_INTO}"
    first = asking.asks(asked, HALL)
    assert asking.asks(asked, HALL) == first
    again = asking.asks(asked, HOUSE)
    assert not {*again.citations} & {item.id for item in sample() if "warehouse" in item.audience.groups}
    assert asking.asks(asked, HALL, None).citations == first.citations


def test_a_conversation_that_was_kept_before_was_for_the_public(asking: Asking) -> None:
    key = ConversationKey("", "ana", "c")
    asking.asks("excel courses", PUBLIC)
    kept = Conversation.model_validate_json(asking.store.load(key) or "")
    before = Conversation.model_validate(kept.model_dump(exclude={"told_to"}))
    assert before.told_to == PUBLIC
    assert asking.last(PUBLIC) is not None


@pytest.mark.parametrize(("one", "other"), list(product([PUBLIC, HOUSE, HALL, BOTH, OPERATOR], repeat=2)))
def test_who_sees_all_of_another_may_see_each_course_of_theirs(one: Asker, other: Asker) -> None:
    audiences = {item.audience for item in sample()}
    each = all(one.may_see(audience) for audience in audiences if other.may_see(audience))
    assert one.sees_all_of(other) <= each
    assert one.sees_all_of(one)


def test_what_a_conversation_says_of_its_asker_is_kept() -> None:
    for asker in (PUBLIC, HALL, OPERATOR):
        state = Conversation(told_to=asker, summary="s", exchanges=(("q", "a"),))
        again = Conversation.model_validate_json(state.model_dump_json())
        assert again == state
        assert (again.for_asker(asker).summary, again.for_asker(asker).exchanges) == ("s", (("q", "a"),))
    assert again.for_asker(HALL) == Conversation(told_to=OPERATOR)
