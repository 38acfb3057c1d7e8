"""The page of emulate on which an admin agrees to what an app asks for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.error import HTTPError
from urllib.parse import parse_qs, urlencode, urljoin
from urllib.request import HTTPRedirectHandler, Request, build_opener, urlopen

import pytest

Fields = dict[str, str]


@dataclass(frozen=True, slots=True)
class Consent:
    """Agrees for somebody. An app that was installed at another time has fewer scopes, or more, than it asks for today.

    emulate needs the address that it leads back to in the link; where the link has none Slack takes the registered one:
    https://docs.slack.dev/authentication/installing-with-oauth
    """

    redirect: str
    without: frozenset[str] = frozenset()
    more: tuple[str, ...] = ()

    def agrees(self, person: str, authorize_url: str, _without: tuple[str, ...] = ()) -> str:
        """The address that the page leads back to after the person of that id was chosen."""
        page, _, query = authorize_url.partition("?")
        asked = {name: values[0] for name, values in parse_qs(query).items()}
        asked["scope"] = ",".join(self._granted(asked["scope"].split(",")))
        asked.setdefault("redirect_uri", self.redirect)
        with urlopen(f"{page}?{urlencode(asked)}") as answer:
            forms = _Forms(answer.read().decode("utf-8")).found
        action, fields = next(form for form in forms if form[1].get("user_id") == person)
        return _sent_to(Request(urljoin(page, action), urlencode(fields).encode(), method="POST"))

    def _granted(self, asked: Iterable[str]) -> Iterable[str]:
        return [scope for scope in (*asked, *self.more) if scope not in self.without]


class _Forms(HTMLParser):
    """The forms of a page: where each is sent, and its fields."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, Fields]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.found.append((given["action"], {}))
        elif tag == "input" and self.found:
            self.found[-1][1][given["name"]] = given.get("value", "")


class _Stay(HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        """A redirect is looked at, not followed."""


def _sent_to(request: Request) -> str:
    with pytest.raises(HTTPError) as answered:
        build_opener(_Stay).open(request)
    assert answered.value.code == 302
    return str(answered.value.headers["Location"])
