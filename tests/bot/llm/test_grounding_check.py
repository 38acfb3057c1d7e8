"""What a sentence may say in a turn, and what not: against the records of real searches and paths."""

from __future__ import annotations

import pytest

from bot.advisor.grounding.check import check
from bot.advisor.grounding.figures import Kind
from bot.advisor.grounding.mend import mended
from bot.advisor.wording import Wording
from tests.bot.llm.contexts import Context, context

ETL = "ETL with Plain Python"
CERTIFICATE = "Certificate in Data Analysis with Python"


@pytest.fixture(scope="module")
def python() -> Context:
    return context("python courses")


@pytest.fixture(scope="module")
def path() -> Context:
    return context("I want to become a data analyst with $200, I know Excel")


def failed(sentence: str, here: Context, *before: str) -> set[Kind]:
    carried: frozenset[str] = frozenset()
    for earlier in before:
        carried = check(earlier, here.grounds, carried).subjects
    return {claim.kind for claim in check(sentence, here.grounds, carried).failures}


TRUE = (
    f"“{ETL}” costs $89.",
    f"{ETL} costs $89 and takes 18–20 hours.",
    f"“{ETL}” costs less than $100.",
    f"“{ETL}” takes up to 20 hours.",
    f"“{ETL}” takes about 20 hours.",
    f"“{ETL}” costs $89, “{CERTIFICATE}” $195.",
    f"“{CERTIFICATE}” is by University of Larkmoor, while “{ETL}” is by Quillstack Academy.",
    f"“{ETL}” is $106 cheaper than “{CERTIFICATE}”.",
    f"“{CERTIFICATE}” is longer than “{ETL}”.",
    f"Together “{ETL}” and “{CERTIFICATE}” cost $284.",
    f"“{ETL}” and “{CERTIFICATE}” cost $89 and $195.",
    f"For $89 you can take “{ETL}”.",
    f"“{CERTIFICATE}” carries 3 semester credit hours, awarded by University of Larkmoor.",
    f"“{CERTIFICATE}” is at https://larkmoor.example/python-data-analysis-certificate.",
    f"[{ETL}](https://quillstack.example/etl-with-plain-python) teaches ETL and Python.",
    f"“{ETL}” is not free.",
    f"If $195 is too much for “{CERTIFICATE}”, then “{ETL}” at $89 may do.",
    f"“{ETL}” and “{CERTIFICATE}” differ by $106.",
    f"“{ETL}” is at intermediate level.",
    f"“{CERTIFICATE}” is for beginners and in English.",
    f"“{ETL}” counts toward “Quillstack Data Engineer Professional Certificate”.",
    "I found 19 courses.",
    "Here are three of them.",
    "Would you like to compare the first two?",
    "Prices are those of November 2026.",
    "Tell me how many hours a week you have.",
    "I can look for a cheaper one, or for one in Spanish, if you like.",
)
FALSE = (
    (f"“{ETL}” costs $195.", Kind.MONEY),
    (f"“{ETL}” costs 89 euros.", Kind.MONEY),
    (f"“{ETL}” costs $89 a month.", Kind.MONEY),
    (f"“{ETL}” costs less than $80.", Kind.MONEY),
    (f"“{ETL}” is free.", Kind.FREE),
    (f"“{ETL}” takes 18 hours.", Kind.TIME),
    (f"“{ETL}” takes 3 weeks.", Kind.TIME),
    (f"“{ETL}” is by University of Larkmoor.", Kind.PROVIDER),
    (f"“{ETL}” is by Google.", Kind.PROVIDER),
    (f"“{ETL}” is $50 cheaper than “{CERTIFICATE}”.", Kind.MONEY),
    (f"“{CERTIFICATE}” is cheaper than “{ETL}”.", Kind.MONEY),
    (f"“{CERTIFICATE}” is the shortest.", Kind.TIME),
    (f"Together “{ETL}” and “{CERTIFICATE}” cost $300.", Kind.MONEY),
    (f"“{ETL}” and “{CERTIFICATE}” cost $195 and $89.", Kind.MONEY),
    (f"“{CERTIFICATE}” carries 9 semester credit hours.", Kind.NUMBER),
    (f"“{ETL}” is at https://larkmoor.example/python-data-analysis-certificate.", Kind.LINK),
    (f"“{ETL}” is at quillstack.com.", Kind.LINK),
    (f"“{ETL}” is at beginner level.", Kind.LEVEL),
    (f"“{ETL}” is taught in Spanish.", Kind.LANGUAGE),
    (f"“{ETL}” teaches pandas.", Kind.SKILL),
    (f"“{ETL}” starts on 3 March 2027.", Kind.DATE),
    ("“ETL with Plain Java” costs $89.", Kind.TITLE),
    ("ETL with Pure Python costs $89.", Kind.TITLE),
    ("Quillstack Data Engineer Professional Certificate costs $89.", Kind.MONEY),
    ("The Google Cloud Bootcamp is good.", Kind.NAME),
    ("I found 23 courses.", Kind.NUMBER),
    ("It reaches 90% of learners.", Kind.SHARE),
    ("Call +1 555 0100 now.", Kind.NUMBER),
    ("Send a mail to sales@example.com.", Kind.LINK),
)  # fmt: skip


@pytest.mark.parametrize("sentence", TRUE)
def test_true_sentences_pass(python: Context, sentence: str) -> None:
    assert failed(sentence, python) == set()


@pytest.mark.parametrize(("sentence", "kind"), FALSE)
def test_false_sentences_fail_for_what_is_wrong_in_them(python: Context, sentence: str, kind: Kind) -> None:
    assert kind in failed(sentence, python)


def test_it_is_what_was_last_spoken_of(python: Context) -> None:
    assert failed("It costs $89.", python, f"“{ETL}” is short.") == set()
    assert failed("It costs $195.", python, f"“{ETL}” is short.") == {Kind.MONEY}
    assert failed("It costs $195.", python, f"“{ETL}” is short.", f"“{CERTIFICATE}” is not.") == set()


def test_the_askers_own_limit_may_be_said_again() -> None:
    here = context("python courses under $100")
    assert failed("All of these cost less than $100.", here) == set()
    assert failed("“ETL with Plain Python” costs $100.", here) == {Kind.MONEY}


def test_words_of_the_asker_may_be_quoted(python: Context) -> None:
    assert failed("You asked for “python courses”.", python) == set()
    assert failed("You asked for “java courses”.", python) == {Kind.TITLE}


def steps(here: Context) -> list[str]:
    assert here.path is not None
    return [step.title for step in here.path.path.steps]


def test_the_order_of_steps(path: Context) -> None:
    one, two, three = steps(path)[:3]
    for true in (
        f"First “{one}”, then “{two}” and finally “{three}”.",
        f"Before “{two}” take “{one}”.",
        f"“{two}” comes after “{one}”.",
        f"Step 1 is “{one}”, step 3 is “{three}”.",
        f"The second step, “{two}”, follows “{one}”.",
        f"“{one}” → “{two}” → “{three}”",
        f"“{two}” is step 2.",
    ):
        assert failed(true, path) == set(), true
    for false in (
        f"First “{two}”, then “{one}”.",
        f"Before “{one}” take “{two}”.",
        f"“{one}” comes after “{two}”.",
        f"Step 1 is “{two}”.",
        f"“{one}” → “{three}” → “{two}”",
        f"“{two}” is step 3.",
        f"First “{one}”, then “Google Cloud: From the Console to Cloud Run”.",
    ):
        assert failed(false, path) & {Kind.ORDER, Kind.TITLE, Kind.NAME}, false


def test_the_sums_of_a_path(path: Context) -> None:
    assert failed("In all it costs $188 and takes 15 weeks at 5 hours a week.", path) == set()
    assert failed("It has 8 steps and covers 11 of 14 skills.", path) == set()
    assert failed("You are done by 6 March 2027.", path) == set()
    assert failed("With $142 more all 14 skills are covered.", path) == set()
    assert failed("In all it costs $342.", path) == {Kind.MONEY}
    assert failed("In all it takes 16 weeks.", path) == {Kind.TIME}
    assert failed("It has 7 steps.", path) == {Kind.NUMBER}
    assert failed("It covers 12 of 14 skills.", path) == {Kind.NUMBER}
    assert failed("You are done by 6 April 2027.", path) == {Kind.DATE}


def test_each_step_has_its_own_price_and_weeks(path: Context) -> None:
    assert path.path is not None
    one, two = path.path.path.steps[:2]
    assert failed(f"“{one.title}” costs ${one.charged.amount} and is for weeks 1–2.", path) == set()
    assert failed(f"“{one.title}” costs ${two.charged.amount}.", path) == {Kind.MONEY}
    assert failed(f"Step 2 costs ${two.charged.amount}.", path) == set()
    assert failed(f"Step 2 costs ${one.charged.amount}.", path) == {Kind.MONEY}
    assert failed(f"“{one.title}” is for weeks 4–6.", path) == {Kind.WEEK}


# ---- mending


def mend(sentence: str, here: Context) -> str | None:
    verdict = check(sentence, here.grounds)
    assert not verdict.holds
    built = mended(verdict, here.grounds, {}, Wording())
    if built is not None:
        carried = verdict.subjects
        assert check(built, here.grounds, carried).holds, built
    return built


@pytest.mark.parametrize(
    ("sentence", "built"),
    [
        (f"“{ETL}” costs $5.", f"{ETL}: $89 (prices of 5 November)."),
        (f"“{ETL}” takes 5 hours.", f"{ETL} takes 18–20 hours."),
        (
            f"“{ETL}” costs $5 and takes 18–20 hours.",
            f"{ETL}: $89 (prices of 5 November). {ETL} takes 18–20 hours.",
        ),
        (f"“{ETL}” is by Port Ellery University.", f"{ETL} is given by Quillstack Academy."),
        (f"“{ETL}” teaches pandas.", f"{ETL} teaches ETL, Python and Data engineering."),
        ("I found 99 courses.", "I found 19 that fit “python”."),
        ("Take “Python for Wizards”.", None),
        ("Harvard University offers more.", None),
    ],
)
def test_a_sentence_is_built_from_the_record_or_dropped(python: Context, sentence: str, built: str | None) -> None:
    assert mend(sentence, python) == built


def test_a_wrong_order_is_mended_with_the_right_one(path: Context) -> None:
    one, two = steps(path)[:2]
    built = mend(f"First “{two}”, then “{one}”.", path)
    assert built is not None
    assert built.startswith(f"The steps in their order: 1 “{one}”, 2 “{two}”")


def test_a_wrong_sum_is_mended_with_the_sums_of_the_path(path: Context) -> None:
    built = mend("In all it costs $7.", path)
    assert built is not None
    assert "8 steps for $188" in built
