"""Saved plans in conversation: saving, opening, progress, and what the catalog changed under them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import Decimal

from pydantic import ValidationError
from rapidfuzz import fuzz, process

from bot.advisor import facts
from bot.advisor.rules.planning import change, show_changed, step_of, told_of
from bot.advisor.rules.turn import Turn
from bot.advisor.understand.reading import PersonAct, PersonAsk, PlanAct, PlanAsk
from bot.advisor.understand.topic import is_connector
from catalog.content import fold
from catalog.credential import Basis, Cost, Credential
from catalog.requirement import RequirementKind, credentials_in
from pathways.plan import Plan, Step
from pathways.request import PathRequest
from people.plan import SavedPlan, SavedStep

FILE = "saved"
MOST_PLANS = 20
ALIKE = 75
"""How alike (of 100) a word must be to one of a title."""
NEW = 0
"""The number of a plan that gets its own when the turn is kept."""


def saved_step(step: Step) -> SavedStep:
    """A step as it stands now."""
    item = step.credential
    return SavedStep(
        id=item.id,
        title=item.title,
        cents=step.cents if step.priced else None,
        hours=None if item.hours is None else item.hours.max,
        requires=_required(item),
    )


def _required(item: Credential) -> tuple[str, ...]:
    tree = item.prerequisites
    if tree is None or tree.kind is not RequirementKind.REQUIRED:
        return ()
    return tuple(sorted(credentials_in(tree)))


def save(turn: Turn, ask: PersonAsk) -> None:
    """Keeps the path that was last told, under a name where one is given; saved again, it takes the place of the earlier
    one."""
    state = turn.state
    if state.plan is None or not state.plan_steps:
        turn.say(FILE, "nothing_to_save")
        return
    plan = turn.tools.plan(state.plan.changed(keep=state.plan_steps), alternatives=0, relax=False)
    told = told_of(turn, plan)
    turn.cite([step.credential for step in plan.path.steps])
    number = state.plan_number
    if number is None and len(turn.person.plans) >= MOST_PLANS:
        turn.say(FILE, "too_many", count=MOST_PLANS)
        return
    kept = _saved(turn, plan, ask.words or turn.wording.say(FILE, "title", goal=told.words.goal()), number or 1)
    if number is not None and turn.person.plan(number) is not None:
        turn.person.replace_plan(kept)
        turn.say(FILE, "replaced", title=kept.title)
        return
    state.plan_number = NEW
    turn.person.save_plan(kept)
    turn.say(FILE, "saved", title=kept.title)


def _saved(turn: Turn, plan: Plan, title: str, number: int) -> SavedPlan:
    return SavedPlan(
        number=number,
        title=title,
        role=turn.state.plan_roles[0],
        present=turn.state.plan_roles[1],
        request=plan.request.changed(keep=()).model_dump(mode="json"),
        currency=plan.request.currency,
        steps=tuple(saved_step(step) for step in plan.path.steps),
        saved_at=turn.now,
        catalog=turn.tools.generation,
    )


# ---- listing and opening


def plans(turn: Turn, _: PersonAsk) -> None:
    """The saved plans, each with its progress and what changed under it."""
    kept = turn.person.plans
    if not kept:
        turn.say(FILE, "no_plans")
        return
    for plan in kept:
        turn.sentences.append(_line(turn, plan))
        if changed_since(turn, plan):
            turn.say(FILE, "has_changed")
    turn.end_paragraph("\n")
    turn.offer(
        turn.wording.say(FILE, "open_which"),
        [turn.wording.say(FILE, "open_option", number=plan.number) for plan in kept],
    )


def _line(turn: Turn, plan: SavedPlan) -> str:
    done = sum(step.id in turn.person.learner.done for step in plan.steps)
    day = facts.day(plan.saved_at.date(), turn.today)
    return turn.wording.say(
        FILE, "line", number=plan.number, title=plan.title, done=done, steps=facts.steps(len(plan.steps)), date=day
    )


def open_plan(turn: Turn, ask: PersonAsk) -> None:
    """Makes a saved plan the path of the conversation, mended where the catalog changed under it."""
    plan = _meant(turn, ask.number, ask.words)
    if plan is None:
        return
    try:
        request = PathRequest.model_validate(plan.request)
    except ValidationError:
        turn.say(FILE, "unreadable", title=plan.title)
        return
    resume(turn, plan, request)


def resume(turn: Turn, plan: SavedPlan, request: PathRequest) -> None:
    """Plans the request of a saved plan again, keeping its steps where they can stay, and tells the difference."""
    state, done = turn.state, turn.person.learner.done
    state.plan_roles, state.plan_number = (plan.role, plan.present), plan.number
    state.plan_held, state.plan_before = (), None
    steps = tuple(step.id for step in plan.steps if step.id not in done)
    turn.sentences += changed_since(turn, plan)
    turn.end_paragraph()
    start = max(request.start, turn.today)
    standing = tuple(item.id for item in turn.tools.details(request.pin))
    held = tuple(dict.fromkeys((*request.done, *(item.id for item in turn.tools.details(done)))))
    again = request.changed(
        keep=steps,
        start=start,
        done=held,
        pin=standing,
        by=request.by if request.by and request.by > start else None,
        budget=_still_to_spend(request, plan, done),
    )
    state.plan, state.plan_steps = again, steps
    told = told_of(turn, turn.tools.plan(again))
    state.plan_steps = ()
    show_changed(turn, told, ())
    state.plan_number = plan.number


def _still_to_spend(request: PathRequest, plan: SavedPlan, done: Sequence[str]) -> Decimal | None:
    """What the budget of a saved plan holds beside its steps that are finished."""
    return _less(request.budget, sum(step.cents or 0 for step in plan.steps if step.id in done))


def _less(budget: Decimal | None, cents: int) -> Decimal | None:
    """A budget without what is paid, never below nothing; no budget stays none."""
    return None if budget is None else max(Decimal(0), budget - Decimal(cents) / 100)


def drop(turn: Turn, ask: PersonAsk) -> None:
    """Removes a saved plan."""
    plan = _meant(turn, ask.number, ask.words)
    if plan is None:
        return
    turn.person.drop_plan(plan.number)
    if turn.state.plan_number == plan.number:
        turn.state.plan_number = None
    turn.say(FILE, "dropped", title=plan.title)


def _meant(turn: Turn, number: int | None, words: str = "") -> SavedPlan | None:
    """The saved plan with a number, by words of its title, or the only one; says so where there is none, or asks."""
    kept = turn.person.plans
    named = [plan for plan in kept if words and all(word in fold(plan.title).split() for word in fold(words).split())]
    if len(named) == 1:
        return named[0]
    if not kept:
        turn.say(FILE, "no_plans")
        return None
    number = number if number != -1 else kept[-1].number
    if number is None:
        if len(kept) == 1:
            return kept[0]
        plans(turn, PersonAsk(PersonAct.PLANS))
        return None
    found = turn.person.plan(number)
    if found is None:
        turn.say(FILE, "no_such_plan", number=number)
    return found


# ---- progress


def done(turn: Turn, ask: PersonAsk) -> None:
    """Marks steps of the path or credentials as done, and says what comes next."""
    if ask.steps:
        _done_steps(turn, ask.steps)
        return
    items = turn.pointed_at(ask.references) if ask.references else _titled(turn, ask.words)
    if not items:
        turn.say(FILE, "done_unknown", words=ask.words)
        return
    _mark(turn, items)
    plan, ids = turn.state.plan, tuple(item.id for item in items)
    steps = tuple(at + 1 for at, id_ in enumerate(turn.state.plan_steps) if id_ in ids)
    if plan is None or not (steps or turn.state.constraints.objective):
        return
    turn.end_paragraph()
    change(turn, PlanAsk(PlanAct.CHANGE, done=steps), plan if steps else plan.changed(done=(*plan.done, *ids)))


def _titled(turn: Turn, words: str) -> tuple[Credential, ...]:
    """The credentials that words name: one title, or several with "and" between them."""
    parts = re.split(r"\s*(?:,|\band\b|\+|&)\s*", words)
    found = [_of_title(turn, part) for part in parts] if len(parts) > 1 else []
    several = tuple({item.id: item for items in found for item in items}.values())
    return several if found and all(found) else _of_title(turn, words)


def _of_title(turn: Turn, words: str) -> tuple[Credential, ...]:
    """The credential that words name: most of those that tell something stand in its title, typing errors forgiven."""
    telling = [word for word in fold(words).split() if not is_connector(word) and not word.isdigit()]
    for item in turn.tools.titled(words)[:1]:
        title = fold(item.title).split()
        there = [word for word in telling if process.extractOne(word, title, scorer=fuzz.ratio, score_cutoff=ALIKE)]
        if 2 * len(there) > len(telling):
            return (item,)
    return ()


def _done_steps(turn: Turn, numbers: Sequence[int]) -> None:
    plan = turn.state.plan
    if plan is None:
        turn.say(FILE, "no_plans")
        return
    ids = [step_of(turn, number) for number in numbers]
    _mark(turn, turn.tools.details(ids))
    left = _left_to_spend(turn, plan, ids)
    if left != plan.budget and left is not None:
        turn.say(FILE, "left", money=facts.money(left, plan.currency))
    turn.end_paragraph()
    change(turn, PlanAsk(PlanAct.CHANGE, done=tuple(numbers)), plan.changed(budget=left))
    if turn.state.plan_before is not None:
        turn.state.plan_before = (plan, *turn.state.plan_before[1:])


def _left_to_spend(turn: Turn, plan: PathRequest, finished: Sequence[str]) -> Decimal | None:
    """What the budget still holds once these steps of the path are paid."""
    if plan.budget is None:
        return None
    path = turn.tools.plan(plan.changed(keep=turn.state.plan_steps), alternatives=0, relax=False).path
    return _less(plan.budget, sum(step.cents for step in path.steps if step.credential.id in finished))


def _mark(turn: Turn, items: Sequence[Credential]) -> None:
    turn.person.remember(done=tuple(item.id for item in items))
    turn.hide(item.id for item in items)
    turn.cite(items)
    turn.say(FILE, "done", titles=facts.listed([f"“{item.title}”" for item in items]))


def not_done(turn: Turn, _: PersonAsk) -> None:
    """What was marked as done last is to do again, in the path as well."""
    finished = turn.person.learner.done
    if not finished:
        turn.say(FILE, "no_progress")
        return
    items = turn.tools.details(finished[-1:])
    turn.person.forget(done=finished[-1:])
    turn.cite(items)
    turn.say(FILE, "not_done", titles=facts.listed([f"“{item.title}”" for item in items]) or finished[-1])
    plan = turn.state.plan
    if plan is not None and finished[-1] in plan.done:
        turn.end_paragraph()
        before = turn.state.plan_before
        steps = (finished[-1], *turn.state.plan_steps)
        budget = before[0].budget if before is not None else plan.budget
        again = plan.changed(done=tuple(id_ for id_ in plan.done if id_ != finished[-1]), budget=budget, keep=steps)
        show_changed(turn, told_of(turn, turn.tools.plan(again)), ())


def progress(turn: Turn, _: PersonAsk) -> None:
    """How far the learner is in each saved plan, and the next step of each."""
    kept, finished = turn.person.plans, turn.person.learner.done
    first = next((id_ for id_ in turn.state.plan_steps if id_ not in finished), None)
    if not kept and not finished and first is None:
        turn.say(FILE, "no_progress")
        return
    if not kept:
        _progress_unsaved(turn, finished, first)
        return
    for plan in kept:
        turn.sentences.append(_line(turn, plan))
        following = next((step for step in plan.steps if step.id not in finished), None)
        if following is None:
            turn.say(FILE, "all_done")
        else:
            turn.cite(turn.tools.details([following.id]))
            turn.say(FILE, "next_step", title=following.title)
    turn.end_paragraph("\n")


def _progress_unsaved(turn: Turn, finished: Sequence[str], first: str | None) -> None:
    """What is done, and the next step of the path that was told."""
    items = turn.tools.details(finished)
    turn.cite(items)
    if items:
        turn.say(FILE, "done_so_far", titles=facts.listed([f"“{item.title}”" for item in items]))
    for item in turn.tools.details([first] if first else []):
        turn.cite([item])
        turn.say(FILE, "next_step", title=item.title)


# ---- what the catalog changed


def changed_since(turn: Turn, plan: SavedPlan) -> list[str]:
    """What the catalog changed under the steps that are still to do, in words."""
    left = [step for step in plan.steps if step.id not in turn.person.learner.done]
    today = {item.id: item for item in turn.tools.details([step.id for step in left])}
    return [said for step in left for said in _differences(turn, step, today.get(step.id), plan.currency)]


def _differences(turn: Turn, step: SavedStep, item: Credential | None, currency: str) -> list[str]:
    if item is None:
        return [turn.wording.say(FILE, "withdrawn", title=step.title)]
    found: list[str] = []
    price = _one_time(item.cost, currency)
    if price is not None and step.cents is not None and round(price * 100) != step.cents:
        before, after = facts.money(Decimal(step.cents) / 100, currency), facts.money(price, currency)
        found.append(turn.wording.say(FILE, "price_changed", title=item.title, before=before, after=after))
    hours = None if item.hours is None else item.hours.max
    if hours != step.hours and hours is not None and step.hours is not None:
        before, after = facts.hours_long(step.hours), facts.hours_long(hours)
        found.append(turn.wording.say(FILE, "hours_changed", title=item.title, before=before, after=after))
    new = set(_required(item)) - set(step.requires)
    if new:
        names = [other.title for other in turn.tools.details(sorted(new))]
        needs = facts.listed([f"“{name}”" for name in names]) or str(len(new))
        found.append(turn.wording.say(FILE, "needs_more", title=item.title, needs=needs))
    if found:
        turn.cite([item])
    return found


def _one_time(cost: Cost | None, currency: str) -> Decimal | None:
    """What is paid once, where that is known in a currency."""
    once = cost is not None and cost.basis is Basis.ONE_TIME and cost.currency == currency
    return cost.amount if cost is not None and once else None


ACTIONS: dict[PersonAct, Callable[[Turn, PersonAsk], None]] = {
    PersonAct.SAVE: save,
    PersonAct.PLANS: plans,
    PersonAct.OPEN: open_plan,
    PersonAct.DROP: drop,
    PersonAct.DONE: done,
    PersonAct.PROGRESS: progress,
    PersonAct.NOT_DONE: not_done,
}
