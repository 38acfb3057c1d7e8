"""From a plan to its document: the solver's reasons in words, every figure printed from its record."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from decimal import Decimal

from bot.advisor import facts
from bot.advisor.path_document import (
    AlternativeDocument,
    CertificateDocument,
    EarnedDocument,
    GoalDocument,
    PathDocument,
    PathJson,
    RelaxationDocument,
    StepDocument,
    StopDocument,
    Sum,
    TotalsDocument,
    UncoveredSkill,
    WantedSkill,
)
from bot.advisor.wording import Wording
from catalog.credential import Basis, Credential
from catalog.requirement import Requirement, RequirementKind, Stated, branches, credentials_in
from catalog.role import Role
from pathways.gap import Held, Source
from pathways.plan import Alternative, Certificate, Gone, Instead, Larger, Path, Plan, Step
from pathways.request import Objective

FILE = "path"


class PathWriter:
    """Writes the document of one plan; `names` are the titles of what its steps refer to, by id."""

    def __init__(
        self, plan: Plan, role: Role | None, names: Mapping[str, str], wording: Wording, today: dt.date
    ) -> None:
        self._plan, self._role, self._names, self.wording, self._today = plan, role, names, wording, today

    def document(self) -> PathDocument:
        """The whole document."""
        plan = self._plan
        return PathDocument(
            goal=self._goal(),
            status=plan.status.value,
            path=self._path(plan.path),
            certificate=_certificate(plan.path.certificate),
            alternatives=tuple(self._alternative(other) for other in plan.alternatives),
            relaxations=tuple(
                RelaxationDocument(change=each.change, before=each.before, after=each.after, coverage=each.coverage)
                for each in plan.relaxations
            ),
            left_out={"other_currency": plan.left_out.other_currency, "unknown": plan.left_out.unknown},
        )

    def say(self, section: str, **values: object) -> str:
        """A sentence of prompts/replies/path."""
        return self.wording.say(FILE, section, **values)

    def money(self, cents: int) -> str:
        """A sum in the currency of the plan."""
        return facts.money(Decimal(cents) / 100, self._plan.request.currency) if cents else facts.free()

    # ---- the goal

    def _goal(self) -> GoalDocument:
        skills = [
            WantedSkill(
                skill=wanted.skill.skill,
                importance=wanted.skill.importance,
                held=wanted.held is not None,
                because=None if wanted.held is None else self._held(wanted.held),
            )
            for wanted in self._plan.gap.wanted
        ]
        goal = self._plan.gap.credential
        return GoalDocument(
            role=None if self._role is None else self._role.id,
            role_title=None if self._role is None else self._role.title,
            credential=None if goal is None else goal.id,
            skills=tuple(skills),
            entry_demands=() if self._role is None else self._role.entry_demands,
        )

    def _held(self, held: Held) -> str:
        if held.source is Source.STATED:
            return self.say("held_stated")
        if held.source is Source.DONE:
            return self.say("held_done", title=held.of)
        return self.say("held_through_role", role=facts.a_role(held.of), confidence=round(held.confidence * 100))

    # ---- the path

    def _path(self, path: Path) -> PathJson:
        totals = path.totals
        return PathJson(
            steps=tuple(self._step(step) for step in path.steps),
            totals=TotalsDocument(
                cost=self._sum(totals.cents, totals.unknown_costs),
                hours=totals.hours,
                weeks=totals.weeks,
                unknown_hours_items=totals.unknown_hours,
            ),
            coverage=path.coverage,
            covered=path.covered,
            uncovered=tuple(UncoveredSkill(skill=each.skill, reason=each.reason.value) for each in path.uncovered),
            earns=tuple(each.credential.id for each in path.earns),
            earned=tuple(_earned(each, path) for each in path.earns),
            if_you_stop=tuple(
                StopDocument(after_step=stop.after_step, holds=stop.holds, skills=stop.skills)
                for stop in path.if_you_stop
            ),
        )

    def _sum(self, cents: int, unknown: int = 0) -> Sum:
        return Sum(amount=Decimal(cents) / 100, currency=self._plan.request.currency, unknown_items=unknown)

    def _step(self, step: Step) -> StepDocument:
        item = step.credential
        return StepDocument(
            order=step.order,
            id=item.id,
            title=item.title,
            provider=item.provider,
            url=item.url,
            cost=item.cost,
            charged=self._sum(step.cents, int(not step.priced)),
            hours=item.hours,
            start_week=step.start_week,
            end_week=step.end_week,
            starts_on=step.starts_on,
            ends_on=step.ends_on,
            teaches=step.teaches,
            because=" ".join(self.because(step)),
            note=" ".join(self.notes(step)) or None,
            as_of=item.as_of,
        )

    def because(self, step: Step) -> Iterator[str]:
        """Why a step is there, and why the nearest other one is not."""
        why = step.why
        if why.teaches or step.teaches:
            yield self.say("because_teaches", skills=facts.listed(why.teaches or step.teaches))
        if why.opens:
            yield self.say("because_opens", titles=self._titles(why.opens))
        if why.counts:
            yield self.say("because_counts", titles=self._titles(why.counts))
        if why.pinned:
            yield self.say("because_pinned")
        if why.only:
            yield self.say("because_only", skills=facts.listed(why.only, "or"))
        elif why.instead is not None:
            yield self._instead(why.instead)
        if not (step.teaches or why.opens or why.counts or why.pinned):
            yield self.say("because_needed")

    def _titles(self, ids: tuple[str, ...]) -> str:
        return facts.listed([f"“{self._names.get(id_, id_)}”" for id_ in ids])

    def _instead(self, other: Instead) -> str:
        title = other.credential.title
        amount, longer = self.money(abs(other.cents)), self._duration(abs(other.minutes))
        if other.needs:
            needs = facts.listed([self._names.get(need, need) for need in other.needs])
            return self.say("instead_needs", title=title, needs=needs)
        if other.cents > 0 and other.minutes < 0:
            return self.say("instead_saves_time", title=title, amount=amount, longer=longer)
        if other.cents > 0:
            return self.say("instead_costs", title=title, amount=amount)
        if other.cents < 0:
            return self.say("instead_saves_money", title=title, amount=amount, longer=longer)
        if other.minutes > 0:
            return self.say("instead_longer", title=title, longer=longer)
        return self.say("instead_equal", title=title)

    def _duration(self, minutes: int) -> str:
        """Study minutes at the learner's pace, in hours or where these are more than a week in weeks."""
        week = self._plan.request.hours_per_week * 60
        return facts.hours_long(minutes / 60) if minutes < week else facts.weeks(round(minutes / week, 1))

    def notes(self, step: Step) -> Iterator[str]:
        """What has to be known beside: what to bring, dates, what a subscription covers, what is not stated."""
        item = step.credential
        advice = _beside(item.prerequisites)
        if advice:
            needs = facts.listed([facts.requirement(node, self._names) for node in advice])
            yield self.say("note_before", needs=needs)
        if item.starts and step.starts_on in item.starts:
            yield self.say("note_starts", date=facts.day(step.starts_on, self._today))
        if item.enrol_by is not None:
            yield self.say("note_deadline", deadline=facts.day(item.enrol_by, self._today))
        yield from self._money_notes(step)
        if item.hours is None:
            yield self.say("note_hours_unknown")

    def _money_notes(self, step: Step) -> Iterator[str]:
        item = step.credential
        if not step.priced:
            yield self.say("note_price_unknown")
        elif step.months and item.cost is not None:
            if not step.cents:
                yield self.say("note_covered")
            else:
                yearly = item.cost.basis is Basis.PER_YEAR
                periods = facts.years(step.months // 12) if yearly else facts.months(step.months)
                yield self.say("note_subscription_year" if yearly else "note_subscription", months=periods)

    def _alternative(self, other: Alternative) -> AlternativeDocument:
        path = self._path(other.path).model_copy(update={"uncovered": tuple(self._open_in(other))})
        return AlternativeDocument(label=other.label, path=path, certificate=_certificate(other.path.certificate))

    def _open_in(self, other: Alternative) -> Iterator[UncoveredSkill]:
        """What an alternative leaves open: for the reasons of the path itself, else because of its narrowest limit."""
        reasons = {each.skill: each.reason for each in (*self._plan.path.uncovered, *other.path.uncovered)}
        request = self._plan.request
        limit = Gone.OVER_BUDGET if request.budget is not None else Gone.OVER_TIME
        limit = limit if request.budget is not None or request.by or request.hours else Gone.FILTERED_OUT
        for wanted in self._plan.gap.wanted:
            skill = wanted.skill.skill
            if skill not in other.path.covered:
                yield UncoveredSkill(skill=skill, reason=reasons.get(skill, limit).value)


def _beside(tree: Requirement | None) -> list[Requirement]:
    """The parts of a tree that do not block: recommendations and what only words say."""
    if tree is None:
        return []
    if tree.kind is RequirementKind.RECOMMENDED or isinstance(tree, Stated):
        return [tree]
    return [node for branch in branches(tree) for node in _beside(branch)]


def _earned(larger: Larger, path: Path) -> EarnedDocument:
    steps = {step.credential.id: step.credential for step in path.steps}
    links = [link for step in steps.values() for link in step.stacks_into if link.credential == larger.credential.id]
    return EarnedDocument(
        id=larger.credential.id,
        title=larger.credential.title,
        after_step=larger.after_step,
        stacks_as_of=max((link.as_of for link in links if link.as_of), default=None),
        credit=tuple(claim.model_dump(mode="json") for claim in larger.credit),
    )


def _certificate(certificate: Certificate | None) -> CertificateDocument:
    if certificate is None:
        return CertificateDocument(
            objective=Objective.CHEAPEST.value, status="feasible", value=None, bound=None, generation=""
        )
    return CertificateDocument(
        objective=certificate.objective.value,
        status="optimal" if certificate.proven else "feasible",
        value=certificate.value,
        bound=certificate.bound,
        generation=certificate.generation,
    )


def linked_ids(plan: Plan) -> list[str]:
    """The ids whose titles the words of a plan may need."""
    steps = [step for path in (plan.path, *(other.path for other in plan.alternatives)) for step in path.steps]
    ids = [id_ for step in steps for id_ in (*step.why.opens, *step.why.counts, *_named(step.credential))]
    ids += [need for step in steps if step.why.instead for need in step.why.instead.needs]
    return list(dict.fromkeys([*ids, *(id_ for stop in plan.path.if_you_stop for id_ in stop.holds)]))


def _named(item: Credential) -> list[str]:
    trees = [tree for tree in (item.prerequisites, item.earned_by) if tree is not None]
    return [link.credential for link in item.stacks_into] + [id_ for tree in trees for id_ in credentials_in(tree)]
