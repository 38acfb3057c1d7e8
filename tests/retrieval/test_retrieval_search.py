"""The sample, asked: order, pages, counts, answers told from the rest, and who may see what."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from catalog.errors import NotFound, UsageError
from retrieval.open import LiveSearch, open_search
from retrieval.query import OPERATOR, PUBLIC, Asker, Page, Sort
from tests.conftest import settings_in
from tests.retrieval.small import asked, ids, titles


@pytest.fixture(scope="module")
def sample(sample_dir: Path) -> Iterator[LiveSearch]:
    live = open_search(settings_in(sample_dir))
    assert live.whole
    yield live
    live.close()


def whole(sample: LiveSearch, text: str = "", asker: Asker = PUBLIC, **asks: object) -> Page:
    return asked(sample, text, asker, limit=1000, **asks)


# ---- order and pages

ASKS = (
    ("", {}),
    ("python", {}),
    ("how do I get better at spreadsheets", {"max_cost": 100}),
    ("", {"language": "Spanish"}),
    ("python", {"level": "beginner", "sort": Sort.COST}),
    ("zzz qqq", {"max_hours": 20}),
)


@pytest.mark.parametrize(("text", "asks"), ASKS)
@pytest.mark.parametrize("size", [1, 7, 100])
def test_pages_give_every_row_once_in_the_same_order(
    sample: LiveSearch, text: str, asks: dict[str, object], size: int
) -> None:
    all_ids = ids(whole(sample, text, **asks))
    step = max(size, len(all_ids) // 12)
    offsets = range(0, len(all_ids), step)
    paged = [id_ for offset in offsets for id_ in ids(asked(sample, text, limit=step, offset=offset, **asks))]
    assert paged == all_ids
    assert len(set(all_ids)) == len(all_ids) > 0


def test_every_single_offset_holds_its_row(sample: LiveSearch) -> None:
    wanted = ids(whole(sample, "data", level="beginner", max_hours=12))
    found = [
        ids(asked(sample, "data", level="beginner", max_hours=12, limit=1, offset=at)) for at in range(len(wanted))
    ]
    assert found == [[id_] for id_ in wanted]


def test_beyond_the_end_there_is_nothing(sample: LiveSearch) -> None:
    page = asked(sample, "python", offset=10_000)
    assert page.hits == ()
    assert page.total == asked(sample, "python").total
    assert asked(sample, "python", limit=0).hits == ()


@pytest.mark.parametrize("asks", [asks for _, asks in ASKS])
def test_the_total_does_not_depend_on_the_text(sample: LiveSearch, asks: dict[str, object]) -> None:
    totals = {whole(sample, text, **asks).total for text in ("", "python", "scuba diving", "x" * 2000, "🙂", "AND (")}
    assert len(totals) == 1
    assert {whole(sample, text, **asks).unknown.__repr__() for text in ("", "python")}.__len__() == 1


def test_the_order_is_the_same_every_time(sample: LiveSearch, sample_dir: Path) -> None:
    again = open_search(settings_in(sample_dir))
    for text in ("python", "", "manage people", "diseño"):
        assert len({tuple(ids(whole(search, text))) for search in (sample, sample, again)}) == 1
    again.close()


def test_without_a_text_results_come_by_title(sample: LiveSearch) -> None:
    page = whole(sample)
    keys = [hit.credential.title.casefold() for hit in page.hits if hit.credential.title.isascii()]
    assert keys == sorted(keys)
    assert page.relevant == 0
    assert len(page.hits) == page.total


def test_scores_fall_within_the_answers_and_after_them(sample: LiveSearch) -> None:
    page = whole(sample, "short python course")
    scores = [hit.score for hit in page.hits]
    assert 0 < page.relevant < page.total
    for part in (scores[: page.relevant], scores[page.relevant :]):
        assert part == sorted(part, reverse=True)


# ---- sorting


def prices(page: Page) -> list[float | None]:
    known = [hit.credential.cost.amount if hit.credential.price_known else None for hit in page.hits]
    return [None if amount is None else float(amount) for amount in known]


def upper_hours(page: Page) -> list[float | None]:
    return [hit.credential.hours.max if hit.credential.hours else None for hit in page.hits]


def rising_then_unknown(values: list[float | None]) -> bool:
    known = [value for value in values if value is not None]
    return known == sorted(known) and values == known + [None] * (len(values) - len(known))


def test_sorting_by_cost_puts_unknown_prices_last(sample: LiveSearch) -> None:
    once = [hit for hit in whole(sample, sort=Sort.COST).hits if not hit.credential.cost or is_once(hit.credential)]
    page = whole(sample, sort=Sort.COST)
    values = prices(Page(page.generation, page.query, page.total, 0, tuple(once)))
    assert rising_then_unknown(values)
    assert values[0] == 0
    assert None in values


def is_once(credential: object) -> bool:
    return credential.cost.basis == "one_time"


def test_sorting_by_hours_puts_unknown_hours_last(sample: LiveSearch) -> None:
    values = upper_hours(whole(sample, sort=Sort.HOURS))
    assert rising_then_unknown(values)
    assert None in values


@pytest.mark.parametrize("sort", list(Sort))
def test_answers_come_first_whatever_the_order(sample: LiveSearch, sort: Sort) -> None:
    plain, page = whole(sample, "python"), whole(sample, "python", sort=sort)
    assert page.relevant == plain.relevant > 0
    assert set(ids(page)[: page.relevant]) == set(ids(plain)[: page.relevant])
    if sort is Sort.TITLE:
        keys = [title.casefold() for title in titles(page)[: page.relevant]]
        assert keys == sorted(keys)
    if sort is Sort.HOURS:
        assert rising_then_unknown(upper_hours(page)[: page.relevant])


# ---- answers


@pytest.mark.parametrize("text", ["scuba diving", "xyzzy", "¿?", "🙂🙂", "   ", "the of and"])
def test_nothing_answers_what_the_catalog_does_not_hold(sample: LiveSearch, text: str) -> None:
    page = asked(sample, text)
    assert page.relevant == 0
    assert page.total == asked(sample).total


@pytest.mark.parametrize(
    ("text", "mine", "not_mine"),
    [
        ("C++", "C++", {"C#", ".NET", "R", "C"}),
        ("C#", "C#", {"C++", "R", "C"}),
        (".NET", ".NET", {"C++", "R", "C"}),
        ("R", "R", {"C++", "C#", ".NET", "C"}),
    ],
)
def test_languages_of_signs_are_kept_apart(sample: LiveSearch, text: str, mine: str, not_mine: set[str]) -> None:
    page = whole(sample, text)
    answers = [hit.credential for hit in page.hits[: page.relevant]]
    assert answers
    for answer in answers:
        words = f"{answer.title} {answer.summary} {answer.description} {' '.join(answer.taught)}"
        assert mine in words, answer.id
    assert not any(not_mine.issuperset(answer.taught) and answer.taught for answer in answers)


def test_a_title_that_is_typed_comes_first(sample: LiveSearch) -> None:
    for title in titles(whole(sample))[::9]:
        page = asked(sample, title.upper(), limit=1)
        assert titles(page) == [title]
        assert page.relevant >= 1


def test_typing_errors_are_forgiven_and_said(sample: LiveSearch) -> None:
    wrong, right = asked(sample, "pyhton"), asked(sample, "python")
    assert wrong.corrections == {"pyhton": "python"}
    assert ids(wrong) == ids(right)
    assert right.corrections == {}
    provider = asked(sample, provider="Nimbra")
    assert provider.corrections == {"Nimbra": "nimbora"}
    assert provider.total == asked(sample, provider="nimbora").total > 0


def test_what_matched_is_said_in_the_words_of_the_question(sample: LiveSearch) -> None:
    hit = asked(sample, "python loops").hits[0]
    assert {"python", "Python"} & set(hit.matched)
    assert asked(sample).hits[0].matched == ()


def test_filters_reject_a_language_that_is_none(sample: LiveSearch) -> None:
    with pytest.raises(UsageError, match="Elvish"):
        asked(sample, "python", language="Elvish")


def test_rows_meet_every_filter_at_once(sample: LiveSearch) -> None:
    page = whole(sample, "data", max_cost=90, max_hours=25, language="en", level="beginner")
    assert page.total > 0
    for credential in (hit.credential for hit in page.hits):
        assert credential.level == "beginner"
        assert credential.hours.max <= 25
        assert any(tag.split("-")[0] == "en" for tag in credential.language)
        assert credential.cost.amount <= 90


def test_a_provider_nobody_knows_leaves_nothing(sample: LiveSearch) -> None:
    page = asked(sample, "python", provider="Hogwarts")
    assert (page.total, page.relevant, page.hits) == (0, 0, ())


# ---- who may see what


@pytest.fixture(scope="module")
def internal(sample: LiveSearch) -> list:
    page = whole(sample, asker=OPERATOR)
    found = [hit.credential for hit in page.hits if hit.credential.audience.visibility == "internal"]
    assert len(found) >= 40
    return found


def test_the_public_never_finds_what_is_internal(sample: LiveSearch, internal: list) -> None:
    secret = {credential.id for credential in internal}
    providers = {credential.provider for credential in internal}
    for text in ("", *(credential.title for credential in internal[::6])):
        assert secret.isdisjoint(ids(whole(sample, text)))
    assert providers.isdisjoint(sample.providers(PUBLIC))
    assert providers <= set(sample.providers(OPERATOR))
    seen = {hit.credential.place for hit in whole(sample).hits} - {None}
    places = {credential.place for credential in internal} - {None}
    assert set(sample.places(PUBLIC)) == seen
    assert set(sample.places(OPERATOR)) == seen | places
    assert whole(sample).total + len(internal) == whole(sample, asker=OPERATOR).total


def test_the_public_is_not_shown_what_is_internal_by_id_or_title(sample: LiveSearch, internal: list) -> None:
    secret = {credential.id for credential in internal}
    for credential in internal[::4]:
        with pytest.raises(NotFound) as refused:
            sample.show(credential.id, PUBLIC)
        assert secret.isdisjoint(refused.value.choices)
        assert secret.isdisjoint(found.id for found in sample.titled(credential.title, PUBLIC))
        assert sample.show(credential.id, OPERATOR) == credential
        assert sample.titled(credential.title, OPERATOR)[0].title == credential.title


def test_an_employer_sees_its_own_and_groups_only_theirs(sample: LiveSearch, internal: list) -> None:
    owner = internal[0].audience.owner
    all_of_it = [credential for credential in internal if credential.audience.owner == owner]
    open_to_all = [credential for credential in all_of_it if not credential.audience.groups]
    public = whole(sample).total
    assert whole(sample, asker=Asker(frozenset({owner}))).total == public + len(open_to_all)
    assert whole(sample, asker=Asker(frozenset({owner}), None)).total == public + len(all_of_it)
    assert whole(sample, asker=Asker(frozenset({"another"}), None)).total == public


def test_an_id_that_is_wrong_names_the_nearest(sample: LiveSearch) -> None:
    right = ids(asked(sample, limit=1))[0]
    with pytest.raises(NotFound) as refused:
        sample.show(right[:-1], PUBLIC)
    assert right in refused.value.choices
    assert right[:-1] in refused.value.message


def test_what_is_behind_the_catalog(sample: LiveSearch) -> None:
    assert sample.sources() == ("sample",)
    assert [mention.skill for mention in sample.skills_in("I know pyhton")] == ["Python"]


def test_words_of_another_language_order_what_answers_and_admit_nothing_else(sample: LiveSearch) -> None:
    english, both = whole(sample, "German for nurses"), whole(sample, "German for nurses", also="Deutsch Pflege")
    assert set(ids(both)[: both.relevant]) == set(ids(english)[: english.relevant])
    assert both.hits[0].credential.id == "lingua-norte/deutsch-in-der-pflege" != english.hits[0].credential.id


def test_a_part_of_a_skills_name_is_no_answer(sample: LiveSearch) -> None:
    found = whole(sample, "machine learning", min_hours=25)
    assert 0 < found.relevant < 5
    assert not any("Mill" in title for title in titles(found)[: found.relevant])
