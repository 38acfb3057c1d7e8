"""`python -m tests.evals [--blind] [--failing] [--only NAME] [--json FILE]`: scores the advisor on the dialogues."""

from __future__ import annotations

import argparse
import json
import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from bot.settings import AdvisorSettings
from people.sql.open import open_people
from tests.conftest import ROOT
from tests.evals.catalogs import Shelf, index, opened
from tests.evals.dialogues import files, load
from tests.evals.scoring import Score, Verdict, score


def main() -> None:
    """Prints the scores of each file and of all; of the blind set never a word of what was said or answered."""
    parser = argparse.ArgumentParser(prog="python -m tests.evals", description=__doc__)
    parser.add_argument("--blind", action="store_true", help="score the blind set instead; prints figures alone")
    parser.add_argument("--failing", action="store_true", help="print every turn in which something is wrong")
    parser.add_argument("--only", default="", metavar="NAME", help="dialogues or files whose name contains this")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures to a file as well")
    asked = parser.parse_args()
    for name in [name for name in os.environ if name.startswith(("ADVISOR_", "OPENAI_", "SLACK_"))]:
        if name != "ADVISOR_SHARED":
            del os.environ[name]
    with tempfile.TemporaryDirectory(prefix="evals-") as folder, opened(_shared(), _indexer(Path(folder))) as shelf:
        scores = _scored(shelf, Path(folder), asked)
    if asked.json:
        asked.json.write_text(json.dumps({name: each.as_json() for name, each in scores.items()}, indent=2) + "\n")


def _shared() -> Path:
    return Path(os.environ.get("ADVISOR_SHARED") or ROOT.parent / "shared")


def _indexer(folder: Path) -> Callable[..., Path]:
    return lambda name, *sources: index(folder / name, *sources)


def _scored(shelf: Shelf, folder: Path, asked: argparse.Namespace) -> dict[str, Score]:
    people = open_people(AdvisorSettings(_env_file=None, ADVISOR_DATA_DIR=folder))
    scores: dict[str, Score] = {}
    for path in files(blind=asked.blind):
        dialogues = [each for each in load(path) if asked.only in path.stem or asked.only in each.name]
        if dialogues:
            scores[path.stem], wrong = score(dialogues, shelf, people)
            _print(path.stem, scores[path.stem], wrong if asked.failing and not asked.blind else [])
    people.close()
    scores["all"] = sum(scores.values(), Score())
    _print("all", scores["all"], [])
    return scores


def _print(name: str, total: Score, wrong: list[Verdict]) -> None:
    for verdict in wrong:
        _print_turn(verdict)
    print(f"== {name}: {total.turns} turns")
    for line in ("intents", "constraints", "properties", "properties_by_turn", "refusals", "false_refusals"):
        print(f"  {line:20}{getattr(total, line)}")
    print(f"  {'invented':20}{len(total.invented):5}{f'   crashed {len(total.crashed)}' if total.crashed else ''}")
    if total.broken:
        print("  broken: " + ", ".join(f"{what} {count}" for what, count in total.broken.most_common()))
    for why in sorted(set(total.skipped)):
        print(f"  skipped {total.skipped.count(why)}: {why}")


def _print_turn(verdict: Verdict) -> None:
    answer = verdict.heard.answer
    print(f"-- {verdict.dialogue}, turn {verdict.number}\n   said: {verdict.heard.turn.say}")
    for line in verdict.faults:
        print(f"   ✗ {line}")
    print(f"   {answer.intent} {json.dumps(answer.constraints, ensure_ascii=False)}")
    shown = [row["title"] for row in verdict.heard.rows]
    path = verdict.heard.path
    shown += [f"step {step.order} {step.title}" for step in path.path.steps] if path else []
    print("   answer: " + answer.text.replace("\n", "\n           ") + (f"\n   shown: {shown}" if shown else "") + "\n")


if __name__ == "__main__":
    main()
