"""What was told to somebody who may not see it any more: a member of an employer's workspace who is a guest there now, or
who has left the group that a course is for."""

from __future__ import annotations

from collections.abc import Iterable

from bot.advisor.conversation import Conversation
from bot.advisor.messages import Answer
from bot.advisor.ports import CatalogSearch
from catalog.errors import NotFound
from people.plan import SavedPlan
from retrieval.query import OPERATOR, Asker


class Discretion:
    """Tells what holds courses that are in the catalog and that the asker may not see. What is withdrawn is no secret."""

    def __init__(self, search: CatalogSearch, asker: Asker) -> None:
        self._search, self._asker = search, asker

    def hides_any(self, ids: Iterable[str | None]) -> bool:
        """Whether one of these courses is not for the asker."""
        return any(self._hides(id_) for id_ in dict.fromkeys(ids) if id_)

    def hides_plan(self, plan: SavedPlan) -> bool:
        """Whether a saved plan has such a course among its steps, or leads to one."""
        return self.hides_any([*(step.id for step in plan.steps), plan.request.get("credential")])

    def hides_conversation(self, state: Conversation) -> bool:
        """Whether a conversation is about such a course."""
        goal = state.plan.credential if state.plan else None
        return self.hides_any([*state.shown, *state.compared, *state.told, *state.plan_steps, state.focus, goal])

    def hides_answer(self, answer: Answer) -> bool:
        """Whether an answer that was kept tells of such a course."""
        return self.hides_any(answer.citations)

    def _hides(self, id_: str) -> bool:
        try:
            return not self._asker.may_see(self._search.show(id_, OPERATOR).audience)
        except NotFound:
            return False
