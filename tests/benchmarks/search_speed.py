"""How fast is a question, warm, with and without filters, beside the recipe?"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from catalog.credential import Credential
from catalog.sql.open import open_catalog
from retrieval.document import document_of
from retrieval.embedders import BUILTIN_DIMENSION
from retrieval.open import LiveSearch
from retrieval.query import PUBLIC, Filters, Query
from retrieval.settings import IndexSettings
from retrieval.vectors import Matrix, map_vectors
from tests.benchmarks.catalogs import opened
from tests.benchmarks.large import Indexed, indexed
from tests.benchmarks.metrics import Timing, timing
from tests.benchmarks.recipe import Entry, KnownVectors, Recipe
from tests.benchmarks.recipe_filters import condition, metadata_of, tested
from tests.benchmarks.result import Bench, Row, Section, Table, Target, milliseconds
from tests.benchmarks.synthetic import Question, questions

TITLE = "Speed of search"
SIZES = (1_500, 20_000, 100_000)
BOUNDS = {1_500: 0.015, 100_000: 0.050}
QUESTIONS = 200
ROUNDS = 3
PEER_QUESTIONS = {1_500: 60, 20_000: 40, 100_000: 20}
PEER_FASTER = 10
PEER_DEPTH, PEER_WORDS = 10, 200


def search_speed(bench: Bench) -> Section:
    """Percentiles of the search at each size, and its ratio to the recipe."""
    own, beside = [], []
    for size in SIZES:
        catalog = indexed(bench.folder, size)
        bench.say(f"{size:,}: indexed in {catalog.took.clock:.0f} s")
        with opened(catalog.data_dir) as search:
            own.extend(_own(search, size))
            bench.say(f"{size:,}: " + ", ".join(" ".join(row.cells[1:]) for row in own[-2:]))
            beside.extend(_beside(search, catalog, bench))
            bench.say(f"{size:,}: " + ", ".join(" ".join(row.cells[1:]) for row in beside[-2:]))
    return Section("search", TITLE, (_own_table(own), _beside_table(beside)))


def _own_table(rows: Sequence[Row]) -> Table:
    remark = (
        f"{QUESTIONS} questions of 1 to 5 words, {ROUNDS} rounds after one to warm up; of each figure the median over "
        "the rounds. Every question is the whole way: spelling, filters and exact counts, ranking, ten records read. "
        "Processor time is what the search itself used: unlike the clock it does not count waiting for a busy core."
    )
    columns = ("credentials", "filters", "n", "median", "p95", "processor: median", "processor: p95")
    return Table("Alone", columns, tuple(rows), remark)


def _beside_table(rows: Sequence[Row]) -> Table:
    remark = (
        f"Question by question in turn, ten results each. The recipe's halves give {PEER_DEPTH} each; with filters BM25 "
        f"fetches {PEER_WORDS} and tests them. The recipe neither counts nor hides what the asker may not see."
    )
    columns = ("credentials", "filters", "n", "median", "p95", "recipe: median", "recipe: p95", "times faster: median")
    return Table("Beside LangChain's recipe, in the same run", columns, tuple(rows), remark)


# ---- alone


def _own(search: LiveSearch, size: int) -> list[Row]:
    asked = questions(QUESTIONS, size)
    plain: list[_Round] = []
    filtered: list[_Round] = []
    for _ in range(1 + ROUNDS):
        plain.append(_round(search, [(question.text, Filters()) for question in asked]))
        filtered.append(_round(search, [(question.text, question.filters) for question in asked]))
    return [_own_row(size, "none", plain[1:]), _own_row(size, "varied", filtered[1:])]


@dataclass(slots=True)
class _Round:
    """Seconds of each question: by the clock, and of the processor for this process alone."""

    clock: list[float] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)


def _round(search: LiveSearch, asked: Sequence[tuple[str, Filters]]) -> _Round:
    found = _Round()
    for text, filters in asked:
        used = time.process_time()
        found.clock.append(_seconds(lambda t=text, f=filters: _ask(search, t, f)))
        found.processor.append(time.process_time() - used)
    return found


def _own_row(size: int, filters: str, rounds: Sequence[_Round]) -> Row:
    clock, processor = timing([each.clock for each in rounds]), timing([each.processor for each in rounds])
    figures = (clock.median, clock.p95, processor.median, processor.p95)
    bound = BOUNDS.get(size)
    targets = () if bound is None else (Target.at_most(clock.p95 * 1000, bound * 1000, " ms p95"),)
    return Row((f"{size:,}", filters, str(clock.n), *map(milliseconds, figures)), targets)


def _ask(search: LiveSearch, text: str, filters: Filters) -> None:
    search.search(Query(text=text, filters=filters), PUBLIC)


def _seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


# ---- beside the recipe


def _beside(search: LiveSearch, catalog: Indexed, bench: Bench) -> list[Row]:
    recipe = _recipe(search, catalog, bench)
    asked = questions(QUESTIONS, catalog.size)[: PEER_QUESTIONS[catalog.size]]
    return [_duel(search, recipe, asked, catalog.size, filters=filters) for filters in (False, True)]


def _recipe(search: LiveSearch, catalog: Indexed, bench: Bench) -> Recipe:
    rows, vectors = _contents(search, catalog)
    texts = [document_of(row) for row in rows]
    entries = [Entry(row.id, text, metadata_of(row)) for row, text in zip(rows, texts, strict=True)]
    folder = bench.folder / f"recipe-{catalog.size}"
    return Recipe(entries, folder, PEER_DEPTH, PEER_WORDS, KnownVectors(texts, vectors))


def _contents(search: LiveSearch, catalog: Indexed) -> tuple[list[Credential], Matrix]:
    settings = IndexSettings(ADVISOR_DATA_DIR=catalog.data_dir, _env_file=None)  # type: ignore[call-arg]
    store = open_catalog(settings)
    rows = list(store.all_credentials(search.generation))
    store.close()
    return rows, map_vectors(settings.generations_dir / search.generation, len(rows), BUILTIN_DIMENSION)


def _duel(search: LiveSearch, recipe: Recipe, asked: Sequence[Question], size: int, *, filters: bool) -> Row:
    ours, theirs = [], []
    for question in asked:
        wanted = question.filters if filters else Filters()
        where, holds = (condition(wanted), tested(wanted)) if filters else (None, None)
        ours.append(_seconds(lambda q=question, w=wanted: _ask(search, q.text, w)))
        theirs.append(_seconds(lambda q=question, w=where, h=holds: recipe.ask(q.text, w, h)))
    return _duel_row(size, timing([ours]), timing([theirs]), filters=filters)


def _duel_row(size: int, ours: Timing, theirs: Timing, *, filters: bool) -> Row:
    ratio = theirs.median / ours.median
    figures = (ours.median, ours.p95, theirs.median, theirs.p95)
    cells = (f"{size:,}", "varied" if filters else "none", str(ours.n), *map(milliseconds, figures), f"{ratio:.1f}")
    needed = PEER_FASTER if filters and size > min(SIZES) else 1
    return Row(cells, (Target.at_least(round(ratio, 2), needed, " times"),))
