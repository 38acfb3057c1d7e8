"""What a message means, as values: the result of reading it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from bot.advisor.messages import Intent
from bot.advisor.understand.likeness import Likely
from bot.advisor.understand.role_names import RoleNames
from retrieval.query import Sort


class Act(StrEnum):
    """What the person does with a message; each act belongs to one intent."""

    FIND = "find"
    MORE = "more"
    DETAILS = "details"
    COMPARE = "compare"
    GOAL = "goal"
    WEIGH = "weigh"
    PLAN = "plan"
    HELP = "help"
    TERMS = "terms"
    HELLO = "hello"
    THANKS = "thanks"
    GOODBYE = "goodbye"
    RESET = "reset"
    AGREE = "agree"
    PERSON = "person"
    EXPLORE = "explore"
    PASTED = "pasted"
    DANGER = "danger"
    REFUSED = "refused"
    UNCLEAR = "unclear"


INTENTS = {
    Act.FIND: Intent.FIND,
    Act.MORE: Intent.FIND,
    Act.DETAILS: Intent.DETAILS,
    Act.COMPARE: Intent.COMPARE,
    Act.GOAL: Intent.PATH,
    Act.WEIGH: Intent.EXPLORE,
    Act.PLAN: Intent.ADJUST_PATH,
    Act.HELP: Intent.HELP,
    Act.TERMS: Intent.EXPLAIN,
    Act.HELLO: Intent.GREETING,
    Act.THANKS: Intent.GREETING,
    Act.GOODBYE: Intent.GREETING,
    Act.RESET: Intent.GREETING,
    Act.AGREE: Intent.UNCLEAR,
    Act.PERSON: Intent.PROFILE,
    Act.EXPLORE: Intent.EXPLORE,
    Act.PASTED: Intent.PROFILE,
    Act.DANGER: Intent.HANDOVER,
    Act.REFUSED: Intent.OUT_OF_SCOPE,
    Act.UNCLEAR: Intent.UNCLEAR,
}


REFUSALS = {"human": Intent.HANDOVER}
"""What lies outside the catalog and has a name of its own."""


class Aspect(StrEnum):
    """The one fact of a credential that is asked for."""

    PRICE = "price"
    PARTS = "parts"
    FREE = "free"
    HOURS = "hours"
    BEFORE = "before"
    TOWARD = "toward"
    PIECES = "pieces"
    LEFT = "left"
    CREDIT = "credit"
    CERTIFICATE = "certificate"
    PROVIDER = "provider"
    START = "start"
    PLACE = "place"
    DEVICE = "device"
    LANGUAGE = "language"
    SKILLS = "skills"
    DELIVERY = "delivery"
    LEVEL = "level"
    PROJECT = "project"
    VALIDITY = "validity"
    SUPPORT = "support"
    LINK = "link"


SAME = "the same one"
"""Stands for the provider of what was spoken of, until it is known whose that is."""


class Measure(StrEnum):
    """By what one of several is told from the others."""

    COST = "cost"
    HOURS = "hours"
    LEVEL = "level"


class Relative(StrEnum):
    """A wish measured against what was shown."""

    CHEAPER = "cheaper"
    SHORTER = "shorter"
    EASIER = "easier"
    HARDER = "harder"


@dataclass(frozen=True, slots=True)
class Reference:
    """A pointer to something shown: by number, by place on the last page (-1 the last, 0 all of it, or those that were
    `told` one by one where there are several), by words, as the one that has least (or `most`) of something, by its `id`,
    as the `other` one beside the one in focus, as the `larger` one that this counts toward, or the one in focus."""

    number: int | None = None
    place: int | None = None
    words: str | None = None
    measure: Measure | None = None
    most: bool = False
    id: str | None = None
    other: bool = False
    told: bool = False
    larger: bool = False


class PlanAct(StrEnum):
    """What somebody wants of the path."""

    CHANGE = "change"
    WHY = "why"
    STOP = "stop"
    CAN = "can"
    OTHERS = "others"
    SHOW = "show"
    TOTALS = "totals"
    DEMANDS = "demands"
    UNDO = "undo"
    LEAVE = "leave"
    ADD = "add"
    HOLDS = "holds"
    CANNOT = "cannot"


@dataclass(frozen=True, slots=True)
class PlanAsk:
    """One message about the path.

    `drop`, `swap`, `done` and `pin` are numbers of steps, `without` says what a step to leave out is about, `without_it`
    that it is the one spoken of last, `title` names a course to add or to look for, empty for what was spoken of last;
    `wanted` are limits by name, `cleared` the names of those that no longer hold."""

    act: PlanAct
    step: int | None = None
    drop: tuple[int, ...] = ()
    swap: tuple[int, ...] = ()
    done: tuple[int, ...] = ()
    pin: tuple[int, ...] = ()
    objective: str | None = None
    have: str = ""
    lack: str = ""
    without: str = ""
    without_it: bool = False
    title: str = ""
    wanted: dict[str, Any] = field(default_factory=dict)
    cleared: frozenset[str] = frozenset()


class PersonAct(StrEnum):
    """What somebody says of themselves, or wants of what is kept of them."""

    SHOW = "show"
    KEPT = "kept"
    REMEMBER = "remember"
    FORGET = "forget"
    FORGET_ALL = "forget_all"
    EXPORT = "export"
    SAVE = "save"
    PLANS = "plans"
    OPEN = "open"
    DROP = "drop"
    PROGRESS = "progress"
    DONE = "done"
    NOT_DONE = "not_done"
    DECLINE = "decline"
    KEEP_READ = "keep_read"
    CORRECT_READ = "correct_read"
    DROP_READ = "drop_read"
    PLAN_READ = "plan_read"


PERSON_INTENTS = {
    PersonAct.KEPT: Intent.PRIVACY,
    PersonAct.FORGET_ALL: Intent.PRIVACY,
    PersonAct.EXPORT: Intent.PRIVACY,
    PersonAct.SAVE: Intent.PROGRESS,
    PersonAct.PLANS: Intent.PROGRESS,
    PersonAct.OPEN: Intent.PATH,
    PersonAct.DROP: Intent.PROGRESS,
    PersonAct.PROGRESS: Intent.PROGRESS,
    PersonAct.DONE: Intent.PROGRESS,
    PersonAct.NOT_DONE: Intent.PROGRESS,
    PersonAct.PLAN_READ: Intent.PATH,
}
"""The public names of these acts; the others are about the profile."""
PRIVATE_ACTS = frozenset(
    {
        PersonAct.SHOW,
        PersonAct.EXPORT,
        PersonAct.PLANS,
        PersonAct.OPEN,
        PersonAct.PROGRESS,
    }
)
"""What tells of a person, and is told to nobody else."""


@dataclass(frozen=True, slots=True)
class PersonAsk:
    """One message about the person. `words` are what is meant as written; `role`, `goal`, `have`, `lack`, `device` and
    `languages` what it tells of work, aims, skills, and how one learns, `wanted` limits by name; `number` is that of a
    saved plan, `steps` those of the path."""

    act: PersonAct
    words: str = ""
    number: int | None = None
    steps: tuple[int, ...] = ()
    references: tuple[Reference, ...] = ()
    role: str = ""
    have: str = ""
    lack: str = ""
    goal: str = ""
    device: str = ""
    languages: tuple[str, ...] = ()
    wanted: dict[str, Any] = field(default_factory=dict)

    @property
    def intent(self) -> Intent:
        """The public name of the act."""
        return PERSON_INTENTS.get(self.act, Intent.PROFILE)


@dataclass(frozen=True, slots=True)
class Note:
    """Something that the answer has to say about how the message was read."""

    code: str
    values: tuple[tuple[str, str], ...] = ()


@dataclass(slots=True)
class Changes:
    """The constraints that a message sets and drops, gathered while it is read; `unwanted` are providers beside the first
    one that shall not be shown."""

    wanted: dict[str, Any] = field(default_factory=dict)
    cleared: set[str] = field(default_factory=set)
    sort: Sort | None = None
    notes: list[Note] = field(default_factory=list)
    unwanted: tuple[str, ...] = ()

    def note(self, code: str, **values: str) -> None:
        """Remembers something to say."""
        self.notes.append(Note(code, tuple(values.items())))


NO_ROLES = RoleNames()


def no_titles(_: str) -> tuple[tuple[int, int], ...]:
    """No title stands in a message."""
    return ()


def like_nothing(_: str) -> Likely:
    """No examples: a message resembles none."""
    return Likely("", 0.0)


def names_nothing(_: str) -> bool:
    """No skills are known."""
    return False


@dataclass(frozen=True, slots=True)
class Known:
    """What reading may rely on: the providers of the catalog, the day, and whether something was shown, was compared
    side by side, is in focus or was offered, whether there is a path (`plan_titles` are those of saved ones), whether it
    is what was last spoken of, and whether questions are being asked to find out what the person wants, and whether a
    pasted text is being looked over. `roles` are the names of roles, `told_roles` the titles of those told last,
    `told_profile` says whether it was just told what is kept of the person, `like` tells which examples a message
    resembles, `doing` which role it describes by what is done in it, `names_skill` whether words name a skill, `means_skill`
    whether they mean one by what people call it who do not know its name, `holds`
    whether one that the person has,
    `describes` whether words describe one that was told of, `titles_in` where titles stand in a message, `held`
    are the limits in force by name, `kept` the kinds of facts that are kept of the person, `facts` those of their money and
    time by name."""

    providers: tuple[str, ...] = ()
    listed: bool = False
    compared: bool = False
    focused: bool = False
    offered: bool = False
    planned: bool = False
    plan_in_focus: bool = False
    exploring: bool = False
    pasted: bool = False
    roles: RoleNames = NO_ROLES
    told_roles: tuple[str, ...] = ()
    told_profile: bool = False
    plan_titles: tuple[str, ...] = ()
    like: Callable[[str], Likely] = like_nothing
    doing: Callable[[str], Likely] = like_nothing
    names_skill: Callable[[str], bool] = names_nothing
    means_skill: Callable[[str], bool] = names_nothing
    holds: Callable[[str], bool] = names_nothing
    describes: Callable[[str], bool] = names_nothing
    titles_in: Callable[[str], tuple[tuple[int, int], ...]] = no_titles
    held: Mapping[str, Any] = field(default_factory=dict)
    kept: frozenset[str] = frozenset()
    facts: Mapping[str, Any] = field(default_factory=dict)
    language: str | None = None
    today: dt.date = dt.date.min

    def only_title(self, words: str) -> str:
        """The title that stands in some words; empty for none and for several."""
        spans = self.titles_in(words)
        return words[slice(*spans[0])] if len(spans) == 1 else ""


@dataclass(frozen=True, slots=True)
class Understanding:
    """A message, understood.

    `text` is what to search for in the words of the message; it `trails` where it stands after a limit, and `aim` is
    the part of it that follows "I want to learn" in a longer message. `unwanted` are further providers that are not
    wanted. `titles` are words that may name credentials (`pairs` other ways to cut a comparison in two), `instead` is
    the message read as a search in case they do not. `goal` are words that may name a role, `skills_wanted` says that
    they may name skills or a larger credential as well, `described` that they tell what is done in a role. `refused`
    names what lies outside the catalog, `matters` what only a text may tell of, `pasted` is the kind of a pasted text
    (`text` is all of it, `titles` are words in it that may name roles), `likes` what somebody says they like, `tells`
    whether the message speaks of the person and asks nothing. `have` are the skills that somebody says they have, `plan`
    is what is said of a path, `person` what is said of the person.
    """

    act: Act
    wanted: dict[str, Any] = field(default_factory=dict)
    cleared: frozenset[str] = frozenset()
    unwanted: tuple[str, ...] = ()
    sort: Sort | None = None
    text: str = ""
    aim: str = ""
    narrows: bool = False
    trails: bool = False
    references: tuple[Reference, ...] = ()
    titles: tuple[str, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()
    aspects: tuple[Aspect, ...] = ()
    relative: Relative | None = None
    goal: str = ""
    have: str = ""
    plan: PlanAsk | None = None
    person: PersonAsk | None = None
    pasted: str = ""
    likes: str = ""
    tells: bool = False
    skills_wanted: bool = False
    described: bool = False
    refused: str = ""
    matters: tuple[str, ...] = ()
    asks: bool = False
    notes: tuple[Note, ...] = ()
    instead: Understanding | None = None

    @property
    def intent(self) -> Intent:
        """The public name of the act."""
        if self.person is not None:
            return self.person.intent
        return REFUSALS.get(self.refused, INTENTS[self.act])

    @property
    def changes_something(self) -> bool:
        """Whether the message sets, drops or orders anything."""
        return bool(self.wanted or self.cleared or self.sort or self.relative)
