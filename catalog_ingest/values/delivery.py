"""Ways of teaching."""

from __future__ import annotations

from catalog.credential import Delivery
from catalog_ingest.values.parsed import Parsed
from catalog_ingest.values.words import the_one

_TROUBLE = (
    "This is not one way of teaching; write self_paced, online_scheduled, in_person or hybrid, or leave it empty."
)
_WORDS = {
    word: delivery
    for delivery, words in {
        Delivery.SELF_PACED: (
            "self_paced", "self paced", "selfpaced", "at your own pace", "own pace", "on demand", "asynchronous",
            "a tu ritmo", "a su ritmo", "a votre rythme", "im eigenen tempo", "selbststudium", "anytime",
            "flexible schedule",
        ),
        Delivery.ONLINE_SCHEDULED: (
            "online_scheduled", "instructor led", "live online", "online live", "virtual classroom", "synchronous",
            "webinar", "cohort", "cohort based", "scheduled", "dated", "live virtual", "online with sessions",
        ),
        Delivery.IN_PERSON: (
            "in_person", "in person", "inperson", "on campus", "oncampus", "on site", "onsite", "classroom",
            "face to face",
            "presencial", "presentiel", "prasenz", "prasenzkurs", "vor ort", "f2f", "in class",
        ),
        Delivery.HYBRID: (
            "hybrid", "blended", "blended learning", "hibrido", "hybride", "semipresencial", "mixed mode",
        ),
    }.items()
    for word in words
}  # fmt: skip
_HYBRID = {word: delivery for word, delivery in _WORDS.items() if delivery is Delivery.HYBRID}


def parse_delivery(text: str) -> Parsed[Delivery]:
    """How it is taught; "online" alone leaves open whether there is a timetable and is unknown, with trouble."""
    return Parsed(Delivery.HYBRID) if the_one(text, _HYBRID, _TROUBLE).value else the_one(text, _WORDS, _TROUBLE)
