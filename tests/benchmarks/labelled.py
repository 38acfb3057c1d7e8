"""The labelled questions of shared/labelled: texts by id, and which ids answer which question."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Labelled:
    """Documents and questions by id, and the relevant documents of each question that has any."""

    documents: dict[str, str]
    questions: dict[str, str]
    relevant: dict[str, frozenset[str]]


def read_labelled(folder: Path, name: str, documents: str) -> Labelled | None:
    """One labelled collection; None where the folder does not hold it."""
    paths = [folder / f"{name}.{part}.tsv" for part in (documents, "queries", "qrels")]
    if not all(path.is_file() for path in paths):
        return None
    texts, questions = _pairs(paths[0]), _pairs(paths[1])
    relevant: dict[str, set[str]] = defaultdict(set)
    for line in paths[2].read_text(encoding="utf-8").splitlines():
        question, _, document, grade = line.split("\t")
        if question in questions and document in texts and int(grade) > 0:
            relevant[question].add(document)
    asked = {id_: text for id_, text in questions.items() if relevant[id_]}
    return Labelled(texts, asked, {id_: frozenset(relevant[id_]) for id_ in asked})


def _pairs(path: Path) -> dict[str, str]:
    """Id and text of each line, without a line of column names."""
    lines = path.read_text(encoding="utf-8").splitlines()
    pairs = dict(line.split("\t", 1) for line in lines if "\t" in line)
    return {id_: text for id_, text in pairs.items() if id_ not in ("c_id", "q_id")}
