"""Money and time of a person put right where no path and no list is the matter: "not 200, 350", "make it 3 hours a week"."""

from __future__ import annotations

from bot.advisor.understand import patterns as re
from bot.advisor.understand.draft import Draft
from bot.advisor.understand.plan_limits import read_limits
from bot.advisor.understand.reading import Known, PersonAct, PersonAsk

_FACTS = {"max_cost": "budget", "hours_per_week": "hours_per_week"}
_CORRECTS = re.compile(
    r"^\W*(?:(?:ok|oh|ah|well|so|and|please|no|nope|sorry|oops|wait|actually|hm+|but|then)\W+)*"
    r"(?:correction|i (?:meant?|lied|was wrong)|(?:make|let'?s (?:make|say)) (?:it|that)|change (?:it|that|the \w+|my \w+)"
    r" to|(?:it|that)(?:'s| is| should be| must be)|(?:rather|only|just|really|actually|no|sorry|wait)\b)"
)


def corrected_fact(draft: Draft, known: Known) -> PersonAsk | None:
    """A kept sum or pace that a message puts right; None where it speaks of something else."""
    if known.listed or known.planned or known.exploring or "?" in draft.open or not _CORRECTS.match(draft.open):
        return None
    wanted = read_limits(draft.copy(), known).wanted
    if "max_hours" in wanted and "hours_per_week" not in wanted:
        wanted["hours_per_week"] = wanted.pop("max_hours")
    told = wanted.keys() - {"currency"}
    if not told or any(_FACTS.get(name) not in known.kept for name in told):
        return None
    return PersonAsk(PersonAct.REMEMBER, wanted=wanted)
