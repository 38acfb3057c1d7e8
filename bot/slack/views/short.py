"""The short messages that are always the same."""

from __future__ import annotations

from bot.advisor.wording import speaking
from bot.slack.views.kit import rich, words
from bot.slack.views.message import Message, beside
from bot.slack.views.text import clean, cut
from bot.slack.views.words import say

MOST_SAID = 2500


def busy(tongue: str) -> Message:
    """Too many wait; nothing was kept of the message."""
    return _fixed(tongue, "busy")


def too_fast(tongue: str) -> Message:
    """One person sent more than is answered at once."""
    return _fixed(tongue, "too_fast")


def failed(tongue: str, reference: str) -> Message:
    """No answer could be made; the reference finds the reason in the logs."""
    return _fixed(tongue, "failed", reference=reference)


def working(tongue: str) -> Message:
    """An answer is on its way."""
    return _fixed(tongue, "working")


def welcome(tongue: str) -> Message:
    """What somebody is told who is here for the first time, in two sentences."""
    return _fixed(tongue, "welcome")


def passed_on(tongue: str) -> Message:
    """What somebody said has reached those who look after the catalog."""
    return _fixed(tongue, "passed_on")


def file_elsewhere(tongue: str) -> Message:
    """A file needs a place of its own."""
    return _fixed(tongue, "file_elsewhere")


def no_path(tongue: str) -> Message:
    """There is no path to make a file of."""
    return _fixed(tongue, "no_path")


def put_off(tongue: str) -> Message:
    """A reminder comes again."""
    return _fixed(tongue, "nudge_put_off")


def reminders_stopped(tongue: str) -> Message:
    """No reminder comes any more."""
    return _fixed(tongue, "nudge_stopped")


def not_shared(tongue: str) -> Message:
    """An answer cannot be shown to everybody."""
    return _fixed(tongue, "share_not")


def plain(text: str) -> Message:
    """A text that holds what people wrote."""
    told = cut(clean(text).strip(), MOST_SAID)
    return Message(beside(told), (rich(words(told)),))


def _fixed(tongue: str, section: str, **values: object) -> Message:
    with speaking(tongue):
        text = say(section, **values)
    return Message(beside(text), (rich(words(text)),))
