"""Do courses that teach a skill come first? 160 names of skills over 803 courses of Coursera 2019, labelled."""

from __future__ import annotations

from catalog.credential import Credential
from retrieval.document import document_of
from retrieval.open import LiveSearch
from retrieval.query import PUBLIC, Query
from tests.benchmarks.catalogs import opened, reindex, write_rows
from tests.benchmarks.labelled import Labelled, read_labelled
from tests.benchmarks.metrics import mean, ndcg
from tests.benchmarks.recipe import Entry, Recipe
from tests.benchmarks.result import Bench, Row, Section, Table, Target

TITLE = "Quality: skills to courses"
TARGET = 0.58
SHOWN = 10
RECIPE_DEPTH = 50


def quality(bench: Bench) -> Section:
    """nDCG@10 of the search and of the recipe."""
    labelled = read_labelled(bench.shared / "labelled", "coursera19_skill_to_course", "docs")
    if labelled is None:
        return Section("quality", TITLE, skipped="shared/labelled is not here")
    credentials = [_credential(id_, text) for id_, text in labelled.documents.items()]
    source = write_rows(
        bench.folder / "courses.jsonl", (row.model_dump(mode="json", exclude_defaults=True) for row in credentials)
    )
    _, report = reindex(source, bench.folder / "courses")
    bench.say(f"indexed {report['added']} courses")
    with opened(bench.folder / "courses") as search:
        ours = mean([_ours(search, labelled, id_) for id_ in labelled.questions])
    entries = [Entry(row.id, document_of(row), {"title": row.title}) for row in credentials]
    recipe = Recipe(entries, bench.folder / "courses-recipe", RECIPE_DEPTH)
    theirs = mean([ndcg(recipe.ask(text), labelled.relevant[id_]) for id_, text in labelled.questions.items()])
    return Section("quality", TITLE, (_table(ours, theirs, labelled),))


def _credential(id_: str, text: str) -> Credential:
    title, _, description = text.partition(". ")
    return Credential(id=id_, title=title, description=description or None)


def _ours(search: LiveSearch, labelled: Labelled, question: str) -> float:
    page = search.search(Query(text=labelled.questions[question], limit=SHOWN), PUBLIC)
    return ndcg([hit.credential.id for hit in page.hits], labelled.relevant[question])


def _table(ours: float, theirs: float, labelled: Labelled) -> Table:
    return Table(
        f"{len(labelled.questions)} names of skills over {len(labelled.documents)} courses",
        ("", "nDCG@10"),
        (
            Row(("this project", f"{ours:.3f}"), (Target.at_least(round(ours, 4), TARGET), _ahead(ours, theirs))),
            Row(("LangChain's recipe", f"{theirs:.3f}")),
        ),
        f"The recipe fuses the first {RECIPE_DEPTH} of each half. No constant was tuned on these labels.",
    )


def _ahead(ours: float, theirs: float) -> Target:
    return Target("ahead of the recipe", ours > theirs)
