"""True sentences as a model may word them, and the same sentences with one fact changed.

A template is filled from `facts_of` one record, a pair of records or a path. A mutant is the same template filled from
facts of which one is wrong, so that it differs from a true sentence in nothing else.
"""

from __future__ import annotations

import datetime as dt
import random
import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import NamedTuple

from bot.advisor import facts
from bot.advisor.path_document import PathDocument
from catalog.credential import Basis, Credential

Facts = dict[str, str]

ONE = (
    "“{title}” costs {price} and takes {hours}.",
    "{title} costs {price}.",
    "For {price}, you get “{title}”, which takes {hours}.",
    "At {price}, “{title}” by {provider} fits your budget.",
    "**{title}** ({provider}) – {price}, {hours}",
    "- “{title}”: {hours}, {price}, given by {provider}.",
    "{provider} offers “{title}” for {price}.",
    "You can sign up for “{title}” here: {url}",
    "“{title}” takes {hours}, so it is quickly done.",
    "“{title}” is a good start because it takes only {hours} and costs {price}.",
    "Take a look at [{title}]({url}), which is given by {provider}.",
    "“{title}” is given by {provider}; it takes {hours} in all.",
    "The one by {provider} is called “{title}” and the price is {price}.",
    "I'd suggest “{title}” from {provider}: {hours} for {price}.",
    "With “{title}” you pay {price} and spend {hours}.",
    "“{title}” has a price of {price}, its provider is {provider}.",
    "If you want to start right away, “{title}” by {provider} is at {url}.",
    "“{title}” dauert {hours_de} und kostet {price}.",
    "“{title}” cuesta {price} y dura {hours_es}.",
    "“{title}” coûte {price} et dure {hours_fr}.",
    "“{title}” costs {price_words}.",
    "“{title}” takes {hours_words}.",
    "Among these, “{title}” ({hours}, {price}) looks right for you.",
    "You could take “{title}”: {price}, {hours}, from {provider}.",
    "“{title}”, offered by {provider}, is priced at {price}.",
    "My pick would be “{title}” since it needs just {hours}.",
    "“{title}” – {provider} – {price} – {url}",
    "Cost: {price} for “{title}”.",
    "“{title}” will set you back {price}.",
    "It takes {hours} to finish “{title}”.",
    "Have a look at “{title}” ({url}).",
    "{title} by {provider} is another option at {price}.",
    "“{title}” is the one from {provider}, and at {price} it is affordable.",
    "Expect {hours} of work for “{title}”, which costs {price}.",
    "“{title}” ({provider}) costs {price} and runs for {hours}; see {url}.",
    "Mit “{title}” von {provider} lernst du in {hours_de} für {price}.",
    "“{title}” de {provider} vale {price}.",
    "If {price} is fine for you, go for “{title}”.",
    "“{title}” only costs {price_words} and needs {hours_words}.",
    "Priced at {price}, “{title}” is by {provider}.",
    "1. “{title}” | {provider} | {price} | {hours}",
    "“{title}” could be worth a look; at {price} it is not too dear, and {hours} are quickly done.",
    "Since you have little time, “{title}” with its {hours} may suit you best.",
    "The record says {price} for “{title}”.",
    "Its provider, {provider}, lists “{title}” at {price}.",
    "Start with “{title}” ({price}); the provider is {provider}.",
    "“{title}”: price {price}, length {hours}, link {url}",
    "For those on a budget there is “{title}” at {price}.",
    "{provider} runs “{title}”, which takes {hours}.",
    "You would spend {hours} on “{title}”, and {price}.",
    "“{title}” kostet {price}, dauert {hours_de} und kommt von {provider}.",
    "«{title}» cuesta {price} y lo ofrece {provider}.",
    "« {title} » coûte {price} et prend {hours_fr}.",
    "“{title}” is available from {provider} at a price of {price}.",
    "Sign-up for “{title}” is through {url}, and the fee is {price}.",
    "Of these, “{title}” by {provider} stands out: it needs only {hours}.",
    "“{title}” takes between {hours_words}.",
    "For {provider}'s “{title}” you pay {price}.",
    "“{title}” is short with {hours} and costs just {price}.",
    "What speaks for “{title}”: the price of {price}.",
    "“{title}” asks for {hours} of your time.",
    "There is also “{title}” from {provider} for {price}, which you find under {url}.",
    "“{title}” would take you {hours} at most.",
    "The price of “{title}” is {price}, its length {hours}.",
    "If you prefer {provider}, look at “{title}”.",
    "“{title}” might be the better choice as it only costs {price}.",
    "You can finish “{title}” in {hours}.",
    "“{title}” is taught by {provider} and priced at {price}.",
    "Más corto: “{title}”, con {hours_es} por {price}.",
    "Pour {price}, “{title}” dure {hours_fr}.",
    "Für {price} gibt es “{title}” mit {hours_de}.",
)
IT = (
    "It costs {price}.",
    "It takes {hours} and costs {price}.",
    "It is given by {provider}.",
    "You find it at {url}.",
    "That one is {price}.",
    "The price is {price}, and it takes {hours}.",
    "It is offered by {provider} for {price}.",
    "You need {hours} for it.",
    "The link is {url}.",
    "That costs {price} in total.",
    "Its price is {price} and it needs {hours}.",
    "{provider} is behind it.",
    "Sign up at {url}.",
    "With {hours} it is not long.",
    "This one comes from {provider} and costs {price}.",
    "It comes to {price} and {hours}.",
    "Here is the link: {url}",
    "The provider is {provider}.",
)
"""Sentences that follow one which named the credential."""
TWO = (
    "“{title}” costs {price}, while “{title2}” costs {price2}.",
    "“{title}” ({price}) and “{title2}” ({price2}) both fit.",
    "“{title}” and “{title2}” cost {price} and {price2}.",
    "“{title}” takes {hours}, “{title2}” {hours2}.",
    "“{title}” is given by {provider}, “{title2}” by {provider2}.",
    "Together, “{title}” and “{title2}” cost {total}.",
    "“{title}” and “{title2}” come to {total} in total.",
    "“{title}” is the longer one at {hours}, but for {price2} you can take “{title2}”.",
    "Between “{title}” and “{title2}” there is a price difference of {apart}.",
    "Either take “{title}” for {price} or “{title2}” for {price2}.",
    "“{title}” is {price}; “{title2}” is {price2}.",
    "Compared to “{title}” at {price}, “{title2}” costs {price2}.",
    "You would pay {price} for “{title}” or {price2} for “{title2}”.",
    "“{title}” needs {hours} and “{title2}” needs {hours2}.",
    "The two, “{title}” and “{title2}”, cost {total} together.",
    "{provider} gives “{title}” and {provider2} gives “{title2}”.",
    "“{title}” by {provider} is {price} and “{title2}” by {provider2} is {price2}.",
    "While “{title}” costs {price}, “{title2}” is at {price2}.",
    "“{title2}” ({hours2}, {price2}) against “{title}” ({hours}, {price}).",
    "Taking both “{title}” and “{title2}” would come to {total} altogether.",
    "With {price} for “{title}” and {price2} for “{title2}”, you can choose.",
    "“{title}” takes {hours} but “{title2}” takes {hours2}.",
    "You save {apart} if you choose the other one of “{title}” and “{title2}”.",
    "“{title}” costs {price}. “{title2}”, on the other hand, costs {price2}.",
    "Between the two, “{title}” takes {hours} and “{title2}” {hours2}.",
    "“{title2}” is {price2}, which compares with {price} for “{title}”.",
    "Pay {total} and you get both “{title}” and “{title2}”.",
    "The difference between “{title}” and “{title2}” is {apart}.",
)
PATH = (
    "In all the path costs {money} and takes {weeks} weeks.",
    "The whole plan has {steps} steps, costs {money} and ends on {done}.",
    "Altogether that is {money} for {steps} steps.",
    "The path takes {weeks} weeks at {pace} hours a week and costs {money}.",
    "You would be done by {done}, for {money} in total.",
    "First take “{s1}”, then “{s2}”.",
    "Start with “{s1}”, followed by “{s2}” and finally “{s3}”.",
    "“{s1}” comes before “{s2}”.",
    "After “{s1}” comes “{s2}”.",
    "Take “{s2}” after “{s1}”.",
    "Step 1 is “{s1}”, step 2 is “{s2}”.",
    "“{s1}” → “{s2}” → “{s3}”",
    "Before “{s2}”, take “{s1}”.",
    "You begin with “{s1}” and then go on to “{s2}”.",
    "“{s1}” costs {p1} and “{s2}” costs {p2}.",
    "The path covers {covered} of {skills} skills for {money}.",
    "The full path is {money} over {weeks} weeks.",
    "There are {steps} steps to take, at a total of {money}.",
    "Plan for {weeks} weeks, and be done by {done}.",
    "Next to “{s1}”, which comes first, there is “{s2}” second.",
    "Once “{s1}” is done, “{s2}” follows.",
    "“{s2}” follows “{s1}”.",
    "Your first step is “{s1}”; then comes “{s2}”.",
    "“{s1}” leads on to “{s2}”, and that to “{s3}”.",
    "Step 2, “{s2}”, costs {p2}.",
    "It reaches {covered} of {skills} skills in {weeks} weeks.",
    "All {steps} steps together cost {money}.",
    "The plan ends on {done} if you study {pace} hours a week.",
    "It is {money} altogether, spread over {weeks} weeks.",
    "“{s1}” first, “{s2}” second, “{s3}” third.",
    "Do “{s1}” before “{s2}”.",
    "“{s2}” builds on “{s1}”, so it comes later.",
    "The order is “{s1}”, then “{s2}”, then “{s3}”.",
    "At {p1}, “{s1}” is the first step.",
    "This way {covered} of your {skills} skills are covered.",
    "Altogether you need {weeks} weeks and {money}.",
    "Your {steps} steps come to {money}.",
    "From start to end it takes {weeks} weeks.",
    "With {pace} hours a week you finish on {done}.",
    "Begin with “{s1}”. ",
    "“{s1}” is the first step and “{s2}” the second.",
    "Then, after “{s1}”, move on to “{s2}”.",
    "“{s3}” is where it leads after “{s1}” and “{s2}”.",
    "Total cost: {money}.",
    "Total time: {weeks} weeks.",
    "Skills covered: {covered} of {skills}.",
)


class Mutant(NamedTuple):
    """A sentence with one wrong fact, and what is wrong in it."""

    kind: str
    sentence: str


def price_of(item: Credential) -> str | None:
    """A price as a model would write it."""
    cost = item.cost
    if cost is None or cost.amount is None or cost.currency is None or not cost.parts_agree:
        return None
    if cost.amount == 0:
        return "$0"
    each = {Basis.PER_MONTH: " a month", Basis.PER_YEAR: " per year"}.get(cost.basis, "")
    return facts.money(cost.amount, cost.currency) + each


def facts_of(item: Credential, mark: str = "") -> Facts | None:
    """Everything that templates say of one record; None where it does not state it all."""
    price = price_of(item)
    if None in (price, item.hours, item.provider, item.url):
        return None
    assert price is not None
    assert item.hours is not None
    low, high = f"{item.hours.min:g}", f"{item.hours.max:g}"
    span = low if low == high else f"{low}–{high}"
    found = {
        "title": item.title,
        "price": price,
        "price_words": _in_words(item.cost.amount if item.cost else None, price),
        "hours": f"{span} hours",
        "hours_words": f"{_word(item.hours.max)} hours" if low == high else f"{low} to {high} hours",
        "hours_de": f"{span} Stunden",
        "hours_es": f"{span} horas",
        "hours_fr": f"{span} heures",
        "provider": item.provider or "",
        "url": item.url or "",
    }
    return {name + mark: value for name, value in found.items()}


_TEENS = ["thir", "four", "fif", "six", "seven", "eigh", "nine"]
_WORDS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
_WORDS += [f"{begin}teen" for begin in _TEENS]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def _word(value: float) -> str:
    whole = int(value)
    if whole != value or whole > 99:
        return f"{value:g}"
    if whole < 20:
        return _WORDS[whole]
    return _TENS[whole // 10 - 2] + (f"-{_WORDS[whole % 10]}" if whole % 10 else "")


def _in_words(amount: Decimal | None, price: str) -> str:
    plain = amount is not None and price.startswith("$") and " " not in price and amount == int(amount) and amount < 100
    return f"{_word(float(amount))} dollars" if plain and amount is not None else price


def pair_of(one: Credential, other: Credential) -> Facts | None:
    """What templates say of two records."""
    first, second = facts_of(one), facts_of(other, "2")
    sums = [facts.whole_price(item) for item in (one, other)]
    currencies = {item.cost.currency for item in (one, other) if item.cost}
    if first is None or second is None or None in sums or len(currencies) > 1 or sums[0] == sums[1]:
        return None
    currency = currencies.pop()
    total, apart = (sums[0] or 0) + (sums[1] or 0), abs((sums[0] or 0) - (sums[1] or 0))
    return first | second | {"total": facts.money(total, currency), "apart": facts.money(apart, currency)}


def path_facts(document: PathDocument, pace: float, today: dt.date) -> Facts:
    """What templates say of a path of at least three steps."""
    path, steps = document.path, document.path.steps
    return {
        "money": facts.money(path.totals.cost.amount, path.totals.cost.currency),
        "weeks": str(max(1, round(path.totals.weeks))),
        "steps": str(len(steps)),
        "done": facts.day(steps[-1].ends_on, today),
        "pace": f"{pace:g}",
        "covered": str(len(path.covered)),
        "skills": str(len(document.goal.skills)),
        **{f"s{number}": step.title for number, step in enumerate(steps[:3], 1)},
        **{f"p{number}": facts.money(step.charged.amount, "USD") for number, step in enumerate(steps[:2], 1)},
    }


# ---- mutants


def mutants(template: str, true: Facts, others: Sequence[Credential], dice: random.Random) -> list[Mutant]:
    """The template with one fact wrong, for every fact in it."""
    made: list[Mutant] = []
    for slot in sorted(name for name in true if "{" + name + "}" in template):
        kind, change = _CHANGES[slot.rstrip("2")] if slot.rstrip("2") in _CHANGES else _CHANGES[slot]
        wrong = change(true[slot], others, dice)
        if wrong is not None and wrong != true[slot]:
            made.append(Mutant(kind, template.format(**(true | {slot: wrong}))))
    if "{s1}" in template and "{s2}" in template and "{p1}" not in template:
        swapped = true | {"s1": true["s2"], "s2": true["s1"]}
        made.append(Mutant("order", template.format(**swapped)))
    return made


Change = Callable[[str, Sequence[Credential], random.Random], str | None]


def _other_number(text: str, _: Sequence[Credential], dice: random.Random) -> str:
    number = next(part for part in _numbers(text))
    value = float(number.replace(",", ""))
    new = dice.choice((value + dice.randint(1, 9), value * 2 + 1, value + 0.5, value + 100))
    return text.replace(number, f"{new:,g}", 1)


def _numbers(text: str) -> list[str]:
    return re.findall(r"\d[\d,]*(?:\.\d+)?", text)


def _price(text: str, others: Sequence[Credential], dice: random.Random) -> str | None:
    if not _numbers(text):
        return dice.choice(("seventy-seven dollars", "a hundred dollars", "ninety-one dollars"))
    way = dice.randrange(4)
    if way == 0 and text.startswith("$"):
        return dice.choice(("€", "£", "CA$")) + text[1:]
    if way == 1:
        prices = [price for item in others if (price := price_of(item)) and price != text]
        return dice.choice(prices) if prices else None
    return _other_number(text, others, dice)


def _hours(text: str, others: Sequence[Credential], dice: random.Random) -> str | None:
    if not _numbers(text):
        return dice.choice(("seventy-seven hours", "ninety-one hours"))
    if dice.random() < 0.3:
        spans = {f"{item.hours.max:g}" for item in others if item.hours}
        return f"{dice.choice(sorted(spans))} {text.rsplit(maxsplit=1)[-1]}" if spans else None
    return _other_number(text, others, dice)


INVENTED_PROVIDERS = ("Harvard University", "Coursera", "Northgate College", "Google", "Institute of Applied Things")
INVENTED_TITLES = (
    "Google Data Analytics Certificate",
    "Mastering Everything in Ten Days",
    "Advanced Wizardry",
    "The Complete Bootcamp",
)


def _provider(text: str, others: Sequence[Credential], dice: random.Random) -> str:
    known = sorted({item.provider for item in others if item.provider and item.provider != text})
    return dice.choice([*known, *INVENTED_PROVIDERS])


def _title(text: str, others: Sequence[Credential], dice: random.Random) -> str:
    way = dice.randrange(3)
    if way == 0:
        return dice.choice(INVENTED_TITLES)
    if way == 1:
        return dice.choice([item.title for item in others[-5:] if item.title != text])
    words = text.split()
    at = dice.randrange(len(words))
    words[at] = dice.choice(("Zeppelins", "Marmalade", "Lanterns"))
    return " ".join(words)


def _link(text: str, others: Sequence[Credential], dice: random.Random) -> str:
    way = dice.randrange(4)
    if way == 0:
        return dice.choice([item.url for item in others if item.url and item.url != text])
    if way == 1:
        return text.replace(".example", ".example.evil.com")
    return text + "-2" if way == 2 else "https://bit.ly/3xYz"


def _sum(text: str, others: Sequence[Credential], dice: random.Random) -> str:
    if text.startswith("$") and dice.random() < 0.3:
        return "€" + text[1:]
    return _other_number(text, others, dice)


def _day(text: str, _: Sequence[Credential], dice: random.Random) -> str:
    day, rest = text.split(" ", 1)
    return f"{(int(day) + dice.randint(1, 20)) % 28 + 1} {rest}" if int(day) < 20 else f"{int(day) - 11} {rest}"


_CHANGES: dict[str, tuple[str, Change]] = {
    "title": ("title", _title),
    "price": ("price", _price),
    "price_words": ("price", _price),
    "hours": ("hours", _hours),
    "hours_words": ("hours", _hours),
    "hours_de": ("hours", _hours),
    "hours_es": ("hours", _hours),
    "hours_fr": ("hours", _hours),
    "provider": ("provider", _provider),
    "url": ("link", _link),
    "total": ("sum", _sum),
    "apart": ("sum", _sum),
    "money": ("sum", _sum),
    "weeks": ("sum", _other_number),
    "steps": ("sum", _other_number),
    "covered": ("sum", _other_number),
    "skills": ("sum", _other_number),
    "pace": ("sum", _other_number),
    "done": ("date", _day),
    "s1": ("title", _title),
    "s2": ("title", _title),
    "s3": ("title", _title),
    "p1": ("price", _price),
    "p2": ("price", _price),
}
