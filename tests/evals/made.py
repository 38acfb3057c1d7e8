"""Answers and turns made by hand, over the indexed sample, to test what scores them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from bot.advisor.messages import Answer, Block, Credentials, Intent, PathBlock, Prose
from bot.advisor.path_document import PathDocument, StepDocument
from catalog.learner import Learner
from people.store import ConversationKey, PersonKey
from retrieval.query import PUBLIC, Asker
from tests.evals.catalogs import Catalog
from tests.evals.dialogues import Dialogue, Expect, Turn
from tests.evals.hearing import Heard
from tests.evals.overheard import Overheard

KEY = ConversationKey("", "ana", "talk")
EXCEL = "tannery-creek/excel-for-office-work"
"""$65, 12 to 16 hours, with credit."""
SHEETS = "quillstack/sheets-in-an-evening"
"""Free, 2 to 3 hours."""
SQL = "quillstack/sql-quick-start"
"""$25, 5 to 6 hours; counts toward something larger."""
SPANISH = "openfurrow/presupuesto-familiar"
"""Free, in Spanish, hours not stated."""
EUROS = "valmont/tableur-pour-la-gestion"
ADVANCED = "larkmoor/judging-a-model"
IN_PERSON = "copperline/stick-welding-in-eight-evenings"
INTERNAL = "brightwater/excel-shipment-lists"


class Known:
    """A people store that holds one learner, and so many plans."""

    def __init__(self, learner: Learner | None = None, plans: Sequence[Any] = ()) -> None:
        self._learner, self._plans = learner or Learner(), tuple(plans)

    def learner(self, _: PersonKey) -> Learner:
        return self._learner

    def plans(self, _: PersonKey) -> tuple[Any, ...]:
        return self._plans


def answered(*blocks: Block | str, cites: Sequence[str] = (), intent: Intent = Intent.FIND, **more: Any) -> Answer:
    """An answer of these blocks; a text is prose, and what is shown is cited."""
    made = tuple(Prose(text=block) if isinstance(block, str) else block for block in blocks)
    shown = [item.id for block in made if isinstance(block, Credentials) for item in block.items]
    text = " ".join(block.text for block in made if isinstance(block, Prose))
    return Answer(
        conversation="talk",
        text=text,
        intent=intent,
        blocks=made,
        citations=tuple(dict.fromkeys([*shown, *cites])),
        generation="g",
        **more,
    )


def shown(catalog: Catalog, *ids: str) -> Credentials:
    """Some records, shown."""
    return Credentials(items=tuple(catalog.items[id_] for id_ in ids))


def told(document: PathDocument, **changes: Any) -> Answer:
    """A path, told; `changes` are of the path itself."""
    path = document.path.model_copy(update=changes)
    cites = [step.id for step in path.steps]
    return answered(PathBlock(path=document.model_copy(update={"path": path})), cites=cites, intent=Intent.PATH)


def heard(
    catalog: Catalog,
    answer: Answer,
    *before: Answer,
    expect: dict[str, Any] | None = None,
    said: str = "anything",
    people: Any = None,
    asker: Asker = PUBLIC,
) -> Heard:
    """One turn."""
    turn = Turn(say=said, intent=(Intent.FIND,), constraints="any", expect=Expect.model_validate(expect or {}))
    return Heard(turn, (said,), answer, before, Overheard(), catalog, asker, people or Known(), KEY)


def dialogue(*turns: dict[str, Any], name: str = "made") -> Dialogue:
    """A dialogue over the sample; turns that are not given are small talk that says nothing."""
    thanks = {"say": "thanks", "intent": ["greeting"], "constraints": "any"}
    return Dialogue.model_validate({"name": name, "catalog": "sample", "turns": [*turns, *[thanks] * (3 - len(turns))]})


class World(NamedTuple):
    """What examples are made of: the sample, and a path to data analyst."""

    catalog: Catalog
    path: PathDocument

    @property
    def steps(self) -> tuple[StepDocument, ...]:
        """The steps of the path."""
        return self.path.path.steps

    def shown(self, *ids: str) -> Answer:
        """Records, shown."""
        return answered(shown(self.catalog, *ids))

    def about(self, *ids: str) -> Answer:
        """A sentence about records."""
        return answered("It says this.", cites=ids)

    def told(self, **changes: Any) -> Answer:
        """The path, or another in which something of it is changed."""
        return told(self.path, **changes)

    def without(self, *orders: int) -> Answer:
        """The path without some steps."""
        return self.told(steps=tuple(step for step in self.steps if step.order not in orders))

    def only(self, provider: str) -> Answer:
        """The path with the steps of one provider."""
        return self.told(steps=tuple(step for step in self.steps if step.provider == provider))

    def but(self, provider: str) -> Answer:
        """The path without the steps of one provider."""
        return self.told(steps=tuple(step for step in self.steps if step.provider != provider))

    def step_instead(self, id_: str) -> Answer:
        """The path with another first step."""
        return self.told(steps=(self.steps[0].model_copy(update={"id": id_}), *self.steps[1:]))

    def totals(self, **changes: Any) -> Answer:
        """The path with other totals."""
        return self.told(totals=self.path.path.totals.model_copy(update=changes))

    def cost(self, **changes: Any) -> Answer:
        """The path with another sum of money."""
        return self.totals(cost=self.path.path.totals.cost.model_copy(update=changes))

    def status(self, status: str) -> Answer:
        """The path with another status."""
        return told(self.path.model_copy(update={"status": status}))

    def goal(self, role: str) -> Answer:
        """The path to another role."""
        return told(self.path.model_copy(update={"goal": self.path.goal.model_copy(update={"role": role})}))
