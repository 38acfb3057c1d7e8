"""Plans that are told, held against the catalog file by the oracle's checker, and their prose against their figures."""

from __future__ import annotations

import datetime as dt
import json
import math
import re
from functools import cache
from typing import Any

from bot.advisor.messages import Answer, PathBlock
from pathways.request import PathRequest
from tests.bot import sample_arithmetic as file
from tests.bot.claims import prose_of
from tests.bot.fake_search import FOLDER
from tests.bot.workbench import TODAY
from tests.pathways.oracle.checker import document_faults, path_faults
from tests.pathways.oracle.plans import Problem

Document = dict[str, Any]

UNCHANGED = "The steps stay as they are"
"""What is said instead of telling once more what the same steps cover."""
SUMS = re.compile(
    r"(?P<steps>\d+) steps? for (?P<money>free|\$[\d,.]*\d)(?:, | and [\d,.]+ (?:hours?|minutes) of study: )"
    r"(?P<weeks>\d+) weeks? at (?P<pace>[\d.]+ hours?|\d+ minutes) a week, done by (?P<done>\d+ [A-Z]\w+(?: \d{4})?)"
)
OTHER = re.compile(r"(?P<label>Cheaper|Faster|Fewer steps|With other providers): .+?\.(?=\s|$)")
LABELS = {
    "Cheaper": "cheapest",
    "Faster": "fastest",
    "Fewer steps": "fewest",
    "With other providers": "another_provider",
}


@cache
def roles() -> dict[str, dict[str, Any]]:
    """The roles of the sample, by id and by title."""
    found = json.loads((FOLDER / "roles.json").read_text("utf-8"))
    return {name: role for role in found for name in (role["id"], role["title"])}


@cache
def skill_names() -> dict[str, str]:
    """The name of every skill, by name and by alias, folded."""
    skills = json.loads((FOLDER / "skills.json").read_text("utf-8"))
    aliases = {alias.casefold(): skill["name"] for skill in skills for alias in skill["aliases"]}
    return aliases | {skill["name"].casefold(): skill["name"] for skill in skills}


def usual_skills(role: str) -> list[str]:
    """What counts as held through a role: skills at least half as important as its most important one."""
    skills = roles()[role]["skills"]
    most = max(skill["importance"] for skill in skills)
    return [skill["skill"] for skill in skills if skill["importance"] / most >= 0.5]


def oracle_request(request: PathRequest) -> dict[str, Any]:
    """A kept request in the oracle's form; the goal's skills come from the file of roles."""
    plain = request.model_dump(mode="json")
    if request.role is not None:
        goal = {skill["skill"]: skill["importance"] for skill in roles()[request.role]["skills"]}
    else:
        goal = {skill.skill: int(skill.importance) for skill in request.skills}
    through = {skill.role for skill in request.have if skill.role is not None}
    have = [skill.skill for skill in request.have if skill.role is None or skill.confidence >= 0.5]
    assert {skill.skill for skill in request.have if skill.role} <= {
        skill["skill"] for title in through for skill in roles()[title]["skills"]
    }
    return plain | {"skills": goal, "have": have, "language": next(iter(request.language), None)}


def check_document(document: Document, request: dict[str, Any], rows: list[file.Row] | None = None) -> None:
    """The path and every alternative are true of the catalog, by default of its public part."""
    problem = Problem(rows or file.seen(internal=False), request)
    found = document_faults(document, problem)
    for other in document["alternatives"]:
        found += path_faults(other["path"], problem)
    assert not found, found


def check_answer(answer: Answer, request: PathRequest) -> None:
    """What an answer tells of a path is true, and its prose says what the path says."""
    for block in answer.blocks:
        if isinstance(block, PathBlock):
            document = block.path.model_dump(mode="json")
            check_document(document, oracle_request(request))
            check_prose(prose_of(answer), document, request)
            assert {step["id"] for step in document["path"]["steps"]} <= set(answer.citations)
            assert set(document["path"]["earns"]) <= set(answer.citations)


def check_prose(prose: str, document: Document, request: PathRequest) -> None:
    """Every sum in the prose is the plan's, and no number in it stands in nothing."""
    path, found = document["path"], SUMS.search(prose)
    if not path["steps"]:
        assert found is None
        return
    assert found is not None, prose
    assert found.groupdict() == sums_of(path, request), prose
    if UNCHANGED in prose:
        return
    covered = re.search(r"covers (\d+) of (\d+) skills", prose)
    if covered:
        assert [int(number) for number in covered.groups()] == [len(path["covered"]), len(document["goal"]["skills"])]
    elif len(document["goal"]["skills"]) > 2:
        assert f"all {len(path['covered'])} skills" in prose
    _check_others(prose, document)
    for each in path["uncovered"][:4]:
        assert each["skill"] in prose
    _check_numbers(prose, document, request)


def sums_of(path: Document, request: PathRequest) -> dict[str, str]:
    """What the prose has to say of a path."""
    return {
        "steps": str(len(path["steps"])),
        "money": money(path),
        "weeks": str(max(1, round(path["totals"]["weeks"]))),
        "pace": hours(request.hours_per_week),
        "done": day(path["steps"][-1]["ends_on"]),
    }


def hours(value: float) -> str:
    """A number of hours as people write it."""
    return f"{value:g} hour" + ("" if value == 1 else "s")


def day(iso: str) -> str:
    """A day as people write it."""
    date = dt.date.fromisoformat(iso)
    return f"{date.day} {date:%B}" + ("" if date.year == TODAY.year else f" {date.year}")


def money(path: Document) -> str:
    """The sum of a path as people write it."""
    amount = path["totals"]["cost"]["amount"]
    return f"${amount:,.2f}".removesuffix(".00") if amount else "free"


def _check_others(prose: str, document: Document) -> None:
    told = {LABELS[match["label"]]: match for match in OTHER.finditer(prose)}
    assert set(told) == {other["label"] for other in document["alternatives"]}, prose
    for other in document["alternatives"]:
        path, words = other["path"], told[other["label"]][0]
        steps = len(path["steps"])
        assert money(path) in words
        assert f"{steps} step{'s' * (steps > 1)}" in words
        weeks = max(1, round(path["totals"]["weeks"]))
        assert f"{weeks} week{'s' * (weeks > 1)}" in words


def _check_numbers(prose: str, document: Document, request: PathRequest) -> None:
    """No number is left when the figures of the document, the request and the titles are taken out."""
    text = re.sub(r"“[^”]*”", " ", prose.split("What counts beside skills", maxsplit=1)[0])
    text += prose.partition("nobody can promise a job.")[2]
    text = re.sub(r"Changed: [^.]*\.", " ", SUMS.sub(" ", OTHER.sub(" ", text))).replace(",", "")
    known = {len(document["goal"]["skills"]), len(document["path"]["covered"])}
    known |= set(range(1, len(document["path"]["uncovered"]) + 1))
    words = json.dumps([document["path"]["earned"], document["relaxations"]])
    words += f" {request.budget} {request.by} {request.hours} {request.hours_per_week}"
    known |= {float(number) for number in re.findall(r"\d+(?:\.\d+)?", words)}
    for each in document["relaxations"]:
        known.add(math.floor(each["coverage"] * 100))
        if each["change"] in ("budget", "hours"):
            known.add(round(float(each["to"]) - float(each["from"]), 2))
    left = {float(number) for number in re.findall(r"(?<![\w+#])\d+(?:\.\d+)?(?![\w+#])", text)} - known
    assert not left, f"{left} in {text}"
