"""One turn: what was understood, what it may use, and the answer that grows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from bot.advisor import measures
from bot.advisor.conversation import Conversation
from bot.advisor.messages import Block, Choices, Credentials, Intent, Notice, Prose
from bot.advisor.person import Person
from bot.advisor.rules.pointing import bearing, meant, titled_by
from bot.advisor.toolbox import MANY, Toolbox, Wish
from bot.advisor.understand.reading import Act, Measure, Reference, Understanding
from bot.advisor.understand.tongues import part_as_written
from bot.advisor.wording import Wording
from catalog.credential import Credential

PAIR = 2
SEEN = 60
"""So many of those that were told of are remembered."""
UNREAD = Understanding(Act.UNCLEAR)


@dataclass(slots=True)
class Turn:
    """`state` is the conversation as the turn found it and `person` what is known of the asker; both are changed in
    place and kept at the end. `contact` is the person or office that is named to those who ask for one, `text` the
    message as it was written; `private` says whether nobody else reads the answer, `model` whether a language model is
    asked as well."""

    state: Conversation
    tools: Toolbox
    person: Person
    now: dt.datetime
    understanding: Understanding = UNREAD
    intent: Intent = Intent.UNCLEAR
    wording: Wording = field(default_factory=Wording)
    sentences: list[str] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    cited: dict[str, None] = field(default_factory=dict)
    mentioned: dict[str, None] = field(default_factory=dict)
    contact: str = ""
    text: str = ""
    private: bool = True
    model: bool = False

    @property
    def today(self) -> dt.date:
        """The day on which the answer is given."""
        return self.now.date()

    def names(self) -> tuple[str, ...]:
        """The titles that were shown, those of saved plans and the providers: names that no language translates."""
        titles = (item.title for item in self.tools.details(self.state.shown))
        return (*titles, *(plan.title for plan in self.person.plans), *self.tools.providers())

    def hide(self, ids: Iterable[str]) -> None:
        """These are not suggested again."""
        self.tools.hide(ids)

    def begin_anew(self) -> None:
        """Forgets everything of this conversation but that it took place."""
        self.state = Conversation(turns=self.state.turns)

    def say(self, file: str, section: str, **values: object) -> None:
        """Adds a sentence."""
        self.sentences.append(self.wording.say(file, section, **values))

    def end_paragraph(self, separator: str = " ") -> None:
        """Makes the sentences so far one block of prose."""
        if self.sentences:
            self.blocks.append(Prose(text=separator.join(self.sentences)))
            self.sentences = []

    def notice(self, code: str, text: str) -> None:
        """Adds a notice after what was said so far."""
        self.end_paragraph()
        self.blocks.append(Notice(code=code, text=text))

    def end_as_notice(self, code: str) -> None:
        """Makes the sentences so far one notice."""
        self.blocks.append(Notice(code=code, text=" ".join(self.sentences)))
        self.sentences = []

    def offer(self, question: str, options: Sequence[str]) -> None:
        """Adds a question back."""
        self.end_paragraph()
        self.blocks.append(Choices(question=question, options=tuple(options)))

    def show(self, items: Sequence[Credential], first: int = 1, *, whole: bool = False, more: int = 0) -> None:
        """Adds credentials, with the titles of what they refer to; `more` others follow."""
        self.end_paragraph()
        self.cite(items)
        names = self.tools.names(items)
        self.blocks.append(Credentials(items=tuple(items), first=first, whole=whole, more=more, names=names))

    def cite(self, items: Sequence[Credential]) -> None:
        """Names the records that stand behind what is said."""
        self.cited.update(dict.fromkeys(item.id for item in items))

    def mention(self, ids: Iterable[str]) -> None:
        """These are named beside what is told of, as what is needed before it."""
        self.mentioned.update(dict.fromkeys(ids))

    def remember_seen(self) -> None:
        """Keeps which ones the answer tells of, the latest last, after those that it only names."""
        told = {**self.mentioned, **self.cited}
        earlier = (id_ for id_ in self.state.seen if id_ not in told)
        self.state.seen = (*earlier, *told)[-SEEN:]

    def listed(self) -> tuple[Credential, ...]:
        """What was shown on the last page."""
        return self.tools.details(self.state.shown[self.state.first_shown - 1 :])

    def pointed_at(self, references: Sequence[Reference]) -> tuple[Credential, ...]:
        """What references mean; one that means nothing is left out."""
        ids = [id_ for reference in references for id_ in self._meant(reference)]
        return self.tools.details(tuple(dict.fromkeys(ids)))

    def placed_before(self, references: Sequence[Reference]) -> tuple[Credential, ...]:
        """What places mean in the list from which those side by side were taken; nothing where one is not in it."""
        before = self.state.compared_from
        places = [reference.number or reference.place or 0 for reference in references]
        if not all(0 < abs(place) <= len(before) for place in places):
            return ()
        return self.tools.details(tuple(before[place - 1 if place > 0 else place] for place in places))

    def _meant(self, reference: Reference) -> tuple[str, ...]:
        focus = (self.state.focus,) if self.state.focus else ()
        shown, page = self.state.shown, self.state.shown[self.state.first_shown - 1 :] or focus
        if reference.id is not None:
            return (reference.id,)
        if reference.number is not None:
            return shown[reference.number - 1 : reference.number] if reference.number > 0 else ()
        if reference.words is not None:
            return self._described(reference.words)
        if reference.measure is not None:
            return self._measured(reference.measure, reference.most, told=reference.told)
        if reference.other:
            rest = tuple(id_ for id_ in page if id_ != self.state.focus)
            return rest if len(rest) == 1 else ()
        if reference.place is None:
            return (self._larger() if reference.larger else ()) or focus
        if reference.place == 0:
            return self.state.told if reference.told and len(self.state.told) > 1 else page
        at = reference.place - 1 if reference.place > 0 else len(page) + reference.place
        return page[at : at + 1] if at >= 0 else ()

    def _larger(self) -> tuple[str, ...]:
        """The only larger one that was told to be that toward which the one in focus counts."""
        links = [link.credential for item in self.tools.details((self.state.focus or "",)) for link in item.stacks_into]
        return tuple(links) if len(links) == 1 and links[0] in self.state.seen else ()

    def _measured(self, measure: Measure, most: bool, *, told: bool) -> tuple[str, ...]:
        """The one on the last page that has least or most of something, where one has; `told`: of the two that were told of
        one by one, where there are two."""
        two = told and len(self.state.told) == PAIR
        items = self.tools.details(self.state.told) if two else self.listed()
        values = measures.MEASURES[measure](items)
        at = measures.most(values) if most else measures.least(values)
        return () if at is None else (items[at].id,)

    def _described(self, words: str) -> tuple[str, ...]:
        """The shown one that bears most of some words, in English or as they were written, unless their title is that of
        one that was told of before; where none bears any, what they find."""
        shown = self.tools.details(self.state.shown)
        written = part_as_written(self.text, self.wording.tongue, words)
        titled = titled_by((*shown, *self._told_before()), words)
        if titled:
            return (titled.id,)
        found = meant(shown, words) or (meant(shown, written) if written else None)
        return (found.id,) if found else self._found_by(words, written)

    def _found_by(self, words: str, written: str) -> tuple[str, ...]:
        """The one of those shown whose text best answers some words that none of their titles bears, else one told of
        before that bears all of them, else such a one of the catalog."""
        likely = self.tools.find(Wish(words, limit=MANY)).items
        told = tuple(item.id for item in likely if item.id in self.state.shown)[:1]
        earlier = tuple(item.id for item in (() if told else self.shown_as(words) or self.shown_as(written)))
        anywhere = None if told or earlier else bearing(likely, words)
        return told or earlier or ((anywhere.id,) if anywhere else ())

    def shown_as(self, words: str) -> tuple[Credential, ...]:
        """The first shown one that bears all of some words, else the last one told of before."""
        found = bearing((*self.tools.details(self.state.shown), *self._told_before()), words) if words else None
        return (found,) if found else ()

    def _told_before(self) -> tuple[Credential, ...]:
        """Those told of that are not shown now, the last one first."""
        return self.tools.details([id_ for id_ in reversed(self.state.seen) if id_ not in self.state.shown])
