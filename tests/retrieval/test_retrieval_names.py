"""From people's words to the catalog's names: spelling, skills, providers, titles."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.errors import UsageError
from catalog.skill import Skill
from retrieval.query import OPERATOR, PUBLIC, Asker, Filters
from retrieval.resolve import Resolver
from retrieval.spelling import Speller, count_words
from retrieval.vocabulary import SkillVocabulary
from tests.retrieval.small import SKILLS, SmallCatalog, course

WORDS = {"python": 9, "programming": 4, "excel": 3, "data": 7, "date": 2, "bank": 1, "programme": 2, "go": 1}


# ---- spelling


@pytest.mark.parametrize(
    ("word", "read_as"),
    [
        ("pyhton", "python"),
        ("pythn", "python"),
        ("ypthon", "python"),
        ("pythonn", "python"),
        ("programing", None),
        ("programminng", "programming"),
        ("programmign", "programming"),
        ("dxta", "data"),
        ("datq", "data"),
        ("python", None),
        ("exc", None),
        ("gp", None),
        ("jython", None),
        ("pithom", None),
        ("bnak", "bank"),
        ("date", None),
        ("exce1", None),
        ("2026", None),
        ("", None),
    ],
)
def test_one_error_is_forgiven_and_two_in_long_words(word: str, read_as: str | None) -> None:
    assert Speller(WORDS).correct(word) == read_as


def test_corrections_name_each_wrong_word_once_and_leave_known_ones() -> None:
    speller = Speller(WORDS)
    assert speller.corrections("Pyhton pyhton for DATA in Excell", lambda _: False) == {
        "pyhton": "python",
        "excell": "excel",
    }
    assert speller.corrections("pyhton", lambda _: True) == {}


@given(st.text(), st.lists(st.text(min_size=1), max_size=5))
def test_a_correction_is_always_a_known_word(word: str, known: list[str]) -> None:
    counts = count_words(known)
    corrected = Speller(counts).correct(word)
    assert corrected is None or (corrected in counts and word not in counts)


def test_words_are_counted_folded() -> None:
    assert count_words(["Año año", "ANO uno"]) == {"ano": 3, "uno": 1}


# ---- skills

VOCABULARY = SkillVocabulary(SKILLS)


@pytest.mark.parametrize(
    ("text", "skills"),
    [
        ("python", ["Python"]),
        ("I know PYTHON programming and sql", ["Python", "SQL"]),
        ("machine learning operations", ["Machine learning operations"]),
        ("machine learning basics", ["Machine learning"]),
        ("learning machines", []),
        ("ml and mlops", ["Machine learning", "Machine learning operations"]),
        ("aprendizaje automático", ["Machine learning"]),
        ("APRENDIZAJE AUTOMATICO con visualización de datos", ["Machine learning", "Data visualization"]),
        ("machne lerning in pyton", ["Machine learning", "Python"]),
        ("C, C++, C# and .NET for the working programmer", ["C", "C++", "C#", ".NET"]),
        ("c++", ["C++"]),
        ("go", ["Go"]),
        ("I want to go and learn a language", []),
        ("I want to learn Go as a language", ["Go"]),
        ("the vitamin c and what it does", []),
        ("courses in R for people", ["R"]),
        ("machine learning operations machine learning", ["Machine learning operations", "Machine learning"]),
        ("", []),
        ("scuba diving", []),
    ],
)
def test_skills_that_a_text_names(text: str, skills: list[str]) -> None:
    mentions = VOCABULARY.mentions(text)
    assert [mention.skill for mention in mentions] == skills
    assert all(text[mention.start : mention.end] == mention.words for mention in mentions)


@given(st.text(alphabet="pythonsqlc+#. mlRá", max_size=40))
def test_mentions_stand_in_the_text_and_never_overlap(text: str) -> None:
    mentions = VOCABULARY.mentions(text)
    assert all(text[mention.start : mention.end] == mention.words for mention in mentions)
    assert all(left.end <= right.start for left, right in itertools.pairwise(mentions))


def test_a_real_word_is_no_typing_error() -> None:
    assert VOCABULARY.mentions("how to reach more customers") == []
    assert [mention.skill for mention in VOCABULARY.mentions("reakt")] == ["React"]
    assert VOCABULARY.mentions("reakt", is_known="reakt".__eq__) == []


def test_skills_are_taken_from_a_text_only_as_they_are_written() -> None:
    assert VOCABULARY.named_in("pyton, SQL and sql; react. Reach out") == ["SQL", "React"]


@pytest.mark.parametrize(
    ("name", "skill"),
    [("MLOps", "Machine learning operations"), ("pyton", "Python"), ("c#", "C#"), ("cobol", None), ("", None)],
)
def test_a_skill_by_its_name(name: str, skill: str | None) -> None:
    assert VOCABULARY.named(name) == skill


def test_a_name_counts_more_than_an_alias_of_another() -> None:
    both = (Skill(name="Analytics", aliases=("Statistics",)), Skill(name="Statistics", aliases=("analytics",)))
    for skills in (both, both[::-1]):
        vocabulary = SkillVocabulary(skills)
        assert (vocabulary.named("statistics"), vocabulary.named("analytics")) == ("Statistics", "Analytics")


def test_narrower_skills_are_parts_at_every_depth_and_circles_end() -> None:
    skills = (Skill(name="A", broader=("C",)), Skill(name="B", broader=("A",)), Skill(name="C", broader=("B",)))
    assert SkillVocabulary(skills).with_narrower("A") == {"A", "B", "C"}
    assert VOCABULARY.with_narrower("Machine learning") >= {"Machine learning operations", "Deep learning"}
    assert VOCABULARY.with_narrower("Deep learning") == {"Deep learning"}
    assert SkillVocabulary(()).mentions("python") == []


# ---- providers, titles, ids

INTERNAL = {"visibility": "internal", "owner": "Copperline"}


@pytest.fixture(scope="module")
def resolver(tmp_path_factory: pytest.TempPathFactory) -> Resolver:
    catalog = SmallCatalog(tmp_path_factory.mktemp("names"))
    courses = [
        course("n/py", "Python from Zero", provider="Nimbora Cloud Academy", skills=["Python"]),
        course("n/reach", "How to Reach Customers", provider="Université Valmont"),
        course("n/py2", "Python from One"),
        course("c/secret", "Python at Copperline", provider="Copperline Academy", audience=INTERNAL),
    ]
    catalog.publish("g", courses)
    return catalog.view("g").resolver


COPPERLINE = Asker(owners=frozenset({"Copperline"}))


@pytest.mark.parametrize(
    ("asked", "asker", "read_as"),
    [
        ("Nimbora", PUBLIC, "Nimbora"),
        ("cloud academy", PUBLIC, "cloud academy"),
        ("Nimbra", PUBLIC, "nimbora"),
        ("nimbora cluod", PUBLIC, "nimbora cloud"),
        ("Universite Valmnot", PUBLIC, "universite valmont"),
        ("Harvard", PUBLIC, "Harvard"),
        ("Coperline", PUBLIC, "Coperline"),
        ("Coperline", COPPERLINE, "copperline"),
    ],
)
def test_a_provider_with_typing_errors(resolver: Resolver, asked: str, asker: Asker, read_as: str) -> None:
    for name in ("provider", "not_provider"):
        filters, corrections = resolver.filters(Filters(**{name: asked}), asker)
        assert getattr(filters, name) == read_as
        assert corrections == ({} if read_as == asked else {asked: read_as})


def test_filters_take_names_for_languages_and_skills(resolver: Resolver) -> None:
    filters, _ = resolver.filters(Filters(language="Español", skill=("pyton", "ML", "Basket weaving")), PUBLIC)
    assert filters.language == "es"
    assert filters.skill == ("Python", "Machine learning", "Basket weaving")


def test_a_language_that_does_not_exist_is_an_error_that_says_what_to_type(resolver: Resolver) -> None:
    with pytest.raises(UsageError, match=r"'Elvish' is not a language.*Spanish"):
        resolver.filters(Filters(language="Elvish"), PUBLIC)


def test_a_text_is_corrected_word_by_word_and_otherwise_left_alone(resolver: Resolver) -> None:
    assert resolver.text("Learn PYHTON, from zero!") == ("Learn python, from zero!", {"pyhton": "python"})
    assert resolver.text("reach") == ("reach", {})
    assert resolver.text("C++") == ("C++", {})


def test_a_word_of_the_catalog_is_no_misspelt_skill(resolver: Resolver) -> None:
    assert resolver.skills_in("reach") == []
    assert [mention.skill for mention in resolver.skills_in("raect")] == ["React"]


@pytest.mark.parametrize(
    ("text", "only"),
    [
        ("python", True),
        ("Python and C#", True),
        ("python for zebras", False),
        ("customers", False),
        ("", False),
        ("the", False),
    ],
)
def test_whether_a_text_is_nothing_but_skills(resolver: Resolver, text: str, only: bool) -> None:
    assert resolver.names_only_skills(text) is only


def test_titles_are_found_exactly_then_nearly(resolver: Resolver) -> None:
    exact = resolver.positions_like("python FROM zero", PUBLIC, 5)
    near = resolver.positions_like("pyton from zer", PUBLIC, 5)
    assert len(exact) == 1
    assert near[0] == exact[0]
    assert resolver.positions_like("quantum gravity", PUBLIC, 5) == []
    assert len(resolver.positions_like("python at copperline", OPERATOR, 1)) == 1


def test_nearest_ids_never_name_what_the_asker_may_not_see(resolver: Resolver) -> None:
    assert resolver.nearest_ids("c/secre", OPERATOR)[0] == "c/secret"
    assert "c/secret" not in resolver.nearest_ids("c/secre", PUBLIC)
    assert resolver.nearest_ids("n/p", PUBLIC, 1) in {("n/py",), ("n/py2",)}
    assert resolver.providers(PUBLIC) == ("Nimbora Cloud Academy", "Université Valmont")
    assert "Copperline Academy" in resolver.providers(COPPERLINE)
