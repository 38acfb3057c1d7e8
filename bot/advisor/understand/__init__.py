"""From a message to what it means: pure, one pass, each thing that is understood is blanked out for the rest."""

from __future__ import annotations

from dataclasses import replace

from bot.advisor.understand import aspects as facts
from bot.advisor.understand import patterns as re
from bot.advisor.understand.asked_of_each import asked_of_each, language_of_those
from bot.advisor.understand.aspects import IT
from bot.advisor.understand.clearing import RESET
from bot.advisor.understand.comparing import asks_which_is_better, compared_titles, possible_pairs, takes_comparison
from bot.advisor.understand.corrections import corrected
from bot.advisor.understand.described_goals import LIKE, chosen_field, described_goal, for_oneself, likeliest
from bot.advisor.understand.draft import Draft
from bot.advisor.understand.exploring import (
    bare_number,
    has_nothing,
    liking_in,
    searches,
    skips,
    stops,
    tells_only_loss,
    wants_exploring,
)
from bot.advisor.understand.feelings import danger_in, idiomatic
from bot.advisor.understand.followups import asking_of_one, asks_whether_taught, confirming
from bot.advisor.understand.goals import names_title
from bot.advisor.understand.going import read_going
from bot.advisor.understand.guessing import guessed
from bot.advisor.understand.halved_roles import contrasted_field, halved_role
from bot.advisor.understand.job_pointed_at import job_pointed_at
from bot.advisor.understand.named import read_led, read_named
from bot.advisor.understand.named_goals import chosen_role, meant_role, take_named_goal, weighed_fields, weighed_roles
from bot.advisor.understand.of_shown import EVERYTHING, OF_SUCH, read_fact, read_pointing, read_telling
from bot.advisor.understand.of_spoken import of_spoken
from bot.advisor.understand.on_path import on_path
from bot.advisor.understand.on_that import read_on_that
from bot.advisor.understand.pasted import asks_for_the_way, pasted, take_own
from bot.advisor.understand.personal import read_personal
from bot.advisor.understand.planning import read_plan, take_have
from bot.advisor.understand.pointed_goals import pointed_goal
from bot.advisor.understand.present_work import weary_of_work
from bot.advisor.understand.reading import Act, Aspect, Changes, Known, Measure, Note, Reference, Understanding
from bot.advisor.understand.references import (
    all_or_told,
    asks_which,
    described,
    points_at_all,
    take_groups,
    take_references,
    takes_that,
)
from bot.advisor.understand.relative import agrees, asks_how_many, skip_opening, small_talk, wants_more
from bot.advisor.understand.scope import outside
from bot.advisor.understand.spelling import mend
from bot.advisor.understand.statements import read_statement
from bot.advisor.understand.wishes import asks_to_earn, names_goal, names_role, read_sums, read_wish

__all__ = ["Known", "Understanding", "understand"]

_TELLING = {Measure.COST: Aspect.PRICE, Measure.HOURS: Aspect.HOURS, Measure.LEVEL: Aspect.LEVEL}
DANGER = 0.4
"""So much like the examples, a sentence speaks of danger."""
_COURTESY = (Act.HELLO, Act.THANKS, Act.GOODBYE)
_INTERROGATIVE = re.compile(
    r"^[\W\x00]*(?:and |but |so |ok )*(?:wh\w+|how|is|are|do|does|did|can|could|will|would|has|have)\b"
)
_WEAK = (Act.FIND, Act.UNCLEAR)
"""What a message is taken for where no pattern says more."""
_OF_PLAN = re.compile(
    r"\b(?:steps?|(?:fewer|fewest|less|as few) (?:courses|classes)|(?:the|my|that|this"
    r"|whole) (?:plan|path))\b"
)
"""Words that speak of the path, whatever was spoken of last."""
_NO_PATH = frozenset(("visa", "weather", "news", "fun", "shopping", "writing", "legal", "ranking", "other_days"))
"""What lies outside the catalog, whatever path is the matter."""
_BY_COURSE = re.compile(
    r"\b(?:will|would|can|could|do|does) (?:it|this|that|they|these|those|either|any|both|one|the \w+)(?: of \w+)? "
    r"|\b(?:after|with) (?:it|this|that|them)\W*$"
)
_OF_OTHERS = re.compile(r" of (?!(?:these|those) (?:two|three)\b)")
_WHAT_ABOUT = re.compile(r"^[\W\x00]*(?:(?:ok|okay|and|so|well|then|hm+)[\s,.]+)*(?:what|how) about\b")
_ASKS_FOR = re.compile(
    r"^[\W\x00]*(?:(?:ok|ouch|oh|and|so|but|then|well|hm+)[\s,.!]+)*(?:(?:is|are) there (?:any(?:thing)?"
    r"|some(?:thing)?|an?)\b"
    r"|do you have\b|have you got\b|what do you have\b)(?!.*\b(?:jobs?|career|suit))"
)
"""A question for what is here, whatever it tells of the person beside."""


def understand(message: str, known: Known) -> Understanding:
    """Reads one message. Nothing is looked up: titles and roles are handed on in the words of the message."""
    text = pasted(message)
    if text:
        said = Draft(mend(message))
        lead = Draft(said.text.split("\n")[0])
        return Understanding(
            Act.PASTED,
            goal=take_named_goal(lead.copy(), Changes(), known) if asks_for_the_way(lead) else "",
            text=message,
            titles=text.titles,
            pasted=text.kind.value,
            asks=asks_for_the_way(said),
            have=take_own(said),
        )
    named = read_named(message.strip(), known, understand) or read_led(mend(message.strip()), known, understand)
    if named:
        return named
    draft = Draft(corrected(mend(message.strip()), {**known.facts, **known.held}))
    if not re.search(r"[^\W_]", draft.open):
        return Understanding(Act.UNCLEAR)
    whole = _in_a_word(draft, known)
    if whole:
        return of_spoken(draft, known, whole) or whole
    read = _in_sentences(draft.copy(), known)
    spoken = of_spoken(draft, known, read)
    if spoken:
        return spoken
    confirmed = confirming(draft, known, read) if read.act is Act.FIND else None
    if confirmed:
        return confirmed
    likely = _guess(draft, known, read) if read.act in _WEAK and not read.goal else None
    if likely is None and read.act in _WEAK:
        likely = on_path(draft, known, read)
    return likely or (Understanding(Act.UNCLEAR) if _only_a_figure(read) else read)


def _only_a_figure(read: Understanding) -> bool:
    """Whether a search has nothing but a figure for a topic: "11 years"."""
    figure = re.fullmatch(r"[\d.,]+(?: (?:years?|months?|weeks?|days?|times?))?", read.text)
    return read.act is Act.FIND and figure is not None and not (read.changes_something or read.notes)


def _guess(draft: Draft, known: Known, read: Understanding) -> Understanding | None:
    """What the message is most like; a greeting before a topic is none, nor is a limit a question about one fact."""
    found = guessed(draft, known, read)
    of_others = OF_SUCH.search(draft.open) is not None or bool(language_of_those(draft, known))
    if found is not None and found.act is Act.DETAILS and of_others:
        return None
    topical = bool(read.text) and (known.names_skill(read.text) or _WHAT_ABOUT.match(draft.open) is not None)
    if found is None or (found.act in _COURTESY and topical):
        return None
    if found.act is Act.GOAL:
        words = "" if for_oneself(draft) else likeliest((draft.text,), known, LIKE)
        return replace(read_wish(draft.copy(), known, words), described=True) if words else None
    limits = read.changes_something and not read.text and not _INTERROGATIVE.match(draft.open)
    single = known.focused and len(draft.open.split()) == 1
    return None if found.act is Act.DETAILS and limits and not single else found


def _in_a_word(draft: Draft, known: Known) -> Understanding | None:
    """What a message is as a whole, where it is not a search or a question about something shown."""
    for read in (
        _urgent,
        _small,
        _halved,
        _field,
        _personal,
        read_going,
        _of_the_plan,
        _weighed,
        _chosen,
        _described,
        _refused,
        read_on_that,
        _answering,
        _about_the_person,
    ):
        found = read(draft, known)
        if found:
            return found
    return None


def _urgent(draft: Draft, known: Known) -> Understanding | None:
    if danger_in(draft) or _like_danger(draft, known):
        return Understanding(Act.DANGER)
    if known.offered and agrees(draft):
        return Understanding(Act.AGREE)
    return Understanding(Act.RESET) if RESET.match(draft.open) else None


def _like_danger(draft: Draft, known: Known) -> bool:
    """Whether one of the sentences is like those of people in danger."""
    parts = [part for part in re.split(r"[.!?\n]+", draft.text) if len(part.split()) > 2]
    likely = [known.like(part) for part in parts if not idiomatic(Draft(part))]
    return any(each.label == "danger" and each.score >= DANGER for each in likely)


def _small(draft: Draft, known: Known) -> Understanding | None:
    act = small_talk(draft)
    return Understanding(act) if act and not (known.exploring and skips(draft)) else None


def _personal(draft: Draft, known: Known) -> Understanding | None:
    person = read_personal(draft, known)
    if person:
        return Understanding(Act.PERSON, person=person)
    if known.exploring and "?" not in draft.open and not searches(draft):
        return _exploring(draft, known)
    return None


def _of_the_plan(draft: Draft, known: Known) -> Understanding | None:
    if known.listed and asks_how_many(draft):
        return Understanding(Act.FIND)
    if wants_more(draft):
        return Understanding(Act.MORE)
    skip_opening(draft)
    named = _OF_PLAN.search(draft.open) is not None
    if not known.planned or outside(draft) in _NO_PATH:
        return None
    plan = read_plan(draft, replace(known, plan_in_focus=known.plan_in_focus or named))
    return Understanding(Act.PLAN, wanted=plan.wanted, plan=plan) if plan else None


def _weighed(draft: Draft, known: Known) -> Understanding | None:
    """Roles between which somebody weighs, with what else the message says of money and time."""
    titles = weighed_roles(Draft(draft.text), known) or weighed_fields(draft, known)
    return replace(read_wish(draft.copy(), known), act=Act.WEIGH, goal="", titles=titles) if titles else None


def _chosen(draft: Draft, known: Known) -> Understanding | None:
    """One of the roles that were told, with what else the message says of money and time."""
    said = Draft(draft.text)
    title = meant_role(said, known) or chosen_role(said, known)
    return replace(read_wish(draft.copy(), known), act=Act.GOAL, goal=title, text=title) if title else None


def _halved(draft: Draft, known: Known) -> Understanding | None:
    """A role that is told in halves, or by what is done in it while jobs are the matter."""
    title = "" if names_role(draft, known) else halved_role(draft, known)
    if title:
        return replace(read_wish(draft.copy(), known, title), act=Act.GOAL, goal=title, text=title)
    words = contrasted_field(draft, known) or job_pointed_at(draft, known)
    return replace(read_wish(draft.copy(), known, words), described=True) if words else None


def _field(draft: Draft, known: Known) -> Understanding | None:
    """A field of work that a few words choose."""
    words = "" if names_role(draft, known) or chosen_role(draft, known) else chosen_field(draft, known)
    return replace(read_wish(draft.copy(), known, words), described=True) if words else None


def _described(draft: Draft, known: Known) -> Understanding | None:
    """Work that somebody wants and tells by what is done in it, where no role is named."""
    if names_role(draft, known):
        return None
    words = pointed_goal(draft, known) or ("" if names_title(draft) else described_goal(draft, known))
    return replace(read_wish(draft.copy(), known, words), described=True) if words else None


def _refused(draft: Draft, known: Known) -> Understanding | None:
    refused = "" if asks_to_earn(draft) else outside(draft)
    if refused == "job_outcome" and _asks_for_help(draft):
        return None
    of_others = refused == "ranking" or (refused == "job_outcome" and _BY_COURSE.search(draft.open))
    if names_goal(draft, known) and not of_others:
        return None
    return Understanding(Act.REFUSED, refused=refused) if refused else None


def _asks_for_help(draft: Draft) -> bool:
    """Whether a message asks if a provider helps to find work."""
    asked = facts.asked(draft)
    return asked is not None and asked[0] is Aspect.SUPPORT


def _answering(draft: Draft, known: Known) -> Understanding | None:
    return _exploring(draft, known) if known.exploring and not searches(draft) else None


def _about_the_person(draft: Draft, known: Known) -> Understanding | None:
    """Somebody who does not know what they want, or who only tells of themselves."""
    if names_goal(draft, known) or _ASKS_FOR.match(draft.open) or _asks_for_help(draft):
        return None
    said = Draft(draft.text)
    if wants_exploring(said) or tells_only_loss(said) or _wearies(draft, known):
        return _exploring(draft, known)
    statement = read_statement(draft, known)
    return Understanding(Act.PERSON, person=statement, instead=read_wish(draft, known)) if statement else None


def _wearies(draft: Draft, known: Known) -> bool:
    """Whether somebody cannot go on with their work and names no other."""
    return weary_of_work(draft, known) and read_wish(draft.copy(), known).act is not Act.GOAL


def _exploring(draft: Draft, known: Known) -> Understanding:
    """What a message says of the person's work, likings, money and time; nothing at all where a question is skipped."""
    if skips(draft):
        return Understanding(Act.EXPLORE, notes=(Note("nothing"),) if has_nothing(draft) else ())
    if stops(draft):
        return Understanding(Act.EXPLORE, notes=(Note("stop"),))
    if names_goal(draft, known):
        return _weighed(draft, known) or read_wish(draft, known)
    have = take_have(draft)
    likes, number = liking_in(draft), bare_number(draft)
    read = read_wish(draft, known)
    notes = (Note("number", (("number", number),)),) if number and not read.wanted else ()
    return replace(read, act=Act.EXPLORE, have=have, likes=likes, notes=(*read.notes, *notes))


def _in_sentences(draft: Draft, known: Known) -> Understanding:
    return (
        _choice(draft, known)
        or _comparison(draft, known)
        or read_fact(draft, known)
        or read_telling(draft, known)
        or read_pointing(draft, known)
        or asking_of_one(draft, known)
        or asks_whether_taught(draft, known)
        or read_wish(draft, known)
    )


def _choice(draft: Draft, known: Known) -> Understanding | None:
    """A question that tells those shown apart: "which of them is free?"; "which is better?" after a comparison."""
    of_steps = known.planned and (known.plan_in_focus or _OF_PLAN.search(draft.open) is not None)
    among_listed = known.listed and _OF_OTHERS.search(draft.open) is None
    reference = asks_which(draft) if known.compared or among_listed or of_steps else None
    if reference and reference.measure:
        return Understanding(Act.DETAILS, aspects=(_TELLING[reference.measure],), references=(reference,))
    language = language_of_those(draft, known)
    if language:
        return Understanding(Act.FIND, wanted={"language": language})
    each = asked_of_each(draft) if known.listed else None
    if each:
        return Understanding(Act.DETAILS, aspects=(each,), references=EVERYTHING)
    if known.compared and asks_which_is_better(draft):
        return Understanding(Act.COMPARE, references=EVERYTHING, notes=(Note("better"),))
    return None


def _comparison(draft: Draft, known: Known) -> Understanding | None:
    trial = draft.copy()
    if not takes_comparison(trial):
        return None
    named = described(draft, known)
    if len(named) > 1:
        return Understanding(Act.COMPARE, references=named)
    limits = Changes()
    read_sums(trial, limits)
    titles = compared_titles(trial)
    others = tuple(title for title in titles if not IT.fullmatch(title.lower()))
    if known.focused and len(titles) == 2 and len(others) == 1:
        return Understanding(Act.COMPARE, references=(Reference(),), titles=others)
    if known.listed:
        group, everything = take_groups(trial), (all_or_told(draft),)
        if group or points_at_all(trial):
            return Understanding(Act.COMPARE, references=group or everything)
        references = take_references(trial, bare=True)
        if takes_that(trial):
            references = (Reference(), *references)
        if references and (len(references) > 1 or len(titles) < 2):
            return Understanding(Act.COMPARE, references=references)
    if len(titles) > 1:
        return Understanding(Act.COMPARE, wanted=limits.wanted, titles=titles, pairs=possible_pairs(trial))
    return Understanding(Act.COMPARE, references=(all_or_told(draft),)) if known.listed else None
