"""What people say in French beside what the rows of tongue_utterances hold, and what is answered to it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.advisor.understand import understand
from bot.advisor.understand.tongues import in_english
from tests.bot.llm.contexts import search
from tests.bot.test_tongues import KNOWN
from tests.bot.workbench import Talk

SAID = [
    ("list", "encore", "more"),
    ("list", "ça mène à quoi de plus grand ?", "what does it count toward"),
    ("list", "le numéro 2 ne m'intéresse pas", "i'm not interested in number 2"),
    ("list", "pas de chez Coursera", "not from Coursera"),
    ("list", "je ne veux pas de cours chez Coursera", "not from Coursera"),
    ("list", "enlevez toutes les limites", "remove all limits"),
    ("list", "supprimer la limite de temps", "remove the time limit"),
    ("list", "peu importe la langue", "any language"),
    ("list", "dites-m'en plus sur le deuxième", "tell me about the second one"),
    ("list", "parlez-moi du deuxième", "tell me about the second one"),
    ("open", "qu'est-ce qu'un badge ?", "what is a badge?"),
    ("open", "que me recommandez-vous ?", "recommend me something"),
    ("open", "j'ai travaillé comme comptable", "i have worked as a accountant"),
    ("open", "je voudrais changer de métier", "i want to change careers"),
    ("open", "est-ce que je trouverai un emploi ?", "will i get a job?"),
    ("open", "oubliez que je connais Excel", "forget that i know Excel"),
    ("open", "retiens que je connais Excel", "remember that i know Excel"),
    ("open", "effacez toutes mes données", "delete my data"),
    ("open", "quelles données gardez-vous sur moi ?", "what do you know about me?"),
    ("open", "comment devenir comptable fournisseurs ?", "how can i become a accounts payable clerk?"),
    ("plan", "que faut-il en plus des compétences ?", "what else is asked for beside skills?"),
    ("plan", "finir pour le 1er mars", "finish by 1st March"),
    ("plan", "enlevez l'étape 2", "drop step 2"),
    ("plan", "remplacez l'étape 2", "swap step 2"),
    ("plan", "enregistrez ce parcours", "save this plan"),
    ("plan", "ouvrez le parcours 2", "open plan 2"),
    ("plan", "supprimez le parcours 2", "delete plan 2"),
]


@pytest.mark.parametrize(("when", "said", "english"), SAID, ids=lambda value: value)
def test_it_is_read_as_in_english(when: str, said: str, english: str) -> None:
    read = understand(in_english(said, "fr"), KNOWN[when])
    assert read == replace(understand(english, KNOWN[when]), trails=read.trails), in_english(said, "fr")


def test_a_note_is_kept_and_forgotten_in_the_words_of_the_person() -> None:
    talk = Talk(search())
    assert "“je préfère apprendre le soir”" in talk.say("Retenez que je préfère apprendre le soir.").text
    assert "“je préfère apprendre le soir”" in talk.say("que savez-vous de moi ?").text
    assert "Oublié\u00a0: “je préfère apprendre le soir”" in talk.say("oubliez que je préfère apprendre le soir").text
    assert "soir" not in talk.say("que savez-vous de moi ?").text


def test_what_was_never_told_is_named_as_the_person_wrote_it() -> None:
    assert "“je connais Excel”" in Talk(search()).say("oubliez que je connais Excel").text


def test_a_role_that_is_suggested_has_its_french_name() -> None:
    talk = Talk(search())
    talk.say("je ne sais pas quoi apprendre")
    for said in ("Travail de bureau", "Travailler avec les chiffres", "Jusqu'à 300 $", "5 heures par semaine"):
        answer = talk.say(said)
    assert "Je veux devenir" in str(answer.blocks)
    assert "clerk" not in answer.text
