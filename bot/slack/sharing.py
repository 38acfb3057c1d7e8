"""Showing everybody in a channel an answer that one person alone saw: made anew, as a stranger would get it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from bot.advisor.advisor import Advisor
from bot.advisor.messages import Answer, Comparison, Credentials, Intent, PathBlock, Question
from bot.slack.audience import Audiences
from bot.slack.handler import command_in_words
from bot.slack.heard import Heard, Kind
from bot.slack.posts import to_everybody, to_presser
from bot.slack.tongue import tongue_of
from bot.slack.views import share, short
from bot.slack.views.actions import MOST_KEYS, MOST_SHARED, Share, key_of, pressed
from bot.slack.views.kit import BUTTON_VALUE, Element
from bot.slack.who import Who
from people.inbox import Post
from people.store import PeopleStore
from retrieval.query import PUBLIC

SHARED = frozenset({Intent.FIND, Intent.DETAILS, Intent.COMPARE, Intent.PATH})
"""What can be shown to others: what is looked up, never what is kept of somebody or was done for them."""


class Sharing:
    """Offers and makes answers that all may see, in channels that are the workspace's own."""

    def __init__(
        self,
        advisor: Advisor,
        people: PeopleStore,
        audiences: Audiences,
        who: Who,
        today: Callable[[], dt.date],
    ) -> None:
        self._advisor, self._people, self._audiences = advisor, people, audiences
        self._who, self._today = who, today

    def offers(self, heard: Heard, answer: Answer) -> list[Element]:
        """The button below an answer to a command in a channel."""
        words = command_in_words(heard.text)
        alone = heard.kind is Kind.COMMAND and not heard.direct and bool(heard.response_url)
        if not alone or answer.intent not in SHARED or not _shows(answer) or len(words) > MOST_SHARED:
            return []
        if not self._audiences.is_inside(heard.team, heard.channel):
            return []
        keys = tuple(key_of(id_) for id_ in answer.citations[:MOST_KEYS])
        made = share.share_button(Share(text=words, intent=answer.intent.value, keys=keys))
        return [made] if len(made["value"]) <= BUTTON_VALUE else []

    def __call__(self, heard: Heard, _key: str) -> Sequence[Post] | None:
        """What is owed for the button; None for everything else."""
        what = pressed(heard.action) if heard.kind is Kind.PRESS else None
        if not isinstance(what, Share):
            return None
        tongue = tongue_of(self._people, heard.person)
        answer = self._anew(heard, what, tongue)
        if not _is_the_same(answer, what) or not self._audiences.is_inside(heard.team, heard.channel):
            return (to_presser(heard, short.not_shared(tongue)),)
        name = self._who.name(heard.team, heard.user)
        return (to_everybody(heard, share.shared(answer, name, self._today())),)

    def _anew(self, heard: Heard, what: Share, tongue: str) -> Answer:
        return self._advisor.to_everybody(
            Question(
                text=what.text,
                conversation=heard.conversation,
                user=heard.user,
                workspace=heard.team,
                asker=PUBLIC,
                private=False,
            ),
            tongue,
        )


def _shows(answer: Answer) -> bool:
    return any(isinstance(block, Credentials | Comparison | PathBlock) for block in answer.blocks)


def _is_the_same(answer: Answer, what: Share) -> bool:
    """Whether the answer that was made anew is about the same thing and names some of the same courses."""
    alike = answer.intent == what.intent and _shows(answer)
    return alike and any(key_of(id_) in what.keys for id_ in answer.citations)
