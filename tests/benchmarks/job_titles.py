"""Do titles of the same occupation come first? 105 job titles over 2,619 others, labelled.

Ranked by the search, with the titles as the credentials of a catalog; and by the likeness of titles that finds roles,
with O*NET's occupations as the roles.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from catalog_ingest.sources.onet import read_roles
from retrieval.embedders import WordLlamaEmbeddings
from retrieval.open import LiveSearch
from retrieval.query import PUBLIC, Query
from retrieval.roles import RoleFinder
from retrieval.titles import TitleSimilarity
from tests.benchmarks.catalogs import opened, reindex, write_rows
from tests.benchmarks.labelled import Labelled, read_labelled
from tests.benchmarks.metrics import average_precision, mean
from tests.benchmarks.recipe import Entry, Recipe
from tests.benchmarks.result import Bench, Row, Section, Table, Target

TITLE = "Quality: job titles"
TARGET = 0.43
TARGET_WITH_ROLES = 0.48
PAGE = 1_000

Rank = Callable[[str], Sequence[str]]


def job_titles(bench: Bench) -> Section:
    """MAP of the search, of the likeness of titles with and without O*NET, and of the recipe."""
    labelled = read_labelled(bench.shared / "labelled", "job_titles_en", "corpus")
    if labelled is None:
        return Section("job_titles", TITLE, skipped="shared/labelled is not here")
    search = _by_search(bench, labelled)
    bench.say("ranked by the search")
    recipe = _by_recipe(bench, labelled)
    bench.say("ranked by the recipe")
    ahead = Target("ahead of the recipe", search > recipe)
    rows = [
        Row(("search", f"{search:.3f}"), (Target.at_least(round(search, 4), TARGET), ahead)),
        Row(("likeness of titles", f"{_by_likeness(labelled, None):.3f}")),
    ]
    if (bench.shared / "onet").is_dir():
        embeddings = WordLlamaEmbeddings()
        likeness = _by_likeness(labelled, RoleFinder(read_roles(bench.shared / "onet")[0], embeddings))
        target = Target.at_least(round(likeness, 4), TARGET_WITH_ROLES)
        rows.append(Row(("likeness of titles, with O*NET's roles", f"{likeness:.3f}"), (target,)))
    rows.append(Row(("LangChain's recipe", f"{recipe:.3f}")))
    name = f"{len(labelled.questions)} job titles over {len(labelled.documents)}"
    remark = (
        "Everything is ranked. The labels do not count a title as an answer to itself. No constant was tuned on them."
    )
    return Section("job_titles", TITLE, (Table(name, ("ranked by", "MAP"), tuple(rows), remark),))


def _score(labelled: Labelled, rank: Rank) -> float:
    return mean([average_precision(rank(text), labelled.relevant[id_]) for id_, text in labelled.questions.items()])


def _by_search(bench: Bench, labelled: Labelled) -> float:
    rows = ({"id": id_, "title": title} for id_, title in labelled.documents.items())
    reindex(write_rows(bench.folder / "titles.jsonl", rows), bench.folder / "titles")
    with opened(bench.folder / "titles") as search:
        return _score(labelled, lambda text: _all_pages(search, text, len(labelled.documents)))


def _all_pages(search: LiveSearch, text: str, total: int) -> list[str]:
    pages = (search.search(Query(text=text, limit=PAGE, offset=at), PUBLIC) for at in range(0, total, PAGE))
    return [hit.credential.id for page in pages for hit in page.hits]


def _by_likeness(labelled: Labelled, roles: RoleFinder | None) -> float:
    ids = list(labelled.documents)
    similarity = TitleSimilarity(list(labelled.documents.values()), WordLlamaEmbeddings(), roles)
    return _score(
        labelled, lambda text: [ids[at] for at in np.argsort(-similarity.scores(text), kind="stable").tolist()]
    )


def _by_recipe(bench: Bench, labelled: Labelled) -> float:
    entries = [Entry(id_, title, {}) for id_, title in labelled.documents.items()]
    return _score(labelled, Recipe(entries, bench.folder / "titles-recipe", len(entries)).ask)
