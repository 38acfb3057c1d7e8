"""A conversation in German: what is said is read as in English, and every answer is in German."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.advisor.messages import Answer, Choices, Intent, Notice, Prose
from bot.advisor.understand import understand
from bot.advisor.understand.tongues import in_english, tongue_of
from tests.bot.fake_search import sample
from tests.bot.llm.contexts import search
from tests.bot.test_tongues import KNOWN
from tests.bot.workbench import Talk
from tests.evals.languages import language_of

SAID = [
    ("open", "what do i need to become a data analyst?", "was brauche ich, um Datenanalyst zu werden?"),
    ("open", "i am a cashier and i know Excel. what could i become?",
     "Ich bin Kassiererin und kann etwas Excel. Was könnte ich werden?"),
    ("open", "can you help me with bookkeeping?", "kannst du mir bei der Buchhaltung helfen?"),
    ("open", "welding courses in person", "Schweißkurse vor Ort"),
    ("open", "Excel at weekends, near me", "Excel am Wochenende, in meiner Nähe"),
    ("open", "my progress", "Wie weit bin ich schon?"),
    ("open", "forget that i know SQL", "vergiss, dass ich SQL kann"),
    ("open", "remember that i work as a cashier", "merk dir, dass ich als Kassiererin arbeite"),
    ("open", "bookkeeping, between 5 and 10 hours", "Buchhaltung, 5 bis 10 Stunden"),
    ("open", "i only have a phone", "ich lerne nur am Handy"),
    ("open", "what do you do with my data?", "Was passiert mit meinen Daten?"),
    ("list", "is there a certificate for the first one?", "gibt es für den ersten ein Zertifikat?"),
    ("list", "I'm not interested in the second one", "der zweite interessiert mich nicht"),
    ("list", "is it free?", "kostet der was?"),
    ("list", "can i do it on my phone?", "kann ich das auch am Handy machen?"),
    ("open", "do you have anything for beginners?", "gibt es etwas für Anfänger?"),
    ("plan", "drop step 2", "nimm Schritt 2 raus"),
    ("plan", "what if i had 2 more hours a week?", "was wäre, wenn ich 2 Stunden mehr pro Woche hätte?"),
    ("plan", "can i finish with 100 dollars more?", "kann ich das mit 100 Dollar mehr schaffen?"),
    ("plan", "what else is needed?", "was wird außer den Fähigkeiten verlangt?"),
    ("plan", "i finished step 1", "Schritt 1 ist geschafft"),
    ("plan", "finish by 3 November", "bis zum 3. November fertig sein"),
    ("plan", "open plan 2", "öffne den Plan 2"),
]  # fmt: skip


@pytest.mark.parametrize(("when", "english", "said"), SAID, ids=lambda value: value)
def test_it_is_read_as_in_english(when: str, english: str, said: str) -> None:
    known = KNOWN[when]
    read, meant = understand(in_english(said, "de"), known), understand(english, known)
    assert replace(read, trails=meant.trails) == meant, in_english(said, "de")
    assert tongue_of(said) == "de"


def test_a_comma_between_things_of_a_list_stays() -> None:
    assert in_english("Python, Excel, SQL", "de") == "Python, Excel, SQL"
    assert in_english("Excel, umfangreich", "de") == "Excel, umfangreich"


TITLES = [item.title for item in sample()]
TALKS = [
    ("hallo", "Hilfe", "danke", "tschüss"),
    ("ich suche Python-Kurse unter 100 Dollar", "mehr", "vergleiche 1 und 2", "günstiger", "was muss ich vorher können?",
     "hat der gute Bewertungen?"),
    ("kurze Excel-Kurse unter 5 Dollar von einer Universität", "jeder Anbieter", "erzähl mir mehr über den ersten"),
    ("ich möchte Datenanalyst werden mit 300 Dollar", "warum Schritt 2?", "wenn ich nach Schritt 2 aufhöre",
     "Alternativen", "mit 10 Stunden pro Woche", "speichere diesen Plan", "meine Pläne",
     "ich habe Schritt 1 abgeschlossen", "wie weit bin ich?", "was weißt du über mich?", "vergiss mich"),
    ("ich wurde entlassen", "ich möchte mit einem Menschen sprechen"),
    ("was verdient ein Elektriker?", "wie wird das Wetter?", "finde ich danach einen Job?"),
    ("ich möchte Astronaut werden",),
]  # fmt: skip


def _own_words(answer: Answer) -> str:
    """The sentences of an answer, without the records."""
    return " ".join(block.text for block in answer.blocks if isinstance(block, Prose | Notice))


@pytest.mark.parametrize("said", TALKS, ids=lambda said: said[0])
def test_every_answer_is_in_german(said: tuple[str, ...]) -> None:
    talk = Talk(search())
    for text in said:
        answer = talk.say(text)
        assert answer.language == "de", text
        demands = _own_words(answer).split("Was außer Fähigkeiten zählt")[0]  # told in the words of the role's source
        assert language_of(demands, *TITLES) in ("de", None), (text, demands)


def _options(answer: Answer) -> tuple[str, ...]:
    return next(block.options for block in reversed(answer.blocks) if isinstance(block, Choices))


def test_who_taps_the_options_comes_to_a_path() -> None:
    talk = Talk(search())
    answer = talk.say("ich weiß nicht, was ich lernen will")
    for chosen in (1, 1, 2, 1):
        assert answer.intent is Intent.EXPLORE
        answer = talk.say(_options(answer)[chosen])
    roles = _options(answer)
    assert len(roles) == 3
    assert all(option.startswith("Ich möchte ") and option.endswith(" werden") for option in roles)
    path = talk.say(roles[0])
    assert (path.intent, path.language) == (Intent.PATH, "de")
    assert "zu einer Arbeit als " in path.text


def test_what_costs_nothing_is_said_so_in_a_sum() -> None:
    path = Talk(search()).say("ich möchte Buchhalter werden, kostenlos")
    assert "ohne Kosten: " in _own_words(path)
    assert "für kostenlos" not in path.text


def test_a_topic_is_named_as_it_was_written() -> None:
    assert "zu “Buchhaltung”" in _own_words(Talk(search()).say("ich suche Kurse in Buchhaltung"))


def test_a_sum_in_german_sets_the_limit() -> None:
    talk = Talk(search())
    talk.say("ich suche Kurse in Buchhaltung bis zu 1.200 $")
    assert talk.state.constraints.max_cost == 1200
