"""What goes into the advisor and what comes out: a question, and an answer of typed blocks.

Prose never carries a fact of its own: whatever it states stands in one of the records that `citations` names.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from bot.advisor.path_document import PathDocument
from catalog.credential import Credential
from retrieval.query import PUBLIC, Asker


class Intent(StrEnum):
    """What a message is about, the main thing where there are several."""

    FIND = "find"
    DETAILS = "details"
    COMPARE = "compare"
    PATH = "path"
    ADJUST_PATH = "adjust_path"
    EXPLAIN = "explain"
    EXPLORE = "explore"
    PROFILE = "profile"
    PROGRESS = "progress"
    PRIVACY = "privacy"
    HANDOVER = "handover"
    HELP = "help"
    GREETING = "greeting"
    OUT_OF_SCOPE = "out_of_scope"
    UNCLEAR = "unclear"


class _Message(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Pointing(StrEnum):
    """What is done with courses that are pointed at, where no words say it: the press of a button."""

    DETAILS = "details"
    COMPARE = "compare"
    DONE = "done"
    NOT_FOR_ME = "not_for_me"
    ADD = "add"


class Question(_Message):
    """One message of a person. A conversation continues only for the same user of the same workspace.

    `id` names the message, where a door may ask it again: as long as it is the last one that the conversation answered, it
    gets the same answer, and nothing is done twice. `pointed` are the ids of courses that `pointing` is done with, and
    `text` is empty then. No language model is asked where `model` is
    not allowed. Not `private`: others read the answer, so that nothing which is kept of the person is told.
    """

    id: str | None = None
    text: str
    conversation: str
    user: str
    workspace: str | None = None
    asker: Asker = PUBLIC
    pointing: Pointing | None = None
    pointed: tuple[str, ...] = ()
    private: bool = True
    model: bool = True


class Prose(_Message):
    """Plain sentences."""

    type: Literal["prose"] = "prose"
    text: str


class Credentials(_Message):
    """Credentials to show, numbered from `first`; `names` are the titles of what they refer to, by id. `more` others
    follow where somebody asks for more."""

    type: Literal["credentials"] = "credentials"
    items: tuple[Credential, ...]
    first: int = 1
    whole: bool = False
    more: int = 0
    names: dict[str, str] = Field(default_factory=dict)


class ComparisonRow(_Message):
    """One fact of every compared credential, in the order of the items."""

    label: str
    values: tuple[str, ...]


class Comparison(_Message):
    """Two or more credentials side by side."""

    type: Literal["comparison"] = "comparison"
    items: tuple[Credential, ...]
    rows: tuple[ComparisonRow, ...]


FORGOTTEN = "forgotten"
"""The code of the notice that everything of a person is erased: a door then erases what it keeps itself."""


class Choices(_Message):
    """A question back; each option is a message that may be sent as it stands."""

    type: Literal["choices"] = "choices"
    question: str
    options: tuple[str, ...]


class Notice(_Message):
    """Something the asker should know; `code` is for machines."""

    type: Literal["notice"] = "notice"
    code: str
    text: str


class PathBlock(_Message):
    """A path: its steps, sums and how surely nothing is better."""

    type: Literal["path"] = "path"
    path: PathDocument


Block = Annotated[Prose | Credentials | Comparison | PathBlock | Choices | Notice, Field(discriminator="type")]


class Spoken(_Message):
    """How an answer in a language model's words came about: sentences said, those of them that were built from a record
    because the model's own failed, sentences dropped, model calls, tokens and seconds."""

    sentences: int
    replaced: int
    dropped: int
    calls: int
    tokens: int
    seconds: float


class Answer(_Message):
    """One answer; its JSON is what `advisor ask --json` prints. `language` is that of its words (BCP 47),
    `spoken` is there where a language model spoke, `fallback` says why it did not although there is one."""

    conversation: str
    text: str
    intent: Intent
    constraints: dict[str, Any] = Field(default_factory=dict)
    language: str = "en"
    engine: Literal["rules", "llm"] = "rules"
    spoken: Spoken | None = None
    fallback: str | None = None
    blocks: tuple[Block, ...] = ()
    citations: tuple[str, ...] = ()
    generation: str
    prompt_versions: dict[str, str] = Field(default_factory=dict)
