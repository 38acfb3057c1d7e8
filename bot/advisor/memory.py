"""What is remembered of the words of a conversation: the last exchanges, and a summary of those before."""

from __future__ import annotations

from collections.abc import Sequence

from bot.advisor.conversation import Conversation

MOST = 8
"""So many exchanges are kept word by word."""
LONG = 6
"""From so many on the older ones are summed up, while the answer is made."""
QUESTION, ANSWER, SUMMARY = 800, 1200, 1200
"""The most characters of each that are kept."""

Exchange = tuple[str, str]


def remember(state: Conversation, question: str, answer: str) -> None:
    """Adds an exchange; the oldest goes where there are too many."""
    exchange = (question[:QUESTION], answer[:ANSWER])
    state.exchanges = (*state.exchanges, exchange)[-MOST:]


def to_sum_up(state: Conversation) -> Sequence[Exchange]:
    """The exchanges that are to be summed up now; empty while there are few."""
    return state.exchanges[: -LONG // 2] if len(state.exchanges) >= LONG else ()


def summed_up(state: Conversation, exchanges: Sequence[Exchange], summary: str) -> None:
    """Puts a summary in the place of the exchanges that it sums up."""
    if summary.strip():
        state.summary = summary.strip()[:SUMMARY]
        state.exchanges = tuple(each for each in state.exchanges if each not in exchanges)


def transcript(state: Conversation, exchanges: Sequence[Exchange]) -> str:
    """What is to be summed up, as one text."""
    before = [state.summary] if state.summary else []
    return "\n".join([*before, *(f"Learner: {question}\nAdvisor: {answer}" for question, answer in exchanges)])
