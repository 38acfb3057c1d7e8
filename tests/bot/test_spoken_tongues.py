"""Spanish, French and German as they are typed in Slack are read as the English that means the same."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.advisor.messages import Intent
from bot.advisor.understand import understand
from bot.advisor.understand.draft import plain
from bot.advisor.understand.glossary import glossaries
from bot.advisor.understand.reading import Act, PersonAct, Understanding
from bot.advisor.understand.tongues import in_english, tongue_of
from tests.bot.llm.contexts import search
from tests.bot.test_tongues import KNOWN
from tests.bot.workbench import Talk

FOLDER = Path(__file__).parent / "spoken"
"""A file for each language: what went before and an English message, then, set in, what means the same."""


def _said() -> Iterator[tuple[str, str, str, str]]:
    for path in sorted(FOLDER.glob("*.txt")):
        when = english = ""
        for line in path.read_text("utf-8").splitlines():
            if line.startswith(" "):
                yield path.stem, when, english, line.strip()
            else:
                when, english = line.split(": ", 1)


SAID = list(_said())


def meant(read: Understanding) -> tuple[object, ...]:
    """What a message comes to, without the words that only name what is looked for."""
    person, plan = read.person, read.plan
    of_person = (person.act, person.wanted) if person else ()
    of_plan = (plan.act, plan.step, plan.drop, plan.swap, plan.done, plan.objective, plan.wanted) if plan else ()
    found = (read.sort, read.relative, read.references, read.aspects)
    return (read.act, of_person, of_plan, read.wanted, read.cleared, found, read.refused, read.goal.casefold())


@pytest.mark.parametrize(("tongue", "when", "english", "said"), SAID, ids=lambda value: value)
def test_it_is_read_as_in_english(tongue: str, when: str, english: str, said: str) -> None:
    assert meant(understand(in_english(said, tongue), KNOWN[when])) == meant(understand(english, KNOWN[when]))


def test_its_language_is_told_in_a_conversation() -> None:
    wrong = [said for tongue, _, _, said in SAID if tongue_of(said, tongue) != tongue]
    assert len(wrong) <= 0.01 * len(SAID), wrong


@pytest.mark.parametrize(
    ("tongue", "worn", "usual"),
    [
        ("es", "3 horitas", "3 horas"),
        ("es", "cursos cortitos", "cursos cortos"),
        ("es", "muchísimas graciasss", "muchísimas gracias"),
        ("fr", "jconnais Excel", "je connais Excel"),
        ("fr", "3h par sem", "3 heures par semaine"),
        ("fr", "ça prend combien d'heures", "combien d'heures"),
        ("fr", "en français ya ?", "en français ?"),
        ("de", "3 std die woche", "3 Stunden die Woche"),
    ],
)
def test_a_worn_form_is_the_usual_one(tongue: str, worn: str, usual: str) -> None:
    assert in_english(worn, tongue).casefold() == in_english(usual, tongue).casefold()


@pytest.mark.parametrize(("tongue", "said"), [("es", "1000 dólares"), ("fr", "2000 heures"), ("de", "Raspberry Pi")])
def test_what_is_no_worn_form_stays(tongue: str, said: str) -> None:
    assert said.split(maxsplit=1)[0] in in_english(said, tongue)


@pytest.mark.parametrize("said", ["thx", "eh, revert", "oh no wait i mean javascript!! for websites", "cool, top job"])
def test_what_english_has_as_well_tells_no_other_language(said: str) -> None:
    assert tongue_of(said) == "en"


@pytest.mark.parametrize(
    ("said", "english"),
    [
        ("¿la profesora tiene paciencia con la gente mayor?", "is patient"),
        ("quiero vender por redes sociales", "for social media"),
        ("eso mismo lo tenéis en español?", "do you have that in spanish"),
    ],
)
def test_a_word_that_is_left_out_leaves_no_key_with_less(said: str, english: str) -> None:
    assert english in in_english(said, "es").casefold()


def test_an_english_message_loses_no_english_word_to_another_language() -> None:
    said = "I need to learn German, my English is not so good, aber Deutsch kann ich etwas"
    assert "is not so good" in in_english(said, "de")


@pytest.mark.parametrize(
    ("begins", "saves", "name", "opens", "drops"),
    [
        ("quiero ser contable, tengo 300 dólares", "guárdalo como Mi plan", "Mi plan", "ábreme Mi plan", "borra Mi plan"),
        ("je veux devenir comptable, j'ai 300 dollars", "garde-le sous le nom Cap neuf", "Cap neuf", "ouvre Cap neuf",
         "efface Cap neuf"),
        ("ich will Buchhalter werden, hab 300 Dollar", "speicher das als Mein Weg", "Mein Weg", "öffne Mein Weg",
         "lösch Mein Weg"),
    ],
)  # fmt: skip
def test_a_plan_keeps_its_name_and_is_found_by_it(begins: str, saves: str, name: str, opens: str, drops: str) -> None:
    talk = Talk(search())
    talk.say(begins)
    assert name in talk.say(saves).text
    assert talk.say(opens).intent is Intent.PATH
    assert talk.say(drops).intent is Intent.PROGRESS


@pytest.mark.parametrize(
    ("tongue", "said", "name"),
    [
        ("es", "guárdalo como Mi nueva vidita", "Mi nueva vidita"),
        ("fr", "garde-le sous le nom plan boulot", "plan boulot"),
        ("de", "speicher das unter mein neuer job grad", "mein neuer job grad"),
    ],
)
def test_a_name_is_as_it_is_written(tongue: str, said: str, name: str) -> None:
    assert in_english(said, tongue) == f"save this plan as {name}"


def test_danger_is_heard_however_it_is_said() -> None:
    for tongue, said in [
        ("es", "me quiero morir"),
        ("fr", "j'ai plus envie de vivre"),
        ("de", "ich mag nicht mehr leben"),
    ]:
        assert understand(in_english(said, tongue), KNOWN["plan"]).act is Act.DANGER


def test_saving_is_no_forgetting() -> None:
    read = understand(in_english("me lo guardas?", "es"), KNOWN["plan"])
    assert read.person is not None
    assert read.person.act is PersonAct.SAVE


def test_a_glossary_stays_small_enough_to_be_read_at_once() -> None:
    for tongue, glossary in glossaries().items():
        assert len(glossary.phrases) + len(glossary.alone) < 25_000, tongue
        assert len(glossary.frames) + len(glossary.wholes) < 400, tongue


def test_no_frame_is_missed_for_want_of_a_sign() -> None:
    for tongue, glossary in glossaries().items():
        for said in {plain(said) for known, _, _, said in SAID if known == tongue}:
            frames = [frame for frame in glossary.frames if frame.pattern.search(said)]
            assert [frame for frame in glossary.frames if frame.found_in(said)] == frames, said


def test_a_key_that_says_very_much_is_read_all_the_same() -> None:
    assert in_english("y cuál sale más barato de los tres?", "es") == "which is cheapest"
    assert in_english("est-ce que je vais trouver un emploi avec ça", "fr").strip() == "will i get a job"
