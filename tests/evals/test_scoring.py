"""What scores the advisor: every property has answers that it takes and answers that it does not."""

from __future__ import annotations

import contextlib
from typing import Any

import pytest

from bot.advisor.messages import Answer, Intent, Notice
from catalog.learner import Learner
from tests.evals import __main__ as program
from tests.evals import dialogues
from tests.evals.catalogs import Catalog, Missing, Shelf
from tests.evals.checks import CHECKS, PATH_CHECKS, fault
from tests.evals.dialogues import Dialogue, Expect, PathWish
from tests.evals.examples import ASK, EXAMPLES, NOTHING, Made
from tests.evals.languages import language_of
from tests.evals.made import EXCEL, SHEETS, SQL, Known, World, answered, dialogue, heard, shown
from tests.evals.matching import matches, wrong_constraints
from tests.evals.refusing import refuses
from tests.evals.scoring import Score, Share, judge, score

SAMPLE = Notice(code="illustrative", text="These courses are invented; none can be booked.")


# ---- properties


def found_wrong(world: World, name: str, value: Any, answer: Answer, people: Any = None) -> str:
    before = (world.shown(EXCEL, SHEETS), world.told())
    turn = heard(world.catalog, answer, *before, expect={name: value}, people=people)
    return fault(name, getattr(turn.turn.expect, name), turn)


@pytest.mark.parametrize(("name", "value", "right", "wrong"), EXAMPLES)
def test_a_property_is_told_from_its_absence(world: World, name: str, value: Any, right: Made, wrong: Made) -> None:
    assert found_wrong(world, name, value, right(world)) == ""
    assert found_wrong(world, name, value, wrong(world)) != ""


def test_every_property_has_an_example() -> None:
    of_people = {"knows", "plans"}
    assert {name for name, *_ in EXAMPLES} | of_people == set(CHECKS) == set(Expect.model_fields)
    of_paths = {key for name, value, *_ in EXAMPLES if name == "path" and value for key in value}
    assert of_paths == set(PATH_CHECKS) == set(PathWish.model_fields)


def test_nothing_shown_meets_a_limit_only_where_nothing_may_be_shown(catalog: Catalog) -> None:
    for more, right in (({"shows": [1, 3]}, False), ({"shows": [0, 3]}, True), ({"refuses": True}, True), ({}, False)):
        turn = heard(catalog, answered("none"), expect={"meets": {"free": True}} | more)
        assert (fault("meets", {"free": True}, turn) == "") is right


ANA = Learner(
    role="cashier", skills=("Microsoft Excel",), done=(SQL,), budget=100, languages=("es",), avoid=("Nimbora",)
)


@pytest.mark.parametrize(
    ("value", "right"),
    [
        ({}, False),
        ({"role": "cashier", "budget": 100}, True),
        ({"role": "chef"}, False),
        ({"skills": ["excel"]}, True),
        ({"skills": ["excel", "SQL"]}, False),
        ({"skills": []}, False),
        ({"done": ["SQL Quick Start"]}, True),
        ({"done": [SQL]}, True),
        ({"done": ["Excel for Office Work"]}, False),
        ({"budget": 99}, False),
        ({"hours_per_week": None}, True),
        ({"hours_per_week": 5}, False),
        ({"languages": ["es"], "avoid": ["nimbora"]}, True),
        ({"goal": {"any": ["chef", None]}}, True),
    ],
)
def test_what_is_known_of_a_person(world: World, value: dict[str, Any], right: bool) -> None:
    assert (found_wrong(world, "knows", value, answered("x"), Known(ANA)) == "") is right


def test_a_stranger_is_one_of_whom_nothing_is_known(world: World) -> None:
    assert found_wrong(world, "knows", {}, answered("x"), Known(Learner(tongue="es"))) == ""


def test_saved_plans_are_counted(world: World) -> None:
    assert found_wrong(world, "plans", 1, answered("x"), Known(plans=["one"])) == ""
    assert found_wrong(world, "plans", 1, answered("x"), Known()) == "0 saved"


def test_a_check_that_cannot_be_made_is_not_passed(catalog: Catalog) -> None:
    turn = heard(catalog, answered("x"), people=object(), expect={"plans": 0})
    assert "AttributeError" in fault("plans", 0, turn)


# ---- constraints


@pytest.mark.parametrize(
    ("expected", "got", "right"),
    [
        ({}, {}, True),
        ({}, {"max_cost": 50}, False),
        ({"max_cost": 50}, {}, False),
        ({"max_cost": 50}, {"max_cost": 50.0, "currency": "USD"}, True),
        ({"max_cost": 50}, {"max_cost": 49}, False),
        ({"max_cost": 50, "currency": "EUR"}, {"max_cost": 50, "currency": "USD"}, False),
        ({"max_cost": 0}, {}, False),
        ({"level": None}, {"level": "advanced"}, True),
        ({"level": None}, {}, True),
        ({"level": {"any": ["beginner", "intermediate"]}}, {"level": "intermediate"}, True),
        ({"level": {"any": ["beginner", "intermediate"]}}, {"level": "advanced"}, False),
        ({"level": {"any": ["beginner", None]}}, {}, True),
        ({"free": False}, {}, True),
        ({"free": False}, {"free": True}, False),
        ({"free": True}, {"free": True}, True),
        ({"skill": ["sql", "Python"]}, {"skill": ["Python", "SQL"]}, True),
        ({"skill": ["SQL"]}, {"skill": ["Python", "SQL"]}, False),
        ({"skill": ["excel"]}, {"skill": ["Microsoft Excel"]}, True),
        ({"not_provider": "Nimbora"}, {"not_provider": "nimbora"}, True),
        ({"have": ["SQL"]}, {"have": ["SQL"], "hours_per_week": 5, "objective": "cheapest", "done": ["x"]}, True),
        ({"have": ["SQL"]}, {"have": ["Python"]}, False),
        ({"hours_per_week": 3}, {"hours_per_week": 5}, False),
        ({"by": "2027-03-01"}, {"by": "2027-03-01"}, True),
        ({"by": "2027-03-01"}, {"by": "2027-03-02"}, False),
        ({"to": "data-analyst"}, {"to": "data-analyst", "from": "cashier"}, False),
    ],
)
def test_constraints(expected: dict[str, Any], got: dict[str, Any], right: bool) -> None:
    assert (list(wrong_constraints(expected, got)) == []) is right


def test_alternatives_may_be_lists() -> None:
    assert matches({"any": [["a", "b"], ["c"]]}, ("C",))
    assert not matches({"any": [["a", "b"], ["c"]]}, ("a",))


# ---- refusals and languages


@pytest.mark.parametrize(
    ("answer", "refused"),
    [
        (answered("I know nothing about the weather.", intent=Intent.OUT_OF_SCOPE), True),
        (answered(NOTHING), True),
        (answered("The catalog does not say how many hours it takes.", intent=Intent.DETAILS), True),
        (answered("El catálogo no dice cuánto dura.", intent=Intent.DETAILS), True),
        (answered("Le catalogue n’indique pas de prix.", intent=Intent.DETAILS), True),
        (answered("Der Katalog nennt keinen Preis.", intent=Intent.DETAILS), True),
        (answered("It takes 5 hours. The catalog does not state a level.", intent=Intent.DETAILS), False),
        (answered("The catalog does not state a level. Please ask who gives it.", intent=Intent.DETAILS), True),
        (answered("It takes 5 hours.", intent=Intent.DETAILS), False),
        (answered("No. Excel for Office Work: $65.", intent=Intent.DETAILS), False),
        (answered("What would you like to learn?", ASK, intent=Intent.UNCLEAR), False),
        (answered("Welcome.", SAMPLE, intent=Intent.GREETING), False),
        (answered("It costs $65.", SAMPLE, intent=Intent.DETAILS), False),
        (answered("I do not know which.", ASK, intent=Intent.DETAILS), False),
        (answered(NOTHING, ASK), True),
        (answered("I know nothing of you yet.", intent=Intent.PROFILE), False),
        (answered("Skills are no qualification, and nobody can promise a job.", intent=Intent.EXPLAIN), False),
        (answered(Notice(code="danger", text="Please talk to somebody."), intent=Intent.EXPLAIN), False),
        (answered(Notice(code="human", text="There is nobody here."), intent=Intent.HANDOVER), False),
    ],
)
def test_refusing(answer: Answer, refused: bool) -> None:
    assert refuses(answer) is refused


def test_what_is_shown_is_no_refusal(world: World) -> None:
    assert not refuses(answered(NOTHING, shown(world.catalog, SQL)))
    assert not refuses(world.told())
    assert refuses(answered(NOTHING, *world.told(steps=()).blocks))


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("I found 12 that fit. Here are the first 3:", "en"),
        ("Encontré 12 que encajan. Aquí están los primeros 3:", "es"),
        ("Voici les 3 premiers, par prix croissant :", "fr"),
        ("Hier sind die ersten 3, die billigsten zuerst:", "de"),
        ("“El primero de los cursos” takes 3 hours.", "en"),
        ("Python 3", None),
    ],
)
def test_languages(text: str, language: str | None) -> None:
    assert language_of(text) == language


def test_names_say_nothing_of_the_language() -> None:
    assert language_of("Hojas de cálculo para tu negocio takes 6 hours", "Hojas de cálculo para tu negocio") == "en"


# ---- scores


RIGHT = {
    "say": "python for beginners under $60",
    "intent": ["find"],
    "constraints": {"max_cost": 60, "level": "beginner"},
    "expect": {"shows": [1, 3], "topic": ["python"], "meets": {"max_cost": 60, "level": "beginner"}, "refuses": False},
}
REFUSED = {"say": "how is the weather", "intent": ["out_of_scope"], "constraints": "any", "expect": {"refuses": True}}


def scored(made: Dialogue, shelf: Shelf, people: Any) -> Score:
    return score([made], shelf, people)[0]


def test_a_good_answer_scores_in_full(shelf: Shelf, people: Any) -> None:
    total = scored(dialogue(RIGHT, REFUSED), shelf, people)
    assert (total.turns, total.intents, total.constraints) == (3, Share(3, 3), Share(1, 1))
    assert (total.properties, total.properties_by_turn) == (Share(5, 5), Share(2, 2))
    assert (total.refusals, total.false_refusals) == (Share(1, 1), Share(0, 1))
    assert total.as_json()["broken"] == {}
    assert total.counts() == {"turns": 3, "invented": 0, "crashed": 0}


def test_what_is_wrong_is_counted_where_it_is_wrong(shelf: Shelf, people: Any) -> None:
    wrong = RIGHT | {"intent": ["path"], "constraints": {}, "expect": RIGHT["expect"] | {"topic": ["welding"]}}
    total = scored(dialogue(wrong, REFUSED | {"expect": {"refuses": False}}), shelf, people)
    assert (total.intents, total.constraints) == (Share(2, 3), Share(0, 1))
    assert (total.properties, total.properties_by_turn) == (Share(3, 5), Share(0, 2))
    assert (total.refusals, total.false_refusals) == (Share(0, 0), Share(1, 2))
    assert total.broken == {"topic": 1, "refuses": 1}


def test_a_refusal_that_was_wanted_and_did_not_come(shelf: Shelf, people: Any) -> None:
    total = scored(dialogue(RIGHT | {"expect": {"refuses": True}}), shelf, people)
    assert (total.refusals, total.false_refusals) == (Share(0, 1), Share(0, 0))


def test_an_advisor_that_breaks_gets_nothing(shelf: Shelf, people: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any) -> Answer:
        raise RuntimeError("out of order")

    monkeypatch.setattr("bot.advisor.advisor.Advisor.answer", broken)
    total = scored(dialogue(RIGHT), shelf, people)
    assert (len(total.crashed), total.properties.right, total.constraints.right) == (3, 0, 0)


def test_a_catalog_that_is_not_here_is_told(people: Any) -> None:
    class Empty:
        def __getitem__(self, name: str) -> Catalog:
            raise Missing(f"{name}: no file")

    total = scored(dialogue(RIGHT), Empty(), people)  # type: ignore[arg-type]
    assert (total.turns, total.skipped) == (0, ["sample: no file"])


def test_a_verdict_says_everything_that_is_wrong(catalog: Catalog) -> None:
    turn = heard(catalog, answered("It costs $77."), expect={"shows": [1, 3], "path": {"to": "chef"}})
    faults = list(judge("made", 1, turn).faults)
    assert faults == ["shows (1, 3): 0 shown", "path {'to': 'chef'}: no path", "invented: money $77"]


def test_of_the_blind_set_only_figures_are_printed(
    shelf: Shelf, tmp_path: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for folder in (tmp_path, tmp_path / "blind"):
        folder.mkdir(exist_ok=True)
        (folder / "few.json").write_text(
            f"[{dialogue(RIGHT | {'intent': ['path']}).model_dump_json(exclude_unset=True)}]"
        )
    monkeypatch.setattr(dialogues, "FOLDER", tmp_path)
    monkeypatch.setattr(program, "opened", lambda *_: contextlib.nullcontext(shelf))
    for more, told in (([], True), (["--blind"], False)):
        monkeypatch.setattr("sys.argv", ["evals", "--failing", "--json", str(tmp_path / "out"), *more])
        program.main()
        printed = capsys.readouterr().out + (tmp_path / "out").read_text()
        assert "66.7%" in printed
        assert ("python" in printed) is told
