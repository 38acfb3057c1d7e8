"""Conversations of several turns, over the fake catalog and over the real index."""

from __future__ import annotations

import pytest

from bot.advisor.messages import Credentials, Intent, PathBlock
from catalog.credential import Level, Visibility
from retrieval.query import OPERATOR
from tests.bot.conftest import Say
from tests.bot.reading_answers import cards, codes, compared, options, prices, prose


def test_the_first_answer_is_brief_and_says_that_the_sample_is_invented(say: Say) -> None:
    answer = say("excel")
    assert answer.intent is Intent.FIND
    assert len(cards(answer)) == 3
    assert len(answer.text) <= 600
    assert codes(answer) == ["illustrative"]
    assert "Say “more” to see the other" in prose(answer)
    assert codes(say("sql")) == []


def test_every_shown_credential_is_cited(say: Say) -> None:
    answer = say("excel")
    assert set(answer.citations) == {item.id for item in cards(answer)}


def test_the_answer_names_the_words_it_used(say: Say) -> None:
    versions = say("excel").prompt_versions
    assert {"replies/find", "replies/facts", "replies/notices"} <= set(versions)


def test_constraints_stay_in_force_and_text_is_replaced(say: Say) -> None:
    say("python under $100")
    answer = say("what about sql?")
    assert answer.constraints == {"max_cost": 100, "currency": "USD"}
    assert "“sql”" in prose(answer)
    assert all(price is not None and price <= 100 for price in prices(answer))


def test_more_shows_the_next_ones_with_running_numbers(say: Say) -> None:
    first, second = say("excel"), say("more")
    blocks = [block for block in second.blocks if isinstance(block, Credentials)]
    assert blocks[0].first == 4
    assert {item.id for item in cards(first)}.isdisjoint(item.id for item in cards(second))
    fifth = say("number 5")
    assert fifth.intent is Intent.DETAILS
    assert cards(fifth) == cards(second)[1:2]


def test_more_ends(say: Say) -> None:
    say("figma")
    for _ in range(30):
        answer = say("more")
        if not cards(answer):
            break
    assert "That was all of them" in answer.text


def test_cheaper_goes_strictly_below_the_least_price_shown(say: Say) -> None:
    first = say("excel")
    least = min(price for price in prices(first) if price is not None)
    answer = say("cheaper")
    assert cards(answer)
    assert all(price is not None and price < least for price in prices(answer))
    assert prices(answer) == sorted(price for price in prices(answer) if price is not None)


def test_cheaper_than_the_one_in_focus(say: Say) -> None:
    say("tell me about Excel for Office Work")
    say("excel")
    say("tell me more about the first one")
    focused = cards(say("the first one"))[0]
    answer = say("cheaper")
    known = [price for price in prices(answer) if price is not None]
    assert focused.cost is not None
    assert focused.cost.amount is not None
    assert known
    assert max(known) < focused.cost.amount


def test_nothing_is_cheaper_than_free(say: Say) -> None:
    say("free spreadsheets")
    answer = say("cheaper")
    assert "free already" in answer.text
    assert answer.constraints == {"free": True}


def test_cheaper_falls_with_the_topic_but_a_budget_stays(say: Say) -> None:
    say("excel")
    assert "max_cost" in say("cheaper").constraints
    assert "max_cost" not in say("sql").constraints
    say("under $90")
    assert say("linux").constraints["max_cost"] == 90


def test_shorter(say: Say) -> None:
    shown = cards(say("sql"))
    least = min(item.hours.max for item in shown if item.hours)
    answer = say("shorter")
    if cards(answer):
        assert all(item.hours and item.hours.max < least for item in cards(answer))
    else:
        assert "Nothing shorter" in answer.text


def test_only_free_ones_then_a_budget_again(say: Say) -> None:
    say("spreadsheets")
    answer = say("only free ones")
    assert answer.constraints == {"free": True}
    assert all(item.cost and item.cost.is_free for item in cards(answer))
    assert say("actually $60").constraints == {"max_cost": 60, "currency": "USD"}


def test_limits_are_taken_back(say: Say) -> None:
    say("python under $50 for beginners in Spanish")
    assert set(say("remove the price limit").constraints) == {"level", "language"}
    assert set(say("any language").constraints) == {"level"}
    assert say("remove all filters").constraints == {}
    assert cards(say("more"))


def test_start_over_forgets_everything(say: Say) -> None:
    say("python under $50")
    answer = say("start over")
    assert answer.constraints == {}
    assert "haven’t shown" in say("the second one").text or "have not shown" in say("the second one").text


def test_what_about_beginners(say: Say) -> None:
    say("python")
    answer = say("what about beginners?")
    assert answer.constraints == {"level": "beginner"}
    assert all(item.level is Level.BEGINNER for item in cards(answer))


def test_too_hard_goes_one_level_down(say: Say) -> None:
    say("advanced excel")
    assert say("too difficult").constraints["level"] == "intermediate"
    assert say("easier").constraints["level"] == "beginner"
    assert "beginner level already" in say("easier").text


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("how much is it?", "$25"),
        ("is it free?", "Not quite"),
        ("how long does it take?", "5–6 hours"),
        ("what do I need before it?", "names nothing"),
        ("does it count toward something?", "Quillstack Data Analyst Professional Certificate"),
        ("who gives it?", "Quillstack Academy"),
        ("is there a certificate?", "verified digital badge"),
        ("does it earn college credit?", "states no college credit"),
        ("when does it start?", "whenever you like"),
        ("where does it take place?", "online"),
        ("what language is it in?", "English"),
        ("is it for beginners?", "for beginners"),
        ("what will I learn?", "SQL"),
        ("does it expire?", "does not say"),
        ("is there a project?", "does not say whether"),
        ("where can I sign up?", "https://quillstack.example/sql-quick-start"),
    ],
)
def test_the_asked_fact_comes_first_and_unknown_is_called_unknown(say: Say, question: str, words: str) -> None:
    say("tell me about SQL Quick Start")
    answer = say(question)
    assert answer.intent is Intent.DETAILS
    assert words in answer.text
    assert answer.citations == ("quillstack/sql-quick-start",)


def test_a_fact_of_a_title_typed_wrong(say: Say) -> None:
    answer = say("how much is Excel for Ofice Work?")
    assert "Excel for Office Work: $65 (prices of 9 November)" in answer.text


def test_a_fact_of_each_where_several_are_shown(say: Say) -> None:
    shown = cards(say("excel"))
    answer = say("how much is it?")
    assert all(item.title in answer.text for item in shown)


def test_prerequisites_are_named_by_title(say: Say) -> None:
    answer = say("what do I need before Kubernetes in Production?")
    assert "Kubernetes on a Laptop" in answer.text
    assert "nimbora/" not in answer.text


def test_compare_what_was_shown(say: Say) -> None:
    shown = cards(say("excel"))
    answer = say("compare 1 and 3")
    assert answer.intent is Intent.COMPARE
    assert compared(answer) == [shown[0], shown[2]]
    labels = [row.label for block in answer.blocks if block.type == "comparison" for row in block.rows]
    assert labels[:2] == ["Price", "Hours"]
    assert compared(say("compare the first two"))


def test_compare_titles(say: Say) -> None:
    answer = say("compare SQL Quick Start and Java Step by Step")
    assert [item.id for item in compared(answer)] == ["quillstack/sql-quick-start", "port-ellery/java-step-by-step"]


def test_compare_titles_that_hold_an_and(say: Say) -> None:
    answer = say("compare Git, Alone and Together and SQL Quick Start")
    assert [item.id for item in compared(answer)] == [
        "port-ellery/git-alone-and-together",
        "quillstack/sql-quick-start",
    ]


def test_compare_with_a_title_that_is_not_here(say: Say) -> None:
    answer = say("compare SQL Quick Start and Underwater Basket Weaving Nine")
    assert codes(answer)[0] == "not_found"
    assert not compared(answer)


def test_compare_with_nothing_to_compare(say: Say) -> None:
    assert "what you want to learn first" in say("compare the first two").text or codes(say("compare the first two"))


def test_the_one_by_its_words(say: Say) -> None:
    shown = cards(say("excel"))
    wanted = shown[1]
    assert wanted.provider
    answer = say(f"tell me more about the {wanted.provider.split()[0]} one")
    assert cards(answer)[0].provider == wanted.provider


def test_a_number_too_high_says_what_there_is(say: Say) -> None:
    say("excel")
    assert "1, 2, 3" in say("number 9").text


def test_nothing_within_a_budget_names_the_cheapest_that_there_is(say: Say) -> None:
    answer = say("sql under $3, not from Brightwater")
    assert not cards(answer)
    assert "nothing_fits" in codes(answer)
    assert "The cheapest that meets the rest costs" in prose(answer)
    option = next(option for option in options(answer) if option.startswith("at most $"))
    agreed = say("yes")
    assert cards(agreed)
    assert max(price for price in prices(agreed) if price is not None) <= int(option.removeprefix("at most $"))


def test_the_limit_that_shuts_out_most_is_named(say: Say) -> None:
    answer = say("welding in Spanish")
    assert not cards(answer)
    assert "“in Spanish”" in prose(answer)
    assert options(answer) == ["any language"]


def test_items_of_unknown_price_are_counted_apart(say: Say) -> None:
    answer = say("excel under $500")
    known = say("excel", conversation="other")
    assert all(price is not None for price in prices(answer))
    assert "price" in prose(answer) or "not stated" not in prose(known)


def test_a_provider_that_is_not_here(say: Say) -> None:
    answer = say("python from Coursera")
    assert "No provider here is called Coursera" in prose(answer)
    assert cards(say("any provider"))


def test_a_typing_error_in_the_topic_is_said(say: Say) -> None:
    answer = say("pyhton")
    assert "I read “pyhton” as “python”" in prose(answer)
    assert cards(answer)


def test_a_correction_is_said_once(say: Say) -> None:
    say("pyhton")
    assert "I read" not in prose(say("under $100"))


def test_short_says_what_it_was_taken_for(say: Say) -> None:
    answer = say("short python courses")
    assert "I took “short” as at most 10 hours" in prose(answer)
    assert all(item.hours and item.hours.max <= 10 for item in cards(answer))


def test_a_career_goal_is_planned_and_no_job_is_promised(say: Say) -> None:
    answer = say("I want to become a data analyst, under $200")
    assert answer.intent is Intent.PATH
    assert answer.constraints == {
        "to": "data-analyst",
        "budget": 200,
        "currency": "USD",
        "hours_per_week": 5,
        "objective": "cheapest",
    }
    path = next(block.path for block in answer.blocks if isinstance(block, PathBlock))
    assert path.path.totals.cost.amount <= 200
    assert answer.citations[: len(path.path.steps)] == tuple(step.id for step in path.path.steps)
    assert "nobody can promise a job" in prose(answer)
    assert say("welding").constraints == {"hours_per_week": 5}


def test_an_unknown_career_is_searched_for(say: Say) -> None:
    assert "do not know a role" in say("I want to become a wizard of nothing").text


@pytest.mark.parametrize(
    ("question", "code"),
    [
        ("what's the weather", "weather"),
        ("who is the president", "news"),
        ("write my essay", "writing"),
        ("will I get a job?", "job_outcome"),
        ("who teaches it?", "instructor"),
        ("what is the pass rate?", "pass_rate"),
        ("do I need a visa for it?", "visa"),
    ],
)
def test_what_lies_outside_is_refused_by_name(say: Say, question: str, code: str) -> None:
    say("excel")
    answer = say(question)
    assert answer.intent is Intent.OUT_OF_SCOPE
    assert code in codes(answer)
    assert not cards(answer)
    assert not answer.citations


def test_a_refusal_leaves_the_conversation_as_it_was(say: Say) -> None:
    shown = cards(say("excel"))
    say("what's the weather")
    assert cards(say("the second one")) == [shown[1]]


def test_internal_items_only_for_those_who_may_see_them(say: Say) -> None:
    public = say("spanish on the loading dock")
    assert all(item.audience.visibility is Visibility.PUBLIC for item in cards(public))
    internal = say("Spanish on the Loading Dock", conversation="in", asker=OPERATOR)
    assert any(item.audience.visibility is Visibility.INTERNAL for item in cards(internal))
    assert not any("Brightwater" in block.model_dump_json() for block in public.blocks)


def test_an_internal_one_is_gone_once_the_asker_may_not_see_it(say: Say) -> None:
    say("Spanish on the Loading Dock", asker=OPERATOR)
    later = say("how much is it?")
    assert "Loading Dock" not in later.text


def test_a_conversation_continues_only_for_the_same_user(say: Say) -> None:
    say("excel under $50")
    assert say("more", user="ben").constraints == {}
    assert say("more").constraints == {"max_cost": 50, "currency": "USD"}


def test_thanks_help_and_goodbye_change_nothing(say: Say) -> None:
    say("excel under $50")
    for text, intent in (
        ("thanks!", Intent.GREETING),
        ("help", Intent.HELP),
        ("bye", Intent.GREETING),
        ("???", Intent.UNCLEAR),
    ):
        answer = say(text)
        assert answer.intent is intent
        assert answer.constraints == {"max_cost": 50, "currency": "USD"}


def test_people_never_read_the_machinery(say: Say) -> None:
    for text in ("excel", "cheaper", "compare 1 and 2", "help", "what's the weather", "the first one", "start over"):
        answer = say(text)
        assert answer.generation not in answer.text
        assert "engine" not in answer.text.lower()
        assert "score" not in answer.text.lower()


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\x00",
        "a" * 5000,
        "💥",
        "'; DROP TABLE conversation; --",
        "1" * 400,
        "$" * 50,
        "between $ and $",
        "\u202eexcel",
    ],
)
def test_anything_may_be_typed(say: Say, text: str) -> None:
    assert say(text).blocks
