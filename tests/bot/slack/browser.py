"""The browser of an admin who installs the app."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import Any, Protocol
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen


class Slack(Protocol):
    """The Slack that the app is installed in."""

    def agrees(self, person: Any, authorize_url: str, without: tuple[str, ...] = ()) -> str:
        """Somebody agrees on its page, but for optional scopes; the address that it leads back to."""


@dataclass
class Browser:
    """What an admin does in a browser: its cookie, and the address that Slack sent it back to."""

    address: str
    slack: Slack
    cookie: str = ""

    def begins(self) -> str:
        """Opens the install page; the link that stands on it."""
        with urlopen(f"{self.address}/slack/install") as page:
            self.cookie = page.headers["Set-Cookie"].partition(";")[0]
            link = re.search(r'href="(http[^"]+)"', page.read().decode())
        assert link is not None
        return html.unescape(link[1])

    def agrees(self, admin: Any, link: str, without: tuple[str, ...] = ()) -> str:
        """Agrees on Slack's page, but for optional scopes; the address that it leads back to."""
        return self.slack.agrees(admin, link, without)

    def comes_back(self, back: str) -> tuple[int, str]:
        """Follows that address; the status and the text of the page."""
        parts = urlsplit(back)
        request = Request(f"{self.address}{parts.path}?{parts.query}", headers={"Cookie": self.cookie})
        try:
            with urlopen(request) as page:
                return page.status, page.read().decode()
        except HTTPError as refused:
            return refused.code, refused.read().decode()

    def installs(self, admin: Any, without: tuple[str, ...] = ()) -> tuple[int, str]:
        """All of it."""
        return self.comes_back(self.agrees(admin, self.begins(), without))
