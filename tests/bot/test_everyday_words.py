"""Spanish, French and German as people type it in passing: short questions, forms of address, messages in shorthand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.advisor.understand import understand
from bot.advisor.understand.tongues import in_english, tongue_of
from tests.bot.llm.contexts import search
from tests.bot.test_tongues import KNOWN
from tests.bot.workbench import Talk

SAID = [
    # Spanish
    ("es", "list", "¿y por cuánto me saldría?", "how much is it"),
    ("es", "list", "¿a cuánto está el segundo?", "how much is the second one"),
    ("es", "list", "¿cuánto hay que pagar por el último?", "how much is the last one"),
    ("es", "list", "q tan larga es", "how long is it"),
    ("es", "list", "del segundo de ellos, ¿cuántas horas son?", "how many hours is the second one"),
    ("es", "list", "¿me alcanza con el celular?", "can i do it on my phone"),
    ("es", "list", "¿se puede hacer desde el móvil?", "can i do it on my phone"),
    ("es", "list", "¿necesito un ordenador?", "what device do i need"),
    ("es", "list", "¿lo puedo seguir gratis?", "can i follow it for free"),
    ("es", "list", "¿y si no quiero el diploma?", "can i follow it for free"),
    ("es", "list", "¿al final te dan un diploma?", "is there a certificate"),
    ("es", "list", "ponme los dos primeros uno al lado del otro", "compare the first two"),
    ("es", "open", "¿tendrían algún curso de contabilidad?", "do you have anything on accounting?"),
    ("es", "open", "¿me redactas una carta para mi casero?", "can you write me a letter for my landlord"),
    ("es", "open", "apunta que dispongo de 4 horas x semana", "remember that i have 4 hours a week"),
    ("es", "open", "¿qué más recuerda usted de mí?", "what do you know about me"),
    ("es", "plan", "ándale, guárdamelo", "save this plan"),
    ("es", "plan", "guárdeme este plan, por favor", "save this plan"),
    # French
    ("fr", "list", "c koi le tarif", "how much is it"),
    ("fr", "list", "faut débourser combien ?", "how much is it"),
    ("fr", "list", "peut-on le faire sans payer ?", "can i follow it for free"),
    ("fr", "list", "est-ce que mon portable suffit ?", "can i do it on my phone"),
    ("fr", "list", "ça tourne sur une tablette ?", "can i do it on my tablet"),
    ("fr", "list", "le certificat reste valable combien de temps ?", "how long is it valid"),
    ("fr", "list", "ça démarre quand ?", "when does it start"),
    ("fr", "list", "mettez les deux premiers côte à côte", "compare the first two"),
    ("fr", "list", "le formateur est patient ?", "how is the teacher"),
    ("fr", "open", "auriez-vous une formation en comptabilité ?", "do you have training in accounting"),
    ("fr", "open", "notez que j'ai 3 heures par semaine", "remember that i have 3 hours a week"),
    ("fr", "plan", "sauvegardez-moi ce parcours", "save this plan"),
    ("fr", "plan", "enregistrez ce programme, s'il vous plaît", "save this plan"),
    # German
    ("de", "list", "und was zahlt man dafür?", "how much is it"),
    ("de", "list", "wie teuer wäre der zweite?", "how much is the second one"),
    ("de", "list", "wieviele Wochen dauert das?", "how long does it take"),
    ("de", "list", "kriegt man am Ende eine Bescheinigung?", "is there a certificate"),
    ("de", "list", "muss man vorher schon etwas gemacht haben?", "are there any prerequisites"),
    ("de", "list", "läuft das auch auf dem Handy?", "can i do it on my phone"),
    ("de", "list", "reicht mein Tablet?", "can i do it on my tablet"),
    ("de", "list", "brauch ich nen Rechner?", "what device do i need"),
    ("de", "list", "von welcher Schule is der", "which school is it from"),
    ("de", "list", "stellen Sie mal die ersten beiden nebeneinander", "compare the first two"),
    ("de", "open", "welche Daten speichern Sie über mich?", "what do you know about me"),
    ("de", "plan", "speichern Sie mir bitte den Plan", "save this plan"),
    ("de", "plan", "den ersten Schritt mag ich lieber nicht machen", "drop the first step"),
    # one question after the other, as somebody asks who has a list before them
    ("es", "list", "¿cuánto me llevaría hacerlo?", "how long is it"),
    ("es", "list", "¿necesito saber algo antes de empezar?", "are there any prerequisites"),
    ("es", "list", "¿hay que ir a algún sitio?", "do i have to turn up anywhere"),
    ("es", "list", "¿hay horarios?", "does it have fixed times"),
    ("es", "list", "¿es muy difícil?", "how hard is it"),
    ("es", "list", "¿caduca el diploma?", "does it expire"),
    ("es", "list", "¿desde cuándo puedo empezar?", "when does it start"),
    ("es", "list", "¿me ayudan a encontrar curro?", "do they help me find a job"),
    ("es", "list", "ya no hay más?", "is there more"),
    ("es", "open", "gracias, eres un crack", "thanks"),
    ("es", "plan", "guarda el plan anda", "save this plan"),
    ("fr", "list", "faut un niveau avant ?", "are there any prerequisites"),
    ("fr", "list", "faut se déplacer ?", "do i have to turn up anywhere"),
    ("fr", "list", "il y a des horaires fixes ?", "does it have fixed times"),
    ("fr", "list", "c'est dur ?", "how hard is it"),
    ("fr", "list", "ils aident à trouver du taf ?", "do they help me find a job"),
    ("fr", "list", "lequel est le plus court des deux ?", "which is shorter"),
    ("fr", "open", "t'es génial merci", "thanks"),
    ("fr", "plan", "tu peux me garder ce plan ?", "save this plan"),
    ("de", "list", "muss ich da irgendwo hin?", "do i have to turn up anywhere"),
    ("de", "list", "gibts feste Zeiten?", "does it have fixed times"),
    ("de", "list", "ist das schwer?", "how hard is it"),
    ("de", "list", "läuft das Zertifikat ab?", "does it expire"),
    ("de", "list", "hilft man mir bei der Stellensuche?", "do they help me find a job"),
    ("de", "open", "du bist super, danke", "thanks"),
    ("de", "plan", "kannst du mir den Plan speichern?", "save this plan"),
]
PLAIN = [
    # other things in the same words
    ("es", "open", "quiero aprender a reparar celulares", "find"),
    ("es", "open", "cursos para hacer diplomas y certificados en Word", "find"),
    ("fr", "open", "je cherche une formation sur les tarifs douaniers", "find"),
    ("fr", "open", "apprendre à programmer des tablettes", "find"),
    ("de", "open", "Kurse für Lehrer", "find"),
    ("de", "open", "ich suche einen Kurs über Tabletten und Arzneimittel", "find"),
]


@pytest.mark.parametrize(("tongue", "when", "said", "english"), SAID, ids=lambda value: value)
def test_it_is_read_as_in_english(tongue: str, when: str, said: str, english: str) -> None:
    read = understand(in_english(said, tongue), KNOWN[when])
    same = understand(english, KNOWN[when])
    assert replace(read, trails=False, text="") == replace(same, trails=False, text=""), in_english(said, tongue)


@pytest.mark.parametrize(("tongue", "when", "said", "act"), PLAIN, ids=lambda value: value)
def test_other_things_in_the_same_words_are_searched_for(tongue: str, when: str, said: str, act: str) -> None:
    read = understand(in_english(said, tongue), KNOWN[when])
    assert read.act == act
    assert read.text


@pytest.mark.parametrize(
    ("tongue", "said", "refused"),
    [
        ("es", "¿me puedes hacer los deberes de mates?", "writing"),
        ("es", "tengo fiebre, ¿qué me tomo?", "medical"),
        ("es", "¿me lo pagan si estoy en el paro?", "payment"),
        ("fr", "tu peux faire mes devoirs de maths ?", "writing"),
        ("fr", "qui donne les cours ?", "instructor"),
        ("de", "kannst du meine Mathe Hausaufgaben machen?", "writing"),
        ("de", "welche Tablette kann ich da nehmen?", "medical"),
    ],
)
def test_what_is_refused_is_refused_in_every_language(tongue: str, said: str, refused: str) -> None:
    assert understand(in_english(said, tongue), KNOWN["list"]).refused == refused


@pytest.mark.parametrize("said", ["bórralo todo", "lösche bitte alles"])
def test_nothing_is_erased_for_a_word(said: str) -> None:
    tongue = tongue_of(said)
    assert understand(in_english(said, tongue), KNOWN["plan"]).person is None


@pytest.mark.parametrize(
    ("said", "tongue"),
    [
        ("It is in a file about the place", "en"),
        ("Is there a later intake?", "en"),
        ("my chef has a note for the restaurant", "en"),
        ("c koi le prix", "fr"),
        ("cuanto me sale", "es"),
        ("was zahl ich denn da", "de"),
    ],
)
def test_the_language_is_told(said: str, tongue: str) -> None:
    assert tongue_of(said) == tongue


def test_what_stands_between_commas_and_says_nothing_is_left_out() -> None:
    assert in_english("compara, por favor, los dos primeros", "es") == "compare the first two"
    assert in_english("comparez, s'il vous plaît, les deux premiers", "fr") == "compare the first two"
    assert in_english("Excel, bitte, oder SQL", "de") == "Excel oder SQL"


def test_a_question_within_a_sentence_stands_after_a_comma() -> None:
    assert in_english("¿Excel?", "es") == "Excel?"
    assert in_english("el segundo ¿cuánto cuesta?", "es") == "the second one, how much is?"


def test_what_is_pointed_at_in_another_language_is_held_against_the_titles() -> None:
    talk = Talk(search())
    talk.say("Deutsch für die Arbeit, ein Kurs auf Deutsch")
    assert "Pflege" in talk.say("was kostet der Kurs in der Pflege?").text
