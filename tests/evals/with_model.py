"""`python -m tests.evals.with_model [--only NAME] [--price P]`: the dialogues with a real language model, scored and timed.

Needs OPENAI_API_KEY (or OPENAI_BASE_URL and ADVISOR_MODEL) in the environment or in `.env`, and costs money.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles
from typing import Any
from unittest.mock import patch

from bot.advisor.advisor import Advisor
from bot.advisor.engine import Engine
from bot.advisor.messages import Answer, Question
from bot.settings import AdvisorSettings
from bot.wiring import language_model
from people.sql.open import open_people
from tests.evals import hearing
from tests.evals.__main__ import _indexer, _print, _shared
from tests.evals.catalogs import opened
from tests.evals.dialogues import files, load
from tests.evals.scoring import Score, score


@dataclass(frozen=True)
class Spent:
    """What the turns took: those that a model worded, seconds and tokens a turn, sentences that were not its own."""

    turns: int
    worded: int
    fallbacks: Counter[str]
    seconds: tuple[float, ...]
    tokens: int
    sentences: int
    replaced: int
    dropped: int

    @classmethod
    def of(cls, answers: Sequence[Answer]) -> Spent:
        spoken = [answer.spoken for answer in answers if answer.spoken is not None]
        return cls(
            turns=len(answers),
            worded=len(spoken),
            fallbacks=Counter(answer.fallback for answer in answers if answer.fallback),
            seconds=tuple(each.seconds for each in spoken),
            tokens=sum(each.tokens for each in spoken),
            sentences=sum(each.sentences for each in spoken),
            replaced=sum(each.replaced for each in spoken),
            dropped=sum(each.dropped for each in spoken),
        )

    def lines(self, price: float | None) -> Iterator[str]:
        """What is printed; `price` is in USD for a million tokens."""
        yield f"turns {self.turns}, worded by the model {self.worded}, by the rules after a failure {dict(self.fallbacks)}"
        if self.seconds:
            cuts = quantiles(self.seconds, n=20) if len(self.seconds) > 1 else list(self.seconds) * 19
            yield f"seconds a turn: median {cuts[9]:.1f}, 95 % under {cuts[18]:.1f}, longest {max(self.seconds):.1f}"
            yield f"tokens a turn: {self.tokens / self.worded:.0f}"
            yield f"sentences {self.sentences}, of these built from records {self.replaced}; dropped {self.dropped}"
        if price is not None and self.worded:
            yield f"cost: {self.tokens * price / 1e6:.2f} USD, {self.tokens * price / 1e6 / self.worded:.4f} a turn"


class Listening(Advisor):
    """An advisor whose answers are noted."""

    def __init__(self, *arguments: Any, answers: list[Answer], **more: Any) -> None:
        super().__init__(*arguments, **more)
        self._answers = answers

    def answer(self, question: Question, *more: Any) -> Answer:
        answer = super().answer(question, *more)
        self._answers.append(answer)
        return answer


@contextmanager
def worded_by(engine: Engine) -> Iterator[list[Answer]]:
    """Within it, the dialogues are held with a model; the answers come back."""
    answers: list[Answer] = []

    def advisor(catalog: Any, people: Any) -> Advisor:
        return Listening(catalog.search, people, lambda: hearing.NOW, engine=engine, answers=answers)

    with patch.object(hearing, "_advisor", advisor):
        yield answers


def main() -> int:
    """Prints scores and figures; 2 where no model is configured."""
    parser = argparse.ArgumentParser(prog="python -m tests.evals.with_model", description=__doc__)
    parser.add_argument("--only", default="", metavar="NAME", help="dialogues or files whose name contains this")
    parser.add_argument("--price", type=float, metavar="USD", help="what a million tokens cost")
    asked = parser.parse_args()
    engine = language_model(AdvisorSettings())
    if engine is None:
        print("Set OPENAI_API_KEY, or OPENAI_BASE_URL and ADVISOR_MODEL, to hear a language model.", file=sys.stderr)
        return 2
    total = Score()
    with tempfile.TemporaryDirectory(prefix="evals-") as folder, opened(_shared(), _indexer(Path(folder))) as shelf:
        people = open_people(AdvisorSettings(_env_file=None, ADVISOR_DATA_DIR=folder))
        with worded_by(engine) as answers:
            for path in files(blind=False):
                dialogues = [each for each in load(path) if asked.only in path.stem or asked.only in each.name]
                found, _ = score(dialogues, shelf, people)
                total += found
        people.close()
    _print("with a model", total, [])
    print("\n".join(Spent.of(answers).lines(asked.price)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
