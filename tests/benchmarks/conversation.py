"""How well dialogues are understood, how fast a turn is answered, and whether many conversations stay apart."""

from __future__ import annotations

import datetime as dt
import threading
import time
from collections import defaultdict
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from bot.advisor.advisor import Advisor
from bot.advisor.messages import Answer, Intent, Question
from bot.settings import AdvisorSettings
from bot.wiring import opened_search
from people.sql.open import open_people
from people.sql.store import SqlPeopleStore
from retrieval.ports import CatalogSearch
from tests.benchmarks.metrics import timing
from tests.benchmarks.result import Bench, Row, Section, Table, Target, milliseconds
from tests.evals.catalogs import Shelf, index, opened
from tests.evals.dialogues import Dialogue, files, load
from tests.evals.scoring import Score, score

TITLE = "Conversation"
NOW = dt.datetime(2026, 11, 23, 9, tzinfo=dt.UTC)
FLOORS = {"constraints": 0.95, "properties": 0.93, "refusals": 0.95}
MOST_FALSE = 0.03
SLOWEST = {"search": 0.15, "path": 0.5}
CONVERSATIONS, THREADS = 200, 8
KINDS = {
    Intent.FIND: "search",
    Intent.DETAILS: "search",
    Intent.COMPARE: "search",
    Intent.PATH: "path",
    Intent.ADJUST_PATH: "path",
}


def conversation(bench: Bench) -> Section:
    """Understanding on both sets, latency, and 200 conversations at once."""
    folder = index(bench.folder / "talks")
    with opened_search(_settings(folder)) as search:
        speed = _speed(search, bench)
        apart = _apart(search, bench)
    return Section("conversation", TITLE, (_understood(bench), speed, apart))


def _settings(folder: Path) -> AdvisorSettings:
    return AdvisorSettings(_env_file=None, ADVISOR_DATA_DIR=folder)


# ---- understanding


def _understood(bench: Bench) -> Table:
    def indexer(name: str, *sources: Path) -> Path:
        return index(bench.folder / f"evals-{name}", *sources)

    people = open_people(_settings(bench.folder / "evals-people"))
    with opened(bench.shared, indexer) as shelf:
        rows = tuple(_scored(shelf, people, blind=blind) for blind in (False, True))
    people.close()
    remark = (
        "Constraints: turns in which all that is in force is right. Properties: of what is shown and said. The open set was "
        "tuned on; the blind one was written first, by somebody who had not read the rules, and nothing was changed on "
        "account of it."
    )
    columns = (
        "set",
        "turns",
        "constraints",
        "properties",
        "refused of what has to be",
        "refused of what must not",
        "invented",
    )
    return Table("Dialogues, rules engine", columns, rows, remark)


def _scored(shelf: Shelf, people: SqlPeopleStore, *, blind: bool) -> Row:
    total: Score = score([each for path in files(blind=blind) for each in load(path)], shelf, people)[0]
    parts = total.parts()
    targets = [Target.at_least(parts[name], floor) for name, floor in FLOORS.items()]
    targets += [Target.at_most(parts["false_refusals"], MOST_FALSE), Target.at_most(len(total.invented), 0)]
    cells = ("blind" if blind else "open", str(total.turns), *(f"{parts[name]:.1%}" for name in FLOORS))
    return Row((*cells, f"{parts['false_refusals']:.1%}", str(len(total.invented))), tuple(targets))


# ---- speed


def _talks() -> list[Dialogue]:
    """The open dialogues over the sample, with people who ask for themselves."""
    found = [each for path in files(blind=False) for each in load(path)]
    return [each for each in found if each.catalog == "sample" and not each.audience]


def _speed(search: CatalogSearch, bench: Bench) -> Table:
    people = open_people(_settings(bench.folder / "speed-people"))
    advisor, times = Advisor(search, people, lambda: NOW), defaultdict[str, list[float]](list)
    _spoken(advisor, _talks()[:3], "warm")
    for number, talk in enumerate(_talks()):
        for turn in talk.turns:
            started = time.perf_counter()
            answer = _asked(advisor, turn.say, f"speed-{number}")
            times[KINDS.get(answer.intent, "other")].append(time.perf_counter() - started)
    people.close()
    rows = []
    for kind, each in sorted(times.items()):
        found = timing([each])
        bench.say(f"{kind}: median {milliseconds(found.median)}, p95 {milliseconds(found.p95)}")
        targets = (Target.at_most(found.p95, SLOWEST[kind], " s p95"),) if kind in SLOWEST else ()
        rows.append(Row((kind, str(found.n), milliseconds(found.median), milliseconds(found.p95)), targets))
    remark = "Whole turns, one after another, with the people store on disk: reading, acting, wording, keeping."
    return Table("A turn of the rules engine on the sample", ("turn", "n", "median", "p95"), tuple(rows), remark)


def _asked(advisor: Advisor, text: str, user: str) -> Answer:
    return advisor.answer(Question(text=text, conversation="c", user=user))


def _spoken(advisor: Advisor, talks: Iterable[Dialogue], user: str) -> list[list[dict[str, Any]]]:
    return [[_told(_asked(advisor, turn.say, f"{user}-{at}")) for turn in talk.turns] for at, talk in enumerate(talks)]


def _told(answer: Answer) -> dict[str, Any]:
    return answer.model_dump(mode="json", exclude={"conversation"})


# ---- apart


def _apart(search: CatalogSearch, bench: Bench) -> Table:
    """Every conversation is spoken alone, then all of them at once; each has to get the same answers."""
    talks = [talk for _ in range(1 + CONVERSATIONS // len(_talks())) for talk in _talks()][:CONVERSATIONS]
    stores = [open_people(_settings(bench.folder / name)) for name in ("alone-people", "together-people")]
    by_themselves, advisor = (Advisor(search, people, lambda: NOW) for people in stores)
    alone = _spoken(by_themselves, talks, "talk")
    together, gate = [[] for _ in talks], threading.Barrier(THREADS)

    def speak(worker: int) -> None:
        gate.wait()
        mine = [(at, talk) for at, talk in enumerate(talks) if at % THREADS == worker]
        for turn in range(max(len(talk.turns) for _, talk in mine)):
            for at, talk in mine:
                if turn < len(talk.turns):
                    together[at].append(_told(_asked(advisor, talk.turns[turn].say, f"talk-{at}")))

    started = time.perf_counter()
    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(speak, range(THREADS)))
    took = time.perf_counter() - started
    for people in stores:
        people.close()
    mixed = sum(one != other for one, other in zip(alone, together, strict=True))
    turns = sum(len(talk.turns) for talk in talks)
    bench.say(f"{turns} turns in {took:.0f} s, {mixed} conversations differ")
    row = Row(
        (str(CONVERSATIONS), str(turns), str(THREADS), f"{turns / took:.0f}", str(mixed)), (Target.at_most(mixed, 0),)
    )
    columns = ("conversations", "turns", "threads", "turns a second", "with another answer than alone")
    remark = (
        "The turns of all conversations are interleaved in one process; each answer is compared as a whole document."
    )
    return Table("Many conversations at once", columns, (row,), remark)
