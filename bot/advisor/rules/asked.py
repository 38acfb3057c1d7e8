"""One fact of one credential in a sentence; where the record does not state it, the sentence says so."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from bot.advisor import facts
from bot.advisor.understand.reading import Aspect
from bot.advisor.wording import Wording
from catalog.credential import ONLINE, Credential, Delivery, Kind
from catalog.requirement import still_open


@dataclass(frozen=True, slots=True)
class _Asked:
    item: Credential
    names: Mapping[str, str]
    today: dt.date
    wording: Wording
    done: Collection[str] = ()

    def say(self, section: str, **values: object) -> str:
        return self.wording.say("details", section, title=self.item.title, **values)

    @property
    def price(self) -> str:
        return facts.price(self.item.cost, self.item.hours)


def sentence(
    aspect: Aspect,
    item: Credential,
    names: Mapping[str, str],
    today: dt.date,
    wording: Wording,
    done: Collection[str] = (),
) -> str:
    """The answer to a question about one fact of a credential; `done` are those that the asker has."""
    return _ANSWERS[aspect](_Asked(item, names, today, wording, done))


def _price(asked: _Asked) -> str:
    if not asked.item.price_known:
        return asked.say("price_unknown")
    dated = facts.prices_of(asked.item.as_of, asked.today)
    return asked.say("price", price=f"{asked.price} ({dated})" if dated else asked.price)


def _parts(asked: _Asked) -> str:
    cost = asked.item.cost
    if cost is None or not asked.item.price_known:
        return asked.say("price_unknown")
    if not cost.parts:
        return asked.say("parts_unknown", price=asked.price)
    return asked.say("parts", price=asked.price, list=facts.parts(cost))


def _free(asked: _Asked) -> str:
    cost = asked.item.cost
    if cost is None or cost.amount is None:
        return asked.say("free_unknown")
    if cost.is_free:
        return asked.say("free_yes")
    if cost.audit_free:
        return asked.say("free_audit", price=facts.full_price(asked.item))
    return asked.say("free_no", price=asked.price)


def _hours(asked: _Asked) -> str:
    if asked.item.hours is None:
        return asked.say("hours_unknown")
    spelled = facts.hours(asked.item.hours)
    if asked.item.weeks is None:
        return asked.say("hours", hours=spelled)
    return asked.say("hours_weeks", hours=spelled, weeks=facts.weeks(asked.item.weeks))


def _before(asked: _Asked) -> str:
    if asked.item.prerequisites is None:
        return asked.say("before_none")
    return asked.say("before", needs=facts.requirement(asked.item.prerequisites, asked.names))


def _toward(asked: _Asked) -> str:
    if not asked.item.stacks_into:
        return asked.say("toward_unknown")
    return asked.say("toward", larger=facts.larger(asked.item, asked.names))


def _pieces(asked: _Asked) -> str:
    if asked.item.earned_by is None:
        return asked.say("pieces_unknown")
    return asked.say("pieces", needs=facts.requirement(asked.item.earned_by, asked.names))


def _left(asked: _Asked) -> str:
    if asked.item.earned_by is None:
        return asked.say("pieces_unknown")
    left = None if asked.item.id in asked.done else still_open(asked.item.earned_by, asked.done)
    return asked.say("left", needs=facts.requirement(left, asked.names)) if left else asked.say("left_nothing")


def _credit(asked: _Asked) -> str:
    if not asked.item.credit:
        return asked.say("credit_unknown")
    return asked.say("credit", credit=facts.credit(asked.item.credit, asked.today))


def _certificate(asked: _Asked) -> str:
    badge, kind = asked.item.verified_badge, asked.item.kind
    if kind is Kind.COURSE:
        return asked.say("certificate_course_badge" if badge else "certificate_unknown")
    section = {True: "certificate_badge", False: "certificate_no_badge", None: "certificate"}[badge]
    return asked.say(section, kind=facts.kind(kind))


def _provider(asked: _Asked) -> str:
    provider = asked.item.provider
    return asked.say("provider", provider=provider) if provider else asked.say("provider_unknown")


def _start(asked: _Asked) -> str:
    item = asked.item
    coming = [date for date in item.starts if date >= asked.today] or list(item.starts)
    if coming:
        dates = facts.listed([facts.day(date, asked.today) for date in coming], "or")
        if item.enrol_by:
            return asked.say("start_deadline", date=dates, deadline=facts.day(item.enrol_by, asked.today))
        return asked.say("start", date=dates)
    return asked.say("start_any" if item.delivery is Delivery.SELF_PACED else "start_unknown")


def _place(asked: _Asked) -> str:
    if asked.item.place:
        return asked.say("place", place=asked.item.place)
    online = asked.item.delivery in ONLINE
    return asked.say("place_online" if online else "place_unknown")


def _device(asked: _Asked) -> str:
    device = asked.item.device
    return asked.say("device", device=device) if device else asked.say("device_unknown")


def _language(asked: _Asked) -> str:
    tags = asked.item.language
    return asked.say("language", language=facts.languages(tags)) if tags else asked.say("language_unknown")


def _skills(asked: _Asked) -> str:
    skills = asked.item.skills
    return asked.say("skills", skills=facts.listed(skills)) if skills else asked.say("skills_unknown")


def _delivery(asked: _Asked) -> str:
    delivery = asked.item.delivery
    return asked.say("delivery", delivery=facts.delivery(delivery)) if delivery else asked.say("delivery_unknown")


def _level(asked: _Asked) -> str:
    level = asked.item.level
    if level is None:
        return asked.say("level_unknown")
    return asked.say("level", level=asked.wording.say("limits", f"level_{level.value}"))


def _yes_or_no(name: str, value: Callable[[Credential], bool | None]) -> Callable[[_Asked], str]:
    sections = {True: f"{name}_yes", False: f"{name}_no", None: f"{name}_unknown"}
    return lambda asked: asked.say(sections[value(asked.item)])


def _validity(asked: _Asked) -> str:
    months = asked.item.validity_months
    return asked.say("validity", months=months) if months else asked.say("validity_unknown")


def _link(asked: _Asked) -> str:
    url = asked.item.url
    return asked.say("link", url=url) if url else asked.say("link_unknown")


_ANSWERS: dict[Aspect, Callable[[_Asked], str]] = {
    Aspect.PRICE: _price,
    Aspect.PARTS: _parts,
    Aspect.FREE: _free,
    Aspect.HOURS: _hours,
    Aspect.BEFORE: _before,
    Aspect.TOWARD: _toward,
    Aspect.PIECES: _pieces,
    Aspect.LEFT: _left,
    Aspect.CREDIT: _credit,
    Aspect.CERTIFICATE: _certificate,
    Aspect.PROVIDER: _provider,
    Aspect.START: _start,
    Aspect.PLACE: _place,
    Aspect.DEVICE: _device,
    Aspect.LANGUAGE: _language,
    Aspect.SKILLS: _skills,
    Aspect.DELIVERY: _delivery,
    Aspect.LEVEL: _level,
    Aspect.PROJECT: _yes_or_no("project", lambda item: item.project),
    Aspect.VALIDITY: _validity,
    Aspect.SUPPORT: _yes_or_no("support", lambda item: item.career_support),
    Aspect.LINK: _link,
}
