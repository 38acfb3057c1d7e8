"""Who asks in another language than English is shown first what bears their own words."""

from __future__ import annotations

import pytest

from retrieval.ports import CatalogSearch
from tests.bot.people_talk import shown_in
from tests.bot.workbench import Talk


@pytest.mark.parametrize(
    ("said", "first"),
    [
        ("Gibt es einen Deutschkurs für die Pflege?", "lingua-norte/deutsch-in-der-pflege"),
        ("Hallo, habt ihr Deutsch für die Pflege?", "lingua-norte/deutsch-in-der-pflege"),
    ],
)
def test_a_title_in_their_words_comes_first(said: str, first: str, real_search: CatalogSearch) -> None:
    assert shown_in(Talk(real_search).say(said))[0] == first


def test_their_words_alone_find_nothing_more(real_search: CatalogSearch) -> None:
    talk = Talk(real_search)
    talk.say("¿Hay cursos de contabilidad?")
    spanish = talk.state.found
    assert talk.state.text != talk.state.said
    english = Talk(real_search)
    english.say("bookkeeping courses" if talk.state.text == "bookkeeping" else f"{talk.state.text} courses")
    assert english.state.found == spanish
