"""A language model that answers in the learner's language: what it says is checked and mended in that language too."""

from __future__ import annotations

import pytest

from bot.advisor.grounding.check import check
from bot.advisor.understand import understand
from bot.advisor.understand.reading import Known
from bot.advisor.understand.tongues import in_english
from bot.advisor.wording import speaking
from prompts import library
from tests.bot.llm.calling import calling
from tests.bot.llm.conftest import Dialogue
from tests.bot.llm.contexts import context, context_of, search, sentences_that_hold
from tests.bot.llm.model_server import Calls, Fails, Says
from tests.bot.workbench import Talk

PYTHON = calling("search_courses", text="python")
SAID = [
    ("es", ("busco cursos de python por menos de 100 dólares", "más", "compara los dos primeros",
            "¿cuánto cuesta el segundo?")),
    ("es", ("quiero ser analista de datos con 300 dólares", "¿por qué el paso 2?", "alternativas", "muéstrame el plan")),
    ("es", ("cursos gratis de contabilidad para principiantes", "cuéntame del primero", "¿quién lo ofrece?")),
    ("fr", ("je cherche des cours de python pour moins de 100 dollars", "encore", "comparez les deux premiers",
            "combien coûte le deuxième ?")),
    ("fr", ("je veux devenir analyste de données avec 300 dollars", "pourquoi l'étape 2 ?", "quelles alternatives ?",
            "montre-moi le plan")),
    ("fr", ("cours gratuits de comptabilité pour débutants", "parlez-moi du premier", "qui le propose ?")),
    ("de", ("ich suche Python-Kurse unter 100 Dollar", "mehr", "vergleiche die ersten beiden", "was kostet der zweite?")),
    ("de", ("ich möchte Datenanalyst werden mit 300 Dollar", "warum Schritt 2?", "Alternativen", "zeig mir den Plan")),
    ("de", ("kostenlose Kurse in Buchhaltung für Anfänger", "erzähl mir vom ersten", "wer bietet das an?")),
]  # fmt: skip


def test_the_model_is_told_the_language(dialogue: Dialogue) -> None:
    answer = dialogue.say("busco cursos de python, por favor", PYTHON, Says("Aquí hay tres cursos."))
    assert (answer.engine, answer.language) == ("llm", "es")
    assert "language of this tag: es." in dialogue.server.requests[0]["messages"][0]["content"]
    assert answer.text.startswith("Aquí hay tres cursos.")


@pytest.mark.parametrize(
    ("sentence", "fits"),
    [
        ("“ETL with Plain Python” cuesta 89 dólares y dura 18–20 horas.", True),
        ("“ETL with Plain Python” cuesta 79 dólares.", False),
        ("“ETL with Plain Python” dura doce horas.", False),
        ("“ETL with Plain Python” es gratis.", False),
        ("“ETL with Plain Python” es de Port Ellery University.", False),
        ("“ETL with Plain Python” kostet $89 und dauert 18–20 Stunden.", True),
        ("“ETL with Plain Python” kostet 89 Euro.", False),
        ("“ETL with Plain Python” dauert zwölf Stunden.", False),
        ("“ETL with Plain Python” wird von Quillstack Academy angeboten.", True),
        ("“ETL with Plain Python” coûte $89 et dure 18–20 heures.", True),
        ("“ETL with Plain Python” coûte 98 $.", False),
        ("“ETL with Plain Python” est gratuit.", False),
    ],
)
def test_facts_in_other_languages(sentence: str, fits: bool) -> None:
    assert check(sentence, context("python courses").grounds).holds is fits


def test_a_wrong_fact_is_mended_in_the_learners_language(dialogue: Dialogue) -> None:
    answer = dialogue.say(
        "busco cursos de python, por favor", PYTHON, Says("Hay varios. “ETL with Plain Python” cuesta 5 dólares.")
    )
    assert "5 dólares" not in answer.text
    assert "89" in answer.text
    assert "prices of" not in answer.text


@pytest.mark.parametrize(("tongue", "said"), SAID)
def test_what_the_rules_engine_says_in_a_language_is_never_replaced(tongue: str, said: tuple[str, ...]) -> None:
    talk, read = Talk(search()), 0
    for number, text in enumerate(said, 1):
        answer = talk.say(text)
        assert answer.language == tongue
        with speaking(tongue):
            here = context_of(answer, list(said[:number]), talk.state.found)
            read += sentences_that_hold(answer, here)
    assert read > 4


def test_a_plan_is_saved_at_a_word_in_spanish(dialogue: Dialogue) -> None:
    dialogue.say("quiero ser analista de datos", Fails(401))
    dialogue.say("guarda este plan", Calls((("save_plan", {}),)), Says("Guardado."))
    assert [len(plans) for plans in dialogue.memory.saved.values()] == [1]


@pytest.mark.parametrize("tongue", ["es", "fr", "de"])
@pytest.mark.parametrize("section", ["save_plan", "mark_done"])
def test_what_is_offered_in_a_language_is_understood(section: str, tongue: str) -> None:
    prompt = library()[f"replies/{tongue}/asking"]
    values = {"words": prompt.render("step", words=1)} if "{words}" in prompt.sections[section] else {}
    option = prompt.render(section, **values)
    meant = understand(in_english(option, tongue), Known(listed=True, planned=True))
    assert meant.person is not None, option
