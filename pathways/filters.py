"""Which credentials a learner would take at all: the filters of a request, each with its name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from catalog.content import fold
from catalog.credential import ONLINE, Credential
from pathways.request import PathRequest

Test = Callable[[Credential], bool]


def filters_of(request: PathRequest) -> dict[str, Test]:
    """The tests of a request by the name of the value that asks for them; an unknown value passes none."""
    return dict(_tests(request))


def _tests(request: PathRequest) -> Iterator[tuple[str, Test]]:
    if request.provider is not None:
        yield "provider", names_provider(request.provider)
    if request.without:
        named = [names_provider(words) for words in request.without]
        yield "without", lambda item: item.provider is not None and not any(test(item) for test in named)
    if request.language:
        spoken = [speaks(tag) for tag in request.language]
        yield "language", lambda item: any(test(item) for test in spoken)
    if request.level is not None:
        yield "level", lambda item: item.level is request.level
    if request.delivery is not None:
        yield "delivery", lambda item: item.delivery is request.delivery
    if request.online:
        yield "online", lambda item: item.delivery in ONLINE
    if request.exclude:
        excluded = frozenset(request.exclude)
        yield "exclude", lambda item: item.id not in excluded


def names_provider(words: str) -> Test:
    """Whether a credential's provider is named by these words: whole words in their order."""
    wanted = f" {_words(words)} "
    return lambda item: item.provider is not None and bool(wanted.strip()) and wanted in f" {_words(item.provider)} "


@lru_cache(maxsize=65_536)
def _words(name: str) -> str:
    return " ".join(re.findall(r"[\w+#]+", fold(name)))


def speaks(tag: str) -> Test:
    """Whether a credential is given in a language: its own tag or a narrower one (es covers es-MX)."""
    wanted = tag.casefold()
    return lambda item: any(f"{there.casefold()}-".startswith(f"{wanted}-") for there in item.language)
