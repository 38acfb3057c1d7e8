"""No fact without a ground: whatever figure, date, address, title or provider prose names stands somewhere."""

from __future__ import annotations

from collections.abc import Iterator

from tests.evals.hearing import Heard


def inventions(_: Heard) -> Iterator[str]:
    """What an answer says that nothing stands behind."""
    yield from ()
