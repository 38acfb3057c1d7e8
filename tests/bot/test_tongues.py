"""The language of a message is told, and what it says in another language is read as the same in English."""

from __future__ import annotations

import datetime as dt
import time
from dataclasses import replace

import pytest

from bot.advisor.understand import Known, understand
from bot.advisor.understand.glossary import glossaries
from bot.advisor.understand.tongues import as_written, in_english, name_in, tongue_of
from tests.bot.further_utterances import FOURTH, FOURTH_FOLLOWING
from tests.bot.more_utterances import SECOND, SECOND_FOLLOWING, THIRD, THIRD_FOLLOWING
from tests.bot.test_utterances import PROVIDERS
from tests.bot.tongue_utterances import ALONE, ROWS
from tests.bot.utterances import FIRST, FOLLOWING

TONGUES = ("es", "fr", "de")
TODAY = dt.date(2026, 10, 1)
KNOWN = {
    "open": Known(PROVIDERS, today=TODAY),
    "list": Known(PROVIDERS, listed=True, focused=True, today=TODAY),
    "plan": Known(PROVIDERS, listed=True, planned=True, plan_in_focus=True, today=TODAY),
}
SAID = [
    (when, english, tongue, said)
    for when, english, *others in ROWS
    for tongue, said in zip(TONGUES, others, strict=True)
]
ENGLISH = [
    case[0]
    for cases in (FIRST, FOLLOWING, SECOND, SECOND_FOLLOWING, THIRD, THIRD_FOLLOWING, FOURTH, FOURTH_FOLLOWING)
    for case in cases
]


@pytest.mark.parametrize(("when", "english", "tongue", "said"), SAID, ids=lambda value: value)
def test_it_is_read_as_in_english(when: str, english: str, tongue: str, said: str) -> None:
    known = KNOWN[when]
    read = understand(in_english(said, tongue), known)
    same = replace(understand(english, known), trails=read.trails)  # what stands before what is up to the language
    assert read == same, in_english(said, tongue)


@pytest.mark.parametrize("tongue", TONGUES)
def test_the_language_of_a_message_is_told(tongue: str) -> None:
    said = [words for _, english, told, words in SAID if told == tongue and words != english]
    said += [words for told, words in ALONE if told == tongue]
    wrong = [words for words in said if tongue_of(words, None) != tongue]
    assert len(said) > 110
    assert len(wrong) <= 0.03 * len(said), wrong


@pytest.mark.parametrize("before", TONGUES)
def test_the_language_of_a_conversation_gives_way_to_another_one(before: str) -> None:
    said = [(told, words) for _, english, told, words in SAID if words.count(" ") > 3 and words != english]
    wrong = [words for told, words in said if tongue_of(words, before) != told]
    assert len(wrong) <= 0.03 * len(said), wrong


def test_english_is_told_as_english_and_stays_as_it_is() -> None:
    foreign = [message for message in ENGLISH if tongue_of(message, None) != "en"]
    assert set(foreign) <= {
        "python en español",
        "excel auf deutsch",
        "¿Tienen cursos de Python en español?",
        "Je voudrais apprendre Excel",
    }
    assert all(in_english(message, "en") == message for message in ENGLISH)


@pytest.mark.parametrize("before", [*TONGUES, "en"])
@pytest.mark.parametrize(
    "message",
    ["Python", "Excel", "SQL", "2", "no", "ok", "???", "", "Power BI", "data analysis", "“Introducción a la contabilidad”",
     "Excel for Office Work", "Introducción a la contabilidad", "Gestión de proyectos con un tablero y una hoja"],
)  # fmt: skip
def test_a_title_or_a_skill_alone_leaves_the_language_of_the_conversation(message: str, before: str) -> None:
    assert tongue_of(message, before) == before


def test_a_title_opens_a_conversation_in_its_language() -> None:
    assert tongue_of("Fundamentos de programación con Python", None) == "es"
    assert tongue_of("Deutsch für den Berufsstart", None) == "de"
    assert tongue_of("Python", None) == "en"


def test_a_title_in_a_question_does_not_decide_its_language() -> None:
    assert tongue_of("how much is Gestión de proyectos con un tablero y una hoja?", None) == "en"
    assert tongue_of("where can I sign up for Ciberseguridad para la casa y el trabajo?", "en") == "en"
    assert tongue_of("¿cuánto cuesta How to Read the Three Financial Statements?", None) == "es"


def test_roles_and_skills_are_named_in_the_language() -> None:
    assert name_in("es", "Data analyst") == "analista de datos"
    assert name_in("fr-CA", "Accounting") == "comptabilité"
    assert name_in("es", "Blockchain wizard") == "Blockchain wizard"


def test_what_no_glossary_holds_passes_as_it_is_written() -> None:
    assert in_english("quiero aprender Cerámica Raku", "es") == "i want to learn Cerámica Raku"
    assert in_english('háblame de "El segundo curso de la vida"', "es") == 'tell me about "El segundo curso de la vida"'
    names = ("Contabilidad desde cero",)
    assert in_english("¿cuánto cuesta contabilidad desde cero?", "es", names) == "how much is contabilidad desde cero?"
    assert in_english("cualquier cosa", "pt") == "cualquier cosa"
    assert in_english("más barato", "es-MX") == "cheaper"


@pytest.mark.parametrize(
    ("tongue", "written", "english"),
    [
        ("es", "1.200,50 €", "1200.50 €"),
        ("fr", "1 200 €", "1200 €"),
        ("de", "49,9 €", "49.9 €"),
        ("es", "30/06/2027", "2027-06-30"),
        ("de", "3. Juni", "3 June"),
        ("es", "Python 3.11", "Python 3.11"),
        ("de", "Pflegekurs", "patient care course"),
        ("es", "cursos gratis en español", "free courses in Spanish"),
        ("fr", "au plus 65 $ CA", "at most 65 CAD"),
        ("fr", "au plus 1\u202f200,50\u00a0CA$", "at most 1200.50\u00a0CAD"),
    ],
)
def test_figures_are_written_as_in_english(tongue: str, written: str, english: str) -> None:
    assert in_english(written, tongue) == english


@pytest.mark.parametrize(
    ("tongue", "message", "english", "written"),
    [
        ("fr", "Retenez que je préfère apprendre le soir.", "i préfère learn soir", "je préfère apprendre le soir"),
        ("fr", "Retenez que je préfère Python !", "i préfère Python", "je préfère Python"),
        ("es", "recuerda que prefiero Python", "i prefiero Python", "prefiero Python"),
        ("en", "Remember that I prefer Python", "i prefer Python", "i prefer Python"),
        ("fr", "oubliez tout", "something else", "something else"),
    ],
)
def test_what_was_read_is_given_back_as_it_was_written(tongue: str, message: str, english: str, written: str) -> None:
    assert as_written(message, tongue, english) == written


def test_letters_may_be_written_without_their_keys() -> None:
    assert in_english("fuer Anfaenger", "de") == in_english("für Anfänger", "de") == "for beginners"
    assert in_english("MAS BARATO", "es") == "cheaper"


def test_a_message_is_read_in_a_moment() -> None:
    glossaries()
    begun = time.perf_counter()
    for _, _, tongue, said in SAID:
        tongue_of(said, None)
        in_english(said, tongue)
    assert (time.perf_counter() - begun) / len(SAID) < 0.003


def test_common_skills_and_all_roles_have_names() -> None:
    for tongue in TONGUES:
        said = set(glossaries()[tongue].phrases.values())
        assert {"data analyst", "accountant", "nurse", "welder", "graphic designer", "electrician"} <= said
        assert {"accounting", "project management", "cybersecurity", "welding", "first aid", "marketing"} - {
            "marketing"
        } <= said
