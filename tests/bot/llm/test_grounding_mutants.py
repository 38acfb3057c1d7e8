"""True sentences pass and sentences with one wrong fact do not: over thousands of them, with a fixed seed."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from functools import cache

from bot.advisor.grounding.check import check
from bot.advisor.grounding.cut import sentences
from catalog.credential import Credential
from tests.bot.fake_search import sample
from tests.bot.llm.contexts import Context, context, context_of, search, sentences_that_hold
from tests.bot.llm.paraphrases import Facts, Mutant, facts_of, mutants, pair_of, path_facts
from tests.bot.llm.templates import IT, ONE, PATH, TWO
from tests.bot.test_truthfulness import ASKED, QUESTIONS, SOME
from tests.bot.workbench import TODAY, Talk

TOPICS = ("python", "bookkeeping", "first aid", "figma", "statistics", "docker", "spanish")
ROLES = ("data analyst", "web developer", "bookkeeper", "cybersecurity analyst")
Case = tuple[str, Facts, Context, frozenset[str]]


@cache
def contexts() -> tuple[Context, ...]:
    return (*(context(topic) for topic in TOPICS), *(context(f"I want to become a {role}") for role in ROLES))


def cases() -> Iterator[Case]:
    """Templates with the facts to fill them, where they stand, and what was spoken of before."""
    for each in contexts():
        for item in each.items[:5]:
            facts = facts_of(item)
            if facts is not None:
                yield from ((template, facts, each, frozenset()) for template in ONE)
                yield from ((template, facts, each, frozenset({item.id})) for template in IT)
        for one, other in zip(each.items, each.items[1:3], strict=False):
            pair = pair_of(one, other)
            if pair is not None:
                yield from ((template, pair, each, frozenset()) for template in TWO)
        if each.path is not None and len(each.path.path.steps) >= 3:
            facts = path_facts(each.path, 5, TODAY)
            yield from ((template, facts, each, frozenset()) for template in PATH)


def others(here: Context, dice: random.Random) -> list[Credential]:
    """The records of a context, and five that it did not fetch."""
    fetched = {item.id for item in here.items}
    rest = [item for item in sample() if item.id not in fetched and item.audience.visibility == "public"]
    return [*here.items, *dice.sample(rest, 5)]


def test_true_sentences_in_a_models_words_are_left_alone() -> None:
    spoken = [(template.format(**facts), here, carried) for template, facts, here, carried in cases()]
    wrong = [sentence for sentence, here, carried in spoken if not check(sentence, here.grounds, carried).holds]
    assert len(spoken) > 1500
    assert len(wrong) <= 0.01 * len(spoken), wrong[:10]


def test_one_wrong_fact_is_caught() -> None:
    dice = random.Random(20261123)
    made: list[tuple[Mutant, Context, frozenset[str]]] = []
    for template, facts, here, carried in dice.sample(list(cases()), 760):
        true = template.format(**facts)
        found = mutants(template, facts, others(here, dice), dice)
        made += [(mutant, here, carried) for mutant in found if mutant.sentence != true]
    missed = [mutant for mutant, here, carried in made if check(mutant.sentence, here.grounds, carried).holds]
    assert len(made) >= 2000
    assert len(missed) <= 0.005 * len(made), missed[:10]
    kinds = Counter(mutant.kind for mutant, _, _ in made)
    assert {"price", "hours", "provider", "title", "link", "sum", "order"} <= kinds.keys()
    for kind, count in kinds.items():
        assert sum(mutant.kind == kind for mutant in missed) <= max(1, 0.02 * count), kind


def conversations() -> Iterator[list[str]]:
    for question, _, follow_up in QUESTIONS[::9]:
        yield [question, follow_up]
    for row in SOME[::7]:
        yield [form.format(title=row["title"]) for form, _, _ in ASKED]
    yield from (
        [f"I want to become a {role}", "why step 2?", "alternatives?", "cheaper", "show me the plan"] for role in ROLES
    )


def test_what_the_rules_engine_says_itself_is_never_replaced() -> None:
    read = 0
    for said in conversations():
        talk = Talk(search())
        for number, text in enumerate(said, 1):
            answer = talk.say(text)
            here = context_of(answer, said[:number], talk.state.found)
            read += sentences_that_hold(answer, here)
    assert read > 200


def test_facts_told_by_the_rules_engine_are_grounded_in_records_alone() -> None:
    for row in SOME[::3]:
        talk = Talk(search())
        for form, _, _ in ASKED:
            text = form.format(title=row["title"])
            answer = talk.say(text)
            here = context_of(answer, [text], prose=False)
            for sentence in sentences(answer.blocks[0].text, [row["title"]]):
                assert check(sentence, here.grounds).holds, sentence
