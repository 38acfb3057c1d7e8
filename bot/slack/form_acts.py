"""What submitted forms do: the profile is kept; what is wrong, and what did not help, reaches the admins."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bot.advisor.wording import ENGLISH, speaking
from bot.slack.heard import Heard, Kind
from bot.slack.pages import HomePages
from bot.slack.posts import to_channel, to_person
from bot.slack.tongue import tongue_of
from bot.slack.views import short
from bot.slack.views.actions import Form
from bot.slack.views.forms import FeedbackForm, ProfileForm, ReportForm, filled, origin
from bot.slack.views.text import one_line
from bot.slack.views.words import say
from catalog.errors import NotFound
from people.inbox import Post
from people.store import PeopleStore
from retrieval.ports import CatalogSearch
from retrieval.query import Asker

Admins = Callable[[str], Sequence[str]]
"""The ids of the admins of a workspace."""
NOTHING: tuple[Post, ...] = ()


class FormActs:
    """Does what forms say. Forms that cannot be read were refused when they were submitted."""

    def __init__(self, pages: HomePages, people: PeopleStore, search: CatalogSearch, admins: Admins) -> None:
        self._pages, self._people, self._search, self._admins = pages, people, search, admins

    def __call__(self, heard: Heard, _key: str) -> Sequence[Post] | None:
        """What is owed for a form; None where it is something else."""
        if heard.kind is not Kind.FORM:
            return None
        match heard.view.get("callback_id"):
            case Form.PROFILE:
                form = filled(ProfileForm, heard.view)
                return self._pages.keep_profile(heard, form) if isinstance(form, ProfileForm) else NOTHING
            case Form.REPORT:
                report = filled(ReportForm, heard.view)
                return (
                    self._pass_on(heard, self._reported(heard, report)) if isinstance(report, ReportForm) else NOTHING
                )
            case Form.FEEDBACK:
                why = filled(FeedbackForm, heard.view)
                return self._pass_on(heard, _complaint(why)) if isinstance(why, FeedbackForm) else NOTHING
            case _:
                return NOTHING

    def _pass_on(self, heard: Heard, text: str) -> Sequence[Post]:
        """One message to each admin, and a word of thanks."""
        told = [to_channel(heard, admin, short.plain(text), at) for at, admin in enumerate(self._admins(heard.team), 1)]
        if not told:
            return NOTHING
        tongue = tongue_of(self._people, heard.person)
        return (*told, to_person(heard, short.passed_on(tongue), len(told) + 1))

    def _reported(self, heard: Heard, report: ReportForm) -> str:
        id_ = origin(heard.view).credential or ""
        title, source = id_, "?"
        try:
            item = self._search.show(id_, Asker(owners=None, groups=None))
            title, source = item.title, f"{item.source.name}, {item.source.row}" if item.source else "?"
        except NotFound:
            pass
        with speaking(ENGLISH):
            what = say(f"wrong_{report.what}")
            return say(
                "report_to_admins", title=title, id=id_, source=source, value=what, said=one_line(report.more or "")
            )


def _complaint(why: FeedbackForm) -> str:
    with speaking(ENGLISH):
        return say("feedback_to_admins", value=say(f"reason_{why.reason}"), said=one_line(why.more or ""))
